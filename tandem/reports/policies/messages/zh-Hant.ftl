# 政策文件的說明與比較
hash = 文字指紋（SHA-256）{ $hash }
column-rule = 要求
column-clause = 依據
column-duty = 責任方
column-minimum = 最低要求
column-conditions = 條件

duty-both = 雙方
duty-lead = 指導校
duty-partner = 受援校
duty-bureau = 教育局
per-term = 每學期
per-year = 每年度
per-round = 每輪

unit-share = 佔 { $share }%
at-least-collaboration = { $per }至少 { $amount }
at-least-mentorship = { $per }每個對子至少 { $amount }
at-least-secondment = { $per }每次掛職至少 { $amount }
unit-activities = { $count } 次
unit-sessions = { $count } 節次
unit-topics = { $count } 個不同主題
unit-subjects = { $count } 個不同學科
unit-mentorships = { $count } 對
unit-secondments = { $count } 人次
unit-evaluations = { $count } 次評價
unit-outputs = { $count } 項
unit-plans = { $count } 份
unit-aid = { $count } 筆
unit-visits = { $count } 次
enough-number = ，其中 { $count } 個達到即可
enough-share = ，達到 { $share } 即可
advice = （建議，不計入考核）
weight = （權重 { $weight }）

or = 、
and = ＋
joint = ；
person-joint = ·
mentor = 指導教師
mentee = 幫扶對象
host = 舉辦地：{ $places }
topic = 主題：{ $topics }
subject = 學科：{ $subjects }
from-side = 派出方：{ $sides }
post = 職務：{ $posts }
weekdays = 至少 { $days } 個工作日
grade = 等次：{ $grades }
event-submitted = 已報送
event-approved = 已審批
by-mentee = 由幫扶對象完成
by-mentor = 由指導教師完成
present = 有人參加：{ $people }
shared-by = 平均由以下人員完成：{ $people }
within-days = 開始後 { $days } 天內
due =
    { $days ->
        [0] 在方案期限前
       *[other] 在方案期限後 { $days } 天內
    }
if-none = 沒有時不適用
only-stage-both = 限雙方均為{ $stages }
only-stage-either = 限有一方為{ $stages }
only-stage-lead = 限指導校為{ $stages }
only-stage-partner = 限受援校為{ $stages }
only-batch = 限批次 { $batches }

judgment-title = 捆綁式考核
judgment-lag = 履責率低於 { $limit } 為工作滯後
judgment-progress = Δz 不低於 { $limit } 為有進步；同類學校不足 { $schools } 所時無資料
judgment-weights = 權重：履責 { $fulfilment }，抽查 { $check }，進步 { $progress }
judgment-mean = 雙方得分按指導校 { $alpha } 加權平均
judgment-min = 取雙方得分中較低者
judgment-bands = 優秀 { $excellent } 分以上，良好 { $good } 分以上，合格 { $pass } 分以上；評獎須達到{ $award }
judgment-quota = 表彰比例 { $quota }%
band-excellent = 優秀
band-good = 良好
band-pass = 合格
band-fail = 不合格

same = 兩份政策的規定相同。
rule = { $title }（{ $id }）
rule-new = 新增：{ $title }（{ $id }）
rule-gone = 取消：{ $title }（{ $id }）
vocabulary = 詞彙 { $section }：{ $code }
key-changed = { $key }：{ $before } → { $after }
key-added = { $key }：新設 { $after }
key-gone = { $key }：取消 { $before }

effects-none = 在這些記錄上，結果沒有任何變化。
effects = 涉及 { $pairs } 對學校：{ $findings } 項結果有變，其中 { $statuses } 項狀態改變；{ $verdicts } 項年度考核有變
effects-rule = { $title }：{ $count } 項
effect-finding = { $period } { $title }：{ $before } → { $after }
effect-status = { $status } { $done }/{ $required }
effect-none = 無此要求
effect-verdict = { $year } 年考核：{ $before } → { $after }
effect-judged = { $score } { $band }，{ $standing }
no-score = 無得分
no-band = 無等次
