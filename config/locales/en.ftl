# Tidewatch in English.
# Keys and arguments are the same in every language; a test compares them.
# Style: the term of the field, a colon before a single value, ’ and “ ”, − for minus, no exclamation marks, no
# advice. Tests hold every message to it: docs/messages.md.

## Figures: `sign` is empty, + or −

amount-small = { $sign }${ $figure } million
amount-middle = { $sign }${ $figure } B
amount-large = { $sign }${ $figure } T
basis-points = { $figure } bp
percent = { $figure } %
range = { $low }–{ $high } %

## Dates and times, all New York's

weekday = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
month = { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
day = { $weekday } { $day } { $month }
day-bare = { $day } { $month }
day-year = { $weekday } { $day } { $month } { $year }
day-of-class = { $day }, around { $class }
moment = { $day } { $time } ET
time = { $time } ET
ago = { $span } ago
span-moment = less than a minute
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes } min
span-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
span-days-hours = { $days ->
    [one] { $days } day { $hours } h
   *[other] { $days } days { $hours } h
}

## Names

severity = { $severity ->
    [critical] critical
    [notable] notable
    [info] for information
   *[normal] back to normal
}
date-class = { $class ->
    [month_end] month-end
    [quarter_end] quarter-end
    [year_end] year-end
    [mid_month] mid-month
   *[none] the calendar date
}
date-class-many = { $class ->
    [month_end] month-ends
    [quarter_end] quarter-ends
    [year_end] year-ends
   *[mid_month] mid-month dates
}
release = { $kind ->
    [sofr] SOFR
    [srf_morning] Standing repo (morning)
    [srf_afternoon] Standing repo (day’s total)
    [h41] H.4.1 balance sheet
    [fomc_statement] FOMC statement
    [effr] EFFR
    [on_rrp] ON RRP
    [rate_revision] SOFR revision
    [press_conference] FOMC press conference
    [minutes] FOMC minutes
   *[implementation_note] FOMC implementation note
}
source = { $source ->
    [nyfed-rates] New York Fed rates
    [nyfed-repo] New York Fed operations
    [h41] H.4.1 balance sheet
    [fomc-statement] FOMC statement
    [fomc-calendar] FOMC calendar
    [fomc-minutes] FOMC minutes
    [press-feed] Fed press releases
   *[implementation-note] FOMC implementation note
}
publisher = { $source ->
    [nyfed] New York Fed
   *[board] Federal Reserve
}
rule = { $rule ->
    [R01] SOFR over IORB
    [R05] Standing repo
    [R02] SOFR over the standing repo rate
    [R03] EFFR near IORB
    [R04] TGCR over IORB
    [R07] Reserves to GDP
    [R08] Weekly change of reserves
    [R15] FOMC decision
    [R16] Implementation note
    [R18] Data quality
    [R20] Unscheduled announcement
    [R21] Funding-stress conditions
    [R22] Reserves over four weeks
    [R23] Reserves below their high
   *[other] Rule { $rule }
}

# H.4.1 lines in tables; `-avg` is the average of the week, `-wed` the level on Wednesday.
series-reserves-avg = Reserves
series-tga-avg = Treasury cash (TGA)
series-on-rrp-avg = ON RRP
series-foreign-rrp-avg = Foreign reverse repo
series-repo-others-avg = Standing repo
series-repo-foreign-avg = Foreign repo (FIMA)
series-securities-avg = Securities
series-treasuries-avg = Treasuries
series-bills-avg = Bills
series-mbs-avg = MBS
series-loans-avg = Fed lending
series-currency-avg = Currency
series-swap-lines-avg = Dollar swaps
series-other-deposits-avg = Other deposits
series-foreign-official-deposits-avg = Foreign deposits
series-float-avg = Float
series-other-assets-avg = Other assets
series-other-liabilities-avg = Other liabilities
series-premiums-avg = Premiums
series-discounts-avg = Discounts
series-fed-assets-wed = Total assets
series-reserves-wed = Reserves
series-tga-wed = TGA
series-on-rrp-wed = ON RRP
series-foreign-rrp-wed = Foreign RRP
series-repo-others-wed = Standing repo
series-securities-wed = Securities
series-treasuries-wed = Treasuries
series-bills-wed = Bills
series-mbs-wed = MBS
series-loans-wed = Fed lending
series-primary-credit-wed = Primary credit
series-currency-wed = Currency
series-swap-lines-wed = Dollar swaps
# Series outside of tables.
series-sofr = SOFR
series-sofr-p99 = SOFR, 99th percentile
series-sofr-volume = SOFR volume
series-tgcr = TGCR
series-bgcr = BGCR
series-effr = EFFR
series-obfr = OBFR
series-iorb = IORB
series-on-rrp-rate = ON RRP rate
series-srf-rate = standing repo rate
series-primary-credit = primary credit
series-target-lower = target range, lower limit
series-target-upper = target range, upper limit
series-srf-accepted = standing repo (adds cash)
series-srf-am = standing repo (adds cash), morning
series-on-rrp = ON RRP (drains cash)
series-tga-daily = Treasury cash (TGA)
series-gdp = GDP, annual rate
name-average = { $name } (week average)
name-level = { $name } (Wednesday level)

