//! Opening a database: address, pragmas, migrations.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};
use url::Url;

use super::Store;

/// How long a database may take to answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The schema, step by step.
pub(super) static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("src/store/migrations");

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
    /// An address whose parts cannot be told apart. It is not repeated: one part may be a password.
    #[error(
        "the database address is not of the form postgres://user:password@host:port/name (an @, :, / or # in a \
         password is written as %40, %3A, %2F, %23)"
    )]
    Unreadable,
    /// No connection.
    #[error("cannot open the database {place}")]
    Connect {
        /// The address without password and options.
        place: String,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
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
        let place = place(url, dialect)?;
        let no_connection = |source| OpenError::Connect { place: place.clone(), source };
        let address = match dialect {
            Dialect::Sqlite => {
                make_directory(url)?;
                format!("{url}?mode=rwc")
            }
            Dialect::Postgres => url.to_owned(),
        };
        reach(&address, dialect).await.map_err(no_connection)?;
        // SQLite has one writer at a time in any case; a queue here is fairer than its busy handler.
        let writers = if dialect == Dialect::Sqlite { 1 } else { 4 };
        let writer = pool(dialect, writers).connect(&address).await.map_err(no_connection)?;
        MIGRATIONS.run(&writer).await.map_err(OpenError::Migrate)?;
        let reader = pool(dialect, 4).connect(&address).await.map_err(no_connection)?;
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

pub(super) fn dialect(url: &str) -> Result<Dialect, OpenError> {
    if url.starts_with("sqlite:") {
        Ok(Dialect::Sqlite)
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Dialect::Postgres)
    } else {
        // Only the part before the first colon: an address may carry a password.
        Err(OpenError::Address(url.split(':').next().unwrap_or_default().to_owned()))
    }
}

/// What may be shown of an address: no password, and no options, of which one may be a password.
pub(super) fn place(url: &str, dialect: Dialect) -> Result<String, OpenError> {
    if dialect == Dialect::Sqlite {
        return Ok(sqlite_file(url).unwrap_or(Path::new("")).display().to_string());
    }
    let address = Url::parse(url).map_err(|_| OpenError::Unreadable)?;
    let behind_host = [Some(address.path()), address.query(), address.fragment()];
    // An @ behind the host stood in the password: host and path are parts of it then.
    if behind_host.into_iter().flatten().any(|part| part.contains('@')) {
        return Err(OpenError::Unreadable);
    }
    let user = Some(address.username()).filter(|user| !user.is_empty()).map(|user| format!("{user}@"));
    let port = address.port().map(|port| format!(":{port}"));
    let host = address.host_str().unwrap_or_default();
    Ok(["postgres://", &user.unwrap_or_default(), host, &port.unwrap_or_default(), address.path()].concat())
}

/// A pool goes on trying where a server refuses or a file is no database, and in the end says no more
/// than that it took too long. One connection before says why.
async fn reach(address: &str, dialect: Dialect) -> Result<(), sqlx::Error> {
    let attempt = async {
        let mut connection = AnyConnection::connect(address).await?;
        prepare(&mut connection, dialect).await?;
        connection.close().await
    };
    let reached = tokio::time::timeout(PATIENCE, attempt).await;
    reached.unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())))
}

fn make_directory(url: &str) -> Result<(), OpenError> {
    let Some(parent) = sqlite_file(url).and_then(Path::parent) else { return Ok(()) };
    if parent.as_os_str().is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(parent).map_err(|source| OpenError::Directory { path: parent.to_owned(), source })
}

fn pool(dialect: Dialect, connections: u32) -> AnyPoolOptions {
    let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    if dialect == Dialect::Postgres {
        return options;
    }
    let options = options.max_lifetime(None).idle_timeout(None);
    options.after_connect(move |connection, _| Box::pin(prepare(connection, dialect)))
}

/// What every connection to SQLite is told first.
async fn prepare(connection: &mut AnyConnection, dialect: Dialect) -> Result<(), sqlx::Error> {
    if dialect == Dialect::Sqlite {
        // FULL: a committed "sending" must survive a power cut, or a message could go twice.
        for pragma in ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 5000"] {
            connection.execute(pragma).await?;
        }
    }
    Ok(())
}
