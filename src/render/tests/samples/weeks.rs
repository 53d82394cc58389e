//! Weeks in which a rule of the balance sheet spoke. Reserves, TGA and Wednesday levels are those
//! published; other contributions are composed so that they sum.

use super::*;
use crate::alert::{Correction, Drift, WeekTag};

fn week(date: &str, reserves: (i64, i64), contributions: Vec<Contribution>, findings: Vec<Finding>) -> WeeklyReport {
    WeeklyReport {
        week: day(date),
        reserves: Change { value: million(reserves.0), change: Some(million(reserves.1)) },
        contributions,
        levels: Vec::new(),
        net_liquidity: None,
        gdp_share: None,
        reserves_4w: None,
        findings,
        tags: Vec::new(),
        drift: None,
        runoff_ends: None,
        bill_purchases_since: None,
        corrections: Vec::new(),
    }
}

/// 12 November 2025: a drift of four weeks that no single week shows, and R23 still raised before it.
pub(in crate::render::tests) fn drain() -> Alert {
    let mut drift =
        finding("R22", "2025-11-12", Severity::Notable, Edge::Raised, &[("reserves_change_4w", "-163.998")]);
    drift.threshold = threshold_of("reserves_change_4w", "150", "0", 1);
    let edge = Edge::FollowUp { since: day("2025-09-03"), day: 11, peak: dec("484.5"), last: dec("325.5") };
    let fall = finding("R23", "2025-11-12", Severity::Critical, edge, &[("reserves_drawdown", "462.262")]);
    let lines = vec![
        contribution(Some("tga_avg"), -10_600),
        contribution(Some("repo_others_avg"), -6_480),
        contribution(Some("on_rrp_avg"), 9_320),
        contribution(Some("securities_avg"), -1_210),
        contribution(None, 1_431),
    ];
    let mut report = week("2025-11-12", (2_855_030, -7_539), lines, vec![drift, fall]);
    report.drift = Some(Drift {
        weeks: 4,
        change: million(-163_998),
        contributions: vec![
            contribution(Some("tga_avg"), -144_223),
            contribution(Some("securities_avg"), -21_800),
            contribution(Some("repo_others_avg"), 1_470),
            contribution(None, 555),
        ],
    });
    report.levels = vec![
        level("fed_assets_wed", 6_580_462, Some(7_730)),
        level("tga_wed", 943_145, Some(445)),
        level("bills_wed", 195_493, Some(0)),
        level("mbs_wed", 2_069_963, Some(0)),
    ];
    report.net_liquidity = Some(Change { value: million(5_631_431), change: Some(million(14_213)) });
    report.gdp_share = Some(GdpShare { quarter: day("2025-04-01"), share: percent("9.36513") });
    report.reserves_4w = Some(million(-163_998));
    report.runoff_ends = Some(day("2025-12-01"));
    let coming = vec![next(ReleaseKind::Sofr, "2025-11-14", 8, 0, "2025-11-13")];
    alert("weekly/2025-11-12", at("2025-11-13", 16, 30), Body::Weekly(report), coming)
}

/// 23 April 2025: a tax week, nearly all of it Treasury cash; the same week of three years is at hand.
pub(in crate::render::tests) fn treasury_cash() -> Alert {
    let metrics = [("reserves_change_1w", "-195.296"), ("reserves_change_z", "-2.92")];
    let mut shift = finding("R08", "2025-04-23", Severity::Critical, Edge::Raised, &metrics);
    shift.threshold = threshold_of("reserves_change_1w", "150", "0", 1);
    let drift = finding("R22", "2025-04-23", Severity::Notable, Edge::Raised, &[("reserves_change_4w", "-194.199")]);
    let fall = finding("R23", "2025-04-23", Severity::Notable, Edge::Raised, &[("reserves_drawdown", "217.9")]);
    let lines = vec![
        contribution(Some("tga_avg"), -183_649),
        contribution(Some("on_rrp_avg"), -9_100),
        contribution(Some("securities_avg"), -3_400),
        contribution(None, 853),
    ];
    let mut report = week("2025-04-23", (3_256_734, -195_296), lines, vec![fall, drift, shift]);
    report.tags = vec![WeekTag::TreasuryCash, WeekTag::SameWeek { median: million(-198_354), years: 3 }];
    report.reserves_4w = Some(million(-194_199));
    report.levels = vec![level("fed_assets_wed", 6_726_930, Some(-183)), level("tga_wed", 576_159, Some(-62_624))];
    alert("weekly/2025-04-23", at("2025-04-24", 16, 30), Body::Weekly(report), vec![])
}

