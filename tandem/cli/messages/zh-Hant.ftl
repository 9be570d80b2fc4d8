# 命令的說明與提示
help =
    攜手（Tandem）：學校對口協作，從記錄到結論。

    一個區的記錄（Excel 活頁簿，或 CSV、Parquet 資料夾），對照政策文件，得出每對學校每學期應做什麼、做了什麼、還差什麼、由誰負責，以及每年的捆綁式考核結論。

    第一次使用：先執行 tandem demo 看看演示區，再用 tandem template 生成活頁簿填寫。
head-usage = 用法：
head-options = 選項：
head-commands = 命令：
help-help = 顯示本說明。
option-required = ［必填］
option-default = ［預設：{ $default }］
help-version = 顯示版本。
help-lang = 介面語言；也可設定環境變數 TANDEM_LANG。
help-as-of = 以哪一天為準（年-月-日）。
help-policy = 政策文件。
help-policy-default = 隨附的區級政策

short-evaluate = 評估一個區：結果、考核與報告
help-evaluate =
    評估一個區的記錄。FACTS 是一個資料夾（每表一個 CSV 或 Parquet 檔案）或一個 Excel 活頁簿。

    在 --out 資料夾中寫出 findings.csv、side_years.csv、verdicts.csv、run.json 和報告 report.xlsx。記錄有誤時逐條列出，不評估、不寫出。

    範例：

    tandem evaluate 記錄.xlsx --as-of 2026-05-20

    tandem evaluate 記錄資料夾 --as-of 2026-05-20 --out 結果 --lang en

    tandem evaluate 記錄.xlsx --as-of 2026-05-20 --compare 新政策.toml
help-out = 結果寫到哪個資料夾。
help-engine = 用哪個資料庫計算；結果相同。
help-database = 資料庫位址：PostgreSQL 的 URL、SQLite 的檔案或 Spark 的主節點。
help-compare = 另一份政策：列出哪些結果會變、涉及誰。

short-explain = 一項結果的由來：計入的與差一點計入的
help-explain =
    說明一項結果的由來：計入了哪些記錄，哪些差一點、差在哪裡。

    COLLABORATION 是協作編號，REQUIREMENT 是要求的編號，PERIOD 是學期編號、年份或輪次編號（見 findings.csv）。

    範例：

    tandem explain 記錄.xlsx C01 heads-exchange R1-2026S --as-of 2026-05-20

short-template = 生成空白活頁簿
help-template =
    生成一個空白活頁簿：每表一個工作表，有說明、下拉清單和日期檢查。填好後直接用 tandem evaluate 評估。

    範例：

    tandem template 記錄.xlsx

short-demo = 生成並評估演示區
help-demo =
    生成一個虛構的演示區，評估並顯示結果。學校和人員均為虛構。

    範例：

    tandem demo --lang en
help-demo-out = 記錄和結果寫到哪個資料夾。

short-policies = 檢查、顯示、比較政策文件
help-policies = 檢查、顯示、比較政策文件。
short-check = 檢查政策文件
help-check =
    檢查政策文件，逐條列出錯誤的位置與改法；旁邊有 examples 資料夾時，一併核對其中的例子。不寫 FILE 時檢查隨附的區級政策。

    範例：

    tandem policy check 新政策.toml
short-show = 用表格顯示政策
help-show =
    用表格顯示政策的各項要求與考核辦法。不寫 FILE 時顯示隨附的區級政策。

    範例：

    tandem policy show --lang en
short-diff = 比較兩份政策
help-diff =
    列出兩份政策的不同之處。

    範例：

    tandem policy diff 現行.toml 新政策.toml

