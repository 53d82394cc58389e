//! The outbox: claims, attempts, outcomes and recovery. Every change is fenced by state, epoch and
//! attempt, so that whoever comes late changes nothing.

pub(crate) mod outcome;
pub(crate) mod retention;
mod row;

use chrono::{DateTime, Utc};
use sqlx::Row as _;

pub(crate) use outcome::{
    Settled, State, expire_claimed, fail_chat, fail_claimed, forget_message, leave_thread, move_chat, pause_chat,
    settle, suspend,
};
pub(crate) use row::{Key, Row, edit_of, edited};

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};

sql! {
    /// The epoch in force: a transaction of an older one must not change anything.
    EPOCH = "SELECT value FROM meta WHERE key = 'epoch'";
    /// A new leader's first act.
    RAISE_EPOCH = "INSERT INTO meta (key, value) VALUES ('epoch', '1') ON CONFLICT (key) DO UPDATE \
        SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING value";
    /// What an older leader had claimed never left.
    RECOVER_CLAIMED = "UPDATE delivery SET state = 'pending' WHERE state = 'claimed' AND epoch < $1";
    /// What an older leader was sending may have arrived; alerts are sent once more, and say so.
    RECOVER_AGAIN = "UPDATE delivery SET state = 'pending', unknowns = unknowns + 1, answered_at = $2, \
        outcome = 'unknown: the process ended before the answer' \
        WHERE state = 'sending' AND epoch < $1 AND again = 1 AND unknowns = 0";
    /// … and everything else stays unknown.
    RECOVER_UNKNOWN = "UPDATE delivery SET state = 'unknown', unknowns = unknowns + 1, answered_at = $2, \
        outcome = 'unknown: the process ended before the answer' WHERE state = 'sending' AND epoch < $1";
    /// Attempts whose slots are still taken.
    RECENT = "SELECT chat, lane, answered_at, unknowns FROM delivery \
        WHERE attempted_at > $1 AND answered_at > $2 ORDER BY answered_at";
    /// Chats that said "not before".
    PAUSES = "SELECT chat, paused_until FROM chat_pause WHERE paused_until > $1";
    /// Pauses that are over.
    FORGET_PAUSES = "DELETE FROM chat_pause WHERE paused_until <= $1";
    /// A stretch of what waits in a lane, by chat and within a chat in creation order.
    CANDIDATES = "SELECT d.alert, d.revision, d.subscriber, d.thread, d.chat, d.lane, d.seq, d.method, d.payload, \
        d.refers, d.marks, d.again, d.attempt, d.unknowns, d.due_at, s.lang, s.state AS standing, \
        s.silent, s.quiet_from, s.quiet_to, s.critical_rings, s.zone, \
        a.expires_at, (SELECT MAX(n.revision) FROM alert n WHERE n.id = d.alert) AS newest \
        FROM delivery d LEFT JOIN subscriber s ON s.id = d.subscriber \
        LEFT JOIN alert a ON a.id = d.alert AND a.revision = d.revision \
        WHERE d.state = 'pending' AND d.lane = $1 AND d.chat > $2 ORDER BY d.chat, d.seq LIMIT $3";
    /// Takes a row into this leader's hands.
    CLAIM = "UPDATE delivery SET state = 'claimed', epoch = $5 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND state = 'pending'";
    /// The same chat is owed a newer revision already, in whatever thread.
    OWED_NEWER = "SELECT revision FROM delivery WHERE alert = $1 AND revision = $2 AND subscriber = $3";
    /// What is not to be sent after all, and why.
    DROP_ROW = "UPDATE delivery SET state = 'superseded', outcome = $5 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND state = 'pending'";
    /// The message that told an older revision, where one is known to have arrived; whether an edit of it
    /// was refused since because it is gone; and how many revisions that are to ring, up to this one, came
    /// after the last one that did. A revision rang where its message or reply is known to have arrived. What
    /// went to the general thread since its own was gone counts as told there. A manner that this program does not know rings, which loses nothing. Revisions are named one by one, so
    /// that the chat's rows are found by key.
    TOLD_BEFORE = "SELECT d.message_id, (SELECT COUNT(*) FROM delivery e \
        WHERE e.alert IN (d.alert, 'edit/' || d.alert) AND e.subscriber = d.subscriber \
        AND e.revision IN (SELECT q.revision FROM alert q WHERE q.id = d.alert) \
        AND e.refers = d.message_id AND e.state = 'failed' AND e.outcome LIKE 'gone:%') AS gone, \
        (SELECT COUNT(*) FROM alert n WHERE n.id = d.alert AND n.revision <= $2 AND n.manner <> 'adds' \
        AND n.revision > (SELECT MAX(r.revision) FROM delivery r WHERE r.alert = d.alert \
        AND r.revision IN (SELECT q.revision FROM alert q WHERE q.id = d.alert AND q.revision < $2) \
        AND r.subscriber = d.subscriber AND r.method = 'sendMessage' \
        AND r.state = 'sent')) AS loud \
        FROM delivery d WHERE d.alert = $1 AND d.subscriber = $3 \
        AND d.revision IN (SELECT q.revision FROM alert q WHERE q.id = $1 AND q.revision < $2) \
        AND (d.thread = $4 OR ($4 = 0 AND (d.marks & 1) = 1)) \
        AND d.state = 'sent' AND d.refers IS NULL AND d.message_id IS NOT NULL \
        ORDER BY d.revision DESC LIMIT 1";
    /// The row is no message of its own but the edit of one that told an older revision: quiet, and not
    /// sent again after an unknown outcome.
    BECOME_EDIT = "UPDATE delivery SET method = 'editMessageText', refers = $5, lane = $6, again = 0 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND state = 'pending'";
    /// The edit of that message, one place before the row that replies to it.
    INSERT_EDIT = "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, \
        refers, marks, again, state, attempt, epoch, unknowns, due_at, outcome) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'editMessageText', NULL, $8, 0, 0, 'claimed', 0, $9, 0, $10, '') \
        ON CONFLICT (alert, revision, subscriber, thread) DO NOTHING";
    /// From now on the row replies to that message.
    REFER = "UPDATE delivery SET refers = $6 \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND epoch = $5 AND state = 'claimed'";
    /// The attempt, on record before its first byte leaves.
    SENDING = "UPDATE delivery SET state = 'sending', attempt = attempt + 1, attempted_at = $7, answered_at = NULL \
        WHERE alert = $1 AND revision = $2 AND subscriber = $3 AND thread = $4 AND epoch = $5 \
        AND attempt = $6 AND state = 'claimed'";
    /// Gives back what this leader holds of a chat.
    RELEASE_CHAT = "UPDATE delivery SET state = 'pending' WHERE chat = $1 AND epoch = $2 AND state = 'claimed'";
    /// Gives back everything that this leader holds.
    RELEASE_ALL = "UPDATE delivery SET state = 'pending' WHERE epoch = $1 AND state = 'claimed'";
    /// An alert as decided.
    ALERT = "SELECT payload FROM alert WHERE id = $1 AND revision = $2";
}