## Every alert

late = Late: due { $due }, sent { $span } after that.
revised = Correction (version { $revision }): the source revised its figures after our message.
possible-repeat = Telegram’s answer to our last try was lost: this may be a repeat.
next = Next: { $list }
next-item = { $what } { $when }
next-separator = { " · " }
source-published = Source: { $publisher }, published { $moment }
source-due = Source: { $publisher }, due { $moment }
source-seen = Source: { $publisher }, seen { $moment }
source-calendar = Source: { $publisher }, meeting calendar
revised-figures = Correction (version { $revision }): { $figures }
escalated = Update (version { $revision }), now { $severity }: { $news }
correction = Correction: { $figures }
correction-item = { $series } of { $date } revised from { $before } to { $after }
clause-separator = { "; " }
list-separator = { ", " }
bullet = • { $text }

## Funding

funding-title = Funding pressure: { $severity }
funding-title-info = Funding: for information
funding-title-peak = Funding pressure: { $severity }, new peak
funding-title-still = Funding pressure: still { $severity }
funding-taken-back = { $date }: our level was not reached after all
cleared-title = { $rule }: back to normal
sofr-above = SOFR { $rate } ({ $date }), { $spread } above IORB
sofr-below = SOFR { $rate } ({ $date }), { $spread } below IORB
sofr-equal = SOFR { $rate } ({ $date }), equal to IORB
sofr-latest-above = Latest SOFR, of { $date }: { $rate }, { $spread } above IORB
sofr-latest-below = Latest SOFR, of { $date }: { $rate }, { $spread } below IORB
sofr-latest-equal = Latest SOFR, of { $date }: { $rate }, equal to IORB
spread-only = SOFR − IORB on { $date }: { $spread }
repo-nothing = Nothing drawn from the Fed’s standing repo on { $date }
repo-drawn = { $amount } drawn from the Fed’s standing repo on { $date }
rule-figures = { $rule }, { $date }: { $figures }
srf-above = SOFR { $spread } above the standing repo rate on { $date }, which is meant as its ceiling
srf-below = SOFR { $spread } below the standing repo rate on { $date }
srf-equal = SOFR equal to the standing repo rate on { $date }
# Before 29 July 2021 there was no standing repo: the top of the target range stands in.
top-above = SOFR { $spread } above the top of the Fed’s target range on { $date }
top-below = SOFR { $spread } below the top of the Fed’s target range on { $date }
top-equal = SOFR equal to the top of the Fed’s target range on { $date }
# A week of business days.
tgcr-above = TGCR, the tri-party repo rate: { $spread } above IORB on average of 5 days to { $date }
tgcr-below = TGCR, the tri-party repo rate: { $spread } below IORB on average of 5 days to { $date }
tgcr-equal = TGCR, the tri-party repo rate: equal to IORB on average of 5 days to { $date }
effr-above = EFFR, the fed funds rate: { $spread } above IORB on { $date }
effr-below = EFFR, the fed funds rate: { $spread } below IORB on { $date }
effr-equal = EFFR, the fed funds rate: equal to IORB on { $date }
effr-closer = { $fact }; { $drift } closer than its half-year median, which is how a fall from abundant to ample reserves looks
stress-fact = { $count } of 4 funding-stress conditions hold ({ $date })
stress-prices = prices: { $rules }
stress-quantity = quantity: { $rules }
stress-which = { $fact } – { $parts }
stress-count = { $count } of 4 conditions
stress-recent = { $count } of 4 within five days
score = z-score { $figure }
hidden = Reaches our level for ordinary days ({ $level }), not the one for { $class } ({ $total })
hidden-level = Reaches our level for ordinary days, not the one for { $class } ({ $total })
hidden-beside = { $fact }; below our level for { $class } ({ $total })
hidden-plain = Reaches our level for ordinary days, not the higher one for this date
threshold = Our threshold: { $total }
threshold-drift = Our threshold: { $total } closer to IORB than the half-year median
threshold-below = Our threshold: below { $total }
threshold-ceiling = Our threshold: anything above the standing repo rate
threshold-top = Our threshold: anything above the top of the target range
threshold-allowance = Our threshold: { $total } ({ $level } + { $allowance } for { $class })
threshold-prints = { $gauge ->
    [repo] { $threshold }, on { $count } operation days
    [share] { $threshold }, { $count } weeks running, with reserves lower than two weeks before
    [week] { $threshold }, { $count } weeks running
   *[spread] { $threshold }, { $count } days running
}
told-last = Last alert: { $last }
peak-spread = Widest spread { $now }, last alert { $last }
cleared = Back to normal on business day { $days } since { $since }, peak { $peak }
cleared-week = Back to normal in week { $weeks } since { $since }, peak { $peak }
still = Business day { $days } since { $since }, peak { $peak }, last alert { $last }
still-week = Week { $weeks } since { $since }, peak { $peak }, last alert { $last }
cleared-lowest = Back to normal in week { $weeks } since { $since }, lowest { $peak }
also-still = Still { $severity }, business day { $days }: { $fact }; peak { $peak }
also-raised = Also { $severity }: { $fact }
also-peak = Also { $severity }, new peak: { $fact } (last alert: { $last })
also-cleared = { $rule }: back to normal on business day { $days }, peak { $peak }
over-srf-above = SOFR { $spread } above the standing repo rate ({ $date })
over-srf-equal = SOFR equal to the standing repo rate ({ $date })
repo-on = Standing repo (adds cash): { $amount } on { $date }
on-rrp-on = ON RRP (drains cash): { $amount } on { $date }
reserves-at = Reserves: { $level }, average of the week to { $date }
reserves-drift = Four weeks to { $date }, averages: reserves { $change } to { $level }
reserves-drift-tga = Four weeks to { $date }, averages: reserves { $change } to { $level }, Treasury cash { $tga }
usual = SOFR − IORB at { $class }, past 12 months: median { $median }, highest { $max } ({ $count } dates)
# Too few to say what is usual.
usual-few = SOFR − IORB at { $class }, past 12 months: { $count ->
    [one] { $median } (1 date only)
   *[other] median { $median }, highest { $max } (only { $count } dates)
}

