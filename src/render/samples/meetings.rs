//! Meetings: reminders, minutes, a changed calendar, announcements outside of it.

use super::build::*;
use super::decisions::decision;
use super::{Sample, alert as say};
use crate::alert::{Lead, MeetingNews, MeetingReport, MinutesReport, ReminderReport, UnscheduledReport};

pub(super) fn samples() -> Vec<Sample> {
    let facility = "Federal Reserve Board announces a new funding facility";
    let goals = "Statement on Longer-Run Goals";
    vec![
        say("A meeting tomorrow", reminder(Lead::Day)),
        say("A meeting in an hour", reminder(Lead::Hour)),
        say("Minutes", minutes()),
        say("A changed calendar", calendar()),
        say("An unscheduled cut", unscheduled_cut()),
        say("An unscheduled facility", unscheduled(facility, "2023-03-12", Severity::Notable)),
        say("An unscheduled note", unscheduled("Implementation Note issued <today>", "2019-10-11", Severity::Critical)),
        say("Another unscheduled announcement", unscheduled(goals, "2025-08-22", Severity::Info)),
    ]
}

pub(in crate::render) fn reminder(lead: Lead) -> Alert {
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

pub(in crate::render) fn minutes() -> Alert {
    let report = MinutesReport {
        meeting: day("2025-10-29"),
        link: "https://www.federalreserve.gov/monetarypolicy/fomcminutes20251029.htm".to_owned(),
    };
    alert("minutes/2025-10-29", at("2025-11-19", 14, 0), Body::Minutes(report), vec![])
}

pub(in crate::render) fn calendar() -> Alert {
    let news = vec![
        MeetingNews::Cancelled { date: day("2020-03-18") },
        MeetingNews::Moved { from: day("2020-04-29"), to: day("2020-05-06") },
        MeetingNews::Added { date: day("2020-06-10") },
    ];
    let link = "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm".to_owned();
    alert("calendar/2020-03-16", at("2020-03-16", 9, 0), Body::Meeting(MeetingReport { news, link }), vec![])
}

/// Sunday, 15 March 2020: a cut by a whole point.
pub(in crate::render) fn unscheduled_cut() -> Alert {
    let title = "Federal Reserve issues FOMC statement";
    let mut alert = unscheduled(title, "2020-03-15", Severity::Critical);
    if let Body::Unscheduled(report) = &mut alert.body {
        report.statement = Some(decision("2020-03-15", ("0.00", "0.25"), Verb::Lower, (9, 1), &[]));
        report.change = Some(bp("-100"));
    }
    alert
}

/// Titles as the feed gives them: Sunday, 12 March 2023; 22 August 2025; a note by itself.
pub(in crate::render) fn unscheduled(title: &str, date: &str, severity: Severity) -> Alert {
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
