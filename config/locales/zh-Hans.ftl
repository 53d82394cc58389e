# Tidewatch，简体中文（大陆用语）。
# 键与参数在各语言皆相同，由测试比对。
# 体例：全角标点“，。：（）”；中英文与数字之间留半角空格，全角标点旁不留（程序会去除）；日期写作 12/1（一），
# 不再放进括号；引号用“”；回购、逆回购标明资金方向；不作建议。由测试检查，见 docs/messages.md。

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
day = { $month }/{ $day }（{ $weekday }）
day-bare = { $month }/{ $day }
day-year = { $year }/{ $month }/{ $day }（{ $weekday }）
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
    [effr] EFFR
    [on_rrp] 隔夜逆回购（回收）
    [rate_revision] SOFR 修订
    [press_conference] FOMC 新闻发布会
    [minutes] FOMC 会议纪要
   *[implementation_note] FOMC 执行说明
}
source = { $source ->
    [nyfed-rates] 纽约联储利率
    [nyfed-repo] 纽约联储操作
    [h41] H.4.1 周报
    [fomc-statement] FOMC 会后声明
    [fomc-calendar] FOMC 会议日程
    [fomc-minutes] FOMC 会议纪要
    [press-feed] 美联储新闻稿
   *[implementation-note] FOMC 执行说明
}
publisher = { $source ->
    [nyfed] 纽约联储
   *[board] 美联储
}
rule = { $rule ->
    [R01] SOFR 对 IORB 利差
    [R05] 常备回购
    [R02] SOFR 对常备回购利率
    [R03] EFFR 接近 IORB
    [R04] TGCR 对 IORB 利差
    [R07] 准备金占 GDP
    [R08] 准备金周变动
    [R15] FOMC 决议
    [R16] 执行说明
    [R18] 数据质量
    [R20] 临时公告
    [R21] 资金面压力条件
    [R22] 准备金四周变动
    [R23] 准备金自高点回落
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
series-sofr = SOFR
series-sofr-p99 = SOFR 第 99 百分位
series-sofr-volume = SOFR 成交量
series-tgcr = TGCR
series-bgcr = BGCR
series-effr = EFFR
series-obfr = OBFR
series-iorb = IORB
series-on-rrp-rate = 隔夜逆回购利率
series-srf-rate = 常备回购利率
series-primary-credit = 一级信贷利率
series-target-lower = 目标区间下限
series-target-upper = 目标区间上限
series-srf-accepted = 常备回购（投放）
series-srf-am = 常备回购早场（投放）
series-on-rrp = 隔夜逆回购（回收）
series-tga-daily = 财政部现金（TGA）
series-gdp = GDP（年率）
name-average = { $name }（周均值）
name-level = { $name }（周三）

## 所有通知

late = 迟报：原定 { $due }，晚 { $span }通知。
revised = 更正（第 { $revision } 版）：来源在上次通知后修订了数据。
possible-repeat = 上次发送后未收到 Telegram 回应，本条可能重复。
next = 接下来：{ $list }
next-item = { $what } { $when }
next-separator = { " · " }
source-published = 来源：{ $publisher }，{ $moment } 公布
source-due = 来源：{ $publisher }，原定 { $moment } 公布
source-seen = 来源：{ $publisher }，{ $moment } 读取
source-calendar = 来源：{ $publisher }会议日程
revised-figures = 更正（第 { $revision } 版）：{ $figures }
escalated = 更新（第 { $revision } 版），现达{ $severity }：{ $news }
correction = 更正：{ $figures }
correction-item = { $date } { $series }：{ $before } → { $after }
clause-separator = ；
list-separator = ，
bullet = • { $text }

## 资金面压力

funding-title = 资金面压力：{ $severity }
funding-title-info = 资金面：一般信息
funding-title-peak = 资金面压力：{ $severity }，创本轮新高
funding-title-still = 资金面压力：仍为{ $severity }
funding-taken-back = { $date }：修订后未达到我们的阈值
cleared-title = { $rule }：恢复正常
sofr-above = { $date } SOFR { $rate }，高于 IORB { $spread }
sofr-below = { $date } SOFR { $rate }，低于 IORB { $spread }
sofr-equal = { $date } SOFR { $rate }，与 IORB 相同
sofr-latest-above = 最新 SOFR 为 { $date } 的 { $rate }，高于 IORB { $spread }
sofr-latest-below = 最新 SOFR 为 { $date } 的 { $rate }，低于 IORB { $spread }
sofr-latest-equal = 最新 SOFR 为 { $date } 的 { $rate }，与 IORB 相同
spread-only = { $date } SOFR − IORB：{ $spread }
repo-nothing = { $date }，常备回购无人使用
repo-drawn = { $date }，常备回购投放 { $amount }
rule-figures = { $date } { $rule }：{ $figures }
srf-above = { $date } SOFR 高于常备回购利率 { $spread }，市场利率突破这一上限
srf-below = { $date } SOFR 低于常备回购利率 { $spread }
srf-equal = { $date } SOFR 与常备回购利率相同
# 2021 年 7 月 29 日以前没有常备回购：以目标区间上限代之。
top-above = { $date } SOFR 高于目标区间上限 { $spread }
top-below = { $date } SOFR 低于目标区间上限 { $spread }
top-equal = { $date } SOFR 与目标区间上限相同
tgcr-above = 三方一般抵押品利率（TGCR）至 { $date } 的 5 日平均高于 IORB { $spread }
tgcr-below = 三方一般抵押品利率（TGCR）至 { $date } 的 5 日平均低于 IORB { $spread }
tgcr-equal = 三方一般抵押品利率（TGCR）至 { $date } 的 5 日平均与 IORB 相同
effr-above = { $date } 有效联邦基金利率（EFFR）高于 IORB { $spread }
effr-below = { $date } 有效联邦基金利率（EFFR）低于 IORB { $spread }
effr-equal = { $date } 有效联邦基金利率（EFFR）与 IORB 相同
effr-closer = { $fact }；较半年中位数靠近 { $drift }，符合准备金由充裕（abundant）转为充足（ample）的形态
stress-fact = { $date }，四项资金面压力条件中 { $count } 项成立
stress-prices = 价格：{ $rules }
stress-quantity = 数量：{ $rules }
stress-which = { $fact }，{ $parts }
stress-count = 4 项中 { $count } 项
stress-recent = 近 5 日，4 项中 { $count } 项曾成立
score = Z 分数 { $figure }
hidden = 达到普通日期阈值（{ $level }），未达到{ $class }阈值（{ $total }）
hidden-level = 达到普通日期阈值，未达到{ $class }阈值（{ $total }）
hidden-beside = { $fact }；未达到我们的{ $class }阈值（{ $total }）
hidden-plain = 达到普通日期阈值，未达到本日期较高的阈值
threshold = 我们的阈值：{ $total }
threshold-drift = 我们的阈值：较半年中位数靠近 IORB { $total }
threshold-below = 我们的阈值：低于 { $total }
threshold-ceiling = 我们的阈值：高于常备回购利率即达到
threshold-top = 我们的阈值：高于目标区间上限即达到
threshold-allowance = 我们的阈值：{ $total }（{ $level } + { $class }调整 { $allowance }）
threshold-prints = { $gauge ->
    [repo] { $threshold }，达 { $count } 个操作日
    [share] { $threshold }，连续 { $count } 周，且准备金低于两周前
    [week] { $threshold }，连续 { $count } 周
   *[spread] { $threshold }，连续 { $count } 日
}
told-last = 上次通知：{ $last }
peak-spread = 最大利差 { $now }，上次通知 { $last }
cleared = { $since } 以来第 { $days } 个工作日，已恢复正常，最大 { $peak }
cleared-week = { $since } 以来第 { $weeks } 周，已恢复正常，最大 { $peak }
still = { $since } 以来第 { $days } 个工作日，最大 { $peak }，上次通知 { $last }
still-week = { $since } 以来第 { $weeks } 周，最大 { $peak }，上次通知 { $last }
cleared-lowest = { $since } 以来第 { $weeks } 周，已恢复正常，最低 { $peak }
also-still = 仍为{ $severity }，第 { $days } 个工作日：{ $fact }；最大 { $peak }
also-raised = 同时达到{ $severity }：{ $fact }
also-peak = 同创本轮新高（{ $severity }）：{ $fact }，上次通知 { $last }
also-cleared = { $rule }：第 { $days } 个工作日恢复正常，最大 { $peak }
over-srf-above = { $date } SOFR 高于常备回购利率 { $spread }
over-srf-equal = { $date } SOFR 与常备回购利率相同
repo-on = { $date } 常备回购投放 { $amount }
on-rrp-on = { $date } 隔夜逆回购（ON RRP）回收 { $amount }
reserves-at = 准备金 { $level }，截至 { $date } 的周均值
reserves-drift = 截至 { $date } 的四周（周均值）：准备金 { $change }，至 { $level }
reserves-drift-tga = 截至 { $date } 的四周（周均值）：准备金 { $change }，至 { $level }；财政部现金 { $tga }
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
table-heading = { $title }：{ $columns }
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
weekly-drift = { $weeks } 周 { $change }，主因：{ $list }
weekly-drift-item = { $series } { $change }
treasury-cash-title = 财政部现金：{ $title }
tag-treasury-cash = 当周变动的 70% 以上来自财政部现金（TGA），并非美联储操作
tag-mixed = 信号不一：以周三水平值计，准备金变动方向相反
tag-same-week = 过去 { $years } 年同一周：中位数 { $median }
tag-quarter-end = 季末，主要来自隔夜逆回购（回收资金），通常会反转
drift-up = 准备金四周增加 { $change }，至 { $level }
drift-down = 准备金四周减少 { $change }，至 { $level }
drift-none = 准备金四周持平于 { $level }
drawdown = 准备金较 13 周高点少 { $fall }，为 { $level }
gdp-fact = 准备金占 { $year } 年第 { $quarter } 季度 GDP { $share }，为 { $level }
gdp-ample = 理事沃勒（2025 年 7 月）称充足水平约为 GDP 的 9%，以今日计 { $nine }；2019 年 9 月紧张时低于 7%
with-score = { $threshold }；52 周 Z 分数 { $score }
also-signed = { $sign } { $fact }
runoff-ended = 国债缩减已于 { $date } 结束
runoff-ends = 国债缩减将于 { $date } 结束
bills-since = 自 { $date } 起指示购买短期国债
bills-from = 将自 { $date } 起购买短期国债

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
not-parsed-title = { $date } { $source }：未能解读
not-parsed = 页面已公布，但我们无法确切解读。在此不猜测任何数字。
page-link = 阅读原文

## 执行说明

note-title = FOMC 执行说明：{ $count }
note-count = { $count ->
    [0] 无技术性调整
   *[other] { $count } 项技术性调整
}
note-link = 执行说明
note-rates = { $date } 起：{ $list }
note-rates-kept = 不变：{ $list }；执行说明 { $date } 生效
note-rate = { $name } { $rate }
note-change = { $name }：{ $before } → { $after }，{ $date } 生效
note-set = { $name }：{ $after }，{ $date } 生效
note-gone = { $name }：取消（原为 { $before }），{ $date } 生效
note-changed = { $name }：有变动，{ $date } 生效
note-more = 另有 { $count } 项
note-unlimited = 无上限
parameter = { $field ->
    [iorb] IORB
    [on_rrp_rate] 隔夜逆回购利率
    [srf_rate] 常备回购利率
    [primary_credit] 一级信贷利率
    [on_rrp_limit] 隔夜逆回购单一交易对手上限
    [srf_limit] 常备回购每次操作总额上限
    [treasury_cap] 国债每月缩减上限
    [agency_cap] 机构债与 MBS 每月缩减上限
    [treasury_cap_next] 国债每月缩减上限（后续）
   *[agency_cap_next] 机构债与 MBS 每月缩减上限（后续）
}
runoff-ends-on = 国债缩减于 { $date } 结束
runoff-goes-on = 国债缩减：不再指示结束，{ $date } 生效
agency-into-bills = 机构债与 MBS 到期本金自 { $date } 起转投短期国债
agency-not-into-bills = 机构债与 MBS 到期本金自 { $date } 起不再转投短期国债
bills-directed = 自 { $date } 起指示购买短期国债；执行说明未载金额
bills-stopped = 自 { $date } 起不再指示购买短期国债

## 会议

reminder-title = FOMC 决议{ $lead ->
    [hour] 一小时后公布
    [today] 今天公布
    [tomorrow] 明天公布
   *[soon] 即将公布
}，{ $time }
reminder-plan = { $time } 会后声明与执行说明，{ $press } 新闻发布会
reminder-sep = { $time } 会后声明、执行说明与经济预测摘要（SEP），{ $press } 新闻发布会
reminder-range = 现行目标区间：{ $range }
minutes-title = { $date } 会议的 FOMC 会议纪要
minutes-link = 阅读会议纪要
calendar-title = FOMC 会议日程变动
calendar-link = 查看会议日程
meeting-moved = 原定 { $from } 结束的会议，改为 { $to } 结束
meeting-cancelled = 原定 { $date } 结束的会议取消
meeting-added = 新增会议，{ $date } 结束
unscheduled-title = 美联储临时公告：{ $title }
unscheduled-date = 日期 { $date }，不在 FOMC 会议日程内
unscheduled-class = { $class ->
    [note] 附有执行说明。
    [liquidity] 标题提及融通工具、互换或流动性。
   *[other] 其中未见利率决议或流动性措施。
}

## 数据通知

quality-delayed = 数据延迟：{ $source }
quality-doubt = 数据存疑：{ $source }
quality-over-title = 数据恢复正常：{ $source }
quality-over = { $over } 起恢复正常；异常始于 { $since }
quality-silent = 期间暂停判断：{ $rules }
quality-speaks = 恢复判断：{ $rules }
doubt-late = { $date } 的数据原定 { $due } 公布，尚未公布
doubt-unreachable = { $since } 起无响应
doubt-rejected = { $since } 的页面无法解读或自相矛盾，全部不采用
doubt-unknown-line = { $since } 起出现未知项目（“{ $line }”），其余照常采用
doubt-bad-row = { $since } 起有数据明显有误（“{ $detail }”），其余照常采用
doubt-disagrees = { $date } { $series }：我们的记录为 { $ours }，此来源为 { $theirs }；始于 { $since }

## 总览

status-title = 美元流动性 · { $moment }
status-range = 联邦基金利率目标区间：{ $range }
status-range-unknown = 联邦基金利率目标区间：暂无数据
status-reserves = 准备金
status-reserves-level = { $level }，截至 { $date } 的周均值
status-week = 周变动 { $change }
status-four-weeks = 四周 { $change }
status-net = { $date } 净流动性（市场代理指标）{ $level }
status-join = { $first }，{ $second }
status-funding = 资金面
status-spread = { $date } SOFR − IORB：{ $spread }
status-sofr = SOFR { $sofr }
status-iorb = IORB { $iorb }
status-srf-rate = 常备回购利率 { $rate }
status-repo = { $date } 常备回购（投放资金）：{ $amount }
status-on-rrp = { $date } 隔夜逆回购（回收资金）：{ $amount }
status-nothing = 暂无数据
status-none = { $gauge }：暂无数据
status-normal = 状态：正常
status-raised = { $severity }，始于 { $date }
status-raised-open = { $severity }（{ $date } 起，未解除）
status-raised-undated = { $severity }
status-figure = { $date } { $rule }：{ $figure }，{ $state }
status-mean = { $rule }，至 { $date } 的 5 日平均：{ $figure }，{ $state }
status-dormant = 状态：暂停判断，{ $reason }
dormant-no-figure = 暂无数据
dormant-look-back = 需要 { $needs } 个数据，目前 { $has } 个
dormant-rate = 未读到 { $meeting } 会议的执行说明，管理利率可能已变
dormant-in-doubt = { $source }数据存疑
status-silent = 暂停判断（{ $reason }）：{ $rules }
status-others = 其他规则：正常
status-rule = { $rule }：{ $state }
status-below = { $severity }阈值 { $level }：低 { $gap }
status-past = { $severity }阈值 { $level }：高 { $gap }
status-at = { $severity }阈值 { $level }：已达到
status-ends-at-most = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一周不高于 { $level }
           *[other] 连续 { $prints } 周不高于 { $level }
        }
       *[other] 连续 { $prints } 日不高于 { $level }
    }，即解除
   *[other] 已平静 { $calm } { $gauge ->
        [week] 周
       *[other] 日
    }，满 { $prints } { $gauge ->
        [week] 周
       *[other] 日
    }即解除（不高于 { $level }）
}
status-ends-at-least = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一周不低于 { $level }
           *[other] 连续 { $prints } 周不低于 { $level }
        }
       *[other] 连续 { $prints } 日不低于 { $level }
    }，即解除
   *[other] 已平静 { $calm } { $gauge ->
        [week] 周
       *[other] 日
    }，满 { $prints } { $gauge ->
        [week] 周
       *[other] 日
    }即解除（不低于 { $level }）
}
status-ends-below = { $state }；{ $calm ->
    [0] { $gauge ->
        [week] { $prints ->
            [1] 一周低于 { $level }
           *[other] 连续 { $prints } 周低于 { $level }
        }
       *[other] 连续 { $prints } 日低于 { $level }
    }，即解除
   *[other] 已平静 { $calm } { $gauge ->
        [week] 周
       *[other] 日
    }，满 { $prints } { $gauge ->
        [week] 周
       *[other] 日
    }即解除（低于 { $level }）
}
status-ours = 阈值由我们设定，适用普通日期；月末等日期另有调整。
status-next = 接下来
status-sources = 数据来源
status-reading = 正在读取历史数据：{ $done }/{ $all } 页；读完之前，需要更长历史的规则不发声
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

