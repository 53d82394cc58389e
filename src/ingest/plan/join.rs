//! Nothing is held back to be merged: what is found within half an hour joins the message that is out.

use chrono::{DateTime, TimeDelta, Utc};

use super::Knowledge;
use super::events::next_events;
use super::publication::Publication;
use crate::alert::{Alert, Body, Finding, Manner};
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
///
/// The half hour counts from the first revision, whose instant additions keep. A correction has an instant
/// of its own, and nothing joins it later: an edit would rewrite what it says was corrected, and ring nobody.
pub(super) fn join<'a>(
    made: &mut Vec<Alert>,
    known: &Knowledge,
    when: Publication<'a>,
    fits: impl Fn(&Alert) -> bool,
) -> Option<Joined<'a>> {
    let open = |alert: &&Alert| alert.manner != Manner::Corrects && when.now - alert.at <= OPEN && fits(alert);
    let (alert, made_now) = match made.iter().position(&fits) {
        Some(at) => (made.remove(at), true),
        None => (known.recent.iter().filter(open).max_by_key(|alert| alert.at)?.clone(), false),
    };
    Some(Joined { alert, made_now, calendar: when.calendar, now: when.now })
}

/// The message of that id goes on: what was taken back and is found again is a correction of what it said,
/// however long ago that was. A second message under its name would be taken for the first, and be lost.
pub(super) fn resume<'a>(
    made: &mut Vec<Alert>,
    known: &Knowledge,
    when: Publication<'a>,
    id: &str,
) -> Option<Joined<'a>> {
    let (alert, made_now) = match made.iter().position(|alert| alert.id == id) {
        Some(at) => (made.remove(at), true),
        None => (known.recent.iter().find(|alert| alert.id == id)?.clone(), false),
    };
    Some(Joined { alert, made_now, calendar: when.calendar, now: when.now })
}

impl Joined<'_> {
    /// Whether findings that bring nothing new are as good as told.
    pub(super) fn stands(&self, unsaid: &[Finding]) -> bool {
        unsaid.is_empty() && !self.made_now
    }

    /// The message with what it said wrongly put right: an edit, and a reply that says so.
    pub(super) fn corrected(&self, body: Body) -> Alert {
        if self.made_now {
            return Alert { body, ..self.alert.clone() };
        }
        Alert {
            revision: self.alert.revision + 1,
            manner: Manner::Corrects,
            at: self.now,
            body,
            next: next_events(self.calendar, self.now),
            ..self.alert.clone()
        }
    }

    /// The message with more in it: an edit; and a reply that rings, where it has become graver.
    pub(super) fn revised(&self, body: Body) -> Alert {
        if self.made_now {
            return Alert { body, ..self.alert.clone() };
        }
        let before = self.alert.severity().rank();
        let mut alert = Alert {
            revision: self.alert.revision + 1,
            body,
            next: next_events(self.calendar, self.now),
            ..self.alert.clone()
        };
        alert.manner = if alert.severity().rank() > before { Manner::Escalates } else { Manner::Adds };
        alert
    }
}
