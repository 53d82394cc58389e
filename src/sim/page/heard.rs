//! What the page takes from Telegram's journal: registered commands, and the notices of pressed buttons.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Value, json};

use crate::sim::telegram::{Entry, TelegramSim};

/// The journal, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Heard(Mutex<Notes>);

#[derive(Debug, Default)]
struct Notes {
    seen: u64,
    /// By scope (as JSON) and language.
    commands: BTreeMap<(String, String), Value>,
    notices: Vec<Notice>,
}

/// What Telegram shows for a moment when a button was pressed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Notice {
    pub(super) chat: i64,
    text: String,
    /// Shown until it is put away.
    alert: bool,
    #[serde(skip)]
    seq: u64,
}

impl Heard {
    /// Reads on; notices after `seq`, and how far the journal was read.
    pub(super) fn notices(&self, telegram: &TelegramSim, seq: u64) -> (Vec<Notice>, u64) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.read(telegram);
        (notes.notices.iter().filter(|notice| notice.seq > seq).cloned().collect(), notes.seen)
    }

    /// The commands that Telegram's menu shows in a private chat to somebody of that language.
    pub(super) fn commands(&self, chat: i64, language: &str) -> Value {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let language = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        // In Telegram's order: the first list that is there is the one.
        let scopes =
            [json!({ "type": "chat", "chat_id": chat }), json!({ "type": "all_private_chats" }), json!({ "type": "default" })];
        let lists = scopes.iter().flat_map(|scope| [language.as_str(), ""].map(|language| (scope, language)));
        lists
            .filter_map(|(scope, language)| notes.commands.get(&(scope.to_string(), language.to_owned())))
            .next()
            .cloned()
            .unwrap_or_else(|| json!([]))
    }
}

impl Notes {
    fn read(&mut self, telegram: &TelegramSim) {
        for entry in telegram.journal_after(self.seen) {
            self.seen = entry.seq;
            if entry.accepted {
                self.note(&entry);
            }
        }
    }

    fn note(&mut self, entry: &Entry) {
        let text = |name: &str| entry.params.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = || {
            let scope = entry.params.get("scope").cloned().unwrap_or_else(|| json!({ "type": "default" }));
            (scope.to_string(), text("language_code"))
        };
        match entry.method.as_str() {
            "setMyCommands" => {
                self.commands.insert(key(), entry.params.get("commands").cloned().unwrap_or_default());
            }
            "deleteMyCommands" => {
                self.commands.remove(&key());
            }
            "answerCallbackQuery" if !text("text").is_empty() => {
                let alert = entry.params.get("show_alert").and_then(Value::as_bool).unwrap_or_default();
                let chat = entry.chat.unwrap_or_default();
                self.notices.push(Notice { chat, text: text("text"), alert, seq: entry.seq });
            }
            _ => {}
        }
    }
}
