//! What became of an attempt, and what that does to the chat.

use chrono::{DateTime, Utc};

use super::super::{Doing, StoreError, Tx, millis, sql};
use super::{Key, Row, edited};

sql! {
    /// The end of an attempt; a late finisher's attempt number no longer fits.
    SETTLE = "UPDATE delivery SET state = $7, unknowns = $8, marks = $9, due_at = $10, answered_at = $11, \
        message_id = $12, outcome = $13 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND epoch = $5 AND attempt = $6 \
        AND state = 'sending'";
    /// What cannot be worded is not sent.
    FAIL_CLAIMED = "UPDATE delivery SET state = 'failed', outcome = $6 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND epoch = $5 AND state = 'claimed'";
    /// Its time passed while it was in hand.
    EXPIRE_CLAIMED = "UPDATE delivery SET state = 'superseded', outcome = 'past its event' \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND epoch = $5 AND state = 'claimed'";
    /// The message that was to be edited is gone: what was to reply to it is a message of its own.
    FORGET_MESSAGE = "UPDATE delivery SET refers = NULL WHERE alert = $1 AND revision = $2 AND subscriber = $3 \
        AND thread = $4 AND (state = 'pending' OR state = 'claimed')";
    /// "Not before": the later of two words counts.
    PAUSE = "INSERT INTO chat_pause (chat, paused_until) VALUES ($1, $2) ON CONFLICT (chat) DO UPDATE \
        SET paused_until = excluded.paused_until WHERE excluded.paused_until > chat_pause.paused_until";
    /// Out of reach: settings are kept for the day the person returns. Who was only asked stays so: a
    /// suspension ends in alerts.
    SUSPEND = "UPDATE subscriber SET state = 'suspended', reason = $2, updated_at = $3 \
        WHERE chat = $1 AND state = 'active'";
    /// The forum thread of its alerts is closed or gone: from now on they go to the general one.
    LEAVE_THREAD = "UPDATE subscriber SET thread = 0, updated_at = $3 WHERE chat = $1 AND thread = $2 AND thread <> 0";
    /// What else waits for a chat that is out of reach.
    FAIL_CHAT = "UPDATE delivery SET state = 'failed', outcome = $2 \
        WHERE chat = $1 AND (state = 'pending' OR state = 'claimed')";
    /// The supergroup may have subscribed by itself already, perhaps with another thread: what both are owed is
    /// owed once. What was in hand when the bot heard of the migration has the new id already.
    DROP_TWINS = "UPDATE delivery SET state = 'superseded', outcome = 'owed to the supergroup already' \
        WHERE chat IN ($1, $2) AND state = 'pending' AND subscriber <> 0 AND EXISTS (SELECT 1 FROM delivery o \
            JOIN subscriber s ON s.id = o.subscriber WHERE s.chat = $2 AND o.alert = delivery.alert \
            AND o.revision = delivery.revision AND o.subscriber <> delivery.subscriber)";
    /// … and the old group's subscription ends.
    RETIRE = "UPDATE subscriber SET state = 'stopped', reason = 'migrated', updated_at = $3 \
        WHERE chat = $1 AND EXISTS (SELECT 1 FROM subscriber o WHERE o.chat = $2)";
    /// The group's new id. Messages have other numbers in the supergroup: an open menu is out of reach.
    MOVE_SUBSCRIBER = "UPDATE subscriber SET chat = $2, chat_kind = 'supergroup', updated_at = $3, menu = '' \
        WHERE chat = $1 AND NOT EXISTS (SELECT 1 FROM subscriber o WHERE o.chat = $2)";
    /// … on what waits, where the supergroup has a subscription of its own,
    ADOPT = "UPDATE delivery SET subscriber = (SELECT s.id FROM subscriber s WHERE s.chat = $2) \
        WHERE chat IN ($1, $2) AND state = 'pending' AND subscriber <> 0 \
        AND EXISTS (SELECT 1 FROM subscriber s WHERE s.chat = $2)";
    /// … and on every row.
    MOVE_ROWS = "UPDATE delivery SET chat = $2 WHERE chat = $1";
}

