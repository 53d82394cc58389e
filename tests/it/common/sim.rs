//! `tidewatch sim` as a separate process, and its controls.

use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{PATIENCE, Process, eventually, tidewatch};

/// One request in the stand-in's journal.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Entry {
    pub(crate) method: String,
    pub(crate) chat: Option<i64>,
    pub(crate) accepted: bool,
    pub(crate) message_id: Option<i64>,
    pub(crate) params: Value,
}

impl Entry {
    /// Whether a chat shows a new message because of it.
    pub(crate) fn is_new_message(&self) -> bool {
        self.accepted && self.method == "sendMessage"
    }

    pub(crate) fn text(&self) -> &str {
        self.params["text"].as_str().unwrap_or_default()
    }
}

/// What `/sim/state` shows.
#[derive(Debug, Deserialize)]
pub(crate) struct State {
    /// Requests that are being answered, the long poll included.
    pub(crate) in_flight: usize,
    /// Updates that the bot has not confirmed.
    pub(crate) pending_updates: usize,
    /// The last entry of the journal.
    pub(crate) journal: u64,
}

/// Telegram and the upstream sites, standing at an instant.
#[derive(Debug)]
pub(crate) struct Sim {
    process: Process,
    http: reqwest::Client,
    pub(crate) origin: String,
    /// What the bot's clock must be moved by, to agree.
    pub(crate) shift: String,
}

impl Sim {
    /// Starts at `at`, on any free port.
    pub(crate) async fn start(dir: &Path, at: DateTime<Utc>, latency_ms: u64) -> Self {
        Self::start_on(dir, at, latency_ms, 0).await
    }

    /// Starts now, on any free port, and ignores unknown parameters as Telegram does.
    pub(crate) async fn start_faithful(dir: &Path) -> Self {
        let mut command = tidewatch(dir);
        command.args(["sim", "--port", "0", "--faithful"]);
        Self::listening(command, dir, 0).await
    }

    /// Starts at `at` on a port.
    pub(crate) async fn start_on(dir: &Path, at: DateTime<Utc>, latency_ms: u64, port: u16) -> Self {
        let mut command = tidewatch(dir);
        command.args(["sim", "--port", &port.to_string(), "--at", &at.to_rfc3339()]);
        command.args(["--latency-ms", &latency_ms.to_string(), "--journal", &format!("journal-{port}.jsonl")]);
        Self::listening(command, dir, port).await
    }

    async fn listening(command: Command, dir: &Path, port: u16) -> Self {
        let process = Process::spawn(command, dir, &format!("sim-{port}"));
        let said = eventually(PATIENCE, async || Some(process.stdout()).filter(|said| said.contains("tidewatch run")));
        let said = said.await.unwrap_or_else(|| panic!("the stand-in does not listen: {}", process.tail()));
        let value = |key: &str| {
            let found = said.lines().find_map(|line| line.trim().strip_prefix(key)?.split_whitespace().next());
            found.unwrap_or_else(|| panic!("no {key} in {said}")).to_owned()
        };
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().expect("a client");
        Self {
            origin: value("TIDEWATCH__TELEGRAM__API_URL="),
            shift: value("TIDEWATCH__DRILL__CLOCK_SHIFT_SECONDS="),
            process,
            http,
        }
    }

    /// A person who has pressed Start before.
    pub(crate) async fn person(&self, chat: i64, language: &str) {
        let title = format!("Reader {chat}");
        self.post("chat", &json!({ "id": chat, "title": title, "language_code": language })).await;
    }

    /// That person writes to the bot.
    pub(crate) async fn says(&self, chat: i64, text: &str) {
        self.post("say", &json!({ "chat": chat, "text": text })).await;
    }

    /// That person presses a button.
    pub(crate) async fn presses(&self, chat: i64, message: i64, data: &str) {
        self.post("press", &json!({ "chat": chat, "message_id": message, "data": data })).await;
    }

    /// The id of the first message that this method sent, waited for.
    pub(crate) async fn first_accepted(&self, method: &str) -> Option<i64> {
        let find = async || {
            let journal = self.journal(0).await;
            journal.into_iter().find(|entry| entry.accepted && entry.method == method)?.message_id
        };
        eventually(PATIENCE, find).await
    }

    async fn post(&self, control: &str, body: &Value) {
        let answer = self.http.post(format!("{}/sim/{control}", self.origin)).json(body).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("{error}: {}", self.process.tail()));
        assert!(answer.status().is_success(), "{control} {body}: {}", answer.text().await.expect("a text"));
    }

    pub(crate) async fn state(&self) -> State {
        serde_json::from_str(&self.get("state").await).expect("the stand-in's state")
    }

    /// The journal after an entry.
    pub(crate) async fn journal(&self, after: u64) -> Vec<Entry> {
        let lines = self.get(&format!("journal?after={after}")).await;
        lines.lines().map(|line| serde_json::from_str(line).expect("an entry")).collect()
    }

    async fn get(&self, what: &str) -> String {
        let answer = self.http.get(format!("{}/sim/{what}", self.origin)).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("{error}: {}", self.process.tail()));
        answer.text().await.expect("a text")
    }
}
