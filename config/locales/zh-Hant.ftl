# Tidewatch，繁體中文（臺灣用語）。
# 鍵與參數在各語言皆相同，由測試比對。
# 體例：全形標點「，。：（）」；中英文與數字之間留半形空格，全形標點旁不留（程式會去除）；日期寫作 12/1（一），
# 不再放進括號；引號用「」；附買回、附賣回標明資金方向；不作建議。由測試檢查，見 docs/messages.md。

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
day = { $month }/{ $day }（{ $weekday }）
day-bare = { $month }/{ $day }
day-year = { $year }/{ $month }/{ $day }（{ $weekday }）
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
    [effr] EFFR
    [on_rrp] 隔夜附賣回（回收）
    [rate_revision] SOFR 修正
    [press_conference] FOMC 記者會
    [minutes] FOMC 會議紀要
   *[implementation_note] FOMC 執行說明
}
source = { $source ->
    [nyfed-rates] 紐約聯準銀行利率
    [nyfed-repo] 紐約聯準銀行操作
    [h41] H.4.1 週報
    [fomc-statement] FOMC 會後聲明
    [fomc-calendar] FOMC 會議日程
    [fomc-minutes] FOMC 會議紀要
    [press-feed] 聯準會新聞稿
   *[implementation-note] FOMC 執行說明
}
publisher = { $source ->
    [nyfed] 紐約聯準銀行
   *[board] 聯準會
}
rule = { $rule ->
    [R01] SOFR 對 IORB 利差
    [R05] 常設附買回
    [R02] SOFR 對常設附買回利率
    [R03] EFFR 接近 IORB
    [R04] TGCR 對 IORB 利差
    [R07] 準備金占 GDP
    [R08] 準備金週變動
    [R15] FOMC 決議
    [R16] 執行說明
    [R18] 資料品質
    [R20] 臨時公告
    [R21] 資金壓力條件
    [R22] 準備金四週變動
    [R23] 準備金自高點回落
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
series-sofr = SOFR
series-sofr-p99 = SOFR 第 99 百分位數
series-sofr-volume = SOFR 成交量
series-tgcr = TGCR
series-bgcr = BGCR
series-effr = EFFR
series-obfr = OBFR
series-iorb = IORB
series-on-rrp-rate = 隔夜附賣回利率
series-srf-rate = 常設附買回利率
series-primary-credit = 主要融通利率
series-target-lower = 目標區間下限
series-target-upper = 目標區間上限
series-srf-accepted = 常設附買回（釋出）
series-srf-am = 常設附買回早場（釋出）
series-on-rrp = 隔夜附賣回（回收）
series-tga-daily = 財政部現金（TGA）
series-gdp = GDP（年率）
name-average = { $name }（週平均）
name-level = { $name }（週三）

## 所有通知

late = 遲報：原定 { $due }，晚 { $span }通知。
revised = 更正（第 { $revision } 版）：來源在前次通知後修正了數字。
possible-repeat = 上次傳送後未收到 Telegram 回應，本則可能重複。
next = 接下來：{ $list }
next-item = { $what } { $when }
next-separator = { " · " }
source-published = 來源：{ $publisher }，{ $moment } 公布
source-due = 來源：{ $publisher }，原定 { $moment } 公布
source-seen = 來源：{ $publisher }，{ $moment } 讀取
source-calendar = 來源：{ $publisher }會議日程
revised-figures = 更正（第 { $revision } 版）：{ $figures }
escalated = 更新（第 { $revision } 版），現達{ $severity }：{ $news }
correction = 更正：{ $figures }
correction-item = { $date } { $series }：{ $before } → { $after }
clause-separator = ；
list-separator = ，
bullet = • { $text }

## 資金壓力

funding-title = 資金壓力：{ $severity }
funding-title-info = 資金面：一般訊息
funding-title-peak = 資金壓力：{ $severity }，創本波新高
funding-title-still = 資金壓力：仍為{ $severity }
funding-taken-back = { $date }：修正後未達我們的門檻
cleared-title = { $rule }：恢復正常
sofr-above = { $date } SOFR { $rate }，高於 IORB { $spread }
sofr-below = { $date } SOFR { $rate }，低於 IORB { $spread }
sofr-equal = { $date } SOFR { $rate }，與 IORB 相同
sofr-latest-above = 最新 SOFR 為 { $date } 的 { $rate }，高於 IORB { $spread }
sofr-latest-below = 最新 SOFR 為 { $date } 的 { $rate }，低於 IORB { $spread }
sofr-latest-equal = 最新 SOFR 為 { $date } 的 { $rate }，與 IORB 相同
spread-only = { $date } SOFR − IORB：{ $spread }
repo-nothing = { $date }，常設附買回無人使用
repo-drawn = { $date }，常設附買回釋出 { $amount }
rule-figures = { $date } { $rule }：{ $figures }
srf-above = { $date } SOFR 高於常設附買回利率 { $spread }，市場利率突破這個上限
srf-below = { $date } SOFR 低於常設附買回利率 { $spread }
srf-equal = { $date } SOFR 與常設附買回利率相同
# 2021 年 7 月 29 日以前沒有常設附買回：以目標區間上限代之。
top-above = { $date } SOFR 高於目標區間上限 { $spread }
top-below = { $date } SOFR 低於目標區間上限 { $spread }
top-equal = { $date } SOFR 與目標區間上限相同
tgcr-above = 三方一般擔保品利率（TGCR）至 { $date } 的 5 日平均高於 IORB { $spread }
tgcr-below = 三方一般擔保品利率（TGCR）至 { $date } 的 5 日平均低於 IORB { $spread }
tgcr-equal = 三方一般擔保品利率（TGCR）至 { $date } 的 5 日平均與 IORB 相同
effr-above = { $date } 有效聯邦資金利率（EFFR）高於 IORB { $spread }
effr-below = { $date } 有效聯邦資金利率（EFFR）低於 IORB { $spread }
effr-equal = { $date } 有效聯邦資金利率（EFFR）與 IORB 相同
effr-closer = { $fact }；較半年中位數靠近 { $drift }，符合準備金由極為充裕轉為充足的型態
stress-fact = { $date }，四項資金壓力條件中 { $count } 項成立
stress-prices = 價格：{ $rules }
stress-quantity = 數量：{ $rules }
stress-which = { $fact }，{ $parts }
stress-count = 4 項中 { $count } 項
stress-recent = 近 5 日，4 項中 { $count } 項曾成立
score = Z 分數 { $figure }
hidden = 達一般日期門檻（{ $level }），未達{ $class }門檻（{ $total }）
hidden-level = 達一般日期門檻，未達{ $class }門檻（{ $total }）
hidden-beside = { $fact }；未達我們的{ $class }門檻（{ $total }）
hidden-plain = 達一般日期門檻，未達本日期較高的門檻
threshold = 我們的門檻：{ $total }
threshold-drift = 我們的門檻：較半年中位數靠近 IORB { $total }
threshold-below = 我們的門檻：低於 { $total }
threshold-ceiling = 我們的門檻：高於常設附買回利率即達
threshold-top = 我們的門檻：高於目標區間上限即達
threshold-allowance = 我們的門檻：{ $total }（{ $level } + { $class }調整 { $allowance }）
threshold-prints = { $gauge ->
    [repo] { $threshold }，達 { $count } 個操作日
    [share] { $threshold }，連續 { $count } 週，且準備金低於兩週前
    [week] { $threshold }，連續 { $count } 週
   *[spread] { $threshold }，連續 { $count } 日
}
told-last = 前次通知：{ $last }
peak-spread = 最大利差 { $now }，前次通知 { $last }
cleared = { $since } 以來第 { $days } 個營業日，已恢復正常，最大 { $peak }
cleared-week = { $since } 以來第 { $weeks } 週，已恢復正常，最大 { $peak }
still = { $since } 以來第 { $days } 個營業日，最大 { $peak }，前次通知 { $last }
still-week = { $since } 以來第 { $weeks } 週，最大 { $peak }，前次通知 { $last }
cleared-lowest = { $since } 以來第 { $weeks } 週，已恢復正常，最低 { $peak }
also-still = 仍為{ $severity }，第 { $days } 個營業日：{ $fact }；最大 { $peak }
also-raised = 同時達{ $severity }：{ $fact }
also-peak = 同創本波新高（{ $severity }）：{ $fact }，前次通知 { $last }
also-cleared = { $rule }：第 { $days } 個營業日恢復正常，最大 { $peak }
over-srf-above = { $date } SOFR 高於常設附買回利率 { $spread }
over-srf-equal = { $date } SOFR 與常設附買回利率相同
repo-on = { $date } 常設附買回釋出 { $amount }
on-rrp-on = { $date } 隔夜附賣回（ON RRP）回收 { $amount }
reserves-at = 準備金 { $level }，截至 { $date } 的週平均
reserves-drift = 截至 { $date } 的四週（週平均）：準備金 { $change }，至 { $level }
reserves-drift-tga = 截至 { $date } 的四週（週平均）：準備金 { $change }，至 { $level }；財政部現金 { $tga }
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
table-heading = { $title }：{ $columns }
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
weekly-drift = { $weeks } 週 { $change }，主因：{ $list }
weekly-drift-item = { $series } { $change }
treasury-cash-title = 財政部現金：{ $title }
tag-treasury-cash = 當週變動的 70% 以上來自財政部現金（TGA），並非聯準會操作
tag-mixed = 訊號不一：以週三水準值計，準備金變動方向相反
tag-same-week = 過去 { $years } 年同一週：中位數 { $median }
tag-quarter-end = 季底，主要來自隔夜附賣回（回收資金），通常會反轉
drift-up = 準備金四週增加 { $change }，至 { $level }
drift-down = 準備金四週減少 { $change }，至 { $level }
drift-none = 準備金四週持平於 { $level }
drawdown = 準備金較 13 週高點少 { $fall }，為 { $level }
gdp-fact = 準備金占 { $year } 年第 { $quarter } 季 GDP { $share }，為 { $level }
gdp-ample = 理事 Waller（2025 年 7 月）稱充足水準約為 GDP 的 9%，以今日計 { $nine }；2019 年 9 月吃緊時低於 7%
with-score = { $threshold }；52 週 Z 分數 { $score }
also-signed = { $sign } { $fact }
runoff-ended = 公債縮減已於 { $date } 結束
runoff-ends = 公債縮減將於 { $date } 結束
bills-since = 自 { $date } 起指示購買國庫券
bills-from = 將自 { $date } 起購買國庫券

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
not-parsed-title = { $date } { $source }：未能判讀
not-parsed = 頁面已公布，但我們無法確切判讀。在此不猜測任何數字。
page-link = 閱讀原文

## 執行說明

note-title = FOMC 執行說明：{ $count }
note-count = { $count ->
    [0] 無技術性調整
   *[other] { $count } 項技術性調整
}
note-link = 執行說明
note-rates = { $date } 起：{ $list }
note-rates-kept = 不變：{ $list }；執行說明 { $date } 生效
note-rate = { $name } { $rate }
note-change = { $name }：{ $before } → { $after }，{ $date } 生效
note-set = { $name }：{ $after }，{ $date } 生效
note-gone = { $name }：取消（原為 { $before }），{ $date } 生效
note-changed = { $name }：有變動，{ $date } 生效
note-more = 另有 { $count } 項
note-unlimited = 無上限
parameter = { $field ->
    [iorb] IORB
    [on_rrp_rate] 隔夜附賣回利率
    [srf_rate] 常設附買回利率
    [primary_credit] 主要融通利率
    [on_rrp_limit] 隔夜附賣回單一交易對手上限
    [srf_limit] 常設附買回每次操作總額上限
    [treasury_cap] 公債每月縮減上限
    [agency_cap] 機構債與 MBS 每月縮減上限
    [treasury_cap_next] 公債每月縮減上限（後續）
   *[agency_cap_next] 機構債與 MBS 每月縮減上限（後續）
}
runoff-ends-on = 公債縮減於 { $date } 結束
runoff-goes-on = 公債縮減：不再指示結束，{ $date } 生效
agency-into-bills = 機構債與 MBS 到期本金自 { $date } 起轉投短期國庫券
agency-not-into-bills = 機構債與 MBS 到期本金自 { $date } 起不再轉投短期國庫券
bills-directed = 自 { $date } 起指示購買短期國庫券；執行說明未載金額
bills-stopped = 自 { $date } 起不再指示購買短期國庫券

## 會議

reminder-title = FOMC 決議{ $lead ->
    [hour] 一小時後公布
    [today] 今天公布
    [tomorrow] 明天公布
   *[soon] 即將公布
}，{ $time }
reminder-plan = { $time } 會後聲明與執行說明，{ $press } 記者會
reminder-sep = { $time } 會後聲明、執行說明與經濟預測摘要（SEP），{ $press } 記者會
reminder-range = 現行目標區間：{ $range }
minutes-title = { $date } 會議的 FOMC 會議紀要
minutes-link = 閱讀會議紀要
calendar-title = FOMC 會議日程變動
calendar-link = 查看會議日程
meeting-moved = 原定 { $from } 結束的會議，改為 { $to } 結束
meeting-cancelled = 原定 { $date } 結束的會議取消
meeting-added = 新增會議，{ $date } 結束
unscheduled-title = 聯準會臨時公告：{ $title }
unscheduled-date = 日期 { $date }，不在 FOMC 會議日程內
unscheduled-class = { $class ->
    [note] 附有執行說明。
    [liquidity] 標題提及融通機制、換匯或流動性。
   *[other] 其中未見利率決議或流動性措施。
}

## 資料通知

quality-delayed = 資料延遲：{ $source }
quality-doubt = 資料存疑：{ $source }
quality-over-title = 資料恢復正常：{ $source }
quality-over = { $over } 起恢復正常；異常始於 { $since }
quality-silent = 期間暫停判斷：{ $rules }
quality-speaks = 恢復判斷：{ $rules }
doubt-late = { $date } 的數字原定 { $due } 公布，尚未公布
doubt-unreachable = { $since } 起無回應
doubt-rejected = { $since } 的頁面無法判讀或自相矛盾，全部不採用
doubt-unknown-line = { $since } 起出現未知項目（「{ $line }」），其餘照常採用
doubt-bad-row = { $since } 起有數列明顯有誤（「{ $detail }」），其餘照常採用
doubt-disagrees = { $date } { $series }：我們的紀錄為 { $ours }，此來源為 { $theirs }；始於 { $since }

## 總覽

status-title = 美元流動性 · { $moment }
status-range = 聯邦資金利率目標區間：{ $range }
status-range-unknown = 聯邦資金利率目標區間：尚無數字
status-reserves = 準備金
status-reserves-level = { $level }，截至 { $date } 的週平均
status-week = 週變動 { $change }
status-four-weeks = 四週 { $change }
status-net = { $date } 淨流動性（市場代理指標）{ $level }
status-join = { $first }，{ $second }
status-funding = 資金面
status-spread = { $date } SOFR − IORB：{ $spread }
status-sofr = SOFR { $sofr }
status-iorb = IORB { $iorb }
status-srf-rate = 常設附買回利率 { $rate }
status-repo = { $date } 常設附買回（釋出資金）：{ $amount }
status-on-rrp = { $date } 隔夜附賣回（回收資金）：{ $amount }
status-nothing = 尚無數字
status-none = { $gauge }：尚無數字
status-normal = 狀態：正常
status-raised = { $severity }，始於 { $date }
status-raised-open = { $severity }（{ $date } 起，未解除）
status-raised-undated = { $severity }
status-figure = { $date } { $rule }：{ $figure }，{ $state }
status-mean = { $rule }，至 { $date } 的 5 日平均：{ $figure }，{ $state }
status-dormant = 狀態：暫停判斷，{ $reason }
dormant-no-figure = 尚無數字
dormant-look-back = 需要 { $needs } 筆數字，目前 { $has } 筆
dormant-rate = 未讀到 { $meeting } 會議的執行說明，管理利率可能已變
dormant-in-doubt = { $source }資料存疑
status-silent = 暫停判斷（{ $reason }）：{ $rules }
status-others = 其他規則：正常
status-rule = { $rule }：{ $state }
status-below = { $severity }門檻 { $level }：低 { $gap }
status-past = { $severity }門檻 { $level }：高 { $gap }
status-at = { $severity }門檻 { $level }：已達
status-ends-at-most = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一週不高於 { $level }
           *[other] 連續 { $prints } 週不高於 { $level }
        }
       *[other] 連續 { $prints } 日不高於 { $level }
    }，即解除
   *[other] 已平靜 { $calm } { $gauge ->
        [week] 週
       *[other] 日
    }，滿 { $prints } { $gauge ->
        [week] 週
       *[other] 日
    }即解除（不高於 { $level }）
}
status-ends-at-least = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一週不低於 { $level }
           *[other] 連續 { $prints } 週不低於 { $level }
        }
       *[other] 連續 { $prints } 日不低於 { $level }
    }，即解除
   *[other] 已平靜 { $calm } { $gauge ->
        [week] 週
       *[other] 日
    }，滿 { $prints } { $gauge ->
        [week] 週
       *[other] 日
    }即解除（不低於 { $level }）
}
status-ends-below = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一週低於 { $level }
           *[other] 連續 { $prints } 週低於 { $level }
        }
       *[other] 連續 { $prints } 日低於 { $level }
    }，即解除
   *[other] 已平靜 { $calm } { $gauge ->
        [week] 週
       *[other] 日
    }，滿 { $prints } { $gauge ->
        [week] 週
       *[other] 日
    }即解除（低於 { $level }）
}
status-ours = 門檻由我們訂定，適用一般日期；月底等日期另有調整。
status-next = 接下來
status-sources = 資料來源
status-reading = 正在讀取歷史資料：{ $done }/{ $all } 頁；讀完之前，需要更長歷史的規則不發聲
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

