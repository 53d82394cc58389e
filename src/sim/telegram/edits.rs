//! Editing and deleting messages.

use chrono::TimeDelta;
use serde_json::json;

use super::answer::{Outcome, Refusal};
use super::chats::ChatKind;
use super::log::Message;
use super::markup;
use super::messages::{CAPTION, TEXT, formatted};
use super::world::{Values, World, integer, text};
use super::writable::What;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

impl World {
    pub(super) fn edit_message_text(&mut self, params: &Values) -> Outcome {
        let source = text(params, "text").to_owned();
        self.edit(params, |message, params| {
            if message.photo.is_some() {
                return Err(Refusal::bad("there is no text in the message to edit"));
            }
            let formatted = formatted(params, &TEXT)?;
            let markup = markup::parse(params.get("reply_markup"))?;
            Ok(Message { source, text: formatted.text, entities: formatted.entities, markup, ..message.clone() })
        })
    }

    pub(super) fn edit_message_caption(&mut self, params: &Values) -> Outcome {
        let source = text(params, "caption").to_owned();
        self.edit(params, |message, params| {
            if message.photo.is_none() {
                return Err(Refusal::bad("there is no caption in the message to edit"));
            }
            let formatted = formatted(params, &CAPTION)?;
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
}