interrupted = 已中斷，沒有寫出任何檔案。
unexpected = 程式出錯：{ $error }。請將此資訊回報給維護者（設定 TANDEM_DEBUG=1 可看到詳情）。
usage-missing = 缺少 { $name }。
usage-no-option = 沒有選項 { $name }。
usage-choice = { $name } 應為：{ $choices }。
usage-no-command = 沒有這個命令。可用的命令：{ $commands }。
usage-day = 「{ $value }」不是日期，應寫成 2026-05-20 這樣。
usage-needs-value = { $name } 後面要寫值。
usage-too-many = 多餘的參數：{ $names }。
usage-null = 「{ $found }」含有空字元（NUL），檔名不能含有它。沒有做任何事。
usage-value = { $name }：{ $what }
usage-see-help = 用法見：{ $command } --help
cannot-write = 無法寫入 { $path }：{ $reason }。沒有改動任何檔案。
cannot-print = 無法輸出要顯示的內容：{ $reason }。已寫出的檔案是完整的。

wait-reading = 正在讀取記錄
wait-evaluating = 正在評估
wait-pairing = 正在匹配學校
wait-reasons = 正在核算理由
wait-writing = 正在寫出結果

written = 結果已寫入：{ $folder }
demo-made = 演示區的記錄：{ $folder }
demo-next = 接著試試：tandem evaluate { $facts } --as-of { $as_of } --lang en
template-written = 空白活頁簿：{ $path }
template-not-xlsx = { $path }：檔名應以 .xlsx 結尾。
template-exists = { $path } 已經存在，沒有改動。請換一個檔名。

facts-unusable = 記錄中有 { $count } 處錯誤，未評估，未寫出任何檔案。
policy-at = { $source } 第 { $line } 行，{ $key }：{ $text }
policy-in = { $source }：{ $text }
policy-unusable = 共 { $count } 處錯誤，未使用該檔案。
policy-bad-code = 代碼「{ $found }」只能用小寫字母、數字、底線和連字號，並以字母或數字開頭。
policy-bad-enough = 「{ $found }」無效，應為 { $expected }。
policy-bad-id = 編號「{ $found }」只能用小寫字母、數字和連字號，例如 joint-seminar。
policy-bands-order = 等次分數線應依次降低，現為 { $found }。
policy-count-not-for-each = 不能這樣計數（{ $found }），可用：{ $expected }。
policy-due-not-here = 只有計數 { $expected } 的規則可以寫期限，這裡計數的是 { $found }。
policy-duplicate-rule = 規則編號「{ $found }」重複。
policy-empty-list = 清單不能為空。
policy-empty-people = 人員條件不能為空，至少寫一項，例如 side = "lead"。
policy-enough-not-here = 只有 each = "{ $expected }" 的規則可以寫 enough，這裡是 { $found }。
policy-grace-needs-due = 寫 grace_days 須先寫 due。
policy-grace-not-here = 只有計數 { $expected } 的規則可以寫 grace_days，這裡計數的是 { $found }。
policy-if-none-not-here = 這裡不能寫 if_none，只用於每個對子、每次掛職或按占比的規則。
policy-missing = 缺少這一項，應為：{ $expected }。
policy-more-than-there-are = 至少 { $found } 個超出了可選的 { $expected } 個，永遠無法達到。
policy-no-codes-to-count = 詞彙中沒有可計數的代碼。
policy-not-a-deadline-rule = 「{ $found }」不是有期限的輪次規則，可用：{ $expected }。
policy-not-date = 「{ $found }」不是日期，應寫成 2026-05-20 這樣。
policy-not-number = 「{ $found }」不是數字，應為 { $expected }。
policy-not-table = 這裡應為一個表，現為「{ $found }」。
policy-not-tables = 這裡應為一組表（[[…]]），現為「{ $found }」。
policy-not-text = 「{ $found }」不是可用的文字：請寫在引號內，不能為空，也不能含控制字元。
policy-not-titles = 這裡應為三種語言的文字：zh-Hans、zh-Hant、en，至少一種，現為「{ $found }」。
policy-not-toml = 不是有效的 TOML：{ $found }。
policy-not-utf8 = 檔案不是 UTF-8 編碼，請另存為 UTF-8。
policy-not-whole = 「{ $found }」無效，應為不小於 { $expected } 的整數。
policy-nothing-expected = 這個例子沒有寫期望的結果。
policy-out-of-range = { $found } 超出範圍，應為 { $expected }。
policy-plans-per-round = 方案按輪次計，per 應為 { $expected }，現為 { $found }。
policy-same-title = 「{ $found }」與 { $expected } 的名稱相同，看的人分不清；請改成不同的名稱。
policy-school-needs-stage = 寫 school 須先寫 stage。
policy-season-per-term = 只有每學期的規則可以限定季節，現為 per = "{ $found }"。
policy-share-needs-subject = 按占比的規則須寫 { $expected }。
policy-shared-by-not-here = 只有按學校計數活動次數或節次的規則可以寫 shared_by。
policy-shared-by-two = shared_by 至少寫 { $expected } 類人員，現有 { $found } 類。
policy-too-many-conditions = 同一時段的各條規則合起來，對人員和主題的不同條件過多（{ $found }）；最多 { $expected } 個。
policy-unknown-choice = 不認識「{ $found }」，應為：{ $expected }。
policy-unknown-code = 不認識代碼「{ $found }」，應為：{ $expected }。
policy-unknown-group = 不認識分組「{ $found }」，應為：{ $expected }。
policy-unknown-key = 不認識的鍵「{ $found }」，是不是 { $nearest }？可用：{ $expected }。
policy-unknown-language = 不認識語言「{ $found }」，應為：{ $expected }。
policy-unreadable = 無法讀取：{ $found }。
policy-weights-zero = 權重不能都為零。
policy-wrong-contract = 本程式使用第 { $expected } 版資料約定，檔案要求第 { $found } 版。

