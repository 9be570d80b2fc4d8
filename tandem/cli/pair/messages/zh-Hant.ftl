# tandem pair 的說明與提示
short-pair = 結對：提出方案、說明理由、變動後調整、幫扶對子
help-pair =
    為新一輪協作提出結對方案：每所受援校由哪所指導校帶，為什麼，換一所要付出什麼。

    方案按名單、規則與權重算出，供討論；由人調整、批准。學校撤併後，只做最少的變動。
short-propose = 提出結對方案
help-propose =
    從學校名單提出結對方案。SCHOOLS 是 CSV 或 Excel 名單，欄名可用中文；別處來的名單用 --mapping 說明各欄是什麼。

    在 --out 資料夾中寫出 arrangement.csv、arrangement.xlsx（每對的理由）、map.svg（地圖）和 run.json。名單有誤時逐條列出，不寫出任何檔案。有受援校安排不下時照樣寫出，說明原因，結束代碼為 1。

    範例：

    tandem pair propose 學校名單.xlsx --out 方案

    tandem pair propose 學校名單.csv --rules 規則.toml --out 方案 --lang en

    tandem pair propose 登記冊.csv --mapping 對照.toml --only 縣市名稱=花蓮縣 --out 方案
short-pair-explain = 一對的理由，換一所的代價
help-pair-explain =
    說明受援校 PARTNER（編號或名稱）為什麼由這所指導校帶：逐項理由；換成次優的一所，總共要多付多少，還有誰要跟著變動。

    範例：

    tandem pair explain 學校名單.xlsx 第三小學 --rules 規則.toml
short-repair = 學校撤併後調整結對
help-repair =
    學校撤銷、合併、新增或名額變動後調整結對：CURRENT 是現行的 arrangement.csv，--changes 寫明變動；失去指導校的受援校重新安排，其餘最多變動 --at-most 對，逐一說明為誰而變。

    範例：

    tandem pair repair 學校名單.xlsx 方案/arrangement.csv --changes 變動.toml --at-most 2 --out 新方案
short-mentors = 一個協作內的幫扶對子
help-mentors =
    提出一個協作內的幫扶對子：誰指導誰，為什麼（4.2、5.1.3）。PEOPLE 是兩校教師的 CSV 或 Excel 名單，列名可用中文：教師編號、姓名、一方（指導教師、幫扶對象）、學科（主要學科在前），以及知道時的骨幹稱號、已有幫扶對象數、最多指導人數（0 到 2，預設為 2）。

    在 --out 資料夾中寫出 mentors.csv、mentors.xlsx（每對的理由）和 run.json。名單有誤時逐條列出，不寫出任何檔案。對子不足或有幫扶對象沒有指導教師時照樣寫出，說明原因，退出碼為 1。

    示例：

    tandem pair mentors 教師名單.xlsx --out 幫扶對子
help-at-least = 至少要有幾個對子。
help-rules = 規則與權重檔案；不寫時用預設的規則與權重。
help-mapping = 對照檔案：名單的哪一欄是什麼。
help-only = 只取這一欄為此值的列；可寫多次。
metavar-only = 欄名=值
help-travel = 路上時間：受援校、指導校、分鐘的清單，代替直線距離。
help-pair-out = 結果寫到哪個資料夾。
help-current = 現行的 arrangement.csv；不寫時說明算出的方案。
help-changes = 變動：TOML 檔案或清單。
help-at-most = 除失去指導校的以外，最多變動幾對。

at-cell = { $place } 第 { $row } 列「{ $column }」欄：{ $what }
at-row = { $place } 第 { $row } 列：{ $what }
list-unusable = 共 { $count } 處錯誤，未寫出任何檔案。
pairing-unusable = 共 { $count } 個問題，未寫出任何檔案。
notices-more = 另有 { $count } 條提示。
no-rows-left = { $place }：{ $count } 列中沒有一列符合條件；請檢查 --only 或對照檔案的 only、leave_out。
duplicate-school = 編號「{ $value }」與第 { $first } 列重複；同一所學校只寫一列。
cell-empty = 這裡不能空。
cell-bad_integer = 「{ $value }」不是整數，應寫成 120 這樣。
cell-integer_out_of_range = 「{ $value }」超出範圍，應在 { $minimum } 到 { $maximum } 之間。
cell-bad_number = 「{ $value }」不是數字，應寫成 118.25 這樣。
cell-number_out_of_range = 「{ $value }」超出範圍，應在 { $minimum } 到 { $maximum } 之間。
cell-too_long = 這裡太長（{ $length } 字），最多 { $limit } 字。
cell-control_character = 這裡有看不見的控制字元，請刪去重寫。
cell-id_digits_lost = 編號「{ $value }」的後幾位已被表格軟體捨去；請把該欄設為文字後重寫。
word-unknown = 不認識「{ $value }」，應為：{ $expected }。
word-empty = 這裡不能空，應為：{ $expected }。
name-unknown = 名單中沒有「{ $value }」，略過；請寫編號或全名。
name-shared = 有幾所學校都叫「{ $value }」，略過；請寫編號。
name-shared-error = 有幾所學校都叫「{ $value }」；請寫編號。
school-unknown = 名單中沒有「{ $value }」；請寫編號或全名。撤銷的學校也要留在名單中。
subject-unknown = 不認識學科「{ $value }」，照原樣比較；請檢查寫法。
too-many-teachers = { $place }：有 { $count } 列，一個協作的教師名單最多 { $most } 列；請只寫這兩所學校的教師。
duplicate-teacher = 編號「{ $value }」與第 { $first } 列重複；同一名教師只寫一列。
honour-unknown = 不認識骨幹稱號「{ $value }」，不計高下；請檢查寫法。
side-mentor = 指導教師
side-mentee = 幫扶對象
no-mentors = { $place }：名單上沒有指導教師；請檢查「一方」欄。
no-mentees = { $place }：名單上沒有幫扶對象；請檢查「一方」欄。
lone-school = { $school }（{ $found }）離最近的學校{ $nearest } { $km } 公里，而各校與最近學校一般只隔 { $usual } 公里；請核對經緯度是否寫錯一位、落在海裡。屬實則不必改，規則檔案中 lone_km 可放寬，寫 0 則不再提示。
lone-group = { $school }（{ $found }）和附近另 { $others } 所學校離其餘學校最近的{ $nearest } { $km } 公里，而各校與最近學校一般只隔 { $usual } 公里；請核對經緯度是否寫錯、落在海裡。屬實則不必改，規則檔案中 lone_km 可放寬，寫 0 則不再提示。
same-school = { $school }（{ $id }）與第 { $row } 列（{ $other }）同名、同一位置；若是同一所學校，請只留一列。
pair-twice = 受援校「{ $value }」出現了兩次；每所受援校只寫一列。
opened-not-new = { $school } 寫為新增，但已在現行的方案中；請從變動中刪去，或改為別的變動。
change-needs-into = 合併須寫明併入哪所學校。
change-needs-places = 名額變動須寫明新的名額。
travel-twice = 這一對已有路上時間；每對只寫一列。
travel-strangers = { $place }：{ $count } 列中的學校不在名單中，略過。
only-form = --only 應寫成 欄名=值，現為「{ $value }」。
unknown-partner = 名單中沒有「{ $value }」。相近的有：{ $known }
not-a-partner = { $school }是指導校；請寫一所受援校。

