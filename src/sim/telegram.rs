//! A stand-in for the Telegram Bot API that keeps Telegram's rules and can be told to fail.
//!
//! It is written from the Bot API's rules (10.3), not from our bot: foreign clients can talk to it. Where the rules are not
//! public, the choice is stated at the constant or function that makes it. Times are civil times of
//! the [`Clock`]; only socket waits (long polls, latency) are real. While an update is not confirmed,
//! it holds a busy token, so that a jumping clock stands still until the bot has stored it.
//!
//! Not modelled: media other than photos, inline mode, business accounts, Markdown.

mod answer;
mod chats;
mod control;
mod edits;
mod faults;
mod files;
mod html;
mod http;
mod journal;
mod limits;
mod log;
mod markup;
mod members;
mod messages;
mod params;
mod people;
mod poll;
mod profile;
mod queries;
mod show;
mod table;
mod threads;
mod updates;
mod view;
mod webhook;
mod world;
mod writable;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Notify;

pub use chats::{ChatKind, Reach};
pub use faults::{Action, Fault};
pub use files::Picture;
pub use journal::Entry;
pub use limits::{Limits, Window};
pub use members::Status;
pub use people::{Role, SimError, Words};
pub use view::{ChatChanges, ChatView, MessageView};

use crate::clock::Clock;
use world::World;

/// How the stand-in behaves.
#[derive(Debug)]
pub struct TelegramSimConfig {
    /// The only token that it knows; `None`: any.
    pub token: Option<String>,
    /// Strict: unknown parameters and wrong types are refused with a text that names them.
    /// Faithful (false): unknown ones are ignored, as Telegram does.
    pub strict: bool,
    /// Privacy mode, as most bots have it: in groups it reads commands and replies to itself only, unless
    /// it is an administrator.
    pub privacy: bool,
    /// The bot's user name, without `@`.
    pub username: String,
    /// The sliding windows behind 429.
    pub limits: Limits,
    /// Every answer but that of a long poll is held back for this real time: half of it before the
    /// request takes effect, half after, so that a killed client leaves both kinds behind.
    pub latency: Duration,
    /// How long a button press can be answered. Telegram does not publish its figure; a minute is ours.
    pub query_lifetime: TimeDelta,
    /// The first update's id.
    pub first_update_id: i64,
    /// Every journal entry is also appended here as one JSON line and flushed.
    pub journal: Option<std::fs::File>,
}

impl Default for TelegramSimConfig {
    fn default() -> Self {
        Self {
            token: None,
            strict: false,
            privacy: true,
            username: "tidewatch_sim_bot".to_owned(),
            limits: Limits::default(),
            latency: Duration::ZERO,
            query_lifetime: TimeDelta::seconds(60),
            first_update_id: 500_000_001,
            journal: None,
        }
    }
}

/// The stand-in. In-process tests call its methods; everybody else uses [`TelegramSim::router`].
#[derive(Debug)]
pub struct TelegramSim {
    token: Option<String>,
    latency: Duration,
    world: Mutex<World>,
    /// Rung when an update arrives and when a new poll begins.
    arrivals: Notify,
    in_flight: AtomicUsize,
}

impl TelegramSim {
    /// An empty Telegram: no chats, no updates.
    #[must_use]
    pub fn new(config: TelegramSimConfig, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            token: config.token.clone(),
            latency: config.latency,
            world: Mutex::new(World::new(config, clock)),
            arrivals: Notify::new(),
            in_flight: AtomicUsize::new(0),
        })
    }

    /// `/bot{token}/{method}` and the controls under `/sim/`.
    pub fn router(self: &Arc<Self>) -> axum::Router {
        http::router(self).merge(control::router(self))
    }

    /// Everything that was asked, oldest first, refused requests included.
    #[must_use]
    pub fn journal(&self) -> Vec<Entry> {
        self.journal_after(0)
    }

    /// The entries with a sequence number greater than `seq`.
    #[must_use]
    pub fn journal_after(&self, seq: u64) -> Vec<Entry> {
        self.world().journal.after(seq).to_vec()
    }

    /// Arms a fault. Faults are looked at in the order in which they were armed.
    pub fn fault(&self, fault: Fault) {
        self.world().faults.arm(fault);
    }

    /// Disarms all faults.
    pub fn clear_faults(&self) {
        self.world().faults.clear();
    }

    /// How many requests are being answered at this moment, long polls included.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::SeqCst)
    }

    /// How many updates wait for confirmation.
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.world().queue.len()
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits in real time: socket latency is no civil time.
async fn real_delay(time: Duration) {
    if !time.is_zero() {
        drop(tokio::time::timeout(time, std::future::pending::<()>()).await);
    }
}

#[cfg(test)]
mod tests;
