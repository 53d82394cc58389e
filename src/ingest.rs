//! One release, one transaction: observations, raw body, rule states, ledger, alerts with their
//! fan-out cursor, and the validators of the page; all or nothing, one release at a time.
//!
//! A crash before the commit leaves the release to be fetched again; after it, the alert exists and
//! its deliveries will be made. "Seen" is never recorded before "will be said".

mod backfill;
mod first_start;
mod plan;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use tokio::sync::{Mutex, MutexGuard};

use crate::alert::Doubt;
use crate::board::SourceCondition;
use crate::calendar::{Calendar, Meeting};
use crate::clock::{Bell, Clock, ny};
use crate::crash;
use crate::delivery;
use crate::fetch::Page;
use crate::rule::RuleBook;
use crate::series::SeriesId;
use crate::source::{Release, SourceKind, Statement};
use crate::store::knowledge::{self, Document, PageRow};
use crate::store::{Store, StoreError, Tx, judgement, meta, sources};

pub use first_start::warm_up;
pub use plan::memory::Memory;
pub use plan::{Knowledge, Plan, first_unread_meeting, in_doubt, next_events, next_tick, unread_meeting};

/// How much history rules and messages look back on: the same week of three years, and a margin.
const LOOK_BACK_DAYS: u64 = 1_150;
/// How long a message can still be joined or corrected: figures are revised within days.
const RECENT: TimeDelta = TimeDelta::days(35);

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
        let mut knowledge = load(&store, now).await?;
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

    /// Writes a plan that no page goes with.
    async fn commit_alone(&self, plan: &Plan, now: DateTime<Utc>, doing: &'static str) -> Result<(), StoreError> {
        let mut tx = self.0.store.begin().await?;
        write(&mut tx, &self.0.book, plan, "", now).await?;
        crash::point("ingest.alone.before_commit");
        crate::store::commit(tx, doing).await?;
        crash::point("ingest.alone.after_commit");
        Ok(())
    }

    /// Keeps a body that was not understood, without its validators, so that it is asked for again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn reject(&self, source: SourceKind, page: &Page, why: &str) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let document =
            Document { source, url: &page.url, hash: &page.hash, body: &page.body, accepted: false, detail: why };
        let write = async {
            let mut tx = self.0.store.begin().await?;
            knowledge::keep_document(&mut tx, document, now).await?;
            sources::trouble(&mut tx, source, SourceCondition::Rejected, why, now).await?;
            crate::store::commit(tx, "rejecting a body").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
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

    /// Records that a source is not well: unreachable, or late.
    ///
    /// # Errors
    /// The database failed.
    pub async fn trouble(&self, source: SourceKind, state: SourceCondition, why: &str) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let write = async {
            let mut tx = self.0.store.begin().await?;
            sources::trouble(&mut tx, source, state, why, now).await?;
            crate::store::commit(tx, "recording a source in trouble").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
    }

    /// Records that a source in trouble answers again, with nothing new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn well_again(&self, source: SourceKind) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let write = async {
            let mut tx = self.0.store.begin().await?;
            sources::accepted(&mut tx, source, "", None, now).await?;
            crate::store::commit(tx, "recording a source that is well again").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
    }

    /// Looks at what is known, for the board and for the watch loop.
    pub async fn look<T>(&self, look: impl FnOnce(&Knowledge) -> T) -> T {
        let mut knowledge = self.0.knowledge.lock().await;
        if let Err(error) = self.reread(&mut knowledge).await {
            tracing::warn!(%error, cause = ?error.source, "what is known may be out of date");
        }
        look(&knowledge)
    }

    /// After a fault, the database alone knows what is known.
    async fn reread(&self, knowledge: &mut MutexGuard<'_, Knowledge>) -> Result<(), StoreError> {
        if self.0.doubtful.load(Ordering::SeqCst) {
            **knowledge = load(&self.0.store, self.0.clock.now()).await?;
            if let Some(meetings) = &knowledge.memory.meetings {
                self.replace_meetings(meetings.clone());
            }
            self.0.doubtful.store(false, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Whether the figure that a release was to bring is known.
    pub async fn knows(&self, series: &SeriesId, date: NaiveDate) -> bool {
        self.look(|knowledge| knowledge.history.on(series, date).is_some()).await
    }

    async fn commit(&self, source: SourceKind, page: &Page, plan: &Plan, now: DateTime<Utc>) -> Result<(), StoreError> {
        let document = Document {
            source,
            url: &page.url,
            hash: &page.hash,
            body: &page.body,
            accepted: true,
            detail: &plan.detail,
        };
        let mut tx = self.0.store.begin().await?;
        if plan.says_something_new() {
            knowledge::keep_document(&mut tx, document, now).await?;
            // Releases are few: each one takes the bodies with it whose time is over.
            knowledge::forget_documents(&mut tx, now - self.0.keep_bodies).await?;
        }
        write(&mut tx, &self.0.book, plan, &document.id(), now).await?;
        let validators = &page.validators;
        // A page with something unknown on it is read again each time, so that this stays on record.
        let row = if plan.detail.is_empty() {
            PageRow {
                etag: validators.etag.clone(),
                last_modified: validators.last_modified.clone(),
                body_hash: page.hash.clone(),
            }
        } else {
            PageRow::default()
        };
        knowledge::put_page(&mut tx, &page.url, &row).await?;
        sources::accepted(&mut tx, source, &plan.detail, plan.as_of, now).await?;
        crash::point("ingest.before_commit");
        crate::store::commit(tx, "ingesting a release").await?;
        crash::point("ingest.after_commit");
        Ok(())
    }
}

/// What a plan says, inside its transaction.
async fn write(
    tx: &mut Tx,
    book: &RuleBook,
    plan: &Plan,
    document: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for figure in &plan.figures {
        knowledge::add_observation(tx, figure, document).await?;
    }
    for (rule, state) in &plan.states {
        let version = book.get(rule).map_or(0, |rule| rule.version);
        judgement::put_state(tx, rule, version, state, now).await?;
    }
    for alert in &plan.alerts {
        delivery::enqueue_alert(tx, alert, now).await?;
    }
    for (rule, date, severity, peak) in &plan.corrected {
        judgement::mark_corrected(tx, rule, *date, *severity, *peak, now).await?;
    }
    for (finding, alert) in &plan.ledger {
        judgement::add_line(tx, finding, alert, now).await?;
    }
    if let Some(date) = plan.rates_confirmed {
        meta::put(tx, meta::RATES_CONFIRMED, &date.to_string()).await?;
    }
    if let Some(memory) = &plan.memory {
        meta::put(tx, meta::MEMORY, &memory.to_json()).await?;
    }
    Ok(())
}

/// Everything that rules look at, as known at `now`.
async fn load(store: &Store, now: DateTime<Utc>) -> Result<Knowledge, StoreError> {
    let since = ny::date(now).checked_sub_days(Days::new(LOOK_BACK_DAYS)).unwrap_or(NaiveDate::MIN);
    let mut knowledge = Knowledge { states: store.rule_states().await?, ..Knowledge::default() };
    for figure in store.figures_since(since).await? {
        knowledge.history.insert_value(figure.series, figure.date, figure.value);
    }
    let started: Option<i64> = store.meta(meta::STARTED_AT).await?.and_then(|text| text.parse().ok());
    knowledge.started_at = started.map_or(now, crate::store::instant);
    knowledge.rates_confirmed = store.meta(meta::RATES_CONFIRMED).await?.and_then(|text| text.parse().ok());
    knowledge.recent = store.open_alerts(now - RECENT).await?;
    if let Some(json) = store.meta(meta::MEMORY).await? {
        knowledge.memory = Memory::from_json(&json);
    }
    for age in store.source_ages().await? {
        knowledge.spoken_of.extend(age.as_of.map(|date| (age.source, date)));
    }
    Ok(knowledge)
}

#[cfg(test)]
mod tests;
