# 結果的由來：計入的與差一點計入的
heading = { $title }，{ $period }
clause = 依據 { $clause }：{ $text }
counted-title =
    { $count ->
        [0] 計入的記錄：無
       *[other] 計入的記錄（{ $count }）：
    }
share = 其中{ $people }：{ $done }，至少 { $required }
near-title = 差一點計入的記錄（{ $count }）：
reasons = ；
unit = { $name }：{ $done }/{ $required }
no-unit = 沒有可計的對象。
strays = 未歸入以上各項的記錄
sessions = ，{ $count } 節次

fact-activities = { $held_on } { $kind } · { $host_side }（{ $id }）
fact-mentorships = { $mentor_id } → { $mentee_id } · { $subject } · { $starts_on } 起（{ $id }）
fact-secondments = { $person_id } · { $post } · { $starts_on } 至 { $ends_on } · { $evaluated_on } 評價（{ $id }）
fact-secondments-unevaluated = { $person_id } · { $post } · { $starts_on } 至 { $ends_on } · 未評價（{ $id }）
fact-outputs = { $completed_on } { $kind } · { $person_id }（{ $id }）
fact-plans = 協作方案，未報送（{ $id }）
fact-plans-submitted = 協作方案，{ $submitted_on } 報送（{ $id }）
fact-plans-approved = 協作方案，{ $approved_on } 審批（{ $id }）
fact-plans-submitted-approved = 協作方案，{ $submitted_on } 報送，{ $approved_on } 審批（{ $id }）
fact-aid = { $kind } { $value_yuan } 元 · { $accepted_on } 接收（{ $id }）
fact-aid-unaccepted = { $kind } { $value_yuan } 元 · { $handed_over_on } 移交，未接收（{ $id }）
fact-visits = { $visited_on } { $department }（{ $id }）

or = 、
person-joint = ·
person-mentor = 指導教師
person-mentee = 幫扶對象
person-part = 擔任{ $parts }
missed-status = 對方尚未確認
missed-as-of = 日期在 { $as_of } 之後
missed-period = 不在{ $period }內（{ $first } 至 { $last }）
missed-mentorship = 沒有註明對子，或該對子覆蓋本期不足一半
missed-kind = 類別應為：{ $expected }
missed-host = 舉辦地應為：{ $expected }
missed-topic = 主題應有其一：{ $expected }
missed-subject = 學科應為：{ $expected }
missed-present = 沒有這樣的參加者：{ $expected }
missed-within-days = 應在開始後 { $expected } 天內
missed-covers-half = 覆蓋{ $period }不足一半
missed-ended = 到 { $as_of } 尚未結束
missed-from-side = 派出方應為：{ $expected }
missed-post = 職務應為：{ $expected }
missed-weekdays = 不足 { $expected } 個工作日
missed-evaluated = 到 { $as_of } 尚無評價
missed-evaluated-in-time = 評價晚於期限
missed-grade = 等次應為：{ $expected }
missed-mentee = 完成人不是本期對子中的幫扶對象
missed-mentor = 完成人不是本期對子中的指導教師
missed-submitted = 到 { $as_of } 尚未報送
missed-approved = 到 { $as_of } 尚未審批
missed-in-time = 晚於 { $last }
missed-accepted = 受援校尚未接收
missed-department = 部門應為：{ $expected }
not-owed-starts = 協作自 { $day } 開始，晚於本期第一天（{ $first }），本期不承擔這項要求。
not-owed-ends = 協作於 { $day } 結束，早於本期最後一天（{ $last }），本期不承擔這項要求。
not-owed-none = 本期沒有可計的對象，這項要求不適用。
not-owed-other = 這項要求不涉及這一對學校。
