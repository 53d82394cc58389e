//! WHO HEARS IT: fan-out, lanes, pacing and outcomes.
//!
//! A decided alert is one row with a cursor, written by ingest in its own transaction
//! ([`enqueue_alert`]). [`fanout`] walks the subscribers and owes it to each; the sender
//! ([`Delivery`]) works off what is owed, through `pending → claimed → sending → sent | unknown |
//! failed | superseded`. Memory holds no more than a view of claimed rows: after a crash the next start
//! raises the epoch and goes on from the rows.
//!
//! In reading order: [`fanout`] writes rows, `claim` takes them in hand, [`pacing`] says when, `launch`
//! records the attempt and sends, `verdict` says what an outcome means, `land` records it.

mod claim;
pub mod fanout;
mod land;
mod launch;
mod outage;
pub mod pacing;
mod queues;
mod retention;
mod sender;
mod verdict;
mod wording;

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::alert::{Alert, Manner, Severity};
use crate::lang::Lang;
use crate::store::fanout::NewReply;
use crate::store::{StoreError, Tx};
use crate::telegram::{Outcome, Request};

pub use crate::render::Marks;
pub use pacing::Limits;
pub use sender::{Delivery, DeliveryError};

/// The edge to Telegram.
pub trait Api: Send + Sync + 'static {
    /// Makes one request and says what became of it. It has time-outs of its own.
    fn call(&self, request: Request) -> impl Future<Output = Outcome> + Send;
}

/// The edge to the words.
pub trait Words: Send + Sync + 'static {
    /// Telegram HTML of an alert.
    ///
    /// # Errors
    /// Why it cannot be worded.
    fn alert(&self, lang: Lang, alert: &Alert, marks: Marks) -> Result<String, String>;

    /// Telegram HTML of the notice that the topic for alerts is gone and that they come here.
    ///
    /// # Errors
    /// Why it cannot be worded.
    fn topic_gone(&self, lang: Lang) -> Result<String, String>;

    /// The plain text of such HTML.
    fn plain(&self, html: &str) -> String;
}

/// How long answers stay on record: as long as the numbers of the updates that they answer.
pub const KEEP_ANSWERS: TimeDelta = TimeDelta::hours(48);

/// How the sender works.
#[derive(Debug, Clone)]
pub struct Config {
    /// Requests under way at the same time. With 1 the order over all chats is the same in every run.
    pub in_flight: usize,
    /// Subscribers a fan-out transaction looks at.
    pub page: i64,
    /// Claimed rows a lane, at most.
    pub held: usize,
    /// Telegram's limits.
    pub limits: Limits,
    /// How long nothing may happen before the database is looked at unasked, in civil time.
    pub relook: TimeDelta,
    /// A request without an answer for so long (monotonic) has an unknown end.
    pub answer_within: Duration,
    /// How long answers stay on record after they were sent.
    pub keep_answers: TimeDelta,
    /// How long it stays on record who was told what: a correction must find the messages that it corrects.
    pub keep_messages: TimeDelta,
    /// How long a graceful stop waits for answers (monotonic).
    pub drain: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            in_flight: 16,
            page: 1000,
            held: 256,
            limits: Limits::default(),
            relook: TimeDelta::seconds(30),
            answer_within: Duration::from_secs(90),
            keep_answers: KEEP_ANSWERS,
            keep_messages: TimeDelta::days(90),
            drain: Duration::from_secs(20),
        }
    }
}

/// What overtakes what within a chat, and which rows may use the reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Answers to buttons and chat actions: no messages, in no per-chat window.
    Answer,
    /// Replies to commands.
    Reply,
    /// Critical and notable alerts.
    Urgent,
    /// Other alerts.
    Normal,
    /// Digests.
    Digest,
}

impl Lane {
    /// All lanes, most urgent first.
    pub const ALL: [Self; 5] = [Self::Answer, Self::Reply, Self::Urgent, Self::Normal, Self::Digest];

    /// Where edits wait that nobody is rung for.
    pub(crate) const EDITS: Self = Self::Normal;

    /// The number in the database.
    #[must_use]
    pub const fn code(self) -> i64 {
        match self {
            Self::Answer => -1,
            Self::Reply => 0,
            Self::Urgent => 1,
            Self::Normal => 2,
            Self::Digest => 3,
        }
    }

    /// The inverse of [`Lane::code`]; an unknown number is the last lane.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        Self::ALL.into_iter().find(|lane| lane.code() == code).unwrap_or(Self::Digest)
    }

    const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Critical | Severity::Notable => Self::Urgent,
            Severity::Normal | Severity::Info => Self::Normal,
        }
    }
}

/// Owes an alert to everybody who takes it, inside the transaction that decides it. Deciding it a
/// second time changes nothing. Ring [`Delivery::bell`] after the commit.
///
/// # Errors
/// The database's own.
pub async fn enqueue_alert(tx: &mut Tx, alert: &Alert, _now: DateTime<Utc>) -> Result<(), StoreError> {
    let lane = match alert.manner {
        Manner::Escalates => Lane::Urgent,
        Manner::New | Manner::Adds | Manner::Corrects => Lane::of(alert.severity()),
    };
    crate::store::fanout::insert_alert(tx, alert, lane.code()).await
}

/// Owes an alert to one subscriber and to nobody else, inside the transaction that decides it. Ring
/// [`Delivery::bell`] after the commit.
///
/// # Errors
/// The database's own.
pub async fn enqueue_alert_for(tx: &mut Tx, alert: &Alert, subscriber: i64) -> Result<(), StoreError> {
    crate::store::fanout::insert_alert_for(tx, alert, Lane::of(alert.severity()).code(), subscriber).await
}

/// A reply of the bot: rendered, and addressed by chat (`chat_id` is filled in when it is sent).
#[derive(Debug, Clone, PartialEq)]
pub struct OutgoingReply {
    /// `reply/<update>/<n>`: the same update handled twice replies once.
    pub key: String,
    /// The chat.
    pub chat: i64,
    /// Its subscriber id, 0 for none.
    pub subscriber: i64,
    /// The forum thread, 0 for none.
    pub thread: i64,
    /// The method.
    pub method: &'static str,
    /// Its parameters, without `chat_id`.
    pub payload: Value,
    /// Whether it is sent once more after an unknown outcome.
    pub again: bool,
}

/// Puts a reply into the outbox, inside the transaction of the handler that makes it. Ring
/// [`Delivery::bell`] after the commit.
///
/// # Errors
/// The database's own.
pub async fn enqueue_reply(tx: &mut Tx, reply: &OutgoingReply, now: DateTime<Utc>) -> Result<(), StoreError> {
    let lane = if wording::is_message(reply.method) { Lane::Reply } else { Lane::Answer };
    let row = NewReply {
        key: &reply.key,
        subscriber: reply.subscriber,
        thread: reply.thread,
        chat: reply.chat,
        lane: lane.code(),
        method: reply.method,
        payload: reply.payload.to_string(),
        again: reply.again,
    };
    crate::store::fanout::insert_reply(tx, row, now).await
}

/// `now + delta`, or the end of time.
fn later(now: DateTime<Utc>, delta: TimeDelta) -> DateTime<Utc> {
    now.checked_add_signed(delta).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The wait before the next try after `faults` in a row: 1, 2, 4 … 60 s.
fn back_off(faults: i64) -> TimeDelta {
    let exponent = faults.clamp(1, 7) - 1;
    TimeDelta::seconds((1_i64 << exponent).min(60))
}

#[cfg(test)]
mod tests;
