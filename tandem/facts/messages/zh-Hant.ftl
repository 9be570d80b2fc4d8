# 讀入資料時的提示：一條一句，先說問題，再說應填什麼。

## 位置

at-place = { $place }
at-row = { $place } 第 { $row } 列
at-column = { $place }「{ $column }」欄
at-cell = { $place } 第 { $row } 列「{ $column }」
whole = { $at }：{ $what }
column-name = { $heading }（{ $code }）

## 檔案和活頁簿

no_such_source = 找不到。請給出放 CSV 或 Parquet 檔案的資料夾，或一個 .xlsx 活頁簿。
unknown_source = 這種檔案不能讀。請給出放 CSV 或 Parquet 檔案的資料夾，或一個 .xlsx 活頁簿。
other_workbook = 這種活頁簿不能讀。請在 Excel 或 WPS 中另存為 .xlsx。
no_tables = 裡面沒有任何資料表。檔案或工作表應以表名命名，例如「學校」或 schools。
workbook_in_folder = 資料夾裡沒有資料表，但有活頁簿。請直接給出活頁簿：{ $book }
missing_table = 缺少「{ $table }」表，這張表必須有。
table_twice = 「{ $table }」表不止一份，還有 { $others }。請只留一份。
not_a_file = 不是普通檔案，不能讀。
unreadable = 無法開啟：{ $reason }。請檢查檔案是否存在、有沒有讀取權限。
file_too_large = 檔案太大，應不超過 { $limit } MB。資料很多時請用 Parquet。
empty_file = 檔案是空的，應至少有一列欄名。
undecodable = 文字編碼有誤，此處的位元組 { $value } 無法識別。請另存為 UTF-8 的 CSV。
broken_quotes = 這一列有雙引號沒有成對，後面幾列都併進了同一格。請補上或刪去這個雙引號。
cell_too_large = 有一格的文字超過 100 萬個字，無法讀取。請檢查這一列是否缺少逗號或換行。
not_parquet = 不是完好的 Parquet 檔案。請重新匯出或重新傳送。
nested_column = 這一欄的類型是巢狀的，應是文字、數字或日期。
old_excel = 這是舊的 .xls 檔案，只是改了名。請在 Excel 或 WPS 中另存為 .xlsx。
encrypted_workbook = 活頁簿設了密碼。請去掉密碼後再試。
not_a_workbook = 不是 .xlsx 活頁簿，只是用了這個副檔名。請在 Excel 或 WPS 中另存為 .xlsx。
damaged_workbook = 活頁簿不完整或已損壞。請重新儲存或重新傳送。
damaged_sheet = 工作表已損壞，不能讀。請重新儲存活頁簿。
zip_bomb = 活頁簿展開後大得不正常，為安全起見沒有開啟。請在 Excel 或 WPS 中重新儲存。
xml_entities = 活頁簿裡有不該有的定義，為安全起見沒有開啟。請在 Excel 或 WPS 中重新儲存。
sheet_too_large = 工作表的範圍大得不正常（{ $sheet }）。請刪去遠處多餘的儲存格。

## 系統為何拒絕

reason-EACCES = 沒有權限
reason-EPERM = 不允許這樣做
reason-ENOENT = 找不到
reason-ENOTDIR = 路徑中有一段是檔案，不是資料夾
reason-EISDIR = 這是資料夾
reason-EEXIST = 已有同名檔案
reason-EROFS = 那裡只能讀，不能寫
reason-ENOSPC = 磁碟已滿
reason-EDQUOT = 磁碟配額已用完
reason-ENAMETOOLONG = 名稱太長
reason-EBUSY = 正在使用
reason-EIO = 磁碟有故障
reason-ELOOP = 連結繞成了圈
reason-ETXTBSY = 正在使用

## 欄名和列

