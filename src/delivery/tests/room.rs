//! The room that the tests play in: a database in a temporary directory, a jumping clock, a Telegram
//! that does as it is told, and words that show what they were asked for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::Row as _;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::alert::{Alert, Body, Change, Lead, Manner, NotParsedReport, ReminderReport, WeeklyReport};
use crate::clock::{Bell, Clock, Worker};
use crate::delivery::{Api, Config, Delivery, Marks, OutgoingReply, Words, enqueue_alert, enqueue_reply};
use crate::lang::Lang;
use crate::source::SourceKind;
use crate::store::Store;
use crate::telegram::{Outcome, Request};
use crate::unit::UsdMillions;

/// How the stand-in treats one request.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Answers so, and counts the message where the answer says so.
    Answer(Outcome),
    /// Takes the message, and the answer is lost.
    AcceptedThenLost,
}

/// A request as the stand-in saw it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub at: DateTime<Utc>,
    pub chat: i64,
    pub method: &'static str,
    pub params: Value,
    pub accepted: bool,
}

impl Seen {
    pub(super) fn text(&self) -> &str {
        self.params.get("text").and_then(Value::as_str).unwrap_or_default()
    }
}

pub(super) struct Telegram {
    clock: Clock,
    acts: Mutex<HashMap<i64, VecDeque<Act>>>,
    seen: Mutex<Vec<Seen>>,
}

impl Telegram {
    pub(super) fn will(&self, chat: i64, acts: impl IntoIterator<Item = Act>) {
        self.acts.lock().expect("acts").entry(chat).or_default().extend(acts);
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("seen").clone()
    }

    pub(super) fn accepted(&self, chat: i64) -> Vec<String> {
        self.seen()
            .iter()
            .filter(|seen| seen.chat == chat && seen.accepted)
            .map(|seen| seen.text().to_owned())
            .collect()
    }

    pub(super) fn forget(&self) {
        self.acts.lock().expect("acts").clear();
        self.seen.lock().expect("seen").clear();
    }
}

impl Api for Telegram {
    async fn call(&self, request: Request) -> Outcome {
        let chat = request.params.get("chat_id").and_then(Value::as_i64).unwrap_or_default();
        let act = self.acts.lock().expect("acts").get_mut(&chat).and_then(VecDeque::pop_front);
        let (outcome, accepted) = {
            let mut seen = self.seen.lock().expect("seen");
            let message_id = i64::try_from(seen.len()).expect("few") + 1000;
            let (outcome, accepted) = match act {
                None => (Outcome::Accepted { message_id: Some(message_id) }, true),
                Some(Act::AcceptedThenLost) => (Outcome::Unknown("connection dropped".to_owned()), true),
                Some(Act::Answer(outcome)) => {
                    let accepted = matches!(outcome, Outcome::Accepted { .. });
                    (outcome, accepted)
                }
            };
            let (method, params) = (request.method, request.params);
            seen.push(Seen { at: self.clock.now(), chat, method, params, accepted });
            (outcome, accepted)
        };
        // The answer takes a while: a crash may come in between.
        for _ in 0..if accepted { 2 } else { 1 } {
            tokio::task::yield_now().await;
        }
        outcome
    }
}

/// Words that name what they were asked for.
pub(super) struct Echo;

impl Words for Echo {
    fn alert(&self, lang: Lang, alert: &Alert, marks: Marks) -> Result<String, String> {
        if alert.id.starts_with("unsayable") {
            return Err("no words for it".to_owned());
        }
        assert!(!alert.id.starts_with("panics"), "this renderer panics");
        let repeat = if marks.possible_repeat { " (possible repeat)" } else { "" };
        let changed = if marks.revision_of_sent { " (changed)" } else { "" };
        Ok(format!("<b>{} {}/{}</b>{repeat}{changed}", lang.as_str(), alert.id, alert.revision))
    }

    fn topic_gone(&self, lang: Lang) -> Result<String, String> {
        Ok(format!("{} topic gone", lang.as_str()))
    }

    fn plain(&self, html: &str) -> String {
        html.replace("<b>", "").replace("</b>", "")
    }
}

pub(super) struct Room {
    pub store: Store,
    pub clock: Clock,
    pub telegram: Arc<Telegram>,
    pub config: Config,
    worker: Worker,
    idle: Bell,
    _dir: tempfile::TempDir,
}

/// A running sender.
pub(super) struct Running {
    pub bell: Bell,
    pub stop: CancellationToken,
    pub task: JoinHandle<()>,
}

impl Running {
    /// Stops gracefully; `false` where it had crashed.
    pub(super) async fn end(self) -> bool {
        self.stop.cancel();
        self.task.await.is_ok()
    }
}

pub(super) fn start() -> DateTime<Utc> {
    "2025-10-31T12:00:00Z".parse().expect("an instant")
}