check-no-clause = 規則 { $rule } 引用的條款 { $clause } 不在 clauses.toml 中。
check-valid = { $path } 有效：{ $rules } 條規則，指紋 { $hash }
check-examples = { $count } 個例子全部相符。
check-example-failed = { $file } 第 { $line } 行「{ $title }」：{ $what } 應為 { $expected }，實為 { $found }
check-examples-failed = { $failed } 處不符（共 { $count } 個例子）。

explain-unknown-collaboration = 沒有協作「{ $value }」（共 { $count } 個）。相近的有：{ $known }
explain-unknown-requirement = 沒有要求「{ $value }」（共 { $count } 項）。相近的有：{ $known }
explain-unknown-period = 這項要求沒有時段「{ $value }」（共 { $count } 個）。可用：{ $known }

engine-sqlite-cannot-open = 無法開啟 SQLite 資料庫 { $database }：{ $reason }
engine-postgres-needs-database = 使用 PostgreSQL 需要寫 --database，例如 postgresql://使用者@主機/資料庫名
engine-postgres-missing = 使用 PostgreSQL 需要先安裝 psycopg。
engine-postgres-cannot-connect = 無法連接 PostgreSQL：{ $reason }
engine-postgres-refused = PostgreSQL 拒絕執行：{ $reason }
engine-spark-missing = 使用 Spark 需要先安裝：pip install "tandem[spark]"
engine-spark-no-java = 使用 Spark 需要 Java 17，請安裝 openjdk-17-jre-headless 或設定 JAVA_HOME。
engine-spark-cannot-start = 無法啟動 Spark：{ $reason }

web-cannot-connect = 無法連接資料庫：{ $reason }。資料庫位址由環境變數 DATABASE_URL 指定。
web-no-database = 還沒有資料庫（{ $place }）。可用 tandem import 從全區紀錄建立；所在資料夾由環境變數 TANDEM_HOME 指定。
web-old-database = 資料庫屬於較早的版本。請先備份，再用 tandem import 更新。

wait-importing = 正在匯入
wait-drawing = 正在繪製曲線

