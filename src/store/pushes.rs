//! Which message told which alert: for the demo's transcript and, later, for people who ask why.

use sqlx::Row;

use super::{Doing, Store, StoreError, sql};

sql! {
    /// Deliveries of alerts that Telegram accepted, with the alert's severity.
    PUSHES = "SELECT delivery.chat, delivery.message_id, delivery.method, delivery.alert, alert.severity
              FROM delivery JOIN alert ON alert.id = delivery.alert AND alert.revision = delivery.revision
              WHERE delivery.message_id IS NOT NULL";
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
