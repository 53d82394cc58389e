# Tidewatch，简体中文（大陆用语）。
# 键与参数在各语言皆相同，由测试比对。
# 体例：全角标点“，。：（）”；中英文与数字之间留半角空格；回购、逆回购标明资金方向；不作建议。

## 数字：`sign` 为空、+ 或 −

amount-small = { $sign }{ $figure } 万美元
amount-middle = { $sign }{ $figure } 亿美元
amount-large = { $sign }{ $figure } 万亿美元
basis-points = { $figure } 个基点
percent = { $figure }%
range = { $low }–{ $high }%

## 日期与时间，皆为纽约时间

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
day-of-class = { $day }，{ $class }前后
moment = { $day } { $time } ET
time = { $time } ET
ago = { $span }前
span-moment = 不到一分钟
span-minutes = { $minutes } 分钟
span-hours = { $hours } 小时
span-hours-minutes = { $hours } 小时 { $minutes } 分钟
span-days = { $days } 天
span-days-hours = { $days } 天 { $hours } 小时

## 名称

severity = { $severity ->
    [critical] 严重
    [notable] 关注
    [info] 一般
   *[normal] 恢复正常
}
date-class = { $class ->
    [month_end] 月末
    [quarter_end] 季末
    [year_end] 年末
    [mid_month] 月中
   *[none] 特定日期
}
date-class-many = { $class ->
    [month_end] 月末
    [quarter_end] 季末
    [year_end] 年末
   *[mid_month] 月中
}
release = { $kind ->
    [sofr] SOFR
    [srf_morning] 常备回购早场
    [srf_afternoon] 常备回购全天
    [h41] H.4.1 周报
    [fomc_statement] FOMC 会后声明
   *[implementation_note] FOMC 执行说明
}
source = { $source ->
    [nyfed-rates] 纽约联储利率
    [nyfed-repo] 纽约联储操作
    [h41] H.4.1 周报
    [fomc-statement] FOMC 会后声明
   *[implementation-note] FOMC 执行说明
}
publisher = { $source ->
    [nyfed] 纽约联储
   *[board] 美联储
}
rule = { $rule ->
    [R01] SOFR 对 IORB 利差
    [R05] 常备回购
   *[other] 规则 { $rule }
}

series-reserves-avg = 准备金
series-tga-avg = 财政部现金（TGA）
series-on-rrp-avg = 隔夜逆回购（回收）
series-foreign-rrp-avg = 外国官方逆回购
series-repo-others-avg = 常备回购（投放）
series-repo-foreign-avg = 外国回购（FIMA）
series-securities-avg = 持有证券
series-treasuries-avg = 美国国债
series-bills-avg = 短期国债
series-mbs-avg = MBS
series-loans-avg = 美联储贷款
series-currency-avg = 流通中货币
series-swap-lines-avg = 央行互换
series-other-deposits-avg = 其他存款
series-foreign-official-deposits-avg = 外国官方存款
series-float-avg = 在途资金
series-other-assets-avg = 其他资产
series-other-liabilities-avg = 其他负债
series-premiums-avg = 未摊销溢价
series-discounts-avg = 未摊销折价
series-fed-assets-wed = 总资产
series-reserves-wed = 准备金
series-tga-wed = 财政部现金
series-on-rrp-wed = 隔夜逆回购
series-foreign-rrp-wed = 外国官方逆回购
series-repo-others-wed = 常备回购
series-securities-wed = 持有证券
series-treasuries-wed = 美国国债
series-bills-wed = 短期国债
series-mbs-wed = MBS
series-loans-wed = 美联储贷款
series-primary-credit-wed = 一级信贷
series-currency-wed = 流通中货币
series-swap-lines-wed = 央行互换

## 所有通知

late = 迟报：原定 { $due }，晚 { $span }通知。
revised = 更正（第 { $revision } 版）：来源在上次通知后修订了数据。
possible-repeat = 上次发送后未收到 Telegram 回应，本条可能重复。
next = 接下来：{ $list }
next-item = { $what } { $when }
next-separator = { " · " }
source-published = 来源：{ $publisher }，{ $moment } 公布
source-due = 来源：{ $publisher }，原定 { $moment } 公布
bullet = • { $text }

## 资金面压力

