//! What an outcome means: DESIGN's table, as one pure function.

use chrono::{DateTime, TimeDelta, Utc};

use super::{back_off, later};
use crate::store::delivery::{Row, Settled, State};
use crate::telegram::{GoneClass, Outcome};

/// `Row::marks`: to the general thread, since its own is closed or gone.
pub(super) const GENERAL: i64 = 1;
/// `Row::marks`: as plain text, since Telegram could not read the HTML.
pub(super) const PLAIN: i64 = 2;

/// How an attempt ended, and what that does to the chat.
#[derive(Debug, PartialEq)]
pub(super) struct Verdict {
    pub end: Settled,
    pub effect: Effect,
}

/// What an outcome does beyond its own row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// Nothing goes to the chat before this instant.
    Pause(DateTime<Utc>),
    /// The chat is out of reach.
    Suspend(GoneClass),
    /// The chat has a new id.
    Move(i64),
    /// The message that was to be edited is not there any more.
    MessageGone,
    /// The forum thread is closed or gone.
    LeaveThread(i64),
}

/// Judges the outcome of the attempt that `row` carries, at the instant of the answer.
pub(super) fn judge(row: &Row, outcome: &Outcome, now: DateTime<Utc>) -> Verdict {
    match outcome {
        Outcome::Accepted { message_id } => Settled { message_id: *message_id, ..sent(row, "") }.into(),
        Outcome::NotModified => sent(row, "not modified").into(),
        Outcome::QueryExpired => sent(row, "query expired").into(),
        Outcome::FloodWait(wait) => flood_wait(row, *wait, now),
        Outcome::Gone { class, text } => {
            let end = failed(row, format!("{}: {text}", class.as_str()));
            Verdict { end, effect: Effect::Suspend(*class) }
        }
        Outcome::Migrated { to } if *to == row.chat => failed(row, format!("refused: migrates to itself, {to}")).into(),
        Outcome::Migrated { to } => {
            Verdict { end: pending(row, format!("migrated: to {to}"), now), effect: Effect::Move(*to) }
        }
        Outcome::MessageGone(text) => {
            Verdict { end: failed(row, format!("gone: {text}")), effect: Effect::MessageGone }
        }
        Outcome::ThreadGone(text) if row.key.thread != 0 => {
            let again = once(row, GENERAL, "thread", text, now);
            Verdict { effect: Effect::LeaveThread(row.key.thread), ..again }
        }
        Outcome::ThreadGone(text) => failed(row, format!("thread: {text}")).into(),
        Outcome::BadEntities(text) => once(row, PLAIN, "entities", text, now),
        Outcome::Refused { code, text } => failed(row, format!("refused: {code} {text}")).into(),
        Outcome::NotSent(text) => pending(row, format!("not sent: {text}"), later(now, back_off(row.attempt))).into(),
        Outcome::Unknown(text) => unknown(row, text, now).into(),
    }
}

fn flood_wait(row: &Row, wait: std::time::Duration, now: DateTime<Utc>) -> Verdict {
    let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX).max(TimeDelta::seconds(1));
    let until = later(now, wait);
    Verdict { end: pending(row, "flood wait".to_owned(), until), effect: Effect::Pause(until) }
}

/// Nobody knows whether it arrived. Silence would be worse for an alert: once more, marked.
fn unknown(row: &Row, text: &str, now: DateTime<Utc>) -> Settled {
    let unknowns = row.unknowns + 1;
    let outcome = format!("unknown: {text}");
    if row.again && unknowns == 1 {
        Settled { unknowns, ..pending(row, outcome, now) }
    } else {
        Settled { state: State::Unknown, unknowns, ..pending(row, outcome, row.due_at) }
    }
}

/// Sent again in another way; where it was sent that way already, it failed.
fn once(row: &Row, mark: i64, class: &str, text: &str, now: DateTime<Utc>) -> Verdict {
    let outcome = format!("{class}: {text}");
    if row.marks & mark != 0 {
        return failed(row, outcome).into();
    }
    Settled { marks: row.marks | mark, ..pending(row, outcome, now) }.into()
}

fn pending(row: &Row, outcome: String, due_at: DateTime<Utc>) -> Settled {
    Settled { state: State::Pending, unknowns: row.unknowns, marks: row.marks, due_at, message_id: None, outcome }
}

fn sent(row: &Row, outcome: &str) -> Settled {
    Settled { state: State::Sent, ..pending(row, outcome.to_owned(), row.due_at) }
}

fn failed(row: &Row, outcome: String) -> Settled {
    Settled { state: State::Failed, ..pending(row, outcome, row.due_at) }
}

impl From<Settled> for Verdict {
    fn from(end: Settled) -> Self {
        Self { end, effect: Effect::None }
    }
}
