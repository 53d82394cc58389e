//! Wordings of funding messages that few days bring: figures are composed.

use super::build::*;
use super::{Sample, alert as say};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        say("SOFR is below IORB again", sofr_below()),
        say("SOFR is below the standing repo rate again", ceiling_holds()),
        say("TGCR is below IORB again", tgcr_below()),
        say("Every gauge at its level, neither above nor below", equal()),
        say("A spread without its SOFR, a rule without words", bare()),
        say("SOFR above the target range, before there was standing repo", top("5", "6")),
        say("The same, back at its top", top("0", "0")),
        say("The same, below its top again", top_below()),
        say("EFFR above IORB", above()),
        say("Nothing drawn, the state still counted", nothing_drawn()),
    ]
}

fn funding(date: &str, gauges: Gauges, findings: Vec<Finding>) -> Alert {
    let (day, hour) = (day(date), at(date, 14, 0));
    let report = FundingReport { findings, date: day, class: None, gauges, usual: None, corrections: Vec::new() };
    alert(&format!("rare/{date}"), hour, Body::Funding(report), Vec::new())
}

fn over(rule: &str, date: &str, metric: &str, value: &str) -> Finding {
    let edge = Edge::Cleared { since: day("2026-01-02"), days: 27, peak: dec("12"), gravest: Severity::Notable };
    finding(rule, date, Severity::Normal, edge, &[(metric, value)])
}

fn raised(rule: &str, date: &str, metrics: &[(&str, &str)]) -> Finding {
    finding(rule, date, Severity::Notable, Edge::Raised, metrics)
}

/// Reserves are known without Treasury cash.
fn sofr_below() -> Alert {
    let date = "2026-02-10";
    let gauges = Gauges {
        sofr: on(date, percent("3.63")),
        reserves_avg: on("2026-02-04", million(2_951_000)),
        reserves_4w: Some(million(41_000)),
        ..Gauges::default()
    };
    funding(date, gauges, vec![over("R01", date, "sofr_minus_iorb", "-2")])
}

fn ceiling_holds() -> Alert {
    let date = "2026-02-10";
    let gauges = Gauges { sofr: on(date, percent("3.63")), sofr_minus_iorb: on(date, bp("-2")), ..Gauges::default() };
    funding(date, gauges, vec![over("R02", date, "sofr_minus_srf", "-12")])
}

fn tgcr_below() -> Alert {
    funding("2026-02-10", Gauges::default(), vec![over("R04", "2026-02-10", "tgcr_minus_iorb_mean5", "-4")])
}

/// Spreads of zero; the latest SOFR stands beside what another gauge says.
fn equal() -> Alert {
    let date = "2026-02-11";
    let findings = vec![
        raised("R02", date, &[("sofr_minus_srf", "0")]),
        raised("R03", date, &[("effr_minus_iorb", "0")]),
        raised("R04", date, &[("tgcr_minus_iorb_mean5", "0")]),
        raised("R01", date, &[("sofr_minus_iorb", "0")]),
    ];
    let gauges = Gauges { sofr: on(date, percent("3.65")), ..Gauges::default() };
    funding(date, gauges, findings)
}

fn bare() -> Alert {
    let date = "2026-02-12";
    let mut spread = finding("R01", date, Severity::Info, Edge::Hidden, &[("sofr_minus_iorb", "11")]);
    spread.threshold = None;
    let gauges = Gauges { reserves_avg: on("2026-02-04", million(2_951_000)), ..Gauges::default() };
    funding(date, gauges, vec![spread, finding("R99", date, Severity::Info, Edge::Raised, &[("sofr_volume", "3100")])])
}

/// 2019: the top of the target range stands in for the standing repo rate.
fn top(spread: &str, beside: &str) -> Alert {
    let date = "2019-10-01";
    let mut over = raised("R02", date, &[("sofr_minus_srf", spread)]);
    over.threshold = threshold_of("sofr_minus_srf", "0", "0", 1);
    let gauges = Gauges { sofr_minus_srf: on(date, bp(beside)), ..Gauges::default() };
    funding(date, gauges, vec![over])
}

fn top_below() -> Alert {
    let date = "2019-10-09";
    let edge = Edge::Cleared { since: day("2019-09-16"), days: 17, peak: dec("300"), gravest: Severity::Critical };
    let over = finding("R02", date, Severity::Normal, edge, &[("sofr_minus_srf", "-15")]);
    funding(date, Gauges::default(), vec![over])
}

fn above() -> Alert {
    let date = "2026-02-13";
    let gauges = Gauges { sofr: on(date, percent("3.60")), sofr_minus_iorb: on(date, bp("-5")), ..Gauges::default() };
    funding(date, gauges, vec![raised("R03", date, &[("effr_minus_iorb", "1")])])
}

fn nothing_drawn() -> Alert {
    let date = "2026-02-17";
    let gauges = Gauges { sofr: on(date, percent("3.65")), sofr_minus_iorb: on(date, bp("0")), ..Gauges::default() };
    funding(date, gauges, vec![over("R05", date, "srf_accepted", "0")])
}
