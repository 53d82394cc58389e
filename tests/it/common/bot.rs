//! `tidewatch run` as a separate process, and its database.

use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{ConnectOptions as _, Connection as _, Row as _};
use tempfile::TempDir;

use super::{Process, Sim, tidewatch};

/// Looks like a token; the stand-in takes any.
pub(crate) const TOKEN: &str = "1:any-token-of-thirty-letters-or-more";

/// One installation: a directory, a database, and how to start the program on it.
#[derive(Debug)]
pub(crate) struct Bot {
    dir: TempDir,
    settings: Vec<(String, String)>,
}

impl Bot {
    /// In a new directory.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a directory"), settings: Vec::new() }
    }

    /// Asks this stand-in for updates and for pages.
    pub(crate) fn pointed_at(self, sim: &Sim) -> Self {
        let url = ("TIDEWATCH__TELEGRAM__API_URL", sim.origin.as_str());
        let base = ("TIDEWATCH__SOURCES__BASE_URL", sim.origin.as_str());
        let shift = ("TIDEWATCH__DRILL__CLOCK_SHIFT_SECONDS", sim.shift.as_str());
        [url, base, shift].into_iter().fold(self, |bot, (key, value)| bot.with(key, value))
    }

    /// With one more environment variable.
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        self.settings.push((key.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Where the database is when nothing else is configured.
    pub(crate) fn database(&self) -> PathBuf {
        self.dir().join("data/tidewatch.db")
    }

    /// Starts the bot.
    pub(crate) fn start(&self) -> Process {
        Process::spawn(self.command(), self.dir(), "run")
    }

    /// Starts a bot that kills itself at a point of `tidewatch::crash::POINTS`.
    pub(crate) fn start_to_die_at(&self, point: &str) -> Process {
        let mut command = self.command();
        command.env("TIDEWATCH_CRASH_AT", point);
        Process::spawn(command, self.dir(), "run")
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = tidewatch(self.dir());
        command.arg("run").env("TELEGRAM_BOT_TOKEN", TOKEN).envs(self.settings.iter().cloned());
        command
    }

    /// What a query finds while the bot is running. No connection is left open: after a kill the next
    /// process must find the files as they were left.
    pub(crate) async fn rows(&self, sql: &'static str) -> Vec<SqliteRow> {
        query(SqliteConnectOptions::new().filename(self.database()).read_only(true), sql).await
    }

    /// The single number that a query finds in what a dead process has left. It looks at a copy: the next
    /// process is to recover from the files, not from our look at them.
    pub(crate) async fn left_behind(&self, sql: &'static str) -> i64 {
        let copy = tempfile::tempdir().expect("a directory");
        for end in ["", "-wal"] {
            let mut file = self.database().into_os_string();
            file.push(end);
            std::fs::copy(&file, copy.path().join(format!("copy.db{end}"))).expect("copied");
        }
        let rows = query(SqliteConnectOptions::new().filename(copy.path().join("copy.db")), sql).await;
        rows.first().expect("one row").get(0)
    }

    /// The single number that a query finds.
    pub(crate) async fn number(&self, sql: &'static str) -> i64 {
        self.rows(sql).await.first().expect("one row").get(0)
    }
}

async fn query(options: SqliteConnectOptions, sql: &'static str) -> Vec<SqliteRow> {
    let mut connection = options.connect().await.expect("a database");
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("a good query");
    connection.close().await.expect("closes");
    rows
}
