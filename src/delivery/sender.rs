//! The loop: one worker that records what came back, walks a page, claims, launches, and parks until
//! the next slot, due time or ring.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::land::Landing;
use super::launch::Answer;
use super::outage::Outage;
use super::pacing::Pacer;
use super::queues::Queues;
use super::wording::Wording;
use super::{Api, Config, Lane, Words, fanout, later};
use crate::clock::{Bell, Clock, Woken, Worker};
use crate::crash;
use crate::store::delivery::{Row, pauses, recent, recover, release_all};
use crate::store::{Doing, Store, StoreError};

/// How long after a database failure it is tried again.
const RETRY: TimeDelta = TimeDelta::seconds(1);

/// Why delivery stopped or paused.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The database failed; nothing is lost, the next look tries again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another leader took over: this one must not send any more.
    #[error("another leader has taken over from epoch {epoch}")]
    Fenced {
        /// The epoch of this one.
        epoch: i64,
    },
}

/// The sender. [`Delivery::start`] settles what an earlier process left, [`Delivery::run`] works.
#[derive(Debug)]
pub struct Delivery<A, W> {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) api: Arc<A>,
    pub(super) config: Config,
    pub(super) epoch: i64,
    pub(super) wording: Wording<W>,
    pub(super) pacer: Pacer,
    pub(super) outage: Outage,
    pub(super) queues: Queues,
    pub(super) bell: Bell,
    /// Requests under way (and who rings when it is time to stop): dropped with the sender, as they would be with the process.
    pub(super) tasks: JoinSet<()>,
    pub(super) flights: HashMap<u64, Row>,
    pub(super) next_flight: u64,
    pub(super) answers: (mpsc::UnboundedSender<Answer>, mpsc::UnboundedReceiver<Answer>),
    pub(super) landings: Vec<Landing>,
    /// Lanes that may hold something new to claim.
    pub(super) look: BTreeSet<Lane>,
    /// Where the walk through a lane's chats stands.
    pub(super) cursors: BTreeMap<Lane, i64>,
    /// When a lane's next row comes due.
    pub(super) due: BTreeMap<Lane, DateTime<Utc>>,
    /// When the next slot frees for a row in hand.
    pub(super) slot: Option<DateTime<Utc>>,
    worker: Worker,
    look_for_alerts: bool,
    /// When old rows were last forgotten.
    pub(super) swept_at: Option<DateTime<Utc>>,
    /// A transaction failed: what is in hand may differ from the database.
    troubled: bool,
}

impl<A: Api, W: Words> Delivery<A, W> {
    /// Raises the epoch, settles what older ones left, and reloads the pacing windows.
    ///
    /// # Errors
    /// The database's own.
    pub async fn start(
        store: Store,
        clock: Clock,
        api: Arc<A>,
        words: Arc<W>,
        config: Config,
    ) -> Result<Self, DeliveryError> {
        let worker = clock.worker();
        let now = clock.now();
        let epoch = take_over(&store, now).await?;
        let pacer = reload(&store, &config, now).await?;
        Ok(Self {
            wording: Wording::new(store.clone(), words),
            bell: clock.bell(),
            worker,
            store,
            clock,
            api,
            config,
            epoch,
            pacer,
            outage: Outage::default(),
            queues: Queues::default(),
            tasks: JoinSet::new(),
            flights: HashMap::new(),
            next_flight: 0,
            answers: mpsc::unbounded_channel(),
            landings: Vec::new(),
            look: Lane::ALL.into(),
            cursors: BTreeMap::new(),
            due: BTreeMap::new(),
            slot: None,
            look_for_alerts: true,
            swept_at: None,
            troubled: false,
        })
    }

    /// To be rung after each commit that owes something. It belongs to this sender: who starts another one
    /// after this has ended passes the new bell on (a bell that nobody answers holds a jumping clock still).
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// The epoch that this sender writes under.
    #[must_use]
    pub const fn epoch(&self) -> i64 {
        self.epoch
    }

    /// Sends until `stop`, then waits for the answers under way and gives back what is in hand. Ends
    /// by itself only where another leader has taken over.
    pub async fn run(mut self, stop: CancellationToken) {
        let (stopped, bell) = (stop.clone(), self.bell.clone());
        self.tasks.spawn(async move {
            stopped.cancelled().await;
            bell.ring();
        });
        while !stop.is_cancelled() {
            let (deadline, busy) = match self.turn().await {
                Ok(true) => (self.clock.now(), true),
                Ok(false) => (self.next_wake(), false),
                Err(DeliveryError::Store(error)) => (self.after_trouble(&error), false),
                Err(fenced @ DeliveryError::Fenced { .. }) => {
                    tracing::error!(error = %fenced, "delivery ends");
                    break;
                }
            };
            let woken = self.worker.park(Some(deadline), &self.bell).await;
            if woken == Woken::Rung || self.is_due(busy) {
                self.look_everywhere();
            }
        }
        self.drain().await;
    }

