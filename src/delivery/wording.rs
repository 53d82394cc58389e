//! From a row to a request. 100,000 chats of three languages are worded three times.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::verdict::{GENERAL, PLAIN};
use super::{Lane, Marks, Words};
use crate::alert::{Alert, Severity};
use crate::lang::Lang;
use crate::store::delivery::{Row, alert, edited};
use crate::store::{Store, StoreError};
use crate::telegram::Request;

/// The methods that the outbox knows, and whether they put or change a message in the chat.
const METHODS: &[(&str, bool)] = &[
    ("sendMessage", true),
    ("sendPhoto", true),
    ("editMessageText", true),
    ("editMessageCaption", true),
    ("editMessageMedia", true),
    ("editMessageReplyMarkup", true),
    ("deleteMessage", true),
    ("answerCallbackQuery", false),
    ("setMyCommands", false),
    ("sendChatAction", false),
    ("leaveChat", false),
];

/// Renderings that are kept; an alert has at most a dozen (languages by marks).
const KEPT: usize = 64;

/// Whether a method counts against the chat's own windows.
pub(super) fn is_message(method: &str) -> bool {
    METHODS.iter().find(|(name, _)| *name == method).is_none_or(|(_, message)| *message)
}

type TextKey = (String, i64, Lang, Marks);

/// Words requests, and remembers the words.
#[derive(Debug)]
pub(super) struct Wording<W> {
    store: Store,
    words: Arc<W>,
    alerts: HashMap<(String, i64), Arc<Alert>>,
    texts: HashMap<TextKey, Arc<str>>,
}

impl<W: Words> Wording<W> {
    pub(super) fn new(store: Store, words: Arc<W>) -> Self {
        Self { store, words, alerts: HashMap::new(), texts: HashMap::new() }
    }

    /// The notice that a topic is gone.
    pub(super) fn topic_gone(&self, lang: Lang) -> Result<String, String> {
        let worded = catch_unwind(AssertUnwindSafe(|| self.words.topic_gone(lang)));
        worded.unwrap_or_else(|_| Err("the renderer panicked".to_owned()))
    }

    /// The request of a row, as it leaves at `now`; the inner error says why it cannot be worded.
    pub(super) async fn request(
        &mut self,
        row: &Row,
        now: DateTime<Utc>,
    ) -> Result<Result<Request, String>, StoreError> {
        let Some((method, _)) = METHODS.iter().find(|(name, _)| *name == row.method) else {
            return Ok(Err(format!("the method {} is not known", row.method)));
        };
        let params = match &row.payload {
            Some(payload) => self.stored(row, payload),
            None => match self.load(row).await? {
                Ok(alert) => self.push(row, &alert, now),
                Err(why) => Err(why),
            },
        };
        Ok(params.map(|params| Request { method, params: Value::Object(address(row, params)) }))
    }

    /// The alert of a row, as decided.
    async fn load(&mut self, row: &Row) -> Result<Result<Arc<Alert>, String>, StoreError> {
        let key = (edited(&row.key.alert).to_owned(), row.key.revision);
        if let Some(found) = self.alerts.get(&key) {
            return Ok(Ok(Arc::clone(found)));
        }
        let Some(json) = alert(&self.store, &key.0, key.1).await? else {
            return Ok(Err("the alert is not on record".to_owned()));
        };
        let parsed = serde_json::from_str(&json).map_err(|error| format!("the alert cannot be read: {error}"));
        if self.alerts.len() >= KEPT {
            self.alerts.clear();
        }
        Ok(parsed.map(|alert: Alert| Arc::clone(self.alerts.entry(key).or_insert_with(|| Arc::new(alert)))))
    }

    /// A push, or the edit of one.
    fn push(&mut self, row: &Row, alert: &Alert, now: DateTime<Utc>) -> Result<Map<String, Value>, String> {
        let edit = row.method == "editMessageText";
        let marks = Marks { possible_repeat: row.unknowns > 0, revision_of_sent: row.refers.is_some() && !edit };
        let lang = row.lang.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::En);
        let text = self.text(lang, alert, marks)?;
        let mut params = Map::new();
        params.insert("text".to_owned(), text.as_ref().into());
        params.insert("parse_mode".to_owned(), "HTML".into());
        params.insert("link_preview_options".to_owned(), json!({ "is_disabled": true }));
        if !edit && !rings(row, alert, now) {
            params.insert("disable_notification".to_owned(), true.into());
        }
        match row.refers {
            Some(message) if edit => drop(params.insert("message_id".to_owned(), message.into())),
            Some(message) => {
                let reply = json!({ "message_id": message, "allow_sending_without_reply": true });
                params.insert("reply_parameters".to_owned(), reply);
            }
            None => {}
        }
        Ok(self.plainly(row, params))
    }

    fn text(&mut self, lang: Lang, alert: &Alert, marks: Marks) -> Result<Arc<str>, String> {
        let key = (alert.id.clone(), alert.revision, lang, marks);
        if let Some(text) = self.texts.get(&key) {
            return Ok(Arc::clone(text));
        }
        // A renderer that panics must not take everybody's messages down with it.
        let rendered = catch_unwind(AssertUnwindSafe(|| self.words.alert(lang, alert, marks)));
        let text: Arc<str> = rendered.unwrap_or_else(|_| Err("the renderer panicked".to_owned()))?.into();
        if self.texts.len() >= KEPT {
            self.texts.clear();
        }
        self.texts.insert(key, Arc::clone(&text));
        Ok(text)
    }

    /// A reply, as the handler rendered it.
    fn stored(&self, row: &Row, payload: &str) -> Result<Map<String, Value>, String> {
        match serde_json::from_str(payload) {
            Ok(Value::Object(params)) => Ok(self.plainly(row, params)),
            Ok(_) => Err("the stored request is no object".to_owned()),
            Err(error) => Err(format!("the stored request cannot be read: {error}")),
        }
    }

    /// Without markup, where Telegram could not read it.
    fn plainly(&self, row: &Row, mut params: Map<String, Value>) -> Map<String, Value> {
        if row.marks & PLAIN == 0 {
            return params;
        }
        params.remove("parse_mode");
        for field in ["text", "caption"] {
            if let Some(Value::String(html)) = params.get_mut(field) {
                *html = self.words.plain(html);
            }
        }
        params
    }
}

/// Whether the message may ring: information never does, and nothing does where the chat wants silence at
/// that moment.
fn rings(row: &Row, alert: &Alert, now: DateTime<Utc>) -> bool {
    // What rings for a graver revision that it overtook comes in that one's lane.
    let urgent = Lane::from_code(row.lane) == Lane::Urgent;
    let severity = alert.sounds_as();
    let wanted = row.sound.is_none_or(|sound| sound.rings(severity, now));
    wanted && (urgent || severity != Severity::Info)
}

/// Chat and thread as they are now: the group may have moved, the thread may be gone.
fn address(row: &Row, mut params: Map<String, Value>) -> Map<String, Value> {
    // The first names a query and the second a scope, which has the chat in it.
    if !["answerCallbackQuery", "setMyCommands"].contains(&row.method.as_str()) {
        params.insert("chat_id".to_owned(), row.chat.into());
    }
    if row.marks & GENERAL != 0 {
        params.remove("message_thread_id");
    } else if row.key.thread != 0 && row.method.starts_with("send") {
        params.insert("message_thread_id".to_owned(), row.key.thread.into());
    }
    params
}
