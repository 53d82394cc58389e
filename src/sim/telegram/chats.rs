//! People, chats and who may be written to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
use super::log::{Log, Versions};
use super::world::{Values, World, integer, text};

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
}

/// A chat with all its messages.
#[derive(Debug)]
pub(super) struct Chat {
    pub id: i64,
    pub kind: ChatKind,
    /// The person's first name, or the group's title.
    pub title: String,
    pub reach: Reach,
    /// Status by user id: `creator`, `administrator`, `member`, `restricted`, `left`, `kicked`.
    pub members: BTreeMap<i64, String>,
    /// Forum threads; the value says whether one may write there.
    pub threads: BTreeMap<i64, bool>,
    /// The supergroup that this group has become.
    pub moved_to: Option<i64>,
    pub log: Log,
}

impl Chat {
    pub(super) fn new(id: i64, kind: ChatKind, title: &str, versions: Versions) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            reach: Reach::Open,
            members: BTreeMap::new(),
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

    /// Refuses where the bot cannot write; the texts are Telegram's.
    pub(super) fn writable(&self) -> Result<(), Refusal> {
        if let Some(to) = self.moved_to {
            return Err(Refusal::migrated(to));
        }
        let kind = self.kind.as_str();
        match self.reach {
            Reach::Open => Ok(()),
            Reach::Stranger => Err(Refusal::forbidden("bot can't initiate conversation with a user")),
            Reach::Blocked => Err(Refusal::forbidden("bot was blocked by the user")),
            Reach::Deactivated => Err(Refusal::forbidden("user is deactivated")),
            Reach::Kicked => Err(Refusal::forbidden(format_args!("bot was kicked from the {kind} chat"))),
            Reach::NotMember => Err(Refusal::forbidden(format_args!("bot is not a member of the {kind} chat"))),
            Reach::NoRights => Err(Refusal::bad("not enough rights to send text messages to the chat")),
        }
    }

    /// Refuses a forum thread that is closed or does not exist.
    pub(super) fn thread(&self, thread: Option<i64>) -> Result<(), Refusal> {
        match thread.map(|thread| self.threads.get(&thread)) {
            None | Some(Some(true)) => Ok(()),
            Some(Some(false)) => Err(Refusal::bad("TOPIC_CLOSED")),
            Some(None) => Err(Refusal::bad("message thread not found")),
        }
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
        chat.writable()?;
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

    pub(super) fn get_chat_member(&mut self, params: &Values) -> Outcome {
        let user = integer(params, "user_id").unwrap_or_default();
        let person = if user == self.bot.id { Some(&self.bot) } else { self.people.get(&user) };
        let person = person.map(Person::json);
        let chat = self.find(params)?;
        let person = person.ok_or_else(|| Refusal::bad("user not found"))?;
        let default = if chat.kind == ChatKind::Private && user == chat.id { "member" } else { "left" };
        let status = chat.members.get(&user).map_or(default, String::as_str);
        Ok(member_json(status, person))
    }
}

/// A `ChatMember` of this status.
pub(super) fn member_json(status: &str, user: Value) -> Value {
    let mut member = json!({ "status": status, "user": user });
    let flags: &[&str] = match status {
        "creator" => &["is_anonymous"],
        "administrator" => &ADMINISTRATOR,
        "restricted" => &RESTRICTED,
        _ => &[],
    };
    for field in flags {
        member[*field] = json!(false);
    }
    if status == "kicked" || status == "restricted" {
        member["until_date"] = json!(0);
    }
    member
}

const ADMINISTRATOR: [&str; 13] = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
];

const RESTRICTED: [&str; 15] = [
    "is_member",
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
];