## 命令的回复

fomc-title = FOMC · { $moment }
fomc-last = 最近决议
fomc-no-last = 尚未读到
fomc-next = 下次会议
fomc-next-at = { $date }，会后声明 { $time }
fomc-next-sep = { $date }，会后声明与经济预测摘要（SEP）{ $time }
fomc-no-next = 日期未定
blackout-now = 静默期，正在适用：{ $from } 至 { $to }
blackout-next = 下次静默期：{ $from } 至 { $to }
h41-none = H.4.1 暂无数据
repo-title = 回购市场 · { $moment }
repo-rate = %
repo-over = 利差
repo-p99 = 99%
repo-volume = 亿
repo-rates-note = 利差：高于当日 IORB 的基点；99%：第 99 百分位；亿：成交量（亿美元）
repo-operations = 操作，亿美元
repo-srf = 回购
repo-on-rrp = 逆回购
repo-operations-note = 常备回购投放资金，隔夜逆回购（ON RRP）回收资金；–：无数据
repo-source = 来源：纽约联储；使用条款见 /help
tga-title = 财政部现金（TGA） · { $moment }
tga-level = { $date } 周三水平值：{ $level }
tga-average = 截至 { $date } 的周均值：{ $level }
tga-reserves = 其他条件不变时，对平均准备金的影响：{ $list }
tga-note = TGA 是财政部在美联储的账户：款项缴入 TGA，银行准备金就减少。
change-in-weeks = { $weeks ->
    [1] 一周 { $change }
   *[other] { $weeks } 周 { $change }
}
bills-title = 美联储持有的短期国债 · { $moment }
bills-held = { $date } 周三水平值：{ $level }（面值）
bills-share = 占美联储所持美国国债 { $share }
bills-unknown = 尚未读到执行说明，不知是否指示购买
bills-not-directed = 最近一份执行说明未指示为维持准备金充足而购买短期国债
h41-source = 来源：美联储 H.4.1 周报
next-title = 接下来 · { $moment }
next-none = 暂无日程
history-title = 规则判定记录，由新到旧 · { $moment }
history-none = 尚未通知过
history-line = { $sign } { $date } { $rule }：{ $figure }
history-bare = { $sign } { $date } { $rule }
history-peak = { $line }，本轮新高
history-corrected = { $line }（已撤回：数据经修订）
history-note = 日期为数据所属日期。/why 说明最近一条通知。
why-none = 尚未发出通知，没有可说明的内容。
why-title = 缘由 · { $title }
why-rule = { $rule } 第 { $version } 版：{ $name }
why-input = { $date } { $series }：{ $value }
why-input-step = { $date } 起 { $series }：{ $value }
why-gdp = { $year } 年第 { $quarter } 季度 GDP（年率）：{ $value }
why-inputs-more = 另有 { $count } 个
why-sources = 数据来源：
why-no-levels = 本条通知不涉及我们的阈值，只转述已公布的内容。

