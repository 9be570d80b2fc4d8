# tandem draw 的說明
short-draw = 抽籤確定檢查對象和檢查人員，人人可核
help-draw =
    可核驗的抽查抽籤。依次為：

    1. tandem draw freeze 定下名單和規則，給出指紋，隨即公布。

    2. 公布之後，才當眾擲骰子，或等事先指明的彩票開獎。

    3. tandem draw run 用這個種子抽檢查對象；tandem draw assign 抽檢查人員。

    4. 公布記錄。任何人都能核驗：用 tandem draw verify，或者動手計算。
short-freeze = 在種子產生之前定下名單和規則
help-freeze =
    定下名單和規則，給出應在種子產生之前公布的指紋。

    OBJECTS 是學校或對子的名單（欄：編號、名稱、分層、所在對子、迴避人員），INSPECTORS 是檢查人員的名單（欄：編號、姓名、科室、負責分層、本人學校、親屬學校、三年內任職學校、審批過的方案、其他迴避）；均為 CSV 或 Excel。一格內的多個值用頓號或逗號分開。已離開的學校寫上最後一天：S12@2025-08-31，滿三年後不再迴避。

    範例：

    tandem draw freeze 學校.xlsx 檢查人員.xlsx --share 0.2 --on 2026-05-20 --out 凍結.json

    tandem draw freeze 學校.csv 檢查人員.csv --number 12 --weight 高=3 --on 2026-05-20 --out 凍結.json
short-run = 用種子抽檢查對象
help-run =
    用 FROZEN 公布之後產生的種子抽檢查對象。

    範例：

    tandem draw run 凍結.json --seed 31415926535897932384 --on 2026-05-22 --out 記錄.json
short-assign = 抽檢查人員，或替換
help-assign =
    為抽中的每個對象抽檢查人員：每一種沒有迴避衝突的安排機會均等。寫 --absent 則替換不能參加的對象或人員。結果都補記在 RECORD 中。

    範例：

    tandem draw assign 記錄.json --on 2026-05-22

    tandem draw assign 記錄.json --absent E07 --reason "生病" --on 2026-05-25
short-verify = 核驗記錄
help-verify =
    核驗記錄或凍結的名單：全部重抽一遍，逐項比對。全部成立時結束代碼才為 0。

    範例：

    tandem draw verify 記錄.json --published 指紋
help-title = 這次抽籤的名稱。
help-on = 辦理的日期（年-月-日）。
help-dice = 將當眾擲多少個十面骰子（0 至 9）。
help-dice-default = 20；指明彩票時不擲
help-lottery = 用哪一期彩票的號碼作種子，寫明名稱和日期；可寫多次。
help-method = tickets（李維斯特抽籤法）或 rfc3797。
help-number = 一共抽多少個。
help-share = 抽全部的多大比例，例如 0.2 或 20%。
help-weight = 某層的權重，例如 高=3；其餘為 1；可寫多次。
help-at-least = 每層至少抽多少個。
help-draws-left = 一輪內每個對象至少抽到一次；本輪還剩幾次抽籤，含這一次。
help-earlier = 本輪以前抽籤的記錄；可寫多次。
help-inspectors-each = 每個對象派幾名檢查人員，至少 2 名。
help-per-inspector = 一名檢查人員最多去幾個對象。
help-hide-reasons = 公布迴避對象時不寫原因。
help-out-file = 寫到哪個檔案；已有的檔案不會被覆寫。
help-seed = 擲出或公布的數字；每個來源寫一次，按來源的順序。
help-absent = 不能參加的對象或人員的編號。
help-reason = 原因，將一併公布。
help-published = 種子產生之前公布的指紋。

# 辦理結果
exists = { $path } 已存在。凍結的名單和記錄不能覆寫，請換一個檔名。
refused = 沒有寫出任何檔案。
frozen = 已凍結：對象 { $objects } 個，檢查人員 { $inspectors } 名，將抽 { $places } 個。
frozen-stratum = { $stratum }：{ $size } 個中抽 { $places } 個
frozen-stratum-first = { $stratum }：{ $size } 個中抽 { $places } 個，其中 { $first } 個在本輪尚未抽到的對象中抽
frozen-publish = 請在種子產生之前公布這個指紋：
frozen-lists = 名單的指紋：對象 { $objects }，檢查人員 { $inspectors }
frozen-next-dice = 然後當眾依次擲 { $digits } 個十面骰子{ $name }。
frozen-next-lottery = 然後取這一期的號碼：{ $name }
written = 已寫入：{ $path }
seed-read = 讀入的種子：{ $seed }
drawn = 抽中 { $count } 個：
stratum-none = （未分層）
drawn-stratum = { $stratum }（{ $count } 個）
team = { $object }：{ $inspectors }
entry = { $id } { $name }
between = 、
needs-both = --absent 和 --reason 須一併寫。
one-size = --number 和 --share 須寫其中一個。
bad-weight = --weight 應寫成「層=數字」，例如 高=3；現為「{ $found }」。
bad-earlier = { $path } 不是可用的抽籤記錄：{ $why }
not-a-plan = { $path } 是記錄，不是凍結的名單。
not-a-record = { $path } 是凍結的名單，不是記錄。請先執行 tandem draw run
unreadable = 無法讀取 { $path }：{ $reason }
unusable = { $path } 核驗不成立，不能補記：
note-same-name = 請核對：「{ $name }」列在 { $ids } 之下。重複列入者機會加倍。
note-strange-conflict = 請核對：{ $inspector } 的迴避對象 { $id } 不在名單中。

