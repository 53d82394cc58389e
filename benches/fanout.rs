//! 100,000 chats: how long until everybody is owed an alert, and how fast what is owed flows when no
//! limit holds it. `cargo bench --bench fanout`; the peak of resident memory is printed at the end.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tidewatch::alert::{Alert, Body, NotParsedReport};
use tidewatch::clock::Clock;
use tidewatch::delivery::fanout::{Step, page};
use tidewatch::delivery::pacing::Limits;
use tidewatch::delivery::{Api, Config, Delivery, Marks, Words, enqueue_alert};
use tidewatch::lang::Lang;
use tidewatch::source::SourceKind;
use tidewatch::store::Store;
use tidewatch::telegram::{Outcome, Request};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

fn main() {
    divan::main();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    #[expect(clippy::print_stdout, reason = "the result of a bench")]
    {
        println!("{peak}");
    }
}

/// Takes every message, at once.
struct Nowhere;

impl Api for Nowhere {
    async fn call(&self, _: Request) -> Outcome {
        Outcome::Accepted { message_id: Some(1) }
    }
}

/// One word.
struct Word;

impl Words for Word {
    fn alert(&self, _: Lang, alert: &Alert, _: Marks) -> Result<String, String> {
        Ok(alert.id.clone())
    }

    fn topic_gone(&self, _: Lang) -> Result<String, String> {
        Ok("gone".to_owned())
    }

    fn plain(&self, html: &str) -> String {
        html.to_owned()
    }
}

struct Case {
    runtime: Runtime,
    store: Store,
    _dir: tempfile::TempDir,
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_761_912_000_000).unwrap_or_default()
}

/// A database on disk with so many subscribers and one alert owed to them.
#[expect(clippy::expect_used, reason = "a bench stops where its ground is missing")]
fn case(chats: i64) -> Case {
    let runtime = Runtime::new().expect("a runtime");
    let dir = tempfile::tempdir().expect("a directory");
    let store = runtime.block_on(async {
        let store = Store::open(&format!("sqlite:{}/t.db", dir.path().display())).await.expect("a database");
        let mut tx = store.begin().await.expect("a transaction");
        sqlx::query(
            "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < $1) \
             INSERT INTO subscriber SELECT id, 1000 + (id * 7919) % 1000003, 'private', 'en', 'active', '', 15, 1, 0, 0 FROM n",
        )
        .bind(chats)
        .execute(&mut *tx)
        .await
        .expect("subscribers");
        sqlx::query("INSERT INTO meta VALUES ('epoch', '1')").execute(&mut *tx).await.expect("an epoch");
        let report = NotParsedReport { source: SourceKind::FomcStatement, date: start().date_naive(), link: String::new() };
        let (id, body) = ("fomc/2025-10-29".to_owned(), Body::NotParsed(report));
        let alert = Alert { id, revision: 1, manner: tidewatch::alert::Manner::New, at: start(), late_since: None, body, next: Vec::new() };
        enqueue_alert(&mut tx, &alert, start()).await.expect("an alert");
        tx.commit().await.expect("a commit");
        store
    });
    Case { runtime, store, _dir: dir }
}

#[divan::bench(sample_count = 3, sample_size = 1)]
#[expect(clippy::expect_used, reason = "a bench stops where its ground is missing")]
fn fan_out_to_100_000_chats(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| case(100_000)).bench_values(|case| {
        case.runtime.block_on(async {
            let mut owed = 0;
            while let Step::Page { rows, .. } = page(&case.store, 1, 1000, start()).await.expect("a page") {
                owed += rows;
            }
            assert_eq!(owed, 100_000);
        });
        case
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
#[expect(clippy::expect_used, reason = "a bench stops where its ground is missing")]
fn send_to_20_000_chats_without_limits(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| case(20_000)).bench_values(|case| {
        case.runtime.block_on(async {
            let clock = Clock::jumping(start());
            let mut worker = clock.worker();
            let limits = Limits { overall: 1_000_000, reserve: 0, chat: 1, group: 20 };
            let config = Config { limits, in_flight: 64, ..Config::default() };
            let store = case.store.clone();
            let delivery = Delivery::start(store, clock.clone(), Arc::new(Nowhere), Arc::new(Word), config);
            let delivery = delivery.await.expect("started");
            let (stop, idle) = (CancellationToken::new(), clock.bell());
            let task = tokio::spawn(delivery.run(stop.clone()));
            worker.park(Some(start() + TimeDelta::seconds(5)), &idle).await;
            stop.cancel();
            task.await.expect("no panic");
            let row = sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM delivery WHERE state = 'sent'");
            assert_eq!(row.fetch_one(case.store.reader()).await.expect("a count"), 20_000);
        });
        case
    });
}
