//! How the process is, for machines that watch it: `/healthz`, `/readyz` and `/metrics`.
//!
//! What the database knows is read from it at each look; events are counted in [`crate::stats`]. Nothing
//! here names a chat, and nothing here changes anything.

mod latency;
mod metrics;
mod server;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::board::Board;
use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::stats::Stats;
use crate::store::{Store, StoreError};
use crate::telegram::Pulse;
use latency::Latency;

pub use server::serve;

/// A loop that has not turned for so long is stuck: a poll for updates is held for 30 seconds, and after
/// failures for no more than 60.
const STUCK: Duration = Duration::from_secs(180);
/// Telegram has not answered a poll for so long: nobody's commands are heard.
const DEAF: Duration = Duration::from_secs(120);
/// A database that has not answered for so long does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the board comes from.
pub trait Figures: Send + Sync + 'static {
    /// Everything that `/status` shows.
    fn board(&self, now: DateTime<Utc>) -> impl Future<Output = Result<Board, StoreError>> + Send;
}

/// What a look at the process needs.
pub struct Parts<F> {
    /// The database.
    pub store: Store,
    /// The civil clock.
    pub clock: Clock,
    /// When releases were due.
    pub calendar: Arc<Calendar>,
    /// What was counted.
    pub stats: Stats,
    /// When Telegram last answered a poll.
    pub pulse: Pulse,
    /// The epoch that delivery writes under.
    pub epoch: i64,
    /// How long the sender may rest when nothing happens.
    pub rest: Duration,
    /// The board.
    pub figures: Arc<F>,
}

/// The process, looked at.
pub struct Health<F> {
    parts: Parts<F>,
    started: DateTime<Utc>,
    latency: Latency,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How it is.
    pub state: State,
    /// One line about it.
    pub detail: String,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Works, and somebody should know.
    Warn,
    /// Does not work.
    Fail,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Ok => "ok",
            State::Warn => "warn",
            State::Fail => "FAIL",
        };
        write!(f, "{state} {}: {}", self.name, self.detail)
    }
}

impl<F: Figures> Health<F> {
    /// A process that starts now.
    #[must_use]
    pub fn new(parts: Parts<F>) -> Self {
        let started = parts.clock.now();
        Self { parts, started, latency: Latency::since(started) }
    }

    /// Whether the loops turn: a process for which this fails should be started again.
    #[must_use]
    pub fn alive(&self) -> Vec<Check> {
        let turns = |name, age: Option<Duration>| match age {
            Some(age) if age < STUCK.max(self.parts.rest * 3) => ok(name, format!("turned {} s ago", age.as_secs())),
            Some(age) => fail(name, format!("has not turned for {} s", age.as_secs())),
            None => warn(name, "has not turned yet".to_owned()),
        };
        vec![turns("delivery", self.parts.stats.delivery.age()), turns("intake", self.parts.stats.intake.age())]
    }

    /// Whether it does its work.
    pub async fn ready(&self) -> Vec<Check> {
        let mut checks = self.alive();
        checks.push(self.telegram());
        match tokio::time::timeout(PATIENCE, self.database()).await {
            Ok(Ok(found)) => checks.extend(found),
            Ok(Err(error)) => checks.push(fail("database", crate::telemetry::chain(&error))),
            Err(_) => checks.push(fail("database", format!("no answer within {} s", PATIENCE.as_secs()))),
        }
        checks
    }

    fn telegram(&self) -> Check {
        match self.parts.pulse.age() {
            Some(age) if age < DEAF => ok("telegram", format!("answered {} s ago", age.as_secs())),
            Some(age) => fail("telegram", format!("has not answered a poll for {} s", age.as_secs())),
            None => fail("telegram", "has not answered a poll yet: `tidewatch doctor` looks at the token".to_owned()),
        }
    }

    async fn database(&self) -> Result<Vec<Check>, StoreError> {
        let Parts { store, clock, epoch, figures, .. } = &self.parts;
        let in_force = store.epoch().await?;
        let lead = if in_force == Some(*epoch) {
            ok("epoch", format!("{epoch} is in force"))
        } else {
            fail("epoch", format!("another process has taken over from epoch {epoch}"))
        };
        let history = match figures.board(clock.now()).await?.reading {
            None => ok("history", "loaded".to_owned()),
            Some((done, all)) => fail("history", format!("{done} of {all} pages read so far")),
        };
        let pause = match store.paused_since().await? {
            None => ok("alerts", "are sent".to_owned()),
            Some(since) => warn("alerts", format!("paused since {}: /admin resumes", since.format("%F %T UTC"))),
        };
        Ok(vec![ok("database", "answers".to_owned()), lead, history, pause])
    }
}

const fn ok(name: &'static str, detail: String) -> Check {
    Check { name, state: State::Ok, detail }
}

const fn warn(name: &'static str, detail: String) -> Check {
    Check { name, state: State::Warn, detail }
}

const fn fail(name: &'static str, detail: String) -> Check {
    Check { name, state: State::Fail, detail }
}

#[cfg(test)]
mod tests;
