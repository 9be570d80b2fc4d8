# tandem draw 的说明
short-draw = 抽签确定检查对象和检查人员，人人可核
help-draw =
    可核验的抽查抽签。依次为：

    1. tandem draw freeze 定下名单和规则，给出指纹，随即公布。

    2. 公布之后，才当众掷骰子，或等事先指明的彩票开奖。

    3. tandem draw run 用这个种子抽检查对象；tandem draw assign 抽检查人员。

    4. 公布记录。任何人都能核验：用 tandem draw verify，或者动手计算。
short-freeze = 在种子产生之前定下名单和规则
help-freeze =
    定下名单和规则，给出应在种子产生之前公布的指纹。

    OBJECTS 是学校或对子的名单（列：编号、名称、分层、所在对子、回避人员），INSPECTORS 是检查人员的名单（列：编号、姓名、科室、负责分层、本人学校、亲属学校、三年内任职学校、审批过的方案、其他回避）；均为 CSV 或 Excel。一格内的多个值用顿号或逗号分开。已离开的学校写上最后一天：S12@2025-08-31，满三年后不再回避。

    示例：

    tandem draw freeze 学校.xlsx 检查人员.xlsx --share 0.2 --on 2026-05-20 --out 冻结.json

    tandem draw freeze 学校.csv 检查人员.csv --number 12 --weight 高=3 --on 2026-05-20 --out 冻结.json
short-run = 用种子抽检查对象
help-run =
    用 FROZEN 公布之后产生的种子抽检查对象。

    示例：

    tandem draw run 冻结.json --seed 31415926535897932384 --on 2026-05-22 --out 记录.json
short-assign = 抽检查人员，或替换
help-assign =
    为抽中的每个对象抽检查人员：每一种没有回避冲突的安排机会均等。写 --absent 则替换不能参加的对象或人员。结果都补记在 RECORD 中。

    示例：

    tandem draw assign 记录.json --on 2026-05-22

    tandem draw assign 记录.json --absent E07 --reason "生病" --on 2026-05-25
short-verify = 核验记录
help-verify =
    核验记录或冻结的名单：全部重抽一遍，逐项比对。全部成立时退出码才为 0。

    示例：

    tandem draw verify 记录.json --published 指纹
help-title = 这次抽签的名称。
help-on = 办理的日期（年-月-日）。
help-dice = 将当众掷多少个十面骰子（0 至 9）。
help-dice-default = 20；指明彩票时不掷
help-lottery = 用哪一期彩票的号码作种子，写明名称和日期；可写多次。
help-method = tickets（李维斯特抽签法）或 rfc3797。
help-number = 一共抽多少个。
help-share = 抽全部的多大比例，例如 0.2 或 20%。
help-weight = 某层的权重，例如 高=3；其余为 1；可写多次。
help-at-least = 每层至少抽多少个。
help-draws-left = 一轮内每个对象至少抽到一次；本轮还剩几次抽签，含这一次。
help-earlier = 本轮以前抽签的记录；可写多次。
help-inspectors-each = 每个对象派几名检查人员，至少 2 名。
help-per-inspector = 一名检查人员最多去几个对象。
help-hide-reasons = 公布回避对象时不写原因。
help-out-file = 写到哪个文件；已有的文件不会被覆盖。
help-seed = 掷出或公布的数字；每个来源写一次，按来源的顺序。
help-absent = 不能参加的对象或人员的编号。
help-reason = 原因，将一并公布。
help-published = 种子产生之前公布的指纹。

# 办理结果
exists = { $path } 已存在。冻结的名单和记录不能覆盖，请换一个文件名。
refused = 没有写出任何文件。
frozen = 已冻结：对象 { $objects } 个，检查人员 { $inspectors } 名，将抽 { $places } 个。
frozen-stratum = { $stratum }：{ $size } 个中抽 { $places } 个
frozen-stratum-first = { $stratum }：{ $size } 个中抽 { $places } 个，其中 { $first } 个在本轮尚未抽到的对象中抽
frozen-publish = 请在种子产生之前公布这个指纹：
frozen-lists = 名单的指纹：对象 { $objects }，检查人员 { $inspectors }
frozen-next-dice = 然后当众依次掷 { $digits } 个十面骰子{ $name }。
frozen-next-lottery = 然后取这一期的号码：{ $name }
written = 已写入：{ $path }
seed-read = 读入的种子：{ $seed }
drawn = 抽中 { $count } 个：
stratum-none = （未分层）
drawn-stratum = { $stratum }（{ $count } 个）
team = { $object }：{ $inspectors }
entry = { $id } { $name }
between = 、
needs-both = --absent 和 --reason 须一并写。
one-size = --number 和 --share 须写其中一个。
bad-weight = --weight 应写成“层=数字”，例如 高=3；现为“{ $found }”。
bad-earlier = { $path } 不是可用的抽签记录：{ $why }
not-a-plan = { $path } 是记录，不是冻结的名单。
not-a-record = { $path } 是冻结的名单，不是记录。请先运行 tandem draw run
unreadable = 无法读取 { $path }：{ $reason }
unusable = { $path } 核验不成立，不能补记：
note-same-name = 请核对：“{ $name }”列在 { $ids } 之下。重复列入者机会加倍。
note-strange-conflict = 请核对：{ $inspector } 的回避对象 { $id } 不在名单中。