## 回复

welcome-fresh = 欢迎使用 Tidewatch。
welcome-back = 欢迎回到 Tidewatch。
welcome-what = 关注美联储、其资产负债表与回购市场，在美元流动性出现变化时通知你。
welcome-coming =
    你会收到：
    • FOMC：会议前一天与前一小时提醒，决议于 14:00 ET 公布后数秒内
    • 美联储资产负债表（H.4.1）：每周
    • 资金面压力：开始、本轮新高、持续、结束
    • 数据延迟、存疑或更正时的说明
welcome-example = 示例，2025/11/3（一）的通知：
welcome-hint =
    /status 当前全貌 · /fomc /h41 /repo /tga /bills 各项明细
    /next 接下来的公布 · /history 规则判定记录 · /why 通知的依据
    /settings 设置 · /help 术语说明 · /stop 停止通知
welcome-ask = 请选择语言：
language-chosen = 语言：简体中文。
already-subscribed = 你已订阅。/status 看当前全貌，/settings 调整通知。
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
command-fomc = 现行利率、最近决议、下次会议
command-h41 = 美联储资产负债表最近一周
command-repo = 回购市场利率与美联储操作
command-tga = 财政部现金（TGA）与准备金
command-bills = 美联储持有的短期国债与购买指示
command-next = 接下来的公布时间
command-history = 规则判定的结果，由新到旧
command-why = 一条通知的规则与数据
command-help = 命令与术语说明
command-stop = 停止通知

