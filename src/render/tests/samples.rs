//! What Tidewatch would have said in the autumn of 2025. Figures are those published by the Federal
//! Reserve (H.4.1, statements) and the New York Fed (SOFR, operations).

pub(super) mod answers;
pub(super) mod data;
pub(super) mod fomc;
pub(super) mod spells;
pub(super) mod weeks;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::alert::{
    Alert, Body, Change, Contribution, Dated, DecisionReport, Edge, Finding, FundingReport, Gauges, GdpShare, Level,
    Manner, NotParsedReport, Severity, Threshold, Usual, WeeklyReport,
};
use crate::board::{Board, Clears, RuleLevel, SourceAge, SourceCondition};
use crate::calendar::{DateClass, ReleaseKind, Upcoming};
use crate::clock::ny;
use crate::rule::dormancy::Dormancy;
use crate::series::SeriesId;
use crate::source::{Dissent, SourceKind, Statement, StatementClass, Verb};
use crate::unit::{BasisPoints, Percent, UsdMillions};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub(super) fn million(value: i64) -> UsdMillions {
    UsdMillions(value.into())
}

fn percent(text: &str) -> Percent {
    Percent(dec(text))
}

fn bp(text: &str) -> BasisPoints {
    BasisPoints(dec(text))
}

fn at(date: &str, hour: u32, minute: u32) -> DateTime<Utc> {
    ny::at(day(date), hour, minute)
}

fn on<T>(date: &str, value: T) -> Option<Dated<T>> {
    Some(Dated { date: day(date), value })
}

fn next(kind: ReleaseKind, date: &str, hour: u32, minute: u32, as_of: &str) -> Upcoming {
    Upcoming { kind, at: at(date, hour, minute), as_of: day(as_of) }
}

pub(super) fn alert(id: &str, at: DateTime<Utc>, body: Body, next: Vec<Upcoming>) -> Alert {
    Alert { id: id.to_owned(), revision: 1, manner: Manner::New, at, late_since: None, body, next }
}

fn finding(rule: &str, date: &str, severity: Severity, edge: Edge, metrics: &[(&str, &str)]) -> Finding {
    let metrics = metrics.iter().map(|(name, value)| ((*name).to_owned(), dec(value))).collect();
    Finding {
        rule: rule.to_owned(),
        version: 1,
        date: day(date),
        severity,
        edge,
        metrics,
        threshold: None,
        inputs: Vec::new(),
    }
}

fn threshold(level: &str, allowance: &str, prints: u32) -> Option<Threshold> {
    Some(Threshold { metric: String::new(), level: dec(level), allowance: dec(allowance), prints })
}

fn threshold_of(metric: &str, level: &str, allowance: &str, prints: u32) -> Option<Threshold> {
    threshold(level, allowance, prints).map(|threshold| Threshold { metric: metric.to_owned(), ..threshold })
}

/// The gauges on Friday, 31 October 2025, after the afternoon operation: SOFR is Thursday's.
fn friday() -> Gauges {
    Gauges {
        sofr: on("2025-10-30", percent("4.04")),
        iorb: Some(percent("3.90")),
        srf_rate: Some(percent("4.00")),
        sofr_minus_iorb: on("2025-10-30", bp("14")),
        sofr_minus_srf: on("2025-10-30", bp("4")),
        srf_accepted: on("2025-10-31", million(50_350)),
        on_rrp: on("2025-10-31", million(51_802)),
        reserves_avg: on("2025-10-29", million(2_848_021)),
        reserves_4w: Some(million(-118_073)),
        tga_4w: Some(million(152_851)),
    }
}

/// The same on Monday at 08:00, when Friday's SOFR is out.
fn monday() -> Gauges {
    Gauges {
        sofr: on("2025-10-31", percent("4.22")),
        sofr_minus_iorb: on("2025-10-31", bp("32")),
        sofr_minus_srf: on("2025-10-31", bp("22")),
        ..friday()
    }
}