# 核验结果
verify-head = { $title }（{ $path }）
verify-head-untitled = 抽签（{ $path }）
holds-form = 文件写法唯一，改动任何一个字节都会被发现。
fails-form = 文件不能作为记录：{ $why }
holds-seal = 记录自身的指纹正确：{ $computed }
fails-seal = 记录自身的指纹不对：写的是 { $recorded }，按内容应为 { $computed }。内容被改动过。
holds-frozen = 冻结内容的指纹为 { $computed }
fails-frozen = 冻结内容被改动过：记录写的是 { $recorded }，按名单和规则应为 { $computed }
holds-published = 与事先公布的指纹一致。
fails-published = 与事先公布的指纹不一致：公布的是 { $recorded }，按名单和规则应为 { $computed }
holds-objects = 对象名单的指纹为 { $computed }
fails-objects = 对象名单被改动过：指纹应为 { $recorded }，实为 { $computed }
holds-inspectors = 检查人员名单的指纹为 { $computed }
fails-inspectors = 检查人员名单被改动过：指纹应为 { $recorded }，实为 { $computed }
holds-plan = 名单合规，各层的名额由规则得出。
fails-plan = 冻结内容不合规则。{ $parts }
holds-earlier = 第 { $number } 份以前的记录正是本次计入的。
fails-earlier = 第 { $number } 份以前的记录不是本次计入的，或被改动过。
holds-seed = 种子符合事先指明的来源：{ $seed }
fails-seed = 种子不符合事先指明的来源，或日期不对。
holds-drawn = 由种子抽中的正是这 { $count } 个。
fails-drawn = 由种子抽中的不是记录的这 { $count } 个。
holds-assign = 第 { $number } 步：抽出的正是这些检查人员（所需次数：{ $tries }）。
fails-assign = 第 { $number } 步：抽出的应是别的检查人员，或次数不同。
holds-object = 第 { $number } 步：{ $absent } 由签序中的下一个 { $substitute } 替换。原因：{ $reason }
holds-object-none = 第 { $number } 步：{ $absent } 退出，本层已无可替换者。原因：{ $reason }
fails-object = 第 { $number } 步：{ $absent } 被替换，但替换者不是签序中的下一个，或检查人员不是抽出的。
holds-inspector = 第 { $number } 步：检查人员 { $absent } 由抽签替换。原因：{ $reason }
fails-inspector = 第 { $number } 步：检查人员 { $absent } 被替换，但替换者不是抽出的。
holds-step = 第 { $number } 步成立。
fails-step = 第 { $number } 步的类别不存在。
holds-teams = 每个抽中的对象都有 { $each } 名检查人员，无人应回避，无人被派去多于 { $most } 处。
fails-teams = 有对象的检查人员不足，或有人应回避，或有人被派去多于 { $most } 处。
fails-parts = 与规则所得不同的部分：{ $parts }。
verdict-holds = 全部成立。
verdict-fails = { $all } 项中有 { $count } 项不成立，这份记录不可采信。
note-published = 文件本身不能证明指纹公布在种子产生之前，请与公告比对（--published）。
note-earlier = 没有核对以前的记录，请用 --earlier 给出。
note-unassigned = 还没有抽检查人员。
note-undrawn = 还没有抽签；请公布冻结内容的指纹：{ $hash }

form-too-large = 文件过大。
form-bom = 文件开头有字节顺序标记。
form-not-utf8 = 第 { $at } 行不是 UTF-8。
form-not-json = 第 { $at } 行不是 JSON。
form-not-object = 最外层不是一组成员。
form-too-deep = 嵌套过深。
form-member-twice = 同一组成员中“{ $at }”出现两次。
form-number = “{ $at }”不是普通的整数。
form-unclean-text = 文字“{ $at }”含有控制字符、首尾空格或别的 Unicode 形式。
form-kind = 记录中不能有 { $at }。
form-other-form = 第 { $at } 行不是规定的写法（次序、空格、转义）。
form-other-format = 格式为“{ $at }”，应为 tandem-draw-1。
form-shape = “{ $at }”缺失、未知或类型不对。