## What is kept of a chat, tests, lists of commands

test-title = 测试
test-asked = 你在 { $moment } 要求测试，通知也以同样方式送达。
test-rings = 目前通知会响铃。
test-silent = 目前通知不响铃：声音已关闭。
test-quiet = 目前通知不响铃：安静时段 { $from }–{ $to }（{ $zone }）。
test-quiet-critical = 目前除严重通知外均不响铃：安静时段 { $from }–{ $to }（{ $zone }）。
nearest-command = 没有这个命令。你是指 /{ $name } 吗？/help 列出可用的命令。
nearest-commands = 没有这个命令。你是指 /{ $name } 还是 /{ $other }？/help 列出可用的命令。
too-many = 短时间内消息过多，请稍候一分钟；通知照常送达。
topic-gone = 接收通知的话题已关闭或删除，今后通知改发到这里。管理员可在其他话题中发送 /start 重新指定。
cut-short = 其余内容放不进一条消息，请见 /why 或数据来源。
privacy-title = 保存哪些数据、为什么
privacy-kept = 保存：此聊天在 Telegram 的编号与类型、设置（语言、通知种类、程度、声音、安静时段、时区、话题），以及曾发送哪些通知、何时发送、是否送达。
privacy-why = 用途：发送通知、更正通知、回复你。不保存姓名或电话号码；你写的内容处理完即不保存。
privacy-updates = 你发送的消息或按下的按钮，连同 Telegram 附上的数据（姓名、语言）：处理完即删除，通常在一秒内。其 Telegram 编号：{ $hours } 小时。
privacy-replies = 我们的回复：{ $hours } 小时。
privacy-messages = 已发送通知的记录：{ $days } 天，因为更正时可能需要找到原消息。
privacy-settings = 设置：直到你删除为止。/stop 之后仍会保留，等你回来。
privacy-who = 谁看得到：运行这个机器人的运营者，以及传递消息的 Telegram。此外没有别人。
privacy-delete = /mydata 列出此聊天的数据，/deletemydata 立即删除。运营者先前的备份，随备份到期而删除。
privacy-volume = 程序本身不加密数据库，是否加密取决于运营者的存储卷。
mydata-title = 此聊天保存的数据
mydata-chat = 聊天：{ $chat }，{ $kind ->
    [private] 私聊
    [group] 群组
    [supergroup] 超级群组
    [channel] 频道
   *[unknown] 类型不明
}
mydata-number = 我们给的编号：{ $number }
mydata-none = 没有设置：此聊天尚未订阅。
mydata-state = 状态：{ $state ->
    [asked] 已询问语言
    [active] 已订阅
    [stopped] 已停止
   *[suspended] 无法送达
}
mydata-reason = 记录的原因：{ $reason }
mydata-since = 始于 { $since }；最后更改 { $changed }
mydata-lang = 语言：{ $lang }
mydata-takes = 接收：{ $list }
mydata-takes-none = 接收：无
mydata-from = 最低程度：{ $severity }
mydata-silent = 声音：{ $silent ->
    [yes] 关
   *[no] 开
}
mydata-quiet = 安静时段：{ $from }–{ $to }
mydata-no-quiet = 安静时段：无
mydata-critical = 安静时段中严重通知仍响铃：{ $rings ->
    [yes] 是
   *[no] 否
}
mydata-zone = 时区：{ $zone }
mydata-thread = 接收通知的群组话题：{ $thread }
mydata-no-thread = 接收通知的群组话题：无
mydata-menu = 打开的设置菜单：有（保存的是该消息在我们这里的内部编号）
mydata-no-menu = 打开的设置菜单：无
mydata-alerts = 通知记录：{ $count } 条（哪一条、何时、结果、Telegram 消息编号）
mydata-replies = 回复记录（含内容）：{ $count } 条
mydata-updates = 更新记录：已处理 { $handled } 条，仅有编号；等候或处理中（含内容）{ $waiting } 条
mydata-pause = Telegram 要求我们等到 { $until }
delete-ask = 要删除此聊天的所有数据吗？通知会停止，设置不再保留。/mydata 列出现有数据。
delete-yes = 全部删除
delete-no = 保留
deleted = 已删除设置与发送记录。只有这条回复的记录会保留 { $hours } 小时。/start 可重新订阅。
delete-kept = 未删除任何数据。
delete-nothing = 没有设置可删除：此聊天尚未订阅。
delete-done = 已删除。
command-settings = 选择接收哪些通知、何时响铃
command-timezone = 安静时段的时区：/timezone Asia/Shanghai
command-lang = 选择语言
command-test = 发一条测试通知到此聊天
command-privacy = 保存哪些数据、为什么、多久
command-mydata = 此聊天保存的所有数据
command-deletemydata = 删除此聊天的所有数据
bot-description =
    Tidewatch 跟踪美联储会议、每周资产负债表与回购市场，在美元流动性出现变化时通知你：什么变了、变多少、为什么、接下来看什么。

    English、繁体中文、简体中文。不提供建议，不作预测；阈值由我们设定并公开。/privacy 说明保存哪些数据。
