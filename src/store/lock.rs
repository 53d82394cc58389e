//! One process per SQLite file: a second one is refused before it can do harm.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The lock; held until dropped, and by the operating system's hand no longer than the process lives.
#[derive(Debug)]
pub struct FileLock(#[expect(dead_code, reason = "held for its lock")] File);

/// Why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error(
        "the database {0} is in use by another tidewatch process: stop that one first, or give this one a database of its own"
    )]
    Taken(PathBuf),
    /// The lock file cannot be made.
    #[error("cannot lock {path}")]
    Io {
        /// The lock file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

impl FileLock {
    /// Takes the lock of a database file (`<file>.lock` beside it).
    ///
    /// # Errors
    /// Another process holds it, or the directory is not writable.
    pub fn take(database: &Path) -> Result<Self, LockError> {
        let path = beside(database);
        let io = |source| LockError::Io { path: path.clone(), source };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken(database.to_owned())),
            Err(TryLockError::Error(source)) => Err(io(source)),
        }
    }

    /// Whether a process holds the lock of a database file. The question makes no file: one that belongs to
    /// whoever asked would keep the service out.
    ///
    /// # Errors
    /// The lock file is there and cannot be read.
    pub fn is_held(database: &Path) -> Result<bool, LockError> {
        let path = beside(database);
        let io = |source| LockError::Io { path: path.clone(), source };
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(io(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(source)) => Err(io(source)),
        }
    }
}

/// `<file>.lock`.
fn beside(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holder_is_refused_and_a_later_one_is_not() {
        let dir = tempfile::tempdir().expect("a directory");
        let database = dir.path().join("tidewatch.db");
        assert!(!FileLock::is_held(&database).expect("no file"));
        assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 0, "a question leaves nothing");
        let first = FileLock::take(&database).expect("free");
        assert!(FileLock::is_held(&database).expect("readable"));
        let refused = FileLock::take(&database).expect_err("taken").to_string();
        assert!(refused.contains("in use by another tidewatch process"), "{refused}");
        drop(first);
        assert!(!FileLock::is_held(&database).expect("readable"));
        FileLock::take(&database).expect("free again");
    }
}
