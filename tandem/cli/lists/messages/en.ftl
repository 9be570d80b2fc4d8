# Reading a list
list-missing = { $place }: not found.
list-kind = { $place }: give the list as .csv or .xlsx.
list-too-large = { $place }: too large for a list.
list-undecodable = { $place }: the text fits no known encoding. Save it as CSV in UTF-8.
list-csv = { $place }: this is not CSV; perhaps a quotation mark is not closed.
list-no-heading = { $place }: no headings found; at least { $columns } are needed.
list-no-column = { $place }: the column “{ $column }” is missing.
list-column-twice = { $place }: the column “{ $heading }” occurs twice.
list-unknown-column = { $place }: the column “{ $heading }” is not known and was left out.
list-ragged = { $place }, row { $row }: more cells than headings.
list-merged = { $place }: the cells of rows { $first } to { $last } are merged. Unmerge them and fill in each.
list-empty = { $place }: the list is empty.
list-more = … and { $count } more.
