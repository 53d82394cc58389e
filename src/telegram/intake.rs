//! Durable intake by long polling: an update is stored before the next request acknowledges it.
//!
//! Telegram considers updates confirmed when `getUpdates` asks for a higher number. That number is
//! kept in memory only: after a restart Telegram sends again what was not confirmed, and the inbox
//! knows what it has.

mod shared;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

pub use shared::{Identity, Me, Pulse};

use super::client::{ApiError, Client};
use super::update::{Incoming, KINDS, Kind};
use crate::clock::{Bell, Clock, Worker};
use crate::crash;
use crate::stats::Heart;
use crate::store::inbox::{self, Kept};
use crate::store::{Doing, Store, StoreError};

/// How long the server holds a poll that has nothing to say.
const HOLD: Duration = Duration::from_secs(30);

/// What a poll may take beyond the hold.
const SLACK: Duration = Duration::from_secs(10);

/// After a week without updates Telegram may number them anew, lower; a day before that, polls stop
/// naming a number.
const IDLE: TimeDelta = TimeDelta::days(6);

/// Telegram delivers an update again for 24 hours; ended ones are remembered for twice as long.
const REMEMBER: TimeDelta = TimeDelta::hours(48);

/// How often the inbox is swept, at most.
const SWEEP: TimeDelta = TimeDelta::hours(1);

/// The longest pause between failing requests, in seconds.
const PAUSE_MOST: i64 = 60;

/// How often a single update must prove unreadable before it is passed over.
const UNREADABLE_MOST: u32 = 3;

/// The intake loop.
#[derive(Debug)]
pub struct Intake {
    client: Client,
    store: Store,
    clock: Clock,
    inbox: Bell,
    identity: Identity,
    pulse: Pulse,
    heart: Heart,
    next: Option<i64>,
    received_at: DateTime<Utc>,
    swept_at: Option<DateTime<Utc>>,
    unreadable: u32,
}

