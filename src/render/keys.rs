//! Every message that the program can say, with the values that it takes.
//!
//! A text that is not listed here cannot be asked for; one that is listed is tried in every language
//! at start. To add a message: a line here, and the same key in each file of `config/locales/`.

/// A message and the names of its `N` values, in the order in which they are given.
pub(super) struct Key<const N: usize> {
    pub(super) id: &'static str,
    pub(super) args: [&'static str; N],
}

macro_rules! keys {
    ($($konst:ident = $id:literal ($($arg:ident),*);)*) => {
        $(pub(super) const $konst: Key<{ <[&str]>::len(&[$(stringify!($arg)),*]) }> =
            Key { id: $id, args: [$(stringify!($arg)),*] };)*
        /// Every key with its values.
        pub(super) const ALL: &[(&str, &[&str])] = &[$(($id, &[$(stringify!($arg)),*])),*];
    };
}

keys! {
    // Figures. `sign` is "", "+" or "−".
    AMOUNT_SMALL = "amount-small" (sign, figure);
    AMOUNT_MIDDLE = "amount-middle" (sign, figure);
    AMOUNT_LARGE = "amount-large" (sign, figure);
    BASIS_POINTS = "basis-points" (figure);
    PERCENT = "percent" (figure);
    RANGE = "range" (low, high);
    // Dates.
    WEEKDAY = "weekday" (number);
    MONTH = "month" (number);
    DAY = "day" (weekday, day, month);
    DAY_YEAR = "day-year" (weekday, day, month, year);
    DAY_OF_CLASS = "day-of-class" (day, class);
    MOMENT = "moment" (day, time);
    TIME = "time" (time);
    AGO = "ago" (span);
    SPAN_MOMENT = "span-moment" ();
    SPAN_MINUTES = "span-minutes" (minutes);
    SPAN_HOURS = "span-hours" (hours);
    SPAN_HOURS_MINUTES = "span-hours-minutes" (hours, minutes);
    SPAN_DAYS = "span-days" (days);
    SPAN_DAYS_HOURS = "span-days-hours" (days, hours);
    // Names. Variants are tags of the types: severities, date classes, release kinds, sources.
    SEVERITY = "severity" (severity);
    DATE_CLASS = "date-class" (class);
    DATE_CLASS_MANY = "date-class-many" (class);
    RELEASE = "release" (kind);
    SOURCE = "source" (source);
    PUBLISHER = "publisher" (source);
    RULE = "rule" (rule);
    // Every alert.
    LATE = "late" (due, span);
    REVISED = "revised" (revision);
    POSSIBLE_REPEAT = "possible-repeat" ();
    NEXT = "next" (list);
    NEXT_ITEM = "next-item" (what, when);
    NEXT_SEPARATOR = "next-separator" ();
    SOURCE_PUBLISHED = "source-published" (publisher, moment);
    SOURCE_DUE = "source-due" (publisher, moment);
    BULLET = "bullet" (text);
    // Funding.
    FUNDING_TITLE = "funding-title" (severity);
    FUNDING_TITLE_INFO = "funding-title-info" ();
    FUNDING_TITLE_PEAK = "funding-title-peak" (severity);
    CLEARED_TITLE = "cleared-title" (rule);
    SOFR_ABOVE = "sofr-above" (rate, date, spread);
    SOFR_BELOW = "sofr-below" (rate, date, spread);
    SOFR_EQUAL = "sofr-equal" (rate, date);
    SOFR_LATEST_ABOVE = "sofr-latest-above" (rate, date, spread);
    SOFR_LATEST_BELOW = "sofr-latest-below" (rate, date, spread);
    SOFR_LATEST_EQUAL = "sofr-latest-equal" (rate, date);
    SPREAD_ONLY = "spread-only" (date, spread);
    REPO_DRAWN = "repo-drawn" (amount, date);
    RULE_FIGURES = "rule-figures" (rule, figures, date);
    THRESHOLD = "threshold" (total);
    THRESHOLD_ALLOWANCE = "threshold-allowance" (total, level, allowance, class);
    THRESHOLD_PRINTS = "threshold-prints" (threshold, gauge, count);
    TOLD_LAST = "told-last" (last);
    CLEARED = "cleared" (span, since, peak);
    ALSO_RAISED = "also-raised" (severity, fact);
    ALSO_PEAK = "also-peak" (severity, fact, last);
    ALSO_CLEARED = "also-cleared" (rule, span, peak);
    OVER_SRF_ABOVE = "over-srf-above" (spread, date);
    OVER_SRF_EQUAL = "over-srf-equal" (date);
    REPO_ON = "repo-on" (amount, date);
    ON_RRP_ON = "on-rrp-on" (amount, date);
    RESERVES_AT = "reserves-at" (level, date);
    RESERVES_DRIFT = "reserves-drift" (level, date, change);
    RESERVES_DRIFT_TGA = "reserves-drift-tga" (level, date, change, tga);
    USUAL = "usual" (class, median, max, count);
    USUAL_FEW = "usual-few" (class, median, max, count);
    // Weekly.
    WEEKLY_UP = "weekly-up" (change, level);
    WEEKLY_DOWN = "weekly-down" (change, level);
    WEEKLY_SAME = "weekly-same" (level);
    WEEKLY_AT = "weekly-at" (level);
    WEEKLY_WEEK = "weekly-week" (date);
    WEEKLY_DRIVER = "weekly-driver" (series, change);
    WEEKLY_AVERAGES = "weekly-averages" ();
    WEEKLY_TO_RESERVES = "weekly-to-reserves" ();
    WEEKLY_OTHER = "weekly-other" ();
    WEEKLY_SUM = "weekly-sum" ();
    WEEKLY_LEVELS = "weekly-levels" ();
    WEEKLY_LEVEL = "weekly-level" ();
    WEEKLY_CHANGE = "weekly-change" ();
    WEEKLY_NET = "weekly-net" ();
    WEEKLY_NET_NOTE = "weekly-net-note" ();
    WEEKLY_RESERVES = "weekly-reserves" (facts);
    WEEKLY_FOUR_WEEKS = "weekly-four-weeks" (change);
    WEEKLY_GDP = "weekly-gdp" (share, year, quarter);
    // Decisions.
    CUT = "cut" (size, range);
    HIKE = "hike" (size, range);
    KEPT = "kept" (range);
    CUT_TO = "cut-to" (range);
    HIKE_TO = "hike-to" (range);
    RANGE_IS = "range-is" (range);
    STATEMENT_ONLY = "statement-only" ();
    MOVE = "move" (bp, quarters);
    MEETING = "meeting" (date);
    MEETING_BEFORE = "meeting-before" (date, range);
    VOTE = "vote" (for_count, against_count);
    NAMES_SEPARATOR = "names-separator" ();
    DISSENT = "dissent" (names, preference);
    DISSENT_CUT = "dissent-cut" (names, size);
    DISSENT_HIKE = "dissent-hike" (names, size);
    DISSENT_HOLD = "dissent-hold" (names);
    DISSENT_BARE = "dissent-bare" (names);
    DISSENTS_MORE = "dissents-more" (count);
    STATEMENT_LINK = "statement-link" ();
    NOT_PARSED_TITLE = "not-parsed-title" (source, date);
    NOT_PARSED = "not-parsed" ();
    PAGE_LINK = "page-link" ();
    // The board.
    STATUS_TITLE = "status-title" (moment);
    STATUS_RANGE = "status-range" (range);
    STATUS_RANGE_UNKNOWN = "status-range-unknown" ();
    STATUS_RESERVES = "status-reserves" ();
    STATUS_RESERVES_LEVEL = "status-reserves-level" (level, date);
    STATUS_WEEK = "status-week" (change);
    STATUS_FOUR_WEEKS = "status-four-weeks" (change);
    STATUS_NET = "status-net" (level, date);
    STATUS_JOIN = "status-join" (first, second);
    STATUS_FUNDING = "status-funding" ();
    STATUS_SPREAD = "status-spread" (spread, date);
    STATUS_SOFR = "status-sofr" (sofr);
    STATUS_IORB = "status-iorb" (iorb);
    STATUS_SRF_RATE = "status-srf-rate" (rate);
    STATUS_REPO = "status-repo" (amount, date);
    STATUS_ON_RRP = "status-on-rrp" (amount, date);
    STATUS_NOTHING = "status-nothing" ();
    STATUS_NONE = "status-none" (gauge);
    STATUS_NORMAL = "status-normal" ();
    STATUS_RAISED = "status-raised" (severity, date);
    STATUS_RAISED_UNDATED = "status-raised-undated" (severity);
    STATUS_DORMANT = "status-dormant" (reason);
    DORMANT_NO_FIGURE = "dormant-no-figure" ();
    DORMANT_LOOK_BACK = "dormant-look-back" (has, needs);
    DORMANT_RATE = "dormant-rate" (meeting);
    STATUS_RULE = "status-rule" (rule, state);
    STATUS_BELOW = "status-below" (severity, level, gap);
    STATUS_PAST = "status-past" (severity, level, gap);
    STATUS_AT = "status-at" (severity, level);
    STATUS_ENDS_AT_MOST = "status-ends-at-most" (level, prints);
    STATUS_ENDS_BELOW = "status-ends-below" (level, prints);
    STATUS_OURS = "status-ours" ();
    STATUS_NEXT = "status-next" ();
    STATUS_SOURCES = "status-sources" ();
    STATUS_SOURCE = "status-source" (source, state);
    STATUS_AS_OF = "status-as-of" (date);
    STATUS_READ = "status-read" (age);
    STATUS_NEVER_READ = "status-never-read" ();
    CONDITION = "condition" (condition);
    // Replies.
    WELCOME_FRESH = "welcome-fresh" ();
    WELCOME_BACK = "welcome-back" ();
    WELCOME_WHAT = "welcome-what" ();
    WELCOME_COMING = "welcome-coming" ();
    WELCOME_EXAMPLE = "welcome-example" ();
    WELCOME_HINT = "welcome-hint" ();
    WELCOME_ASK = "welcome-ask" ();
    LANGUAGE_CHOSEN = "language-chosen" ();
    ALREADY_SUBSCRIBED = "already-subscribed" ();
    STOPPED = "stopped" ();
    NOT_SUBSCRIBED = "not-subscribed" ();
    UNKNOWN_COMMAND = "unknown-command" ();
    NOT_UNDERSTOOD = "not-understood" ();
    NO_SUCH_RULE = "no-such-rule" (rules);
    APOLOGY = "apology" ();
    BUTTON_EXPIRED = "button-expired" ();
    HELP_TITLE = "help-title" ();
    HELP_WHAT = "help-what" ();
    HELP_COMMAND = "help-command" (name, text);
    HELP_TERMS = "help-terms" ();
    HELP_SIGNS = "help-signs" ();
    HELP_THRESHOLDS = "help-thresholds" ();
    HELP_NYFED = "help-nyfed" (notice);
    HELP_ADVICE = "help-advice" ();
    COMMAND_START = "command-start" ();
    COMMAND_STATUS = "command-status" ();
    COMMAND_HELP = "command-help" ();
    COMMAND_STOP = "command-stop" ();
}
