//! A lenient reading of updates: only what the bot acts on, straight from JSON.
//!
//! Teloxide empties a message that holds one entity or one button of a kind that it does not know, and
//! a `/start` in it is never seen. Here each field stands alone: what is missing or strange is `None`,
//! and nothing else in the update suffers.

use serde_json::Value;

pub use crate::store::subscriber::ChatKind;

/// One update, as far as it matters to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Telegram's number; ascending, and the key that makes it handled once.
    pub update_id: i64,
    /// What happened.
    pub kind: Kind,
    /// Where.
    pub chat: Option<ChatRef>,
    /// The forum thread, or the topic of a private chat.
    pub thread: Option<i64>,
    /// Who did it; nobody for a post in a channel.
    pub from: Option<Person>,
    /// The chat in whose name a message was sent: the group itself, for an anonymous administrator.
    pub sender_chat: Option<i64>,
    /// The number of the message that was written.
    pub message_id: Option<i64>,
    /// The text, or the caption of a picture.
    pub text: Option<String>,
    /// The message that is replied to.
    pub replied_to: Option<i64>,
    /// Whether a message carries something that a person sent, rather than a notice of the chat's life.
    pub content: bool,
    /// The button press.
    pub callback: Option<CallbackRef>,
    /// How the bot stood in the chat before, and how it stands now.
    pub membership: Option<Membership>,
    /// The group has become a supergroup.
    pub migration: Option<Migration>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Somebody wrote.
    Message,
    /// Something was posted in a channel, by its administrators.
    ChannelPost,
    /// Somebody pressed a button.
    Callback,
    /// The bot's own membership changed.
    MyChatMember,
    /// Anything else, by the Bot API's name.
    Other(String),
}

/// How the bot's standing in a chat has changed. A status that came later than this program is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Before.
    pub old: Option<Presence>,
    /// Now.
    pub new: Option<Presence>,
}

/// What the bot can do in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Nothing: it left, was removed or blocked, or never was there.
    Gone,
    /// Read, but not write.
    Mute,
    /// Write.
    Present,
}

/// A group and the supergroup that it has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// The group's id until now.
    pub from: i64,
    /// The supergroup's.
    pub to: i64,
}

/// A chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRef {
    /// Telegram's id.
    pub id: i64,
    /// Its kind.
    pub kind: ChatKind,
    /// A group's or channel's title.
    pub title: Option<String>,
}

/// A person or a bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Telegram's id.
    pub id: i64,
    /// The language of the app: a hint only.
    pub language_code: Option<String>,
    /// Whether it is a bot.
    pub is_bot: bool,
}

/// A button press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackRef {
    /// What `answerCallbackQuery` wants.
    pub id: String,
    /// What the button carries.
    pub data: Option<String>,
    /// The message under which the button hangs.
    pub message_id: Option<i64>,
}

/// Fields of a message that a person sends. What has none of them is a notice: somebody joined, a
/// message was pinned, a topic was made.
const CONTENT: &[&str] = &[
    "text",
    "caption",
    "photo",
    "sticker",
    "voice",
    "video",
    "video_note",
    "audio",
    "animation",
    "document",
    "contact",
    "location",
    "venue",
    "poll",
    "dice",
    "story",
    "game",
];

/// The field of a button press.
const CALLBACK: &str = "callback_query";

/// The kinds that the bot acts on, by their field; they are also what it asks Telegram for.
pub const KINDS: &[&str] = &["message", CALLBACK, "my_chat_member", "channel_post"];

impl Incoming {
    /// Reads an update; `None` without a number, since then it can be neither kept nor confirmed.
    #[must_use]
    pub fn read(update: &Value) -> Option<Self> {
        let update_id = update.get("update_id")?.as_i64()?;
        let known = KINDS.iter().copied().find(|kind| update.get(kind).is_some());
        let other = || update.as_object()?.keys().find(|key| *key != "update_id").map(String::as_str);
        let field = known.or_else(other).unwrap_or_default();
        let body = update.get(field).unwrap_or(&Value::Null);
        // A press happens under a message, and the chat is that message's.
        let message = if field == CALLBACK { body.get("message").unwrap_or(&Value::Null) } else { body };
        Some(Self {
            update_id,
            kind: kind(field),
            chat: message.get("chat").and_then(chat),
            thread: thread(message),
            from: body.get("from").and_then(person),
            sender_chat: body.get("sender_chat").and_then(|chat| chat.get("id")?.as_i64()),
            message_id: body.get("message_id").and_then(Value::as_i64),
            text: string(body, "text").or_else(|| string(body, "caption")),
            replied_to: body.get("reply_to_message").and_then(|message| message.get("message_id")?.as_i64()),
            content: CONTENT.iter().any(|name| body.get(name).is_some()),
            callback: (field == CALLBACK).then(|| callback(body)).flatten(),
            membership: body.get("new_chat_member").map(|new| membership(body, new)),
            migration: migration(message),
        })
    }

