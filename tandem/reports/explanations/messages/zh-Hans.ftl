# 结果的由来：计入的与差一点计入的
heading = { $title }，{ $period }
clause = 依据 { $clause }：{ $text }
counted-title =
    { $count ->
        [0] 计入的记录：无
       *[other] 计入的记录（{ $count }）：
    }
share = 其中{ $people }：{ $done }，至少 { $required }
near-title = 差一点计入的记录（{ $count }）：
reasons = ；
unit = { $name }：{ $done }/{ $required }
no-unit = 没有可计的对象。
strays = 未归入以上各项的记录
sessions = ，{ $count } 节次

fact-activities = { $held_on } { $kind } · { $host_side }（{ $id }）
fact-mentorships = { $mentor_id } → { $mentee_id } · { $subject } · { $starts_on } 起（{ $id }）
fact-secondments = { $person_id } · { $post } · { $starts_on } 至 { $ends_on } · { $evaluated_on } 评价（{ $id }）
fact-secondments-unevaluated = { $person_id } · { $post } · { $starts_on } 至 { $ends_on } · 未评价（{ $id }）
fact-outputs = { $completed_on } { $kind } · { $person_id }（{ $id }）
fact-plans = 协作方案，未报送（{ $id }）
fact-plans-submitted = 协作方案，{ $submitted_on } 报送（{ $id }）
fact-plans-approved = 协作方案，{ $approved_on } 审批（{ $id }）
fact-plans-submitted-approved = 协作方案，{ $submitted_on } 报送，{ $approved_on } 审批（{ $id }）
fact-aid = { $kind } { $value_yuan } 元 · { $accepted_on } 接收（{ $id }）
fact-aid-unaccepted = { $kind } { $value_yuan } 元 · { $handed_over_on } 移交，未接收（{ $id }）
fact-visits = { $visited_on } { $department }（{ $id }）

or = 、
person-joint = ·
person-mentor = 指导教师
person-mentee = 帮扶对象
person-part = 担任{ $parts }
missed-status = 对方尚未确认
missed-as-of = 日期在 { $as_of } 之后
missed-period = 不在{ $period }内（{ $first } 至 { $last }）
missed-mentorship = 没有注明对子，或该对子覆盖本期不足一半
missed-kind = 类别应为：{ $expected }
missed-host = 举办地应为：{ $expected }
missed-topic = 主题应有其一：{ $expected }
missed-subject = 学科应为：{ $expected }
missed-present = 没有这样的参加者：{ $expected }
missed-within-days = 应在开始后 { $expected } 天内
missed-covers-half = 覆盖{ $period }不足一半
missed-ended = 到 { $as_of } 尚未结束
missed-from-side = 派出方应为：{ $expected }
missed-post = 职务应为：{ $expected }
missed-weekdays = 不足 { $expected } 个工作日
missed-evaluated = 到 { $as_of } 尚无评价
missed-evaluated-in-time = 评价晚于期限
missed-grade = 等次应为：{ $expected }
missed-mentee = 完成人不是本期对子中的帮扶对象
missed-mentor = 完成人不是本期对子中的指导教师
missed-submitted = 到 { $as_of } 尚未报送
missed-approved = 到 { $as_of } 尚未审批
missed-in-time = 晚于 { $last }
missed-accepted = 受援校尚未接收
missed-department = 部门应为：{ $expected }
not-owed-starts = 协作自 { $day } 开始，晚于本期第一天（{ $first }），本期不承担这项要求。
not-owed-ends = 协作于 { $day } 结束，早于本期最后一天（{ $last }），本期不承担这项要求。
not-owed-none = 本期没有可计的对象，这项要求不适用。
not-owed-other = 这项要求不涉及这一对学校。
