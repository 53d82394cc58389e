//! Old pages: stored with the dates on which they were published, judged by replay, never told.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;

use super::load::load;
use super::{Ingest, IngestError, Knowledge, plan};
use crate::calendar::Calendar;
use crate::crash;
use crate::fetch::Page;
use crate::replay::{Figure, Position, replay};
use crate::rule::{Rule, RuleBook, States};
use crate::series::History;
use crate::source::{Release, SourceKind};
use crate::store::knowledge::{self, Document, PageRow};
use crate::store::{StoreError, judgement, meta};

impl Ingest {
    /// Stores what was published before the first start and is not known yet. Nothing is judged or told:
    /// [`Self::rebuild`] comes after the last page.
    ///
    /// # Errors
    /// The database failed; the page will be read again.
    pub async fn store_old(&self, source: SourceKind, page: &Page, release: &Release) -> Result<(), IngestError> {
        let _busy = self.0.clock.busy();
        let failed = |error| IngestError::Store(source, error);
        let mut knowledge = self.0.knowledge.lock().await;
        self.reread(&mut knowledge).await.map_err(failed)?;
        let now = self.0.clock.now();
        let when = self.when(&knowledge, now);
        let old = release.observations.iter().filter_map(|one| {
            let known_at = when.due(&one.series, one.date).filter(|due| *due <= when.started_at)?;
            let unknown = knowledge.history.on(&one.series, one.date).is_none();
            unknown.then(|| Figure { known_at, series: one.series.clone(), date: one.date, value: one.value })
        });
        let figures: Vec<Figure> = old.collect();
        let write = self.write_old(source, page, &figures).await;
        if let Err(error) = write {
            self.0.doubtful.store(true, Ordering::SeqCst);
            return Err(failed(error));
        }
        for figure in figures {
            knowledge.history.insert_value(figure.series, figure.date, figure.value);
        }
        Ok(())
    }

    async fn write_old(&self, source: SourceKind, page: &Page, figures: &[Figure]) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let document =
            Document { source, url: &page.url, hash: &page.hash, body: &page.body, accepted: true, detail: "history" };
        let mut tx = self.0.store.begin().await?;
        knowledge::keep_document(&mut tx, document, now).await?;
        for figure in figures {
            knowledge::add_observation(&mut tx, figure, &document.id()).await?;
        }
        let row = PageRow { etag: None, last_modified: None, body_hash: page.hash.clone() };
        knowledge::put_page(&mut tx, &page.url, &row).await?;
        crash::point("ingest.old.before_commit");
        crate::store::commit(tx, "storing an old page").await?;
        crash::point("ingest.old.after_commit");
        Ok(())
    }

    /// Rebuilds the rules' states by replay, in one transaction; with `complete`, history counts as read.
    ///
    /// What was out before the first start is judged in silence. Of what came out since, a rule looks only at
    /// the dates that it judged as they came: what it slept through for want of history is told at the next
    /// release.
    ///
    /// # Errors
    /// The database failed; nothing changed.
    pub async fn rebuild(&self, complete: bool) -> Result<(), IngestError> {
        let _busy = self.0.clock.busy();
        let mut knowledge = self.0.knowledge.lock().await;
        let now = self.0.clock.now();
        let unread = plan::unread_meeting(&self.0.calendar, knowledge.rates_confirmed, now);
        let write = async {
            let figures = self.0.store.figures_since(NaiveDate::MIN).await?;
            let states = rebuilt(&self.0.book, &self.0.calendar, &knowledge, unread, figures);
            let mut tx = self.0.store.begin().await?;
            for rule in &self.0.book.rules {
                if let Some(state) = states.get(&rule.id) {
                    judgement::put_state(&mut tx, &rule.id, rule.version, state, now).await?;
                }
            }
            if complete {
                meta::put(&mut tx, meta::BACKFILLED, "1").await?;
            }
            crate::store::commit(tx, "rebuilding the rules' states").await?;
            load(&self.0.store, now).await
        };
        match write.await {
            Ok(loaded) => {
                *knowledge = loaded;
                Ok(())
            }
            Err(error) => {
                self.0.doubtful.store(true, Ordering::SeqCst);
                Err(IngestError::Tick(error))
            }
        }
    }

    /// Whether the history that rules look back on was read already.
    pub async fn is_backfilled(&self) -> bool {
        matches!(self.0.store.meta(meta::BACKFILLED).await, Ok(Some(_)))
    }

    /// How far the reading of history has come, for `/status`.
    pub fn note_progress(&self, done: usize, all: usize) {
        self.0.history_done.store(done, Ordering::Relaxed);
        self.0.history_all.store(all, Ordering::Relaxed);
    }

    /// Pages of history read, and in all; `None` where none is being read.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        let (done, all) = (self.0.history_done.load(Ordering::Relaxed), self.0.history_all.load(Ordering::Relaxed));
        (done < all).then_some((done, all))
    }
}

/// The states as they follow from history up to the first start, and from what each rule judged since.
fn rebuilt(
    book: &RuleBook,
    calendar: &Calendar,
    known: &Knowledge,
    unread: Option<NaiveDate>,
    figures: Vec<Figure>,
) -> States {
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let history = History::default().with_rates_until(unread);
    let mut before = Position { history, ..Position::default() };
    let (old, live): (Vec<Figure>, Vec<Figure>) =
        figures.into_iter().partition(|figure| figure.known_at <= known.started_at);
    drop(replay(&rules, calendar, &mut before, old));
    let mut states = before.states.clone();
    for rule in rules {
        let Some(judged) = known.states.get(&rule.id).and_then(|state| state.judged) else { continue };
        // A rate is announced before it is in force, and what a rule measures against is always looked at.
        let looked_at = |figure: &&Figure| figure.date <= judged || !rule.reads(&figure.series);
        let seen: Vec<Figure> = live.iter().filter(looked_at).cloned().collect();
        let mut since = before.clone();
        drop(replay(&[rule], calendar, &mut since, seen));
        states.extend(since.states.remove_entry(&rule.id));
    }
    states
}