## The weekly balance sheet

weekly-up = Reserves up { $change } to { $level }
weekly-down = Reserves down { $change } to { $level }
weekly-same = Reserves unchanged at { $level }
weekly-at = Reserves at { $level }
table-heading = { $title }: { $columns }
weekly-week = H.4.1 · average of the week to { $date }
weekly-driver = Main driver: { $series }, { $change } to reserves
weekly-averages = Week average, $ B
weekly-to-reserves = to reserves
weekly-other = Other lines
weekly-sum = Reserves
weekly-levels = Wednesday, $ B
weekly-level = level
weekly-change = change
weekly-net = Net liquidity
weekly-net-note = Net liquidity: total assets − TGA − ON RRP, a market proxy
weekly-reserves = Reserves: { $facts }
weekly-four-weeks = { $change } in four weeks
weekly-gdp = { $share } of { $year }Q{ $quarter } GDP
weekly-drift = { $weeks } weeks: { $change }, led by { $list }
weekly-drift-item = { $series } { $change }
treasury-cash-title = Treasury cash: { $title }
tag-treasury-cash = At least 70 % of the week’s change is Treasury cash (TGA), not Fed action
tag-mixed = Mixed: reserves moved the other way by their Wednesday level
tag-same-week = Same week of the last { $years ->
    [one] year: { $median }
   *[other] { $years } years: median { $median }
}
tag-quarter-end = Quarter-end, led by ON RRP (drains cash): such a change usually reverses
drift-up = Reserves up { $change } in four weeks to { $level }
drift-down = Reserves down { $change } in four weeks to { $level }
drift-none = Reserves unchanged in four weeks at { $level }
drawdown = Reserves { $fall } below their 13-week high, at { $level }
gdp-fact = Reserves at { $share } of { $year }Q{ $quarter } GDP, { $level }
gdp-ample = Governor Waller (Jul 2025) put “ample” near 9 % of GDP, today { $nine }; the stress of Sep 2019 came below 7 %
with-score = { $threshold }; z-score { $score } over 52 weeks
also-signed = { $sign } { $fact }
runoff-ended = Runoff of Treasuries ended { $date }
runoff-ends = Runoff of Treasuries ends { $date }
bills-since = bill purchases directed since { $date }
bills-from = bill purchases directed from { $date }

## FOMC decisions

cut = Fed cuts by { $size } to { $range }
hike = Fed raises by { $size } to { $range }
kept = Fed keeps rates at { $range }
cut-to = Fed cuts to { $range }
hike-to = Fed raises to { $range }
range-is = Fed target range: { $range }
statement-only = FOMC statement without a rate decision
# `quarters`: how many quarter points, 0 where the move is no whole number of them. Taiwan counts in them.
move = { $quarters ->
   *[other] { $bp }
}
meeting = FOMC · { $date }
meeting-before = FOMC · { $date } · range before: { $range }
vote = Vote: { $for_count }–{ $against_count }
names-separator = { ", " }
dissent = { $names }: “{ $preference }”
dissent-cut = { $names }: for a cut of { $size }
dissent-hike = { $names }: for a rise of { $size }
dissent-hold = { $names }: for no change
dissent-bare = Against: { $names }
dissents-more = { $count } more against
statement-link = Read the statement
not-parsed-title = { $source }, { $date }: not parsed
not-parsed = The page is out, but we could not read it with certainty. We state no figure rather than guess one.
page-link = Read the page

