//! The demo's records: what Telegram accepted, and what the rules decided.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use chrono::SecondsFormat;
use serde::Serialize;

use super::lang_of;
use crate::sim::telegram::{Entry, TelegramSim};
use crate::store::Store;

/// Where the records go; opened before the demo starts.
pub(super) struct Outputs {
    transcript: Option<BufWriter<File>>,
    ledger: Option<BufWriter<File>>,
}

/// One accepted request that spoke to a chat. Pushes carry `alert` and `severity`, replies neither.
#[derive(Serialize)]
struct Line<'a> {
    at: String,
    chat: i64,
    method: &'a str,
    lang: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a str>,
}

impl Outputs {
    pub(super) fn create(transcript: Option<&Path>, ledger: Option<&Path>) -> anyhow::Result<Self> {
        let create = |path: &Path| {
            File::create(path).map(BufWriter::new).with_context(|| format!("cannot write {}", path.display()))
        };
        Ok(Self { transcript: transcript.map(create).transpose()?, ledger: ledger.map(create).transpose()? })
    }

    pub(super) async fn write(self, telegram: &TelegramSim, store: &Store) -> anyhow::Result<()> {
        if let Some(mut file) = self.transcript {
            let pushes: BTreeMap<(i64, i64, String), (String, String)> = store
                .pushes()
                .await?
                .into_iter()
                .map(|push| ((push.chat, push.message_id, push.method), (push.alert, push.severity)))
                .collect();
            let mut journal = telegram.journal();
            // Chats do not wait for one another: at one instant their order is by chat.
            journal.sort_by_key(|entry| (entry.at, entry.chat, entry.seq));
            for entry in &journal {
                if let Some(line) = line(entry, &pushes) {
                    serde_json::to_writer(&mut file, &line)?;
                    file.write_all(b"\n")?;
                }
            }
            file.flush()?;
        }
        if let Some(mut file) = self.ledger {
            for line in store.ledger().await? {
                serde_json::to_writer(&mut file, &line)?;
                file.write_all(b"\n")?;
            }
            file.flush()?;
        }
        Ok(())
    }
}

fn line<'a>(entry: &'a Entry, pushes: &'a BTreeMap<(i64, i64, String), (String, String)>) -> Option<Line<'a>> {
    let chat = entry.chat.filter(|_| entry.accepted)?;
    let text = entry.params.get("text").or_else(|| entry.params.get("caption"))?.as_str()?;
    let key = (chat, entry.message_id.unwrap_or_default(), entry.method.clone());
    let push = pushes.get(&key);
    Some(Line {
        at: entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        chat,
        method: &entry.method,
        lang: lang_of(chat)?.as_str(),
        text,
        alert: push.map(|(alert, _)| alert.as_str()),
        severity: push.map(|(_, severity)| severity.as_str()),
    })
}
