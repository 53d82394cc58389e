//! Watches at work: real requests over loopback, on the civil clock of the house.

use std::collections::BTreeSet;
use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Polling};
use crate::fetch::{FetchConfig, Fetcher};
use crate::sim::upstream::{Fault, FaultKind, Outage};
use crate::source::SourceKind;
use crate::testing::house::House;
use crate::watch::{Environment, Ticker, Watch};

/// A request: when, and for what.
type Asked = (DateTime<Utc>, String);

pub(super) struct Room {
    pub house: House,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Ends the sites.
    stop: CancellationToken,
    /// Ends the watches alone.
    watches: CancellationToken,
    fetcher: Fetcher,
    sources: Vec<SourceKind>,
    polling: Polling,
}

impl Drop for Room {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Room {
    /// The house with one watch running in it.
    pub(super) async fn watching(house: House, source: SourceKind) -> Self {
        Self::with(house, vec![source], defaults()).await
    }

    /// As [`Room::watching`], with this pace in place of the default one.
    pub(super) async fn paced(house: House, source: SourceKind, polling: Polling) -> Self {
        Self::with(house, vec![source], polling).await
    }

    /// The house with every watch and the reminders running in it, as in production; between the windows the
    /// sites are asked less often, so that weeks pass in seconds.
    pub(super) async fn unhurried(house: House) -> Self {
        let polling = Polling { idle_minutes: 120, feed_minutes: 60, ..defaults() };
        Self::with(house, SourceKind::ALL.to_vec(), polling).await
    }

    async fn with(house: House, sources: Vec<SourceKind>, polling: Polling) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let (journal, clock) = (Arc::clone(&asked), house.clock.clone());
        let noted = from_fn(move |request: Request, next: Next| {
            journal.lock().expect("the journal").push((clock.now(), request.uri().path().to_owned()));
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
            // Real time: a site that never answers costs a test so much for each request.
            timeout: Duration::from_millis(1000),
        };
        let fetcher = Fetcher::new(config).expect("a client");
        let watches = stop.child_token();
        let mut room = Self { house, asked, stop, watches, fetcher, sources, polling };
        room.start();
        room
    }

    fn start(&mut self) {
        self.watches = self.stop.child_token();
        let environment = Environment {
            store: self.house.store.clone(),
            clock: self.house.clock.clone(),
            calendar: Arc::clone(&self.house.calendar),
            fetcher: self.fetcher.clone(),
            ingest: self.house.ingest.clone(),
            polling: self.polling,
        };
        for source in &self.sources {
            tokio::spawn(Watch::new(environment.clone(), *source).run(self.watches.clone()));
        }
        if self.sources.len() > 1 {
            tokio::spawn(Ticker::new(&environment).run(self.watches.clone()));
        }
    }

    /// As after the end of the process: what the watches had in mind is gone.
    pub(super) async fn restart(&mut self) {
        self.watches.cancel();
        self.house.restart().await;
        self.start();
    }

    /// Lets civil time pass, with everything that the watches do in it.
    pub(super) async fn until(&mut self, instant: DateTime<Utc>) {
        self.house.until(instant).await;
    }

    /// The next `times` requests to such a path go wrong.
    pub(super) fn fault(&self, path: &str, times: u32, kind: FaultKind) {
        self.house.sites.fault(Fault { path: path.into(), times, kind });
    }

    /// Every request to a path that begins so goes wrong from one instant until another.
    pub(super) fn outage(&self, path: &str, from: DateTime<Utc>, until: DateTime<Utc>, kind: FaultKind) {
        self.house.sites.outage(Outage { path: path.into(), from, until, kind }).expect("a period");
    }

    /// When the site was asked, from `from` on and before `to`.
    pub(super) fn asked(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        self.asked_for("", from, to)
    }

    /// When the site was asked for such a path, from `from` on and before `to`.
    pub(super) fn asked_for(&self, path: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let asked = self.asked.lock().expect("the journal");
        let wanted = asked.iter().filter(|(at, asked)| (from..to).contains(at) && asked.contains(path));
        wanted.map(|(at, _)| *at).collect()
    }

    /// The ids of the data-quality notices so far, in their order.
    pub(super) async fn notices(&self) -> Vec<String> {
        let mut ids = self.house.alert_ids().await;
        ids.retain(|id| id.starts_with("R18/"));
        ids
    }

    /// The ledger as it stands: rule, date, severity, and whether a new peak.
    pub(super) async fn ledger(&self) -> BTreeSet<String> {
        let lines = self.house.store.ledger().await.expect("read");
        let text = |line: &crate::replay::Line| {
            let peak = if line.peak { " peak" } else { "" };
            format!("{} {} {}{peak}", line.rule, line.date, line.severity.as_str())
        };
        lines.iter().map(text).collect()
    }
}

pub(super) fn defaults() -> Polling {
    Config::defaults().expect("good defaults").polling
}

pub(super) fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}
