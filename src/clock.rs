//! The civil clock, as a value: real in production, jumping in the demo and in tests.
//!
//! Everything that waits for a civil time does it by [`Worker::park`]. The jumping clock moves to the
//! earliest deadline only when every worker is parked and nobody holds a [`Busy`] token, so that a run
//! at full speed does what a run in real time would do, in the same order. A [`Player`] gives it a
//! [`Pace`], also while it runs: then it takes its time between deadlines and keeps their order. Socket time-outs and
//! long-poll holds belong to the monotonic clock (`tokio::time::timeout`), never to this one.

mod jumping;
pub mod ny;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;

use jumping::Jumping;

/// The civil clock. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    /// The machine's clock, moved by a fixed amount (zero in production).
    System { shift: TimeDelta },
    /// Jumps from deadline to deadline.
    Jumping(Arc<Jumping>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::shifted(TimeDelta::zero())
    }

    /// The machine's clock moved by `shift`: for drills against the stand-ins.
    #[must_use]
    pub fn shifted(shift: TimeDelta) -> Self {
        Self(Arc::new(Kind::System { shift }))
    }

    /// A clock that shows `start` until everybody waits, then jumps.
    #[must_use]
    pub fn jumping(start: DateTime<Utc>) -> Self {
        Self::played(start).0
    }

    /// As [`Clock::jumping`], with the controls of its pace.
    #[must_use]
    pub fn played(start: DateTime<Utc>) -> (Self, Player) {
        let jumping = Arc::new(Jumping::new(start));
        (Self(Arc::new(Kind::Jumping(Arc::clone(&jumping)))), Player(jumping))
    }

    /// The current instant, cut to milliseconds: what the database can hold.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &*self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
            Kind::System { shift } => Utc::now() + *shift,
            Kind::Jumping(jumping) => jumping.now(),
        };
        cut(now)
    }

    /// Says that something is in progress until the token is dropped: a jumping clock stands still.
    #[must_use]
    pub fn busy(&self) -> Busy {
        match &*self.0 {
            Kind::Jumping(jumping) => {
                jumping.enter();
                Busy(Some(Arc::clone(jumping)))
            }
            Kind::System { .. } => Busy(None),
        }
    }

    /// Registers a worker. It counts as busy from now on, except while it is parked.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker { clock: self.clone(), busy: Some(self.busy()) }
    }

    /// A new bell, for one worker to wait on.
    #[must_use]
    pub fn bell(&self) -> Bell {
        Bell(Arc::new(BellInner {
            clock: self.clone(),
            rung: AtomicBool::new(false),
            notify: Notify::new(),
            token: std::sync::Mutex::new(None),
        }))
    }
}

/// How fast a jumping clock goes from deadline to deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At once.
    Max,
    /// So many times as fast as real time, while nothing is in progress; 1 is real time.
    Times(u32),
}

impl std::str::FromStr for Pace {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "max" => Ok(Self::Max),
            number => match number.parse() {
                Ok(times @ 1..=1_000_000) => Ok(Self::Times(times)),
                _ => Err("a whole number from 1 to 1000000, or max".into()),
            },
        }
    }
}

impl std::fmt::Display for Pace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Max => f.write_str("max"),
            Self::Times(times) => write!(f, "{times}"),
        }
    }
}

/// The controls of a jumping clock. Cloning shares them.
#[derive(Debug, Clone)]
pub struct Player(Arc<Jumping>);

impl Player {
    /// Goes on at this pace, and from `until` on, where it is given, in real time. Safe at any moment:
    /// nobody is woken early, late, or in another order.
    pub fn play(&self, pace: Pace, until: Option<DateTime<Utc>>) {
        self.0.play(pace, until);
    }

    /// The pace at this moment.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.0.pace()
    }
}

/// A token: while it lives, a jumping clock does not move.
#[derive(Debug)]
pub struct Busy(Option<Arc<Jumping>>);

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(jumping) = &self.0 {
            jumping.leave();
        }
    }
}

/// "Something changed; look again." Rings between looks are one ring. A rung bell holds a jumping
/// clock still until its worker has answered it.
#[derive(Debug, Clone)]
pub struct Bell(Arc<BellInner>);

#[derive(Debug)]
struct BellInner {
    clock: Clock,
    rung: AtomicBool,
    notify: Notify,
    token: std::sync::Mutex<Option<Busy>>,
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        let busy = self.0.clock.busy();
        *self.0.token.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(busy);
        self.0.rung.store(true, Ordering::SeqCst);
        self.0.notify.notify_one();
    }

    /// Whether it is the same bell.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether it was rung since the last answer; answers it. The returned token passes "busy" on.
    fn answer(&self) -> Option<Option<Busy>> {
        if !self.0.rung.swap(false, Ordering::SeqCst) {
            return None;
        }
        Some(self.0.token.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take())
    }
}

/// Why a parked worker goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// Its deadline has come.
    Due,
    /// Its bell was rung.
    Rung,
}

/// One loop of the program, known to the clock.
#[derive(Debug)]
pub struct Worker {
    clock: Clock,
    busy: Option<Busy>,
}

impl Worker {
    /// Waits until `deadline` (if any) or until the bell rings. A past deadline returns at once.
    pub async fn park(&mut self, deadline: Option<DateTime<Utc>>, bell: &Bell) -> Woken {
        // The clock shows whole milliseconds: a deadline between two of them comes with the second.
        let deadline = deadline
            .map(|deadline| cut(deadline.checked_add_signed(TimeDelta::nanoseconds(999_999)).unwrap_or(deadline)));
        loop {
            if let Some(token) = bell.answer() {
                self.busy = token.or_else(|| self.busy.take());
                return Woken::Rung;
            }
            if deadline.is_some_and(|deadline| deadline <= self.clock.now()) {
                return Woken::Due;
            }
            self.rest(deadline, bell).await;
        }
    }

    /// Waits for a future that is somebody else's turn (a long poll, a shutdown signal) without
    /// holding a jumping clock. Whoever completes the future must hold a [`Busy`] until then.
    pub async fn aside<F: Future>(&mut self, future: F) -> F::Output {
        self.busy = None;
        let output = future.await;
        self.busy = Some(self.clock.busy());
        output
    }

    /// One wait; [`Worker::park`] looks at bell and clock before and after it.
    async fn rest(&mut self, deadline: Option<DateTime<Utc>>, bell: &Bell) {
        let rung = bell.0.notify.notified();
        match (&*self.clock.0, deadline) {
            (_, None) => {
                self.busy = None;
                rung.await;
            }
            (Kind::Jumping(jumping), Some(deadline)) => {
                let mut due = jumping.register(deadline);
                self.busy = None;
                self.busy = jumping.wait(deadline, &mut due, std::pin::pin!(rung)).await;
            }
            (Kind::System { .. }, Some(deadline)) => {
                let left = real_wait(&self.clock, deadline);
                drop(tokio::time::timeout(left, rung).await);
            }
        }
        if self.busy.is_none() {
            self.busy = Some(self.clock.busy());
        }
    }
}

/// An instant cut to milliseconds.
fn cut(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or(instant)
}

/// How long to wait in real time, a minute at most: the machine's clock may be set in the meantime.
fn real_wait(clock: &Clock, deadline: DateTime<Utc>) -> Duration {
    let left = (deadline - clock.now()).to_std().unwrap_or_default();
    left.clamp(Duration::from_millis(1), Duration::from_secs(60))
}

#[cfg(test)]
mod tests;
