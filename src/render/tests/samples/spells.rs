//! Spells of funding pressure: conditions that hold together, what goes on, what is hidden, what ends,
//! and what a revision takes back.

use super::*;
use crate::alert::Correction;

fn report(date: &str, class: Option<DateClass>, gauges: Gauges, findings: Vec<Finding>) -> FundingReport {
    FundingReport { findings, date: day(date), class, gauges, usual: None, corrections: Vec::new() }
}

fn sofr_gauges(date: &str, sofr: &str, iorb: &str, srf: &str) -> Gauges {
    let [rate, iorb, srf] = [sofr, iorb, srf].map(percent);
    Gauges {
        sofr: on(date, rate),
        iorb: Some(iorb),
        srf_rate: Some(srf),
        sofr_minus_iorb: on(date, rate.spread_over(iorb)),
        sofr_minus_srf: on(date, rate.spread_over(srf)),
        ..Gauges::default()
    }
}

/// Monday, 3 November 2025: R01, R02 and the composite speak at once.
pub(in crate::render::tests) fn three_rules() -> Alert {
    let mut spread = finding("R01", "2025-10-31", Severity::Critical, Edge::Raised, &[("sofr_minus_iorb", "32")]);
    spread.threshold = threshold_of("sofr_minus_iorb", "25", "5", 1);
    let mut over = finding("R02", "2025-10-31", Severity::Critical, Edge::Raised, &[("sofr_minus_srf", "22")]);
    over.threshold = threshold_of("sofr_minus_srf", "10", "0", 1);
    let holds = [("signals", "4"), ("r01", "1"), ("r02", "1"), ("r04", "1"), ("r05", "1"), ("sofr_minus_iorb", "32")];
    let stress = finding("R21", "2025-10-31", Severity::Critical, Edge::NewPeak { last: dec("15") }, &holds);
    let report = report("2025-10-31", Some(DateClass::MonthEnd), monday(), vec![stress, over, spread]);
    alert("R01/2025-10-31/critical", at("2025-11-03", 8, 0), Body::Funding(report), vec![])
}

/// 31 October 2025 by the composite alone: a new peak of its widest spread.
pub(in crate::render::tests) fn stress_peak() -> Alert {
    let mut alert = three_rules();
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    report.findings.retain(|finding| finding.rule == "R21");
    alert
}

/// 16 October 2025: three of the four conditions, and nothing else rose that day.
pub(in crate::render::tests) fn stress() -> Alert {
    let holds = [("signals", "3"), ("r01", "1"), ("r02", "1"), ("r04", "0"), ("r05", "1"), ("sofr_minus_iorb", "15")];
    let mut stress = finding("R21", "2025-10-16", Severity::Critical, Edge::Raised, &holds);
    stress.threshold = threshold_of("signals", "3", "0", 1);
    let gauges = Gauges {
        srf_accepted: on("2025-10-16", million(8_350)),
        on_rrp: on("2025-10-16", million(6_960)),
        ..sofr_gauges("2025-10-16", "4.30", "4.15", "4.25")
    };
    let report = report("2025-10-16", Some(DateClass::MidMonth), gauges, vec![stress]);
    alert("R21/2025-10-16/critical", at("2025-10-17", 8, 0), Body::Funding(report), vec![])
}

/// 4 November 2025: the third day, with standing repo told again beside it.
pub(in crate::render::tests) fn still() -> Alert {
    let edge = Edge::FollowUp { since: day("2025-10-31"), day: 3, peak: dec("32"), last: dec("32") };
    let spread = finding("R01", "2025-11-04", Severity::Critical, edge, &[("sofr_minus_iorb", "10")]);
    let edge = Edge::FollowUp { since: day("2025-10-23"), day: 9, peak: dec("50.35"), last: dec("50.35") };
    let repo = finding("R05", "2025-11-04", Severity::Critical, edge, &[("srf_accepted", "4.802")]);
    let gauges =
        Gauges { srf_accepted: on("2025-11-04", million(4_802)), ..sofr_gauges("2025-11-04", "4.00", "3.90", "4.00") };
    let report = report("2025-11-04", None, gauges, vec![spread, repo]);
    alert("R01/2025-11-04/still", at("2025-11-05", 8, 0), Body::Funding(report), vec![])
}

