//! What is known, read from the database.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use tokio::sync::MutexGuard;

use super::{Ingest, Knowledge, Memory};
use crate::clock::ny;
use crate::store::{Store, StoreError, meta};

/// How much history rules and messages look back on: the same week of three years, and a margin.
const LOOK_BACK_DAYS: u64 = 1_150;
/// How long a message can still be joined or corrected: figures are revised within days.
const RECENT: TimeDelta = TimeDelta::days(35);

/// Everything that rules look at, as known at `now`.
pub(super) async fn load(store: &Store, now: DateTime<Utc>) -> Result<Knowledge, StoreError> {
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

impl Ingest {
    /// After a fault, the database alone knows what is known.
    pub(super) async fn reread(&self, knowledge: &mut MutexGuard<'_, Knowledge>) -> Result<(), StoreError> {
        if self.0.doubtful.load(Ordering::SeqCst) {
            **knowledge = load(&self.0.store, self.0.clock.now()).await?;
            if let Some(meetings) = &knowledge.memory.meetings {
                self.replace_meetings(meetings.clone());
            }
            self.0.doubtful.store(false, Ordering::SeqCst);
        }
        Ok(())
    }
}