/// R05 critical: $50.35 billion of standing repo at the end of October.
pub(super) fn repo_critical() -> Alert {
    let mut repo = finding("R05", "2025-10-31", Severity::Critical, Edge::Raised, &[("srf_accepted", "50.35")]);
    repo.threshold = threshold("50", "0", 1);
    let report = FundingReport {
        findings: vec![repo],
        date: day("2025-10-31"),
        class: Some(DateClass::MonthEnd),
        gauges: friday(),
        usual: None,
        corrections: Vec::new(),
    };
    let coming = vec![
        next(ReleaseKind::Sofr, "2025-11-03", 8, 0, "2025-10-31"),
        next(ReleaseKind::SrfMorning, "2025-11-03", 8, 30, "2025-11-03"),
    ];
    alert("srf/2025-10-31", at("2025-10-31", 13, 46), Body::Funding(report), coming)
}

/// R01 critical: SOFR 32 basis points above IORB.
pub(super) fn sofr_critical() -> Alert {
    let mut spread = finding("R01", "2025-10-31", Severity::Critical, Edge::Raised, &[("sofr_minus_iorb", "32")]);
    spread.threshold = threshold("25", "5", 1);
    let report = FundingReport {
        findings: vec![spread],
        date: day("2025-10-31"),
        class: Some(DateClass::MonthEnd),
        gauges: monday(),
        usual: Some(Usual { class: DateClass::MonthEnd, count: 16, median: bp("-3"), max: bp("1") }),
        corrections: Vec::new(),
    };
    let coming = vec![
        next(ReleaseKind::SrfMorning, "2025-11-03", 8, 30, "2025-11-03"),
        next(ReleaseKind::SrfAfternoon, "2025-11-03", 13, 45, "2025-11-03"),
    ];
    alert("sofr/2025-10-31", at("2025-11-03", 8, 0), Body::Funding(report), coming)
}

/// A new peak on the last day of the year, late, with standing repo at a peak of its own.
pub(super) fn new_peak_late() -> Alert {
    let spread = Edge::NewPeak { last: dec("11") };
    let mut spread = finding("R01", "2025-12-31", Severity::Notable, spread, &[("sofr_minus_iorb", "22")]);
    spread.threshold = threshold("5", "15", 1);
    let repo = Edge::NewPeak { last: dec("25.95") };
    let repo = finding("R05", "2025-12-31", Severity::Critical, repo, &[("srf_accepted", "74.6")]);
    let gauges = Gauges {
        sofr: on("2025-12-31", percent("3.87")),
        iorb: Some(percent("3.65")),
        srf_rate: Some(percent("3.75")),
        sofr_minus_iorb: on("2025-12-31", bp("22")),
        sofr_minus_srf: on("2025-12-31", bp("12")),
        srf_accepted: on("2025-12-31", million(74_600)),
        on_rrp: on("2025-12-31", million(106_000)),
        ..Gauges::default()
    };
    let report = FundingReport {
        findings: vec![repo, spread],
        date: day("2025-12-31"),
        class: Some(DateClass::YearEnd),
        gauges,
        usual: Some(Usual { class: DateClass::YearEnd, count: 1, median: bp("9"), max: bp("9") }),
        corrections: Vec::new(),
    };
    let mut alert = alert("sofr/2025-12-31", at("2026-01-02", 10, 20), Body::Funding(report), vec![]);
    alert.late_since = Some(at("2026-01-02", 8, 0));
    alert
}

/// A spread that persisted at the lower level.
pub(super) fn two_days_running() -> Alert {
    let mut spread = finding("R01", "2025-11-18", Severity::Notable, Edge::Raised, &[("sofr_minus_iorb", "6")]);
    spread.threshold = threshold("5", "0", 2);
    let gauges = Gauges {
        sofr: on("2025-11-18", percent("3.96")),
        srf_accepted: on("2025-11-18", million(1)),
        ..Gauges::default()
    };
    let report = FundingReport {
        findings: vec![spread],
        date: day("2025-11-18"),
        class: None,
        gauges,
        usual: None,
        corrections: Vec::new(),
    };
    alert("sofr/2025-11-18", at("2025-11-19", 8, 0), Body::Funding(report), vec![])
}