impl Room {
    pub(super) async fn open() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
        let clock = Clock::jumping(start());
        let telegram = Telegram { clock: clock.clone(), acts: Mutex::default(), seen: Mutex::default() };
        let worker = clock.worker();
        let idle = clock.bell();
        let config = Config { relook: TimeDelta::minutes(10), ..Config::default() };
        Self { store, clock, telegram: Arc::new(telegram), config, worker, idle, _dir: dir }
    }

    pub(super) async fn sql(&self, text: &str) {
        let mut tx = self.store.begin().await.expect("begin");
        sqlx::raw_sql(sqlx::AssertSqlSafe(text.to_owned())).execute(&mut *tx).await.expect("a statement");
        tx.commit().await.expect("commit");
    }

    /// Subscribes chats that take everything; the subscriber id is the chat's place.
    pub(super) async fn subscribe(&self, chats: impl IntoIterator<Item = i64>) {
        let mut text = String::new();
        for (place, chat) in (1..).zip(chats) {
            text += &format!(
                "INSERT INTO subscriber SELECT COALESCE(MAX(id), 0) + 1, {chat}, 'private', '{}', 'active', '', 15, 1, 0, 0 FROM subscriber;",
                ["en", "zh-Hant", "zh-Hans"][place % 3]
            );
        }
        self.sql(&text).await;
    }

    /// A notable alert (urgent lane).
    pub(super) async fn urgent(&self, id: &str, revision: i64) {
        self.notable(id, revision, Manner::New).await;
    }

    /// The same, or a later revision of it, in that manner.
    pub(super) async fn notable(&self, id: &str, revision: i64, manner: Manner) {
        let date = "2025-10-29".parse().expect("a date");
        let report = NotParsedReport { source: SourceKind::FomcStatement, date, link: String::new() };
        self.owe(id, revision, manner, Body::NotParsed(report)).await;
    }

    /// A reminder of an event so many seconds from now.
    pub(super) async fn reminder(&self, id: &str, seconds: i64) {
        let statement_at = self.clock.now() + TimeDelta::seconds(seconds);
        let date = statement_at.date_naive();
        let report = ReminderReport { date, statement_at, sep: false, lead: Lead::Hour, range: None };
        self.owe(id, 1, Manner::New, Body::Reminder(report)).await;
    }

    /// A weekly message (normal lane).
    pub(super) async fn weekly(&self, id: &str, revision: i64) {
        self.weekly_in(id, revision, Manner::New).await;
    }

    /// The same, or a later revision of it, in that manner.
    pub(super) async fn weekly_in(&self, id: &str, revision: i64, manner: Manner) {
        let report = WeeklyReport {
            week: "2025-10-29".parse().expect("a date"),
            reserves: Change { value: UsdMillions::ZERO, change: None },
            contributions: Vec::new(),
            levels: Vec::new(),
            net_liquidity: None,
            gdp_share: None,
            reserves_4w: None,
            findings: Vec::new(),
            tags: Vec::new(),
            drift: None,
            runoff_ends: None,
            bill_purchases_since: None,
            corrections: Vec::new(),
        };
        self.owe(id, revision, manner, Body::Weekly(report)).await;
    }

    async fn owe(&self, id: &str, revision: i64, manner: Manner, body: Body) {
        let now = self.clock.now();
        let alert = Alert { id: id.to_owned(), revision, manner, at: now, late_since: None, body, next: Vec::new() };
        let mut tx = self.store.begin().await.expect("begin");
        enqueue_alert(&mut tx, &alert, now).await.expect("owed");
        tx.commit().await.expect("commit");
    }

    pub(super) async fn reply(&self, key: &str, chat: i64, thread: i64, method: &'static str, again: bool) {
        let payload = json!({ "text": format!("<b>{key}</b>"), "parse_mode": "HTML" });
        let reply = OutgoingReply { key: key.to_owned(), chat, subscriber: 0, thread, method, payload, again };
        let mut tx = self.store.begin().await.expect("begin");
        enqueue_reply(&mut tx, &reply, self.clock.now()).await.expect("owed");
        tx.commit().await.expect("commit");
    }

    pub(super) async fn start(&self) -> Running {
        let (store, clock, api) = (self.store.clone(), self.clock.clone(), Arc::clone(&self.telegram));
        let delivery = Delivery::start(store, clock, api, Arc::new(Echo), self.config.clone()).await.expect("started");
        let (bell, stop) = (delivery.bell(), CancellationToken::new());
        let task = tokio::spawn(delivery.run(stop.clone()));
        Running { bell, stop, task }
    }

    /// Lets civil time pass, with everything that happens in it.
    pub(super) async fn pass(&mut self, seconds: i64) {
        let deadline = self.clock.now() + TimeDelta::seconds(seconds).max(TimeDelta::milliseconds(1));
        self.worker.park(Some(deadline), &self.idle).await;
    }

    /// Starts, lets time pass, stops.
    pub(super) async fn work(&mut self, seconds: i64) {
        let running = self.start().await;
        self.pass(seconds).await;
        assert!(running.end().await, "the sender panicked");
    }

    /// One column of all rows in creation order, as text.
    pub(super) async fn column(&self, column: &str) -> Vec<String> {
        let text = format!("SELECT CAST({column} AS TEXT) FROM delivery ORDER BY seq, chat");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(self.store.reader()).await.expect("rows");
        rows.iter().map(|row| row.try_get::<Option<String>, _>(0).expect("text").unwrap_or_default()).collect()
    }

    pub(super) async fn states(&self) -> Vec<String> {
        self.column("state").await
    }
}
