# 名單的讀取
list-missing = { $place }：找不到。
list-kind = { $place }：名單應為 .csv 或 .xlsx。
list-too-large = { $place }：作為名單過大。
list-undecodable = { $place }：文字編碼無法識別，請另存為 UTF-8 的 CSV。
list-csv = { $place }：不是 CSV，可能有引號沒有配對。
list-no-heading = { $place }：找不到欄名，至少要有 { $columns }。
list-no-column = { $place }：缺少「{ $column }」欄。
list-column-twice = { $place }：「{ $heading }」欄重複。
list-unknown-column = { $place }：不認識「{ $heading }」欄，未採用。
list-ragged = { $place } 第 { $row } 列：格數多於欄名。
list-merged = { $place }：第 { $first } 至 { $last } 列有合併儲存格，請取消合併並逐格填寫。
list-empty = { $place }：名單是空的。
list-more = ……另有 { $count } 處。
