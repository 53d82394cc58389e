//! The Committee's blackout periods: when its members do not speak about policy.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::Serialize;

use super::Calendar;
use super::meeting::{Meeting, MeetingKind};

/// Days on which members and staff of the Committee say nothing about policy; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Blackout {
    /// The second Saturday before the meeting.
    pub from: NaiveDate,
    /// The day after the meeting: the Thursday, where it ends on a Wednesday.
    pub to: NaiveDate,
}

impl Calendar {
    /// The blackout that `date` lies in.
    #[must_use]
    pub fn blackout(&self, date: NaiveDate) -> Option<Blackout> {
        let blackouts = self.blackouts(|blackout| (blackout.from..=blackout.to).contains(&date));
        blackouts.into_iter().next()
    }

    /// The first blackout that begins after `date`; `None` once the known meetings are over.
    #[must_use]
    pub fn next_blackout(&self, date: NaiveDate) -> Option<Blackout> {
        self.blackouts(|blackout| blackout.from > date).into_iter().min_by_key(|blackout| blackout.from)
    }

    fn blackouts(&self, chosen: impl Fn(&Blackout) -> bool) -> Vec<Blackout> {
        self.meetings().iter().filter_map(Blackout::of).filter(chosen).collect()
    }
}

impl Blackout {
    /// The blackout of a meeting; only scheduled ones have one. The rule is the Committee's policy on
    /// external communications of its participants.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Option<Self> {
        if meeting.kind != MeetingKind::Scheduled {
            return None;
        }
        let saturday = meeting.start.week(Weekday::Sat).checked_first_day()?;
        // A meeting that began on a Saturday would count from the one before.
        let weeks = if meeting.start.weekday() == Weekday::Sat { 2 } else { 1 };
        Some(Self { from: saturday.checked_sub_signed(TimeDelta::weeks(weeks))?, to: meeting.end.succ_opt()? })
    }
}
