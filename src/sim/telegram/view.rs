//! Chats as a test or a chat page sees them, and what has changed since it last looked.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::watch;

use super::TelegramSim;
use super::chats::{Chat, ChatKind, Reach};
use super::log::Message;
use super::world::World;

/// A chat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChatView {
    /// Its id.
    pub id: i64,
    /// Its kind.
    pub kind: ChatKind,
    /// The person's first name, or the group's title.
    pub title: String,
    /// The person's language, in a private chat.
    pub language_code: Option<String>,
    /// Whether the bot can write there.
    pub reach: Reach,
    /// What is there now, oldest first; deleted messages are gone.
    pub messages: Vec<MessageView>,
}

/// What changed in a chat after a version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChatChanges {
    /// The version at which the chat stands so; ask with it the next time.
    pub version: u64,
    /// Messages that are new or were changed, as they stand, oldest first.
    pub messages: Vec<MessageView>,
    /// The ids of messages that were deleted.
    pub deleted: Vec<i64>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageView {
    /// Its id in the chat.
    pub id: i64,
    /// The version at which it became what it is.
    pub version: u64,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// Who wrote it, as the chat shows it: a first name, or the chat's title.
    pub sender: String,
    /// When it was first sent.
    pub date: DateTime<Utc>,
    /// The text or caption as it was sent, marks included.
    pub html: String,
    /// The text or caption as it is read.
    pub text: String,
    /// `MessageEntity` objects of the text, offsets in UTF-16 units.
    pub entities: Vec<Value>,
    /// The photo's file id, for [`TelegramSim::file`].
    pub photo: Option<String>,
    /// The inline keyboard.
    pub reply_markup: Option<Value>,
    /// When it was last edited.
    pub edited: Option<DateTime<Utc>>,
    /// The message that it replies to.
    pub reply_to: Option<i64>,
    /// The forum thread.
    pub thread: Option<i64>,
    /// Sent without a sound.
    pub silent: bool,
    /// The fields of a service message, which has no text.
    pub service: Option<Value>,
}

impl TelegramSim {
    /// One chat as it is now.
    #[must_use]
    pub fn chat(&self, id: i64) -> Option<ChatView> {
        let world = self.world();
        world.chats.get(&id).map(|chat| view(&world, chat))
    }

    /// All chats, by id.
    #[must_use]
    pub fn chats(&self) -> Vec<ChatView> {
        let world = self.world();
        world.chats.values().map(|chat| view(&world, chat)).collect()
    }

    /// What changed in a chat after this version; all of it after version 0.
    #[must_use]
    pub fn chat_since(&self, chat: i64, version: u64) -> Option<ChatChanges> {
        let world = self.world();
        let chat = world.chats.get(&chat)?;
        Some(ChatChanges {
            version: world.versions.now(),
            messages: messages(&world, chat, version),
            deleted: chat.log.deleted_since(version),
        })
    }

    /// The version of all chats together. It grows whenever a message comes, changes or goes, and the
    /// receiver can be waited on for that.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.world().versions.follow()
    }
}

fn view(world: &World, chat: &Chat) -> ChatView {
    ChatView {
        id: chat.id,
        kind: chat.kind,
        title: chat.title.clone(),
        language_code: world.people.get(&chat.id).and_then(|person| person.language_code.clone()),
        reach: chat.reach,
        messages: messages(world, chat, 0),
    }
}

fn messages(world: &World, chat: &Chat, since: u64) -> Vec<MessageView> {
    let changed = chat.log.iter().filter(|(version, _)| *version > since);
    changed.map(|(version, message)| message_view(world, chat, version, message)).collect()
}

fn message_view(world: &World, chat: &Chat, version: u64, message: &Message) -> MessageView {
    let message = message.clone();
    MessageView {
        id: message.id,
        version,
        from_bot: message.by_bot,
        sender: sender(world, chat, &message),
        date: message.date,
        html: message.source,
        text: message.text,
        entities: message.entities,
        photo: message.photo,
        reply_markup: message.markup,
        edited: message.edited,
        reply_to: message.reply_to,
        thread: message.thread,
        silent: message.silent,
        service: message.service,
    }
}

fn sender(world: &World, chat: &Chat, message: &Message) -> String {
    if chat.kind == ChatKind::Channel || message.anonymous {
        return chat.title.clone();
    }
    let person = message.from.and_then(|id| world.people.get(&id));
    person.unwrap_or(&world.bot).first_name.clone()
}
