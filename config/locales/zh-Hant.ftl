# Tidewatch，繁體中文（臺灣用語）。
# 鍵與參數在各語言皆相同，由測試比對。
# 體例：全形標點「，。：（）」；中英文與數字之間留半形空格；附買回、附賣回標明資金方向；不作建議。

## 數字：`sign` 為空、+ 或 −

amount-small = { $sign }{ $figure } 萬美元
amount-middle = { $sign }{ $figure } 億美元
amount-large = { $sign }{ $figure } 兆美元
basis-points = { $figure } 個基點
percent = { $figure }%
range = { $low }–{ $high }%

## 日期與時間，皆為紐約時間

weekday = { $number ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
}
month = { $number }
day = { $month }/{ $day } { $weekday }
day-year = { $year }/{ $month }/{ $day } { $weekday }
day-of-class = { $day }，{ $class }前後
moment = { $day } { $time } ET
time = { $time } ET
ago = { $span }前
span-moment = 不到一分鐘
span-minutes = { $minutes } 分鐘
span-hours = { $hours } 小時
span-hours-minutes = { $hours } 小時 { $minutes } 分鐘
span-days = { $days } 天
span-days-hours = { $days } 天 { $hours } 小時

## 名稱

severity = { $severity ->
    [critical] 嚴重
    [notable] 留意
    [info] 一般
   *[normal] 恢復正常
}
date-class = { $class ->
    [month_end] 月底
    [quarter_end] 季底
    [year_end] 年底
    [mid_month] 月中
   *[none] 特定日期
}
date-class-many = { $class ->
    [month_end] 月底
    [quarter_end] 季底
    [year_end] 年底
   *[mid_month] 月中
}
release = { $kind ->
    [sofr] SOFR
    [srf_morning] 常設附買回早場
    [srf_afternoon] 常設附買回全日
    [h41] H.4.1 週報
    [fomc_statement] FOMC 會後聲明
   *[implementation_note] FOMC 執行說明
}
source = { $source ->
    [nyfed-rates] 紐約聯準銀行利率
    [nyfed-repo] 紐約聯準銀行操作
    [h41] H.4.1 週報
    [fomc-statement] FOMC 會後聲明
   *[implementation-note] FOMC 執行說明
}
publisher = { $source ->
    [nyfed] 紐約聯準銀行
   *[board] 聯準會
}
rule = { $rule ->
    [R01] SOFR 對 IORB 利差
    [R05] 常設附買回
   *[other] 規則 { $rule }
}

series-reserves-avg = 準備金
series-tga-avg = 財政部現金（TGA）
series-on-rrp-avg = 隔夜附賣回（回收）
series-foreign-rrp-avg = 外國官方附賣回
series-repo-others-avg = 常設附買回（釋出）
series-repo-foreign-avg = 外國附買回（FIMA）
series-securities-avg = 持有證券
series-treasuries-avg = 美國公債
series-bills-avg = 短期國庫券
series-mbs-avg = MBS
series-loans-avg = 聯準會放款
series-currency-avg = 流通中貨幣
series-swap-lines-avg = 央行換匯
series-other-deposits-avg = 其他存款
series-foreign-official-deposits-avg = 外國官方存款
series-float-avg = 在途資金
series-other-assets-avg = 其他資產
series-other-liabilities-avg = 其他負債
series-premiums-avg = 未攤銷溢價
series-discounts-avg = 未攤銷折價
series-fed-assets-wed = 總資產
series-reserves-wed = 準備金
series-tga-wed = 財政部現金
series-on-rrp-wed = 隔夜附賣回
series-foreign-rrp-wed = 外國官方附賣回
series-repo-others-wed = 常設附買回
series-securities-wed = 持有證券
series-treasuries-wed = 美國公債
series-bills-wed = 短期國庫券
series-mbs-wed = MBS
series-loans-wed = 聯準會放款
series-primary-credit-wed = 主要融通
series-currency-wed = 流通中貨幣
series-swap-lines-wed = 央行換匯

## 所有通知

late = 遲報：原定 { $due }，晚 { $span }通知。
revised = 更正（第 { $revision } 版）：來源在前次通知後修正了數字。
possible-repeat = 上次傳送後未收到 Telegram 回應，本則可能重複。
next = 接下來：{ $list }
next-item = { $what } { $when }
next-separator = { " · " }
source-published = 來源：{ $publisher }，{ $moment } 公布
source-due = 來源：{ $publisher }，原定 { $moment } 公布
bullet = • { $text }

## 資金壓力

