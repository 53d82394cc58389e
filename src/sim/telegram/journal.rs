//! What was asked and what became of it.

use std::fs::File;
use std::io::Write;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

/// One request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// From 1, without gaps, in the order in which requests took effect.
    pub seq: u64,
    /// When it took effect, civil time.
    pub at: DateTime<Utc>,
    /// The method in the Bot API's spelling (as it came, where there is no such method).
    pub method: String,
    /// The chat concerned, if any.
    pub chat: Option<i64>,
    /// Whether it took effect: `ok: true`, whether or not the client could hear it.
    pub accepted: bool,
    /// The HTTP status of the answer; `None` where the connection was cut instead.
    pub status: Option<u16>,
    /// Telegram's description of a refusal.
    pub description: Option<String>,
    /// The parameters as they were understood.
    pub params: Map<String, Value>,
    /// The message that was sent or edited.
    pub message_id: Option<i64>,
    /// The text or caption of that message as it is read, marks taken out.
    pub text: Option<String>,
    /// The name of the fault that was played, if any.
    pub fault: Option<&'static str>,
}

/// All entries, in memory and (if wanted) in a file.
#[derive(Debug)]
pub(super) struct Journal {
    entries: Vec<Entry>,
    file: Option<File>,
}

impl Journal {
    pub(super) fn new(file: Option<File>) -> Self {
        Self { entries: Vec::new(), file }
    }

    /// Numbers the entry, keeps it and writes it out at once: a kill test reads the file.
    pub(super) fn push(&mut self, mut entry: Entry) {
        entry.seq = self.entries.len() as u64 + 1;
        if let Some(file) = &mut self.file
            && let Err(error) = append(file, &entry)
        {
            tracing::error!(%error, "the stand-in's journal file cannot be written");
        }
        self.entries.push(entry);
    }

    pub(super) fn after(&self, seq: u64) -> &[Entry] {
        let seq = usize::try_from(seq).unwrap_or(usize::MAX);
        self.entries.get(seq..).unwrap_or_default()
    }

    pub(super) fn last_seq(&self) -> u64 {
        self.entries.len() as u64
    }
}

fn append(file: &mut File, entry: &Entry) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    file.write_all(&line)?;
    file.flush()
}
