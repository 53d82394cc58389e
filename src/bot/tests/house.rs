//! A bot with a database of its own and words that name themselves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::Row as _;
use tokio_util::sync::CancellationToken;

use crate::board::Board;
use crate::board::answers::{FomcBoard, H41Board, HistoryBoard, NextBoard, RepoBoard, Why};
use crate::bot::{Boards, Bot, BotParts, BotWords, Question, Reply};
use crate::clock::{Bell, Clock, Worker};
use crate::lang::Lang;
use crate::store::inbox::{self, Kept};
use crate::store::{Store, StoreError};
use crate::telegram::{Client, ClientConfig, Identity, Me};

/// `en Help`: the language and the answer's own name.
#[derive(Default)]
pub(super) struct Words {
    /// Answers whose words make the renderer panic.
    pub(super) panics: Mutex<Vec<&'static str>>,
    /// Answers that have no words.
    pub(super) missing: Mutex<Vec<&'static str>>,
}

impl BotWords for Words {
    fn reply(&self, lang: Lang, reply: &Reply) -> Result<String, String> {
        let debug = format!("{reply:?}");
        let name = debug.split([' ', '(']).next().unwrap();
        let told = |list: &Mutex<Vec<&str>>| list.lock().unwrap().contains(&name);
        assert!(!told(&self.panics), "no more {name}");
        if told(&self.missing) {
            return Err(format!("{name} has no text"));
        }
        let detail = if let Reply::Welcome(greeting) = reply { format!(" {greeting:?}") } else { String::new() };
        Ok(format!("{} {name}{detail}", lang.as_str()))
    }

    fn command(&self, lang: Lang, name: &str) -> String {
        format!("{name} in {}", lang.as_str())
    }

    fn description(&self, lang: Lang, short: bool) -> String {
        format!("about in {}{}", lang.as_str(), if short { ", short" } else { "" })
    }
}

/// Boards with nothing on them; what is to be explained is written down.
#[derive(Default)]
pub(super) struct EmptyBoard {
    /// What was asked of which chat.
    pub(super) questions: Mutex<Vec<(i64, Question)>>,
}

impl Boards for EmptyBoard {
    async fn board(&self, now: DateTime<Utc>) -> Result<Board, StoreError> {
        let (reserves, net_liquidity, range, gauges) = (None, None, None, crate::alert::Gauges::default());
        Ok(Board {
            now,
            range,
            gauges,
            reserves,
            net_liquidity,
            rules: vec![],
            next: vec![],
            sources: vec![],
            reading: None,
        })
    }

    async fn fomc(&self, now: DateTime<Utc>) -> Result<FomcBoard, StoreError> {
        Ok(FomcBoard { now, range: None, rates: vec![], last: None, next: None, blackout: None })
    }

    async fn h41(&self, now: DateTime<Utc>) -> Result<H41Board, StoreError> {
        Ok(H41Board { now, week: None, next: None })
    }

    async fn repo(&self, now: DateTime<Utc>) -> Result<RepoBoard, StoreError> {
        Ok(RepoBoard { now, gauges: crate::alert::Gauges::default(), rates: vec![], operations: vec![] })
    }

    async fn next(&self, now: DateTime<Utc>) -> Result<NextBoard, StoreError> {
        Ok(NextBoard { now, events: vec![], blackout: None })
    }

    async fn history(&self, now: DateTime<Utc>) -> Result<HistoryBoard, StoreError> {
        Ok(HistoryBoard { now, lines: vec![] })
    }

    async fn why(&self, chat: i64, question: Question, _: DateTime<Utc>) -> Result<Option<Why>, StoreError> {
        self.questions.lock().unwrap().push((chat, question));
        Ok(None)
    }

    fn rules(&self) -> Vec<String> {
        vec!["R01".to_owned(), "R05".to_owned()]
    }
}

pub(super) struct House {
    pub(super) dir: Arc<tempfile::TempDir>,
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) words: Arc<Words>,
    pub(super) boards: Arc<EmptyBoard>,
    pub(super) bot: Bot<EmptyBoard>,
    pub(super) delivery: Bell,
    pub(super) worker: Worker,
    next: i64,
}

