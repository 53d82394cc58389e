//! Wordings of decisions and notes that few meetings bring: figures are composed.

use super::build::*;
use super::decisions::{decision, raised_without_past};
use super::notes::{change, moved, note};
use super::{Sample, alert as say};
use crate::alert::ParameterChange;

pub(super) fn samples() -> Vec<Sample> {
    let bare = |verb| with_decision(raised_without_past(), |report| report.statement.verb = verb);
    vec![
        say("A rise by half a point with many changes in its note", hike()),
        say("A cut whose range before is not known", bare(Some(Verb::Lower))),
        say("A range without a verb", bare(None)),
        say("A statement without a decision", without_decision()),
        say("A decision told a day late", late()),
        say("Five kinds of dissent", dissents()),
    ]
}

fn without_decision() -> Alert {
    with_decision(raised_without_past(), |report| {
        (report.statement.class, report.statement.range) = (StatementClass::Other, None);
        (report.statement.verb, report.statement.vote) = (None, None);
    })
}

fn late() -> Alert {
    Alert { late_since: Some(at("2026-09-16", 14, 0)), at: at("2026-09-17", 17, 0), ..raised_without_past() }
}

/// A wish in other words than the usual ones is quoted; some wish for nothing that the statement names.
fn dissents() -> Alert {
    let range = "the target range for the federal funds rate";
    let wishes = [
        ("Anne A. Adams", format!("supported maintaining {range} but did not support an easing bias")),
        ("Ben B. Brown", String::new()),
        ("Carl C. Cole", format!("preferred to lower {range} by 1/4 percentage point")),
        ("Dora D. Day", format!("preferred to raise {range} by 1/4 percentage point")),
        ("Erik E. East", format!("preferred no change to {range}")),
    ];
    let wishes = wishes.each_ref().map(|(name, wish)| (*name, wish.as_str()));
    with_decision(raised_without_past(), |report| {
        report.statement = decision("2026-09-16", ("3.75", "4.00"), Verb::Raise, (7, 5), &wishes);
    })
}

fn hike() -> Alert {
    let rates = ["3.90", "3.75", "4.00", "4.00"];
    let mut all = moved(["3.40", "3.25", "3.50", "3.50"], rates, "2026-09-17");
    all.extend(changes());
    let note = note("2026-09-16", "2026-09-17", rates, all);
    with_decision(raised_without_past(), |report| {
        (report.previous, report.change) = (Some((percent("3.25"), percent("3.50"))), Some(bp("50")));
        report.note = Some(note);
    })
}

fn changes() -> Vec<ParameterChange> {
    let from = "2026-09-17";
    vec![
        change("on_rrp_limit", Some("160"), Some("unlimited"), from, false),
        change("treasury_runoff_ends", Some("2025-12-01"), None, from, false),
        change("agency_into_bills", Some("true"), None, from, false),
        change("bill_purchases", Some("true"), None, from, false),
        change("agency_cap", None, None, from, false),
        change("srf_limit", None, Some("500"), from, false),
        change("treasury_cap", None, Some("5"), from, false),
    ]
}