## 指令的回覆

fomc-title = FOMC · { $moment }
fomc-last = 最近決議
fomc-no-last = 尚未讀到
fomc-next = 下次會議
fomc-next-at = { $date }，會後聲明 { $time }
fomc-next-sep = { $date }，會後聲明與經濟預測摘要（SEP）{ $time }
fomc-no-next = 日期未定
blackout-now = 緘默期，現正適用：{ $from } 至 { $to }
blackout-next = 下次緘默期：{ $from } 至 { $to }
h41-none = H.4.1 尚無數字
repo-title = 附買回市場 · { $moment }
repo-rate = %
repo-over = 利差
repo-p99 = 99%
repo-volume = 億
repo-rates-note = 利差：高於當日 IORB 的基點；99%：第 99 百分位數；億：成交量（億美元）
repo-operations = 操作，億美元
repo-srf = 附買回
repo-on-rrp = 附賣回
repo-operations-note = 常設附買回釋出資金，隔夜附賣回（ON RRP）回收資金；–：無數字
repo-source = 來源：紐約聯準銀行；使用條款見 /help
tga-title = 財政部現金（TGA） · { $moment }
tga-level = { $date } 週三水準值：{ $level }
tga-average = 截至 { $date } 的週平均：{ $level }
tga-reserves = 其他條件不變時，對平均準備金的影響：{ $list }
tga-note = TGA 是財政部在聯準會的帳戶：款項繳入 TGA，銀行準備金就減少。
change-in-weeks = { $weeks ->
    [1] 一週 { $change }
   *[other] { $weeks } 週 { $change }
}
bills-title = 聯準會持有的短期國庫券 · { $moment }
bills-held = { $date } 週三水準值：{ $level }（面額）
bills-share = 占聯準會所持美國公債 { $share }
bills-unknown = 尚未讀到執行說明，不知是否指示購買
bills-not-directed = 最近一份執行說明未指示為維持準備金充足而購買短期國庫券
h41-source = 來源：聯準會 H.4.1 週報
next-title = 接下來 · { $moment }
next-none = 尚無日程
history-title = 規則判定紀錄，由新到舊 · { $moment }
history-none = 尚未通知過
history-line = { $sign } { $date } { $rule }：{ $figure }
history-bare = { $sign } { $date } { $rule }
history-peak = { $line }，本波新高
history-corrected = { $line }（已撤回：數字經修正）
history-note = 日期為數字所屬日期。/why 說明最近一則通知。
why-none = 尚未發出通知，沒有可說明的內容。
why-title = 緣由 · { $title }
why-rule = { $rule } 第 { $version } 版：{ $name }
why-input = { $date } { $series }：{ $value }
why-input-step = { $date } 起 { $series }：{ $value }
why-gdp = { $year } 年第 { $quarter } 季 GDP（年率）：{ $value }
why-inputs-more = 另有 { $count } 筆
why-sources = 數字來源：
why-no-levels = 本則通知不涉及我們的門檻，只轉述已公布的內容。

