//! What comes due without a page: a loop that wakes for reminders.

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use super::Environment;
use crate::clock::{Bell, Worker};
use crate::ingest::next_tick;
use crate::telemetry::chain;

/// After a fault of the database.
const AGAIN: TimeDelta = TimeDelta::seconds(30);
/// The plan is looked at once a day at least.
const RELOOK: TimeDelta = TimeDelta::days(1);

/// The loop.
pub struct Ticker {
    environment: Environment,
    worker: Worker,
    bell: Bell,
}

impl Ticker {
    /// A ticker; it counts as busy until it runs.
    #[must_use]
    pub fn new(environment: &Environment) -> Self {
        let (worker, bell) = (environment.clock.worker(), environment.clock.bell());
        Self { environment: environment.clone(), worker, bell }
    }

    /// Tells what is due, waits for what comes next, until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        self.environment.ingest.ring_when_meetings_move(self.bell.clone());
        loop {
            let next = self.tick().await;
            tokio::select! {
                () = stop.cancelled() => return,
                _ = self.worker.park(Some(next), &self.bell) => {}
            }
        }
    }

    /// Tells what is due; when to look again.
    async fn tick(&self) -> DateTime<Utc> {
        let now = self.environment.clock.now();
        if let Err(error) = self.environment.ingest.tick().await {
            tracing::error!(error = %chain(&error), "the database failed; will tick again");
            return now + AGAIN;
        }
        let relook = now + RELOOK;
        next_tick(&self.environment.calendar, now).map_or(relook, |next| next.min(relook))
    }
}