rule-alliance = 聯盟
rule-forbidden = 禁止結對
# 方案不能成立的原因
pairing-no-leads = 名單中沒有指導校；請檢查「一方」一欄，或對照檔案的 [side]。
pairing-no-partners = 名單中沒有受援校；請檢查「一方」一欄，或對照檔案的 [side]。
pairing-empty-id = 學校沒有編號；請補上。
pairing-duplicate-school = 編號「{ $school }」出現了兩次；同一所學校只寫一列。
pairing-both-sides = { $school }既是指導校又是受援校；請只留一方。
pairing-unknown-stage = 學段「{ $found }」不認識，應為：{ $expected }。
pairing-no-coordinates = { $school }沒有經緯度；請補上，或用 --travel 給出它到各校的路上時間。
pairing-coordinates-out-of-range = { $school }的經緯度「{ $found }」不在地球上；緯度在 -90 到 90 之間，經度在 -180 到 180 之間，以度為單位。
pairing-coordinates-swapped = { $school }的經緯度「{ $found }」像是把經度和緯度寫反了，應為「{ $expected }」。
pairing-coordinates-zero = { $school }的經緯度是 0，0，落在大西洋裡；請補上真實的位置。
pairing-bad-area = [area] 的南、北、西、東（{ $found }）不成一個範圍：南不大於北，西不大於東，南北在 -90 到 90 度，東西在 -180 到 180 度。
pairing-outside-area = { $school }的位置「{ $found }」不在轄區內（{ $expected }）；請核對經緯度。
pairing-far-from-others = { $school }離其他學校太遠（{ $found }，應{ $expected } 公里）；請核對經緯度，是否落在海裡或寫錯一位。
pairing-bad-number = { $school }「{ $key }」的值「{ $found }」無效；應為：{ $expected }。
pairing-unknown-school = 「{ $school }」不在名單中（{ $rule }{ $key }）；請寫名單中的編號或全名。
pairing-weight-out-of-range = 權重 { $key } 的值 { $found } 超出範圍；應為：{ $expected }。
pairing-all-weights-zero = 所有權重都是零，無從比較；請至少給一項權重。
pairing-band-order = { $key } 的下限高於上限（{ $found }）。
pairing-alliance-twice = { $school }有兩個聯盟：{ $expected }與{ $found }；一所受援校只能有一個。
pairing-alliance-forbidden = { $school }與{ $found }既是聯盟又禁止結對；請刪去一條。
pairing-alliance-stages = 聯盟{ $school }與{ $found }學段不合，可以的學段：{ $expected }。
pairing-alliance-too-far = 聯盟{ $school }與{ $found }公里，超過規定的距離（{ $expected }）；請放寬距離或刪去聯盟。
pairing-alliance-over-places = { $school }的聯盟多於名額 { $expected } 個；請增加名額或減少聯盟。
pairing-pair-twice = { $school }在現行結對中出現了兩次；每所受援校只寫一列。
pairing-over-places = { $school }在現行結對中多於名額（{ $found }）；請增加名額，或先減少。
pairing-change-twice = { $school }有兩項變動；每所學校只寫一項。
pairing-no-successor = { $school }合併須寫明併入哪所學校，且不能是它自己。
pairing-no-school = { $school }的變動不完整；新增的學校須在名單中，名額變動須寫明名額。
pairing-not-a-lead = { $school }不是指導校，沒有名額。
pairing-bad-fairness = 公平方式「{ $found }」不認識，應為：{ $expected }。
pairing-bad-limit = { $key } 應為不小於零的整數，現為「{ $found }」。
pairing-too-many-mentees = { $school }已有 { $found } 名幫扶對象，多於兩名。
pairing-bad-shape = 代價、名額與禁止的大小不一致。
pairing-not-finite = 代價中有不是數的值。
pairing-cost-range = 代價的數值太大，無法精確相加；請把權重改小。
pairing-duplicate-teacher = 教師「{ $school }」出現了兩次；每人只寫一列。
