//! `getUpdates`.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::TelegramSim;
use super::answer::Outcome;
use super::world::{Values, integer, kinds};

/// Telegram holds a poll no longer than this, whatever is asked for.
const LONGEST_POLL: u64 = 50;

impl TelegramSim {
    /// Confirms, then waits in real time until there is an update, the time is over, or another poll
    /// begins (409).
    pub(super) async fn poll(&self, params: &Values) -> Outcome {
        let limit = integer(params, "limit").filter(|limit| (1..=100).contains(limit)).unwrap_or(100);
        let limit = usize::try_from(limit).unwrap_or(100);
        let timeout = integer(params, "timeout").and_then(|timeout| u64::try_from(timeout).ok());
        let deadline = Instant::now() + Duration::from_secs(timeout.unwrap_or_default().min(LONGEST_POLL));
        let offset = integer(params, "offset").unwrap_or_default();
        let poll = {
            let mut world = self.world();
            world.may_poll()?;
            world.queue.begin(offset, kinds(params))
        };
        self.arrivals.notify_waiters();
        loop {
            // Registered before looking: an arrival in between is not missed.
            let mut arrival = std::pin::pin!(self.arrivals.notified());
            arrival.as_mut().enable();
            let updates = self.read(poll, limit)?;
            if !updates.is_empty() || Instant::now() >= deadline {
                return Ok(Value::Array(updates));
            }
            drop(tokio::time::timeout_at(deadline, arrival).await);
        }
    }

    fn read(&self, poll: u64, limit: usize) -> Result<Vec<Value>, super::answer::Refusal> {
        let mut world = self.world();
        let now = world.now();
        world.queue.read(poll, limit, now)
    }
}
