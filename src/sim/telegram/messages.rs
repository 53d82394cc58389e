//! Sending, editing and deleting messages.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::answer::{Outcome, Refusal};
use super::chats::{Chat, ChatKind};
use super::html::{Formatted, utf16_len};
use super::limits::Ask;
use super::log::Message;
use super::markup;
use super::world::{Values, World, flag, integer, text};
use super::writable::What;

/// UTF-16 units of a text after its marks are taken out.
const MAX_TEXT: usize = 4096;
const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

impl World {
    pub(super) fn send_message(&mut self, params: &Values) -> Outcome {
        let chat = self.find(params)?;
        let formatted = formatted(params)?;
        let markup = markup::parse(params.get("reply_markup"))?;
        chat.writable(What::Text)?;
        let thread = integer(params, "message_thread_id");
        chat.thread(thread)?;
        let reply_to = reply_target(chat, params)?;
        let id = chat.id;
        self.pace(id, flag(params, "allow_paid_broadcast"))?;
        let message = Message {
            by_bot: true,
            source: text(params, "text").to_owned(),
            text: formatted.text,
            entities: formatted.entities,
            markup,
            reply_to,
            thread,
            silent: flag(params, "disable_notification"),
            ..Message::by(None, self.now())
        };
        let message_id = self.find(params)?.log.keep(message);
        self.message_json(id, message_id).ok_or_else(|| Refusal::bad("chat not found"))
    }

    pub(super) fn edit_message_text(&mut self, params: &Values) -> Outcome {
        let source = text(params, "text").to_owned();
        self.edit(params, |message, params| {
            let formatted = formatted(params)?;
            let markup = markup::parse(params.get("reply_markup"))?;
            Ok(Message { source, text: formatted.text, entities: formatted.entities, markup, ..message.clone() })
        })
    }

    pub(super) fn edit_message_reply_markup(&mut self, params: &Values) -> Outcome {
        self.edit(params, |message, params| {
            let markup = markup::parse(params.get("reply_markup"))?;
            Ok(Message { markup, ..message.clone() })
        })
    }

    fn edit(&mut self, params: &Values, change: impl FnOnce(&Message, &Values) -> Result<Message, Refusal>) -> Outcome {
        let chat = self.find(params)?;
        let id = integer(params, "message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
        chat.writable(What::Text)?;
        let old = chat.log.get(id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
        if !old.by_bot || old.service.is_some() {
            return Err(Refusal::bad("message can't be edited"));
        }
        let new = change(old, params)?;
        if (&new.text, &new.entities, &new.markup) == (&old.text, &old.entities, &old.markup) {
            return Err(Refusal::bad(NOT_MODIFIED));
        }
        let chat = chat.id;
        if self.pacer.edits_count() {
            self.pace(chat, false)?;
        }
        let edited = Some(self.now());
        self.find(params)?.log.replace(Message { edited, ..new });
        self.message_json(chat, id).ok_or_else(|| Refusal::bad("message to edit not found"))
    }

    /// Private chats: anything younger than 48 hours; groups: the bot's own messages.
    pub(super) fn delete_message(&mut self, params: &Values) -> Outcome {
        let now = self.now();
        let chat = self.find(params)?;
        let id = integer(params, "message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
        chat.writable(What::Text)?;
        let message = chat.log.get(id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
        let foreign = chat.kind != ChatKind::Private && !message.by_bot;
        if foreign || now - message.date >= TimeDelta::hours(48) {
            return Err(Refusal::bad("message can't be deleted for everyone"));
        }
        chat.log.delete(id);
        Ok(json!(true))
    }

    fn pace(&mut self, chat: i64, paid: bool) -> Result<(), Refusal> {
        let group = self.chats.get(&chat).is_some_and(|chat| chat.kind != ChatKind::Private);
        let now = self.now();
        self.pacer.take(Ask { chat, group, paid }, now).map_err(Refusal::flood)
    }

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
        json["text"] = json!(message.text);
        if !message.entities.is_empty() {
            json["entities"] = json!(message.entities);
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

/// The text without its marks, by `parse_mode`.
fn formatted(params: &Values) -> Result<Formatted, Refusal> {
    let source = text(params, "text");
    let formatted = match text(params, "parse_mode").to_ascii_lowercase().as_str() {
        "" => {
            let entities = params.get("entities").and_then(Value::as_array).cloned();
            Formatted { entities: entities.unwrap_or_default(), ..Formatted::plain(source) }
        }
        "html" => {
            Formatted::html(source).map_err(|problem| Refusal::bad(format_args!("can't parse entities: {problem}")))?
        }
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    match utf16_len(&formatted.text) {
        0 => Err(Refusal::bad("message text is empty")),
        1..=MAX_TEXT => Ok(formatted),
        _ => Err(Refusal::bad("message is too long")),
    }
}

fn reply_target(chat: &Chat, params: &Values) -> Result<Option<i64>, Refusal> {
    let Some(Value::Object(reply)) = params.get("reply_parameters") else {
        return Ok(None);
    };
    let found = integer(reply, "message_id").filter(|id| chat.log.get(*id).is_some());
    if found.is_none() && !flag(reply, "allow_sending_without_reply") {
        return Err(Refusal::bad("message to be replied not found"));
    }
    Ok(found)
}
