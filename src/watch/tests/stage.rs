//! A room whose watches start one by one: for backfill, moved meetings and unscheduled news.

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::fetch::{FetchConfig, Fetcher};
use crate::sim::upstream::{Fault, FaultKind};
use crate::source::SourceKind;
use crate::testing::house::House;
use crate::watch::backfill::Backfill;
use crate::watch::{Environment, Ticker, Watch};

/// What was asked for, and when.
type Journal = Arc<Mutex<Vec<(DateTime<Utc>, String)>>>;

pub(super) struct Room {
    pub house: House,
    asked: Journal,
    fetcher: Fetcher,
    stop: CancellationToken,
    /// Ends what is at work in the room, and not the sites.
    life: CancellationToken,
    at_work: Vec<JoinHandle<()>>,
}

impl Drop for Room {
    fn drop(&mut self) {
        self.life.cancel();
        self.stop.cancel();
    }
}

impl Room {
    /// The house with the sites around it, and nobody at work.
    pub(super) async fn of(house: House) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::<Mutex<Vec<_>>>::default();
        let (journal, clock) = (Arc::clone(&asked), house.clock.clone());
        let noted = from_fn(move |request: Request, next: Next| {
            journal.lock().expect("the journal").push((clock.now(), request.uri().to_string()));
            next.run(request)
        });
        let router = house.sites.router().layer(noted);
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                served = axum::serve(listener, router).into_future() => served,
                () = stopped.cancelled() => Ok(()),
            }
        });
        let config = FetchConfig {
            base_url: Some(origin),
            contact: "https://example.org/bot".into(),
            max_bytes: 8 << 20,
            ..FetchConfig::default()
        };
        let fetcher = Fetcher::new(config).expect("a client");
        Self { house, asked, fetcher, stop, life: CancellationToken::new(), at_work: Vec::new() }
    }

    /// The house with one watch running in it.
    pub(super) async fn watching(house: House, source: SourceKind) -> Self {
        let mut room = Self::of(house).await;
        room.watch(source);
        room
    }

    pub(super) fn watch(&mut self, source: SourceKind) {
        let watch = Watch::new(self.environment(), source);
        self.at_work.push(tokio::spawn(watch.run(self.life.clone())));
    }

    pub(super) fn environment(&self) -> Environment {
        Environment {
            store: self.house.store.clone(),
            clock: self.house.clock.clone(),
            calendar: Arc::clone(&self.house.calendar),
            fetcher: self.fetcher.clone(),
            ingest: self.house.ingest.clone(),
            polling: Config::defaults().expect("good defaults").polling,
        }
    }

    /// All watches and the ticker, as the program has them.
    pub(super) fn watch_all(&mut self) {
        let environment = self.environment();
        for watch in Watch::all(&environment) {
            self.at_work.push(tokio::spawn(watch.run(self.life.clone())));
        }
        self.at_work.push(tokio::spawn(Ticker::new(&environment).run(self.life.clone())));
    }

    /// The reading of history.
    pub(super) fn read_history(&mut self, weeks: u32) {
        let backfill = Backfill::new(&self.environment(), weeks);
        self.at_work.push(tokio::spawn(backfill.run(self.life.clone())));
    }

    /// The end of the process; nobody is at work in the next one yet.
    pub(super) async fn restart(&mut self) {
        self.life.cancel();
        for task in self.at_work.drain(..) {
            task.await.expect("it ended");
        }
        self.house.restart().await;
        self.life = CancellationToken::new();
    }

    /// Lets civil time pass, with everything that the watch does in it.
    pub(super) async fn until(&mut self, instant: DateTime<Utc>) {
        self.house.until(instant).await;
    }

    /// The next `times` requests to such a path go wrong.
    pub(super) fn fault(&self, path: &str, times: u32, kind: FaultKind) {
        self.house.sites.fault(Fault { path: path.into(), times, kind });
    }

    /// Everything that was asked for: when, and what.
    pub(super) fn journal(&self) -> Vec<(DateTime<Utc>, String)> {
        self.asked.lock().expect("the journal").clone()
    }
}

pub(super) fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}
