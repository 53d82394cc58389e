//! What the intake loop learns for others.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

/// The bot's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Its id.
    pub id: i64,
    /// Its name without the `@`.
    pub username: Option<String>,
}

impl Me {
    /// Reads an answer of `getMe`. Whatever is missing in it, the bot can work.
    #[must_use]
    pub fn read(answer: &Value) -> Self {
        Self {
            id: answer.get("id").and_then(Value::as_i64).unwrap_or_default(),
            username: answer.get("username").and_then(Value::as_str).map(str::to_owned),
        }
    }
}

/// Who the bot is, known from the first answer of Telegram on. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct Identity(Arc<OnceLock<Me>>);

impl Identity {
    /// The account, once known.
    #[must_use]
    pub fn get(&self) -> Option<&Me> {
        self.0.get()
    }

    /// Whether `name`, as in `/start@name`, is the bot. Before it is known, everybody who writes to
    /// it in private means it.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        match self.get().and_then(|me| me.username.as_deref()) {
            Some(username) => username.eq_ignore_ascii_case(name),
            None => true,
        }
    }

    pub(crate) fn set(&self, me: Me) {
        tracing::info!(username = me.username, "Telegram knows this bot");
        // The first answer stands: a bot's name does not change while it runs.
        self.0.get_or_init(|| me);
    }
}

/// The last successful poll, on the machine's clock. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct Pulse(Arc<Mutex<Option<Instant>>>);

impl Pulse {
    /// How long ago Telegram last answered a poll; `None` before the first answer.
    #[must_use]
    pub fn age(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|last| last.elapsed())
    }

    pub(super) fn beat_if<T, E>(&self, answer: &Result<T, E>) {
        if answer.is_ok() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
    }
}
