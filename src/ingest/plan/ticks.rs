//! What comes due without a page: reminders of meetings, notes that waited for their statement.

use chrono::{DateTime, TimeDelta, Utc};

use super::note::STATEMENT_FIRST;
use super::publication::Publication;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Lead, Manner, ReminderReport};
use crate::calendar::{Calendar, Meeting, MeetingKind};
use crate::clock::ny;
use crate::series::catalogue::{TARGET_LOWER, TARGET_UPPER};
use crate::unit::Percent;

/// A reminder a day before is no longer one twelve hours later.
const DAY_STALE: TimeDelta = TimeDelta::hours(12);

/// The next moment after `after` at which something comes due by itself.
#[must_use]
pub fn next_tick(calendar: &Calendar, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let notes = calendar.meetings().iter().map(|meeting| meeting.statement_at + STATEMENT_FIRST).collect::<Vec<_>>();
    reminders(calendar).map(|(_, _, at)| at).chain(notes).filter(|at| *at > after).min()
}

/// Everything that came due since the last tick. Reminders past their event, or long past their time, are dropped.
pub(in crate::ingest) fn ticks(known: &Knowledge, when: Publication<'_>) -> Plan {
    let since = known.memory.ticked_at.unwrap_or(known.started_at);
    let mut plan = Plan::default();
    for (meeting, lead, at) in reminders(when.calendar) {
        let stale = lead == Lead::Day && when.now - at > DAY_STALE;
        if at > since && at <= when.now && when.now < meeting.statement_at && !stale {
            plan.alerts.push(reminder(known, &meeting, lead, when));
        }
    }
    plan.tell_waiting_note(known, when);
    plan.remember(known).ticked_at = Some(when.now);
    plan
}

/// Every reminder of every scheduled meeting, with its time.
fn reminders(calendar: &Calendar) -> impl Iterator<Item = (Meeting, Lead, DateTime<Utc>)> {
    let meetings: Vec<Meeting> =
        calendar.meetings().iter().filter(|meeting| meeting.kind == MeetingKind::Scheduled).copied().collect();
    meetings.into_iter().flat_map(|meeting| {
        [(Lead::Day, TimeDelta::days(1)), (Lead::Hour, TimeDelta::hours(1))]
            .map(|(lead, before)| (meeting, lead, meeting.statement_at - before))
    })
}

fn reminder(known: &Knowledge, meeting: &Meeting, lead: Lead, when: Publication<'_>) -> Alert {
    let in_force = |series| known.history.in_force(series, ny::date(when.now)).map(Percent);
    let tag = match lead {
        Lead::Day => "day",
        Lead::Hour => "hour",
    };
    Alert {
        id: format!("reminder/{}/{tag}", meeting.end),
        revision: 1,
        manner: Manner::New,
        at: when.now,
        late_since: None,
        body: Body::Reminder(ReminderReport {
            date: meeting.end,
            statement_at: meeting.statement_at,
            sep: meeting.sep,
            lead,
            range: in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER)),
        }),
        next: Vec::new(),
    }
}