/// Whether `epoch` is still the one in force.
pub(crate) async fn in_force(tx: &mut Tx, epoch: i64) -> Result<bool, StoreError> {
    let doing = "checking the epoch";
    let row = sqlx::query(EPOCH).fetch_optional(&mut **tx).await.doing(doing)?;
    let value: Option<String> = row.map(|row| row.try_get(0)).transpose().doing(doing)?;
    Ok(value.and_then(|text| text.parse().ok()) == Some(epoch))
}

/// Raises the epoch and settles what older ones left: `(epoch, rows given back or settled)`.
pub(crate) async fn recover(tx: &mut Tx, now: DateTime<Utc>) -> Result<(i64, u64), StoreError> {
    let doing = "taking over the outbox";
    let row = sqlx::query(RAISE_EPOCH).fetch_one(&mut **tx).await.doing(doing)?;
    let text: String = row.try_get(0).doing(doing)?;
    let epoch = text.parse().map_err(|error| sqlx::Error::Decode(Box::new(error))).doing(doing)?;
    let mut settled = sqlx::query(RECOVER_CLAIMED).bind(epoch).execute(&mut **tx).await.doing(doing)?.rows_affected();
    for statement in [RECOVER_AGAIN, RECOVER_UNKNOWN] {
        let done = sqlx::query(statement).bind(epoch).bind(millis(now)).execute(&mut **tx).await.doing(doing)?;
        settled += done.rows_affected();
    }
    sqlx::query(FORGET_PAUSES).bind(millis(now)).execute(&mut **tx).await.doing(doing)?;
    Ok((epoch, settled))
}

/// An attempt whose slots are still taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recent {
    pub chat: i64,
    pub lane: i64,
    pub answered_at: DateTime<Utc>,
    pub unknowns: i64,
}

/// Attempts answered after `answered` that began after `attempted`, oldest first.
pub(crate) async fn recent(
    store: &Store,
    attempted: DateTime<Utc>,
    answered: DateTime<Utc>,
) -> Result<Vec<Recent>, StoreError> {
    let doing = "reading the attempts of the last minute";
    let query = sqlx::query(RECENT).bind(millis(attempted)).bind(millis(answered));
    let rows = query.fetch_all(store.reader()).await.doing(doing)?;
    let read = |row: &sqlx::any::AnyRow| {
        Ok(Recent {
            chat: row.try_get("chat")?,
            lane: row.try_get("lane")?,
            answered_at: instant(row.try_get("answered_at")?),
            unknowns: row.try_get("unknowns")?,
        })
    };
    rows.iter().map(read).collect::<Result<_, _>>().doing(doing)
}

/// Chats that are not to be written to before an instant.
pub(crate) async fn pauses(store: &Store, now: DateTime<Utc>) -> Result<Vec<(i64, DateTime<Utc>)>, StoreError> {
    let doing = "reading the pauses";
    let rows = sqlx::query(PAUSES).bind(millis(now)).fetch_all(store.reader()).await.doing(doing)?;
    rows.iter().map(|row| Ok((row.try_get(0)?, instant(row.try_get(1)?)))).collect::<Result<_, _>>().doing(doing)
}

