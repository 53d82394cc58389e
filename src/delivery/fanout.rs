//! Who hears it: walks the subscribers of an alert in pages.
//!
//! Each page is one transaction that writes its rows and moves the cursor: it goes on where it stood
//! after a crash, and the first message leaves before the last row is written.

use chrono::{DateTime, Utc};

use super::{DeliveryError, Lane};
use crate::crash;
use crate::store::{Doing, Store, delivery, fanout};

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Everything is walked.
    Idle,
    /// One page was written.
    Page {
        /// The alert.
        alert: String,
        /// Delivery rows written.
        rows: u64,
        /// Whether it was the last page.
        last: bool,
    },
}

/// Writes the next page of `size` subscribers of the most urgent alert that is not walked yet.
///
/// An alert whose time has passed by `now` is owed to nobody any more: its walk ends.
///
/// # Errors
/// The database's own, or a newer epoch is in force.
pub async fn page(store: &Store, epoch: i64, size: i64, now: DateTime<Utc>) -> Result<Step, DeliveryError> {
    let mut tx = store.begin().await?;
    if !delivery::in_force(&mut tx, epoch).await? {
        return Err(DeliveryError::Fenced { epoch });
    }
    let Some(walk) = fanout::next_walk(&mut tx).await? else { return Ok(Step::Idle) };
    let is_past = walk.expires_at.is_some_and(|expires| expires <= now);
    let end = if is_past { None } else { fanout::page_end(&mut tx, walk.walked_to, size).await? };
    let rows = match end {
        Some(to) => fanout::owe(&mut tx, &walk, to, Lane::EDITS.code()).await?,
        None => 0,
    };
    // Only now: for whom an older revision waits, he is owed this one. Rows of people who have been deleted
    // since are replaced with the last page.
    fanout::supersede(&mut tx, &walk, end.unwrap_or(i64::MAX)).await?;
    fanout::advance(&mut tx, &walk, end.unwrap_or(walk.walked_to), end.is_none()).await?;
    crash::point("fanout.page.before_commit");
    tx.commit().await.doing("writing a page of deliveries")?;
    crash::point("fanout.page.after_commit");
    Ok(Step::Page { alert: walk.id, rows, last: end.is_none() })
}