## 回覆

welcome-fresh = 歡迎使用 Tidewatch。
welcome-back = 歡迎回到 Tidewatch。
welcome-what = 留意聯準會、其資產負債表與附買回市場，在美元流動性出現變化時通知你。
welcome-coming =
    你會收到：
    • FOMC：會議前一天與前一小時提醒，決議於 14:00 ET 公布後數秒內
    • 聯準會資產負債表（H.4.1）：每週
    • 資金壓力：開始、本波新高、持續、結束
    • 資料延遲、存疑或更正時的說明
welcome-example = 範例，2025/11/3（一）的通知：
welcome-hint =
    /status 目前全貌 · /fomc /h41 /repo /tga /bills 各項細目
    /next 接下來的公布 · /history 規則判定紀錄 · /why 通知的依據
    /settings 設定 · /help 名詞說明 · /stop 停止通知
welcome-ask = 請選擇語言：
language-chosen = 語言：繁體中文。
already-subscribed = 你已訂閱。/status 看目前全貌，/settings 調整通知。
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
command-fomc = 現行利率、最近決議、下次會議
command-h41 = 聯準會資產負債表最近一週
command-repo = 附買回市場利率與聯準會操作
command-tga = 財政部現金（TGA）與準備金
command-bills = 聯準會持有的短期國庫券與購買指示
command-next = 接下來的公布時間
command-history = 規則判定的結果，由新到舊
command-why = 一則通知的規則與數字
command-help = 指令與名詞說明
command-stop = 停止通知

