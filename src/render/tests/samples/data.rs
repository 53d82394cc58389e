//! Notices about the data itself.

use super::*;
use crate::alert::{Doubt, QualityReport};

pub(in crate::render::tests) fn notice(source: SourceKind, doubt: Doubt, silent: &[&str]) -> Alert {
    let report = QualityReport {
        source,
        doubt,
        since: at("2025-11-03", 8, 45),
        over_since: None,
        silent: silent.iter().map(|rule| (*rule).to_owned()).collect(),
    };
    alert("R18/nyfed-rates", at("2025-11-03", 8, 46), Body::Quality(report), vec![])
}

pub(in crate::render::tests) fn late() -> Alert {
    let doubt = Doubt::Late { as_of: day("2025-10-31"), due: at("2025-11-03", 8, 0) };
    notice(SourceKind::NyfedRates, doubt, &["R01", "R02", "R04", "R21"])
}

pub(in crate::render::tests) fn over() -> Alert {
    let mut alert = late();
    let Body::Quality(report) = &mut alert.body else { panic!("not a notice") };
    report.over_since = Some(at("2025-11-03", 10, 20));
    alert
}

pub(in crate::render::tests) fn disagree() -> Alert {
    let doubt = Doubt::Disagrees {
        series: SeriesId::named("on_rrp"),
        date: day("2025-10-29"),
        ours: dec("19504"),
        theirs: dec("21504"),
    };
    notice(SourceKind::H41, doubt, &[])
}

/// The others, one of each.
pub(in crate::render::tests) fn others() -> Vec<(&'static str, Alert)> {
    let line = "Net portfolio holdings of <New Facility> LLC".to_owned();
    let detail = "sofr of 2025-10-31: 42.2 is out of all bounds".to_owned();
    vec![
        ("unreachable", notice(SourceKind::NyfedRepo, Doubt::Unreachable, &["R05"])),
        ("rejected", notice(SourceKind::H41, Doubt::Rejected, &["R07", "R08", "R22", "R23"])),
        ("unknown_line", notice(SourceKind::H41, Doubt::UnknownLine { line }, &[])),
        ("bad_row", notice(SourceKind::NyfedRates, Doubt::BadRow { detail }, &[])),
    ]
}