bot-short-description = 在美元流动性出现变化时通知你：美联储、资产负债表、回购市场。仅供参考，不构成投资建议。

# 管理员用：/admin。
admin-title = Tidewatch { $version }
admin-going = 通知正常发送。
admin-paused = 通知自 { $moment } 起暂停：照常判定并保留，但不发送。
admin-running = 已运行 { $span } · 世代 { $epoch }
admin-loop = { $name ->
    [delivery] 发送循环
   *[intake] 接收循环
}：{ $span }前运行
admin-loop-never = { $name ->
    [delivery] 发送循环
   *[intake] 接收循环
}：尚未运行
admin-subscribers = { $all } 个聊天中有 { $active } 个接收通知
admin-waiting = { $rows } 条消息等待发送
admin-lane = { $lane ->
    [-1] 按钮应答
    [0] 回复
    [1] 紧急
    [2] 一般
   *[3] 摘要
} · { $state ->
    [claimed] 已取出
    [sending] 发送中
   *[pending] 等待中
}：{ $rows } 条，最久 { $span }
admin-queue-empty = 没有等待发送的消息。
admin-inbox = 等待处理的更新：{ $rows }
admin-failures = 过去一天的失败
admin-failure = { $class }：{ $rows } 条，最近 { $ago }
admin-no-failures = 无。
admin-ask-pause = 要暂停通知吗？通知仍会判定并保留，恢复后依次发送；期间过期的不再发送。回复不受影响。
admin-ask-resume = { $rows ->
    [0] 要恢复通知吗？没有等待发送的消息。
   *[other] 要恢复通知吗？{ $rows } 条等待中的消息将立即发送。
}
admin-button = { $button ->
    [sources] 数据来源
    [queue] 队列
    [pause] 暂停通知
    [pause-yes] 确定暂停
    [resume] 恢复通知
    [resume-yes] 确定恢复
   *[home] 总览
}

