//! FOMC decisions without their implementation notes, as at 14:00.

use super::build::*;
use super::{Sample, alert as say};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        say("A cut, two against", cut()),
        say("Unchanged, three against", kept()),
        say("A rise whose range before is not known", raised_without_past()),
        say("A statement that cannot be read", not_parsed()),
    ]
}

pub(in crate::render) fn decision(
    date: &str,
    range: (&str, &str),
    verb: Verb,
    vote: (u32, u32),
    dissents: &[(&str, &str)],
) -> Statement {
    let dissents = dissents
        .iter()
        .map(|(name, preference)| Dissent { name: (*name).to_owned(), preference: (*preference).to_owned() })
        .collect();
    Statement {
        class: StatementClass::RateDecision,
        date: day(date),
        range: Some((percent(range.0), percent(range.1))),
        verb: Some(verb),
        vote: Some(vote),
        dissents,
    }
}

/// 29 October 2025: a cut, two against for opposite reasons.
pub(in crate::render) fn cut() -> Alert {
    let dissents = [
        (
            "Stephen I. Miran",
            "preferred to lower the target range for the federal funds rate by 1/2 percentage point at this meeting",
        ),
        ("Jeffrey R. Schmid", "preferred no change to the target range for the federal funds rate at this meeting"),
    ];
    let report = DecisionReport {
        statement: decision("2025-10-29", ("3.75", "4.00"), Verb::Lower, (10, 2), &dissents),
        previous: Some((percent("4.00"), percent("4.25"))),
        change: Some(bp("-25")),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251029a.htm".to_owned(),
        note: None,
    };
    let coming = vec![
        next(ReleaseKind::Sofr, "2025-10-30", 8, 0, "2025-10-29"),
        next(ReleaseKind::H41, "2025-10-30", 16, 30, "2025-10-29"),
    ];
    alert("fomc/2025-10-29", at("2025-10-29", 14, 0), Body::Decision(report), coming)
}

/// 29 July 2026: unchanged, three against for the same reason.
pub(in crate::render) fn kept() -> Alert {
    let wish = "preferred to raise the target range for the federal funds rate by 1/4 percentage point at this meeting";
    let dissents = [("Beth M. Hammack", wish), ("Neel Kashkari", wish), ("Lorie K. Logan", wish)];
    let report = DecisionReport {
        statement: decision("2026-07-29", ("3.50", "3.75"), Verb::Maintain, (9, 3), &dissents),
        previous: Some((percent("3.50"), percent("3.75"))),
        change: Some(bp("0")),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20260729a.htm".to_owned(),
        note: None,
    };
    alert("fomc/2026-07-29", at("2026-07-29", 14, 0), Body::Decision(report), vec![])
}

/// A raise by half a point whose range before is not known.
pub(in crate::render) fn raised_without_past() -> Alert {
    let report = DecisionReport {
        statement: decision("2026-09-16", ("3.75", "4.00"), Verb::Raise, (12, 0), &[]),
        previous: None,
        change: None,
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20260916a.htm".to_owned(),
        note: None,
    };
    alert("fomc/2026-09-16", at("2026-09-16", 14, 0), Body::Decision(report), vec![])
}

pub(in crate::render) fn not_parsed() -> Alert {
    let report = NotParsedReport {
        source: SourceKind::FomcStatement,
        date: day("2025-10-29"),
        link: "https://www.federalreserve.gov/newsevents/pressreleases/monetary20251029a.htm".to_owned(),
    };
    alert("fomc/2025-10-29", at("2025-10-29", 14, 0), Body::NotParsed(report), vec![])
}