funding-title = 资金面压力：{ $severity }
funding-title-info = 资金面：一般信息
funding-title-peak = 资金面压力：{ $severity }，创本轮新高
cleared-title = { $rule }：恢复正常
sofr-above = SOFR { $rate }（{ $date }），高于 IORB { $spread }
sofr-below = SOFR { $rate }（{ $date }），低于 IORB { $spread }
sofr-equal = SOFR { $rate }（{ $date }），与 IORB 相同
sofr-latest-above = 最新 SOFR（{ $date }）{ $rate }，高于 IORB { $spread }
sofr-latest-below = 最新 SOFR（{ $date }）{ $rate }，低于 IORB { $spread }
sofr-latest-equal = 最新 SOFR（{ $date }）{ $rate }，与 IORB 相同
spread-only = SOFR − IORB（{ $date }）：{ $spread }
repo-drawn = 常备回购投放 { $amount }（{ $date }）
rule-figures = { $rule }（{ $date }）：{ $figures }
threshold = 我们的阈值：{ $total }
threshold-allowance = 我们的阈值：{ $total }（{ $level } + { $class }调整 { $allowance }）
threshold-prints = { $gauge ->
    [repo] { $threshold }，达 { $count } 个操作日
   *[spread] { $threshold }，连续 { $count } 日
}
told-last = 上次通知：{ $last }
cleared = { $span }后恢复正常（始于 { $since }），最高 { $peak }
also-raised = 同时达到{ $severity }：{ $fact }
also-peak = 同创本轮新高（{ $severity }）：{ $fact }，上次通知 { $last }
also-cleared = { $rule }：{ $span }后恢复正常，最高 { $peak }
over-srf-above = SOFR 高于常备回购利率 { $spread }（{ $date }）
over-srf-equal = SOFR 与常备回购利率相同（{ $date }）
repo-on = 常备回购投放 { $amount }（{ $date }）
on-rrp-on = 隔夜逆回购（ON RRP）回收 { $amount }（{ $date }）
reserves-at = 准备金 { $level }（周均值，截至 { $date }）
reserves-drift = 四周（周均值，至 { $date }）：准备金 { $change }，至 { $level }
reserves-drift-tga = 四周（周均值，至 { $date }）：准备金 { $change }，至 { $level }；财政部现金 { $tga }
usual = 过去 12 个月{ $class }的 SOFR − IORB：中位数 { $median }，最高 { $max }（{ $count } 个日期）
usual-few = 过去 12 个月{ $class }的 SOFR − IORB：{ $count ->
    [1] { $median }（仅 1 个日期）
   *[other] 中位数 { $median }，最高 { $max }（仅 { $count } 个日期）
}

## H.4.1 周报

weekly-up = 准备金增加 { $change }，至 { $level }
weekly-down = 准备金减少 { $change }，至 { $level }
weekly-same = 准备金持平于 { $level }
weekly-at = 准备金 { $level }
weekly-week = H.4.1 · 周均值，截至 { $date }
weekly-driver = 主因：{ $series }，对准备金 { $change }
weekly-averages = 周均值，亿美元
weekly-to-reserves = 对准备金
weekly-other = 其他项目
weekly-sum = 准备金
weekly-levels = 周三，亿美元
weekly-level = 水平
weekly-change = 周变动
weekly-net = 净流动性
weekly-net-note = 净流动性：总资产 − TGA − 隔夜逆回购，市场代理指标
weekly-reserves = 准备金：{ $facts }
weekly-four-weeks = 四周 { $change }
weekly-gdp = 占 { $year } 年第 { $quarter } 季度 GDP { $share }

## FOMC 决议

cut = 美联储降息 { $size }，至 { $range }
hike = 美联储加息 { $size }，至 { $range }
kept = 美联储维持利率 { $range } 不变
cut-to = 美联储降息至 { $range }
hike-to = 美联储加息至 { $range }
range-is = 联邦基金利率目标区间：{ $range }
statement-only = FOMC 声明，未涉及利率决议
# `quarters`：二十五个基点的倍数，台湾才用。
move = { $quarters ->
   *[other] { $bp }
}
meeting = FOMC · { $date }
meeting-before = FOMC · { $date } · 原区间 { $range }
vote = 表决：{ $for_count } 比 { $against_count }
names-separator = 、
dissent = { $names }：“{ $preference }”
dissent-cut = { $names }：主张降息 { $size }
dissent-hike = { $names }：主张加息 { $size }
dissent-hold = { $names }：主张维持不变
dissent-bare = 反对：{ $names }
dissents-more = 另有 { $count } 票反对
statement-link = 阅读声明
not-parsed-title = { $source }（{ $date }）：未能解读
not-parsed = 页面已公布，但我们无法确切解读。在此不猜测任何数字。
page-link = 阅读原文

## 总览

