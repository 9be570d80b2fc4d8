# 读入数据时的提示：一条一句，先说问题，再说应填什么。

## 位置

at-place = { $place }
at-row = { $place } 第 { $row } 行
at-column = { $place }“{ $column }”列
at-cell = { $place } 第 { $row } 行“{ $column }”
whole = { $at }：{ $what }
column-name = { $heading }（{ $code }）

## 文件和工作簿

no_such_source = 找不到。请给出放 CSV 或 Parquet 文件的文件夹，或一个 .xlsx 工作簿。
unknown_source = 这种文件不能读。请给出放 CSV 或 Parquet 文件的文件夹，或一个 .xlsx 工作簿。
other_workbook = 这种工作簿不能读。请在 Excel 或 WPS 中另存为 .xlsx。
no_tables = 里面没有任何数据表。文件或工作表应以表名命名，例如“学校”或 schools。
workbook_in_folder = 文件夹里没有数据表，但有工作簿。请直接给出工作簿：{ $book }
missing_table = 缺少“{ $table }”表，这张表必须有。
table_twice = “{ $table }”表不止一份，还有 { $others }。请只留一份。
not_a_file = 不是普通文件，不能读。
unreadable = 无法打开：{ $reason }。请检查文件是否存在、有没有读取权限。
file_too_large = 文件太大，应不超过 { $limit } MB。数据很多时请用 Parquet。
empty_file = 文件是空的，应至少有一行列名。
undecodable = 文字编码有误，此处的字节 { $value } 无法识别。请另存为 UTF-8 的 CSV。
broken_quotes = 这一行有双引号没有成对，后面几行都并进了同一格。请补上或删去这个双引号。
cell_too_large = 有一格的文字超过 100 万个字，无法读取。请检查这一行是否缺少逗号或换行。
not_parquet = 不是完好的 Parquet 文件。请重新导出或重新传送。
nested_column = 这一列的类型是嵌套的，应是文字、数字或日期。
old_excel = 这是旧的 .xls 文件，只是改了名。请在 Excel 或 WPS 中另存为 .xlsx。
encrypted_workbook = 工作簿设了密码。请去掉密码后再试。
not_a_workbook = 不是 .xlsx 工作簿，只是用了这个扩展名。请在 Excel 或 WPS 中另存为 .xlsx。
damaged_workbook = 工作簿不完整或已损坏。请重新保存或重新传送。
damaged_sheet = 工作表已损坏，不能读。请重新保存工作簿。
zip_bomb = 工作簿展开后大得不正常，为安全起见没有打开。请在 Excel 或 WPS 中重新保存。
xml_entities = 工作簿里有不该有的定义，为安全起见没有打开。请在 Excel 或 WPS 中重新保存。
sheet_too_large = 工作表的范围大得不正常（{ $sheet }）。请删去远处多余的单元格。

## 系统为何拒绝

reason-EACCES = 没有权限
reason-EPERM = 不允许这样做
reason-ENOENT = 找不到
reason-ENOTDIR = 路径中有一段是文件，不是文件夹
reason-EISDIR = 这是文件夹
reason-EEXIST = 已有同名文件
reason-EROFS = 那里只能读，不能写
reason-ENOSPC = 磁盘已满
reason-EDQUOT = 磁盘配额已用完
reason-ENAMETOOLONG = 名称太长
reason-EBUSY = 正在使用
reason-EIO = 磁盘有故障
reason-ELOOP = 链接绕成了圈
reason-ETXTBSY = 正在使用

## 列名和行

no_heading = 找不到列名，应有“{ $table }”表的列名，例如“{ $first }”。
missing_column = 缺少这一列。没有数据也要保留列名。
repeated_column = 这一列出现了两次，请只留一列。
too_many_cells = 有 { $found } 格，列名只有 { $expected } 格。文字里有逗号时请加双引号。
too_few_cells = 只有 { $found } 格，应有 { $expected } 格。请补齐；不是数据的行请删去。
merged_cells = 这里有横跨 { $columns } 列的合并单元格，分不清各列的值。请取消合并后逐格填写。

## 单元格

empty_cell = 不能为空。应填：{ $expected }
unknown_code = “{ $value }”不在列表中。可填：{ $accepted }。
unknown_code-near = “{ $value }”不在列表中。是不是“{ $nearest }”？
bad_date = “{ $value }”不是日期。应如 2024-03-01。
no_such_day = “{ $value }”没有这一天。应是实际的日期，如 2024-03-01。
date_out_of_range = “{ $value }”的年份不对，应在 { $minimum } 至 { $maximum } 年之间。
bad_integer = “{ $value }”不是整数。应填整数，如 { $example }。
integer_out_of_range = “{ $value }”超出范围，应在 { $minimum } 至 { $maximum } 之间。
integer_too_small = “{ $value }”太小，应不小于 { $minimum }。
bad_decimal = “{ $value }”不是金额。应填以元计的数字，如 30000 或 1250.50。
negative = “{ $value }”是负数，金额不能小于 0。
too_many_places = “{ $value }”的小数太多，金额最多两位小数。
too_large_amount = “{ $value }”太大，整数部分最多 16 位。
bad_number = “{ $value }”不是数字。应填数字，如 { $example }。没有数据请删去这一行，不要填 0。
number_out_of_range = “{ $value }”超出范围，应在 { $minimum } 至 { $maximum } 之间，如 { $example }。
too_long = 文字有 { $length } 个字，最多 { $limit } 个。
control_character = “{ $value }”里有看不见的控制字符。请删去后重填。
id_is_date = 编号变成了日期“{ $value }”。请把这一列设为文本后重填。
id_digits_lost = 编号变成了数字“{ $value }”，末尾几位已丢失。请把这一列设为文本后重填。
error_cell = 这一格是公式错误（如 #REF!），不是数据。请改为实际的值。
formula_cell = 这一格的公式没有保存结果。请在 Excel 或 WPS 中打开工作簿，再保存一次。

