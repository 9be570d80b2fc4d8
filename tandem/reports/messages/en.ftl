# Dates and periods
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-short = { $day } { $month }
date-long = { $day } { $month } { $year }
term = { $season } semester { $year }
season-spring = Spring
season-autumn = Autumn
year = { $year }
this-term = this semester
this-year = this year
this-round = this round
when-left =
    { $days ->
        [one] due { $date }, 1 day left
       *[other] due { $date }, { $days } days left
    }
when-today = due today, { $date }
when-over =
    { $days ->
        [one] due { $date }, 1 day ago
       *[other] due { $date }, { $days } days ago
    }
when-later = from { $date }
left-left =
    { $days ->
        [one] 1 day left
       *[other] { $days } days left
    }
left-today = due today
left-over =
    { $days ->
        [one] 1 day overdue
       *[other] { $days } days overdue
    }
left-later = not due yet

# People and schools
both = Both schools
bureau = Education bureau
and = { " and " }
pair = { $lead } — { $partner }
pair-batch = { $lead } — { $partner } ({ $batch })
batch-number = Batch { $batch }
no-batch = No batch
no-data = no data
yes = yes
no = no

# Standings
standing-met = Done
standing-open = Open
standing-near = Falling behind
standing-short = Short
standing-advised = Advice not met
standing-not_due = Not due
standing-waived = Waived
standing-not_applicable = Not applicable
meaning-met = The minimum has been reached.
meaning-open = Still time, not yet complete.
meaning-near = Still time, but the calendar is ahead: spread evenly over the period, the next one should have been done by now.
meaning-short = The time is over and the minimum was not reached; someone must act.
meaning-advised = The time is over and the advised figure was not reached; it does not enter the assessment.
meaning-not_due = The period has not begun.
meaning-waived = Waived, with a reason on record.
meaning-not_applicable = Not owed in this period.

# Amounts
amount-activities = { $n }
amount-sessions =
    { $n ->
        [one] 1 session
       *[other] { $n } sessions
    }
amount-topics =
    { $n ->
        [one] 1 topic
       *[other] { $n } topics
    }
amount-subjects =
    { $n ->
        [one] 1 subject
       *[other] { $n } subjects
    }
amount-mentorships = { $n }
amount-secondments = { $n }
amount-evaluations = { $n }
amount-outputs = { $n }
amount-plans = { $n }
amount-aid = { $n }
amount-visits = { $n }

# One duty
need-open = { $title }: { $amount } to go ({ $done } of { $required })
need-short = { $title }: { $amount } missing ({ $done } of { $required })
need-mentorship-open =
    { $n ->
        [one] { $title }: 1 mentor pair to go ({ $amount } each, { $done } of { $required })
       *[other] { $title }: { $n } mentor pairs to go ({ $amount } each, { $done } of { $required })
    }
need-mentorship-short =
    { $n ->
        [one] { $title }: 1 mentor pair missing ({ $amount } each, { $done } of { $required })
       *[other] { $title }: { $n } mentor pairs missing ({ $amount } each, { $done } of { $required })
    }
need-secondment-open = { $title }: { $n } to go ({ $done } of { $required })
need-secondment-short = { $title }: { $n } missing ({ $done } of { $required })
need-share-open = { $title }: { $done } now, at least { $required } wanted
need-share-short = { $title }: { $done }, at least { $required } wanted
need-met = { $title }: done ({ $done } of { $required })
need-waived = { $title }: waived
need-not_due = { $title }: not begun
need-not_applicable = { $title }: not applicable
advice-note = { $text } – advice
sentence-owed = { $need }, { $period }. For { $who } to see to, { $when }.
sentence-plain = { $need }, { $period }.

# The next step
next-step = { $who } – { $need }, { $left }
next-more = { $step }; { $n } more
next-none = All requirements met
next-not-due = Not begun
next-not-applicable = Owes nothing this semester
next-term-over = The semester is over, { $n } not reached: { $titles }
next-term-over-more = The semester is over, { $n } not reached: { $titles } and others
list-separator = { "; " }
clause-separator = { "; " }

# Assessment
obstacle-band = Band for the year is { $band }, an award needs { $least }
obstacle-no-band = No score for the year, so no band
obstacle-lag = { $school } is lagging: fulfilment { $share }, at least { $least } needed
obstacle-no-progress = { $school } has made no progress
obstacle-no-fulfilment = { $school } has no data on fulfilment
obstacle-no-delta = { $school } has no data on progress: a person decides in writing
obstacle-rule = { $who }: { $title } – not done when due
obstacle-other = { $code }
reason-band = band too low
reason-lag = lagging
reason-no_progress = no progress
reason-no_data = no data
reason-rule = { $title } – not done when due
band-excellent = excellent
band-good = good
band-pass = pass
band-fail = fail
eligible-yes = eligible
eligible-no = no award
shortlist-yes = shortlisted
shortlist-tie = tie, for a person to decide
shortlist-no = not listed

