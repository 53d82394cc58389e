//! Meetings: notes, reminders, minutes, a changed calendar, announcements outside of it.

use super::*;
use crate::alert::{
    Lead, MeetingNews, MeetingReport, MinutesReport, NoteReport, ParameterChange, ReminderReport, UnscheduledReport,
};

fn change(field: &str, before: Option<&str>, after: Option<&str>, from: &str, in_step: bool) -> ParameterChange {
    ParameterChange {
        field: field.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        from: day(from),
        in_step,
    }
}

fn note(date: &str, from: &str, rates: [&str; 4], changes: Vec<ParameterChange>) -> NoteReport {
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

fn moved(before: [&str; 4], after: [&str; 4], from: &str) -> Vec<ParameterChange> {
    let fields = ["iorb", "on_rrp_rate", "srf_rate", "primary_credit"];
    let pairs = before.into_iter().zip(after);
    fields.into_iter().zip(pairs).map(|(field, (old, new))| change(field, Some(old), Some(new), from, true)).collect()
}

/// 29 October 2025 with its note: the rates move in step, the run-off of Treasuries gets its end.
pub(in crate::render::tests) fn cut_with_note() -> Alert {
    let mut alert = cut();
    let Body::Decision(report) = &mut alert.body else { panic!("not a decision") };
    let rates = ["3.90", "3.75", "4.00", "4.00"];
    let mut changes = moved(["4.15", "4.00", "4.25", "4.25"], rates, "2025-10-30");
    changes.push(change("treasury_runoff_ends", None, Some("2025-12-01"), "2025-12-01", false));
    changes.push(change("agency_into_bills", None, Some("true"), "2025-12-01", false));
    report.note = Some(note("2025-10-29", "2025-10-30", rates, changes));
    (alert.revision, alert.manner) = (2, Manner::Adds);
    alert
}

/// 10 December 2025: three against, purchases of bills directed, the limit of standing repo removed.
pub(in crate::render::tests) fn december() -> Alert {
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
pub(in crate::render::tests) fn kept_with_note() -> Alert {
    let mut alert = kept();
    let Body::Decision(report) = &mut alert.body else { panic!("not a decision") };
    report.note = Some(note("2026-07-29", "2026-07-30", ["3.65", "3.50", "3.75", "3.75"], Vec::new()));
    alert
}

/// 18 December 2024: the ON RRP rate goes 5 bp further than the range. Told alone, with a cap, a limit
/// and a field that nobody has worded.
pub(in crate::render::tests) fn note_alone() -> Alert {
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

pub(in crate::render::tests) fn reminder(lead: Lead) -> Alert {
    let report = ReminderReport {
        date: day("2025-12-10"),
        statement_at: at("2025-12-10", 14, 0),
        sep: lead == Lead::Day,
        lead,
        range: Some((percent("3.75"), percent("4.00"))),
    };
    let (date, hour) = if lead == Lead::Day { ("2025-12-09", 14) } else { ("2025-12-10", 13) };
    alert("reminder/2025-12-10", at(date, hour, 0), Body::Reminder(report), vec![])
}

pub(in crate::render::tests) fn minutes() -> Alert {
    let report = MinutesReport {
        meeting: day("2025-10-29"),
        link: "https://www.federalreserve.gov/monetarypolicy/fomcminutes20251029.htm".to_owned(),
    };
    alert("minutes/2025-10-29", at("2025-11-19", 14, 0), Body::Minutes(report), vec![])
}

pub(in crate::render::tests) fn calendar() -> Alert {
    let news = vec![
        MeetingNews::Cancelled { date: day("2020-03-18") },
        MeetingNews::Moved { from: day("2020-04-29"), to: day("2020-05-06") },
        MeetingNews::Added { date: day("2020-06-10") },
    ];
    let link = "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm".to_owned();
    alert("calendar/2020-03-16", at("2020-03-16", 9, 0), Body::Meeting(MeetingReport { news, link }), vec![])
}

/// Sunday, 15 March 2020: a cut by a whole point.
pub(in crate::render::tests) fn unscheduled_cut() -> Alert {
    let title = "Federal Reserve issues FOMC statement";
    let mut alert = unscheduled(title, "2020-03-15", Severity::Critical);
    if let Body::Unscheduled(report) = &mut alert.body {
        report.statement = Some(decision("2020-03-15", ("0.00", "0.25"), Verb::Lower, (9, 1), &[]));
        report.change = Some(bp("-100"));
    }
    alert
}

/// Titles as the feed gives them: Sunday, 12 March 2023; 22 August 2025; a note by itself.
pub(in crate::render::tests) fn unscheduled(title: &str, date: &str, severity: Severity) -> Alert {
    let report = UnscheduledReport {
        title: title.to_owned(),
        link: format!("https://www.federalreserve.gov/newsevents/pressreleases/monetary{}a.htm", date.replace('-', "")),
        published: at(date, 17, 0),
        date: day(date),
        statement: None,
        change: None,
        severity,
    };
    alert("R20/unscheduled", at(date, 17, 1), Body::Unscheduled(report), vec![])
}
