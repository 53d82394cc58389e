//! A reply becomes a row that delivery sends: in the transaction of its handler.

use chrono::{DateTime, Utc};

use crate::store::{Doing, StoreError, Tx, millis, sql};
use crate::telegram::Request;

sql! {
    /// One order over all alerts and replies.
    NEXT_SEQ = "INSERT INTO meta (key, value) VALUES ('seq', '1') ON CONFLICT (key)
                DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING value";
    /// A reply: lane 0, due at once.
    OWE = "INSERT INTO delivery
           (alert, revision, subscriber, thread, chat, lane, seq, method, payload, again, state, attempt, epoch,
            unknowns, due_at, outcome)
           VALUES ($1, 1, $2, $3, $4, 0, $5, $6, $7, $8, 'pending', 0, 0, 0, $9, '')
           ON CONFLICT (alert, revision, subscriber, thread) DO NOTHING";
}

/// A reply to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct OutgoingReply {
    /// `reply/<update>/<n>`: the same update never owes the same reply twice.
    pub key: String,
    /// Telegram's chat id.
    pub chat: i64,
    /// Our subscriber, 0 for a chat that is none.
    pub subscriber: i64,
    /// The forum thread, 0 for none.
    pub thread: i64,
    /// What to call.
    pub request: Request,
    /// Whether it is sent once more after an unknown outcome.
    pub again: bool,
}

/// Owes a reply, as part of `tx`.
///
/// # Errors
/// The database's own.
pub async fn enqueue_reply(tx: &mut Tx, reply: &OutgoingReply, now: DateTime<Utc>) -> Result<(), StoreError> {
    let next: String = sqlx::query_scalar(NEXT_SEQ).fetch_one(&mut **tx).await.doing("numbering a reply")?;
    let seq: i64 = next.parse().map_err(|error| sqlx::Error::Decode(Box::new(error))).doing("numbering a reply")?;
    let insert = sqlx::query(OWE).bind(&reply.key).bind(reply.subscriber).bind(reply.thread).bind(reply.chat);
    let insert = insert.bind(seq).bind(reply.request.method).bind(reply.request.params.to_string());
    let insert = insert.bind(i64::from(reply.again)).bind(millis(now));
    insert.execute(&mut **tx).await.doing("owing a reply").map(drop)
}
