//! How long one release takes from understood page to commit, without fan-out: at most 50 ms.
//!
//! `cargo bench --bench ingest`: each sample opens a copy of a database warmed with the embedded history
//! and ingests an H.4.1 page, or a standing repo result that makes an alert.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up must stop")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tidewatch::calendar::Calendar;
use tidewatch::clock::Clock;
use tidewatch::fetch::{Page, Validators};
use tidewatch::ingest::{self, Ingest};
use tidewatch::rule::RuleBook;
use tidewatch::series::{Observation, SeriesId};
use tidewatch::sim::history;
use tidewatch::source::{Release, SourceKind};
use tidewatch::store::Store;
use tidewatch::unit::Unit;
use tokio::runtime::Runtime;

fn main() {
    divan::main();
}

struct Bench {
    runtime: Runtime,
    calendar: Arc<Calendar>,
    book: Arc<RuleBook>,
    directory: PathBuf,
    template: PathBuf,
    count: std::cell::Cell<usize>,
}

/// Shortly before the result of Friday 31 October 2025.
fn start() -> DateTime<Utc> {
    "2025-10-31T17:45:00Z".parse().expect("an instant")
}

impl Bench {
    fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("tidewatch-bench-{}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("a directory");
        let template = directory.join("template.db");
        let runtime = Runtime::new().expect("a runtime");
        let calendar = Arc::new(Calendar::builtin().expect("a good calendar"));
        let book = Arc::new(RuleBook::built_in().expect("good rules"));
        runtime.block_on(async {
            let store = open(&template).await;
            let archive = history::load(None).expect("good files");
            ingest::warm_up(&store, &calendar, &book, &archive, start()).await.expect("warm");
            store.close().await;
        });
        Self { runtime, calendar, book, directory, template, count: std::cell::Cell::new(0) }
    }

    /// A fresh copy of the warm database, opened.
    fn ingest(&self) -> Ingest {
        self.count.set(self.count.get() + 1);
        let copy = self.directory.join(format!("{}.db", self.count.get()));
        std::fs::copy(&self.template, &copy).expect("a copy");
        self.runtime.block_on(async {
            let clock = Clock::jumping(start() + TimeDelta::minutes(1));
            let (calendar, book) = (Arc::clone(&self.calendar), Arc::clone(&self.book));
            let bell = clock.bell();
            let store = open(&copy).await;
            Ingest::start(store, clock, calendar, book, bell, TimeDelta::days(90)).await.expect("started")
        })
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.directory));
    }
}

async fn open(path: &Path) -> Store {
    Store::open(&format!("sqlite:{}", path.display())).await.expect("a database")
}

fn page(body: &str) -> Page {
    Page {
        url: "https://example.org/page".to_owned(),
        body: body.as_bytes().to_vec(),
        validators: Validators::default(),
        hash: format!("{:x}", body.len()),
    }
}

fn observation(series: &str, date: &str, value: i64) -> Observation {
    let date: NaiveDate = date.parse().expect("a date");
    Observation { series: SeriesId::named(series), date, value: value.into(), unit: Unit::UsdMillion }
}

/// The day's total of standing repo: rules speak, an alert is owed.
#[divan::bench(sample_count = 50)]
fn a_result_that_makes_an_alert(bencher: divan::Bencher<'_, '_>) {
    let bench = Bench::new();
    let observations = vec![observation("srf_accepted", "2025-10-31", 50_350)];
    let release = Release { observations, ..Release::default() };
    let page = page(&"{}".repeat(1000));
    bencher.with_inputs(|| bench.ingest()).bench_local_refs(|ingest| {
        let alerts = bench.runtime.block_on(ingest.accept(SourceKind::NyfedRepo, &page, &release)).expect("ingested");
        assert_eq!(alerts, 1);
    });
}

/// A whole weekly release: a hundred figures, a body of 700 kB.
#[divan::bench(sample_count = 50)]
fn a_weekly_release(bencher: divan::Bencher<'_, '_>) {
    let bench = Bench::new();
    let mut observations: Vec<Observation> =
        (0..100).map(|line| observation(&format!("line_{line}_wed"), "2025-11-05", 1_000 + line)).collect();
    observations.push(observation("reserves_avg", "2025-11-05", 2_862_569));
    let release = Release { observations, ..Release::default() };
    let page = page(&"<td>2,862,569</td>\r\n".repeat(35_000));
    bencher.with_inputs(|| bench.ingest()).bench_local_refs(|ingest| {
        let alerts = bench.runtime.block_on(ingest.accept(SourceKind::H41, &page, &release)).expect("ingested");
        assert_eq!(alerts, 1);
    });
}