# The workbook
sheet-about = About
sheet-board = Board
sheet-todo = To do
sheet-findings = Findings
sheet-verdicts = Verdicts
sheet-final = Final evaluation
about-title = Paired-school collaboration: where the duties stand
about-as-of = As of
about-policy = Policy
about-hash = Policy hash (SHA-256)
about-pairs = Collaborations
about-term = Current semester
about-term-running =
    { $days ->
        [one] { $term } ({ $from } to { $to }), 1 day left
       *[other] { $term } ({ $from } to { $to }), { $days } days left
    }
about-term-over = { $term } ({ $from } to { $to }), over
about-term-ahead = { $term } ({ $from } to { $to }), not begun
about-round = { $round }: { $text }
about-legend = Legend
about-legend-count = Now
about-legend-meaning = Meaning
about-sheets = What stands where
about-board = One row a collaboration, one column a requirement, for the current semester with its year and round; sorted by batch and name.
about-todo = What must still be done in the current semester, by the school that owes it: overdue first, then by date.
about-findings = Every collaboration, requirement and period, to filter.
about-verdicts = The bundled assessment of every year that is over: score, band, eligible or not, and why.
about-final = The mean of the yearly scores of the round, and the slope of each school's quality.
about-note-title = Please note
about-note = Only activities that the other school has confirmed count. Numbers are minimums: more earns nothing, and nothing is ranked. No data is not zero.
board-title = { $term } · as of { $date }
board-title-many = Current semester · as of { $date }
board-group-both = Both schools: duties
board-group-lead = { $side }: duties
board-group-partner = { $side }: duties
board-group-bureau = { $side }: duties
board-rule = { $title }
    { $clause }
board-rule-advice = { $title }
    { $clause } · advice
board-comment = { $title } ({ $clause })
    { $text }
column-round = Round
column-batch = Batch
column-lead = { $side }
column-partner = { $side }
column-next = Next step
column-school = School that owes it
column-other = With
column-need = Still to do
column-due = Due
column-left = Days left
column-status = Status
column-title = Requirement
column-clause = Clause
column-period = Period
column-duty = Whose duty
column-achieved = Done
column-required = Needed
column-key = Codes for tandem explain
column-year = Year
column-score = Score
column-band = Band
column-eligible = Award
column-obstacles = Why not
column-shortlist = Shortlist
column-fulfilment = Fulfilment
column-lagging = Lagging
column-delta = Δz
column-progress = Progress
column-check = Check rating
column-side-score = Side score
column-mean = Mean yearly score
column-lead-slope = { $side }, slope
column-partner-slope = { $side }, slope
foot-met = Done (collaborations)
foot-owed = Open (collaborations)
foot-short = Short (collaborations)
todo-title = To do · as of { $date }
todo-empty = Nothing is left to do in the current semester.
todo-overdue = { $days } overdue
findings-title = Findings · as of { $date }
verdicts-title = Verdicts · as of { $date }
verdicts-empty = No year is over yet, so nothing has been judged.
final-title = Final evaluation · as of { $date }
page-footer = Page &P of &N

# The terminal
summary-title = Paired-school collaboration · as of { $date }
summary-scope =
    { $pairs ->
        [one] 1 collaboration, { $n } requirements in the current semester
       *[other] { $pairs } collaborations, { $n } requirements in the current semester
    }
summary-count = { $glyph } { $word } { $n }
summary-done = Nothing to do ({ $n }): { $names }
summary-idle = Owing nothing this semester ({ $n }): { $names }
summary-line = { $who } ({ $when }): { $needs }
summary-row = { $pair }: { $next }
summary-more =
    { $n ->
        [one] 1 more has something to do: see report.xlsx.
       *[other] { $n } more have something to do: see report.xlsx.
    }
summary-verdicts =
    { $judged ->
        [one] Assessment { $year }: 1 collaboration
       *[other] Assessment { $year }: { $judged } collaborations
    }
summary-yes = Shortlisted ({ $n }): { $names }
summary-tie = Tied ({ $n }), for a person to decide: { $names }
summary-blocked = No award for the year ({ $n }): { $reasons }
summary-reason = { $reason } { $n }
summary-none = None shortlisted
names-more = { $names } and { $n } more in the workbook report.xlsx
