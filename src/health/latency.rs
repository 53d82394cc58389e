//! How fast alerts go, once each: observed when nobody waits for it any more.
//!
//! The instants stand in the database, so that nothing is timed in the sender. A chat that may not be
//! written to for an hour holds back the observation for an hour, and is its last message.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;

use crate::alert::{Alert, Body};
use crate::calendar::{Calendar, ReleaseKind};
use crate::store::operator::Told;
use crate::store::{Store, StoreError};

/// An alert that still waits for somebody after so long is not timed any more.
const HORIZON: TimeDelta = TimeDelta::days(2);
/// A release that is told longer after it was due is late, and says since when.
const USUAL: TimeDelta = TimeDelta::hours(1);

/// Which message of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Which {
    message: Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Message {
    First,
    Last,
}

impl EncodeLabelValue for Message {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        let text = if *self == Self::First { "first" } else { "last" };
        EncodeLabelValue::encode(&text, encoder)
    }
}

type Seconds = Family<Which, Histogram, fn() -> Histogram>;

/// The histograms, and what is in them already.
pub(super) struct Latency {
    since: DateTime<Utc>,
    seen: Mutex<BTreeSet<(String, i64)>>,
    /// From the publication.
    pub published: Seconds,
    /// From the decision.
    pub decided: Seconds,
}

fn seconds() -> Histogram {
    Histogram::new([0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0])
}

impl Latency {
    /// Times what is told from `since` on.
    pub(super) fn since(since: DateTime<Utc>) -> Self {
        let family = || {
            let family = Seconds::new_with_constructor(seconds);
            for message in [Message::First, Message::Last] {
                drop(family.get_or_create(&Which { message }));
            }
            family
        };
        Self { since, seen: Mutex::default(), published: family(), decided: family() }
    }

    /// Takes in what has reached everybody since the last look.
    pub(super) async fn look(&self, store: &Store, calendar: &Calendar, now: DateTime<Utc>) -> Result<(), StoreError> {
        let decided = store.decided_since(now - HORIZON).await?;
        let known: BTreeSet<_> = decided.iter().cloned().collect();
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).retain(|alert| known.contains(alert));
        for (id, revision) in decided {
            let is_new = || !self.seen.lock().unwrap_or_else(PoisonError::into_inner).contains(&(id.clone(), revision));
            if !is_new() {
                continue;
            }
            let Some(told) = store.told(&id, revision).await? else { continue };
            // Of two scrapes at once, one counts it.
            let first = self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert((id, revision));
            if let Some(told) = told.filter(|told| first && told.last >= self.since) {
                self.observe(calendar, &told);
            }
        }
        Ok(())
    }

    fn observe(&self, calendar: &Calendar, told: &Told) {
        for (message, at) in [(Message::First, told.first), (Message::Last, told.last)] {
            self.decided.get_or_create(&Which { message }).observe(span(told.alert.at, at));
            if let Some(published) = published(calendar, &told.alert) {
                self.published.get_or_create(&Which { message }).observe(span(published, at));
            }
        }
    }
}

fn span(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).to_std().unwrap_or_default().as_secs_f64()
}

/// When what an alert tells was published: the page's own time where it has one, else the time at which
/// its release was due. `None` for what nobody publishes, and where no release was due in the hour before.
fn published(calendar: &Calendar, alert: &Alert) -> Option<DateTime<Utc>> {
    if let Body::Unscheduled(report) = &alert.body {
        return Some(report.published);
    }
    alert.late_since.or_else(|| {
        let kinds = releases(&alert.body);
        let due = calendar.upcoming(alert.at - USUAL, 1).into_iter();
        due.filter(|release| kinds.contains(&release.kind) && release.at <= alert.at).map(|release| release.at).max()
    })
}

const fn releases(body: &Body) -> &'static [ReleaseKind] {
    match body {
        Body::Funding(_) => &[
            ReleaseKind::Sofr,
            ReleaseKind::Effr,
            ReleaseKind::SrfMorning,
            ReleaseKind::OnRrp,
            ReleaseKind::SrfAfternoon,
            ReleaseKind::RateRevision,
        ],
        Body::Weekly(_) => &[ReleaseKind::H41],
        Body::Decision(_) | Body::NotParsed(_) => &[ReleaseKind::FomcStatement],
        Body::Note(_) => &[ReleaseKind::ImplementationNote],
        Body::Minutes(_) => &[ReleaseKind::Minutes],
        Body::Reminder(_) | Body::Meeting(_) | Body::Unscheduled(_) | Body::Quality(_) => &[],
    }
}