funding-title = 資金壓力：{ $severity }
funding-title-info = 資金面：一般訊息
funding-title-peak = 資金壓力：{ $severity }，創本波新高
cleared-title = { $rule }：恢復正常
sofr-above = SOFR { $rate }（{ $date }），高於 IORB { $spread }
sofr-below = SOFR { $rate }（{ $date }），低於 IORB { $spread }
sofr-equal = SOFR { $rate }（{ $date }），與 IORB 相同
sofr-latest-above = 最新 SOFR（{ $date }）{ $rate }，高於 IORB { $spread }
sofr-latest-below = 最新 SOFR（{ $date }）{ $rate }，低於 IORB { $spread }
sofr-latest-equal = 最新 SOFR（{ $date }）{ $rate }，與 IORB 相同
spread-only = SOFR − IORB（{ $date }）：{ $spread }
repo-drawn = 常設附買回釋出 { $amount }（{ $date }）
rule-figures = { $rule }（{ $date }）：{ $figures }
threshold = 我們的門檻：{ $total }
threshold-allowance = 我們的門檻：{ $total }（{ $level } + { $class }調整 { $allowance }）
threshold-prints = { $gauge ->
    [repo] { $threshold }，達 { $count } 個操作日
   *[spread] { $threshold }，連續 { $count } 日
}
told-last = 前次通知：{ $last }
cleared = { $span }後恢復正常（始於 { $since }），最高 { $peak }
also-raised = 同時達{ $severity }：{ $fact }
also-peak = 同創本波新高（{ $severity }）：{ $fact }，前次通知 { $last }
also-cleared = { $rule }：{ $span }後恢復正常，最高 { $peak }
over-srf-above = SOFR 高於常設附買回利率 { $spread }（{ $date }）
over-srf-equal = SOFR 與常設附買回利率相同（{ $date }）
repo-on = 常設附買回釋出 { $amount }（{ $date }）
on-rrp-on = 隔夜附賣回（ON RRP）回收 { $amount }（{ $date }）
reserves-at = 準備金 { $level }（週平均，截至 { $date }）
reserves-drift = 四週（週平均，至 { $date }）：準備金 { $change }，至 { $level }
reserves-drift-tga = 四週（週平均，至 { $date }）：準備金 { $change }，至 { $level }；財政部現金 { $tga }
usual = 過去 12 個月{ $class }的 SOFR − IORB：中位數 { $median }，最高 { $max }（{ $count } 個日期）
usual-few = 過去 12 個月{ $class }的 SOFR − IORB：{ $count ->
    [1] { $median }（僅 1 個日期）
   *[other] 中位數 { $median }，最高 { $max }（僅 { $count } 個日期）
}

## H.4.1 週報

weekly-up = 準備金增加 { $change }，至 { $level }
weekly-down = 準備金減少 { $change }，至 { $level }
weekly-same = 準備金持平於 { $level }
weekly-at = 準備金 { $level }
weekly-week = H.4.1 · 週平均，截至 { $date }
weekly-driver = 主因：{ $series }，對準備金 { $change }
weekly-averages = 週平均，億美元
weekly-to-reserves = 對準備金
weekly-other = 其他項目
weekly-sum = 準備金
weekly-levels = 週三，億美元
weekly-level = 水準
weekly-change = 週變動
weekly-net = 淨流動性
weekly-net-note = 淨流動性：總資產 − TGA − 隔夜附賣回，市場代理指標
weekly-reserves = 準備金：{ $facts }
weekly-four-weeks = 四週 { $change }
weekly-gdp = 占 { $year } 年第 { $quarter } 季 GDP { $share }

## FOMC 決議

cut = 聯準會降息 { $size }，至 { $range }
hike = 聯準會升息 { $size }，至 { $range }
kept = 聯準會維持利率 { $range } 不變
cut-to = 聯準會降息至 { $range }
hike-to = 聯準會升息至 { $range }
range-is = 聯邦資金利率目標區間：{ $range }
statement-only = FOMC 聲明，未涉及利率決議
# `quarters`：幾碼；不足整碼為 0。
move = { $quarters ->
    [0] { $bp }
   *[other] { $quarters } 碼（{ $bp }）
}
meeting = FOMC · { $date }
meeting-before = FOMC · { $date } · 原區間 { $range }
vote = 表決：{ $for_count } 比 { $against_count }
names-separator = 、
dissent = { $names }：「{ $preference }」
dissent-cut = { $names }：主張降息 { $size }
dissent-hike = { $names }：主張升息 { $size }
dissent-hold = { $names }：主張維持不變
dissent-bare = 反對：{ $names }
dissents-more = 另有 { $count } 票反對
statement-link = 閱讀聲明
not-parsed-title = { $source }（{ $date }）：未能判讀
not-parsed = 頁面已公布，但我們無法確切判讀。在此不猜測任何數字。
page-link = 閱讀原文

## 總覽

