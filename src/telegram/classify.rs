//! What an answer of the Bot API means for the message that was sent: a function of status and bytes.
//!
//! Telegram's error codes are "subject to change" and its descriptions carry details, so a refusal is
//! recognised by its code together with a piece of its description, in any case. The texts are those
//! of the Bot API server (`telegram-bot-api/Client.cpp`) and of the layer below it (upper case).

use std::time::Duration;

use serde_json::Value;

use super::{GoneClass, Outcome};

/// The wait where a 429 does not say how long: long enough not to lengthen the penalty.
const FLOOD_DEFAULT: Duration = Duration::from_secs(30);

/// The longest wait that is believed.
const FLOOD_MOST: Duration = Duration::from_secs(24 * 60 * 60);

/// Reads an answer to a sending request.
///
/// Only `ok: false` is a certain refusal, and only `ok: true` is a certain success, whatever else the
/// answer holds: a message that Telegram took must not be sent again because its echo is odd.
#[must_use]
pub fn classify(http_status: u16, body: &[u8]) -> Outcome {
    match Answer::read(http_status, body) {
        Answer::Ok(result) => Outcome::Accepted { message_id: result.get("message_id").and_then(Value::as_i64) },
        Answer::Refused(refusal) => refusal.outcome(),
        Answer::Unreadable => salvage(body).unwrap_or_else(|| unreadable(http_status)),
    }
}

/// An answer taken apart, before it is known what was asked.
#[derive(Debug)]
pub(super) enum Answer {
    /// `ok: true` and its result.
    Ok(Value),
    /// `ok: false`.
    Refused(Refusal),
    /// Neither.
    Unreadable,
}

impl Answer {
    pub(super) fn read(http_status: u16, body: &[u8]) -> Self {
        let Ok(Value::Object(mut answer)) = serde_json::from_slice::<Value>(body) else { return Self::Unreadable };
        match answer.get("ok").and_then(Value::as_bool) {
            Some(true) => Self::Ok(answer.remove("result").unwrap_or(Value::Null)),
            Some(false) => Self::Refused(Refusal::read(http_status, &answer)),
            None => Self::Unreadable,
        }
    }
}

/// An `ok: false`.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The answer's `error_code`, or else the HTTP status.
    pub(super) code: i64,
    /// Telegram's own description.
    pub(super) text: String,
    retry_after: Option<Duration>,
    migrate_to: Option<i64>,
}

impl Refusal {
    fn read(http_status: u16, answer: &serde_json::Map<String, Value>) -> Self {
        let text = answer.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
        let parameter = |name: &str| answer.get("parameters").and_then(|all| all.get(name)).and_then(integer);
        Self {
            code: answer.get("error_code").and_then(integer).unwrap_or_else(|| http_status.into()),
            retry_after: parameter("retry_after").or_else(|| wait_in_words(&text)).map(seconds),
            migrate_to: parameter("migrate_to_chat_id"),
            text,
        }
    }

    /// How long to wait, where that is the answer.
    pub(super) fn flood_wait(&self) -> Option<Duration> {
        // 420 is the code of the layer below; it has been seen to leak.
        matches!(self.code, 429 | 420).then(|| self.retry_after.unwrap_or(FLOOD_DEFAULT))
    }

    /// Whether the bot itself is not known: a revoked or mistyped token. The next one may be right.
    pub(super) fn token_is_bad(&self) -> bool {
        let bare = |text: &str| self.text.trim().eq_ignore_ascii_case(text);
        (self.code == 401 && bare("unauthorized")) || (self.code == 404 && bare("not found"))
    }

