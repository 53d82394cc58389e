//! The page's controls of the simulated clock.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::clock::{Clock, Pace, Player};

/// Pause and speed.
///
/// The calendar never stands still altogether: who types while it is paused wants an answer, and answers
/// go at one a second in a chat, by the civil clock. So a paused story runs in real time, in which nothing
/// much is published, and so does what comes after its last day.
#[derive(Debug)]
pub struct Remote {
    clock: Clock,
    player: Player,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    chosen: Mutex<Chosen>,
}

#[derive(Debug, Clone, Copy)]
struct Chosen {
    pace: Pace,
    paused: bool,
}

/// What the story is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Doing {
    Playing,
    Paused,
    /// The last day is over.
    Ended,
}

/// What the page shows on top.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Shown {
    now: DateTime<Utc>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    doing: Doing,
    /// The chosen speed: a number of times, or `max`.
    speed: String,
}

impl Remote {
    /// Plays from `start` to `end` at this pace; paused, it plays only what comes in the first
    /// `before_pause`, and that at once.
    #[must_use]
    pub fn new(
        (clock, player): (Clock, Player),
        (start, end): (DateTime<Utc>, DateTime<Utc>),
        pace: Pace,
        before_pause: Option<TimeDelta>,
    ) -> Self {
        match before_pause {
            Some(first) => player.play(Pace::Max, Some(end.min(start + first))),
            None => player.play(pace, Some(end)),
        }
        let chosen = Mutex::new(Chosen { pace, paused: before_pause.is_some() });
        Self { clock, player, start, end, chosen }
    }

    /// Changes what is given. After the end there is nothing left to play.
    pub(super) fn choose(&self, pace: Option<Pace>, paused: Option<bool>) {
        let mut chosen = self.chosen();
        chosen.pace = pace.unwrap_or(chosen.pace);
        chosen.paused = paused.unwrap_or(chosen.paused);
        let pace = if chosen.paused { Pace::Times(1) } else { chosen.pace };
        self.player.play(pace, Some(self.end));
    }

    pub(super) fn shown(&self) -> Shown {
        let (chosen, now) = (*self.chosen(), self.clock.now());
        let doing = match chosen.paused {
            _ if now >= self.end => Doing::Ended,
            true => Doing::Paused,
            false => Doing::Playing,
        };
        Shown { now, start: self.start, end: self.end, doing, speed: chosen.pace.to_string() }
    }

    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