# 核驗結果
verify-head = { $title }（{ $path }）
verify-head-untitled = 抽籤（{ $path }）
holds-form = 檔案寫法唯一，改動任何一個位元組都會被發現。
fails-form = 檔案不能作為記錄：{ $why }
holds-seal = 記錄自身的指紋正確：{ $computed }
fails-seal = 記錄自身的指紋不對：寫的是 { $recorded }，按內容應為 { $computed }。內容被改動過。
holds-frozen = 凍結內容的指紋為 { $computed }
fails-frozen = 凍結內容被改動過：記錄寫的是 { $recorded }，按名單和規則應為 { $computed }
holds-published = 與事先公布的指紋一致。
fails-published = 與事先公布的指紋不一致：公布的是 { $recorded }，按名單和規則應為 { $computed }
holds-objects = 對象名單的指紋為 { $computed }
fails-objects = 對象名單被改動過：指紋應為 { $recorded }，實為 { $computed }
holds-inspectors = 檢查人員名單的指紋為 { $computed }
fails-inspectors = 檢查人員名單被改動過：指紋應為 { $recorded }，實為 { $computed }
holds-plan = 名單合規，各層的名額由規則得出。
fails-plan = 凍結內容不合規則。{ $parts }
holds-earlier = 第 { $number } 份以前的記錄正是本次計入的。
fails-earlier = 第 { $number } 份以前的記錄不是本次計入的，或被改動過。
holds-seed = 種子符合事先指明的來源：{ $seed }
fails-seed = 種子不符合事先指明的來源，或日期不對。
holds-drawn = 由種子抽中的正是這 { $count } 個。
fails-drawn = 由種子抽中的不是記錄的這 { $count } 個。
holds-assign = 第 { $number } 步：抽出的正是這些檢查人員（所需次數：{ $tries }）。
fails-assign = 第 { $number } 步：抽出的應是別的檢查人員，或次數不同。
holds-object = 第 { $number } 步：{ $absent } 由籤序中的下一個 { $substitute } 替換。原因：{ $reason }
holds-object-none = 第 { $number } 步：{ $absent } 退出，本層已無可替換者。原因：{ $reason }
fails-object = 第 { $number } 步：{ $absent } 被替換，但替換者不是籤序中的下一個，或檢查人員不是抽出的。
holds-inspector = 第 { $number } 步：檢查人員 { $absent } 由抽籤替換。原因：{ $reason }
fails-inspector = 第 { $number } 步：檢查人員 { $absent } 被替換，但替換者不是抽出的。
holds-step = 第 { $number } 步成立。
fails-step = 第 { $number } 步的類別不存在。
holds-teams = 每個抽中的對象都有 { $each } 名檢查人員，無人應迴避，無人被派去多於 { $most } 處。
fails-teams = 有對象的檢查人員不足，或有人應迴避，或有人被派去多於 { $most } 處。
fails-parts = 與規則所得不同的部分：{ $parts }。
verdict-holds = 全部成立。
verdict-fails = { $all } 項中有 { $count } 項不成立，這份記錄不可採信。
note-published = 檔案本身不能證明指紋公布在種子產生之前，請與公告比對（--published）。
note-earlier = 沒有核對以前的記錄，請用 --earlier 給出。
note-unassigned = 還沒有抽檢查人員。
note-undrawn = 還沒有抽籤；請公布凍結內容的指紋：{ $hash }

form-too-large = 檔案過大。
form-bom = 檔案開頭有位元組順序記號。
form-not-utf8 = 第 { $at } 列不是 UTF-8。
form-not-json = 第 { $at } 列不是 JSON。
form-not-object = 最外層不是一組成員。
form-too-deep = 巢狀過深。
form-member-twice = 同一組成員中「{ $at }」出現兩次。
form-number = 「{ $at }」不是普通的整數。
form-unclean-text = 文字「{ $at }」含有控制字元、首尾空白或別的 Unicode 形式。
form-kind = 記錄中不能有 { $at }。
form-other-form = 第 { $at } 列不是規定的寫法（次序、空白、跳脫）。
form-other-format = 格式為「{ $at }」，應為 tandem-draw-1。
form-shape = 「{ $at }」缺失、未知或類型不對。