## What is kept of a chat, tests, lists of commands

test-title = 測試
test-asked = 你在 { $moment } 要求測試，通知也以同樣方式送達。
test-rings = 目前通知會響鈴。
test-silent = 目前通知不響鈴：聲音已關閉。
test-quiet = 目前通知不響鈴：安靜時段 { $from }–{ $to }（{ $zone }）。
test-quiet-critical = 目前除嚴重通知外皆不響鈴：安靜時段 { $from }–{ $to }（{ $zone }）。
nearest-command = 沒有這個指令。你是指 /{ $name } 嗎？/help 列出可用的指令。
nearest-commands = 沒有這個指令。你是指 /{ $name } 還是 /{ $other }？/help 列出可用的指令。
too-many = 短時間內訊息過多，請稍候一分鐘；通知照常送達。
topic-gone = 接收通知的討論串已關閉或刪除，今後通知改送到這裡。管理員可在其他討論串中傳送 /start 重新指定。
cut-short = 其餘內容無法放進一則訊息，請見 /why 或資料來源。
privacy-title = 保存哪些資料、為什麼
privacy-kept = 保存：此聊天室在 Telegram 的編號與類型、設定（語言、通知種類、程度、聲音、安靜時段、時區、討論串），以及曾送出哪些通知、何時送出、是否送達。
privacy-why = 用途：發送通知、更正通知、回覆你。不保存姓名或電話號碼；你寫的內容處理完即不保存。
privacy-updates = 你傳送的訊息或按下的按鈕，連同 Telegram 附上的資料（姓名、語言）：處理完即刪除，通常在一秒內。其 Telegram 編號：{ $hours } 小時。
privacy-replies = 我們的回覆：{ $hours } 小時。
privacy-messages = 已送出通知的紀錄：{ $days } 天，因為更正時可能需要找到原訊息。
privacy-settings = 設定：直到你刪除為止。/stop 之後仍會保留，等你回來。
privacy-who = 誰看得到：執行這個機器人的營運者，以及傳遞訊息的 Telegram。此外沒有別人。
privacy-delete = /mydata 列出此聊天室的資料，/deletemydata 立即刪除。營運者先前的備份，隨備份到期而刪除。
privacy-volume = 程式本身不加密資料庫，是否加密取決於營運者的儲存磁碟區。
mydata-title = 此聊天室保存的資料
mydata-chat = 聊天室：{ $chat }，{ $kind ->
    [private] 私人聊天
    [group] 群組
    [supergroup] 超級群組
    [channel] 頻道
   *[unknown] 類型不明
}
mydata-number = 我們給的編號：{ $number }
mydata-none = 沒有設定：此聊天室尚未訂閱。
mydata-state = 狀態：{ $state ->
    [asked] 已詢問語言
    [active] 已訂閱
    [stopped] 已停止
   *[suspended] 無法送達
}
mydata-reason = 記錄的原因：{ $reason }
mydata-since = 始於 { $since }；最後變更 { $changed }
mydata-lang = 語言：{ $lang }
mydata-takes = 接收：{ $list }
mydata-takes-none = 接收：無
mydata-from = 最低程度：{ $severity }
mydata-silent = 聲音：{ $silent ->
    [yes] 關
   *[no] 開
}
mydata-quiet = 安靜時段：{ $from }–{ $to }
mydata-no-quiet = 安靜時段：無
mydata-critical = 安靜時段中嚴重通知仍響鈴：{ $rings ->
    [yes] 是
   *[no] 否
}
mydata-zone = 時區：{ $zone }
mydata-thread = 接收通知的群組討論串：{ $thread }
mydata-no-thread = 接收通知的群組討論串：無
mydata-menu = 開啟中的設定選單：有（保存的是該訊息在我們這裡的內部編號）
mydata-no-menu = 開啟中的設定選單：無
mydata-alerts = 通知紀錄：{ $count } 筆（哪一則、何時、結果、Telegram 訊息編號）
mydata-replies = 回覆紀錄（含內容）：{ $count } 筆
mydata-updates = 更新紀錄：已處理 { $handled } 筆，僅有編號；等候或處理中（含內容）{ $waiting } 筆
mydata-pause = Telegram 要求我們等到 { $until }
delete-ask = 要刪除此聊天室的所有資料嗎？通知會停止，設定不再保留。/mydata 列出現有資料。
delete-yes = 全部刪除
delete-no = 保留
deleted = 已刪除設定與發送紀錄。只有這則回覆的紀錄會保留 { $hours } 小時。/start 可重新訂閱。
delete-kept = 未刪除任何資料。
delete-nothing = 沒有設定可刪除：此聊天室尚未訂閱。
delete-done = 已刪除。
command-settings = 選擇接收哪些通知、何時響鈴
command-timezone = 安靜時段的時區：/timezone Asia/Taipei
command-lang = 選擇語言
command-test = 傳一則測試通知到此聊天室
command-privacy = 保存哪些資料、為什麼、多久
command-mydata = 此聊天室保存的所有資料
command-deletemydata = 刪除此聊天室的所有資料
bot-description =
    Tidewatch 追蹤聯準會會議、每週資產負債表與附買回市場，在美元流動性出現變化時通知你：什麼變了、變多少、為什麼、接下來看什麼。

    English、繁體中文、簡體中文。不提供建議，不作預測；門檻由我們訂定並公開。/privacy 說明保存哪些資料。
