# 命令的说明与提示
help =
    携手（Tandem）：学校对口协作，从记录到结论。

    一个区的记录（Excel 工作簿，或 CSV、Parquet 文件夹），对照政策文件，得出每对学校每学期应做什么、做了什么、还差什么、由谁负责，以及每年的捆绑式考核结论。

    第一次使用：先运行 tandem demo 看看演示区，再用 tandem template 生成工作簿填写。
head-usage = 用法：
head-options = 选项：
head-commands = 命令：
help-help = 显示本说明。
option-required = ［必填］
option-default = ［缺省：{ $default }］
help-version = 显示版本。
help-lang = 界面语言；也可设置环境变量 TANDEM_LANG。
help-as-of = 以哪一天为准（年-月-日）。
help-policy = 政策文件。
help-policy-default = 随附的区级政策

short-evaluate = 评估一个区：结果、考核与报告
help-evaluate =
    评估一个区的记录。FACTS 是一个文件夹（每表一个 CSV 或 Parquet 文件）或一个 Excel 工作簿。

    在 --out 文件夹中写出 findings.csv、side_years.csv、verdicts.csv、run.json 和报告 report.xlsx。记录有误时逐条列出，不评估、不写出。

    示例：

    tandem evaluate 记录.xlsx --as-of 2026-05-20

    tandem evaluate 记录文件夹 --as-of 2026-05-20 --out 结果 --lang en

    tandem evaluate 记录.xlsx --as-of 2026-05-20 --compare 新政策.toml
help-out = 结果写到哪个文件夹。
help-engine = 用哪个数据库计算；结果相同。
help-database = 数据库地址：PostgreSQL 的 URL、SQLite 的文件或 Spark 的主节点。
help-compare = 另一份政策：列出哪些结果会变、涉及谁。

short-explain = 一项结果的由来：计入的与差一点计入的
help-explain =
    说明一项结果的由来：计入了哪些记录，哪些差一点、差在哪里。

    COLLABORATION 是协作编号，REQUIREMENT 是要求的编号，PERIOD 是学期编号、年份或轮次编号（见 findings.csv）。

    示例：

    tandem explain 记录.xlsx C01 heads-exchange R1-2026S --as-of 2026-05-20

short-template = 生成空白工作簿
help-template =
    生成一个空白工作簿：每表一个工作表，有说明、下拉列表和日期检查。填好后直接用 tandem evaluate 评估。

    示例：

    tandem template 记录.xlsx

short-demo = 生成并评估演示区
help-demo =
    生成一个虚构的演示区，评估并显示结果。学校和人员均为虚构。

    示例：

    tandem demo --lang en
help-demo-out = 记录和结果写到哪个文件夹。

short-policies = 检查、显示、比较政策文件
help-policies = 检查、显示、比较政策文件。
short-check = 检查政策文件
help-check =
    检查政策文件，逐条列出错误的位置与改法；旁边有 examples 文件夹时，一并核对其中的例子。不写 FILE 时检查随附的区级政策。

    示例：

    tandem policy check 新政策.toml
short-show = 用表格显示政策
help-show =
    用表格显示政策的各项要求与考核办法。不写 FILE 时显示随附的区级政策。

    示例：

    tandem policy show --lang en
short-diff = 比较两份政策
help-diff =
    列出两份政策的不同之处。

    示例：

    tandem policy diff 现行.toml 新政策.toml

interrupted = 已中断，没有写出任何文件。
unexpected = 程序出错：{ $error }。请将此信息反馈给维护者（设置 TANDEM_DEBUG=1 可看到详情）。
usage-missing = 缺少 { $name }。
usage-no-option = 没有选项 { $name }。
usage-choice = { $name } 应为：{ $choices }。
usage-no-command = 没有这个命令。可用的命令：{ $commands }。
usage-day = “{ $value }”不是日期，应写成 2026-05-20 这样。
usage-needs-value = { $name } 后面要写值。
usage-too-many = 多余的参数：{ $names }。
usage-null = “{ $found }”含有空字符（NUL），文件名不能含有它。没有做任何事。
usage-value = { $name }：{ $what }
usage-see-help = 用法见：{ $command } --help
cannot-write = 无法写入 { $path }：{ $reason }。没有改动任何文件。
cannot-print = 无法输出要显示的内容：{ $reason }。已写出的文件是完整的。

wait-reading = 正在读取记录
wait-evaluating = 正在评估
wait-pairing = 正在匹配学校
wait-reasons = 正在核算理由
wait-writing = 正在写出结果

