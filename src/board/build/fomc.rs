//! `/fomc` and `/next`: what is in force, and what comes.

use chrono::{DateTime, NaiveDate, Utc};

use crate::alert::{Alert, Body};
use crate::board::answers::{FomcBoard, NextBoard};
use crate::calendar::{Calendar, MeetingKind, ReleaseKind, Upcoming};
use crate::clock::ny;
use crate::series::catalogue::{IORB, ON_RRP_RATE, SRF_RATE, TARGET_LOWER, TARGET_UPPER};
use crate::series::{History, SeriesId};
use crate::unit::Percent;

/// The rate of the discount window's primary credit (Board, implementation note), percent, step.
const PRIMARY_CREDIT: SeriesId = SeriesId::of("primary_credit");
/// The rates that the Board and the Committee set, in the order of the implementation note.
const ADMINISTERED: [SeriesId; 4] = [IORB, ON_RRP_RATE, SRF_RATE, PRIMARY_CREDIT];
/// How far ahead `/next` looks, in days.
pub const NEXT_DAYS: u32 = 14;
/// How many lines it has at most: the message is read on a phone.
const NEXT_MOST: usize = 12;

/// A period by its first and last day.
pub type Days = (NaiveDate, NaiveDate);

/// `/fomc`. `unread_meeting` is the first meeting whose note was not read: rates after it are not known.
/// `last` is the last decision that was told.
#[must_use]
pub fn fomc(
    history: &History,
    calendar: &Calendar,
    unread_meeting: Option<NaiveDate>,
    last: Option<Alert>,
    blackout: Option<Days>,
    now: DateTime<Utc>,
) -> FomcBoard {
    let today = ny::date(now);
    let history = history.clone().with_rates_until(unread_meeting);
    let in_force = |series: &SeriesId| history.in_force(series, today).map(Percent);
    let coming = |kind, at: DateTime<Utc>| kind == MeetingKind::Scheduled && at > now;
    let meetings = calendar.meetings();
    let next = meetings.iter().find(|meeting| coming(meeting.kind, meeting.statement_at));
    FomcBoard {
        now,
        range: in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER)),
        rates: ADMINISTERED.into_iter().filter_map(|series| Some((series.clone(), in_force(&series)?))).collect(),
        last: last.and_then(|alert| if let Body::Decision(report) = alert.body { Some(report) } else { None }),
        next: next.map(|meeting| (meeting.end, meeting.statement_at, meeting.sep)),
        blackout,
    }
}

/// `/next`: of every kind of release the next one, then what else comes soon; soonest first.
#[must_use]
pub fn next(upcoming: &[Upcoming], blackout: Option<Days>, now: DateTime<Utc>) -> NextBoard {
    let mut sorted: Vec<Upcoming> = upcoming.iter().filter(|event| event.at > now).copied().collect();
    sorted.sort_by_key(|event| (event.at, event.kind));
    let mut seen: Vec<ReleaseKind> = Vec::new();
    let (mut events, others): (Vec<Upcoming>, Vec<Upcoming>) = sorted.into_iter().partition(|event| {
        let first = !seen.contains(&event.kind);
        if first {
            seen.push(event.kind);
        }
        first
    });
    events.extend(others);
    events.truncate(NEXT_MOST);
    events.sort_by_key(|event| (event.at, event.kind));
    NextBoard { now, events, blackout }
}
