//! The only user of the Bot API: a client of our own over teloxide's payload types, with our own
//! error classes, and durable intake of updates.

pub mod classify;
pub mod client;
pub mod intake;
pub mod payload;
pub mod update;

use std::time::Duration;

use serde_json::Value;

pub use client::{ApiError, Client, ClientConfig};
pub use intake::{Identity, Intake, Me, Pulse};

/// One call of the Bot API.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method in the Bot API's own spelling: `sendMessage`.
    pub method: &'static str,
    /// Its parameters as one JSON object.
    pub params: Value,
}

/// What Telegram did with a request: the vocabulary of delivery (DESIGN section 7's table).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// `ok: true`.
    Accepted {
        /// The message's id, where the answer carries one.
        message_id: Option<i64>,
    },
    /// 429: not before this time from now.
    FloodWait(Duration),
    /// Refused for good: this chat is out of reach.
    Gone {
        /// Why, as a stable name.
        class: GoneClass,
        /// Telegram's own description.
        text: String,
    },
    /// The group became a supergroup with this id.
    Migrated {
        /// The new chat id.
        to: i64,
    },
    /// The forum thread is closed or gone.
    ThreadGone(String),
    /// The message that was to be edited is gone, or too old to be edited.
    MessageGone(String),
    /// The edit changed nothing: as good as accepted.
    NotModified,
    /// The callback query is too old to be answered: nothing to do.
    QueryExpired,
    /// Telegram could not read our HTML.
    BadEntities(String),
    /// Any other refusal: certain, and our own fault; no repetition helps.
    Refused {
        /// The HTTP-like code of the answer.
        code: i64,
        /// Telegram's own description.
        text: String,
    },
    /// Certainly not delivered: connection refused, or `ok: false` with a 5xx code.
    NotSent(String),
    /// Nobody knows: time-out after the request left, dropped connection, unreadable answer.
    Unknown(String),
}

/// Why a chat is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GoneClass {
    /// The person blocked the bot.
    Blocked,
    /// The bot was removed from the group or channel, or is no member.
    Kicked,
    /// The account was deleted.
    Deactivated,
    /// No such chat, or the person never pressed Start.
    NotFound,
    /// The bot may not write there.
    NoRights,
}

impl GoneClass {
    /// The spelling in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Kicked => "kicked",
            Self::Deactivated => "deactivated",
            Self::NotFound => "not_found",
            Self::NoRights => "no_rights",
        }
    }
}
