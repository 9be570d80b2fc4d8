# tandem pair 的说明与提示
short-pair = 结对：提出方案、说明理由、变动后调整、帮扶对子
help-pair =
    为新一轮协作提出结对方案：每所受援校由哪所指导校带，为什么，换一所要付出什么。

    方案按名单、规则与权重算出，供讨论；由人调整、批准。学校撤并后，只做最少的变动。
short-propose = 提出结对方案
help-propose =
    从学校名单提出结对方案。SCHOOLS 是 CSV 或 Excel 名单，列名可用中文；别处来的名单用 --mapping 说明各列是什么。

    在 --out 文件夹中写出 arrangement.csv、arrangement.xlsx（每对的理由）、map.svg（地图）和 run.json。名单有误时逐条列出，不写出任何文件。有受援校安排不下时照样写出，说明原因，退出码为 1。

    示例：

    tandem pair propose 学校名单.xlsx --out 方案

    tandem pair propose 学校名单.csv --rules 规则.toml --out 方案 --lang en

    tandem pair propose 登记册.csv --mapping 对照.toml --only 县市名称=花莲县 --out 方案
short-pair-explain = 一对的理由，换一所的代价
help-pair-explain =
    说明受援校 PARTNER（编号或名称）为什么由这所指导校带：逐项理由；换成次优的一所，总共要多付多少，还有谁要跟着变动。

    示例：

    tandem pair explain 学校名单.xlsx 第三小学 --rules 规则.toml
short-repair = 学校撤并后调整结对
help-repair =
    学校撤销、合并、新增或名额变动后调整结对：CURRENT 是现行的 arrangement.csv，--changes 写明变动；失去指导校的受援校重新安排，其余最多变动 --at-most 对，逐一说明为谁而变。

    示例：

    tandem pair repair 学校名单.xlsx 方案/arrangement.csv --changes 变动.toml --at-most 2 --out 新方案
short-mentors = 一个协作内的帮扶对子
help-mentors =
    提出一个协作内的帮扶对子：谁指导谁，为什么（4.2、5.1.3）。PEOPLE 是两校教师的 CSV 或 Excel 名单，列名可用中文：教师编号、姓名、一方（指导教师、帮扶对象）、学科（主要学科在前），以及知道时的骨干称号、已有帮扶对象数、最多指导人数（0 到 2，缺省为 2）。

    在 --out 文件夹中写出 mentors.csv、mentors.xlsx（每对的理由）和 run.json。名单有误时逐条列出，不写出任何文件。对子不足或有帮扶对象没有指导教师时照样写出，说明原因，退出码为 1。

    示例：

    tandem pair mentors 教师名单.xlsx --out 帮扶对子
help-at-least = 至少要有几个对子。
help-rules = 规则与权重文件；不写时用缺省的规则与权重。
help-mapping = 对照文件：名单的哪一列是什么。
help-only = 只取这一列为此值的行；可写多次。
metavar-only = 列名=值
help-travel = 路上时间：受援校、指导校、分钟的列表，代替直线距离。
help-pair-out = 结果写到哪个文件夹。
help-current = 现行的 arrangement.csv；不写时说明算出的方案。
help-changes = 变动：TOML 文件或列表。
help-at-most = 除失去指导校的以外，最多变动几对。

at-cell = { $place } 第 { $row } 行，“{ $column }”列：{ $what }
at-row = { $place } 第 { $row } 行：{ $what }
list-unusable = 共 { $count } 处错误，未写出任何文件。
pairing-unusable = 共 { $count } 个问题，未写出任何文件。
notices-more = 另有 { $count } 条提示。
no-rows-left = { $place }：{ $count } 行中没有一行符合条件；请检查 --only 或对照文件的 only、leave_out。
duplicate-school = 编号“{ $value }”与第 { $first } 行重复；同一所学校只写一行。
cell-empty = 这里不能空。
cell-bad_integer = “{ $value }”不是整数，应写成 120 这样。
cell-integer_out_of_range = “{ $value }”超出范围，应在 { $minimum } 到 { $maximum } 之间。
cell-bad_number = “{ $value }”不是数字，应写成 118.25 这样。
cell-number_out_of_range = “{ $value }”超出范围，应在 { $minimum } 到 { $maximum } 之间。
cell-too_long = 这里太长（{ $length } 字），最多 { $limit } 字。
cell-control_character = 这里有看不见的控制字符，请删去重写。
cell-id_digits_lost = 编号“{ $value }”的后几位已被表格软件舍去；请把该列设为文本后重写。
word-unknown = 不认识“{ $value }”，应为：{ $expected }。
word-empty = 这里不能空，应为：{ $expected }。
name-unknown = 名单中没有“{ $value }”，略过；请写编号或全名。
name-shared = 有几所学校都叫“{ $value }”，略过；请写编号。
name-shared-error = 有几所学校都叫“{ $value }”；请写编号。
school-unknown = 名单中没有“{ $value }”；请写编号或全名。撤销的学校也要留在名单中。
subject-unknown = 不认识学科“{ $value }”，照原样比较；请检查写法。
too-many-teachers = { $place }：有 { $count } 行，一个协作的教师名单最多 { $most } 行；请只写这两所学校的教师。
duplicate-teacher = 编号“{ $value }”与第 { $first } 行重复；同一名教师只写一行。
honour-unknown = 不认识骨干称号“{ $value }”，不计高下；请检查写法。
side-mentor = 指导教师
side-mentee = 帮扶对象
no-mentors = { $place }：名单上没有指导教师；请检查“一方”列。
no-mentees = { $place }：名单上没有帮扶对象；请检查“一方”列。
lone-school = { $school }（{ $found }）离最近的学校{ $nearest } { $km } 公里，而各校与最近学校一般只隔 { $usual } 公里；请核对经纬度是否写错一位、落在海里。属实则不必改，规则文件中 lone_km 可放宽，写 0 则不再提示。
lone-group = { $school }（{ $found }）和附近另 { $others } 所学校离其余学校最近的{ $nearest } { $km } 公里，而各校与最近学校一般只隔 { $usual } 公里；请核对经纬度是否写错、落在海里。属实则不必改，规则文件中 lone_km 可放宽，写 0 则不再提示。
same-school = { $school }（{ $id }）与第 { $row } 行（{ $other }）同名、同一位置；若是同一所学校，请只留一行。
pair-twice = 受援校“{ $value }”出现了两次；每所受援校只写一行。
opened-not-new = { $school } 写为新增，但已在现行的方案中；请从变动中删去，或改为别的变动。
change-needs-into = 合并须写明并入哪所学校。
change-needs-places = 名额变动须写明新的名额。
travel-twice = 这一对已有路上时间；每对只写一行。
travel-strangers = { $place }：{ $count } 行中的学校不在名单中，略过。
only-form = --only 应写成 列名=值，现为“{ $value }”。
unknown-partner = 名单中没有“{ $value }”。相近的有：{ $known }
not-a-partner = { $school }是指导校；请写一所受援校。

