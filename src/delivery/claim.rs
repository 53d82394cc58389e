//! Takes rows in hand: the head of each chat's lane, walking from chat to chat, so that everybody has
//! a turn before anybody has two.

use chrono::{DateTime, TimeDelta, Utc};

use super::sender::{Delivery, DeliveryError};
use super::{Api, Lane, Words, pause};
use crate::crash;
use crate::store::delivery::{Row, become_edit, candidates, claim, drop_row, in_force, owed_newer, refer, told_before};
use crate::store::{Doing, Tx};

/// Rows read at a time.
const STRETCH: i64 = 512;
/// A chat that is not free within this does not fill a place in hand.
const HORIZON: TimeDelta = TimeDelta::seconds(2);

/// What a walk through a lane brought.
struct Found {
    rows: Vec<Row>,
    /// When the earliest of the others comes due.
    due: Option<DateTime<Utc>>,
    /// Whether every chat was looked at.
    whole: bool,
}

impl<A: Api, W: Words> Delivery<A, W> {
    /// Fills the hand, lane by lane; whether anything was claimed.
    pub(super) async fn claim(&mut self) -> Result<bool, DeliveryError> {
        let mut claimed = false;
        let paused = self.heed_pause().await?;
        for lane in Lane::ALL.into_iter().filter(|lane| !(paused && pause::holds(*lane))) {
            if self.look.contains(&lane) && self.queues.held(lane) <= self.config.held / 2 {
                claimed |= self.claim_lane(lane).await?;
            }
        }
        Ok(claimed)
    }

    async fn claim_lane(&mut self, lane: Lane) -> Result<bool, DeliveryError> {
        let found = self.find(lane).await?;
        self.due.remove(&lane);
        if found.whole {
            self.look.remove(&lane);
            self.due.extend(found.due.map(|due| (lane, due)));
        }
        if found.rows.is_empty() {
            return Ok(false);
        }
        let mut tx = self.store.begin().await?;
        if !in_force(&mut tx, self.epoch).await? {
            return Err(DeliveryError::Fenced { epoch: self.epoch });
        }
        let (now, mut held, mut all_in_hand) = (self.clock.now(), Vec::new(), true);
        for row in found.rows {
            all_in_hand &= take(&mut tx, row, (self.epoch, now), &mut held).await?;
        }
        crash::point("delivery.claim.before_commit");
        tx.commit().await.doing("claiming deliveries")?;
        crash::point("delivery.claim.after_commit");
        held.into_iter().for_each(|row| self.queues.push(row));
        if !all_in_hand {
            // What was dropped may have had another row of its chat behind it, or waits as an edit now.
            self.look.extend([lane, Lane::EDITS]);
        }
        Ok(true)
    }

    /// Walks the lane once round, or until the hand is full.
    async fn find(&mut self, lane: Lane) -> Result<Found, DeliveryError> {
        let start = self.cursors.get(&lane).copied().unwrap_or(i64::MIN);
        let mut found = Found { rows: Vec::new(), due: None, whole: false };
        let (mut cursor, mut wrapped) = (start, start == i64::MIN);
        let room = self.config.held.saturating_sub(self.queues.held(lane));
        loop {
            let stretch = candidates(&self.store, lane.code(), cursor, STRETCH).await?;
            let short = i64::try_from(stretch.len()).unwrap_or(STRETCH) < STRETCH;
            for row in stretch {
                found.whole = wrapped && start != i64::MIN && row.chat > start;
                if found.whole || found.rows.len() >= room {
                    self.cursors.insert(lane, cursor);
                    return Ok(found);
                }
                // Only the first row of a chat counts: the others come after it.
                if row.chat != cursor {
                    cursor = row.chat;
                    self.consider(row, lane, &mut found);
                }
            }
            if short && wrapped {
                self.cursors.insert(lane, i64::MIN);
                found.whole = true;
                return Ok(found);
            }
            if short {
                (cursor, wrapped) = (i64::MIN, true);
            }
        }
    }

    /// Whether the head of a chat's lane is to be claimed now, or when it comes due.
    fn consider(&self, row: Row, lane: Lane, found: &mut Found) {
        // What is in hand or under way rings the bell when it is done.
        if !self.queues.admits(&row) {
            return;
        }
        let now = self.clock.now();
        let free = self.pacer.chat_free(row.chat, lane, now).max(row.due_at);
        if row.due_at <= now && free <= now + HORIZON {
            found.rows.push(row);
        } else if free < DateTime::<Utc>::MAX_UTC {
            found.due = Some(found.due.map_or(free, |due| due.min(free)));
        }
    }
}

/// Claims one row; whether it is in hand now. What nobody wants any more is dropped. A revision of a
/// message that arrived becomes its edit and a reply to it; where every revision since the one that rang
/// this chat last only adds, its edit alone, which waits in [`Lane::EDITS`]. An addition thus rings for the
/// graver revision that it overtook.
async fn take(
    tx: &mut Tx,
    mut row: Row,
    (epoch, now): (i64, DateTime<Utc>),
    held: &mut Vec<Row>,
) -> Result<bool, DeliveryError> {
    if let Some(why) = unwanted(tx, &row, now).await? {
        drop_row(tx, &row.key, why).await?;
        return Ok(false);
    }
    let told = if is_revision(&row) { told_before(tx, &row.key).await? } else { None };
    if let Some(told) = told
        && told.quiet
    {
        become_edit(tx, &row.key, told.message, Lane::EDITS.code()).await?;
        return Ok(false);
    }
    if !claim(tx, &row.key, epoch).await? {
        return Ok(false);
    }
    if let Some(told) = told.filter(|told| !told.gone) {
        held.push(refer(tx, &mut row, told.message, epoch).await?);
    }
    held.push(row);
    Ok(true)
}

/// A revision that was not yet compared with what the chat was told.
fn is_revision(row: &Row) -> bool {
    row.key.revision > 1 && row.payload.is_none() && row.refers.is_none()
}

/// Why an alert is not to be sent to that chat after all. A reply always is.
async fn unwanted(tx: &mut Tx, row: &Row, now: DateTime<Utc>) -> Result<Option<&'static str>, DeliveryError> {
    if row.payload.is_some() {
        return Ok(None);
    }
    if !row.active {
        return Ok(Some("no longer subscribed"));
    }
    if row.is_past(now) {
        return Ok(Some("past its event"));
    }
    // It was under way when the newer revision was fanned out, and came back.
    match row.newest.filter(|newest| *newest > row.key.revision) {
        Some(newest) if owed_newer(tx, &row.key, newest).await? => Ok(Some("a newer revision")),
        _ => Ok(None),
    }
}
