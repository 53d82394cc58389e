//! What comes next, and which meetings have not been read.

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::{Calendar, Meeting, MeetingKind, ReleaseKind, Upcoming};

/// The next five things worth waiting for, of every kind the soonest. An alert names the first two.
pub fn next_events(calendar: &Calendar, now: DateTime<Utc>) -> Vec<Upcoming> {
    let shown = [
        ReleaseKind::Sofr,
        ReleaseKind::SrfAfternoon,
        ReleaseKind::H41,
        ReleaseKind::FomcStatement,
        ReleaseKind::PressConference,
    ];
    let mut next: Vec<Upcoming> = Vec::new();
    for upcoming in calendar.upcoming(now, 8) {
        let new = !next.iter().any(|seen| seen.kind == upcoming.kind);
        if new && upcoming.at > now && shown.contains(&upcoming.kind) {
            next.push(upcoming);
        }
    }
    next.truncate(5);
    next
}

/// The day of the first meeting whose statement was due but whose note has not been read.
pub fn unread_meeting(calendar: &Calendar, confirmed: Option<NaiveDate>, now: DateTime<Utc>) -> Option<NaiveDate> {
    // The rates of the dates before the first unread meeting are still known.
    first_unread_meeting(calendar, confirmed, now).map(|meeting| meeting.end)
}

/// The first meeting whose statement was due but whose note has not been read. An unscheduled one is on the
/// calendar once its statement has set a range; a vote in writing sets none.
pub fn first_unread_meeting(calendar: &Calendar, confirmed: Option<NaiveDate>, now: DateTime<Utc>) -> Option<Meeting> {
    let meetings = calendar.meetings();
    let decides = |meeting: &&Meeting| meeting.kind != MeetingKind::NotationVote;
    let past = meetings.iter().filter(decides).filter(|meeting| meeting.statement_at <= now);
    past.copied().find(|meeting| confirmed.is_none_or(|confirmed| confirmed < meeting.end))
}
