//! One release, one transaction: observations, raw body, rule states, ledger, alerts with their
//! fan-out cursor, and the validators of the page; all or nothing, one release at a time.
//!
//! A crash before the commit leaves the release to be fetched again; after it, the alert exists and
//! its deliveries will be made. "Seen" is never recorded before "will be said".

mod backfill;
mod condition;
mod first_start;
mod load;
mod plan;
mod write;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::sync::{Mutex, MutexGuard};

use crate::alert::Doubt;
use crate::calendar::{Calendar, Meeting};
use crate::clock::{Bell, Clock};
use crate::fetch::Page;
use crate::rule::RuleBook;
use crate::series::SeriesId;
use crate::source::{Release, SourceKind, Statement};
use crate::store::{Store, StoreError};

pub use first_start::warm_up;
pub use plan::memory::Memory;
pub use plan::{Knowledge, Plan, first_unread_meeting, in_doubt, next_events, next_tick, unread_meeting};

/// The one writer of what we know.
#[derive(Clone)]
pub struct Ingest(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    calendar: Arc<Calendar>,
    book: Arc<RuleBook>,
    delivery: Bell,
    /// Rung when a meeting is moved, called off or added: whoever waits for one looks at its plan again.
    meetings_moved: std::sync::Mutex<Vec<Bell>>,
    keep_bodies: TimeDelta,
    knowledge: Mutex<Knowledge>,
    /// A transaction failed: it may have taken effect all the same, its answer lost on the way.
    doubtful: AtomicBool,
    /// Pages of history read, and in all.
    history_done: AtomicUsize,
    history_all: AtomicUsize,
}