bot-short-description = 在美元流動性出現變化時通知你：聯準會、資產負債表、附買回市場。僅供參考，不構成投資建議。

# 管理員用：/admin。
admin-title = Tidewatch { $version }
admin-going = 通知正常發送。
admin-paused = 通知自 { $moment } 起暫停：照常判定並保留，但不發送。
admin-running = 已執行 { $span } · 世代 { $epoch }
admin-loop = { $name ->
    [delivery] 發送迴圈
   *[intake] 接收迴圈
}：{ $span }前運作
admin-loop-never = { $name ->
    [delivery] 發送迴圈
   *[intake] 接收迴圈
}：尚未運作
admin-subscribers = { $all } 個聊天中有 { $active } 個接收通知
admin-waiting = { $rows } 則訊息等待發送
admin-lane = { $lane ->
    [-1] 按鈕回應
    [0] 回覆
    [1] 緊急
    [2] 一般
   *[3] 摘要
} · { $state ->
    [claimed] 已取出
    [sending] 發送中
   *[pending] 等待中
}：{ $rows } 則，最久 { $span }
admin-queue-empty = 沒有等待發送的訊息。
admin-inbox = 等待處理的更新：{ $rows }
admin-failures = 過去一天的失敗
admin-failure = { $class }：{ $rows } 則，最近 { $ago }
admin-no-failures = 無。
admin-ask-pause = 要暫停通知嗎？通知仍會判定並保留，恢復後依序發送；期間過期的不再發送。回覆不受影響。
admin-ask-resume = { $rows ->
    [0] 要恢復通知嗎？沒有等待發送的訊息。
   *[other] 要恢復通知嗎？{ $rows } 則等待中的訊息將立即發送。
}
admin-button = { $button ->
    [sources] 資料來源
    [queue] 佇列
    [pause] 暫停通知
    [pause-yes] 確定暫停
    [resume] 恢復通知
    [resume-yes] 確定恢復
   *[home] 總覽
}

