//! One row of the outbox, as the sender holds it.

use chrono::{DateTime, Utc};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, Row as _};

use super::super::instant;
use super::super::subscriber::{self, Sound};

/// What names a row: the natural key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub alert: String,
    pub revision: i64,
    pub subscriber: i64,
    pub thread: i64,
}

impl Key {
    /// A statement whose first four parameters are this key.
    pub(super) fn update(&self, sql: &'static str) -> Query<'static, Any, AnyArguments> {
        sqlx::query(sql).bind(self.alert.clone()).bind(self.revision).bind(self.subscriber).bind(self.thread)
    }
}

/// One message, edit or answer on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub key: Key,
    pub chat: i64,
    pub lane: i64,
    pub seq: i64,
    pub method: String,
    /// The rendered request; `None`: rendered from the alert when sent.
    pub payload: Option<String>,
    /// The message that it edits or replies to.
    pub refers: Option<i64>,
    pub marks: i64,
    pub again: bool,
    /// Attempts made so far.
    pub attempt: i64,
    /// How many of them nobody knows the end of.
    pub unknowns: i64,
    pub due_at: DateTime<Utc>,
    /// The subscriber's language; `None` where the chat is no subscriber.
    pub lang: Option<String>,
    /// Whether the chat is an active subscriber.
    pub active: bool,
    /// Whether and when its alerts ring; `None` where the chat is no subscriber.
    pub sound: Option<Sound>,
    /// From here on the alert is not worth sending.
    pub expires_at: Option<DateTime<Utc>>,
    /// The newest revision decided of the alert; `None` for what is no alert.
    pub newest: Option<i64>,
}

impl Row {
    pub(super) fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let standing: Option<String> = row.try_get("standing")?;
        Ok(Self {
            key: Key {
                alert: row.try_get("alert")?,
                revision: row.try_get("revision")?,
                subscriber: row.try_get("subscriber")?,
                thread: row.try_get("thread")?,
            },
            chat: row.try_get("chat")?,
            lane: row.try_get("lane")?,
            seq: row.try_get("seq")?,
            method: row.try_get("method")?,
            payload: row.try_get("payload")?,
            refers: row.try_get("refers")?,
            marks: row.try_get("marks")?,
            again: row.try_get::<i64, _>("again")? == 1,
            attempt: row.try_get("attempt")?,
            unknowns: row.try_get("unknowns")?,
            due_at: instant(row.try_get("due_at")?),
            lang: row.try_get("lang")?,
            active: standing.as_deref() == Some("active"),
            sound: standing.is_some().then(|| subscriber::read_sound(row)).transpose()?,
            expires_at: row.try_get::<Option<i64>, _>("expires_at")?.map(instant),
            newest: row.try_get("newest")?,
        })
    }

    /// Whether the alert is not worth sending any more.
    pub(crate) fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// The edit that goes before this reply to an older revision's message.
    pub(super) fn edit(&self) -> Self {
        let key = Key { alert: edit_of(&self.key.alert), ..self.key.clone() };
        Self {
            key,
            seq: self.seq - 1,
            method: "editMessageText".to_owned(),
            marks: 0,
            again: false,
            attempt: 0,
            unknowns: 0,
            ..self.clone()
        }
    }
}

/// The key under which edits of an alert's messages are kept.
pub(crate) fn edit_of(alert: &str) -> String {
    format!("edit/{alert}")
}

/// The alert that a row speaks of: its own key, or the one that it edits.
pub(crate) fn edited(key: &str) -> &str {
    key.strip_prefix("edit/").unwrap_or(key)
}
