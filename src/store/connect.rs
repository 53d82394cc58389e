//! Opening a database: address, pragmas, migrations.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Executor};

use super::Store;

/// The two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// One file, one process.
    Sqlite,
    /// Shared by several instances.
    Postgres,
}

/// Why a database did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not an address that we know.
    #[error("the database address {0:?} is neither sqlite: nor postgres://")]
    Address(String),
    /// The directory of the file cannot be made.
    #[error("cannot make the directory {path}")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// No connection.
    #[error("cannot open the database")]
    Connect(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("cannot bring the database's schema up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
}

impl Store {
    /// Opens a database by address, makes the file where there is none, and migrates it.
    ///
    /// # Errors
    /// The address is not understood, or the database cannot be opened or migrated.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let dialect = dialect(url)?;
        let address = match dialect {
            Dialect::Sqlite => {
                make_directory(url)?;
                format!("{url}?mode=rwc")
            }
            Dialect::Postgres => url.to_owned(),
        };
        // SQLite has one writer at a time in any case; a queue here is fairer than its busy handler.
        let writers = if dialect == Dialect::Sqlite { 1 } else { 4 };
        let writer = pool(dialect, writers).connect(&address).await.map_err(OpenError::Connect)?;
        sqlx::migrate!("src/store/migrations").run(&writer).await.map_err(OpenError::Migrate)?;
        let reader = pool(dialect, 4).connect(&address).await.map_err(OpenError::Connect)?;
        Ok(Self { writer, reader, dialect })
    }

    /// Closes all connections; SQLite then leaves a single file behind.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }

    /// The pool for writing: for single statements outside a transaction.
    #[must_use]
    pub const fn writer(&self) -> &AnyPool {
        &self.writer
    }
}

/// The file of a SQLite address; `None` for PostgreSQL.
#[must_use]
pub fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
}

fn dialect(url: &str) -> Result<Dialect, OpenError> {
    if url.starts_with("sqlite:") {
        Ok(Dialect::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Dialect::Postgres)
    } else {
        // Only the part before the first colon: an address may carry a password.
        Err(OpenError::Address(url.split(':').next().unwrap_or_default().to_owned()))
    }
}

fn make_directory(url: &str) -> Result<(), OpenError> {
    let Some(parent) = sqlite_file(url).and_then(Path::parent) else { return Ok(()) };
    if parent.as_os_str().is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(parent).map_err(|source| OpenError::Directory { path: parent.to_owned(), source })
}

fn pool(dialect: Dialect, connections: u32) -> AnyPoolOptions {
    let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(10));
    if dialect == Dialect::Postgres {
        return options;
    }
    options.max_lifetime(None).idle_timeout(None).after_connect(|connection, _| {
        Box::pin(async move {
            // FULL: a committed "sending" must survive a power cut, or a message could go twice.
            for pragma in ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 5000"] {
                connection.execute(pragma).await?;
            }
            Ok(())
        })
    })
}
