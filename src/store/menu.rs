//! The message of a settings menu, by the outbox key under which it was sent.

use sqlx::Row as _;

use super::{Doing, StoreError, Tx, sql};

sql! {
    /// Known once Telegram has taken it.
    MESSAGE = "SELECT chat, message_id FROM delivery WHERE alert = $1 AND state = 'sent' AND message_id IS NOT NULL";
}

/// Where a menu hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuMessage {
    /// The chat.
    pub chat: i64,
    /// The message.
    pub message_id: i64,
}

/// The message that was sent under `key`; `None` while that is not known.
///
/// # Errors
/// The database's own.
pub async fn message(tx: &mut Tx, key: &str) -> Result<Option<MenuMessage>, StoreError> {
    let doing = "looking for the message of a menu";
    let row = sqlx::query(MESSAGE).bind(key).fetch_optional(&mut **tx).await.doing(doing)?;
    let read = |row: sqlx::any::AnyRow| Ok(MenuMessage { chat: row.try_get(0)?, message_id: row.try_get(1)? });
    row.map(read).transpose().doing(doing)
}