status-title = 美元流动性 · { $moment }
status-range = 联邦基金利率目标区间：{ $range }
status-range-unknown = 联邦基金利率目标区间：暂无数据
status-reserves = 准备金
status-reserves-level = { $level }（周均值，截至 { $date }）
status-week = 周变动 { $change }
status-four-weeks = 四周 { $change }
status-net = 净流动性（市场代理指标）{ $level }（{ $date }）
status-join = { $first }，{ $second }
status-funding = 资金面
status-spread = SOFR − IORB：{ $spread }（{ $date }）
status-sofr = SOFR { $sofr }
status-iorb = IORB { $iorb }
status-srf-rate = 常备回购利率 { $rate }
status-repo = 常备回购（投放资金）：{ $amount }（{ $date }）
status-on-rrp = 隔夜逆回购（回收资金）：{ $amount }（{ $date }）
status-nothing = 暂无数据
status-none = { $gauge }：暂无数据
status-normal = 状态：正常
status-raised = { $severity }（始于 { $date }）
status-raised-undated = { $severity }
status-dormant = 状态：暂停判断，{ $reason }
dormant-no-figure = 暂无数据
dormant-look-back = 所需 { $needs } 个数据，目前 { $has } 个
dormant-rate = 未读到执行说明（{ $meeting }），管理利率可能已变
status-rule = { $rule }：{ $state }
status-below = { $severity }阈值 { $level }：低 { $gap }
status-past = { $severity }阈值 { $level }：高 { $gap }
status-at = { $severity }阈值 { $level }：已达到
status-ends-at-most = 连续 { $prints } 日不高于 { $level }即解除
status-ends-below = 连续 { $prints } 日低于 { $level }即解除
status-ours = 阈值由我们设定，适用普通日期；月末等日期另有调整。
status-next = 接下来
status-sources = 数据来源
status-source = { $source }：{ $state }
status-as-of = 数据截至 { $date }
status-read = { $age }读取
status-never-read = 尚未读取
condition = { $condition ->
    [waiting] 尚未查询
    [problem] 最近一页有误，不据此发出通知
    [rejected] 最近一页无法采用，已留存
    [unreachable] 无响应
    [late] 过期未更新
   *[ok] 已更新
}

## 回复

welcome-fresh = 欢迎使用 Tidewatch。
welcome-back = 欢迎回到 Tidewatch。
welcome-what = 关注美联储、其资产负债表与回购市场，在美元流动性出现变化时通知你。
welcome-coming =
    你会收到：
    • FOMC 决议：14:00 ET 公布后数秒内
    • 美联储资产负债表（H.4.1）：每周
    • 资金面压力：开始、本轮新高、结束
welcome-example = 示例，2025/11/3 的通知：
welcome-hint = /status 看当前全貌，/help 看术语说明，/stop 停止通知。
welcome-ask = 请选择语言：
language-chosen = 语言：简体中文。
already-subscribed = 你已订阅。/status 看当前全貌。
stopped = 已停止，不再发送通知。/start 可恢复。
not-subscribed = 你尚未订阅。/start 开始订阅。
unknown-command = 没有这个命令。/help 列出可用的命令。
not-understood = Tidewatch 只接受命令。/help 列出可用的命令。
no-such-rule = 没有这条规则。现有规则：{ $rules }
apology = 我们这边出错，你的消息未能处理。请再发一次。
button-expired = 这个按钮已过期，请重新发送命令。
help-title = Tidewatch
help-what = 在美元流动性出现变化时通知你。时间均为纽约时间（ET）。
help-command = /{ $name }：{ $text }
help-terms =
    • SOFR：以美国国债为抵押借入隔夜资金的利率
    • IORB：美联储付给银行准备金的利率；SOFR 明显高于 IORB，说明资金紧张
    • 基点：0.01 个百分点
    • 准备金：银行存放在美联储的存款
    • 常备回购：美联储以固定利率、收取证券借出资金（投放资金）
    • 隔夜逆回购（ON RRP）：货币市场基金等把资金隔夜存入美联储（回收资金，与中国人民银行的逆回购方向相反）
    • TGA：财政部一般账户；其他条件不变时，TGA 增加则准备金减少
    • H.4.1：美联储资产负债表周报，周四公布周三的数据
    • 净流动性：美联储总资产 − TGA − 隔夜逆回购；市场代理指标，非官方数据
help-signs = 🔴 严重 · 🟠 关注 · ▫️ 一般 · ✅ 恢复正常。符号只表示程度，不代表好坏。
help-thresholds = 阈值由我们设定，依 2018–2026 年数据选取，不能证明对未来有效。
help-nyfed = 纽约联储要求附上的声明：{ $notice }
help-advice = 本信息仅供参考，不构成投资建议。
command-start = 订阅，或选择语言
command-status = 当前全貌（准备金、资金面、接下来的公布）
command-help = 命令与术语说明
command-stop = 停止通知
