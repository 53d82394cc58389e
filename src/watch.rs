//! The loop that keeps the windows: one worker a source, each asking at the right moments and handing
//! what it understands to ingest.

pub mod backfill;
mod links;
mod periods;
mod poll;
mod ticker;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use crate::calendar::{Calendar, ReleaseKind, Window};
use crate::clock::{Bell, Clock, Worker};
use crate::config::Polling;
use crate::fetch::{Backoff, Fetcher};
use crate::ingest::{Ingest, Knowledge};
use crate::series::SeriesId;
use crate::series::catalogue::{EFFR, ON_RRP, RESERVES_AVG, SOFR, SRF_ACCEPTED, SRF_AM};
use crate::source::SourceKind;
use crate::stats::Stats;
use crate::store::Store;

pub use ticker::Ticker;

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
    /// The end of the program: nothing that takes minutes goes on after it.
    stop: CancellationToken,
    /// Rung when meetings change; else the watch wakes by its own plan.
    bell: Bell,
    asked_at: Option<DateTime<Utc>>,
    backoff: Backoff,
    trouble: poll::Trouble,
    /// Pages behind announcements that were read.
    followed: std::collections::BTreeSet<String>,
    stats: Stats,
}

impl Watch {
    /// A watch for each source; each counts as busy until it runs.
    #[must_use]
    pub fn all(environment: &Environment) -> Vec<Self> {
        SourceKind::ALL.into_iter().map(|source| Self::new(environment.clone(), source)).collect()
    }

    fn new(environment: Environment, source: SourceKind) -> Self {
        Self {
            source,
            worker: environment.clock.worker(),
            stop: CancellationToken::new(),
            bell: environment.clock.bell(),
            asked_at: None,
            // Sources that fail together should not come back together.
            backoff: Backoff::seeded(source as u64),
            trouble: poll::Trouble::default(),
            followed: std::collections::BTreeSet::new(),
            stats: Stats::default(),
            environment,
        }
    }

    /// The same watch, counting there.
    #[must_use]
    pub fn counting(self, stats: Stats) -> Self {
        Self { stats, ..self }
    }

    /// Asks, waits, asks again, until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        self.stop = stop.clone();
        self.remember_trouble().await;
        self.environment.ingest.ring_when_meetings_move(self.bell.clone());
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
        // Statement and note are asked for at the same instants. The note goes first, so that both are one
        // message, and so that a simulated clock always tells the same story.
        let behind =
            if self.source == SourceKind::FomcStatement { TimeDelta::milliseconds(1) } else { TimeDelta::zero() };
        let next = next + behind;
        // What did not come, or could not be read, is not left for hours.
        let again = TimeDelta::minutes(self.environment.polling.idle_minutes.into());
        let ill = self.trouble.lasts() && !periods::is_dated_page(self.source);
        let next = self.asked_at.filter(|_| ill).map_or(next, |asked| next.min(asked + again));
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
    if has_arrived(known, &window, now) { calendar.window(kind, window.closes_at) } else { Some(window) }
}

/// Whether what the window waits for is known, or need not be waited for any more.
fn has_arrived(known: &Knowledge, window: &Window, now: DateTime<Utc>) -> bool {
    let knows = |series: &SeriesId| known.history.on(series, window.as_of).is_some();
    let spoke = |source: SourceKind| known.spoken_of.get(&source).is_some_and(|date| *date >= window.as_of);
    match window.kind {
        ReleaseKind::Sofr => knows(&SOFR),
        ReleaseKind::Effr => knows(&EFFR),
        ReleaseKind::SrfMorning => knows(&SRF_AM) || knows(&SRF_ACCEPTED),
        ReleaseKind::OnRrp => knows(&ON_RRP),
        ReleaseKind::SrfAfternoon => knows(&SRF_ACCEPTED),
        ReleaseKind::H41 => knows(&RESERVES_AVG.0),
        ReleaseKind::FomcStatement => spoke(SourceKind::FomcStatement),
        ReleaseKind::Minutes => spoke(SourceKind::FomcMinutes),
        // A new database knows the rates of the last note, and not the directives that the next is compared with.
        ReleaseKind::ImplementationNote => confirmed(known, window) && known.memory.last_note.is_some(),
        // Most days bring no revision: after ten minutes nobody waits for one.
        ReleaseKind::RateRevision => now >= window.slow_at,
        ReleaseKind::PressConference => true,
    }
}

/// Whether the administered rates that a note would bring are known.
fn confirmed(known: &Knowledge, window: &Window) -> bool {
    known.rates_confirmed.is_some_and(|date| date >= window.as_of)
}

/// Whether people should hear that this release is late: a note is, as long as its rates are not known.
fn is_owed(known: &Knowledge, window: &Window, now: DateTime<Utc>) -> bool {
    // What was due before the first start is history, which the backfill reads.
    let ours = window.due > known.started_at;
    ours && window.late_at <= now && !(window.kind == ReleaseKind::ImplementationNote && confirmed(known, window))
}

/// The releases that a source brings.
const fn releases_of(source: SourceKind) -> &'static [ReleaseKind] {
    match source {
        SourceKind::NyfedRates => &[ReleaseKind::Sofr, ReleaseKind::Effr, ReleaseKind::RateRevision],
        SourceKind::NyfedRepo => &[ReleaseKind::SrfMorning, ReleaseKind::OnRrp, ReleaseKind::SrfAfternoon],
        SourceKind::H41 => &[ReleaseKind::H41],
        SourceKind::FomcStatement => &[ReleaseKind::FomcStatement],
        SourceKind::ImplementationNote => &[ReleaseKind::ImplementationNote],
        SourceKind::FomcMinutes => &[ReleaseKind::Minutes],
        SourceKind::FomcCalendar | SourceKind::PressFeed => &[],
    }
}

#[cfg(test)]
mod tests;
