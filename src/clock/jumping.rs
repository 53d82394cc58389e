//! The clock that jumps to the next deadline when nothing is in progress.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use tokio::sync::oneshot;

use super::Busy;

/// Shared state of all clones of one jumping clock.
#[derive(Debug)]
pub(super) struct Jumping(Mutex<State>);

#[derive(Debug)]
struct State {
    now: DateTime<Utc>,
    busy: usize,
    next_id: u64,
    parked: BTreeMap<(DateTime<Utc>, u64), oneshot::Sender<Busy>>,
}

impl Jumping {
    pub(super) fn new(start: DateTime<Utc>) -> Self {
        Self(Mutex::new(State { now: start, busy: 0, next_id: 0, parked: BTreeMap::new() }))
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    pub(super) fn enter(&self) {
        self.state().busy += 1;
    }

    /// One thing less in progress; the last one moves the clock.
    pub(super) fn leave(self: &Arc<Self>) {
        let mut state = self.state();
        state.busy -= 1;
        if state.busy > 0 {
            return;
        }
        // One worker at a time, in the order of deadline and registration: two runs agree. Waits that
        // were given up for a bell are skipped and do not move the clock.
        while let Some(((deadline, _), waiting)) = state.parked.pop_first() {
            if waiting.is_closed() {
                continue;
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

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