## 設定選單

menu-title = 設定
menu-title-of = { $title }：設定
menu-closed = 設定已關閉。/settings 可再開啟。
menu-state = { $state ->
    [on] 通知：開啟
    [asked] 通知：尚未訂閱
    [stopped] 通知：已停止
   *[held] 通知：暫停，無法傳送訊息到此聊天室
}
menu-thread = 位置：傳送 /start 的討論串
menu-language = 語言：{ $name }
menu-separator = 、
menu-take = 種類：{ $list }
menu-take-all = 種類：全部
menu-take-none = 種類：無，不會發送任何通知
menu-take-note = ✓ 表示接收。標示「尚無通知」的種類目前沒有規則，選擇會從它的第一則通知起生效。
menu-severity = 程度：{ $least }
menu-severity-note = 「恢復正常」隨留意與嚴重一併發送。
menu-rings = 聲音：開
menu-silent = 聲音：關，嚴重通知也不響
menu-sound-note = 不響鈴時，通知仍會立即送達。▫️ 一般通知本來就不響鈴。
menu-quiet = 安靜時段：{ $span }
menu-quiet-critical = 安靜時段：{ $span }，嚴重通知仍響鈴
menu-quiet-off = 安靜時段：無
menu-quiet-note = 安靜時段不會延後通知，一樣立即送達，只是不響鈴。
menu-quiet-idle = 聲音關閉時，安靜時段不起作用。
menu-quiet-from = 開始時間：
menu-quiet-to = 結束時間：
menu-zone = 時區：{ $zone }，現在 { $time }
menu-zone-note =
    安靜時段依此時區。通知內的時間為紐約時間（ET）。
    其他時區：/timezone Asia/Taipei
