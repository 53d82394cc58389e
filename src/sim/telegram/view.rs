//! Chats as a test or a chat page sees them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::TelegramSim;
use super::chats::{Chat, ChatKind, Message, Reach};
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

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageView {
    /// Its id in the chat.
    pub id: i64,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// When it was first sent.
    pub date: DateTime<Utc>,
    /// The text as it was sent, marks included.
    pub html: String,
    /// The text as it is read.
    pub text: String,
    /// The inline keyboard.
    pub reply_markup: Option<Value>,
    /// When it was last edited.
    pub edited: Option<DateTime<Utc>>,
    /// The message that it replies to.
    pub reply_to: Option<i64>,
    /// The forum thread.
    pub thread: Option<i64>,
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
}

fn view(world: &World, chat: &Chat) -> ChatView {
    ChatView {
        id: chat.id,
        kind: chat.kind,
        title: chat.title.clone(),
        language_code: world.people.get(&chat.id).and_then(|person| person.language_code.clone()),
        reach: chat.reach,
        messages: chat.messages.values().map(MessageView::from).collect(),
    }
}

impl From<&Message> for MessageView {
    fn from(message: &Message) -> Self {
        Self {
            id: message.id,
            from_bot: message.from.is_none(),
            date: message.date,
            html: message.source.clone(),
            text: message.text.clone(),
            reply_markup: message.markup.clone(),
            edited: message.edited,
            reply_to: message.reply_to,
            thread: message.thread,
        }
    }
}
