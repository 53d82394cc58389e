//! The only user of sqlx: SQLite by default, PostgreSQL by URL, one SQL text for both.
//!
//! Each room's statements live in a file of its own under `store/`, declared through [`sql!`], so that
//! a test can prepare every one of them on both databases. Write transactions begin by
//! [`Store::begin`]: on SQLite that is `BEGIN IMMEDIATE`, since a deferred transaction that reads
//! and then writes fails at once when another one wrote in between.

mod connect;
pub mod delivery;
pub mod fanout;
pub mod inbox;
pub mod judgement;
pub mod knowledge;
pub mod lock;
pub mod meta;
pub mod pushes;
pub mod records;
pub mod sources;
pub mod subscriber;
pub mod told;

use chrono::{DateTime, Utc};
use sqlx::{Any, AnyPool, Transaction};

pub use connect::{Dialect, OpenError, sqlite_file};

/// Declares SQL statements as constants and lists them for the test that prepares them all.
///
/// ```ignore
/// sql! {
///     /// Why it exists.
///     EPOCH = "SELECT value FROM meta WHERE key = 'epoch'";
/// }
/// ```
macro_rules! sql {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* const $name: &str = $text;)*
        /// Every statement of this file, by name.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use sql;

/// A database failure, named by what was being done.
#[derive(Debug, thiserror::Error)]
#[error("the database failed while {doing}")]
pub struct StoreError {
    /// What was being done, as a phrase: "claiming deliveries".
    pub doing: &'static str,
    /// Why.
    #[source]
    pub source: sqlx::Error,
}

/// Names the operation in which a database failure happened.
pub trait Doing<T> {
    /// Wraps the error with what was being done.
    ///
    /// # Errors
    /// The database's own.
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, sqlx::Error> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError { doing, source })
    }
}

/// An open database. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Store {
    writer: AnyPool,
    reader: AnyPool,
    dialect: Dialect,
}

/// A write transaction.
pub type Tx = Transaction<'static, Any>;

/// Commits a write transaction.
///
/// # Errors
/// The database's own; nothing was written, or (PostgreSQL, a lost answer) everything was.
pub async fn commit(tx: Tx, doing: &'static str) -> Result<(), StoreError> {
    tx.commit().await.doing(doing)
}

impl Store {
    /// Begins a write transaction; it rolls back unless committed.
    ///
    /// # Errors
    /// The database cannot be reached or is busy for too long.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        match self.dialect {
            Dialect::Sqlite => self.writer.begin_with("BEGIN IMMEDIATE").await,
            Dialect::Postgres => self.writer.begin().await,
        }
        .doing("beginning a transaction")
    }

    /// The pool for reading.
    #[must_use]
    pub const fn reader(&self) -> &AnyPool {
        &self.reader
    }

    /// Which database it is.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }
}

/// An instant as stored.
#[must_use]
pub const fn millis(instant: DateTime<Utc>) -> i64 {
    instant.timestamp_millis()
}

/// A stored instant. Out of range is the epoch: the program itself wrote the column.
#[must_use]
pub fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

#[cfg(test)]
mod tests;