## Implementation notes

note-title = FOMC implementation note: { $count }
note-count = { $count ->
    [0] no technical change
    [one] 1 technical change
   *[other] { $count } technical changes
}
note-link = Implementation note
note-rates = From { $date }: { $list }
note-rates-kept = Unchanged: { $list }; note in force from { $date }
note-rate = { $name } { $rate }
note-change = { $name }: { $before } → { $after }, from { $date }
note-set = { $name }: { $after }, from { $date }
note-gone = { $name }: removed (was { $before }), from { $date }
note-changed = { $name }: changed, from { $date }
note-more = { $count } more
note-unlimited = no limit
# A limit is for ON RRP per counterparty and day, for standing repo per operation; caps are monthly.
parameter = { $field ->
    [iorb] IORB
    [on_rrp_rate] ON RRP
    [srf_rate] standing repo
    [primary_credit] primary credit
    [on_rrp_limit] ON RRP limit per counterparty
    [srf_limit] Standing repo limit per operation
    [treasury_cap] Monthly runoff cap, Treasuries
    [agency_cap] Monthly runoff cap, agency debt and MBS
    [treasury_cap_next] Monthly runoff cap, Treasuries, next
   *[agency_cap_next] Monthly runoff cap, agency debt and MBS, next
}
runoff-ends-on = Runoff of Treasuries ends { $date }
runoff-goes-on = Runoff of Treasuries: end no longer directed, from { $date }
agency-into-bills = Principal of agency debt and MBS goes into Treasury bills from { $date }
agency-not-into-bills = Principal of agency debt and MBS no longer goes into Treasury bills, from { $date }
bills-directed = Purchases of Treasury bills directed from { $date }; the note names no amount
bills-stopped = Purchases of Treasury bills no longer directed, from { $date }

## Meetings

reminder-title = FOMC decision { $lead ->
    [hour] in an hour
    [today] today
    [tomorrow] tomorrow
   *[soon] soon
}, { $time }
reminder-plan = { $time } statement and implementation note, { $press } press conference
reminder-sep = { $time } statement, implementation note and economic projections (SEP), { $press } press conference
reminder-range = Target range in force: { $range }
minutes-title = FOMC minutes of the meeting of { $date }
minutes-link = Read the minutes
calendar-title = FOMC calendar changed
calendar-link = Read the calendar
meeting-moved = The meeting that was to end on { $from } now ends on { $to }
meeting-cancelled = The meeting that was to end on { $date } is cancelled
meeting-added = New meeting, ending on { $date }
unscheduled-title = Unscheduled Fed announcement: { $title }
unscheduled-date = Dated { $date }, outside of the FOMC calendar
unscheduled-class = { $class ->
    [note] It comes with an implementation note.
    [liquidity] Its title names a facility, swaps or liquidity.
   *[other] We recognise neither a rate decision nor a liquidity measure in it.
}

## Notices about the data

quality-delayed = Data delayed: { $source }
quality-doubt = Data in doubt: { $source }
quality-over-title = Data back in order: { $source }
quality-over = In order since { $over }; the trouble began { $since }
quality-silent = Silent meanwhile: { $rules }
quality-speaks = Speaking again: { $rules }
doubt-late = Figures for { $date } were due { $due } and are not out
doubt-unreachable = No answer since { $since }
doubt-rejected = The page of { $since } cannot be read or contradicts itself: none of it is used
doubt-unknown-line = Its page since { $since } has a line that we do not know (“{ $line }”); the others are used
doubt-bad-row = Its page since { $since } has rows that cannot be right (“{ $detail }”); the others are used
doubt-disagrees = { $series } of { $date }: { $ours } by what we hold, { $theirs } by this source (since { $since })

## The board