no_heading = 找不到欄名，應有「{ $table }」表的欄名，例如「{ $first }」。
missing_column = 缺少這一欄。沒有資料也要保留欄名。
repeated_column = 這一欄出現了兩次，請只留一欄。
too_many_cells = 有 { $found } 格，欄名只有 { $expected } 格。文字裡有逗號時請加雙引號。
too_few_cells = 只有 { $found } 格，應有 { $expected } 格。請補齊；不是資料的列請刪去。
merged_cells = 這裡有橫跨 { $columns } 欄的合併儲存格，分不清各欄的值。請取消合併後逐格填寫。

## 儲存格

empty_cell = 不能為空。應填：{ $expected }
unknown_code = 「{ $value }」不在清單中。可填：{ $accepted }。
unknown_code-near = 「{ $value }」不在清單中。是不是「{ $nearest }」？
bad_date = 「{ $value }」不是日期。應如 2024-03-01。
no_such_day = 「{ $value }」沒有這一天。應是實際的日期，如 2024-03-01。
date_out_of_range = 「{ $value }」的年份不對，應在 { $minimum } 至 { $maximum } 年之間。
bad_integer = 「{ $value }」不是整數。應填整數，如 { $example }。
integer_out_of_range = 「{ $value }」超出範圍，應在 { $minimum } 至 { $maximum } 之間。
integer_too_small = 「{ $value }」太小，應不小於 { $minimum }。
bad_decimal = 「{ $value }」不是金額。應填以元計的數字，如 30000 或 1250.50。
negative = 「{ $value }」是負數，金額不能小於 0。
too_many_places = 「{ $value }」的小數太多，金額最多兩位小數。
too_large_amount = 「{ $value }」太大，整數部分最多 16 位。
bad_number = 「{ $value }」不是數字。應填數字，如 { $example }。沒有資料請刪去這一列，不要填 0。
number_out_of_range = 「{ $value }」超出範圍，應在 { $minimum } 至 { $maximum } 之間，如 { $example }。
too_long = 文字有 { $length } 個字，最多 { $limit } 個。
control_character = 「{ $value }」裡有看不見的控制字元。請刪去後重填。
id_is_date = 編號變成了日期「{ $value }」。請把這一欄設為文字後重填。
id_digits_lost = 編號變成了數字「{ $value }」，末尾幾位已遺失。請把這一欄設為文字後重填。
error_cell = 這一格是公式錯誤（如 #REF!），不是資料。請改為實際的值。
formula_cell = 這一格的公式沒有儲存結果。請在 Excel 或 WPS 中開啟活頁簿，再儲存一次。

## 編號

repeated_id = 編號「{ $value }」已在第 { $first } 列用過。編號不能重複。
repeated_key = 「{ $value }」與第 { $first } 列重複，只能有一列。
dangling_id = 「{ $value }」在「{ $parent }」表中找不到。應填其中的「{ $parent_column }」。
dangling_id-near = 「{ $value }」在「{ $parent }」表中找不到。是不是「{ $nearest }」？

## 規定

end_before_start = 結束日期 { $value } 早於開始日期 { $start }。應不早於開始日期。
lead_is_partner = 指導校和受援校都是「{ $value }」。應是兩所不同的學校。
terms_overlap = 學期從 { $value } 開始，但「{ $other }」到 { $last } 才結束。同一輪的學期不能重疊。
foreign_mentorship = 對子「{ $value }」屬於協作「{ $theirs }」，這項活動屬於「{ $own }」。應屬於同一協作。
unknown_period = 「{ $value }」不是輪次「{ $round }」的時段。應填它的學期編號、年度或輪次編號。
too_many_mentees = 指導教師「{ $value }」在 { $day } 已在指導另外的人（第 { $others } 列）。同一時間最多指導 { $most } 人。

## 提醒

