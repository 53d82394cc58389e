//! The clock that moves to the next deadline when nothing is in progress: at once, or as fast as its
//! [`Pace`] lets it. Whatever the pace, everybody wakes at the very deadline and in the same order.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::futures::Notified;
use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

use super::{Busy, Pace};

/// Shared state of all clones of one jumping clock.
#[derive(Debug)]
pub(super) struct Jumping {
    state: Mutex<State>,
    /// Tells who waits that the pace is another one.
    repaced: Notify,
}

#[derive(Debug)]
struct State {
    /// What the clock showed when it last stood.
    now: DateTime<Utc>,
    pace: Pace,
    /// From here on the pace is real time.
    until: Option<DateTime<Utc>>,
    busy: usize,
    /// Since when nothing has been in progress.
    idle: Instant,
    next_id: u64,
    parked: BTreeMap<(DateTime<Utc>, u64), oneshot::Sender<Busy>>,
}

impl State {
    /// The first deadline that somebody still waits for.
    fn earliest(&self) -> Option<DateTime<Utc>> {
        // Waits that were given up for a bell do not move the clock.
        self.parked.iter().find(|(_, waiting)| !waiting.is_closed()).map(|((deadline, _), _)| *deadline)
    }

    /// What the clock shows: never more than the first deadline, which somebody has to meet.
    fn shown(&self) -> DateTime<Utc> {
        let Pace::Times(times) = self.pace else { return self.now };
        if self.busy > 0 {
            return self.now;
        }
        let flowed = TimeDelta::from_std(self.idle.elapsed().saturating_mul(times)).unwrap_or(TimeDelta::MAX);
        let flowed = self.now.checked_add_signed(flowed).unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.earliest().into_iter().chain(self.until).fold(flowed, DateTime::min).max(self.now)
    }

    /// Counts time from what is shown now.
    fn settle(&mut self) {
        self.now = self.shown();
        self.idle = Instant::now();
    }

    /// Where the limit is reached, the pace becomes real time; whether it did.
    fn brake(&mut self) -> bool {
        let Some(until) = self.until else { return false };
        let leaps = self.pace == Pace::Max && self.earliest().is_some_and(|deadline| deadline > until);
        let over = leaps || self.now >= until;
        if over {
            (self.now, self.idle) = (self.now.max(until), Instant::now());
            (self.pace, self.until) = (Pace::Times(1), None);
        }
        over
    }
}

impl Jumping {
    pub(super) fn new(start: DateTime<Utc>) -> Self {
        let state = State {
            now: start,
            pace: Pace::Max,
            until: None,
            busy: 0,
            idle: Instant::now(),
            next_id: 0,
            parked: BTreeMap::new(),
        };
        Self { state: Mutex::new(state), repaced: Notify::new() }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.state().shown()
    }

    pub(super) fn pace(&self) -> Pace {
        self.state().pace
    }

    /// Goes on at another pace, and from `until` on in real time.
    pub(super) fn play(self: &Arc<Self>, pace: Pace, until: Option<DateTime<Utc>>) {
        let mut state = self.state();
        state.settle();
        (state.pace, state.until) = (pace, until);
        self.go_on(state);
        self.repaced.notify_waiters();
    }

    pub(super) fn enter(&self) {
        let mut state = self.state();
        state.settle();
        state.busy += 1;
    }

    /// One thing less in progress; the last one lets the clock go on.
    pub(super) fn leave(self: &Arc<Self>) {
        let mut state = self.state();
        state.busy -= 1;
        state.idle = Instant::now();
        self.go_on(state);
    }

    /// Wakes whoever is first and due. One worker at a time, in the order of deadline and
    /// registration: two runs agree.
    fn go_on(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        if state.busy > 0 {
            return;
        }
        state.settle();
        if state.brake() {
            self.repaced.notify_waiters();
        }
        while let Some(((deadline, id), waiting)) = state.parked.pop_first() {
            if waiting.is_closed() {
                continue;
            }
            if state.pace != Pace::Max && deadline > state.now {
                state.parked.insert((deadline, id), waiting);
                return;
            }
            state.now = state.now.max(deadline);
            state.busy += 1;
            drop(state);
            // Where the wait was given up at this very moment, the token comes back and its drop
            // looks for the next one.
            drop(waiting.send(Busy(Some(Arc::clone(self)))));
            return;
        }
    }

    /// Waits for `deadline`; the answer carries the token that keeps the clock still.
    pub(super) fn register(&self, deadline: DateTime<Utc>) -> oneshot::Receiver<Busy> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.state();
        state.next_id += 1;
        let id = state.next_id;
        // Abandoned waits of bell-woken workers must not pile up, nor move the clock.
        state.parked.retain(|_, waiting| !waiting.is_closed());
        state.parked.insert((deadline, id), sender);
        receiver
    }

    /// Waits until the deadline is met or the bell rings; the token that goes with it.
    pub(super) async fn wait(
        self: &Arc<Self>,
        deadline: DateTime<Utc>,
        due: &mut oneshot::Receiver<Busy>,
        mut rung: Pin<&mut Notified<'_>>,
    ) -> Option<Busy> {
        loop {
            // Asked for before the pace is looked at: a change in between is not missed.
            let repaced = self.repaced.notified();
            let flow = self.flow(deadline);
            tokio::select! {
                biased;
                token = &mut *due => return token.ok(),
                () = &mut rung => {
                    // The deadline may come at this very moment: its token must not be dropped.
                    due.close();
                    return due.try_recv().ok();
                }
                () = repaced => {}
                () = flow => self.go_on(self.state()),
            }
        }
    }

    /// Lets as much real time pass as the deadline or the limit is away; for ever where the clock jumps.
    fn flow(&self, deadline: DateTime<Utc>) -> impl Future<Output = ()> + use<> {
        let left = {
            let state = self.state();
            let deadline = state.until.map_or(deadline, |until| until.min(deadline));
            let civil = (deadline - state.shown()).to_std().unwrap_or_default();
            match state.pace {
                Pace::Max => None,
                Pace::Times(times) => Some((civil / times.max(1)).clamp(SHORTEST, LONGEST)),
            }
        };
        async move {
            let never = std::future::pending::<()>();
            match left {
                None => never.await,
                Some(left) => drop(tokio::time::timeout(left, never).await),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Between two looks at a clock that stands while somebody works, and at one whose deadline is far.
const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_secs(60);
