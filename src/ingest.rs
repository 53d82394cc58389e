//! One release, one transaction: observations, raw body, rule states, ledger, alerts with their
//! fan-out cursor, and the validators of the page; all or nothing, one release at a time.
//!
//! A crash before the commit leaves the release to be fetched again; after it, the alert exists and
//! its deliveries will be made. "Seen" is never recorded before "will be said".

mod first_start;
mod plan;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use tokio::sync::{Mutex, MutexGuard};

use crate::board::SourceCondition;
use crate::calendar::Calendar;
use crate::clock::{Bell, Clock, ny};
use crate::crash;
use crate::delivery;
use crate::fetch::Page;
use crate::rule::RuleBook;
use crate::series::SeriesId;
use crate::source::{Release, SourceKind};
use crate::store::knowledge::{self, Document, PageRow};
use crate::store::{Store, StoreError, judgement, meta, sources};

pub use first_start::warm_up;
pub use plan::{Knowledge, Plan, first_unread_meeting, next_events, unread_meeting};

/// How much history rules and messages look back on: 53 weeks and a margin.
const LOOK_BACK_DAYS: u64 = 420;

/// The one writer of what we know.
#[derive(Clone)]
pub struct Ingest(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    calendar: Arc<Calendar>,
    book: Arc<RuleBook>,
    delivery: Bell,
    keep_bodies: TimeDelta,
    knowledge: Mutex<Knowledge>,
    /// A transaction failed: it may have taken effect all the same, its answer lost on the way.
    doubtful: AtomicBool,
}

/// Why a release was not ingested; nothing of it was stored.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The database.
    #[error("cannot ingest {0}")]
    Store(SourceKind, #[source] StoreError),
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
        first_start::seed(&store, &calendar, clock.now()).await?;
        let knowledge = Mutex::new(load(&store, clock.now()).await?);
        Ok(Self(Arc::new(Inner {
            store,
            clock,
            calendar,
            book,
            delivery,
            keep_bodies,
            knowledge,
            doubtful: AtomicBool::new(false),
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
        if let Err(error) = self.commit(source, page, &plan, now).await {
            self.0.doubtful.store(true, Ordering::SeqCst);
            return Err(failed(error));
        }
        let alerts = plan.alerts.len();
        plan.apply(&mut knowledge);
        drop(knowledge);
        if alerts > 0 {
            self.0.delivery.ring();
        }
        Ok(alerts)
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
        let _busy = self.0.clock.busy();
        let now = self.0.clock.now();
        let alert = {
            let knowledge = self.0.knowledge.lock().await;
            plan::not_parsed(&self.0.calendar, &knowledge, date, page, now)
        };
        let Some(alert) = alert else { return Ok(()) };
        let write = async {
            let mut tx = self.0.store.begin().await?;
            delivery::enqueue_alert(&mut tx, &alert, now).await?;
            crate::store::commit(tx, "announcing a page that was not parsed").await
        };
        write.await.map_err(|error| IngestError::Store(SourceKind::FomcStatement, error))?;
        self.0.delivery.ring();
        Ok(())
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
        for figure in &plan.figures {
            knowledge::add_observation(&mut tx, figure, &document.id()).await?;
        }
        for (rule, state) in &plan.states {
            let version = self.0.book.get(rule).map_or(0, |rule| rule.version);
            judgement::put_state(&mut tx, rule, version, state, now).await?;
        }
        for alert in &plan.alerts {
            delivery::enqueue_alert(&mut tx, alert, now).await?;
        }
        for (finding, alert) in &plan.ledger {
            judgement::add_line(&mut tx, finding, alert, now).await?;
        }
        if let Some(date) = plan.rates_confirmed {
            meta::put(&mut tx, meta::RATES_CONFIRMED, &date.to_string()).await?;
        }
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
    for age in store.source_ages().await? {
        knowledge.spoken_of.extend(age.as_of.map(|date| (age.source, date)));
    }
    Ok(knowledge)
}

#[cfg(test)]
mod tests;