dates_out_of_order = { $value } 早於「{ $start_column }」{ $start }，請核對。
own_successor = 學校「{ $value }」的承接學校是它自己，請核對。
stages_differ = 協作「{ $value }」的兩校學段不同：{ $lead }、{ $partner }。
bureaus_differ = 協作「{ $value }」的兩校不屬同一教育局：{ $lead }、{ $partner }。
season_twice = 學期「{ $value }」與另一學期同屬 { $year } 年度的同一季節，請核對。
term_outside_round = 學期「{ $value }」超出了輪次「{ $round }」的起止日期。
round_without_terms = 輪次「{ $value }」沒有學期，這一協作不會有學期要求。

## 說明

unknown_column = 不認識的欄「{ $value }」，已略過。
nameless_column = 第 { $position } 欄沒有欄名，其中的內容（如「{ $value }」）已略過。
heading_found_below = 欄名在這一列，上面的內容已略過。
read_as_gbk = 檔案是 GBK 編碼，已按 GBK 讀取。
read_as_big5 = 檔案是 Big5 編碼，已按 Big5 讀取。
read_as_utf16 = 檔案是 UTF-16 或 UTF-32 編碼，已照此讀取。
other_delimiter = 分隔符是「{ $delimiter }」，不是逗號，已照此讀取。
note_row = 這一列是說明，不作為資料。
unknown_file = 檔名不是任何表的名稱，已略過。
unknown_sheet = 工作表名不是任何表的名稱，已略過。
id_widths = 編號「{ $value }」裡有全形字元，已按半形處理。
id_decimals = 整欄編號都帶「.0」（如「{ $value }」），已按整數處理。
date_as_number = 「{ $value }」是 Excel 的日期數字，已換成日期。
merged_filled = 這裡有合併儲存格，每一列都按合併的值處理。
more_alike = 同樣的問題還有 { $count } 處，未逐一列出。

## 應填什麼

expected-text = 文字。
expected-id = 編號。
expected-date = 日期，如 2024-03-01。
expected-integer = 整數。
expected-decimal = 以元計的金額。
expected-number = 數字。
expected-code = 清單中的一項。

## 範本

sheet-instructions = 填表說明
template-title = 攜手 · 資料表範本
template-step-1 = 一個工作表是一張表，第一列是欄名，請從第二列起填寫。
template-step-2 = 帶 * 的欄必填，其餘可留空。滑鼠停在欄名上可看說明。
template-step-3 = 有下拉清單的格從清單中選擇。日期如 2024-03-01。
template-step-4 = 同一學校、人員、協作在各表中用同一編號。沒有的資料留空，不要填 0。
template-step-5 = 學生不填姓名，只用匿名編號。
template-step-6 = 不要改動欄名和工作表名。沒有資料的表留空即可。
semester-title = 攜手 · { $term }填報表
semester-step-1 = 藍色標籤的工作表由學校填寫，其餘供查對，不要改動。第一列是欄名，從第二列起填。
semester-step-2 = 已經記錄的內容都在表裡。灰底的列已有結論，不能在這裡更改；新的內容填在下面的空列。
semester-step-3 = 新內容的編號可以留空；要在別的表裡提到它時，自擬一個，如 A1，各表寫同一個。
semester-step-4 = 人員填編號或姓名都可以。職務和骨幹稱號留空時取花名冊上的。
semester-step-5 = 同一天、同一次外出的幾項活動，外出編號填同一個。學生不填姓名，如 80 名學生填「學生80」。
semester-step-6 = 不要改動欄名和工作表名。上傳後先看每一處變化，確定後才儲存；儲存的內容等對方學校確認。
semester-own = 可填
semester-other = 查對
template-sheet = 工作表
template-need = 是否必填
template-required = 必填
template-optional = 按需
template-columns = 欄
note-required = 必填。
note-optional = 可留空。
list-title = 請從清單中選擇
list-message = 這一格只能填清單中的一項。
date-title = 請填日期
date-message = 日期應如 2024-03-01。
number-title = 請填數字
number-message = 這一格應填符合說明的數字。
