# What reading facts has to say: what is wrong, then what was expected.

## where

at-place = { $place }
at-row = { $place }, row { $row }
at-column = { $place }, column { $column }
at-cell = { $place }, row { $row }, column { $column }
whole = { $at }: { $what }
column-name = { $heading } ({ $code })

## files and workbooks

no_such_source = not found. Give a folder of CSV or Parquet files, or one .xlsx workbook.
unknown_source = this kind of file cannot be read. Give a folder of CSV or Parquet files, or one .xlsx workbook.
other_workbook = this kind of workbook cannot be read. Save it as .xlsx in Excel or WPS.
no_tables = no table in it. Files or sheets are named after the tables, for example schools.
workbook_in_folder = no table in this folder, but a workbook. Give the workbook itself: { $book }
missing_table = the table { $table } is missing; it must be there.
table_twice = the table { $table } is there more than once, also as { $others }. Keep one.
not_a_file = not an ordinary file, so it cannot be read.
unreadable = cannot be opened: { $reason }. Check that it exists and may be read.
file_too_large = too large: at most { $limit } MB. Use Parquet for very large facts.
empty_file = the file is empty; a line of headings was expected.
undecodable = the bytes { $value } fit no known encoding. Save the file as CSV in UTF-8.
broken_quotes = a double quote in this row is not closed, so the following rows became part of one cell. Close it or delete it.
cell_too_large = a cell has more than a million characters. Check whether commas or line ends are missing here.
not_parquet = not a sound Parquet file. Write it or send it again.
nested_column = the column has a nested type; text, numbers or dates were expected.
old_excel = this is an old .xls file under another name. Save it as .xlsx in Excel or WPS.
encrypted_workbook = the workbook has a password. Remove it and try again.
not_a_workbook = not an .xlsx workbook, whatever its name. Save it as .xlsx in Excel or WPS.
damaged_workbook = the workbook is incomplete or damaged. Save it or send it again.
damaged_sheet = the sheet is damaged and cannot be read. Save the workbook again.
zip_bomb = the workbook unpacks to an abnormal size; for safety it was not opened. Save it again in Excel or WPS.
xml_entities = the workbook holds definitions that do not belong there; for safety it was not opened. Save it again in Excel or WPS.
sheet_too_large = the sheet's area is abnormally large ({ $sheet }). Delete the stray cells far out.

## why the system refused

reason-EACCES = no permission
reason-EPERM = not allowed
reason-ENOENT = not found
reason-ENOTDIR = part of the path is a file, not a folder
reason-EISDIR = it is a folder
reason-EEXIST = a file of that name is there already
reason-EROFS = it may only be read
reason-ENOSPC = the disk is full
reason-EDQUOT = the disk quota is used up
reason-ENAMETOOLONG = the name is too long
reason-EBUSY = it is in use
reason-EIO = the disk reported a fault
reason-ELOOP = the links lead in a circle
reason-ETXTBSY = it is in use

## headings and rows

no_heading = no headings found; those of the table { $table } were expected, for example { $first }.
missing_column = this column is missing. Keep its heading even where there is no data.
repeated_column = this column is there twice; keep one.
too_many_cells = { $found } cells, but { $expected } headings. Put text that holds a comma in double quotes.
too_few_cells = too few cells: { $found } of { $expected }. Fill in the row, or delete it if it is no record.
merged_cells = cells are merged across { $columns } columns, so their values are unclear. Unmerge and fill in each cell.

## cells

empty_cell = must not be empty. Expected: { $expected }
unknown_code = “{ $value }” is not in the list. Accepted: { $accepted }.
unknown_code-near = “{ $value }” is not in the list. Did you mean “{ $nearest }”?
bad_date = “{ $value }” is not a date. Expected one like 2024-03-01.
no_such_day = “{ $value }” is no day of the calendar. Expected one like 2024-03-01.
date_out_of_range = “{ $value }” is out of range: the year must lie between { $minimum } and { $maximum }.
bad_integer = “{ $value }” is not a whole number. Expected one like { $example }.
integer_out_of_range = “{ $value }” is out of range: expected { $minimum } to { $maximum }.
integer_too_small = “{ $value }” is too small: expected { $minimum } or more.
bad_decimal = “{ $value }” is not an amount. Expected yuan such as 30000 or 1250.50.
negative = “{ $value }” is negative; an amount is 0 or more.
too_many_places = “{ $value }” has too many decimals; an amount has at most two.
too_large_amount = “{ $value }” is too large; at most 16 digits before the point.
bad_number = “{ $value }” is not a number. Expected one like { $example }. Where there is no data leave the row out; do not write 0.
number_out_of_range = “{ $value }” is out of range: expected { $minimum } to { $maximum }, like { $example }.
too_long = the text has { $length } characters; at most { $limit }.
control_character = “{ $value }” holds invisible control characters. Delete them and type it again.
id_is_date = the ID has become the date “{ $value }”. Format the column as text and type it again.
id_digits_lost = the ID has become the number “{ $value }” and lost its last digits. Format the column as text and type it again.
error_cell = the cell holds a formula error such as #REF!, not data. Put the value itself.
formula_cell = the cell holds a formula whose result was not saved. Open the workbook in Excel or WPS and save it again.