## 设置菜单

menu-title = 设置
menu-title-of = { $title }：设置
menu-closed = 设置已关闭。/settings 可再次打开。
menu-state = { $state ->
    [on] 通知：开启
    [asked] 通知：尚未订阅
    [stopped] 通知：已停止
   *[held] 通知：暂停，无法向此聊天发送消息
}
menu-thread = 位置：发送 /start 的话题
menu-language = 语言：{ $name }
menu-separator = 、
menu-take = 种类：{ $list }
menu-take-all = 种类：全部
menu-take-none = 种类：无，不会发送任何通知
menu-take-note = ✓ 表示接收。标有“暂无通知”的种类目前没有规则，选择会从它的第一条通知起生效。
menu-severity = 程度：{ $least }
menu-severity-note = “恢复正常”随关注与严重一并发送。
menu-rings = 声音：开
menu-silent = 声音：关，严重通知也不响
menu-sound-note = 不响铃时，通知仍会立即送达。▫️ 一般通知本来就不响铃。
menu-quiet = 安静时段：{ $span }
menu-quiet-critical = 安静时段：{ $span }，严重通知仍响铃
menu-quiet-off = 安静时段：无
menu-quiet-note = 安静时段不会推迟通知，仍会立即送达，只是不响铃。
menu-quiet-idle = 声音关闭时，安静时段不起作用。
menu-quiet-from = 开始时间：
menu-quiet-to = 结束时间：
menu-zone = 时区：{ $zone }，现在 { $time }
menu-zone-note =
    安静时段按此时区。通知内的时间为纽约时间（ET）。
    其他时区：/timezone Asia/Shanghai
