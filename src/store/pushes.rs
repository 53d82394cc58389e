//! Which message told which alert: for the demo's transcript.

use sqlx::Row;

use super::{Doing, Store, StoreError, sql};

sql! {
    /// Deliveries of alerts that Telegram accepted, edits among them, with the alert's severity; of several
    /// edits of one message the newest last.
    PUSHES = "SELECT d.chat, d.message_id, d.method, a.id, a.severity FROM delivery d JOIN alert a
              ON a.id = CASE WHEN d.alert LIKE 'edit/%' THEN substr(d.alert, 6) ELSE d.alert END
              AND a.revision = d.revision
              WHERE d.message_id IS NOT NULL ORDER BY d.seq, d.chat, d.revision";
}

/// One accepted push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// The chat.
    pub chat: i64,
    /// Telegram's id of the message.
    pub message_id: i64,
    /// The method that told it.
    pub method: String,
    /// The alert.
    pub alert: String,
    /// Its severity.
    pub severity: String,
}

impl Store {
    /// All accepted pushes.
    ///
    /// # Errors
    /// The database's own.
    pub async fn pushes(&self) -> Result<Vec<Push>, StoreError> {
        let rows = sqlx::query(PUSHES).fetch_all(self.reader()).await.doing("reading the accepted pushes")?;
        let push = |row: &sqlx::any::AnyRow| {
            Ok(Push {
                chat: row.try_get(0)?,
                message_id: row.try_get(1)?,
                method: row.try_get(2)?,
                alert: row.try_get(3)?,
                severity: row.try_get(4)?,
            })
        };
        rows.iter().map(push).collect::<Result<_, sqlx::Error>>().doing("reading the accepted pushes")
    }
}
