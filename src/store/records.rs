//! What is on record of one chat beside its settings: counted for whoever asks.

use chrono::{DateTime, Utc};
use sqlx::Row;

use super::{Doing, Store, StoreError, instant, sql};

sql! {
    /// Rows of the outbox and the inbox, when a setting last changed, and Telegram's wish to wait.
    RECORDS = "SELECT (SELECT COUNT(*) FROM delivery d WHERE d.chat = $1 AND d.payload IS NULL) AS alerts, \
        (SELECT COUNT(*) FROM delivery d WHERE d.chat = $1 AND d.payload IS NOT NULL) AS replies, \
        (SELECT COUNT(*) FROM inbox i WHERE i.chat = $1 AND i.state <> 'pending') AS handled, \
        (SELECT COUNT(*) FROM inbox i WHERE i.chat = $1 AND i.state = 'pending') AS waiting, \
        (SELECT MAX(s.updated_at) FROM subscriber s WHERE s.chat = $1) AS changed, \
        (SELECT MAX(p.paused_until) FROM chat_pause p WHERE p.chat = $1) AS paused";
}

/// What is on record of one chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Records {
    /// Alerts owed or told, edits among them.
    pub alerts: i64,
    /// Answers, with their text.
    pub replies: i64,
    /// Handled updates, by number.
    pub handled: i64,
    /// Updates with their text: they wait, or are in hand.
    pub waiting: i64,
    /// When a setting or the state last changed; `None` where there are no settings.
    pub changed_at: Option<DateTime<Utc>>,
    /// Until when Telegram wants us to wait.
    pub paused_until: Option<DateTime<Utc>>,
}

impl Store {
    /// What is on record of a chat.
    ///
    /// # Errors
    /// The database's own.
    pub async fn records(&self, chat: i64) -> Result<Records, StoreError> {
        let doing = "counting what is on record of a chat";
        let row = sqlx::query(RECORDS).bind(chat).fetch_one(self.reader()).await.doing(doing)?;
        let read = || {
            Ok(Records {
                alerts: row.try_get("alerts")?,
                replies: row.try_get("replies")?,
                handled: row.try_get("handled")?,
                waiting: row.try_get("waiting")?,
                changed_at: row.try_get::<Option<i64>, _>("changed")?.map(instant),
                paused_until: row.try_get::<Option<i64>, _>("paused")?.map(instant),
            })
        };
        read().doing(doing)
    }
}