rule-alliance = 联盟
rule-forbidden = 禁止结对
# 方案不能成立的原因
pairing-no-leads = 名单中没有指导校；请检查“一方”一列，或对照文件的 [side]。
pairing-no-partners = 名单中没有受援校；请检查“一方”一列，或对照文件的 [side]。
pairing-empty-id = 学校没有编号；请补上。
pairing-duplicate-school = 编号“{ $school }”出现了两次；同一所学校只写一行。
pairing-both-sides = { $school }既是指导校又是受援校；请只留一方。
pairing-unknown-stage = 学段“{ $found }”不认识，应为：{ $expected }。
pairing-no-coordinates = { $school }没有经纬度；请补上，或用 --travel 给出它到各校的路上时间。
pairing-coordinates-out-of-range = { $school }的经纬度“{ $found }”不在地球上；纬度在 -90 到 90 之间，经度在 -180 到 180 之间，以度为单位。
pairing-coordinates-swapped = { $school }的经纬度“{ $found }”像是把经度和纬度写反了，应为“{ $expected }”。
pairing-coordinates-zero = { $school }的经纬度是 0，0，落在大西洋里；请补上真实的位置。
pairing-bad-area = [area] 的南、北、西、东（{ $found }）不成一个范围：南不大于北，西不大于东，南北在 -90 到 90 度，东西在 -180 到 180 度。
pairing-outside-area = { $school }的位置“{ $found }”不在辖区内（{ $expected }）；请核对经纬度。
pairing-far-from-others = { $school }离其他学校太远（{ $found }，应{ $expected } 公里）；请核对经纬度，是否落在海里或写错一位。
pairing-bad-number = { $school }“{ $key }”的值“{ $found }”无效；应为：{ $expected }。
pairing-unknown-school = “{ $school }”不在名单中（{ $rule }{ $key }）；请写名单中的编号或全名。
pairing-weight-out-of-range = 权重 { $key } 的值 { $found } 超出范围；应为：{ $expected }。
pairing-all-weights-zero = 所有权重都是零，无从比较；请至少给一项权重。
pairing-band-order = { $key } 的下限高于上限（{ $found }）。
pairing-alliance-twice = { $school }有两个联盟：{ $expected }与{ $found }；一所受援校只能有一个。
pairing-alliance-forbidden = { $school }与{ $found }既是联盟又禁止结对；请删去一条。
pairing-alliance-stages = 联盟{ $school }与{ $found }学段不合，可以的学段：{ $expected }。
pairing-alliance-too-far = 联盟{ $school }与{ $found }公里，超过规定的距离（{ $expected }）；请放宽距离或删去联盟。
pairing-alliance-over-places = { $school }的联盟多于名额 { $expected } 个；请增加名额或减少联盟。
pairing-pair-twice = { $school }在现行结对中出现了两次；每所受援校只写一行。
pairing-over-places = { $school }在现行结对中多于名额（{ $found }）；请增加名额，或先减少。
pairing-change-twice = { $school }有两项变动；每所学校只写一项。
pairing-no-successor = { $school }合并须写明并入哪所学校，且不能是它自己。
pairing-no-school = { $school }的变动不完整；新增的学校须在名单中，名额变动须写明名额。
pairing-not-a-lead = { $school }不是指导校，没有名额。
pairing-bad-fairness = 公平方式“{ $found }”不认识，应为：{ $expected }。
pairing-bad-limit = { $key } 应为不小于零的整数，现为“{ $found }”。
pairing-too-many-mentees = { $school }已有 { $found } 名帮扶对象，多于两名。
pairing-bad-shape = 代价、名额与禁止的大小不一致。
pairing-not-finite = 代价中有不是数的值。
pairing-cost-range = 代价的数值太大，无法精确相加；请把权重改小。
pairing-duplicate-teacher = 教师“{ $school }”出现了两次；每人只写一行。