whole-day = 全天
category = { $category ->
    [fomc] FOMC
    [h41] H.4.1 週報
    [funding] 資金壓力
    [operations] 聯準會操作
    [treasury] 財政部現金
    [emergency] 緊急融通
    [crypto] 加密貨幣背景
   *[data] 資料說明
}
category-empty = { $name }（尚無通知）
least = { $severity ->
    [critical] 僅嚴重
    [notable] 留意與嚴重
   *[info] 全部
}
button-least = { $severity ->
    [critical] 僅嚴重
    [notable] 留意與嚴重
   *[info] 全部
}
city = { $city ->
    [los-angeles] 洛杉磯
    [chicago] 芝加哥
    [new-york] 紐約
    [london] 倫敦
    [berlin] 法蘭克福
    [dubai] 杜拜
    [singapore] 新加坡
    [hong-kong] 香港
    [shanghai] 上海
    [taipei] 臺北
    [tokyo] 東京
   *[sydney] 雪梨
}
button-language = 語言
button-take = 種類
button-severity = 程度
button-sound = 聲音
button-quiet = 安靜時段
button-quiet-from = 開始時間
button-quiet-to = 結束時間
button-quiet-off = 無
button-critical-rings = 嚴重通知響鈴
button-zone = 時區
button-ring = 開
button-silent = 關
button-stop = 停止通知
button-start = 開始通知
button-in-private = 在私訊中設定
button-subscribe = 訂閱
button-back = ‹ 返回
button-done = 完成
notice-taken = 接收：{ $name }
notice-not-taken = 不接收：{ $name }
notice-critical-rings = 安靜時段內，嚴重通知會響鈴。
notice-critical-quiet = 安靜時段內，嚴重通知不響鈴。
notice-on = 通知：開啟
no-settings = 這裡還沒有設定，請先用 /start 訂閱。
no-such-zone =
    沒有這個時區：{ $typed }
    時區以地區與城市命名：/timezone Asia/Taipei
