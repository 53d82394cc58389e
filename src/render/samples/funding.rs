//! Funding pressure in the autumn of 2025. Figures are those published by the New York Fed.

use super::build::*;
use super::{Sample, alert as say};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        say("Standing repo reaches the critical level", repo_critical()),
        say("SOFR far above IORB", sofr_critical()),
        say("A new peak, told late", new_peak_late()),
        say("A small spread for two days running", two_days_running()),
        say("Funding is back to normal", cleared()),
    ]
}

/// The gauges on Friday, 31 October 2025, after the afternoon operation: SOFR is Thursday's.
pub(in crate::render) fn friday() -> Gauges {
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
pub(in crate::render) fn monday() -> Gauges {
    Gauges {
        sofr: on("2025-10-31", percent("4.22")),
        sofr_minus_iorb: on("2025-10-31", bp("32")),
        sofr_minus_srf: on("2025-10-31", bp("22")),
        ..friday()
    }
}

/// R05 critical: $50.35 billion of standing repo at the end of October.
pub(in crate::render) fn repo_critical() -> Alert {
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
pub(in crate::render) fn sofr_critical() -> Alert {
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
pub(in crate::render) fn new_peak_late() -> Alert {
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
pub(in crate::render) fn two_days_running() -> Alert {
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
pub(in crate::render) fn cleared() -> Alert {
    let edge = Edge::Cleared { since: day("2025-10-15"), days: 17, peak: dec("32"), gravest: Severity::Critical };
    let spread = finding("R01", "2025-11-06", Severity::Normal, edge, &[("sofr_minus_iorb", "2")]);
    let edge = Edge::Cleared { since: day("2025-10-23"), days: 11, peak: dec("50.35"), gravest: Severity::Critical };
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
