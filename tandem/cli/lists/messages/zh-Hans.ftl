# 名单的读取
list-missing = { $place }：找不到。
list-kind = { $place }：名单应为 .csv 或 .xlsx。
list-too-large = { $place }：作为名单过大。
list-undecodable = { $place }：文字编码无法识别，请另存为 UTF-8 的 CSV。
list-csv = { $place }：不是 CSV，可能有引号没有配对。
list-no-heading = { $place }：找不到表头，至少要有 { $columns }。
list-no-column = { $place }：缺少“{ $column }”列。
list-column-twice = { $place }：“{ $heading }”列重复。
list-unknown-column = { $place }：不认识“{ $heading }”列，未采用。
list-ragged = { $place } 第 { $row } 行：格数多于表头。
list-merged = { $place }：第 { $first } 至 { $last } 行有合并单元格，请取消合并并逐格填写。
list-empty = { $place }：名单是空的。
list-more = ……另有 { $count } 处。