whole-day = 全天
category = { $category ->
    [fomc] FOMC
    [h41] H.4.1 周报
    [funding] 资金面压力
    [operations] 美联储操作
    [treasury] 财政部现金
    [emergency] 紧急贷款
    [crypto] 加密货币背景
   *[data] 数据说明
}
category-empty = { $name }（暂无通知）
least = { $severity ->
    [critical] 仅严重
    [notable] 关注与严重
   *[info] 全部
}
button-least = { $severity ->
    [critical] 仅严重
    [notable] 关注与严重
   *[info] 全部
}
city = { $city ->
    [los-angeles] 洛杉矶
    [chicago] 芝加哥
    [new-york] 纽约
    [london] 伦敦
    [berlin] 法兰克福
    [dubai] 迪拜
    [singapore] 新加坡
    [hong-kong] 香港
    [shanghai] 上海
    [taipei] 台北
    [tokyo] 东京
   *[sydney] 悉尼
}
button-language = 语言
button-take = 种类
button-severity = 程度
button-sound = 声音
button-quiet = 安静时段
button-quiet-from = 开始时间
button-quiet-to = 结束时间
button-quiet-off = 无
button-critical-rings = 严重通知响铃
button-zone = 时区
button-ring = 开
button-silent = 关
button-stop = 停止通知
button-start = 开始通知
button-in-private = 在私聊中设置
button-subscribe = 订阅
button-back = ‹ 返回
button-done = 完成
notice-taken = 接收：{ $name }
notice-not-taken = 不接收：{ $name }
notice-critical-rings = 安静时段内，严重通知会响铃。
notice-critical-quiet = 安静时段内，严重通知不响铃。
notice-on = 通知：开启
no-settings = 这里还没有设置，请先用 /start 订阅。
no-such-zone =
    没有这个时区：{ $typed }
    时区以地区与城市命名：/timezone Asia/Shanghai