no-such-zone-but =
    沒有這個時區：{ $typed }
    可能是：{ $guesses }
    /timezone { $first }

## 群組與頻道

only-administrators = 只有此聊天室的管理員可以變更設定。
rights-unknown = Telegram 未能確認你是否為管理員，因此沒有變更。請再試一次。
group-welcome = { $place ->
    [thread] 美元流動性通知會發送到此討論串。
    [channel] 美元流動性通知會發送到此頻道。
   *[group] 美元流動性通知會發送到此群組。
}
group-rules = { $place ->
    [channel] 管理員可用：/settings 設定 · /stop 停止通知
   *[group]
        管理員可用：/settings 設定 · /stop 停止通知
        所有人可用：/status 目前全貌 · /help 說明
}
group-subscribed = { $place ->
    [thread] 已訂閱，通知發送到此討論串。/settings 設定
    [channel] 已訂閱，通知發送到此頻道。/settings 設定
   *[group] 已訂閱，通知發送到此群組。/settings 設定
}
group-back = { $place ->
    [thread] 此討論串恢復接收通知，設定不變。/settings 設定
    [channel] 此頻道恢復接收通知，設定不變。/settings 設定
   *[group] 此群組恢復接收通知，設定不變。/settings 設定
}
group-ask = { $place ->
    [channel] Tidewatch 可在美元流動性出現變化時通知此頻道。由管理員決定：按下方按鈕，或傳送 /start。
   *[group] Tidewatch 可在美元流動性出現變化時通知此群組。由管理員決定：按下方按鈕，或傳送 /start。
}