/// Why a round of the loop failed.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0}")]
    Api(#[from] ApiError),
    #[error("updates cannot be stored")]
    Store(#[from] StoreError),
    #[error("Telegram sent {0} updates without a number")]
    Unnumbered(usize),
}

impl Intake {
    /// A loop that stores updates in `store`, rings `inbox` for new ones, and tells `identity` who the
    /// bot is once Telegram has said so.
    #[must_use]
    pub fn new(client: Client, store: Store, clock: Clock, inbox: Bell, identity: Identity) -> Self {
        Self {
            client,
            store,
            inbox,
            identity,
            pulse: Pulse::default(),
            heart: Heart::default(),
            next: None,
            received_at: clock.now(),
            swept_at: None,
            unreadable: 0,
            clock,
        }
    }

    /// The last successful poll, for health checks.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// The same loop, whose every round is a beat of that heart.
    #[must_use]
    pub fn beating(self, heart: Heart) -> Self {
        Self { heart, ..self }
    }

    /// Polls until `stop`. Nothing that Telegram does ends it.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut worker = self.clock.worker();
        let never = self.clock.bell();
        let mut failures = 0;
        while !stop.is_cancelled() {
            self.heart.beat();
            let round = tokio::select! {
                biased;
                () = stop.cancelled() => return,
                round = self.round(&mut worker) => round,
            };
            let Err(trouble) = round else {
                failures = 0;
                continue;
            };
            failures += 1;
            let pause = pause(&trouble, failures);
            report(&trouble, failures, pause);
            let until = self.clock.now() + pause;
            tokio::select! {
                () = stop.cancelled() => return,
                _ = worker.park(Some(until), &never) => {}
            }
        }
    }

    /// One poll and what comes of it.
    async fn round(&mut self, worker: &mut Worker) -> Result<(), Trouble> {
        if self.identity.get().is_none() {
            let me: Result<Value, ApiError> = self.client.query("getMe", &json!({})).await;
            self.pulse.beat_if(&me);
            self.identity.set(Me::read(&me?));
        }
        match self.poll(worker).await {
            Ok(updates) => self.keep(&updates).await,
            Err(ApiError::Conflict(text)) if text.to_ascii_lowercase().contains("webhook") => {
                // Left behind by another deployment; what waits there is not dropped.
                let _: Value = self.client.query("deleteWebhook", &json!({"drop_pending_updates": false})).await?;
                tracing::warn!("a webhook was set and has been removed: this program polls");
                Ok(())
            }
            Err(ApiError::Unreadable { status: 200, head }) => self.isolate(head).await,
            Err(error) => Err(error.into()),
        }
    }

    /// A long poll: the hold is the server's turn, so a simulated clock may go on meanwhile.
    async fn poll(&self, worker: &mut Worker) -> Result<Vec<Value>, ApiError> {
        let limit = if self.unreadable > 0 { 1 } else { 100 };
        let mut params = json!({"timeout": HOLD.as_secs(), "limit": limit, "allowed_updates": KINDS});
        if let (Some(offset), Some(params)) = (self.offset(), params.as_object_mut()) {
            params.insert("offset".to_owned(), offset.into());
        }
        let answer = worker.aside(self.client.query_within("getUpdates", &params, HOLD + SLACK)).await;
        self.pulse.beat_if(&answer);
        answer
    }

    fn offset(&self) -> Option<i64> {
        self.next.filter(|_| self.clock.now() - self.received_at < IDLE)
    }

    /// Stores a batch; only then does [`Intake::offset`] move past it.
    async fn keep(&mut self, updates: &[Value]) -> Result<(), Trouble> {
        let now = self.clock.now();
        let kept: Vec<Kept> = updates.iter().filter_map(kept).collect();
        if kept.is_empty() && !updates.is_empty() {
            return Err(Trouble::Unnumbered(updates.len()));
        }
        if updates.is_empty() {
            self.unreadable = 0;
            return Ok(());
        }
        self.commit(&kept, now).await?;
        self.next = kept.iter().map(|update| update.update_id).max().map(|last| last.saturating_add(1));
        self.received_at = now;
        self.unreadable = self.unreadable.min(1);
        Ok(())
    }

    async fn commit(&mut self, kept: &[Kept], now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        let new = inbox::keep(&mut tx, kept, now).await?;
        if self.swept_at.is_none_or(|swept| now - swept >= SWEEP) {
            inbox::sweep(&mut tx, now - REMEMBER).await?;
            self.swept_at = Some(now);
        }
        crash::point("inbox.before_commit");
        tx.commit().await.doing("committing updates")?;
        crash::point("inbox.after_commit");
        if new > 0 {
            self.inbox.ring();
        }
        Ok(())
    }

    /// Something in the batch is not JSON that we can read. Updates are asked for one by one, and the
    /// one that stays unreadable is passed over: it must not silence everybody else.
    async fn isolate(&mut self, head: String) -> Result<(), Trouble> {
        self.unreadable += 1;
        let id = update_id_in(&head).filter(|_| self.unreadable > UNREADABLE_MOST);
        let Some(update_id) = id else { return Err(ApiError::Unreadable { status: 200, head }.into()) };
        tracing::error!(update_id, "an update cannot be read and is passed over");
        self.commit(&[Kept { update_id, chat: 0, payload: None }], self.clock.now()).await?;
        self.next = Some(update_id.saturating_add(1));
        self.unreadable = 0;
        Ok(())
    }
}

/// An update as it is kept; a kind that nobody handles is kept by number only.
fn kept(update: &Value) -> Option<Kept> {
    let Some(incoming) = Incoming::read(update) else {
        tracing::warn!("an update without a number was not stored");
        return None;
    };
    let chat = incoming.chat.as_ref().map_or(0, |chat| chat.id);
    let payload = match &incoming.kind {
        Kind::Other(kind) => {
            tracing::info!(kind, update_id = incoming.update_id, "an update of a kind that is not handled");
            None
        }
        _ => Some(update.to_string()),
    };
    Some(Kept { update_id: incoming.update_id, chat, payload })
}

/// The first update number in the beginning of an answer.
fn update_id_in(head: &str) -> Option<i64> {
    let (_, rest) = head.split_once(r#""update_id":"#)?;
    rest.trim_start().split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// How long to wait after the n-th failure in a row.
fn pause(trouble: &Trouble, failures: u32) -> TimeDelta {
    let doubled = 1_i64.checked_shl(failures.saturating_sub(1)).unwrap_or(PAUSE_MOST);
    let own = TimeDelta::seconds(doubled.clamp(1, PAUSE_MOST));
    match trouble {
        Trouble::Api(ApiError::FloodWait(wait)) => TimeDelta::from_std(*wait).unwrap_or(own).max(own),
        Trouble::Api(ApiError::Token) => TimeDelta::seconds(PAUSE_MOST),
        _ => own,
    }
}

fn report(trouble: &Trouble, failures: u32, pause: TimeDelta) {
    let cause = std::error::Error::source(trouble).map(ToString::to_string);
    let pause_s = pause.num_seconds();
    tracing::warn!(error = %trouble, cause, failures, pause_s, "no updates from Telegram");
}

#[cfg(test)]
mod tests;