/// Back to normal, with standing repo still at a peak told in the bullets' manner.
pub(super) fn cleared() -> Alert {
    let edge = Edge::Cleared { since: day("2025-10-15"), peak: dec("32"), gravest: Severity::Critical };
    let spread = finding("R01", "2025-11-06", Severity::Normal, edge, &[("sofr_minus_iorb", "2")]);
    let edge = Edge::Cleared { since: day("2025-10-23"), peak: dec("50.35"), gravest: Severity::Critical };
    let repo = finding("R05", "2025-11-06", Severity::Normal, edge, &[("srf_accepted", "0.001")]);
    let gauges = Gauges { sofr: on("2025-11-06", percent("3.92")), ..Gauges::default() };
    let report = FundingReport {
        findings: vec![spread, repo],
        date: day("2025-11-06"),
        class: None,
        gauges,
        usual: None,
        corrections: Vec::new(),
    };
    let coming = vec![next(ReleaseKind::SrfMorning, "2025-11-07", 8, 30, "2025-11-07")];
    alert("sofr/2025-11-06", at("2025-11-07", 8, 0), Body::Funding(report), coming)
}

pub(super) fn contribution(series: Option<&str>, to_reserves: i64) -> Contribution {
    Contribution { series: series.map(SeriesId::named), to_reserves: million(to_reserves) }
}

pub(super) fn level(series: &str, value: i64, change: Option<i64>) -> Level {
    Level { series: SeriesId::named(series), level: Change { value: million(value), change: change.map(million) } }
}

/// The week to 10 December 2025, published on the 11th.
pub(super) fn weekly_up() -> Alert {
    let report = WeeklyReport {
        week: day("2025-12-10"),
        reserves: Change { value: million(2_932_112), change: Some(million(73_828)) },
        contributions: vec![
            contribution(Some("tga_avg"), 78_221),
            contribution(Some("on_rrp_avg"), 2_788),
            contribution(Some("repo_others_avg"), -17_580),
            contribution(None, 10_399),
        ],
        levels: vec![
            level("fed_assets_wed", 6_539_303, Some(3_522)),
            level("tga_wed", 805_827, Some(-102_696)),
            level("bills_wed", 195_493, Some(0)),
            level("mbs_wed", 2_053_665, Some(0)),
        ],
        net_liquidity: Some(Change { value: million(5_728_431), change: Some(million(103_687)) }),
        gdp_share: Some(GdpShare { quarter: day("2025-04-01"), share: percent("9.6179") }),
        reserves_4w: Some(million(77_082)),
        findings: Vec::new(),
        tags: Vec::new(),
        drift: None,
        runoff_ends: None,
        bill_purchases_since: None,
        corrections: Vec::new(),
    };
    let coming = vec![
        next(ReleaseKind::Sofr, "2025-12-12", 8, 0, "2025-12-11"),
        next(ReleaseKind::SrfMorning, "2025-12-12", 8, 30, "2025-12-12"),
    ];
    alert("h41/2025-12-10", at("2025-12-11", 16, 30), Body::Weekly(report), coming)
}

/// The week to 29 October 2025: the Treasury's account filled up. GDP and one change are not known.
pub(super) fn weekly_down() -> Alert {
    let report = WeeklyReport {
        week: day("2025-10-29"),
        reserves: Change { value: million(2_848_021), change: Some(million(-85_016)) },
        contributions: vec![
            contribution(Some("repo_others_avg"), 4_200),
            contribution(Some("tga_avg"), -49_989),
            contribution(Some("on_rrp_avg"), -5_611),
            contribution(Some("securities_avg"), -9_100),
            contribution(Some("loans_avg"), 310),
            contribution(Some("currency_avg"), -2_450),
            contribution(Some("foreign_rrp_avg"), -7_004),
            contribution(Some("swap_lines_avg"), -12),
            contribution(None, -15_360),
        ],
        levels: vec![
            level("fed_assets_wed", 6_587_034, Some(-2_499)),
            level("tga_wed", 983_859, Some(78_785)),
            level("bills_wed", 195_493, None),
            level("mbs_wed", 2_069_963, Some(-12_643)),
        ],
        net_liquidity: Some(Change { value: million(5_583_671), change: Some(million(-96_783)) }),
        gdp_share: None,
        reserves_4w: Some(million(-118_073)),
        findings: Vec::new(),
        tags: Vec::new(),
        drift: None,
        runoff_ends: None,
        bill_purchases_since: None,
        corrections: Vec::new(),
    };
    let coming = vec![next(ReleaseKind::Sofr, "2025-10-31", 8, 0, "2025-10-30")];
    alert("h41/2025-10-29", at("2025-10-30", 16, 30), Body::Weekly(report), coming)
}