impl House {
    pub(super) async fn build() -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), 100).await
    }

    async fn open(dir: Arc<tempfile::TempDir>, next: i64) -> Self {
        let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.unwrap();
        let clock = Clock::jumping("2025-10-27T12:00:00Z".parse().unwrap());
        let (words, delivery) = (Arc::new(Words::default()), clock.bell());
        let boards = Arc::new(EmptyBoard::default());
        let identity = Identity::default();
        identity.set(Me { id: 1, username: Some("TideBot".to_owned()) });
        let timeout = Duration::from_secs(1);
        let config = ClientConfig { api_url: "http://127.0.0.1:9".to_owned(), token: "1:x".into(), timeout };
        let bot = Bot::new(BotParts {
            store: store.clone(),
            clock: clock.clone(),
            client: Client::new(&config).unwrap(),
            identity,
            words: words.clone(),
            boards: boards.clone(),
            delivery_bell: delivery.clone(),
            keep_messages: TimeDelta::days(90),
        });
        let worker = clock.worker();
        Self { dir, store, clock, words, boards, bot, delivery, worker, next }
    }

    /// The program stops without warning and starts again.
    pub(super) async fn restart(self) -> Self {
        let (dir, next) = (Arc::clone(&self.dir), self.next);
        self.store.close().await;
        drop(self);
        Self::open(dir, next).await
    }

    /// Stores an update, as intake does, and returns its number.
    pub(super) async fn receive(&mut self, kind: &str, chat: i64, body: Value) -> i64 {
        self.next += 1;
        self.receive_as(self.next, kind, chat, body).await;
        self.next
    }

    pub(super) async fn receive_as(&self, update_id: i64, kind: &str, chat: i64, body: Value) {
        let payload = Some(json!({"update_id": update_id, kind: body}).to_string());
        let mut tx = self.store.begin().await.unwrap();
        inbox::keep(&mut tx, &[Kept { update_id, chat, payload }], self.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One look at the inbox.
    pub(super) async fn work(&mut self) {
        self.bot.pass(&CancellationToken::new()).await.unwrap();
    }

    /// Time passes; delivery has answered its bell.
    pub(super) async fn wait(&mut self, seconds: i64) {
        let until = self.clock.now() + TimeDelta::seconds(seconds);
        while self.worker.park(Some(until), &self.delivery).await == crate::clock::Woken::Rung {}
    }

    /// Somebody writes, and the bot looks.
    pub(super) async fn says(&mut self, chat: i64, text: &str) -> Vec<Said> {
        self.says_in("en", chat, text).await
    }

    pub(super) async fn says_in(&mut self, code: &str, chat: i64, text: &str) -> Vec<Said> {
        let id = self.receive("message", chat, message(code, chat, text)).await;
        self.work().await;
        self.said(id).await
    }

    /// Somebody presses a button below message 77, and the bot looks.
    pub(super) async fn presses(&mut self, chat: i64, data: &str) -> Vec<Said> {
        let id = self.receive("callback_query", chat, press(chat, data)).await;
        self.work().await;
        self.said(id).await
    }

    /// The bot's standing in a private chat changes.
    pub(super) async fn becomes(&mut self, chat: i64, status: &str) -> Vec<Said> {
        let body = json!({"chat": {"id": chat, "type": "private"}, "from": {"id": chat},
            "old_chat_member": {"status": "?"}, "new_chat_member": {"status": status}});
        let id = self.receive("my_chat_member", chat, body).await;
        self.work().await;
        self.said(id).await
    }

    /// The answers owed for an update, in the order in which they will be sent.
    pub(super) async fn said(&self, update_id: i64) -> Vec<Said> {
        let sql = "SELECT alert, method, payload, chat, subscriber, thread FROM delivery
                   WHERE state = 'pending' AND lane <= 0 AND again = 0 ORDER BY seq";
        let rows = sqlx::query(sql).fetch_all(self.store.reader()).await.unwrap();
        let mine = |row: &sqlx::any::AnyRow| row.get::<String, _>(0).starts_with(&format!("reply/{update_id}/"));
        rows.iter().filter(|row| mine(row)).map(Said::read).collect()
    }

    /// State, reason and language of a chat.
    pub(super) async fn subscriber(&self, chat: i64) -> Option<(String, String, String)> {
        let sql = "SELECT state, reason, lang FROM subscriber WHERE chat = $1";
        let row = sqlx::query(sql).bind(chat).fetch_optional(self.store.reader()).await.unwrap()?;
        Some((row.get(0), row.get(1), row.get(2)))
    }

    /// State, attempts and whether there is a payload.
    pub(super) async fn update(&self, update_id: i64) -> (String, i64, bool) {
        let sql = "SELECT state, attempts, payload FROM inbox WHERE update_id = $1";
        let row = sqlx::query(sql).bind(update_id).fetch_one(self.store.reader()).await.unwrap();
        (row.get(0), row.get(1), row.get::<Option<String>, _>(2).is_some())
    }

    pub(super) async fn count(&self, table: &str) -> i64 {
        let sql = match table {
            "delivery" => "SELECT count(*) FROM delivery",
            "subscriber" => "SELECT count(*) FROM subscriber",
            other => panic!("{other}?"),
        };
        sqlx::query_scalar(sql).fetch_one(self.store.reader()).await.unwrap()
    }
}

pub(super) fn message(code: &str, chat: i64, text: &str) -> Value {
    json!({"message_id": 1, "date": 1, "text": text, "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "is_bot": false, "language_code": code}})
}

pub(super) fn press(chat: i64, data: &str) -> Value {
    json!({"id": "press", "data": data, "from": {"id": chat, "is_bot": false},
        "message": {"message_id": 77, "date": 1, "chat": {"id": chat, "type": "private"}}})
}

/// One request that the bot owes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) method: String,
    pub(super) params: Value,
    pub(super) chat: i64,
    pub(super) subscriber: i64,
    pub(super) thread: i64,
}

impl Said {
    fn read(row: &sqlx::any::AnyRow) -> Self {
        let params = serde_json::from_str(row.get::<String, _>(2).as_str()).unwrap();
        Self { method: row.get(1), params, chat: row.get(3), subscriber: row.get(4), thread: row.get(5) }
    }

    pub(super) fn text(&self) -> &str {
        self.params["text"].as_str().unwrap_or_default()
    }
}

/// Method and text of each answer.
pub(super) fn told(said: &[Said]) -> Vec<(&str, &str)> {
    said.iter().map(|said| (said.method.as_str(), said.text())).collect()
}
