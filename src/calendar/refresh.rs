//! What the Committee's calendar page changes about the meetings that we know.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::meeting::{ListedKind, ListedMeeting, Meeting, MeetingKind};
use crate::clock::ny;

/// The meetings after a look at the page, and how they differ from those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// All meetings, in order: for [`super::Calendar::replace_meetings`].
    pub meetings: Vec<Meeting>,
    /// What is different, in the order of the dates; empty if nothing is.
    pub changes: Vec<MeetingChange>,
}

/// One difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingChange {
    /// It takes place on other days.
    Moved {
        /// As known.
        from: Meeting,
        /// As listed.
        to: Meeting,
    },
    /// It does not take place.
    Cancelled {
        /// As known.
        meeting: Meeting,
    },
    /// A scheduled meeting that was not known.
    Added {
        /// As listed.
        meeting: Meeting,
    },
    /// On the same days, but with or without a Summary of Economic Projections, other than known.
    Projections {
        /// As known.
        from: Meeting,
        /// As listed.
        to: Meeting,
    },
}

impl MeetingChange {
    /// The first day that it is about: orders changes.
    fn day(&self) -> NaiveDate {
        match self {
            Self::Moved { from, .. } | Self::Projections { from, .. } => from.start,
            Self::Cancelled { meeting } | Self::Added { meeting } => meeting.start,
        }
    }
}

/// A meeting that moves stays nearer to its old days than to its neighbours', six weeks away.
const FARTHEST_MOVE: TimeDelta = TimeDelta::days(21);

/// A year of which the page lists fewer is not listed yet: the first meeting of the next one stands in a
/// remark below the last list.
const WHOLE_YEAR: usize = 4;

/// Compares the scheduled meetings that begin after `today` with the page.
///
/// The past is never rewritten. A year that the page does not list changes nothing; nor does a page
/// without any future meeting, or one whose meetings overlap: such a page is more likely damaged than
/// true.
#[must_use]
pub fn refresh(known: &[Meeting], page: &[ListedMeeting], today: NaiveDate) -> Refreshed {
    let unchanged = || Refreshed { meetings: known.to_vec(), changes: Vec::new() };
    let coming = |start: NaiveDate| start > today;
    let listed: Vec<&ListedMeeting> =
        page.iter().filter(|meeting| meeting.kind == ListedKind::Scheduled && coming(meeting.start)).collect();
    if listed.is_empty() {
        return unchanged();
    }
    let is_open = |meeting: &&Meeting| meeting.kind == MeetingKind::Scheduled && coming(meeting.start);
    let (open, settled): (Vec<&Meeting>, Vec<&Meeting>) = known.iter().partition(is_open);
    let rows = |year: i32| page.iter().filter(|meeting| meeting.start.year() == year).count();
    let (kept, mut changes) = compare(&open, &listed, |date| rows(date.year()) >= WHOLE_YEAR);
    let mut meetings: Vec<Meeting> = settled.into_iter().copied().chain(kept).collect();
    meetings.sort_by_key(|meeting| meeting.start);
    if meetings.windows(2).any(|pair| matches!(pair, [first, second] if second.start <= first.end)) {
        return unchanged();
    }
    changes.sort_by_key(MeetingChange::day);
    Refreshed { meetings, changes }
}

/// Pairs what is known with what is listed: on the same days first, then the nearest.
fn compare(
    known: &[&Meeting],
    listed: &[&ListedMeeting],
    is_listed_year: impl Fn(NaiveDate) -> bool,
) -> (Vec<Meeting>, Vec<MeetingChange>) {
    let (mut kept, mut changes) = (Vec::new(), Vec::new());
    let mut rest: Vec<&ListedMeeting> = listed.to_vec();
    let mut moved: Vec<&Meeting> = Vec::new();
    for &from in known {
        match rest.iter().position(|listed| (listed.start, listed.end) == (from.start, from.end)) {
            Some(at) => {
                let to = Meeting { sep: rest.swap_remove(at).sep, ..*from };
                kept.push(to);
                if to.sep != from.sep {
                    changes.push(MeetingChange::Projections { from: *from, to });
                }
            }
            None => moved.push(from),
        }
    }
    for from in moved {
        let near = |listed: &&ListedMeeting| (listed.start - from.start).abs() <= FARTHEST_MOVE;
        let nearest = rest.iter().filter(|listed| near(listed)).min_by_key(|listed| (listed.start - from.start).abs());
        let Some(to) = nearest.copied() else {
            if is_listed_year(from.start) {
                changes.push(MeetingChange::Cancelled { meeting: *from });
            } else {
                kept.push(*from);
            }
            continue;
        };
        rest.retain(|listed| *listed != to);
        let to = scheduled(to);
        kept.push(to);
        changes.push(MeetingChange::Moved { from: *from, to });
    }
    for meeting in rest.into_iter().map(scheduled) {
        kept.push(meeting);
        changes.push(MeetingChange::Added { meeting });
    }
    (kept, changes)
}

/// A scheduled meeting has its statement at 14:00 of its last day.
fn scheduled(listed: &ListedMeeting) -> Meeting {
    let statement_at = ny::at(listed.end, 14, 0);
    let ListedMeeting { start, end, sep, .. } = *listed;
    Meeting { start, end, statement_at, sep, kind: MeetingKind::Scheduled, minutes: None }
}
