//! Alerts wait by an operator's wish: decided and owed as ever, and not sent. Replies go on.
//!
//! The wish is kept in the database, so it outlives the process. What expires meanwhile is dropped when
//! alerts go again; the rest goes in its order.

use chrono::{DateTime, Utc};

use super::sender::{Delivery, DeliveryError};
use super::{Api, Lane, Words};
use crate::store::{StoreError, Tx, operator};

/// Makes alerts wait from now on, or lets them go. Ring [`Delivery::bell`] after the commit.
///
/// # Errors
/// The database's own.
pub async fn set(tx: &mut Tx, pause: bool, now: DateTime<Utc>) -> Result<(), StoreError> {
    operator::set_paused(tx, pause.then_some(now)).await
}

/// Whether a lane stands still while alerts wait.
#[must_use]
pub const fn holds(lane: Lane) -> bool {
    match lane {
        Lane::Answer | Lane::Reply => false,
        Lane::Urgent | Lane::Normal | Lane::Digest => true,
    }
}

impl<A: Api, W: Words> Delivery<A, W> {
    /// Whether alerts wait. When the wait begins, what is in hand goes back: only requests that are under
    /// way still arrive.
    pub(super) async fn heed_pause(&mut self) -> Result<bool, DeliveryError> {
        // A ring looks at every lane: between rings there is nothing new to heed.
        if !self.look.iter().any(|lane| holds(*lane)) {
            return Ok(self.paused);
        }
        let paused = self.store.paused_since().await?.is_some();
        if paused != self.paused {
            tracing::warn!(paused, "alerts wait by the operator's wish, or go again");
            self.paused = paused;
            if paused {
                self.release().await?;
            }
        }
        Ok(paused)
    }
}