written = 结果已写入：{ $folder }
demo-made = 演示区的记录：{ $folder }
demo-next = 接着试试：tandem evaluate { $facts } --as-of { $as_of } --lang en
template-written = 空白工作簿：{ $path }
template-not-xlsx = { $path }：文件名应以 .xlsx 结尾。
template-exists = { $path } 已经存在，没有改动。请换一个文件名。

facts-unusable = 记录中有 { $count } 处错误，未评估，未写出任何文件。
policy-at = { $source } 第 { $line } 行，{ $key }：{ $text }
policy-in = { $source }：{ $text }
policy-unusable = 共 { $count } 处错误，未使用该文件。
policy-bad-code = 代码“{ $found }”只能用小写字母、数字、下划线和连字符，并以字母或数字开头。
policy-bad-enough = “{ $found }”无效，应为 { $expected }。
policy-bad-id = 编号“{ $found }”只能用小写字母、数字和连字符，例如 joint-seminar。
policy-bands-order = 等次分数线应依次降低，现为 { $found }。
policy-count-not-for-each = 不能这样计数（{ $found }），可用：{ $expected }。
policy-due-not-here = 只有计数 { $expected } 的规则可以写期限，这里计数的是 { $found }。
policy-duplicate-rule = 规则编号“{ $found }”重复。
policy-empty-list = 列表不能为空。
policy-empty-people = 人员条件不能为空，至少写一项，例如 side = "lead"。
policy-enough-not-here = 只有 each = "{ $expected }" 的规则可以写 enough，这里是 { $found }。
policy-grace-needs-due = 写 grace_days 须先写 due。
policy-grace-not-here = 只有计数 { $expected } 的规则可以写 grace_days，这里计数的是 { $found }。
policy-if-none-not-here = 这里不能写 if_none，只用于每个对子、每次挂职或按占比的规则。
policy-missing = 缺少这一项，应为：{ $expected }。
policy-more-than-there-are = 至少 { $found } 个超出了可选的 { $expected } 个，永远无法达到。
policy-no-codes-to-count = 词汇中没有可计数的代码。
policy-not-a-deadline-rule = “{ $found }”不是有期限的轮次规则，可用：{ $expected }。
policy-not-date = “{ $found }”不是日期，应写成 2026-05-20 这样。
policy-not-number = “{ $found }”不是数字，应为 { $expected }。
policy-not-table = 这里应为一个表，现为“{ $found }”。
policy-not-tables = 这里应为一组表（[[…]]），现为“{ $found }”。
policy-not-text = “{ $found }”不是可用的文字：请写在引号内，不能为空，也不能含控制字符。
policy-not-titles = 这里应为三种语言的文字：zh-Hans、zh-Hant、en，至少一种，现为“{ $found }”。
policy-not-toml = 不是有效的 TOML：{ $found }。
policy-not-utf8 = 文件不是 UTF-8 编码，请另存为 UTF-8。
policy-not-whole = “{ $found }”无效，应为不小于 { $expected } 的整数。
policy-nothing-expected = 这个例子没有写期望的结果。
policy-out-of-range = { $found } 超出范围，应为 { $expected }。
policy-plans-per-round = 方案按轮次计，per 应为 { $expected }，现为 { $found }。
policy-same-title = “{ $found }”与 { $expected } 的名称相同，看的人分不清；请改成不同的名称。
policy-school-needs-stage = 写 school 须先写 stage。
policy-season-per-term = 只有每学期的规则可以限定季节，现为 per = "{ $found }"。
policy-share-needs-subject = 按占比的规则须写 { $expected }。
policy-shared-by-not-here = 只有按学校计数活动次数或节次的规则可以写 shared_by。
policy-shared-by-two = shared_by 至少写 { $expected } 类人员，现有 { $found } 类。
policy-too-many-conditions = 同一时段的各条规则合起来，对人员和主题的不同条件过多（{ $found }）；最多 { $expected } 个。
policy-unknown-choice = 不认识“{ $found }”，应为：{ $expected }。
policy-unknown-code = 不认识代码“{ $found }”，应为：{ $expected }。
policy-unknown-group = 不认识分组“{ $found }”，应为：{ $expected }。
policy-unknown-key = 不认识的键“{ $found }”，是不是 { $nearest }？可用：{ $expected }。
policy-unknown-language = 不认识语言“{ $found }”，应为：{ $expected }。
policy-unreadable = 无法读取：{ $found }。
policy-weights-zero = 权重不能都为零。
policy-wrong-contract = 本程序使用第 { $expected } 版数据约定，文件要求第 { $found } 版。

check-no-clause = 规则 { $rule } 引用的条款 { $clause } 不在 clauses.toml 中。
check-valid = { $path } 有效：{ $rules } 条规则，指纹 { $hash }
check-examples = { $count } 个例子全部相符。
check-example-failed = { $file } 第 { $line } 行“{ $title }”：{ $what } 应为 { $expected }，实为 { $found }
check-examples-failed = { $failed } 处不符（共 { $count } 个例子）。