/// A first week: nothing to compare it with.
pub(super) fn weekly_first() -> Alert {
    let report = WeeklyReport {
        week: day("2025-10-29"),
        reserves: Change { value: million(2_848_021), change: None },
        contributions: vec![],
        levels: vec![level("fed_assets_wed", 6_587_034, None)],
        net_liquidity: None,
        gdp_share: None,
        reserves_4w: None,
        findings: Vec::new(),
        tags: Vec::new(),
        drift: None,
        runoff_ends: None,
        bill_purchases_since: None,
        corrections: Vec::new(),
    };
    alert("h41/2025-10-29", at("2025-10-30", 16, 30), Body::Weekly(report), vec![])
}

pub(super) fn decision(
    date: &str,
    range: (&str, &str),
    verb: Verb,
    vote: (u32, u32),
    dissents: &[(&str, &str)],
) -> Statement {
    let dissents = dissents
        .iter()
        .map(|(name, preference)| Dissent { name: (*name).to_owned(), preference: (*preference).to_owned() })
        .collect();
    Statement {
        class: StatementClass::RateDecision,
        date: day(date),
        range: Some((percent(range.0), percent(range.1))),
        verb: Some(verb),
        vote: Some(vote),
        dissents,
    }
}

/// 29 October 2025: a cut, two against for opposite reasons.
pub(super) fn cut() -> Alert {
    let dissents = [
        (
            "Stephen I. Miran",
            "preferred to lower the target range for the federal funds rate by 1/2 percentage point at this meeting",
        ),
        ("Jeffrey R. Schmid", "preferred no change to the target range for the federal funds rate at this meeting"),
    ];
    let report = DecisionReport {
        statement: decision("2025-10-29", ("3.75", "4.00"), Verb::Lower, (10, 2), &dissents),
        previous: Some((percent("4.00"), percent("4.25"))),
        change: Some(bp("-25")),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251029a.htm".to_owned(),
        note: None,
    };
    let coming = vec![
        next(ReleaseKind::Sofr, "2025-10-30", 8, 0, "2025-10-29"),
        next(ReleaseKind::H41, "2025-10-30", 16, 30, "2025-10-29"),
    ];
    alert("fomc/2025-10-29", at("2025-10-29", 14, 0), Body::Decision(report), coming)
}

/// 29 July 2026: unchanged, three against for the same reason.
pub(super) fn kept() -> Alert {
    let wish = "preferred to raise the target range for the federal funds rate by 1/4 percentage point at this meeting";
    let dissents = [("Beth M. Hammack", wish), ("Neel Kashkari", wish), ("Lorie K. Logan", wish)];
    let report = DecisionReport {
        statement: decision("2026-07-29", ("3.50", "3.75"), Verb::Maintain, (9, 3), &dissents),
        previous: Some((percent("3.50"), percent("3.75"))),
        change: Some(bp("0")),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20260729a.htm".to_owned(),
        note: None,
    };
    alert("fomc/2026-07-29", at("2026-07-29", 14, 0), Body::Decision(report), vec![])
}

/// A raise by half a point whose range before is not known.
pub(super) fn raised_without_past() -> Alert {
    let report = DecisionReport {
        statement: decision("2026-09-16", ("3.75", "4.00"), Verb::Raise, (12, 0), &[]),
        previous: None,
        change: None,
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20260916a.htm".to_owned(),
        note: None,
    };
    alert("fomc/2026-09-16", at("2026-09-16", 14, 0), Body::Decision(report), vec![])
}

pub(super) fn not_parsed() -> Alert {
    let report = NotParsedReport {
        source: SourceKind::FomcStatement,
        date: day("2025-10-29"),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251029a.htm".to_owned(),
    };
    alert("fomc/2025-10-29", at("2025-10-29", 14, 0), Body::NotParsed(report), vec![])
}

