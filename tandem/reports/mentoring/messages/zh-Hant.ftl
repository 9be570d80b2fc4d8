# 幫扶對子：理由、活頁簿、摘要
and = 、
stop = ；
no-data = 無資料
page-footer = 第 &P 頁，共 &N 頁

# 理由
one-to-one = 一對一
one-to-two = 一對二
reason-core = 都教{ $subject }；語文、數學優先
reason-subject = 都教{ $subject }
reason-only = 指導教師只指導這一人
reason-also = 指導教師還指導{ $other }
reason-already = 指導教師已指導一人，這是第二人
reason-honours = 指導教師是{ $honours }
reason-second = 指導教師的主要學科是{ $subject }
left-nobody = 沒有指導教師教{ $subjects }
left-full = 教{ $subjects }的 { $count } 名指導教師名額已滿：{ $names }
left-none = 幫扶對象都有指導教師。
short = 要求至少 { $least } 個對子（5.1.3），還少 { $count } 個
short-subject = { $subject }：{ $count } 名幫扶對象沒有指導教師，教該學科的指導教師 { $mentors } 名，剩餘名額 { $places } 個
short-mentees = 名單上只有 { $count } 名幫扶對象，都有指導教師

# 摘要
summary-title = 幫扶對子 { $count } 個，其中語文、數學 { $core } 個
summary-note = 按學科、骨幹稱號、已指導人數提出，供討論；由兩校商定。
summary-pair = { $mentor } — { $mentee }
summary-more = 另有 { $count } 條，見 mentors.xlsx
summary-left = { $count } 名幫扶對象沒有指導教師：
summary-why = { $mentee }：{ $why }

# 表
column-mentee-id = 幫扶對象編號
column-mentee = 幫扶對象
column-mentor-id = 指導教師編號
column-mentor = 指導教師
column-subject = 學科
column-kind = 形式
column-reasons = 理由
column-why = 原因
column-honours = 骨幹稱號
column-had = 已有幫扶對象數
column-new = 新的幫扶對象
column-free = 剩餘名額
column-key = 項目
column-value = 內容

# 活頁簿
sheet-pairs = 幫扶對子
sheet-left = 沒有指導教師
sheet-mentors = 指導教師
sheet-about = 說明
pairs-title = 幫扶對子：誰指導誰，為什麼
left-title = 沒有指導教師的幫扶對象
mentors-title = 指導教師及其幫扶對象
about-title = 幫扶對子方案
about-result = 結果
about-lacking = 不足
about-list = 名單
about-hash = 名單的指紋（SHA-256）
about-version = 程式版本
about-how = 辦法
about-how-text = 指導教師與幫扶對象須教同一學科，一名指導教師同時最多指導兩人（4.2、5.1.3）。對子盡量多；語文、數學在先，再是還沒有幫扶對象的指導教師，再是骨幹稱號，再是主要學科。同樣的名單得出同樣的結果。