short-import = 把紀錄匯入網頁系統的資料庫
help-import =
    把全區的紀錄匯入網頁系統的資料庫。FACTS 是一個資料夾（每張表一個 CSV 或 Parquet 檔案）或一個 Excel 活頁簿。

    每一列保留原有編號：再次匯入即為更新。要麼全部匯入，要麼什麼都不改。檔案中沒有提到的內容保持不變。

    範例：

    tandem import records.xlsx

    tandem import records-folder --policy other-policy.toml
help-import-policy = 尚無政策的輪次所用的政策檔案。[預設：隨系統提供的區政策]
help-import-clauses = 與政策配套的條款檔案。[預設：政策旁邊的 clauses.toml]
import-no-clauses = 沒有這個檔案：{ $path }
import-nothing = 沒有匯入任何內容。
import-refused = 資料庫拒收這些紀錄：{ $reason }。
import-too-long = { $table }，{ $column }：「{ $value }」太長，最多 { $most } 個字元（共 { $count } 列）。
import-too-large = { $table }，{ $column }：{ $value } 太大，最多 { $most }（共 { $count } 列）。
import-table = { $table }：新增 { $new }，更新 { $changed }，移除 { $removed }，不變 { $unchanged }
import-same = 內容都已在庫中，沒有改動。
import-done = 匯入完成，評估了 { $count } 對協作。

short-export = 把資料庫的紀錄寫成資料夾或活頁簿
help-export =
    把網頁系統資料庫中的全部紀錄寫入 OUT：CSV 資料夾；OUT 以 .xlsx 結尾時為一個 Excel 活頁簿。tandem evaluate 和 tandem import 都能讀取。已撤回和尚未確認的紀錄不寫出。

    範例：

    tandem export records

    tandem export records.xlsx
export-too-many = { $table }的列數超出一張工作表的上限，請改為匯出資料夾。
export-done = 紀錄已寫入 { $path }

short-findings = 資料庫在任一日期的評估結果，寫成檔案或核對
help-findings =
    按任一日期評估網頁系統資料庫中的紀錄，寫出 findings.csv、side_years.csv 和 verdicts.csv。加 --check 則把已存的結果與今天重新評估的結果比對。

    範例：

    tandem findings --as-of 2026-05-20 --out results

    tandem findings --check
help-findings-as-of = 查看的日期。[預設：今天]
help-findings-check = 核對已存的結果，不寫檔案。
findings-which = 請給出 --out（可加日期），或單獨給出 --check。
findings-no-policy = 還沒有輪次指定政策，無從評估。
findings-written = { $day }：{ $count } 條結果，已寫入 { $folder }
findings-hold = 已存的 { $count } 條結果與 { $day } 重新評估的結果一致。
findings-not-stored = { $finding }：沒有存
findings-too-many = { $finding }：存了，但沒有這條結果
findings-differs = { $finding }：{ $field } 為 { $is }，應為 { $should }
findings-wrong = 已存的結果中有 { $count } 條與 { $day } 重新評估的結果不一致。

short-audit = 操作留痕
help-audit = 操作留痕：誰在何時改了什麼。
short-verify = 核驗操作留痕未被改動
help-verify =
    重新計算操作留痕的每一個封印並比對。尚未封印的紀錄隨即封印。

    範例：

    tandem audit verify
audit-holds = 操作留痕完好：已封印 { $count } 條，其中本次 { $new } 條。最後的封印：{ $head }
audit-gap = 第 { $place } 位缺少封印（紀錄 { $event }）。
audit-missing = 第 { $place } 位的紀錄 { $event } 不見了。
audit-changed = 第 { $place } 位的紀錄 { $event } 或其封印與封存時不同。
audit-broken = 操作留痕從第 { $place } 位起不成立。

short-nightly = 每晚的工作：隨時間變化的結果、封印
help-nightly =
    重新計算因時間推移而變化的結果，並給操作留痕封印。每晚執行一次。

    範例：

    tandem nightly
