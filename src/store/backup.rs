//! A copy of a SQLite database while another process writes to it.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, Connection as _};

use super::connect::{self, OpenError};
use super::{Dialect, Doing as _, StoreError};

/// What the copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Its size.
    pub bytes: u64,
    /// Chats in it, whatever their standing.
    pub subscribers: i64,
}

/// Why there is no copy. What there is of one is gone again.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has a tool of its own.
    #[error("a PostgreSQL database is copied by its own tool: pg_dump --format=custom --file=FILE \"$ADDRESS\"")]
    Postgres,
    /// The copy would replace something.
    #[error("{0} is there already: a backup replaces nothing; choose another name")]
    Exists(PathBuf),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The copy failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The copy is damaged.
    #[error("the copy is damaged ({0}): is the database itself? `tidewatch doctor` looks")]
    Damaged(String),
    /// The copy cannot be put in its place.
    #[error("cannot write {path}")]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Of SQLite alone: PostgreSQL could not prepare them, so they stand outside `sql!`. The file name is bound.
const COPY: &str = "VACUUM INTO $1";
const CHECK: &str = "PRAGMA integrity_check";
const COUNT: &str = "SELECT COUNT(*) FROM subscriber";

/// Copies the database to a file of that name, as of one instant, and looks at the copy.
///
/// # Errors
/// See [`BackupError`].
pub async fn backup(url: &str, to: &Path) -> Result<Copied, BackupError> {
    sqlx::any::install_default_drivers();
    if connect::dialect(url)? == Dialect::Postgres {
        return Err(BackupError::Postgres);
    }
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let copied = copy(url, &part).await;
    let placed = match copied {
        Ok(copied) => place(&part, to).map(|()| copied),
        Err(error) => Err(error),
    };
    // Whatever became of it: the name that it was written under goes.
    drop(std::fs::remove_file(&part));
    placed
}

async fn copy(url: &str, part: &Path) -> Result<Copied, BackupError> {
    let io = |source| BackupError::Io { path: part.to_owned(), source };
    let name = full_name(part).map_err(io)?;
    // Left behind by an attempt that was killed.
    drop(std::fs::remove_file(part));
    // Made by ourselves, so that nobody else may read it: it holds chat ids.
    private(part).map_err(io)?;
    let mut source = open(&format!("{url}?mode=rw"), url).await?;
    let statement = COPY;
    let copied = sqlx::query(statement).bind(&name).execute(&mut source).await;
    copied.doing("copying the database")?;
    source.close().await.doing("closing the database")?;
    let mut copy = open(&format!("sqlite:{}?mode=ro", in_address(&name)), url).await?;
    let statement = CHECK;
    let verdict: String = sqlx::query_scalar(statement).fetch_one(&mut copy).await.doing("looking at the copy")?;
    let statement = COUNT;
    let subscribers = sqlx::query_scalar(statement).fetch_one(&mut copy).await.doing("looking at the copy")?;
    copy.close().await.doing("closing the copy")?;
    if verdict != "ok" {
        return Err(BackupError::Damaged(verdict));
    }
    let file = File::open(part).map_err(io)?;
    file.sync_all().map_err(io)?;
    Ok(Copied { bytes: file.metadata().map_err(io)?.len(), subscribers })
}

/// The name from the root: SQLite takes one that begins with `file:` for an address, and then writes elsewhere.
/// It is handed over as text, so it has to be one.
fn full_name(path: &Path) -> std::io::Result<String> {
    let full = std::path::absolute(path)?.into_os_string().into_string();
    full.map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidInput, "its name is no UTF-8"))
}

/// A name as part of an address: these three mean something there.
fn in_address(name: &str) -> String {
    name.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create_new(true).mode(0o600).open(path).map(drop)
}

async fn open(address: &str, url: &str) -> Result<AnyConnection, BackupError> {
    let place = connect::place(url, Dialect::Sqlite)?;
    let connection = AnyConnection::connect(address).await;
    Ok(connection.map_err(|source| OpenError::Connect { place, source })?)
}

/// A link is made only where nothing of that name is: two backups at once do not replace each other.
fn place(part: &Path, to: &Path) -> Result<(), BackupError> {
    std::fs::hard_link(part, to).map_err(|source| match source.kind() {
        std::io::ErrorKind::AlreadyExists => BackupError::Exists(to.to_owned()),
        _ => BackupError::Io { path: to.to_owned(), source },
    })
}

#[cfg(test)]
mod tests;