/// Why a release was not ingested; nothing of it was stored.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The database.
    #[error("cannot ingest {0}")]
    Store(SourceKind, #[source] StoreError),
    /// The database, at something that comes due without a page.
    #[error("cannot record a tick")]
    Tick(#[source] StoreError),
}

impl Ingest {
    /// Loads what is known and where the rules stand; at the very first start, what comes built in.
    ///
    /// # Errors
    /// The database cannot be read, or the built-in tables are wrong.
    pub async fn start(
        store: Store,
        clock: Clock,
        calendar: Arc<Calendar>,
        book: Arc<RuleBook>,
        delivery: Bell,
        keep_bodies: TimeDelta,
    ) -> anyhow::Result<Self> {
        let now = clock.now();
        first_start::seed(&store, &calendar, &book, now).await?;
        let mut knowledge = load::load(&store, now).await?;
        if let Some(meetings) = &knowledge.memory.meetings {
            calendar.replace_meetings(meetings.clone());
        }
        let unread = unread_meeting(&calendar, knowledge.rates_confirmed, now);
        first_start::take_up_new_rules(&store, &calendar, &book, unread, now).await?;
        knowledge.states = store.rule_states().await?;
        let knowledge = Mutex::new(knowledge);
        Ok(Self(Arc::new(Inner {
            store,
            clock,
            calendar,
            book,
            delivery,
            meetings_moved: std::sync::Mutex::default(),
            keep_bodies,
            knowledge,
            doubtful: AtomicBool::new(false),
            history_done: AtomicUsize::new(0),
            history_all: AtomicUsize::new(0),
        })))
    }

    /// Takes in a page that was understood. Returns how many alerts it made.
    ///
    /// # Errors
    /// The database failed; nothing was stored as far as we know, and the page will be fetched again.
    pub async fn accept(&self, source: SourceKind, page: &Page, release: &Release) -> Result<usize, IngestError> {
        let _busy = self.0.clock.busy();
        let failed = |error| IngestError::Store(source, error);
        let mut knowledge = self.0.knowledge.lock().await;
        self.reread(&mut knowledge).await.map_err(failed)?;
        let now = self.0.clock.now();
        let plan = plan::plan(&self.0.book, &self.0.calendar, &knowledge, source, page, release, now);
        if plan.held_back {
            let why = plan.detail.clone();
            drop(knowledge);
            self.reject(source, page, &why).await?;
            return Ok(0);
        }
        let written = self.commit(source, page, &plan, now).await;
        self.finish(&mut knowledge, plan, written).map_err(failed)
    }

    /// After the transaction: what is known follows the database, and delivery is woken.
    fn finish(
        &self,
        knowledge: &mut MutexGuard<'_, Knowledge>,
        mut plan: Plan,
        written: Result<(), StoreError>,
    ) -> Result<usize, StoreError> {
        if let Err(error) = written {
            self.0.doubtful.store(true, Ordering::SeqCst);
            return Err(error);
        }
        if let Some(meetings) = plan.meetings.take() {
            self.replace_meetings(meetings);
        }
        let alerts = plan.alerts.len();
        plan.apply(knowledge);
        if alerts > 0 {
            self.0.delivery.ring();
        }
        Ok(alerts)
    }

    /// Rings `bell` whenever meetings change, for as long as this lives.
    pub fn ring_when_meetings_move(&self, bell: Bell) {
        self.0.meetings_moved.lock().unwrap_or_else(PoisonError::into_inner).push(bell);
    }

    fn replace_meetings(&self, meetings: Vec<Meeting>) {
        if *self.0.calendar.meetings() == *meetings {
            return;
        }
        self.0.calendar.replace_meetings(meetings);
        let bells = self.0.meetings_moved.lock().unwrap_or_else(PoisonError::into_inner);
        bells.iter().for_each(Bell::ring);
    }

    /// Tells what came due without a page.
    ///
    /// # Errors
    /// The database failed; the tick will be tried again.
    pub async fn tick(&self) -> Result<usize, IngestError> {
        let _busy = self.0.clock.busy();
        let mut knowledge = self.0.knowledge.lock().await;
        self.reread(&mut knowledge).await.map_err(IngestError::Tick)?;
        let now = self.0.clock.now();
        let plan = plan::ticks(&knowledge, self.when(&knowledge, now));
        let written = self.commit_alone(&plan, now, "recording a tick").await;
        self.finish(&mut knowledge, plan, written).map_err(IngestError::Tick)
    }

    /// The page behind an unscheduled announcement was read.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unscheduled(&self, link: &str, statement: &Statement) -> Result<usize, IngestError> {
        self.decide(SourceKind::PressFeed, "reading an announcement", |known, when| {
            plan::read_unscheduled(known, link, statement, when)
        })
        .await
    }

    /// A source brings nothing: one notice until it does again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn doubt(&self, source: SourceKind, doubt: Doubt) -> Result<usize, IngestError> {
        self.decide(source, "noticing an outage", |known, when| {
            let (memory, alert) = plan::outage(known, &self.0.book, source, doubt, when)?;
            Some(Plan { memory: Some(memory), alerts: vec![alert], ..Plan::default() })
        })
        .await
    }

    /// A source in an outage is well again: one notice of that.
    ///
    /// # Errors
    /// The database failed.
    pub async fn doubt_over(&self, source: SourceKind) -> Result<usize, IngestError> {
        self.decide(source, "noticing that an outage is over", |known, when| {
            let (memory, alert) = plan::outage_over(known, &self.0.book, source, when)?;
            Some(Plan { memory: Some(memory), alerts: vec![alert], ..Plan::default() })
        })
        .await
    }

    /// Decides something that is no page, and writes it.
    async fn decide(
        &self,
        source: SourceKind,
        doing: &'static str,
        about: impl FnOnce(&Knowledge, plan::Publication<'_>) -> Option<Plan>,
    ) -> Result<usize, IngestError> {
        let _busy = self.0.clock.busy();
        let failed = |error| IngestError::Store(source, error);
        let mut knowledge = self.0.knowledge.lock().await;
        self.reread(&mut knowledge).await.map_err(failed)?;
        let now = self.0.clock.now();
        let Some(plan) = about(&knowledge, self.when(&knowledge, now)) else { return Ok(0) };
        let written = self.commit_alone(&plan, now, doing).await;
        self.finish(&mut knowledge, plan, written).map_err(failed)
    }

    fn when(&self, known: &Knowledge, now: DateTime<Utc>) -> plan::Publication<'_> {
        plan::Publication { calendar: &self.0.calendar, started_at: known.started_at, now }
    }

    /// Announces a statement that is there but could not be understood: its link, and "not parsed".
    ///
    /// # Errors
    /// The database failed.
    pub async fn not_parsed(&self, date: NaiveDate, page: &Page) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let doing = "announcing a page that was not parsed";
        self.decide(SourceKind::FomcStatement, doing, |known, _| {
            let alert = plan::not_parsed(&self.0.calendar, known, date, page, now)?;
            Some(Plan { alerts: vec![alert], ..Plan::default() })
        })
        .await
        .map(drop)
    }

    /// Looks at what is known, for the board and for the watch loop.
    pub async fn look<T>(&self, look: impl FnOnce(&Knowledge) -> T) -> T {
        let mut knowledge = self.0.knowledge.lock().await;
        if let Err(error) = self.reread(&mut knowledge).await {
            tracing::warn!(%error, cause = ?error.source, "what is known may be out of date");
        }
        look(&knowledge)
    }

    /// Whether the figure that a release was to bring is known.
    pub async fn knows(&self, series: &SeriesId, date: NaiveDate) -> bool {
        self.look(|knowledge| knowledge.history.on(series, date).is_some()).await
    }
}

#[cfg(test)]
mod tests;