    /// Whether it was written in the name of the chat itself: by an administrator who stays anonymous.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.sender_chat.is_some() && self.sender_chat == self.chat.as_ref().map(|chat| chat.id)
    }

    /// Whether it comes from a private chat.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.chat.as_ref().is_some_and(|chat| chat.kind == ChatKind::Private)
    }
}

fn kind(field: &str) -> Kind {
    match field {
        "message" => Kind::Message,
        CALLBACK => Kind::Callback,
        "my_chat_member" => Kind::MyChatMember,
        "channel_post" => Kind::ChannelPost,
        other => Kind::Other(other.to_owned()),
    }
}

fn membership(body: &Value, new: &Value) -> Membership {
    let kind = body.get("chat").and_then(chat).map_or(ChatKind::Unknown, |chat| chat.kind);
    Membership { old: body.get("old_chat_member").and_then(|old| presence(old, kind)), new: presence(new, kind) }
}

/// What a `ChatMember` can do. In a channel only administrators write, and not all of them.
fn presence(member: &Value, kind: ChatKind) -> Option<Presence> {
    let flag = |name: &str| member.get(name).and_then(Value::as_bool);
    let may_write = match member.get("status")?.as_str()? {
        "left" | "kicked" => return Some(Presence::Gone),
        "restricted" if flag("is_member") == Some(false) => return Some(Presence::Gone),
        "restricted" => flag("can_send_messages") != Some(false),
        "administrator" => kind != ChatKind::Channel || flag("can_post_messages") != Some(false),
        "member" => kind != ChatKind::Channel,
        "creator" => true,
        _ => return None,
    };
    Some(if may_write { Presence::Present } else { Presence::Mute })
}

/// The notice that stands in both chats: in the old one with the new id, and in the new one with the old.
fn migration(message: &Value) -> Option<Migration> {
    let here = message.get("chat")?.get("id")?.as_i64()?;
    let other = |name: &str| message.get(name)?.as_i64();
    let to = other("migrate_to_chat_id").map(|to| Migration { from: here, to });
    let moved = to.or_else(|| other("migrate_from_chat_id").map(|from| Migration { from, to: here }))?;
    // Ids of groups are negative; anything else is no migration.
    (moved.from < 0 && moved.to < 0 && moved.from != moved.to).then_some(moved)
}

fn chat(value: &Value) -> Option<ChatRef> {
    let id = value.get("id")?.as_i64()?;
    let kind = match value.get("type").and_then(Value::as_str) {
        Some(tag) => ChatKind::from_tag(tag),
        // Telegram's convention: people are positive.
        None if id > 0 => ChatKind::Private,
        None => ChatKind::Unknown,
    };
    Some(ChatRef { id, kind, title: string(value, "title") })
}

/// Replies in a plain supergroup carry a thread number too; it is a thread only where Telegram says so.
fn thread(message: &Value) -> Option<i64> {
    let is_topic = message.get("is_topic_message").and_then(Value::as_bool).unwrap_or_default();
    is_topic.then(|| message.get("message_thread_id")?.as_i64()).flatten()
}

fn person(value: &Value) -> Option<Person> {
    Some(Person {
        id: value.get("id")?.as_i64()?,
        language_code: string(value, "language_code"),
        is_bot: value.get("is_bot").and_then(Value::as_bool).unwrap_or_default(),
    })
}

fn callback(body: &Value) -> Option<CallbackRef> {
    Some(CallbackRef {
        id: string(body, "id")?,
        data: string(body, "data"),
        message_id: body.get("message").and_then(|message| message.get("message_id")?.as_i64()),
    })
}

fn string(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests;