## ids

repeated_id = the ID “{ $value }” is already used in row { $first }. IDs must be unique.
repeated_key = “{ $value }” repeats row { $first }; there can be only one.
dangling_id = “{ $value }” is not in the table { $parent }. Expected one of its { $parent_column } values.
dangling_id-near = “{ $value }” is not in the table { $parent }. Did you mean “{ $nearest }”?

## the contract's rules

end_before_start = it ends on { $value }, before its start on { $start }. The end must not come first.
lead_is_partner = lead and partner are both “{ $value }”. They must be two schools.
terms_overlap = the semester starts on { $value }, but “{ $other }” lasts until { $last }. Semesters of one round must not overlap.
foreign_mentorship = the mentor pair “{ $value }” belongs to “{ $theirs }”, the activity to “{ $own }”. They must belong to one collaboration.
unknown_period = “{ $value }” is no period of the round “{ $round }”. Expected one of its semester IDs, its years or the round itself.
too_many_mentees = the mentor “{ $value }” has others on { $day } already (rows { $others }). At most { $most } mentees at a time.

## warnings

dates_out_of_order = { $value } is earlier than { $start_column } { $start }. Please check.
own_successor = the school “{ $value }” is its own successor. Please check.
stages_differ = the schools of “{ $value }” are of different stages: { $lead }, { $partner }.
bureaus_differ = the schools of “{ $value }” belong to different bureaus: { $lead }, { $partner }.
season_twice = the semester “{ $value }” has the season of another semester of { $year }. Please check.
term_outside_round = the semester “{ $value }” reaches beyond the round “{ $round }”.
round_without_terms = the round “{ $value }” has no semesters, so nothing is owed per semester.

## notes

unknown_column = the unknown column “{ $value }” was ignored.
nameless_column = column { $position } has no heading; its content (such as “{ $value }”) was ignored.
heading_found_below = the headings were found in this row; what stands above was ignored.
read_as_gbk = the file is in GBK and was read as such.
read_as_big5 = the file is in Big5 and was read as such.
read_as_utf16 = the file is in UTF-16 or UTF-32 and was read as such.
other_delimiter = cells are separated by “{ $delimiter }”, not by commas, and were read as such.
note_row = this row is a remark and was not read as data.
unknown_file = the file's name is that of no table; it was ignored.
unknown_sheet = the sheet's name is that of no table; it was ignored.
id_widths = the ID “{ $value }” has full-width characters; it was read with plain ones.
id_decimals = all IDs of the column end in “.0” (such as “{ $value }”); it was dropped.
date_as_number = “{ $value }” is a date as Excel's number; it was read as a date.
merged_filled = cells are merged here; each row was read with the merged value.
more_alike = { $count } more like this are not listed.

## what is expected

expected-text = text.
expected-id = an ID.
expected-date = a date like 2024-03-01.
expected-integer = a whole number.
expected-decimal = an amount in yuan.
expected-number = a number.
expected-code = one from the list.

## the template

sheet-instructions = Instructions
template-title = Tandem · facts workbook
template-step-1 = Each sheet is one table. The first row holds the headings; fill in from the second.
template-step-2 = Columns marked * must be filled in, others may stay empty. Point at a heading to read what it takes.
template-step-3 = Choose from the list where there is one. Dates look like 2024-03-01.
template-step-4 = A school, person or collaboration has the same ID in every sheet. Leave out what is not known; do not write 0.
template-step-5 = Never name pupils: give them anonymous IDs.
template-step-6 = Do not change headings or sheet names. Leave a sheet empty where there is nothing to record.
semester-title = Tandem · workbook of { $term }
semester-step-1 = The sheets with a blue tab are for your school to fill in; the others are there to look things up and stay as they are. Fill in from the second row.
semester-step-2 = What is on record already stands here. Grey rows are settled and cannot be changed here; write what is new in the empty rows below.
semester-step-3 = What is new needs no ID. To refer to it from another sheet, make one up, such as A1, and write the same in both.
semester-step-4 = Give a person’s ID or the name. Where post and honour are empty, those of the roster are taken.
semester-step-5 = Activities of one outing on one day share an outing ID. Never name pupils: for 80 pupils write pupils-80.
semester-step-6 = Do not change headings or sheet names. After the upload you see every change before anything is saved; what is saved waits for the other school.
semester-own = To fill in
semester-other = To look up
template-sheet = Sheet
template-need = Needed
template-required = Required
template-optional = As needed
template-columns = Columns
note-required = Required.
note-optional = May stay empty.
list-title = Choose from the list
list-message = Only what is in the list can be entered here.
date-title = Enter a date
date-message = A date like 2024-03-01 is expected.
number-title = Enter a number
number-message = A number as the heading's note says is expected.