explain-unknown-collaboration = 没有协作“{ $value }”（共 { $count } 个）。相近的有：{ $known }
explain-unknown-requirement = 没有要求“{ $value }”（共 { $count } 项）。相近的有：{ $known }
explain-unknown-period = 这项要求没有时段“{ $value }”（共 { $count } 个）。可用：{ $known }

engine-sqlite-cannot-open = 无法打开 SQLite 数据库 { $database }：{ $reason }
engine-postgres-needs-database = 使用 PostgreSQL 需要写 --database，例如 postgresql://用户@主机/库名
engine-postgres-missing = 使用 PostgreSQL 需要先安装 psycopg。
engine-postgres-cannot-connect = 无法连接 PostgreSQL：{ $reason }
engine-postgres-refused = PostgreSQL 拒绝执行：{ $reason }
engine-spark-missing = 使用 Spark 需要先安装：pip install "tandem[spark]"
engine-spark-no-java = 使用 Spark 需要 Java 17，请安装 openjdk-17-jre-headless 或设置 JAVA_HOME。
engine-spark-cannot-start = 无法启动 Spark：{ $reason }

web-cannot-connect = 无法连接数据库：{ $reason }。数据库地址由环境变量 DATABASE_URL 指定。
web-no-database = 还没有数据库（{ $place }）。可用 tandem import 从全区记录建立；所在文件夹由环境变量 TANDEM_HOME 指定。
web-old-database = 数据库属于较早的版本。请先备份，再用 tandem import 更新。

wait-importing = 正在导入
wait-drawing = 正在绘制曲线

short-import = 把记录导入网页系统的数据库
help-import =
    把全区的记录导入网页系统的数据库。FACTS 是一个文件夹（每张表一个 CSV 或 Parquet 文件）或一个 Excel 工作簿。

    每一行保留原有编号：再次导入即为更新。要么全部导入，要么什么都不改。文件中没有提到的内容保持不变。

    示例：

    tandem import records.xlsx

    tandem import records-folder --policy other-policy.toml
help-import-policy = 尚无政策的轮次所用的政策文件。[默认：随系统提供的区政策]
help-import-clauses = 与政策配套的条款文件。[默认：政策旁边的 clauses.toml]
import-no-clauses = 没有这个文件：{ $path }
import-nothing = 没有导入任何内容。
import-refused = 数据库拒收这些记录：{ $reason }。
import-too-long = { $table }，{ $column }：“{ $value }”太长，最多 { $most } 个字符（共 { $count } 行）。
import-too-large = { $table }，{ $column }：{ $value } 太大，最多 { $most }（共 { $count } 行）。
import-table = { $table }：新增 { $new }，更新 { $changed }，移除 { $removed }，不变 { $unchanged }
import-same = 内容都已在库中，没有改动。
import-done = 导入完成，评估了 { $count } 对协作。

short-export = 把数据库的记录写成文件夹或工作簿
help-export =
    把网页系统数据库中的全部记录写入 OUT：CSV 文件夹；OUT 以 .xlsx 结尾时为一个 Excel 工作簿。tandem evaluate 和 tandem import 都能读取。已撤回和尚未确认的记录不写出。

    示例：

    tandem export records

    tandem export records.xlsx
export-too-many = { $table }的行数超出一张工作表的上限，请改为导出文件夹。
export-done = 记录已写入 { $path }

short-findings = 数据库在任一日期的评估结果，写成文件或核对
help-findings =
    按任一日期评估网页系统数据库中的记录，写出 findings.csv、side_years.csv 和 verdicts.csv。加 --check 则把已存的结果与今天重新评估的结果比对。

    示例：

    tandem findings --as-of 2026-05-20 --out results

    tandem findings --check
help-findings-as-of = 查看的日期。[默认：今天]
help-findings-check = 核对已存的结果，不写文件。
findings-which = 请给出 --out（可加日期），或单独给出 --check。
findings-no-policy = 还没有轮次指定政策，无从评估。
findings-written = { $day }：{ $count } 条结果，已写入 { $folder }
findings-hold = 已存的 { $count } 条结果与 { $day } 重新评估的结果一致。
findings-not-stored = { $finding }：没有存
findings-too-many = { $finding }：存了，但没有这条结果
findings-differs = { $finding }：{ $field } 为 { $is }，应为 { $should }
findings-wrong = 已存的结果中有 { $count } 条与 { $day } 重新评估的结果不一致。