status-title = Dollar liquidity · { $moment }
status-range = Fed target range: { $range }
status-range-unknown = Fed target range: no figure yet
status-reserves = Bank reserves
status-reserves-level = { $level }, average of the week to { $date }
status-week = { $change } on the week
status-four-weeks = { $change } in four weeks
status-net = Net liquidity (market proxy): { $level } on { $date }
status-join = { $first }, { $second }
status-funding = Funding
status-spread = SOFR − IORB: { $spread } ({ $date })
status-sofr = SOFR { $sofr }
status-iorb = IORB { $iorb }
status-srf-rate = standing repo rate { $rate }
status-repo = Standing repo (adds cash): { $amount } ({ $date })
status-on-rrp = ON RRP (drains cash): { $amount } ({ $date })
status-nothing = No figure yet
status-none = { $gauge }: no figure yet
status-normal = State: normal
status-raised = { $severity } since { $date }
status-raised-open = { $severity } since { $date }, not yet over
status-raised-undated = { $severity }
status-figure = { $rule }: { $figure } ({ $date }), { $state }
status-mean = { $rule }, average of 5 days to { $date }: { $figure }, { $state }
status-dormant = State: silent ({ $reason })
dormant-no-figure = no figure yet
dormant-look-back = needs { $needs } figures, has { $has }
dormant-rate = the implementation note of { $meeting } was not read, so the Fed’s rates may have changed
dormant-in-doubt = { $source } in doubt
status-silent = Silent ({ $reason }): { $rules }
status-others = Other rules: normal
status-rule = { $rule }: { $state }
status-below = { $severity } at { $level }: { $gap } below
status-past = { $severity } at { $level }: { $gap } above
status-at = { $severity } at { $level }: reached
status-ends-at-most = { $state }; { $calm ->
    [0] over after { $prints } { $gauge ->
        [week] { $prints ->
            [one] week
           *[other] weeks running
        }
       *[other] days running
    } at { $level } or less
   *[other] calm for { $calm } of { $prints } { $gauge ->
        [week] weeks
       *[other] days
    } (at { $level } or less)
}
status-ends-at-least = { $state }; { $calm ->
    [0] over after { $prints } { $gauge ->
        [week] { $prints ->
            [one] week
           *[other] weeks running
        }
       *[other] days running
    } at { $level } or more
   *[other] calm for { $calm } of { $prints } { $gauge ->
        [week] weeks
       *[other] days
    } (at { $level } or more)
}
status-ends-below = { $state }; { $calm ->
    [0] over after { $prints } { $gauge ->
        [week] { $prints ->
            [one] week
           *[other] weeks running
        }
       *[other] days running
    } below { $level }
   *[other] calm for { $calm } of { $prints } { $gauge ->
        [week] weeks
       *[other] days
    } (below { $level })
}
status-ours = Levels are ours, for ordinary days; month-ends and other calendar dates get an allowance.
status-next = Next
status-sources = Sources
status-reading = Reading history: { $done } of { $all } pages; rules that look back further keep silent until then
status-source = { $source }: { $state }
status-as-of = up to { $date }
status-read = read { $age }
status-never-read = not read yet
condition = { $condition ->
    [waiting] not asked yet
    [problem] last page has a fault, no alert is drawn from it
    [rejected] last page rejected and kept
    [unreachable] does not answer
    [late] late
   *[ok] up to date
}

## Answers to commands

fomc-title = FOMC · { $moment }
fomc-last = Last decision
fomc-no-last = None read yet
fomc-next = Next meeting
fomc-next-at = { $date }, statement { $time }
fomc-next-sep = { $date }, statement and economic projections (SEP) { $time }
fomc-no-next = No date known yet
blackout-now = Blackout period, now: { $from } to { $to }
blackout-next = Next blackout period: { $from } to { $to }
h41-none = No H.4.1 figure yet
repo-title = Repo market · { $moment }
repo-rate = %
repo-over = bp
repo-p99 = 99th
repo-volume = $ B
repo-rates-note = bp: over IORB of that date; 99th: percentile; $ B: volume
repo-operations = Operations, $ B
repo-srf = repo
repo-on-rrp = ON RRP
repo-operations-note = Standing repo adds cash, ON RRP drains it; –: no figure
repo-source = Source: New York Fed; terms of use: /help
tga-title = Treasury cash (TGA) · { $moment }
tga-level = Wednesday level: { $level } ({ $date })
tga-average = Average of the week to { $date }: { $level }
tga-reserves = Effect on average reserves, other things equal: { $list }
tga-note = The TGA is the Treasury’s account at the Fed: what is paid into it leaves banks’ reserves.
change-in-weeks = { $change } in { $weeks ->
    [one] a week
   *[other] { $weeks } weeks
}
bills-title = Treasury bills held by the Fed · { $moment }
bills-held = Wednesday level: { $level } face value ({ $date })
bills-share = { $share } of all Treasuries that it holds
bills-unknown = What is directed is not known: no implementation note was read yet
bills-not-directed = The last implementation note directs no purchases of bills to keep reserves ample
h41-source = Source: Federal Reserve, H.4.1
next-title = What comes · { $moment }
next-none = Nothing known yet
history-title = What the rules found, newest first · { $moment }
history-none = No alert yet
history-line = { $sign } { $date } { $rule }: { $figure }
history-bare = { $sign } { $date } { $rule }
history-peak = { $line }, new peak
history-corrected = { $line } (taken back: the figures were revised)
history-note = Dates are those of the figures. /why explains the last message.
why-none = No alert yet, so there is nothing to explain.
why-title = Why · { $title }
why-rule = { $rule }, version { $version }: { $name }
why-input = { $series }, { $date }: { $value }
why-input-step = { $series }, from { $date }: { $value }
why-gdp = GDP, Q{ $quarter } { $year } (annual rate): { $value }
why-inputs-more = { $count } more
why-sources = { "Figures: " }
why-no-levels = No level of ours stands behind this message: it only passes on what was published.

