# The command's help and messages
help =
    Tandem (携手): a paired-school collaboration programme, from records to verdicts.

    A district's records (an Excel workbook, or a folder of CSV or Parquet files) beside a policy file: for every collaboration and semester what was owed, what was done, what is missing and who must act, and for every year the bundled verdict.

    For the first time: run tandem demo to see the demo district, then make a workbook to fill in with tandem template.
head-usage = { "Usage: " }
head-options = Options:
head-commands = Commands:
help-help = Show this help.
option-required = [required]
option-default = [default: { $default }]
help-version = Show the version.
help-lang = Language of everything shown; also the environment variable TANDEM_LANG.
help-as-of = The day on which everything is looked at.
help-policy = The policy file.
help-policy-default = the district policy that ships with Tandem

short-evaluate = Evaluate a district: findings, verdicts, report
help-evaluate =
    Evaluate a district's records. FACTS is a folder (one CSV or Parquet file a table) or one Excel workbook.

    Writes findings.csv, side_years.csv, verdicts.csv, run.json and the report report.xlsx into the folder --out. If there are mistakes in the records each is listed and nothing is evaluated or written.

    Examples:

    tandem evaluate records.xlsx --as-of 2026-05-20

    tandem evaluate records-folder --as-of 2026-05-20 --out results --lang en

    tandem evaluate records.xlsx --as-of 2026-05-20 --compare new-policy.toml
help-out = Folder for the results.
help-engine = The database that does the work; results are the same.
help-database = Where that database is: a PostgreSQL URL, an SQLite file or a Spark master.
help-compare = Another policy: list what would come out differently, and for whom.

short-explain = Where one finding comes from: what counted and what nearly did
help-explain =
    Explain one finding: the records that counted, and those that nearly did with what they lacked.

    COLLABORATION is a collaboration's id, REQUIREMENT a requirement's, PERIOD a semester id, a year or a round id (see findings.csv).

    Example:

    tandem explain records.xlsx C01 heads-exchange R1-2026S --as-of 2026-05-20

short-template = Make an empty workbook
help-template =
    Make an empty workbook: one sheet a table, with notes, drop-down lists and checked dates. Once filled in, tandem evaluate takes it as it is.

    Example:

    tandem template records.xlsx

short-demo = Make and evaluate the demo district
help-demo =
    Make an invented demo district, evaluate it and show the result. Its schools and people are made up.

    Example:

    tandem demo --lang en
help-demo-out = Folder for the records and results.

short-policies = Check, show and compare policy files
help-policies = Check, show and compare policy files.
short-check = Check a policy file
help-check =
    Check a policy file and list every mistake with its place and how to mend it. Where a folder of examples lies beside it, those are checked too. Without FILE: the district policy that ships with Tandem.

    Example:

    tandem policy check new-policy.toml
short-show = Show a policy as a table
help-show =
    Show a policy's requirements and its assessment as a table. Without FILE: the district policy that ships with Tandem.

    Example:

    tandem policy show --lang en
short-diff = Compare two policies
help-diff =
    List what differs between two policies.

    Example:

    tandem policy diff current.toml new.toml

interrupted = Interrupted. No files were written.
unexpected = Tandem failed: { $error }. Please tell the maintainers (TANDEM_DEBUG=1 shows the details).
usage-missing = { $name } is missing.
usage-no-option = There is no option { $name }.
usage-choice = { $name } must be one of: { $choices }.
usage-no-command = There is no such command. Commands: { $commands }.
usage-day = “{ $value }” is not a date; write it like 2026-05-20.
usage-needs-value = { $name } needs a value.
usage-too-many = Too many arguments: { $names }.
usage-null = “{ $found }” holds a null character, which no file name can. Nothing was done.
usage-value = { $name }: { $what }
usage-see-help = How to use it: { $command } --help
cannot-write = Cannot write { $path }: { $reason }. No files were changed.
cannot-print = What was to be shown could not be written: { $reason }. Files already written are whole.

wait-reading = Reading records
wait-evaluating = Evaluating
wait-pairing = Pairing schools
wait-reasons = Working out the reasons
wait-writing = Writing results

written = Results written to { $folder }
demo-made = The demo district's records: { $folder }
demo-next = Try next: tandem evaluate { $facts } --as-of { $as_of } --lang zh-Hans
template-written = Empty workbook: { $path }
template-not-xlsx = { $path }: the name must end in .xlsx.
template-exists = { $path } is there already and was left as it is. Choose another name.