status-title = 美元流動性 · { $moment }
status-range = 聯邦資金利率目標區間：{ $range }
status-range-unknown = 聯邦資金利率目標區間：尚無數字
status-reserves = 準備金
status-reserves-level = { $level }（週平均，截至 { $date }）
status-week = 週變動 { $change }
status-four-weeks = 四週 { $change }
status-net = 淨流動性（市場代理指標）{ $level }（{ $date }）
status-join = { $first }，{ $second }
status-funding = 資金面
status-spread = SOFR − IORB：{ $spread }（{ $date }）
status-sofr = SOFR { $sofr }
status-iorb = IORB { $iorb }
status-srf-rate = 常設附買回利率 { $rate }
status-repo = 常設附買回（釋出資金）：{ $amount }（{ $date }）
status-on-rrp = 隔夜附賣回（回收資金）：{ $amount }（{ $date }）
status-nothing = 尚無數字
status-none = { $gauge }：尚無數字
status-normal = 狀態：正常
status-raised = { $severity }（始於 { $date }）
status-raised-undated = { $severity }
status-dormant = 狀態：暫停判斷，{ $reason }
dormant-no-figure = 尚無數字
dormant-look-back = 所需 { $needs } 筆數字，目前 { $has } 筆
dormant-rate = 未讀到執行說明（{ $meeting }），管理利率可能已變
status-rule = { $rule }：{ $state }
status-below = { $severity }門檻 { $level }：低 { $gap }
status-past = { $severity }門檻 { $level }：高 { $gap }
status-at = { $severity }門檻 { $level }：已達
status-ends-at-most = 連續 { $prints } 日不高於 { $level }即解除
status-ends-below = 連續 { $prints } 日低於 { $level }即解除
status-ours = 門檻由我們訂定，適用一般日期；月底等日期另有調整。
status-next = 接下來
status-sources = 資料來源
status-source = { $source }：{ $state }
status-as-of = 資料至 { $date }
status-read = { $age }讀取
status-never-read = 尚未讀取
condition = { $condition ->
    [waiting] 尚未查詢
    [problem] 最近一頁有誤，不據以發出通知
    [rejected] 最近一頁無法採用，已留存
    [unreachable] 無回應
    [late] 逾時未更新
   *[ok] 已更新
}

## 回覆

welcome-fresh = 歡迎使用 Tidewatch。
welcome-back = 歡迎回到 Tidewatch。
welcome-what = 留意聯準會、其資產負債表與附買回市場，在美元流動性出現變化時通知你。
welcome-coming =
    你會收到：
    • FOMC 決議：14:00 ET 公布後數秒內
    • 聯準會資產負債表（H.4.1）：每週
    • 資金壓力：開始、本波新高、結束
welcome-example = 範例，2025/11/3 的通知：
welcome-hint = /status 看目前全貌，/help 看名詞說明，/stop 停止通知。
welcome-ask = 請選擇語言：
language-chosen = 語言：繁體中文。
already-subscribed = 你已訂閱。/status 看目前全貌。
stopped = 已停止，不再發送通知。/start 可恢復。
not-subscribed = 你尚未訂閱。/start 開始訂閱。
unknown-command = 沒有這個指令。/help 列出可用的指令。
not-understood = Tidewatch 只接受指令。/help 列出可用的指令。
no-such-rule = 沒有這條規則。現有規則：{ $rules }
apology = 我們這邊出錯，你的訊息未能處理。請再傳一次。
button-expired = 這個按鈕已過期，請重新傳送指令。
help-title = Tidewatch
help-what = 在美元流動性出現變化時通知你。時間皆為紐約時間（ET）。
help-command = /{ $name }：{ $text }
help-terms =
    • SOFR：以美國公債為擔保借入隔夜資金的利率
    • IORB：聯準會付給銀行準備金的利率；SOFR 明顯高於 IORB，代表資金吃緊
    • 基點：0.01 個百分點；25 個基點為 1 碼
    • 準備金：銀行存放在聯準會的存款
    • 常設附買回：聯準會以固定利率、收取證券借出資金（釋出資金）
    • 隔夜附賣回（ON RRP）：貨幣市場基金等把資金隔夜存入聯準會（回收資金）
    • TGA：財政部一般帳戶；其他條件不變時，TGA 增加則準備金減少
    • H.4.1：聯準會資產負債表週報，週四公布週三的數字
    • 淨流動性：聯準會總資產 − TGA − 隔夜附賣回；市場代理指標，非官方數字
help-signs = 🔴 嚴重 · 🟠 留意 · ▫️ 一般 · ✅ 恢復正常。符號只表示程度，不代表好壞。
help-thresholds = 門檻由我們訂定，依 2018–2026 年資料選取，不能證明對未來有效。
help-nyfed = 紐約聯準銀行要求附上的聲明：{ $notice }
help-advice = 本資訊僅供參考，不構成投資建議。
command-start = 訂閱，或選擇語言
command-status = 目前全貌（準備金、資金面、接下來的公布）
command-help = 指令與名詞說明
command-stop = 停止通知