no-such-zone-but =
    没有这个时区：{ $typed }
    可能是：{ $guesses }
    /timezone { $first }

## 群组与频道

only-administrators = 只有此聊天的管理员可以更改设置。
rights-unknown = Telegram 未能确认你是否为管理员，因此没有更改。请再试一次。
group-welcome = { $place ->
    [thread] 美元流动性通知会发送到此话题。
    [channel] 美元流动性通知会发送到此频道。
   *[group] 美元流动性通知会发送到此群组。
}
group-rules = { $place ->
    [channel] 管理员可用：/settings 设置 · /stop 停止通知
   *[group]
        管理员可用：/settings 设置 · /stop 停止通知
        所有人可用：/status 当前全貌 · /help 说明
}
group-subscribed = { $place ->
    [thread] 已订阅，通知发送到此话题。/settings 设置
    [channel] 已订阅，通知发送到此频道。/settings 设置
   *[group] 已订阅，通知发送到此群组。/settings 设置
}
group-back = { $place ->
    [thread] 此话题恢复接收通知，设置不变。/settings 设置
    [channel] 此频道恢复接收通知，设置不变。/settings 设置
   *[group] 此群组恢复接收通知，设置不变。/settings 设置
}
group-ask = { $place ->
    [channel] Tidewatch 可在美元流动性出现变化时通知此频道。由管理员决定：按下方按钮，或发送 /start。
   *[group] Tidewatch 可在美元流动性出现变化时通知此群组。由管理员决定：按下方按钮，或发送 /start。
}
