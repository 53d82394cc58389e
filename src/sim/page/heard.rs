//! What the page takes from Telegram's journal: the notices of pressed buttons, which are in no message.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde_json::Value;

use crate::sim::telegram::{Entry, TelegramSim};

/// The journal, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Heard(Mutex<Notes>);

#[derive(Debug, Default)]
struct Notes {
    seen: u64,
    notices: Vec<Notice>,
}

/// What Telegram shows for a moment when a button was pressed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Notice {
    chat: i64,
    text: String,
    /// Shown until it is put away.
    alert: bool,
    #[serde(skip)]
    seq: u64,
}

impl Heard {
    /// The notices after `seq` (none of the past for who has heard nothing yet), and how far the journal
    /// was read.
    pub(super) fn notices(&self, telegram: &TelegramSim, seq: Option<u64>) -> (Vec<Notice>, u64) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in telegram.journal_after(notes.seen) {
            notes.seen = entry.seq;
            notes.notices.extend(notice(&entry));
        }
        let new = notes.notices.iter().filter(|notice| seq.is_some_and(|seq| notice.seq > seq));
        (new.cloned().collect(), notes.seen)
    }
}

fn notice(entry: &Entry) -> Option<Notice> {
    let text = entry.params.get("text").and_then(Value::as_str).filter(|text| !text.is_empty())?;
    let alert = entry.params.get("show_alert").and_then(Value::as_bool).unwrap_or_default();
    let wanted = entry.accepted && entry.method == "answerCallbackQuery";
    wanted.then(|| Some(Notice { chat: entry.chat?, text: text.to_owned(), alert, seq: entry.seq })).flatten()
}
