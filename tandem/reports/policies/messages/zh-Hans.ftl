# 政策文件的说明与比较
hash = 文本指纹（SHA-256）{ $hash }
column-rule = 要求
column-clause = 依据
column-duty = 责任方
column-minimum = 最低要求
column-conditions = 条件

duty-both = 双方
duty-lead = 指导校
duty-partner = 受援校
duty-bureau = 教育局
per-term = 每学期
per-year = 每年度
per-round = 每轮

unit-share = 占 { $share }%
at-least-collaboration = { $per }至少 { $amount }
at-least-mentorship = { $per }每个对子至少 { $amount }
at-least-secondment = { $per }每次挂职至少 { $amount }
unit-activities = { $count } 次
unit-sessions = { $count } 节次
unit-topics = { $count } 个不同主题
unit-subjects = { $count } 个不同学科
unit-mentorships = { $count } 对
unit-secondments = { $count } 人次
unit-evaluations = { $count } 次评价
unit-outputs = { $count } 项
unit-plans = { $count } 份
unit-aid = { $count } 笔
unit-visits = { $count } 次
enough-number = ，其中 { $count } 个达到即可
enough-share = ，达到 { $share } 即可
advice = （建议，不计入考核）
weight = （权重 { $weight }）

or = 、
and = ＋
joint = ；
person-joint = ·
mentor = 指导教师
mentee = 帮扶对象
host = 举办地：{ $places }
topic = 主题：{ $topics }
subject = 学科：{ $subjects }
from-side = 派出方：{ $sides }
post = 职务：{ $posts }
weekdays = 至少 { $days } 个工作日
grade = 等次：{ $grades }
event-submitted = 已报送
event-approved = 已审批
by-mentee = 由帮扶对象完成
by-mentor = 由指导教师完成
present = 有人参加：{ $people }
shared-by = 平均由以下人员完成：{ $people }
within-days = 开始后 { $days } 天内
due =
    { $days ->
        [0] 在方案期限前
       *[other] 在方案期限后 { $days } 天内
    }
if-none = 没有时不适用
only-stage-both = 限双方均为{ $stages }
only-stage-either = 限有一方为{ $stages }
only-stage-lead = 限指导校为{ $stages }
only-stage-partner = 限受援校为{ $stages }
only-batch = 限批次 { $batches }

judgment-title = 捆绑式考核
judgment-lag = 履责率低于 { $limit } 为工作滞后
judgment-progress = Δz 不低于 { $limit } 为有进步；同类学校不足 { $schools } 所时无数据
judgment-weights = 权重：履责 { $fulfilment }，抽查 { $check }，进步 { $progress }
judgment-mean = 双方得分按指导校 { $alpha } 加权平均
judgment-min = 取双方得分中较低者
judgment-bands = 优秀 { $excellent } 分以上，良好 { $good } 分以上，合格 { $pass } 分以上；评奖须达到{ $award }
judgment-quota = 表彰比例 { $quota }%
band-excellent = 优秀
band-good = 良好
band-pass = 合格
band-fail = 不合格

same = 两份政策的规定相同。
rule = { $title }（{ $id }）
rule-new = 新增：{ $title }（{ $id }）
rule-gone = 取消：{ $title }（{ $id }）
vocabulary = 词汇 { $section }：{ $code }
key-changed = { $key }：{ $before } → { $after }
key-added = { $key }：新设 { $after }
key-gone = { $key }：取消 { $before }

effects-none = 在这些记录上，结果没有任何变化。
effects = 涉及 { $pairs } 对学校：{ $findings } 项结果有变，其中 { $statuses } 项状态改变；{ $verdicts } 项年度考核有变
effects-rule = { $title }：{ $count } 项
effect-finding = { $period } { $title }：{ $before } → { $after }
effect-status = { $status } { $done }/{ $required }
effect-none = 无此要求
effect-verdict = { $year } 年考核：{ $before } → { $after }
effect-judged = { $score } { $band }，{ $standing }
no-score = 无得分
no-band = 无等次