# 不能办理的原因
problem-size-below-least = 各层最低数合计 { $least } 个，而一共只抽 { $number } 个。
problem-size-too-many = 要抽 { $number } 个，但最多只能抽 { $most } 个。
problem-size-share = 比例“{ $found }”应大于 0、不大于 1，例如 0.2 或 20%。
problem-size-number = 抽取数至少为 1，现为 { $found }。
problem-size-least = 每层最低数不能为负，现为 { $found }。
problem-size-draws-left = 剩余抽签次数不能为负，现为 { $found }。
problem-weight-stratum = 没有“{ $found }”这一层；现有：{ $known }
problem-weight = “{ $stratum }”的权重应为 0 到 999999999 之间的数，小数不超过 8 位，现为“{ $found }”。
problem-weight-twice = “{ $stratum }”有不止一个权重。
problem-rfc3797-pool = RFC 3797 最多排 { $limit } 个，现有 { $found } 个。
problem-seed-dice = “{ $found }”不是 { $digits } 个十面骰子的结果，它有 { $count } 个字符。
problem-seed-lottery = “{ $found }”不是一组号码。
problem-seed-grouped = “{ $found }”可以是一个数，也可以是几个数：请写成 { $plain }，或用空格分开写成 { $parts }。
problem-too-many-tries = 试了 { $tries } 次，{ $inspectors } 名检查人员与 { $objects } 个对象都没有遇到无冲突的安排。这样的安排有，但太少，难以碰到：请增加回避较少的检查人员，或让各层各有自己的检查人员。
problem-no-objects = 没有可抽的对象。
problem-object-twice = 对象 { $id } 列了 { $count } 次。
problem-inspector-twice = 检查人员 { $id } 列了 { $count } 次。
problem-object-unnamed = 对象 { $id } 没有名称。
problem-inspector-unnamed = 检查人员 { $id } 没有姓名。
problem-id-both = { $id } 既是对象的编号，又是检查人员的编号，须改其中一个。
problem-serves-unknown = 检查人员 { $id } 负责的“{ $stratum }”层没有对象。
problem-conflict-unknown = 对象 { $id } 的回避人员 { $inspector } 不在名单中。
problem-text = “{ $found }”过长，或含有控制字符、首尾空格、别的 Unicode 形式。
problem-id-empty = 有编号为空。
problem-method = 没有“{ $found }”这种方法，可用 tickets 和 rfc3797。
problem-no-source = 请指明种子的来源。
problem-source = “{ $found }”不是种子的来源，可用 dice 和 lottery。
problem-dice = { $found } 个骰子过少或过多，至少 { $least } 个，至多 1000 个，一般用 20 个左右。
problem-source-name = 请写明是哪一期彩票，不超过 200 字；现为“{ $found }”。
problem-inspectors-each = 每个对象至少派两名检查人员，现为 { $found }。
problem-per-inspector = 一名检查人员至少可去一个对象，现为 { $found }。
problem-too-large = 这里的数不应大于 { $most }，现为 { $found }。
problem-file-size = 名单过长：文件将有 { $size } MB，一次抽签最多 { $most } MB。可分批抽签，或缩短名称。
problem-earlier = 以前的抽签应写明指纹和编号，现为“{ $found }”。
problem-earlier-twice = 同一次以前的抽签给了两遍。
problem-seed-count = 需要 { $expected } 个种子，每个来源一个；现有 { $found } 个。
problem-assigned-already = 检查人员已经抽过。替换请用 --absent 和 --reason。
problem-no-inspectors = 冻结的内容中没有检查人员名单。
problem-reason = 须写明原因，一行，不超过 { $limit } 字。
problem-absent-already = { $id } 已经替换过。
problem-absent-not-drawn = { $id } 没有抽中，不需要替换。
problem-absent-unknown = { $id } 既不是本次的对象，也不是检查人员。
problem-date-before = { $found } 早于上一步的日期 { $earliest }。
problem-not-enough-inspectors = 不存在没有回避冲突的安排。
shortage = 不存在没有回避冲突的安排：{ $objects } 共需 { $needed } 名检查人员。{ $able }
shortage-nobody = 没有人可以去。
shortage-some = 能去的只有 { $inspectors }，最多填补 { $available } 个名额。
shortage-more = { $names }等，另有 { $count } 个
shortage-help = 请增加检查人员，或在冻结时允许一人去几个对象（--per-inspector）。

# 名单
list-no-id = { $place } 第 { $row } 行：缺少编号。
list-text = { $place } 第 { $row } 行：“{ $found }”过长或含有控制字符。
