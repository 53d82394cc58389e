//! A look at a database without changing it: for `tidewatch doctor`, beside a running process too.

use sqlx::{AnyConnection, Connection as _};

use super::connect::{self, OpenError};
use super::{Dialect, sql};

sql! {
    /// The newest migration that was applied.
    SCHEMA = "SELECT MAX(version) FROM _sqlx_migrations";
    /// Chats that take alerts.
    ACTIVE = "SELECT COUNT(*) FROM subscriber WHERE state = 'active'";
    /// A write that changes nothing: it is rolled back.
    TRY = "INSERT INTO meta (key, value) VALUES ('doctor', '') ON CONFLICT (key) DO UPDATE SET value = excluded.value";
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The newest migration that was applied; `None` for a database without our tables.
    pub schema: Option<i64>,
    /// Chats that take alerts.
    pub active: i64,
    /// Whether a write was tried, and why it failed.
    pub write: Option<Result<(), String>>,
}

/// The newest migration that this program knows.
#[must_use]
pub fn newest_schema() -> i64 {
    connect::MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Looks at a database that is there; with `write`, tries to write and rolls back.
///
/// # Errors
/// The address is not understood, or the database does not open.
pub async fn inspect(url: &str, write: bool) -> Result<Inspection, OpenError> {
    sqlx::any::install_default_drivers();
    let dialect = connect::dialect(url)?;
    let place = connect::place(url, dialect)?;
    let no_connection = |source| OpenError::Connect { place: place.clone(), source };
    let address = match dialect {
        Dialect::Sqlite => format!("{url}?mode={}", if write { "rw" } else { "ro" }),
        Dialect::Postgres => url.to_owned(),
    };
    let attempt = async {
        let mut connection = AnyConnection::connect(&address).await?;
        let found = look(&mut connection, write).await?;
        connection.close().await?;
        Ok(found)
    };
    let found = tokio::time::timeout(connect::PATIENCE, attempt).await;
    found.unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))).map_err(no_connection)
}

async fn look(connection: &mut AnyConnection, write: bool) -> Result<Inspection, sqlx::Error> {
    let schema: Option<i64> = match sqlx::query_scalar(SCHEMA).fetch_one(&mut *connection).await {
        Ok(schema) => schema,
        // A database without our tables is new, not broken; a file that is none says so in another way.
        Err(sqlx::Error::Database(error)) if says_no_table(&*error) => None,
        Err(error) => return Err(error),
    };
    if schema.is_none() {
        return Ok(Inspection { schema, active: 0, write: None });
    }
    let active = sqlx::query_scalar(ACTIVE).fetch_one(&mut *connection).await?;
    let write = if write { Some(try_to_write(connection).await.map_err(|error| error.to_string())) } else { None };
    Ok(Inspection { schema, active, write })
}

async fn try_to_write(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let mut tx = connection.begin().await?;
    sqlx::query(TRY).execute(&mut *tx).await?;
    tx.rollback().await
}

fn says_no_table(error: &(dyn sqlx::error::DatabaseError + 'static)) -> bool {
    let text = error.message();
    text.contains("no such table") || text.contains("does not exist")
}