facts-unusable =
    { $count ->
        [one] 1 mistake in the records. Nothing was evaluated or written.
       *[other] { $count } mistakes in the records. Nothing was evaluated or written.
    }
policy-at = { $source }, line { $line }, { $key }: { $text }
policy-in = { $source }: { $text }
policy-unusable =
    { $count ->
        [one] 1 mistake; the file was not used.
       *[other] { $count } mistakes; the file was not used.
    }
policy-bad-code = the code “{ $found }” may have lower-case letters, digits, _ and - only, and begins with a letter or digit.
policy-bad-enough = “{ $found }” does not fit; expected { $expected }.
policy-bad-id = the id “{ $found }” may have lower-case letters, digits and - only, like joint-seminar.
policy-bands-order = the bands must fall from one to the next; now { $found }.
policy-count-not-for-each = this cannot be counted so ({ $found }); possible: { $expected }.
policy-due-not-here = only rules that count { $expected } may have a deadline; this one counts { $found }.
policy-duplicate-rule = the rule id “{ $found }” is there twice.
policy-empty-list = the list is empty.
policy-empty-people = a condition on people needs at least one part, like side = "lead".
policy-enough-not-here = only rules with each = "{ $expected }" may have enough; here each is { $found }.
policy-grace-needs-due = grace_days needs due beside it.
policy-grace-not-here = only rules that count { $expected } may have grace_days; this one counts { $found }.
policy-if-none-not-here = if_none does not belong here; it is for rules on each mentor pair, each secondment or a share.
policy-missing = this is missing; expected { $expected }.
policy-more-than-there-are = at least { $found } of the { $expected } there are can never be reached.
policy-no-codes-to-count = the vocabulary has no codes to count.
policy-not-a-deadline-rule = “{ $found }” is not a rule of the round with a deadline; possible: { $expected }.
policy-not-date = “{ $found }” is not a date; write it like 2026-05-20.
policy-not-number = “{ $found }” is not a number; expected { $expected }.
policy-not-table = a table is expected here; found “{ $found }”.
policy-not-tables = a list of tables ([[…]]) is expected here; found “{ $found }”.
policy-not-text = “{ $found }” is not a text that can be used: write it in quotes, neither empty nor with control characters.
policy-not-titles = a text in zh-Hans, zh-Hant and en (at least one) is expected; found “{ $found }”.
policy-not-toml = not valid TOML: { $found }.
policy-not-utf8 = the file is not UTF-8; save it as UTF-8.
policy-not-whole = “{ $found }” does not fit; expected a whole number of at least { $expected }.
policy-nothing-expected = this example expects nothing.
policy-out-of-range = { $found } is out of range; expected { $expected }.
policy-plans-per-round = plans are counted by round: per must be { $expected }, not { $found }.
policy-same-title = the title “{ $found }” is already that of { $expected }; a reader could not tell them apart. Give it another.
policy-school-needs-stage = school needs stage beside it.
policy-season-per-term = only rules per semester (term) may name a season; here per is “{ $found }”.
policy-share-needs-subject = a rule on a share needs { $expected }.
policy-shared-by-not-here = only rules that count a collaboration's activities or sessions may have shared_by.
policy-shared-by-two = shared_by needs at least { $expected } kinds of people; found { $found }.
policy-too-many-conditions = together the rules of one kind of period state too many different conditions on people and topics ({ $found }); at most { $expected } are possible.
policy-unknown-choice = “{ $found }” is unknown; expected one of: { $expected }.
policy-unknown-code = the code “{ $found }” is unknown; expected one of: { $expected }.
policy-unknown-group = the group “{ $found }” is unknown; expected one of: { $expected }.
policy-unknown-key = the key “{ $found }” is unknown; did you mean { $nearest }? Possible: { $expected }.
policy-unknown-language = the language “{ $found }” is unknown; expected one of: { $expected }.
policy-unreadable = cannot be read: { $found }.
policy-weights-zero = the weights cannot all be zero.
policy-wrong-contract = this program uses version { $expected } of the facts contract; the file asks for { $found }.

check-no-clause = rule { $rule } cites clause { $clause }, which clauses.toml does not have.
check-valid =
    { $rules ->
        [one] { $path } is valid: 1 rule, hash { $hash }
       *[other] { $path } is valid: { $rules } rules, hash { $hash }
    }
