//! 100,000 chats and a million rows of the outbox: how long from an update that comes in to its answer,
//! committed to the outbox. `cargo bench --bench answers`; prints p50, p99 and the slowest by kind.

#![expect(clippy::expect_used, reason = "a bench stops where its ground is missing")]
#![expect(clippy::print_stdout, reason = "the result of a bench")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tidewatch::app::{BoardRoom, Speech};
use tidewatch::bot::{self, Bot, BotParts};
use tidewatch::calendar::Calendar;
use tidewatch::clock::{Bell, Clock, Woken, Worker};
use tidewatch::ingest::{self, Ingest};
use tidewatch::render::Renderer;
use tidewatch::rule::RuleBook;
use tidewatch::sim::history;
use tidewatch::stats::Stats;
use tidewatch::store::Store;
use tidewatch::store::inbox::{self, Kept};
use tidewatch::telegram::{Client, ClientConfig, Identity};
use tokio_util::sync::CancellationToken;

const CHATS: i64 = 100_000;
const ALERTS: i64 = 10;
const COMMANDS: usize = 2_000;

/// What people send, each from a chat of its own.
const SENT: [&str; 20] = [
    "/start",
    "/status",
    "/fomc",
    "/h41",
    "/repo",
    "/next",
    "/history",
    "/why",
    "/why R01",
    "/help",
    "/lang",
    "/test",
    "/privacy",
    "/mydata",
    "/deletemydata",
    "/statsu",
    "hello",
    "lang:zh-Hant",
    "del:yes",
    "/stop",
];

#[tokio::main]
async fn main() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
    let start: DateTime<Utc> = "2025-11-03T15:00:00Z".parse().expect("an instant");
    let (calendar, book) = (Calendar::builtin().expect("a calendar"), RuleBook::built_in().expect("rules"));
    let (calendar, book) = (Arc::new(calendar), Arc::new(book));
    let archive = history::load(None).expect("good files");
    ingest::warm_up(&store, &calendar, &book, &archive, start).await.expect("warm");
    fill(&store).await;
    let clock = Clock::shifted(start - Clock::system().now());
    let delivery = clock.bell();
    let ingest = Ingest::start(
        store.clone(),
        clock.clone(),
        Arc::clone(&calendar),
        Arc::clone(&book),
        delivery.clone(),
        TimeDelta::days(90),
    );
    let ingest = ingest.await.expect("started");
    // Nobody answers there: the lists of commands wait.
    let (api_url, timeout) = ("http://127.0.0.1:9".to_owned(), Duration::from_secs(1));
    let client = Client::new(&ClientConfig { api_url, token: "1:x".into(), timeout }).expect("a client");
    let desk = bot::Desk { chat: 0, store: store.clone(), stats: Stats::default(), epoch: 1, started: start };
    let bot = Bot::new(BotParts {
        store: store.clone(),
        clock: clock.clone(),
        client,
        identity: Identity::default(),
        words: Arc::new(Speech::new(Renderer::new().expect("words"))),
        boards: Arc::new(BoardRoom { ingest, store: store.clone(), calendar, book, desk }),
        delivery_bell: delivery.clone(),
        keep_messages: TimeDelta::days(90),
    });
    let (bell, stop) = (bot.bell(), CancellationToken::new());
    let task = tokio::spawn(bot.run(stop.clone()));
    let mut desk = Desk { store, worker: clock.worker(), clock, bell, delivery, next: 0 };
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for n in 0..COMMANDS {
        let sent = SENT[n % SENT.len()];
        times.entry(sent).or_default().push(desk.ask(sent, i64::try_from(n).expect("few") * 37 + 1).await);
    }
    stop.cancel();
    task.await.expect("no panic");
    report(&times);
}

struct Desk {
    store: Store,
    clock: Clock,
    worker: Worker,
    bell: Bell,
    delivery: Bell,
    next: i64,
}

impl Desk {
    /// One update, stored as intake does; how long until its answer is in the outbox. Subscriber and chat have
    /// the same number.
    async fn ask(&mut self, sent: &str, chat: i64) -> Duration {
        self.next += 1;
        let update = update(self.next, chat, sent).to_string();
        let begun = Instant::now();
        let mut tx = self.store.begin().await.expect("begun");
        let kept = Kept { update_id: self.next, chat, payload: Some(update) };
        inbox::keep(&mut tx, &[kept], self.clock.now()).await.expect("kept");
        tx.commit().await.expect("committed");
        self.bell.ring();
        let deadline = self.clock.now() + TimeDelta::seconds(30);
        let woken = self.worker.park(Some(deadline), &self.delivery).await;
        assert_eq!(woken, Woken::Rung, "{sent} was not answered");
        begun.elapsed()
    }
}

fn update(id: i64, chat: i64, sent: &str) -> Value {
    let (at, from) = (json!({"id": chat, "type": "private"}), json!({"id": chat, "is_bot": false}));
    let Some((button, word)) = sent.split_once(':') else {
        let message = json!({"message_id": 1, "date": 1, "text": sent, "chat": at, "from": from});
        return json!({"update_id": id, "message": message});
    };
    let data = if button == "del" { format!("del:{chat}:{word}") } else { sent.to_owned() };
    let message = json!({"message_id": 77, "date": 1, "chat": at});
    json!({"update_id": id, "callback_query": {"id": "press", "data": data, "from": from, "message": message}})
}

/// The chats, and who was told what.
async fn fill(store: &Store) {
    let mut tx = store.begin().await.expect("begun");
    sqlx::query(
        "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < $1) \
         INSERT INTO subscriber (id, chat, chat_kind, lang, state, reason, takes, min_rank, created_at, updated_at) \
         SELECT id, id, 'private', 'en', 'active', '', 255, 1, 0, 0 FROM n",
    )
    .bind(CHATS)
    .execute(&mut *tx)
    .await
    .expect("subscribers");
    sqlx::query(
        "WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < $1) \
         INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, refers, marks, \
         again, state, attempt, epoch, unknowns, due_at, attempted_at, answered_at, message_id, outcome) \
         SELECT 'weekly/' || n, 1, id, 0, chat, 2, n * 2, 'sendMessage', NULL, NULL, 0, 1, 'sent', 1, 1, 0, \
         1761912000000 + n, 1761912000000 + n, 1761912000000 + n, n, '' FROM k, subscriber",
    )
    .bind(ALERTS)
    .execute(&mut *tx)
    .await
    .expect("deliveries");
    tx.commit().await.expect("committed");
}

fn report(times: &BTreeMap<&str, Vec<Duration>>) {
    let mut all: Vec<Duration> = times.values().flatten().copied().collect();
    all.sort_unstable();
    let at = |share: usize| all.get((all.len() * share / 100).min(all.len().saturating_sub(1))).copied();
    println!("{CHATS} chats, {} rows, {} commands", CHATS * ALERTS, all.len());
    println!("p50 {:?}, p99 {:?}, slowest {:?}", at(50), at(99), all.last());
    for (sent, list) in times {
        println!("{sent:>14}: slowest {:?}", list.iter().max());
    }
}
