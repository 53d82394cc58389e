//! Watches at work: real requests over loopback, on the civil clock of the house.

use std::future::IntoFuture as _;
use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::fetch::{FetchConfig, Fetcher};
use crate::sim::upstream::{Fault, FaultKind};
use crate::source::SourceKind;
use crate::testing::house::House;
use crate::watch::{Environment, Watch};

pub(super) struct Room {
    pub house: House,
    asked: Arc<Mutex<Vec<DateTime<Utc>>>>,
    stop: CancellationToken,
}

impl Drop for Room {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Room {
    /// The house with one watch running in it.
    pub(super) async fn watching(house: House, source: SourceKind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::<Mutex<Vec<DateTime<Utc>>>>::default();
        let (journal, clock) = (Arc::clone(&asked), house.clock.clone());
        let noted = from_fn(move |request: Request, next: Next| {
            journal.lock().expect("the journal").push(clock.now());
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
        let environment = Environment {
            store: house.store.clone(),
            clock: house.clock.clone(),
            calendar: Arc::clone(&house.calendar),
            fetcher: Fetcher::new(config).expect("a client"),
            ingest: house.ingest.clone(),
            polling: Config::defaults().expect("good defaults").polling,
        };
        tokio::spawn(Watch::new(environment, source).run(stop.clone()));
        Self { house, asked, stop }
    }

    /// Lets civil time pass, with everything that the watch does in it.
    pub(super) async fn until(&mut self, instant: DateTime<Utc>) {
        self.house.until(instant).await;
    }

    /// The next `times` requests to such a path go wrong.
    pub(super) fn fault(&self, path: &str, times: u32, kind: FaultKind) {
        self.house.sites.fault(Fault { path: path.into(), times, kind });
    }

    /// When the site was asked, from `from` on and before `to`.
    pub(super) fn asked(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let asked = self.asked.lock().expect("the journal");
        asked.iter().copied().filter(|at| (from..to).contains(at)).collect()
    }
}

pub(super) fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}