check-examples =
    { $count ->
        [one] The example holds.
       *[other] All { $count } examples hold.
    }
check-example-failed = { $file }, line { $line } “{ $title }”: { $what } should be { $expected }, is { $found }
check-examples-failed = { $failed } expectations do not hold ({ $count } examples).

explain-unknown-collaboration = There is no collaboration “{ $value }” ({ $count } in all). Similar: { $known }
explain-unknown-requirement = There is no requirement “{ $value }” ({ $count } in all). Similar: { $known }
explain-unknown-period = This requirement has no period “{ $value }” ({ $count } in all). Possible: { $known }

engine-sqlite-cannot-open = Cannot open the SQLite database { $database }: { $reason }
engine-postgres-needs-database = PostgreSQL needs --database, like postgresql://user@host/name
engine-postgres-missing = PostgreSQL needs psycopg to be installed.
engine-postgres-cannot-connect = Cannot connect to PostgreSQL: { $reason }
engine-postgres-refused = PostgreSQL refused: { $reason }
engine-spark-missing = Spark must be installed first: pip install "tandem[spark]"
engine-spark-no-java = Spark needs Java 17: install openjdk-17-jre-headless or set JAVA_HOME.
engine-spark-cannot-start = Cannot start Spark: { $reason }

web-cannot-connect = The database cannot be reached: { $reason }. Its address is the environment variable DATABASE_URL.
web-no-database = There is no database yet ({ $place }). tandem import makes one from a district's records; TANDEM_HOME is the folder where it lies.
web-old-database = The database is of an older version of Tandem. Back it up; tandem import then brings it up to date.

wait-importing = Importing
wait-drawing = Drawing the curves

short-import = Load records into the web application's database
help-import =
    Load a district's records into the web application's database. FACTS is a folder (one CSV or Parquet file a table) or one Excel workbook.

    Every row keeps its id: loaded again, it is brought up to date. All is loaded or nothing. What the file does not mention stays as it is.

    Examples:

    tandem import records.xlsx

    tandem import records-folder --policy other-policy.toml
help-import-policy = The policy for rounds that have none yet. [default: the district policy that ships with Tandem]
help-import-clauses = The clauses that go with it. [default: clauses.toml beside the policy]
import-no-clauses = { $path }: there is no such file.
import-nothing = Nothing was imported.
import-refused = The database refused the records: { $reason }.
import-too-long = { $table }, { $column }: “{ $value }” is too long; at most { $most } characters ({ $count } rows).
import-too-large = { $table }, { $column }: { $value } is too large; at most { $most } ({ $count } rows).
import-table = { $table }: { $new } new, { $changed } changed, { $removed } removed, { $unchanged } unchanged
import-same = Everything was there already; nothing changed.
import-done = Imported. { $count } collaborations were evaluated.

short-export = Write the database's records as a folder or workbook
help-export =
    Write all records of the web application's database into OUT: a folder of CSV files, or a workbook where OUT ends in .xlsx. tandem evaluate and tandem import read it. What was withdrawn or is not confirmed yet is left out.

    Examples:

    tandem export records

    tandem export records.xlsx
export-too-many = { $table } has more rows than a sheet holds. Export a folder instead.
export-done = Records written to { $path }

short-findings = The database's findings on any day, as files, or checked
help-findings =
    Evaluate the records of the web application's database on any day and write findings.csv, side_years.csv and verdicts.csv. With --check the stored findings are compared with a fresh evaluation of today.

    Examples:

    tandem findings --as-of 2026-05-20 --out results

    tandem findings --check
help-findings-as-of = The day on which everything is looked at. [default: today]
help-findings-check = Prove the stored findings; nothing is written to files.
findings-which = Give either --out (and a day), or --check alone.
findings-no-policy = No round has a policy yet, so there is nothing to evaluate.
findings-written = { $day }: { $count } findings, written to { $folder }
findings-hold = All { $count } stored findings are as a fresh evaluation of { $day } gives them.
findings-not-stored = { $finding }: not stored
findings-too-many = { $finding }: stored, though there is no such finding
findings-differs = { $finding }: { $field } is { $is }, should be { $should }
findings-wrong = { $count } stored findings are not as a fresh evaluation of { $day } gives them.