nightly-done = 評估了 { $evaluated } 對協作，封印了 { $sealed } 條留痕，寄出了 { $mails } 封郵件，清除了 { $swept } 個已移除的檔案。

short-backup = 把資料庫和檔案備份到一個封存檔
help-backup =
    把資料庫和全部上傳的檔案寫入一個封存檔，系統照常運作。

    範例：

    tandem backup tandem.tar.gz
backup-done = 備份已寫入 { $path }：{ $rows } 列，{ $files } 個檔案。其中有個人資料，請妥善保管。

short-restore = 還原備份
help-restore =
    把備份還原到資料庫和資料夾：要麼全部還原，要麼什麼都不改。已在使用的資料庫，加 --yes 才會被取代。

    範例：

    tandem restore tandem.tar.gz
help-restore-yes = 取代現有的全部內容。
restore-no-archive = { $path } 不是本系統的備份，或不完整。
restore-damaged = { $path } 已損壞：{ $part } 與備份時不同。
restore-other-database = 這份備份來自另一種資料庫（{ $database }）。
restore-other-version = 這份備份來自另一個版本（{ $version }），請用該版本還原。
restore-not-empty = 已有紀錄或檔案。加 --yes 會將其取代。
restore-unreadable = 無法讀取 { $path }：{ $reason }。
restore-nothing = 沒有還原，也沒有改動任何內容。
restore-done = 已還原 { $made } 的備份：{ $rows } 列，{ $files } 個檔案。

short-serve = 啟動網頁應用
help-serve =
    啟動網頁應用，在前景執行，關閉終端機即停止。

    資料放在環境變數 TANDEM_HOME 所指的資料夾（預設 tandem-data）；DATABASE_URL 可指向 PostgreSQL。

    例：

    tandem serve

    tandem serve --demo
help-serve-host = 監聽的位址。
help-serve-port = 監聽的連接埠。
help-serve-workers = 工作行程數。
help-serve-demo = 打開自帶的示範區：資料和日期都是單獨的。
serve-making = 正在建立示範區，約需半分鐘……
serve-accounts = 示範帳號（密碼都是 { $password }）：
serve-at = 請用瀏覽器打開：{ $url }

short-init = 初始設定：教育局、管理員、第一輪
help-init =
    在空資料庫裏完成初始設定：教育局、第一位管理員、學期日期、按本區政策判定的第一輪。要麼全部完成，要麼甚麼都不改。

    沒有用選項給出的內容會逐項詢問。建議日期可以當場改，也可以以後在網頁上改。

    示例：

    tandem init

    tandem init --bureau 青川區教育局 --name 林知夏 --username lin --password-file secret.txt --yes
help-init-bureau = 教育局名稱。
help-init-region = 行政區劃代碼（6位數字），可不填。
help-init-name = 管理員姓名。
help-init-username = 管理員登入名。
help-init-password-file = 第一行是密碼的檔案（- 表示從標準輸入讀取）。不給則詢問。
help-init-round = 第一輪的名稱。
help-init-year = 本輪從哪一年三月開始。
help-init-terms = 學期的 CSV 檔案：年度、季節（spring 或 autumn）、第一天、最後一天。
help-init-yes = 不詢問：沒有用選項給出的內容取建議值。
init-bureau = 教育局名稱
init-name = 管理員姓名
init-username = 登入名
init-password = 密碼
init-round = 第一輪的名稱
init-first-round = 第一輪
init-year = 從哪一年三月開始
init-term = { $year }年{ $season ->
    [spring] 春季
   *[autumn] 秋季
  }學期的第一天和最後一天
init-term-wrong = { $value }：請寫兩個日期 YYYY-MM-DD，中間空一格。
init-terms-wrong = { $path } 第 { $line } 行：需要四項：年度、spring 或 autumn、兩個日期 YYYY-MM-DD。
init-missing = 缺少 { $option }。
init-done = 設定完成：{ $bureau }，{ $round }，六個學期。啟動：tandem serve
init-nothing = 甚麼都沒有改動。