## Replies

welcome-fresh = Welcome to Tidewatch.
welcome-back = Welcome back to Tidewatch.
welcome-what = It watches the Federal Reserve, its balance sheet and the repo market, and tells you when US dollar liquidity shifts.
welcome-coming =
    What will come:
    • FOMC: reminders a day and an hour before, the decision seconds after 14:00 ET
    • the Fed’s balance sheet (H.4.1), weekly
    • funding pressure: when it starts, peaks, goes on and ends
    • a word when figures are late, in doubt or corrected
welcome-example = An example, from 3 Nov 2025:
welcome-hint =
    /status everything now · /fomc /h41 /repo /tga /bills its parts
    /next what comes · /history what the rules found · /why what stands behind one
    /settings what comes and when it rings · /help terms · /stop no more alerts
welcome-ask = Choose your language:
language-chosen = Language: English.
already-subscribed = You are subscribed already. /status shows everything now, /settings what comes.
stopped = Stopped: no more alerts. /start brings them back.
not-subscribed = You are not subscribed. /start subscribes you.
unknown-command = Unknown command. /help lists what there is.
not-understood = Tidewatch understands commands only. /help lists them.
no-such-rule = There is no such rule. Rules: { $rules }
apology = Something failed on our side and your message was not handled. Please send it again.
button-expired = This button is too old. Send the command again.
help-title = Tidewatch
help-what = Tells you when US dollar liquidity shifts. Times are New York’s (ET).
help-command = /{ $name } – { $text }
help-terms =
    • SOFR: what it costs to borrow cash overnight against Treasuries
    • IORB: what the Fed pays banks on their reserves; SOFR well above it means that cash is scarce
    • bp: basis point, 0.01 percentage point
    • Reserves: banks’ deposits at the Fed
    • Standing repo: the Fed lends cash against securities at a fixed rate (adds cash)
    • ON RRP: money funds and others hand cash to the Fed overnight (drains cash)
    • TGA: the Treasury’s account at the Fed; when it rises, reserves fall, other things equal
    • H.4.1: the Fed’s weekly balance sheet, published on Thursdays as of Wednesday
    • Net liquidity: Fed assets − TGA − ON RRP; a market proxy, not a Fed measure
help-signs = 🔴 critical · 🟠 notable · ▫️ for information · ✅ back to normal. Signs mark severity, not good or bad.
help-thresholds = Thresholds are ours. They were chosen looking at 2018–2026 and prove nothing about the future.
help-nyfed = Notice that the New York Fed asks for: { $notice }
help-advice = Information only, not investment advice.
command-start = subscribe, or choose the language
command-status = everything now: reserves, funding, what comes next
command-fomc = rates in force, last decision, next meeting
command-h41 = the last week of the Fed’s balance sheet
command-repo = repo rates against IORB, Fed operations
command-tga = the Treasury’s account at the Fed, and reserves
command-bills = Treasury bills held by the Fed, purchases directed
command-next = what will be published when
command-history = what the rules found, newest first
command-why = the rule and the figures behind an alert
command-help = commands and terms
command-stop = no more alerts

## What is kept of a chat, tests, lists of commands

