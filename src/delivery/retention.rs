//! Forgets what nobody needs any more: once an hour, when there is nothing else to do.

use chrono::TimeDelta;

use super::sender::{Delivery, DeliveryError};
use super::{Api, Words};
use crate::store::Doing;
use crate::store::delivery::in_force;
use crate::store::delivery::retention::{sweep_answers, sweep_messages};

/// How often, at most.
const PERIOD: TimeDelta = TimeDelta::hours(1);
/// Rows a transaction, so that nobody waits for it.
const PAGE: i64 = 2000;

impl<A: Api, W: Words> Delivery<A, W> {
    /// Forgets one page; whether there may be more.
    pub(super) async fn sweep(&mut self) -> Result<bool, DeliveryError> {
        let now = self.clock.now();
        if self.swept_at.is_some_and(|swept| now - swept < PERIOD) {
            return Ok(false);
        }
        let mut tx = self.store.begin().await?;
        if !in_force(&mut tx, self.epoch).await? {
            return Err(DeliveryError::Fenced { epoch: self.epoch });
        }
        let answers = sweep_answers(&mut tx, now - self.config.keep_answers).await?;
        let messages = sweep_messages(&mut tx, now - self.config.keep_messages, PAGE).await?;
        tx.commit().await.doing("forgetting what is old")?;
        if answers + messages > 0 {
            tracing::info!(answers, messages, "old rows of the outbox are forgotten");
        }
        let more = i64::try_from(messages).unwrap_or(PAGE) >= PAGE;
        if !more {
            self.swept_at = Some(now);
        }
        Ok(more)
    }
}
