//! Small facts about the program itself: first start, epoch, how far administered rates are confirmed.

use sqlx::{Any, Executor};

use super::{Doing, Store, StoreError, Tx, sql};

sql! {
    /// One value.
    GET = "SELECT value FROM meta WHERE key = $1";
    /// Writes or replaces one value.
    PUT = "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
}

/// When this database was first started (UTC milliseconds): nothing published before is ever alerted.
pub const STARTED_AT: &str = "started_at";
/// The last meeting whose administered rates are known (ISO date).
pub const RATES_CONFIRMED: &str = "rates_confirmed_through";
/// Present once the history before the first start was read.
pub const BACKFILLED: &str = "backfilled";
/// The rules that this database has watched with, joined by commas: another one starts in silence.
pub const RULES: &str = "rules";
/// What ingest remembers beside figures and states (JSON of `ingest::Memory`).
pub const MEMORY: &str = "memory";

/// Reads one value.
///
/// # Errors
/// The database's own.
pub async fn get(executor: impl Executor<'_, Database = Any>, key: &str) -> Result<Option<String>, StoreError> {
    sqlx::query_scalar(GET).bind(key).fetch_optional(executor).await.doing("reading a fact about the program")
}

/// Writes one value.
///
/// # Errors
/// The database's own.
pub async fn put(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query(PUT).bind(key).bind(value).execute(&mut **tx).await.doing("writing a fact about the program")?;
    Ok(())
}

impl Store {
    /// Reads one value outside a transaction.
    ///
    /// # Errors
    /// The database's own.
    pub async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        get(self.reader(), key).await
    }
}