# 不能辦理的原因
problem-size-below-least = 各層最低數合計 { $least } 個，而一共只抽 { $number } 個。
problem-size-too-many = 要抽 { $number } 個，但最多只能抽 { $most } 個。
problem-size-share = 比例「{ $found }」應大於 0、不大於 1，例如 0.2 或 20%。
problem-size-number = 抽取數至少為 1，現為 { $found }。
problem-size-least = 每層最低數不能為負，現為 { $found }。
problem-size-draws-left = 剩餘抽籤次數不能為負，現為 { $found }。
problem-weight-stratum = 沒有「{ $found }」這一層；現有：{ $known }
problem-weight = 「{ $stratum }」的權重應為 0 到 999999999 之間的數，小數不超過 8 位，現為「{ $found }」。
problem-weight-twice = 「{ $stratum }」有不止一個權重。
problem-rfc3797-pool = RFC 3797 最多排 { $limit } 個，現有 { $found } 個。
problem-seed-dice = 「{ $found }」不是 { $digits } 個十面骰子的結果，它有 { $count } 個字元。
problem-seed-lottery = 「{ $found }」不是一組號碼。
problem-seed-grouped = 「{ $found }」可以是一個數，也可以是幾個數：請寫成 { $plain }，或用空格分開寫成 { $parts }。
problem-too-many-tries = 試了 { $tries } 次，{ $inspectors } 名檢查人員與 { $objects } 個對象都沒有遇到無衝突的安排。這樣的安排有，但太少，難以碰到：請增加迴避較少的檢查人員，或讓各層各有自己的檢查人員。
problem-no-objects = 沒有可抽的對象。
problem-object-twice = 對象 { $id } 列了 { $count } 次。
problem-inspector-twice = 檢查人員 { $id } 列了 { $count } 次。
problem-object-unnamed = 對象 { $id } 沒有名稱。
problem-inspector-unnamed = 檢查人員 { $id } 沒有姓名。
problem-id-both = { $id } 既是對象的編號，又是檢查人員的編號，須改其中一個。
problem-serves-unknown = 檢查人員 { $id } 負責的「{ $stratum }」層沒有對象。
problem-conflict-unknown = 對象 { $id } 的迴避人員 { $inspector } 不在名單中。
problem-text = 「{ $found }」過長，或含有控制字元、首尾空白、別的 Unicode 形式。
problem-id-empty = 有編號為空。
problem-method = 沒有「{ $found }」這種方法，可用 tickets 和 rfc3797。
problem-no-source = 請指明種子的來源。
problem-source = 「{ $found }」不是種子的來源，可用 dice 和 lottery。
problem-dice = { $found } 個骰子過少或過多，至少 { $least } 個，至多 1000 個，一般用 20 個左右。
problem-source-name = 請寫明是哪一期彩票，不超過 200 字；現為「{ $found }」。
problem-inspectors-each = 每個對象至少派兩名檢查人員，現為 { $found }。
problem-per-inspector = 一名檢查人員至少可去一個對象，現為 { $found }。
problem-too-large = 這裡的數不應大於 { $most }，現為 { $found }。
problem-file-size = 名單過長：檔案將有 { $size } MB，一次抽籤最多 { $most } MB。可分批抽籤，或縮短名稱。
problem-earlier = 以前的抽籤應寫明指紋和編號，現為「{ $found }」。
problem-earlier-twice = 同一次以前的抽籤給了兩遍。
problem-seed-count = 需要 { $expected } 個種子，每個來源一個；現有 { $found } 個。
problem-assigned-already = 檢查人員已經抽過。替換請用 --absent 和 --reason。
problem-no-inspectors = 凍結的內容中沒有檢查人員名單。
problem-reason = 須寫明原因，一行，不超過 { $limit } 字。
problem-absent-already = { $id } 已經替換過。
problem-absent-not-drawn = { $id } 沒有抽中，不需要替換。
problem-absent-unknown = { $id } 既不是本次的對象，也不是檢查人員。
problem-date-before = { $found } 早於上一步的日期 { $earliest }。
problem-not-enough-inspectors = 不存在沒有迴避衝突的安排。
shortage = 不存在沒有迴避衝突的安排：{ $objects } 共需 { $needed } 名檢查人員。{ $able }
shortage-nobody = 沒有人可以去。
shortage-some = 能去的只有 { $inspectors }，最多填補 { $available } 個名額。
shortage-more = { $names }等，另有 { $count } 個
shortage-help = 請增加檢查人員，或在凍結時允許一人去幾個對象（--per-inspector）。

# 名單
list-no-id = { $place } 第 { $row } 列：缺少編號。
list-text = { $place } 第 { $row } 列：「{ $found }」過長或含有控制字元。