    /// One look at everything; whether anything moved.
    async fn turn(&mut self) -> Result<bool, DeliveryError> {
        let mut moved = self.land().await?;
        if self.troubled {
            self.release().await?;
            self.troubled = false;
        }
        moved |= self.walk().await?;
        moved |= self.claim().await?;
        moved |= self.launch().await?;
        if !moved && self.flights.is_empty() {
            moved = self.sweep().await?;
        }
        Ok(moved)
    }

    /// One page of fan-out.
    async fn walk(&mut self) -> Result<bool, DeliveryError> {
        if !self.look_for_alerts {
            return Ok(false);
        }
        if !crate::store::fanout::is_waiting(&self.store).await? {
            self.look_for_alerts = false;
            return Ok(false);
        }
        let step = fanout::page(&self.store, self.epoch, self.config.page, self.clock.now()).await?;
        self.look = Lane::ALL.into();
        Ok(step != fanout::Step::Idle)
    }

    /// Gives back everything in hand.
    async fn release(&mut self) -> Result<(), DeliveryError> {
        self.queues.clear();
        let mut tx = self.store.begin().await?;
        release_all(&mut tx, self.epoch).await?;
        crash::point("delivery.release.before_commit");
        tx.commit().await.doing("giving deliveries back")?;
        crash::point("delivery.release.after_commit");
        self.look = Lane::ALL.into();
        Ok(())
    }

    fn after_trouble(&mut self, error: &StoreError) -> DateTime<Utc> {
        tracing::error!(error = %error, cause = ?std::error::Error::source(error), "delivery waits for the database");
        self.troubled = true;
        self.look_everywhere();
        later(self.clock.now(), RETRY)
    }

    /// The next instant at which something may move by itself. A lane that is to be looked at anyway
    /// waits for room in hand, not for a time.
    fn next_wake(&self) -> DateTime<Utc> {
        let relook = later(self.clock.now(), self.config.relook);
        let due = self.due.iter().filter(|(lane, _)| !self.look.contains(lane)).map(|(_, due)| *due);
        due.chain(self.slot).fold(relook, DateTime::min)
    }

    /// Whether the wait ended for a row that came due, or for the look that is made unasked.
    fn is_due(&self, busy: bool) -> bool {
        let now = self.clock.now();
        let unasked = !busy && self.slot.is_none_or(|slot| slot > now);
        unasked || self.due.values().any(|due| *due <= now)
    }

    fn look_everywhere(&mut self) {
        self.look = Lane::ALL.into();
        self.look_for_alerts = true;
    }

    /// The end: answers under way are recorded, the rest is given back.
    async fn drain(mut self) {
        let patience = self.config.drain;
        let landed = tokio::time::timeout(patience, async {
            while self.land().await.is_ok() && !self.flights.is_empty() {
                self.worker.park(None, &self.bell).await;
            }
        });
        if landed.await.is_err() {
            tracing::warn!(requests = self.flights.len(), "stopped with requests under way: they count as unknown");
        }
        if let Err(error) = self.release().await {
            tracing::error!(%error, "deliveries in hand are given back at the next start");
        }
    }
}

/// Recovery: one transaction.
async fn take_over(store: &Store, now: DateTime<Utc>) -> Result<i64, DeliveryError> {
    let mut tx = store.begin().await?;
    let (epoch, settled) = recover(&mut tx, now).await?;
    crash::point("delivery.recover.before_commit");
    tx.commit().await.doing("taking over the outbox")?;
    crash::point("delivery.recover.after_commit");
    tracing::info!(epoch, rows = settled, "delivery has taken over");
    Ok(epoch)
}

/// The windows as an earlier process left them. A row keeps only its last attempt; lost answers are
/// counted with it, so the error is on the careful side.
async fn reload(store: &Store, config: &Config, now: DateTime<Utc>) -> Result<Pacer, StoreError> {
    let mut pacer = Pacer::new(config.limits);
    let answered = now - TimeDelta::seconds(61);
    let guard = TimeDelta::from_std(config.answer_within).unwrap_or_default();
    for attempt in recent(store, answered - guard, answered).await? {
        for _ in 0..=attempt.unknowns.clamp(0, 2) {
            pacer.reloaded(attempt.chat, Lane::from_code(attempt.lane), attempt.answered_at.min(now));
        }
    }
    for (chat, until) in pauses(store, now).await? {
        pacer.pause(chat, until);
    }
    Ok(pacer)
}