fn rule(rule: &str, severity: Severity, since: Option<&str>, levels: Option<(&str, &str)>) -> RuleLevel {
    let levels = levels.map(|(notable, critical)| (dec(notable), dec(critical)));
    let below = rule == "R05";
    let clears = Clears { level: Decimal::from(if below { 1 } else { 2 }), below, prints: if below { 5 } else { 3 } };
    RuleLevel { rule: rule.to_owned(), severity, since: since.map(day), dormant: None, levels, clears }
}

fn source(source: SourceKind, state: SourceCondition, as_of: Option<&str>, read: Option<DateTime<Utc>>) -> SourceAge {
    SourceAge { source, state, as_of: as_of.map(day), accepted_at: read, detail: String::new() }
}

/// Monday, 3 November 2025, five past eight.
pub(super) fn board() -> Board {
    Board {
        now: at("2025-11-03", 8, 5),
        range: Some((percent("3.75"), percent("4.00"))),
        gauges: monday(),
        reserves: on("2025-10-29", Change { value: million(2_848_021), change: Some(million(-85_016)) }),
        net_liquidity: on("2025-10-29", Change { value: million(5_583_671), change: Some(million(-96_783)) }),
        rules: vec![
            rule("R01", Severity::Critical, Some("2025-10-31"), Some(("10", "25"))),
            rule("R05", Severity::Critical, Some("2025-10-31"), Some(("5", "25"))),
        ],
        next: vec![
            next(ReleaseKind::SrfMorning, "2025-11-03", 8, 30, "2025-11-03"),
            next(ReleaseKind::SrfAfternoon, "2025-11-03", 13, 45, "2025-11-03"),
            next(ReleaseKind::Sofr, "2025-11-04", 8, 0, "2025-11-03"),
            next(ReleaseKind::H41, "2025-11-06", 16, 30, "2025-11-05"),
            next(ReleaseKind::FomcStatement, "2025-12-10", 14, 0, "2025-12-10"),
        ],
        sources: vec![
            source(SourceKind::NyfedRates, SourceCondition::Ok, Some("2025-10-31"), Some(at("2025-11-03", 8, 0))),
            source(SourceKind::NyfedRepo, SourceCondition::Ok, Some("2025-10-31"), Some(at("2025-10-31", 13, 46))),
            source(SourceKind::H41, SourceCondition::Ok, Some("2025-10-29"), Some(at("2025-10-30", 16, 30))),
            source(SourceKind::FomcStatement, SourceCondition::Ok, Some("2025-10-29"), Some(at("2025-10-29", 14, 0))),
            source(SourceKind::ImplementationNote, SourceCondition::Waiting, None, None),
        ],
        reading: None,
    }
}

/// A bad day: nothing but one rejected page, a rule without input, and quiet.
pub(super) fn empty_board() -> Board {
    let mut quiet = rule("R05", Severity::Normal, None, Some(("5", "25")));
    quiet.levels = Some((dec("5"), dec("25")));
    let mut dormant = rule("R01", Severity::Normal, None, Some(("10", "25")));
    dormant.dormant = Some(Dormancy::RateUnconfirmed { meeting: day("2025-10-29") });
    let mut rejected = source(SourceKind::H41, SourceCondition::Rejected, Some("2025-10-22"), None);
    rejected.detail = "not a page of this kind: <title>Error & more</title>".to_owned();
    rejected.accepted_at = Some(at("2025-10-23", 16, 30));
    Board {
        now: at("2025-10-31", 18, 0),
        range: None,
        gauges: Gauges { srf_accepted: on("2025-10-31", million(1_500)), ..Gauges::default() },
        reserves: None,
        net_liquidity: None,
        rules: vec![dormant, quiet],
        next: vec![],
        sources: vec![
            source(SourceKind::NyfedRates, SourceCondition::Unreachable, None, None),
            source(SourceKind::NyfedRepo, SourceCondition::Late, Some("2025-10-30"), Some(at("2025-10-30", 13, 46))),
            rejected,
        ],
        reading: None,
    }
}
