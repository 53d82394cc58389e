//! The civil clock, as a value: real in production, scaled or jumping in the demo and in tests.
//!
//! Everything that waits for a civil time does it by [`Worker::park`]. The jumping clock moves to the
//! earliest deadline only when every worker is parked and nobody holds a [`Busy`] token, so that a run
//! at full speed does what a run in real time would do, in the same order. Socket time-outs and
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
    /// Starts at an instant and runs `speed` times as fast as the machine.
    Scaled { start: DateTime<Utc>, origin: std::time::Instant, speed: u32 },
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

    /// A clock that shows `start` now and runs `speed` times as fast as real time.
    #[must_use]
    pub fn scaled(start: DateTime<Utc>, speed: u32) -> Self {
        Self(Arc::new(Kind::Scaled { start, origin: std::time::Instant::now(), speed: speed.max(1) }))
    }

    /// A clock that shows `start` until everybody waits, then jumps.
    #[must_use]
    pub fn jumping(start: DateTime<Utc>) -> Self {
        Self(Arc::new(Kind::Jumping(Arc::new(Jumping::new(start)))))
    }

    /// The current instant, cut to milliseconds: what the database can hold.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &*self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
            Kind::System { shift } => Utc::now() + *shift,
            Kind::Scaled { start, origin, speed } => {
                let elapsed = TimeDelta::from_std(origin.elapsed() * *speed).unwrap_or(TimeDelta::MAX);
                start.checked_add_signed(elapsed).unwrap_or(DateTime::<Utc>::MAX_UTC)
            }
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
            _ => Busy(None),
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
                tokio::select! {
                    biased;
                    token = &mut due => self.busy = token.ok(),
                    () = rung => {
                        // The deadline may come at this very moment: its token must not be dropped.
                        due.close();
                        self.busy = due.try_recv().ok();
                    }
                }
            }
            (_, Some(deadline)) => {
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
    let civil = (deadline - clock.now()).to_std().unwrap_or_default();
    let speed = if let Kind::Scaled { speed, .. } = &*clock.0 { *speed } else { 1 };
    (civil / speed).clamp(Duration::from_millis(1), Duration::from_secs(60))
}

#[cfg(test)]
mod tests;
