//! People, chats and who may be written to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
use super::log::{Log, Versions};
use super::members::Member;
use super::threads::Thread;
use super::world::{Values, World, integer, text};
use super::writable::What;

/// A person, or the bot itself.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub id: i64,
    pub is_bot: bool,
    pub first_name: String,
    pub username: Option<String>,
    pub language_code: Option<String>,
}

impl Person {
    pub(super) fn bot(id: i64, username: &str) -> Self {
        let (first_name, username) = ("Tidewatch".to_owned(), Some(username.to_owned()));
        Self { id, is_bot: true, first_name, username, language_code: None }
    }

    /// A `User`.
    pub(super) fn json(&self) -> Value {
        let mut user = json!({ "id": self.id, "is_bot": self.is_bot, "first_name": self.first_name });
        for (field, value) in [("username", &self.username), ("language_code", &self.language_code)] {
            if let Some(value) = value {
                user[field] = json!(value);
            }
        }
        user
    }
}

/// What sort of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// One person.
    Private,
    /// A basic group.
    Group,
    /// A supergroup.
    Supergroup,
    /// A supergroup with topics.
    Forum,
    /// A channel.
    Channel,
}

impl ChatKind {
    /// `Chat.type`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup | Self::Forum => "supergroup",
            Self::Channel => "channel",
        }
    }
}

/// Whether the bot can write to a chat, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// It can.
    Open,
    /// The person never pressed Start.
    Stranger,
    /// The person blocked the bot.
    Blocked,
    /// The person's account was deleted.
    Deactivated,
    /// The bot was removed.
    Kicked,
    /// The bot is no member.
    NotMember,
    /// Members may not write.
    NoRights,
    /// The chat is closed for writing for a reason that Telegram does not give (`CHAT_WRITE_FORBIDDEN`).
    Forbidden,
}

/// A chat with all its messages.
#[derive(Debug)]
pub(super) struct Chat {
    pub id: i64,
    pub kind: ChatKind,
    /// The person's first name, or the group's title.
    pub title: String,
    pub reach: Reach,
    /// The bot's id, to find its own membership.
    pub bot: i64,
    pub members: BTreeMap<i64, Member>,
    /// Members that are no administrators may not write.
    pub muted: bool,
    /// Forum threads by id.
    pub threads: BTreeMap<i64, Thread>,
    /// The supergroup that this group has become.
    pub moved_to: Option<i64>,
    pub log: Log,
}

impl Chat {
    pub(super) fn new(id: i64, kind: ChatKind, title: &str, bot: i64, versions: Versions) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            reach: Reach::Open,
            bot,
            members: BTreeMap::new(),
            muted: false,
            threads: BTreeMap::new(),
            moved_to: None,
            log: Log::new(versions),
        }
    }

    /// A `Chat`.
    pub(super) fn json(&self) -> Value {
        let title = if self.kind == ChatKind::Private { "first_name" } else { "title" };
        let mut chat = json!({ "id": self.id, title: self.title, "type": self.kind.as_str() });
        if self.kind == ChatKind::Forum {
            chat["is_forum"] = json!(true);
        }
        chat
    }
}

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

impl World {
    /// The chat that `chat_id` names.
    pub(super) fn find(&mut self, params: &Values) -> Result<&mut Chat, Refusal> {
        if !params.contains_key("chat_id") {
            return Err(Refusal::bad("chat_id is empty"));
        }
        let chat = integer(params, "chat_id").and_then(|id| self.chats.get_mut(&id));
        chat.ok_or_else(|| Refusal::bad("chat not found"))
    }

    pub(super) fn send_chat_action(&mut self, params: &Values) -> Outcome {
        let chat = self.find(params)?;
        chat.writable(What::Text)?;
        chat.thread(integer(params, "message_thread_id"))?;
        if !ACTIONS.contains(&text(params, "action").to_ascii_lowercase().as_str()) {
            return Err(Refusal::bad("wrong parameter action in request"));
        }
        Ok(json!(true))
    }

    /// A `ChatFullInfo` with the fields that are always there.
    pub(super) fn get_chat(&mut self, params: &Values) -> Outcome {
        let mut chat = self.find(params)?.json();
        chat["accent_color_id"] = json!(0);
        chat["max_reaction_count"] = json!(11);
        chat["accepted_gift_types"] = json!({
            "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true,
            "premium_subscription": true, "gifts_from_channels": true,
        });
        Ok(chat)
    }
}