short-audit = 操作留痕
help-audit = 操作留痕：谁在何时改了什么。
short-verify = 核验操作留痕未被改动
help-verify =
    重新计算操作留痕的每一个封印并比对。尚未封印的记录随即封印。

    示例：

    tandem audit verify
audit-holds = 操作留痕完好：已封印 { $count } 条，其中本次 { $new } 条。最后的封印：{ $head }
audit-gap = 第 { $place } 位缺少封印（记录 { $event }）。
audit-missing = 第 { $place } 位的记录 { $event } 不见了。
audit-changed = 第 { $place } 位的记录 { $event } 或其封印与封存时不同。
audit-broken = 操作留痕从第 { $place } 位起不成立。

short-nightly = 每晚的工作：随时间变化的结果、封印
help-nightly =
    重新计算因时间推移而变化的结果，并给操作留痕封印。每晚运行一次。

    示例：

    tandem nightly
nightly-done = 评估了 { $evaluated } 对协作，封印了 { $sealed } 条留痕，发出了 { $mails } 封邮件，清除了 { $swept } 个已移除的文件。

short-backup = 把数据库和文件备份到一个归档
help-backup =
    把数据库和全部上传的文件写入一个归档文件，系统照常运行。

    示例：

    tandem backup tandem.tar.gz
backup-done = 备份已写入 { $path }：{ $rows } 行，{ $files } 个文件。其中有个人信息，请妥善保管。

short-restore = 恢复备份
help-restore =
    把备份恢复到数据库和文件夹：要么全部恢复，要么什么都不改。已在使用的数据库，加 --yes 才会被替换。

    示例：

    tandem restore tandem.tar.gz
help-restore-yes = 替换现有的全部内容。
restore-no-archive = { $path } 不是本系统的备份，或不完整。
restore-damaged = { $path } 已损坏：{ $part } 与备份时不同。
restore-other-database = 这份备份来自另一种数据库（{ $database }）。
restore-other-version = 这份备份来自另一个版本（{ $version }），请用该版本恢复。
restore-not-empty = 已有记录或文件。加 --yes 会将其替换。
restore-unreadable = 无法读取 { $path }：{ $reason }。
restore-nothing = 没有恢复，也没有改动任何内容。
restore-done = 已恢复 { $made } 的备份：{ $rows } 行，{ $files } 个文件。

short-serve = 启动网页应用
help-serve =
    启动网页应用，在前台运行，关闭终端即停止。

    数据放在环境变量 TANDEM_HOME 所指的文件夹（默认 tandem-data）；DATABASE_URL 可指向 PostgreSQL。

    例：

    tandem serve

    tandem serve --demo
help-serve-host = 监听的地址。
help-serve-port = 监听的端口。
help-serve-workers = 工作进程数。
help-serve-demo = 打开自带的演示区：数据和日期都是单独的。
serve-making = 正在建立演示区，约需半分钟……
serve-accounts = 演示账号（密码都是 { $password }）：
serve-at = 请用浏览器打开：{ $url }

short-init = 初始设置：教育局、管理员、第一轮
help-init =
    在空数据库里完成初始设置：教育局、第一位管理员、学期日期、按本区政策判定的第一轮。要么全部完成，要么什么都不改。

    没有用选项给出的内容会逐项询问。建议日期可以当场改，也可以以后在网页上改。

    示例：

    tandem init

    tandem init --bureau 青川区教育局 --name 林知夏 --username lin --password-file secret.txt --yes
help-init-bureau = 教育局名称。
help-init-region = 行政区划代码（6位数字），可不填。
help-init-name = 管理员姓名。
help-init-username = 管理员登录名。
help-init-password-file = 第一行是密码的文件（- 表示从标准输入读取）。不给则询问。
help-init-round = 第一轮的名称。
help-init-year = 本轮从哪一年三月开始。
help-init-terms = 学期的 CSV 文件：年度、季节（spring 或 autumn）、第一天、最后一天。
help-init-yes = 不询问：没有用选项给出的内容取建议值。
init-bureau = 教育局名称
init-name = 管理员姓名
init-username = 登录名
init-password = 密码
init-round = 第一轮的名称
init-first-round = 第一轮
init-year = 从哪一年三月开始
init-term = { $year }年{ $season ->
    [spring] 春季
   *[autumn] 秋季
  }学期的第一天和最后一天
init-term-wrong = { $value }：请写两个日期 YYYY-MM-DD，中间空一格。
init-terms-wrong = { $path } 第 { $line } 行：需要四项：年度、spring 或 autumn、两个日期 YYYY-MM-DD。
init-missing = 缺少 { $option }。
init-done = 设置完成：{ $bureau }，{ $round }，六个学期。启动：tandem serve
init-nothing = 什么都没有改动。