short-audit = The audit trail
help-audit = The audit trail: who changed what, and when.
short-verify = Prove that nobody changed the audit trail
help-verify =
    Compute every seal of the audit trail anew and compare. Events without a seal are sealed.

    Example:

    tandem audit verify
audit-holds = The audit trail holds: { $count } events sealed, { $new } of them now. Last seal: { $head }
audit-gap = At place { $place } a seal is missing (event { $event }).
audit-missing = At place { $place } event { $event } is gone.
audit-changed = At place { $place } event { $event } or its seal is not what was sealed.
audit-broken = The audit trail does not hold from place { $place } on.

short-nightly = The work of every night: findings that time changes, seals
help-nightly =
    Compute the findings that time alone has changed, seal the audit trail, delete files removed 30 days ago. To be run once a night.

    Example:

    tandem nightly
nightly-done = { $evaluated } collaborations evaluated, { $sealed } audit events sealed, { $mails } mails sent, { $swept } removed files deleted.

short-backup = Database and files in one archive
help-backup =
    Write the database and all uploaded files into one archive, while the application runs.

    Example:

    tandem backup tandem.tar.gz
backup-done = Backup written to { $path }: { $rows } rows, { $files } files. Keep it safe: it holds personal data.

short-restore = Restore a backup
help-restore =
    Restore a backup into the database and the folder of files: everything or nothing. A database that is in use is replaced only with --yes.

    Example:

    tandem restore tandem.tar.gz
help-restore-yes = Replace everything that is there.
restore-no-archive = { $path } is no backup of Tandem, or it is not whole.
restore-damaged = { $path } is damaged: { $part } is not what was backed up.
restore-other-database = The backup is of another database ({ $database }).
restore-other-version = The backup is of another version of Tandem ({ $version }). Restore it with that version.
restore-not-empty = There are records or files already. With --yes they are replaced.
restore-unreadable = Cannot read { $path }: { $reason }.
restore-nothing = Nothing was restored or changed.
restore-done = Restored: { $rows } rows and { $files } files of the backup of { $made }.

short-serve = start the web application
help-serve =
    Start the web application in the foreground; Ctrl+C stops it.

    Its data lie in the folder that TANDEM_HOME names (tandem-data by default); DATABASE_URL may name a PostgreSQL database.

    Examples:

    tandem serve

    tandem serve --demo
help-serve-host = The address to listen on.
help-serve-port = The port to listen on.
help-serve-workers = How many worker processes.
help-serve-demo = Open the demo district: its data and its date are its own.
serve-making = Making the demo district; it takes about half a minute …
serve-accounts = Demo accounts (the password of each is { $password }):
serve-at = Open in a browser: { $url }

short-init = set up the programme: bureau, administrator, first round
help-init =
    Set up the programme in an empty database: the bureau, its first administrator, the semesters, the first round with the district's policy. Everything at once, or nothing.

    What no option gives is asked for. The proposed dates can be corrected, here or later on the pages.

    Examples:

    tandem init

    tandem init --bureau "Qingchuan Education Bureau" --name "Lin Zhixia" --username lin --password-file secret.txt --yes
help-init-bureau = The bureau's name.
help-init-region = Its region code (six digits), if it has one.
help-init-name = The administrator's name.
help-init-username = The administrator's sign-in name.
help-init-password-file = A file whose first line is the password (- reads it from standard input). Asked for otherwise.
help-init-round = The first round's name.
help-init-year = The year in whose March the round begins.
help-init-terms = A CSV file of semesters: year, season (spring or autumn), starts_on, ends_on.
help-init-yes = Ask nothing: take the proposed values for what no option gives.
init-bureau = Name of the bureau
init-name = The administrator's name
init-username = Sign-in name
init-password = Password
init-round = Name of the first round
init-first-round = First round
init-year = The year in whose March it begins
init-term = { $season ->
    [spring] Spring
   *[autumn] Autumn
  } semester of { $year }, first and last day
init-term-wrong = { $value }: write two dates YYYY-MM-DD with a blank between them.
init-terms-wrong = { $path }, line { $line }: four values are needed: year, spring or autumn, two dates YYYY-MM-DD.
init-missing = { $option } is missing.
init-done = Set up: { $bureau }, { $round }, six semesters. Start with: tandem serve
init-nothing = Nothing was set up.
