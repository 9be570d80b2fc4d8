# 帮扶对子：理由、工作簿、摘要
and = 、
stop = ；
no-data = 无数据
page-footer = 第 &P 页，共 &N 页

# 理由
one-to-one = 一对一
one-to-two = 一对二
reason-core = 都教{ $subject }；语文、数学优先
reason-subject = 都教{ $subject }
reason-only = 指导教师只指导这一人
reason-also = 指导教师还指导{ $other }
reason-already = 指导教师已指导一人，这是第二人
reason-honours = 指导教师是{ $honours }
reason-second = 指导教师的主要学科是{ $subject }
left-nobody = 没有指导教师教{ $subjects }
left-full = 教{ $subjects }的 { $count } 名指导教师名额已满：{ $names }
left-none = 帮扶对象都有指导教师。
short = 要求至少 { $least } 个对子（5.1.3），还少 { $count } 个
short-subject = { $subject }：{ $count } 名帮扶对象没有指导教师，教该学科的指导教师 { $mentors } 名，剩余名额 { $places } 个
short-mentees = 名单上只有 { $count } 名帮扶对象，都有指导教师

# 摘要
summary-title = 帮扶对子 { $count } 个，其中语文、数学 { $core } 个
summary-note = 按学科、骨干称号、已指导人数提出，供讨论；由两校商定。
summary-pair = { $mentor } — { $mentee }
summary-more = 另有 { $count } 条，见 mentors.xlsx
summary-left = { $count } 名帮扶对象没有指导教师：
summary-why = { $mentee }：{ $why }

# 表
column-mentee-id = 帮扶对象编号
column-mentee = 帮扶对象
column-mentor-id = 指导教师编号
column-mentor = 指导教师
column-subject = 学科
column-kind = 形式
column-reasons = 理由
column-why = 原因
column-honours = 骨干称号
column-had = 已有帮扶对象数
column-new = 新的帮扶对象
column-free = 剩余名额
column-key = 项目
column-value = 内容

# 工作簿
sheet-pairs = 帮扶对子
sheet-left = 没有指导教师
sheet-mentors = 指导教师
sheet-about = 说明
pairs-title = 帮扶对子：谁指导谁，为什么
left-title = 没有指导教师的帮扶对象
mentors-title = 指导教师及其帮扶对象
about-title = 帮扶对子方案
about-result = 结果
about-lacking = 不足
about-list = 名单
about-hash = 名单的指纹（SHA-256）
about-version = 程序版本
about-how = 办法
about-how-text = 指导教师与帮扶对象须教同一学科，一名指导教师同时最多指导两人（4.2、5.1.3）。对子尽量多；语文、数学在先，再是还没有帮扶对象的指导教师，再是骨干称号，再是主要学科。同样的名单得出同样的结果。
