//! Implementation notes, beside their decision and alone.

use super::build::*;
use super::decisions::{cut, decision, kept};
use super::{SENT_BEFORE, Sample, alert as say, marked};
use crate::alert::{NoteReport, ParameterChange};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        marked("The note joins a cut already told", cut_with_note(), SENT_BEFORE),
        say("A cut whose note directs bill purchases", december()),
        say("Unchanged, and the note with it", kept_with_note()),
        say("A note that comes alone", note_alone()),
    ]
}

pub(super) fn change(
    field: &str,
    before: Option<&str>,
    after: Option<&str>,
    from: &str,
    in_step: bool,
) -> ParameterChange {
    ParameterChange {
        field: field.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        from: day(from),
        in_step,
    }
}

#[expect(clippy::expect_used, reason = "the fields are written here, and a test reads them")]
pub(super) fn note(date: &str, from: &str, rates: [&str; 4], changes: Vec<ParameterChange>) -> NoteReport {
    let [iorb, on_rrp_rate, srf_rate, primary_credit] = rates;
    // Read as stored: a note may hold more than these one day.
    let note = serde_json::json!({
        "announced": date,
        "in_force_from": from,
        "parameters": {
            "iorb": iorb, "on_rrp_rate": on_rrp_rate, "srf_rate": srf_rate, "primary_credit": primary_credit,
            "on_rrp_limit": "160",
        },
    });
    let link =
        format!("https://www.federalreserve.gov/newsevents/pressreleases/monetary{}a1.htm", date.replace('-', ""));
    NoteReport { note: serde_json::from_value(note).expect("a note"), changes, link }
}

pub(super) fn moved(before: [&str; 4], after: [&str; 4], from: &str) -> Vec<ParameterChange> {
    let fields = ["iorb", "on_rrp_rate", "srf_rate", "primary_credit"];
    let pairs = before.into_iter().zip(after);
    fields.into_iter().zip(pairs).map(|(field, (old, new))| change(field, Some(old), Some(new), from, true)).collect()
}

/// 29 October 2025 with its note: the rates move in step, the run-off of Treasuries gets its end.
pub(in crate::render) fn cut_with_note() -> Alert {
    let rates = ["3.90", "3.75", "4.00", "4.00"];
    let mut changes = moved(["4.15", "4.00", "4.25", "4.25"], rates, "2025-10-30");
    changes.push(change("treasury_runoff_ends", None, Some("2025-12-01"), "2025-12-01", false));
    changes.push(change("agency_into_bills", None, Some("true"), "2025-12-01", false));
    let note = note("2025-10-29", "2025-10-30", rates, changes);
    let alert = Alert { revision: 2, manner: Manner::Adds, ..cut() };
    with_decision(alert, |report| report.note = Some(note))
}

/// 10 December 2025: three against, purchases of bills directed, the limit of standing repo removed.
pub(in crate::render) fn december() -> Alert {
    let hold = "preferred no change to the target range for the federal funds rate at this meeting";
    let cut = "preferred to lower the target range for the federal funds rate by 1/2 percentage point at this meeting";
    let dissents = [("Stephen I. Miran", cut), ("Austan D. Goolsbee", hold), ("Jeffrey R. Schmid", hold)];
    let rates = ["3.65", "3.50", "3.75", "3.75"];
    let mut changes = moved(["3.90", "3.75", "4.00", "4.00"], rates, "2025-12-11");
    changes.push(change("srf_limit", Some("500"), None, "2025-12-11", false));
    changes.push(change("bill_purchases", None, Some("true"), "2025-12-11", false));
    let report = DecisionReport {
        statement: decision("2025-12-10", ("3.50", "3.75"), Verb::Lower, (9, 3), &dissents),
        previous: Some((percent("3.75"), percent("4.00"))),
        change: Some(bp("-25")),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251210a.htm".to_owned(),
        note: Some(note("2025-12-10", "2025-12-11", rates, changes)),
    };
    let coming = vec![next(ReleaseKind::H41, "2025-12-11", 16, 30, "2025-12-10")];
    alert("R15/2025-12-10", at("2025-12-10", 14, 0), Body::Decision(report), coming)
}

/// 29 July 2026: nothing changes, and the note says so.
pub(in crate::render) fn kept_with_note() -> Alert {
    let note = note("2026-07-29", "2026-07-30", ["3.65", "3.50", "3.75", "3.75"], Vec::new());
    with_decision(kept(), |report| report.note = Some(note))
}

/// 18 December 2024: the ON RRP rate goes 5 bp further than the range. Told alone, with a cap, a limit
/// and a field that nobody has worded.
pub(in crate::render) fn note_alone() -> Alert {
    let rates = ["4.40", "4.25", "4.50", "4.50"];
    let mut changes = moved(["4.65", "4.55", "4.75", "4.75"], rates, "2024-12-19");
    if let Some(on_rrp) = changes.iter_mut().find(|change| change.field == "on_rrp_rate") {
        on_rrp.in_step = false;
    }
    changes.push(change("treasury_cap", Some("25"), Some("5"), "2025-04-01", false));
    changes.push(change("on_rrp_limit", None, Some("160"), "2024-12-19", false));
    changes.push(change("term_<deposits>", Some("a & b"), Some("none"), "2024-12-19", false));
    let report = note("2024-12-18", "2024-12-19", rates, changes);
    alert("R16/2024-12-18", at("2024-12-18", 14, 40), Body::Note(report), vec![])
}
