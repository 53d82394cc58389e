//! Notices about the data itself.

use super::build::*;
use super::{Sample, alert as say};
use crate::alert::{Doubt, QualityReport};

pub(super) fn samples() -> Vec<Sample> {
    let line = "Net portfolio holdings of <New Facility> LLC".to_owned();
    let detail = "sofr of 2025-10-31: 42.2 is out of all bounds".to_owned();
    let slow = ["R07", "R08", "R22", "R23"];
    vec![
        say("Figures are late", late()),
        say("Figures are there again", over()),
        say("Two sources disagree", disagree()),
        say("A source does not answer", notice(SourceKind::NyfedRepo, Doubt::Unreachable, &["R05"])),
        say("A page cannot be used", notice(SourceKind::H41, Doubt::Rejected, &slow)),
        say("A page has an unknown line", notice(SourceKind::H41, Doubt::UnknownLine { line }, &[])),
        say("A page has bad rows", notice(SourceKind::NyfedRates, Doubt::BadRow { detail }, &[])),
    ]
}

pub(in crate::render) fn notice(source: SourceKind, doubt: Doubt, silent: &[&str]) -> Alert {
    let report = QualityReport {
        source,
        doubt,
        since: at("2025-11-03", 8, 45),
        over_since: None,
        silent: silent.iter().map(|rule| (*rule).to_owned()).collect(),
    };
    alert("R18/nyfed-rates", at("2025-11-03", 8, 46), Body::Quality(report), vec![])
}

pub(in crate::render) fn late() -> Alert {
    let doubt = Doubt::Late { as_of: day("2025-10-31"), due: at("2025-11-03", 8, 0) };
    notice(SourceKind::NyfedRates, doubt, &["R01", "R02", "R04", "R21"])
}

pub(in crate::render) fn over() -> Alert {
    let mut alert = late();
    if let Body::Quality(report) = &mut alert.body {
        report.over_since = Some(at("2025-11-03", 10, 20));
    }
    alert
}

pub(in crate::render) fn disagree() -> Alert {
    let doubt = Doubt::Disagrees {
        series: SeriesId::named("on_rrp"),
        date: day("2025-10-29"),
        ours: dec("19504"),
        theirs: dec("21504"),
    };
    notice(SourceKind::H41, doubt, &[])
}
