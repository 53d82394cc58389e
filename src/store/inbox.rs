//! Updates from Telegram: stored before they are acknowledged, handled once, then emptied.

use chrono::{DateTime, Utc};
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

use super::{Doing, Store, StoreError, Tx, millis, sql};

sql! {
    /// An update that is delivered again changes nothing.
    KEEP = "INSERT INTO inbox (update_id, chat, received_at, state, attempts, payload)
            VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (update_id) DO NOTHING";
    /// Work, in Telegram's order.
    WAITING = "SELECT update_id, chat, attempts, payload FROM inbox
               WHERE state = 'pending' AND update_id > $1 ORDER BY update_id LIMIT $2";
    /// `state = 'pending'` makes a second handling fail, which rolls its effects back.
    SETTLE = "UPDATE inbox SET state = $2, payload = NULL WHERE update_id = $1 AND state = 'pending'";
    /// One more failed attempt.
    FAILED = "UPDATE inbox SET attempts = attempts + 1 WHERE update_id = $1 AND state = 'pending' RETURNING attempts";
    /// What Telegram cannot deliver again.
    SWEEP = "DELETE FROM inbox WHERE state <> 'pending' AND received_at < $1";
}

/// One update as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Telegram's number.
    pub update_id: i64,
    /// The chat, 0 where the update has none.
    pub chat: i64,
    /// The update as JSON; `None` for one that nobody will handle.
    pub payload: Option<String>,
}

/// An update that waits for its handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Telegram's number.
    pub update_id: i64,
    /// The chat, 0 where the update has none.
    pub chat: i64,
    /// Failed attempts so far.
    pub attempts: i64,
    /// The update as JSON.
    pub payload: String,
}

/// How an update ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Its effects are in the same transaction.
    Handled,
    /// Its handler failed too often.
    Poisoned,
}

impl Settled {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Handled => "handled",
            Self::Poisoned => "poisoned",
        }
    }
}

/// Stores updates; returns how many were new.
///
/// # Errors
/// The database's own.
pub async fn keep(tx: &mut Tx, updates: &[Kept], now: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut new = 0;
    for update in updates {
        let state = if update.payload.is_some() { "pending" } else { "ignored" };
        let insert = sqlx::query(KEEP).bind(update.update_id).bind(update.chat).bind(millis(now));
        let done = insert.bind(state).bind(update.payload.as_deref()).execute(&mut **tx).await;
        new += done.doing("storing an update")?.rows_affected();
    }
    Ok(new)
}

/// Up to `limit` waiting updates with numbers above `after`, in Telegram's order.
///
/// # Errors
/// The database's own.
pub async fn waiting(store: &Store, after: i64, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query_as(WAITING).bind(after).bind(limit).fetch_all(store.reader()).await;
    rows.doing("reading the inbox")
}

/// Ends an update and erases its payload; `false` if it had ended before.
///
/// # Errors
/// The database's own.
pub async fn settle(tx: &mut Tx, update_id: i64, settled: Settled) -> Result<bool, StoreError> {
    let done = sqlx::query(SETTLE).bind(update_id).bind(settled.as_str()).execute(&mut **tx).await;
    Ok(done.doing("settling an update")?.rows_affected() == 1)
}

/// Counts a failed attempt; `None` if the update had ended before.
///
/// # Errors
/// The database's own.
pub async fn count_failure(tx: &mut Tx, update_id: i64) -> Result<Option<i64>, StoreError> {
    let attempts = sqlx::query_scalar(FAILED).bind(update_id).fetch_optional(&mut **tx).await;
    attempts.doing("counting a failed attempt")
}

/// Deletes ended updates received before `before`; returns how many.
///
/// # Errors
/// The database's own.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = sqlx::query(SWEEP).bind(millis(before)).execute(&mut **tx).await;
    Ok(done.doing("sweeping the inbox")?.rows_affected())
}

impl FromRow<'_, AnyRow> for Waiting {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let payload: Option<String> = row.try_get(3)?;
        Ok(Self {
            update_id: row.try_get(0)?,
            chat: row.try_get(1)?,
            attempts: row.try_get(2)?,
            payload: payload.unwrap_or_default(),
        })
    }
}