test-title = A test
test-asked = Asked for on { $moment }. Alerts come the same way.
test-rings = They ring now.
test-silent = They come without a sound: silent delivery is on.
test-quiet = They come without a sound now: quiet hours { $from }–{ $to } ({ $zone }).
test-quiet-critical = They come without a sound now, quiet hours { $from }–{ $to } ({ $zone }), except critical ones.
nearest-command = Unknown command. Did you mean /{ $name }? /help lists what there is.
nearest-commands = Unknown command. Did you mean /{ $name } or /{ $other }? /help lists what there is.
too-many = Too many messages at once. Please wait a minute; alerts come as before.
topic-gone = The topic that alerts went to is closed or deleted: they come here from now on. An administrator can choose another topic by /start there.
cut-short = The rest does not fit into one message: see /why or the source.
privacy-title = What is kept, and why
privacy-kept = Kept: this chat’s number at Telegram and its kind, its settings (language, kinds of alerts, severities, sound, quiet hours, time zone, topic), and which alerts were sent here, when, and whether they arrived.
privacy-why = Why: to send alerts, to correct them, to answer. No name and no phone number is kept, and nothing that you write once it is handled.
privacy-updates = What you write or press, with what Telegram adds to it (name, language): until it is handled, usually within a second. Its number at Telegram: { $hours } hours.
privacy-replies = Our answers: { $hours } hours.
privacy-messages = The record of alerts sent here: { $days } days, since a correction may have to find them.
privacy-settings = Settings: until you delete them. After /stop they wait for your return.
privacy-who = Who sees it: whoever runs this bot, and Telegram, which carries every message. Nobody else.
privacy-delete = /mydata shows what is kept of this chat, /deletemydata deletes it at once. Copies that the operator made for backup end with his backups.
privacy-volume = The program does not encrypt its database: that is up to the volume on which the operator keeps it.
mydata-title = What is kept of this chat
mydata-chat = Chat: { $chat }, { $kind ->
    [private] private chat
    [group] group
    [supergroup] supergroup
    [channel] channel
   *[unknown] of an unknown kind
}
mydata-number = Our own number for it: { $number }
mydata-none = No settings: this chat is not subscribed.
mydata-state = State: { $state ->
    [asked] asked for its language
    [active] subscribed
    [stopped] stopped
   *[suspended] out of reach
}
mydata-reason = Reason on record: { $reason }
mydata-since = On record since { $since }; last change { $changed }
mydata-lang = Language: { $lang }
mydata-takes = Takes: { $list }
mydata-takes-none = Takes: nothing
mydata-from = From this severity: { $severity }
mydata-silent = Sound: { $silent ->
    [yes] off
   *[no] on
}
mydata-quiet = Quiet hours: { $from }–{ $to }
mydata-no-quiet = Quiet hours: none
mydata-critical = Critical alerts ring in quiet hours: { $rings ->
    [yes] yes
   *[no] no
}
mydata-zone = Time zone: { $zone }
mydata-thread = Topic of a group that alerts go to: { $thread }
mydata-no-thread = Topic of a group that alerts go to: none
mydata-menu = Settings menu that is open: one, kept by an internal number
mydata-no-menu = Settings menu that is open: none
mydata-alerts = Alerts on record: { $count } (which, when, how it ended, Telegram’s number of the message)
mydata-replies = Answers on record, with their text: { $count }
mydata-updates = Updates on record: { $handled } handled, by number only; { $waiting } with their text, which wait or are in hand
mydata-pause = Telegram wants us to wait until { $until }
delete-ask = Delete everything that is kept of this chat? Alerts end, settings are gone. /mydata shows what there is.
delete-yes = Delete everything
delete-no = Keep it
deleted = Deleted: settings, and the record of what was sent here. This answer alone stays on record, for { $hours } hours. /start subscribes anew.
delete-kept = Nothing was deleted.
delete-nothing = There are no settings to delete: this chat is not subscribed.
delete-done = Deleted.
command-settings = what comes, how loud and when it rings
command-timezone = the clock of quiet hours: /timezone Europe/Vienna
command-lang = choose the language
command-test = a test alert, to this chat alone
command-privacy = what is kept, why and how long
command-mydata = everything that is kept of this chat
command-deletemydata = delete everything that is kept of this chat
bot-description =
    Tidewatch watches the Federal Reserve’s meetings, its weekly balance sheet and the repo market, and tells you when US dollar liquidity shifts: what moved, by how much, why, and what comes next.

    English, 繁體中文, 简体中文. No advice, no prediction; the thresholds are ours and public. /privacy says what is kept.
bot-short-description = Tells you when US dollar liquidity shifts: the Fed, its balance sheet, repo. Information only, not advice.

# The operator's: /admin. Lanes are numbers in the database.
admin-title = Tidewatch { $version }
admin-going = Alerts are sent.
admin-paused = Alerts are paused since { $moment }: decided and kept, not sent.
admin-running = Running for { $span } · epoch { $epoch }
admin-loop = { $name ->
    [delivery] Delivery
   *[intake] Intake
} turned { $span } ago
admin-loop-never = { $name ->
    [delivery] Delivery
   *[intake] Intake
} has not turned yet
admin-subscribers = { $active } of { $all } chats take alerts
admin-waiting = { $rows ->
    [one] 1 message waits
   *[other] { $rows } messages wait
}
admin-lane = { $lane ->
    [-1] Answers to buttons
    [0] Replies
    [1] Urgent
    [2] Normal
   *[3] Digest
} · { $state ->
    [claimed] in hand
    [sending] under way
   *[pending] waiting
}: { $rows }, oldest { $span }
admin-queue-empty = No message waits.
admin-inbox = Updates that wait for their handler: { $rows }
admin-failures = Failed in the last day
admin-failure = { $class }: { $rows }, last { $ago }
admin-no-failures = None.
admin-ask-pause = Pause alerts? They are decided and kept, and go out in order when you resume. What expires meanwhile is not sent. Replies go on.
admin-ask-resume = { $rows ->
    [0] Resume alerts? No message waits.
    [one] Resume alerts? 1 message waits and goes out at once.
   *[other] Resume alerts? { $rows } messages wait and go out at once.
}
admin-button = { $button ->
    [sources] Sources
    [queue] Queue
    [pause] Pause alerts
    [pause-yes] Yes, pause
    [resume] Resume alerts
    [resume-yes] Yes, resume
   *[home] Overview
}