/// Where a row stands after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    Sent,
    Unknown,
    Failed,
}

impl State {
    /// The spelling in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// The end of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    pub state: State,
    pub unknowns: i64,
    pub marks: i64,
    pub due_at: DateTime<Utc>,
    pub message_id: Option<i64>,
    /// Class and text; empty where there is nothing to say.
    pub outcome: String,
}

/// Records the end of the attempt that `row` carries; `false` for a late finisher.
pub(crate) async fn settle(
    tx: &mut Tx,
    row: &Row,
    epoch: i64,
    end: &Settled,
    answered_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let query = row.key.update(SETTLE).bind(epoch).bind(row.attempt).bind(end.state.as_str()).bind(end.unknowns);
    let query = query.bind(end.marks).bind(millis(end.due_at)).bind(millis(answered_at));
    let query = query.bind(end.message_id).bind(end.outcome.clone());
    query.execute(&mut **tx).await.doing("recording an outcome").map(|done| done.rows_affected() == 1)
}

/// A claimed row that cannot be worded.
pub(crate) async fn fail_claimed(tx: &mut Tx, key: &Key, epoch: i64, outcome: String) -> Result<(), StoreError> {
    let query = key.update(FAIL_CLAIMED).bind(epoch).bind(outcome);
    query.execute(&mut **tx).await.doing("recording a failure").map(drop)
}

/// A claimed row whose time has passed.
pub(crate) async fn expire_claimed(tx: &mut Tx, key: &Key, epoch: i64) -> Result<(), StoreError> {
    key.update(EXPIRE_CLAIMED).bind(epoch).execute(&mut **tx).await.doing("dropping what has expired").map(drop)
}

/// The message that the edit `key` was for is gone: its reply becomes a message of its own.
pub(crate) async fn forget_message(tx: &mut Tx, key: &Key) -> Result<(), StoreError> {
    let reply = Key { alert: edited(&key.alert).to_owned(), ..key.clone() };
    reply.update(FORGET_MESSAGE).execute(&mut **tx).await.doing("parting a reply from its message").map(drop)
}

/// Nothing goes to `chat` before `until`.
pub(crate) async fn pause_chat(tx: &mut Tx, chat: i64, until: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(PAUSE).bind(chat).bind(millis(until)).execute(&mut **tx).await.doing("pausing a chat").map(drop)
}

/// The chat is out of reach.
pub(crate) async fn suspend(tx: &mut Tx, chat: i64, class: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let query = sqlx::query(SUSPEND).bind(chat).bind(class.to_owned()).bind(millis(now));
    query.execute(&mut **tx).await.doing("suspending a subscriber").map(drop)
}

/// The chat's thread of alerts is closed or gone; `false` where its alerts do not go there (any more).
pub(crate) async fn leave_thread(tx: &mut Tx, chat: i64, thread: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let query = sqlx::query(LEAVE_THREAD).bind(chat).bind(thread).bind(millis(now));
    let done = query.execute(&mut **tx).await.doing("leaving a forum thread")?;
    Ok(done.rows_affected() > 0)
}

/// Fails everything else that waits for a chat.
pub(crate) async fn fail_chat(tx: &mut Tx, chat: i64, outcome: &str) -> Result<(), StoreError> {
    let query = sqlx::query(FAIL_CHAT).bind(chat).bind(outcome.to_owned());
    query.execute(&mut **tx).await.doing("failing the deliveries of a chat").map(drop)
}

/// The group `from` is now the supergroup `to`.
pub(crate) async fn move_chat(tx: &mut Tx, from: i64, to: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    let doing = "moving a chat to its new id";
    sqlx::query(DROP_TWINS).bind(from).bind(to).execute(&mut **tx).await.doing(doing)?;
    for statement in [RETIRE, MOVE_SUBSCRIBER] {
        let query = sqlx::query(statement).bind(from).bind(to).bind(millis(now));
        query.execute(&mut **tx).await.doing(doing)?;
    }
    for statement in [ADOPT, MOVE_ROWS] {
        sqlx::query(statement).bind(from).bind(to).execute(&mut **tx).await.doing(doing)?;
    }
    Ok(())
}