    fn outcome(self) -> Outcome {
        if let Some(wait) = self.flood_wait() {
            return Outcome::FloodWait(wait);
        }
        if let Some(to) = self.migrate_to {
            return Outcome::Migrated { to };
        }
        if self.code >= 500 || self.token_is_bad() {
            return Outcome::NotSent(format!("{} {}", self.code, self.text));
        }
        match meaning(self.code, &self.text.to_ascii_lowercase()) {
            Meaning::Gone(class) => Outcome::Gone { class, text: self.text },
            Meaning::ThreadGone => Outcome::ThreadGone(self.text),
            Meaning::MessageGone => Outcome::MessageGone(self.text),
            Meaning::NotModified => Outcome::NotModified,
            Meaning::QueryExpired => Outcome::QueryExpired,
            Meaning::BadEntities => Outcome::BadEntities(self.text),
            Meaning::Other => Outcome::Refused { code: self.code, text: self.text },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Gone(GoneClass),
    ThreadGone,
    MessageGone,
    NotModified,
    QueryExpired,
    BadEntities,
    Other,
}

/// Descriptions, in lower case, that mean something to delivery. The first that is found counts.
const MEANINGS: &[(&str, Meaning)] = &[
    ("message is not modified", Meaning::NotModified),
    ("message_not_modified", Meaning::NotModified),
    ("message to edit not found", Meaning::MessageGone),
    ("message can't be edited", Meaning::MessageGone),
    ("message_id_invalid", Meaning::MessageGone),
    ("query is too old", Meaning::QueryExpired),
    ("query id is invalid", Meaning::QueryExpired),
    ("query_id_invalid", Meaning::QueryExpired),
    ("can't parse", Meaning::BadEntities),
    ("entity_bounds_invalid", Meaning::BadEntities),
    ("entity_text_invalid", Meaning::BadEntities),
    ("message thread not found", Meaning::ThreadGone),
    ("topic_closed", Meaning::ThreadGone),
    ("topic_deleted", Meaning::ThreadGone),
    ("topic_id_invalid", Meaning::ThreadGone),
    ("bot was blocked by the user", Meaning::Gone(GoneClass::Blocked)),
    ("user_is_blocked", Meaning::Gone(GoneClass::Blocked)),
    ("user is deactivated", Meaning::Gone(GoneClass::Deactivated)),
    ("input_user_deactivated", Meaning::Gone(GoneClass::Deactivated)),
    ("bot was kicked", Meaning::Gone(GoneClass::Kicked)),
    ("bot is not a member", Meaning::Gone(GoneClass::Kicked)),
    ("channel_private", Meaning::Gone(GoneClass::Kicked)),
    ("user_banned_in_channel", Meaning::Gone(GoneClass::Kicked)),
    ("can't initiate conversation", Meaning::Gone(GoneClass::NotFound)),
    ("chat not found", Meaning::Gone(GoneClass::NotFound)),
    ("peer_id_invalid", Meaning::Gone(GoneClass::NotFound)),
    ("group chat was deleted", Meaning::Gone(GoneClass::NotFound)),
    ("group chat was deactivated", Meaning::Gone(GoneClass::NotFound)),
    ("not enough rights to send", Meaning::Gone(GoneClass::NoRights)),
    ("have no rights to send", Meaning::Gone(GoneClass::NoRights)),
    ("need administrator rights", Meaning::Gone(GoneClass::NoRights)),
    ("can't send messages to bots", Meaning::Gone(GoneClass::NoRights)),
    ("chat_write_forbidden", Meaning::Gone(GoneClass::NoRights)),
    ("chat_restricted", Meaning::Gone(GoneClass::NoRights)),
    ("chat_admin_required", Meaning::Gone(GoneClass::NoRights)),
    ("chat_send_plain_forbidden", Meaning::Gone(GoneClass::NoRights)),
    ("chat_send_photos_forbidden", Meaning::Gone(GoneClass::NoRights)),
];

/// Descriptions are believed only under the codes that carry them.
fn meaning(code: i64, text: &str) -> Meaning {
    if !matches!(code, 400 | 403) {
        return Meaning::Other;
    }
    MEANINGS.iter().find(|(piece, _)| text.contains(piece)).map_or(Meaning::Other, |(_, meaning)| *meaning)
}

/// An answer that broke off, but not before it said that the message was taken.
fn salvage(body: &[u8]) -> Option<Outcome> {
    let text = String::from_utf8_lossy(body);
    let rest = text.trim_start().strip_prefix(r#"{"ok":true"#)?;
    let id = rest.strip_prefix(r#","result":{"message_id":"#).and_then(|rest| {
        // Without the character after it, the number itself may have been cut.
        let (digits, _) = rest.split_once(|c: char| !c.is_ascii_digit())?;
        digits.parse().ok()
    });
    Some(Outcome::Accepted { message_id: id })
}

fn unreadable(http_status: u16) -> Outcome {
    if http_status == 429 {
        return Outcome::FloodWait(FLOOD_DEFAULT);
    }
    Outcome::Unknown(format!("HTTP {http_status} with an answer that is not the Bot API's"))
}

/// A number, or a number in quotation marks.
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// "Too Many Requests: retry after 41".
fn wait_in_words(text: &str) -> Option<i64> {
    let lower = text.to_ascii_lowercase();
    let (_, rest) = lower.split_once("retry after ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn seconds(seconds: i64) -> Duration {
    Duration::from_secs(u64::try_from(seconds).unwrap_or_default()).clamp(Duration::from_secs(1), FLOOD_MOST)
}

#[cfg(test)]
mod tests;