## The settings menu

menu-title = Settings
menu-title-of = Settings of { $title }
menu-closed = Settings closed. /settings opens them again.
menu-state = { $state ->
    [on] Alerts: on
    [asked] Alerts: not asked for yet
    [stopped] Alerts: stopped
   *[held] Alerts: on hold, the bot cannot write to this chat
}
menu-thread = Place: the thread in which /start was sent
menu-language = Language: { $name }
menu-separator = { ", " }
menu-take = Kinds: { $list }
menu-take-all = Kinds: all
menu-take-none = Kinds: none, so nothing is sent
menu-take-note = ✓ is taken. A kind marked “no alerts yet” has no rule so far; your choice counts from its first alert on.
menu-severity = Severity: { $least }
menu-severity-note = “Back to normal” comes with notable and critical.
menu-rings = Sound: on
menu-silent = Sound: off, critical alerts too
menu-sound-note = Without sound everything still arrives at once. What is for information (▫️) makes no sound anyway.
menu-quiet = Quiet hours: { $span }
menu-quiet-critical = Quiet hours: { $span }, critical alerts ring
menu-quiet-off = Quiet hours: none
menu-quiet-note = Nothing is held back in quiet hours: alerts arrive at once, only without a sound.
menu-quiet-idle = While sound is off, quiet hours change nothing.
menu-quiet-from = Quiet from:
menu-quiet-to = Quiet until:
menu-zone = Time zone: { $zone }, now { $time }
menu-zone-note =
    Quiet hours follow this clock. Times in alerts are New York’s (ET).
    Another zone: /timezone Europe/Vienna
whole-day = the whole day
category = { $category ->
    [fomc] FOMC
    [h41] H.4.1
    [funding] Funding pressure
    [operations] Fed operations
    [treasury] Treasury cash
    [emergency] Emergency lending
    [crypto] Crypto context
   *[data] Data notices
}
category-empty = { $name } (no alerts yet)
least = { $severity ->
    [critical] critical only
    [notable] notable and critical
   *[info] everything
}
button-least = { $severity ->
    [critical] Critical only
    [notable] Notable and critical
   *[info] Everything
}
city = { $city ->
    [los-angeles] Los Angeles
    [chicago] Chicago
    [new-york] New York
    [london] London
    [berlin] Frankfurt
    [dubai] Dubai
    [singapore] Singapore
    [hong-kong] Hong Kong
    [shanghai] Shanghai
    [taipei] Taipei
    [tokyo] Tokyo
   *[sydney] Sydney
}
button-language = Language
button-take = Kinds
button-severity = Severity
button-sound = Sound
button-quiet = Quiet hours
button-quiet-from = From …
button-quiet-to = Until …
button-quiet-off = None
button-critical-rings = Critical rings
button-zone = Time zone
button-ring = On
button-silent = Off
button-stop = Stop alerts
button-start = Start alerts
button-in-private = Settings in private
button-subscribe = Subscribe
button-back = ‹ Back
button-done = Done
notice-taken = Taken: { $name }
notice-not-taken = Not taken: { $name }
notice-critical-rings = Critical alerts ring in quiet hours.
notice-critical-quiet = Critical alerts make no sound in quiet hours.
notice-on = Alerts: on
no-settings = No settings here yet: /start subscribes first.
no-such-zone =
    No such time zone: { $typed }
    Zones are named by region and city: /timezone Europe/Vienna
no-such-zone-but =
    No such time zone: { $typed }
    Perhaps: { $guesses }
    /timezone { $first }

## Groups and channels

only-administrators = Only administrators of the chat can change its settings.
rights-unknown = Telegram did not say whether you are an administrator, so nothing was changed. Please try again.
group-welcome = { $place ->
    [thread] Alerts on US dollar liquidity come to this thread.
    [channel] Alerts on US dollar liquidity come to this channel.
   *[group] Alerts on US dollar liquidity come to this group.
}
group-rules = { $place ->
    [channel] For its administrators: /settings · /stop no more alerts
   *[group]
        For its administrators: /settings · /stop no more alerts
        For everybody: /status everything now · /help
}
group-subscribed = { $place ->
    [thread] Subscribed already; alerts come to this thread. /settings
    [channel] Subscribed already; alerts come to this channel. /settings
   *[group] Subscribed already; alerts come to this group. /settings
}
group-back = { $place ->
    [thread] Alerts come to this thread again, with the settings as they were. /settings
    [channel] Alerts come to this channel again, with the settings as they were. /settings
   *[group] Alerts come to this group again, with the settings as they were. /settings
}
group-ask = { $place ->
    [channel] Tidewatch can tell this channel when US dollar liquidity shifts. An administrator decides: the button below, or /start.
   *[group] Tidewatch can tell this group when US dollar liquidity shifts. An administrator decides: the button below, or /start.
}