/// 1 October 2024: the first day after a quarter-end hides a raw +15 bp. With R02 or without.
pub(in crate::render::tests) fn hidden(with_r02: bool) -> Alert {
    let mut spread = finding("R01", "2024-10-01", Severity::Info, Edge::Hidden, &[("sofr_minus_iorb", "15")]);
    spread.threshold = threshold_of("sofr_minus_iorb", "10", "10", 1);
    let mut findings = vec![spread];
    if with_r02 {
        let mut over = finding("R02", "2024-10-01", Severity::Notable, Edge::Raised, &[("sofr_minus_srf", "5")]);
        over.threshold = threshold_of("sofr_minus_srf", "0", "0", 1);
        findings.push(over);
    }
    let gauges = Gauges {
        srf_accepted: on("2024-10-01", million(0)),
        on_rrp: on("2024-10-01", million(375_221)),
        ..sofr_gauges("2024-10-01", "5.05", "4.90", "5.00")
    };
    let report = report("2024-10-01", Some(DateClass::QuarterEnd), gauges, findings);
    alert("R01/2024-10-01/info", at("2024-10-02", 8, 0), Body::Funding(report), vec![])
}

/// 15 October 2025: standing repo of a date whose levels are higher than an ordinary day's.
pub(in crate::render::tests) fn hidden_repo() -> Alert {
    let mut repo = finding("R05", "2025-10-15", Severity::Info, Edge::Hidden, &[("srf_accepted", "6.75")]);
    repo.threshold = threshold_of("srf_accepted", "10", "0", 1);
    let gauges = Gauges { srf_accepted: on("2025-10-15", million(6_750)), ..Gauges::default() };
    let report = report("2025-10-15", Some(DateClass::MidMonth), gauges, vec![repo]);
    alert("R05/2025-10-15/info", at("2025-10-15", 13, 46), Body::Funding(report), vec![])
}

/// 23 October 2025: the fed funds rate came closer to IORB.
pub(in crate::render::tests) fn effr() -> Alert {
    let metrics = [("effr_minus_iorb", "-4"), ("effr_drift", "3")];
    let mut effr = finding("R03", "2025-10-23", Severity::Notable, Edge::Raised, &metrics);
    effr.threshold = threshold_of("effr_drift", "3", "0", 1);
    let report = report("2025-10-23", None, Gauges::default(), vec![effr]);
    alert("R03/2025-10-23/notable", at("2025-10-24", 9, 0), Body::Funding(report), vec![])
}

/// October 2025: a week of dear tri-party repo.
pub(in crate::render::tests) fn tgcr() -> Alert {
    let metrics = [("tgcr_minus_iorb_mean5", "4.2"), ("tgcr_minus_iorb", "6")];
    let mut tgcr = finding("R04", "2025-10-23", Severity::Notable, Edge::Raised, &metrics);
    tgcr.threshold = threshold_of("tgcr_minus_iorb_mean5", "2", "0", 3);
    let report = report("2025-10-23", None, sofr_gauges("2025-10-23", "4.24", "4.15", "4.25"), vec![tgcr]);
    alert("R04/2025-10-23/notable", at("2025-10-24", 8, 0), Body::Funding(report), vec![])
}

/// Three states end with one print.
pub(in crate::render::tests) fn cleared_together() -> Alert {
    let mut alert = cleared();
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    let edge = Edge::Cleared { since: day("2025-10-15"), peak: dec("32"), gravest: Severity::Critical };
    let holds = [("signals", "0"), ("sofr_minus_iorb", "10")];
    report.findings.push(finding("R21", "2025-11-06", Severity::Normal, edge, &holds));
    alert
}

fn revised(sofr: &str) -> Vec<Correction> {
    let one = |series: &str, before: &str, after: &str| Correction {
        series: SeriesId::named(series),
        date: day("2025-10-31"),
        before: dec(before),
        after: dec(after),
    };
    vec![one("sofr", "4.22", sofr), one("srf_accepted", "50350", "50150")]
}

/// What a revision of SOFR would have left: a lower level, or none.
pub(in crate::render::tests) fn corrected(still_raised: bool) -> Alert {
    let mut alert = sofr_critical();
    (alert.revision, alert.manner) = (2, Manner::Corrects);
    let Body::Funding(report) = &mut alert.body else { panic!("not a funding message") };
    report.findings.clear();
    if still_raised {
        let mut spread = finding("R01", "2025-10-31", Severity::Notable, Edge::Raised, &[("sofr_minus_iorb", "15")]);
        spread.threshold = threshold_of("sofr_minus_iorb", "10", "5", 1);
        report.findings.push(spread);
    }
    let sofr = if still_raised { "4.05" } else { "3.98" };
    report.corrections = revised(sofr);
    report.gauges =
        Gauges { srf_accepted: on("2025-10-31", million(50_150)), ..sofr_gauges("2025-10-31", sofr, "3.90", "4.00") };
    alert
}
