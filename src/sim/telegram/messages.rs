//! Sending texts and photos.

use serde_json::Value;

use super::answer::{Outcome, Refusal};
use super::chats::{Chat, ChatKind};
use super::html::{Formatted, utf16_len};
use super::limits::Ask;
use super::log::Message;
use super::markup;
use super::params::Files;
use super::world::{Values, World, flag, integer, text};
use super::writable::What;

/// The words of a message: under which names they come, and how long they may be in UTF-16 units after
/// their marks are taken out.
pub(super) struct Words {
    name: &'static str,
    entities: &'static str,
    limit: usize,
    too_long: &'static str,
    needed: bool,
}

pub(super) const TEXT: Words =
    Words { name: "text", entities: "entities", limit: 4096, too_long: "message is too long", needed: true };
pub(super) const CAPTION: Words = Words {
    name: "caption",
    entities: "caption_entities",
    limit: 1024,
    too_long: "message caption is too long",
    needed: false,
};

impl World {
    pub(super) fn send_message(&mut self, params: &Values) -> Outcome {
        self.find(params)?;
        let formatted = formatted(params, &TEXT)?;
        self.send(params, text(params, "text"), formatted, None)
    }

    pub(super) fn send_photo(&mut self, params: &Values, files: &Files) -> Outcome {
        self.find(params)?;
        let formatted = formatted(params, &CAPTION)?;
        let photo = self.photo(params, files)?;
        self.send(params, text(params, "caption"), formatted, Some(photo))
    }

    fn send(&mut self, params: &Values, source: &str, formatted: Formatted, photo: Option<String>) -> Outcome {
        let chat = self.find(params)?;
        let markup = markup::parse(params.get("reply_markup"))?;
        chat.writable(if photo.is_some() { What::Photo } else { What::Text })?;
        let thread = integer(params, "message_thread_id");
        chat.thread(thread)?;
        let reply_to = reply_target(chat, params)?;
        let id = chat.id;
        self.pace(id, flag(params, "allow_paid_broadcast"))?;
        let message = Message {
            by_bot: true,
            source: source.to_owned(),
            text: formatted.text,
            entities: formatted.entities,
            photo,
            markup,
            reply_to,
            thread,
            silent: flag(params, "disable_notification"),
            ..Message::by(None, self.now())
        };
        let message_id = self.find(params)?.log.keep(message);
        self.message_json(id, message_id).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The file id of the photo: of one that was sent before, or of the upload.
    fn photo(&mut self, params: &Values, files: &Files) -> Result<String, Refusal> {
        let name = match params.get("photo") {
            None => return Err(Refusal::bad("there is no photo in the request")),
            Some(Value::String(text)) => match text.strip_prefix("attach://") {
                Some(name) => name,
                None if self.pictures.get(text).is_some() => return Ok(text.clone()),
                None if text.starts_with("http") => return Err(Refusal::bad("failed to get HTTP URL content")),
                None => return Err(Refusal::bad("wrong file identifier/HTTP URL specified")),
            },
            Some(_) => "photo",
        };
        self.pictures.take(files.get(name).ok_or_else(|| Refusal::bad("there is no photo in the request"))?)
    }

    pub(super) fn pace(&mut self, chat: i64, paid: bool) -> Result<(), Refusal> {
        let group = self.chats.get(&chat).is_some_and(|chat| chat.kind != ChatKind::Private);
        let now = self.now();
        self.pacer.take(Ask { chat, group, paid }, now).map_err(Refusal::flood)
    }
}

/// The words without their marks, by `parse_mode`.
pub(super) fn formatted(params: &Values, words: &Words) -> Result<Formatted, Refusal> {
    let source = text(params, words.name);
    let formatted = match text(params, "parse_mode").to_ascii_lowercase().as_str() {
        "" => {
            let entities = params.get(words.entities).and_then(Value::as_array).cloned();
            Formatted { entities: entities.unwrap_or_default(), ..Formatted::plain(source) }
        }
        "html" => {
            Formatted::html(source).map_err(|problem| Refusal::bad(format_args!("can't parse entities: {problem}")))?
        }
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    match utf16_len(&formatted.text) {
        0 if words.needed => Err(Refusal::bad("message text is empty")),
        length if length > words.limit => Err(Refusal::bad(words.too_long)),
        _ => Ok(formatted),
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
