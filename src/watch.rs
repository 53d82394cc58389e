//! The loop that keeps the windows: one worker a source, each asking at the right moments and handing
//! what it understands to ingest.

mod periods;
mod poll;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use crate::calendar::{Calendar, ReleaseKind, Window};
use crate::clock::{Bell, Clock, Worker};
use crate::config::Polling;
use crate::fetch::{Backoff, Fetcher};
use crate::ingest::{Ingest, Knowledge};
use crate::series::SeriesId;
use crate::series::catalogue::{RESERVES_AVG, SOFR, SRF_ACCEPTED, SRF_AM};
use crate::source::SourceKind;
use crate::store::Store;

/// What a watch needs; built once, shared by all sources.
#[derive(Clone)]
pub struct Environment {
    /// Where validators are kept.
    pub store: Store,
    /// The civil clock.
    pub clock: Clock,
    /// Release windows.
    pub calendar: Arc<Calendar>,
    /// The HTTP client.
    pub fetcher: Fetcher,
    /// The one writer of what we know.
    pub ingest: Ingest,
    /// How often to ask.
    pub polling: Polling,
}

/// One watched source.
pub struct Watch {
    environment: Environment,
    source: SourceKind,
    worker: Worker,
    /// Nobody rings it yet: the watch wakes by its own plan.
    bell: Bell,
    asked_at: Option<DateTime<Utc>>,
    backoff: Backoff,
    trouble: poll::Trouble,
}

impl Watch {
    /// A watch for each source; each counts as busy until it runs.
    #[must_use]
    pub fn all(environment: &Environment) -> Vec<Self> {
        let watched = SourceKind::ALL.into_iter().filter(|source| !releases_of(*source).is_empty());
        watched.map(|source| Self::new(environment.clone(), source)).collect()
    }

    fn new(environment: Environment, source: SourceKind) -> Self {
        Self {
            source,
            worker: environment.clock.worker(),
            bell: environment.clock.bell(),
            asked_at: None,
            // Sources that fail together should not come back together.
            backoff: Backoff::seeded(source as u64),
            trouble: poll::Trouble::default(),
            environment,
        }
    }

    /// Asks, waits, asks again, until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        self.remember_trouble().await;
        loop {
            let next = self.next_poll().await;
            tokio::select! {
                () = stop.cancelled() => return,
                _ = self.worker.park(Some(next), &self.bell) => {}
            }
            let now = self.environment.clock.now();
            if next > now {
                continue;
            }
            self.asked_at = Some(now);
            self.poll(now).await;
        }
    }

    /// When to ask next.
    async fn next_poll(&self) -> DateTime<Utc> {
        let now = self.environment.clock.now();
        let windows = self.windows(now).await;
        let next = periods::next_poll(&self.environment.polling, self.source, &windows, self.asked_at, now);
        // After a fault, the site's wish and our own back-off come before the plan.
        self.backoff.not_before().map_or(next, |not_before| next.max(not_before))
    }

    /// The windows that matter now: of each kind of release the open one, or the next.
    async fn windows(&self, now: DateTime<Utc>) -> Vec<Window> {
        let calendar = &self.environment.calendar;
        let source = self.source;
        self.environment
            .ingest
            .look(|known| {
                let kinds = releases_of(source).iter();
                kinds.filter_map(|&kind| first_unanswered(calendar, known, kind, now)).collect()
            })
            .await
    }

    /// A short pause of real time after a database fault, so that a full disk is not hammered.
    const FAULT_PAUSE: Duration = Duration::from_secs(5);
}

/// The window that still waits for its release: the open one, else the next to open.
fn first_unanswered(calendar: &Calendar, known: &Knowledge, kind: ReleaseKind, now: DateTime<Utc>) -> Option<Window> {
    // Notes are read in the order of their meetings: each confirms the rates up to its own.
    let unread = || crate::ingest::first_unread_meeting(calendar, known.rates_confirmed, now);
    if kind == ReleaseKind::ImplementationNote
        && let Some(meeting) = unread()
    {
        return calendar.window(kind, meeting.statement_at);
    }
    let window = calendar.window(kind, now)?;
    if has_arrived(known, &window) { calendar.window(kind, window.closes_at) } else { Some(window) }
}

/// Whether what the window waits for is known.
fn has_arrived(known: &Knowledge, window: &Window) -> bool {
    let knows = |series: &SeriesId| known.history.on(series, window.as_of).is_some();
    match window.kind {
        ReleaseKind::Sofr => knows(&SOFR),
        ReleaseKind::SrfMorning => knows(&SRF_AM) || knows(&SRF_ACCEPTED),
        ReleaseKind::SrfAfternoon => knows(&SRF_ACCEPTED),
        ReleaseKind::H41 => knows(&RESERVES_AVG.0),
        ReleaseKind::FomcStatement => {
            known.spoken_of.get(&SourceKind::FomcStatement).is_some_and(|date| *date >= window.as_of)
        }
        ReleaseKind::ImplementationNote => known.rates_confirmed.is_some_and(|date| date >= window.as_of),
        ReleaseKind::Effr => knows(&SeriesId::of("effr")),
        ReleaseKind::OnRrp => knows(&SeriesId::of("on_rrp")),
        // No source is asked for these: none of their windows waits.
        ReleaseKind::RateRevision | ReleaseKind::PressConference | ReleaseKind::Minutes => true,
    }
}

/// The releases that a source brings.
const fn releases_of(source: SourceKind) -> &'static [ReleaseKind] {
    match source {
        SourceKind::NyfedRates => &[ReleaseKind::Sofr],
        SourceKind::NyfedRepo => &[ReleaseKind::SrfMorning, ReleaseKind::SrfAfternoon],
        SourceKind::H41 => &[ReleaseKind::H41],
        SourceKind::FomcStatement => &[ReleaseKind::FomcStatement],
        SourceKind::ImplementationNote => &[ReleaseKind::ImplementationNote],
        SourceKind::FomcCalendar | SourceKind::FomcMinutes | SourceKind::PressFeed => &[],
    }
}

#[cfg(test)]
mod tests;
