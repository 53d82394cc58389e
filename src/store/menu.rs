//! The message of a settings menu, by the outbox key under which it was sent.

use sqlx::Row as _;

use super::{Doing, StoreError, Tx, sql};

sql! {
    /// Known once Telegram has taken it.
    MESSAGE = "SELECT chat, message_id FROM delivery WHERE alert = $1 AND state = 'sent' AND message_id IS NOT NULL";
    /// An edit of a menu shows everything: an older one that has not left is not worth sending.
    OVERTAKE = "UPDATE delivery SET state = 'superseded', outcome = 'a newer edit' WHERE state = 'pending' \
        AND lane = 0 AND chat = $1 AND refers = $2 AND method = 'editMessageText' AND payload IS NOT NULL";
    /// Which message a reply edits.
    EDITS = "UPDATE delivery SET refers = $2 WHERE alert = $1";
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

/// The reply under `key` edits that message of `chat`; older edits of it that still wait are dropped, or a
/// reader who presses faster than Telegram lets us answer would watch the past go by.
///
/// # Errors
/// The database's own.
pub async fn overtake(tx: &mut Tx, key: &str, chat: i64, message_id: i64) -> Result<(), StoreError> {
    let doing = "overtaking older edits of a menu";
    sqlx::query(OVERTAKE).bind(chat).bind(message_id).execute(&mut **tx).await.doing(doing)?;
    sqlx::query(EDITS).bind(key).bind(message_id).execute(&mut **tx).await.doing(doing)?;
    Ok(())
}
