//! The weekly balance sheet without a finding. Figures are those of the H.4.1.

use super::build::*;
use super::{Sample, alert as say};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        say("A week of rising reserves", weekly_up()),
        say("A week of falling reserves", weekly_down()),
        say("The first week that is known", weekly_first()),
    ]
}

pub(in crate::render) fn contribution(series: Option<&str>, to_reserves: i64) -> Contribution {
    Contribution { series: series.map(SeriesId::named), to_reserves: million(to_reserves) }
}

pub(in crate::render) fn level(series: &str, value: i64, change: Option<i64>) -> Level {
    Level { series: SeriesId::named(series), level: Change { value: million(value), change: change.map(million) } }
}

/// The week to 10 December 2025, published on the 11th.
pub(in crate::render) fn weekly_up() -> Alert {
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
pub(in crate::render) fn weekly_down() -> Alert {
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
pub(in crate::render) fn weekly_first() -> Alert {
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