/// What waits in a lane, of the chats after `chat`.
pub(crate) async fn candidates(store: &Store, lane: i64, chat: i64, limit: i64) -> Result<Vec<Row>, StoreError> {
    let doing = "looking for deliveries";
    let query = sqlx::query(CANDIDATES).bind(lane).bind(chat).bind(limit);
    let rows = query.fetch_all(store.reader()).await.doing(doing)?;
    rows.iter().map(Row::read).collect::<Result<_, _>>().doing(doing)
}

/// Takes a row; `false` where it was no longer pending.
pub(crate) async fn claim(tx: &mut Tx, key: &Key, epoch: i64) -> Result<bool, StoreError> {
    key.update(CLAIM)
        .bind(epoch)
        .execute(&mut **tx)
        .await
        .doing("claiming a delivery")
        .map(|done| done.rows_affected() == 1)
}

/// Takes a row out of the way that is not to be sent after all.
pub(crate) async fn drop_row(tx: &mut Tx, key: &Key, why: &'static str) -> Result<(), StoreError> {
    key.update(DROP_ROW).bind(why).execute(&mut **tx).await.doing("dropping a delivery").map(drop)
}

/// Whether the chat of a row is owed that newer revision of the same alert.
pub(crate) async fn owed_newer(tx: &mut Tx, key: &Key, revision: i64) -> Result<bool, StoreError> {
    let doing = "looking for a newer revision";
    let query = sqlx::query(OWED_NEWER).bind(key.alert.clone()).bind(revision).bind(key.subscriber);
    query.fetch_optional(&mut **tx).await.doing(doing).map(|row| row.is_some())
}

/// A message that told an older revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    pub message: i64,
    /// An edit of it was refused since: it is not there any more.
    pub gone: bool,
    /// Nobody is to be rung: since the chat was rung last, the alert was only added to.
    pub quiet: bool,
}

/// The message that told an older revision of the alert of `key`.
pub(crate) async fn told_before(tx: &mut Tx, key: &Key) -> Result<Option<Told>, StoreError> {
    let doing = "looking for the message of an older revision";
    let row = key.update(TOLD_BEFORE).fetch_optional(&mut **tx).await.doing(doing)?;
    let told = |row: sqlx::any::AnyRow| {
        let (gone, loud): (i64, i64) = (row.try_get("gone")?, row.try_get("loud")?);
        Ok(Told { message: row.try_get("message_id")?, gone: gone > 0, quiet: loud == 0 })
    };
    row.map(told).transpose().doing(doing)
}

/// Makes a waiting row the edit of `message`, in that lane.
pub(crate) async fn become_edit(tx: &mut Tx, key: &Key, message: i64, lane: i64) -> Result<(), StoreError> {
    let query = key.update(BECOME_EDIT).bind(message).bind(lane);
    query.execute(&mut **tx).await.doing("turning a delivery into an edit").map(drop)
}

/// Makes a claimed row of a revision a reply to `message`, preceded by an edit of it. The edit row.
pub(crate) async fn refer(tx: &mut Tx, row: &mut Row, message: i64, epoch: i64) -> Result<Row, StoreError> {
    let doing = "splitting a revision into edit and reply";
    row.key.update(REFER).bind(epoch).bind(message).execute(&mut **tx).await.doing(doing)?;
    row.refers = Some(message);
    let edit = row.edit();
    edit.key
        .update(INSERT_EDIT)
        .bind(edit.chat)
        .bind(edit.lane)
        .bind(edit.seq)
        .bind(message)
        .bind(epoch)
        .bind(millis(edit.due_at))
        .execute(&mut **tx)
        .await
        .doing(doing)?;
    Ok(edit)
}

/// Puts the attempt on record; `false` where the row was taken away in the meantime.
pub(crate) async fn sending(tx: &mut Tx, row: &Row, epoch: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let query = row.key.update(SENDING).bind(epoch).bind(row.attempt).bind(millis(now));
    query.execute(&mut **tx).await.doing("recording an attempt").map(|done| done.rows_affected() == 1)
}

/// Gives back what is held of a chat.
pub(crate) async fn release_chat(tx: &mut Tx, chat: i64, epoch: i64) -> Result<(), StoreError> {
    let query = sqlx::query(RELEASE_CHAT).bind(chat).bind(epoch);
    query.execute(&mut **tx).await.doing("giving deliveries of a chat back").map(drop)
}

/// Gives back everything that is held.
pub(crate) async fn release_all(tx: &mut Tx, epoch: i64) -> Result<(), StoreError> {
    sqlx::query(RELEASE_ALL).bind(epoch).execute(&mut **tx).await.doing("giving deliveries back").map(drop)
}

/// The JSON of an alert.
pub(crate) async fn alert(store: &Store, id: &str, revision: i64) -> Result<Option<String>, StoreError> {
    let doing = "reading an alert";
    let row = sqlx::query(ALERT).bind(id).bind(revision).fetch_optional(store.reader()).await.doing(doing)?;
    row.map(|row| row.try_get(0)).transpose().doing(doing)
}