/// 2 July 2025: a quarter-end, told as info though the rule says notable; the Wednesday level disagrees.
pub(in crate::render::tests) fn quarter_end() -> Alert {
    let metrics = [("reserves_change_1w", "-143.348"), ("reserves_change_z", "-2.34")];
    let mut shift = finding("R08", "2025-07-02", Severity::Notable, Edge::Raised, &metrics);
    shift.threshold = threshold_of("reserves_change_1w", "75", "0", 1);
    let lines = vec![
        contribution(Some("on_rrp_avg"), -64_100),
        contribution(Some("tga_avg"), 4_859),
        contribution(None, -84_107),
    ];
    let mut report = week("2025-07-02", (3_225_980, -143_348), lines, vec![shift]);
    report.tags = vec![WeekTag::QuarterEnd, WeekTag::Mixed];
    report.levels = vec![level("fed_assets_wed", 6_659_598, Some(-2_602)), level("tga_wed", 372_232, Some(37_653))];
    alert("weekly/2025-07-02", at("2025-07-03", 16, 30), Body::Weekly(report), vec![])
}

/// 5 November 2025: the share of GDP, 9.39 % of 2025Q2.
pub(in crate::render::tests) fn gdp() -> Alert {
    let mut share = finding("R07", "2025-11-05", Severity::Notable, Edge::Raised, &[("reserves_to_gdp", "9.38987")]);
    share.threshold = threshold_of("reserves_to_gdp", "9.5", "0", 2);
    let lines = vec![contribution(Some("tga_avg"), 12_700), contribution(None, 1_848)];
    let mut report = week("2025-11-05", (2_862_569, 14_548), lines, vec![share]);
    report.gdp_share = Some(GdpShare { quarter: day("2025-04-01"), share: percent("9.38987") });
    report.levels = vec![level("fed_assets_wed", 6_572_732, Some(-14_302)), level("tga_wed", 942_700, Some(-41_159))];
    alert("weekly/2025-11-05", at("2025-11-06", 16, 30), Body::Weekly(report), vec![])
}

/// 17 December 2025: the drawdown is over; the notes of autumn are in force.
pub(in crate::render::tests) fn drawdown_over() -> Alert {
    let edge = Edge::Cleared { since: day("2025-09-03"), peak: dec("484.471"), gravest: Severity::Notable };
    let fall = finding("R23", "2025-12-17", Severity::Normal, edge, &[("reserves_drawdown", "59.984")]);
    let lines = vec![contribution(Some("tga_avg"), 25_853), contribution(None, 1_079)];
    let mut report = week("2025-12-17", (2_959_044, 26_932), lines, vec![fall]);
    report.levels = vec![
        level("fed_assets_wed", 6_556_861, Some(17_558)),
        level("tga_wed", 861_417, Some(55_590)),
        level("bills_wed", 210_461, Some(14_968)),
    ];
    report.runoff_ends = Some(day("2025-12-01"));
    report.bill_purchases_since = Some(day("2025-12-11"));
    alert("weekly/2025-12-17", at("2025-12-18", 16, 30), Body::Weekly(report), vec![])
}

/// A corrected page: the week and its level changed.
pub(in crate::render::tests) fn corrected() -> Alert {
    let mut alert = weekly_up();
    (alert.revision, alert.manner) = (2, Manner::Corrects);
    let Body::Weekly(report) = &mut alert.body else { panic!("not a weekly message") };
    report.corrections = vec![Correction {
        series: SeriesId::named("reserves_avg"),
        date: day("2025-12-10"),
        before: dec("2923112"),
        after: dec("2932112"),
    }];
    alert
}
