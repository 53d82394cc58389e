//! Messages as the bot reads them.

use serde_json::{Value, json};

use super::chats::{Chat, ChatKind};
use super::log::Message;
use super::world::World;

impl World {
    /// A `Message`, with the message that it replies to but no deeper.
    pub(super) fn message_json(&self, chat: i64, message: i64) -> Option<Value> {
        let chat = self.chats.get(&chat)?;
        let message = chat.log.get(message)?;
        let mut json = self.flat_json(chat, message);
        if let Some(parent) = message.reply_to.and_then(|id| chat.log.get(id)) {
            json["reply_to_message"] = self.flat_json(chat, parent);
        }
        Some(json)
    }

    fn flat_json(&self, chat: &Chat, message: &Message) -> Value {
        let mut json = json!({ "message_id": message.id, "date": message.date.timestamp(), "chat": chat.json() });
        if chat.kind == ChatKind::Channel || message.anonymous {
            json["sender_chat"] = chat.json();
        }
        if chat.kind != ChatKind::Channel {
            json["from"] = if message.anonymous { group_anonymous_bot() } else { self.author(message) };
        }
        if let Some(signature) = &message.signature {
            json["author_signature"] = json!(signature);
        }
        if let Some(thread) = message.thread {
            json["message_thread_id"] = json!(thread);
            json["is_topic_message"] = json!(true);
        }
        if let Some(Value::Object(service)) = &message.service {
            for (field, value) in service {
                json[field] = value.clone();
            }
            return json;
        }
        let (text, entities) = match &message.photo {
            Some(photo) => {
                json["photo"] = self.pictures.json(photo);
                ("caption", "caption_entities")
            }
            None => ("text", "entities"),
        };
        if message.photo.is_none() || !message.text.is_empty() {
            json[text] = json!(message.text);
        }
        if !message.entities.is_empty() {
            json[entities] = json!(message.entities);
        }
        if let Some(markup) = &message.markup {
            json["reply_markup"] = markup.clone();
        }
        if let Some(edited) = message.edited {
            json["edit_date"] = json!(edited.timestamp());
        }
        json
    }

    fn author(&self, message: &Message) -> Value {
        message.from.and_then(|id| self.person(id)).unwrap_or(&self.bot).json()
    }
}

/// The account under which anonymous administrators write.
fn group_anonymous_bot() -> Value {
    json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" })
}