## 编号

repeated_id = 编号“{ $value }”已在第 { $first } 行用过。编号不能重复。
repeated_key = “{ $value }”与第 { $first } 行重复，只能有一行。
dangling_id = “{ $value }”在“{ $parent }”表中找不到。应填其中的“{ $parent_column }”。
dangling_id-near = “{ $value }”在“{ $parent }”表中找不到。是不是“{ $nearest }”？

## 规定

end_before_start = 结束日期 { $value } 早于开始日期 { $start }。应不早于开始日期。
lead_is_partner = 指导校和受援校都是“{ $value }”。应是两所不同的学校。
terms_overlap = 学期从 { $value } 开始，但“{ $other }”到 { $last } 才结束。同一轮的学期不能重叠。
foreign_mentorship = 对子“{ $value }”属于协作“{ $theirs }”，这项活动属于“{ $own }”。应属于同一协作。
unknown_period = “{ $value }”不是轮次“{ $round }”的时段。应填它的学期编号、年度或轮次编号。
too_many_mentees = 指导教师“{ $value }”在 { $day } 已在指导另外的人（第 { $others } 行）。同一时间最多指导 { $most } 人。

## 提醒

dates_out_of_order = { $value } 早于“{ $start_column }”{ $start }，请核对。
own_successor = 学校“{ $value }”的承接学校是它自己，请核对。
stages_differ = 协作“{ $value }”的两校学段不同：{ $lead }、{ $partner }。
bureaus_differ = 协作“{ $value }”的两校不属同一教育局：{ $lead }、{ $partner }。
season_twice = 学期“{ $value }”与另一学期同属 { $year } 年度的同一季节，请核对。
term_outside_round = 学期“{ $value }”超出了轮次“{ $round }”的起止日期。
round_without_terms = 轮次“{ $value }”没有学期，这一协作不会有学期要求。

## 说明

unknown_column = 不认识的列“{ $value }”，已忽略。
nameless_column = 第 { $position } 列没有列名，其中的内容（如“{ $value }”）已忽略。
heading_found_below = 列名在这一行，上面的内容已忽略。
read_as_gbk = 文件是 GBK 编码，已按 GBK 读取。
read_as_big5 = 文件是 Big5 编码，已按 Big5 读取。
read_as_utf16 = 文件是 UTF-16 或 UTF-32 编码，已照此读取。
other_delimiter = 分隔符是“{ $delimiter }”，不是逗号，已照此读取。
note_row = 这一行是说明，不作为数据。
unknown_file = 文件名不是任何表的名称，已忽略。
unknown_sheet = 工作表名不是任何表的名称，已忽略。
id_widths = 编号“{ $value }”里有全角字符，已按半角处理。
id_decimals = 整列编号都带“.0”（如“{ $value }”），已按整数处理。
date_as_number = “{ $value }”是 Excel 的日期数字，已换成日期。
merged_filled = 这里有合并单元格，每一行都按合并的值处理。
more_alike = 同样的问题还有 { $count } 处，未逐一列出。

## 应填什么

expected-text = 文字。
expected-id = 编号。
expected-date = 日期，如 2024-03-01。
expected-integer = 整数。
expected-decimal = 以元计的金额。
expected-number = 数字。
expected-code = 列表中的一项。

## 模板

sheet-instructions = 填表说明
template-title = 携手 · 数据表模板
template-step-1 = 一个工作表是一张表，第一行是列名，请从第二行起填写。
template-step-2 = 带 * 的列必填，其余可留空。鼠标停在列名上可看说明。
template-step-3 = 有下拉列表的格从列表中选择。日期如 2024-03-01。
template-step-4 = 同一学校、人员、协作在各表中用同一编号。没有的数据留空，不要填 0。
template-step-5 = 学生不填姓名，只用匿名编号。
template-step-6 = 不要改动列名和工作表名。没有数据的表留空即可。
semester-title = 携手 · { $term }填报表
semester-step-1 = 蓝色标签的工作表由学校填写，其余供查对，不要改动。第一行是列名，从第二行起填。
semester-step-2 = 已经记录的内容都在表里。灰底的行已有结论，不能在这里更改；新的内容填在下面的空行。
semester-step-3 = 新内容的编号可以留空；要在别的表里提到它时，自拟一个，如 A1，各表写同一个。
semester-step-4 = 人员填编号或姓名都可以。职务和骨干称号留空时取花名册上的。
semester-step-5 = 同一天、同一次外出的几项活动，外出编号填同一个。学生不填姓名，如 80 名学生填“学生80”。
semester-step-6 = 不要改动列名和工作表名。上传后先看每一处变化，确定后才保存；保存的内容等对方学校确认。
semester-own = 可填
semester-other = 查对
template-sheet = 工作表
template-need = 是否必填
template-required = 必填
template-optional = 按需
template-columns = 列
note-required = 必填。
note-optional = 可留空。
list-title = 请从列表中选择
list-message = 这一格只能填列表中的一项。
date-title = 请填日期
date-message = 日期应如 2024-03-01。
number-title = 请填数字
number-message = 这一格应填符合说明的数字。
