//! Nothing is held back to be merged: what is found within half an hour joins the message that is out.

use chrono::{DateTime, TimeDelta, Utc};

use super::Knowledge;
use super::events::next_events;
use super::publication::Publication;
use crate::alert::{Alert, Body, Manner};
use crate::calendar::Calendar;

/// A message takes in what is found so long after it.
const OPEN: TimeDelta = TimeDelta::minutes(30);

/// A message that is still open.
pub(super) struct Joined<'a> {
    pub(super) alert: Alert,
    /// It is a revision that the same page makes already: what joins goes into that one.
    made_now: bool,
    calendar: &'a Calendar,
    now: DateTime<Utc>,
}

/// The newest message of the last half hour that fits, as it is with what this page makes of it.
pub(super) fn join<'a>(
    made: &mut Vec<Alert>,
    known: &Knowledge,
    when: Publication<'a>,
    fits: impl Fn(&Alert) -> bool,
) -> Option<Joined<'a>> {
    let open = |alert: &&Alert| when.now - alert.at <= OPEN && fits(alert);
    let (alert, made_now) = match made.iter().position(|alert| open(&alert)) {
        Some(at) => (made.remove(at), true),
        None => (known.recent.iter().filter(open).max_by_key(|alert| alert.at)?.clone(), false),
    };
    Some(Joined { alert, made_now, calendar: when.calendar, now: when.now })
}

impl Joined<'_> {
    /// The message with more in it: an edit; and a reply that rings, where it has become graver.
    pub(super) fn revised(&self, body: Body) -> Alert {
        if self.made_now {
            return Alert { body, ..self.alert.clone() };
        }
        let before = self.alert.severity();
        let mut alert = Alert {
            revision: self.alert.revision + 1,
            body,
            next: next_events(self.calendar, self.now),
            ..self.alert.clone()
        };
        alert.manner = if alert.severity() > before { Manner::Escalates } else { Manner::Adds };
        alert
    }
}
