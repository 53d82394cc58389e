//! What happened since the process started, counted where it happens.
//!
//! The counters are those of the Prometheus client, so that a label cannot be misspelt at a scrape. The
//! room stands low in the house: whoever counts knows this room, and not who reads it. A default value
//! counts for nobody. No label names a chat.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;

/// The counters of one process. Cloning shares them.
#[derive(Debug, Clone)]
pub struct Stats {
    /// Requests to the Bot API by method and answer.
    pub requests: Family<Request, Counter>,
    /// Handled updates and failed attempts.
    pub updates: Family<Update, Counter>,
    /// What handlers took, in seconds, from the inbox to the commit.
    pub handlers: Histogram,
    /// Ends of attempts to deliver.
    pub outcomes: Family<Outcome, Counter>,
    /// Looks at sources.
    pub polls: Family<Poll, Counter>,
    /// The delivery loop turns.
    pub delivery: Heart,
    /// The intake loop turns, whether Telegram answers or not.
    pub intake: Heart,
}

/// A request to the Bot API.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Request {
    /// The method in the Bot API's own spelling.
    pub method: String,
    /// The HTTP status of the answer; `none` where there was none.
    pub code: String,
}

/// How the handling of an update ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Update {
    /// See [`Handling`].
    pub result: Handling,
}

/// How the handling of an update ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Handling {
    /// Its effects are committed.
    Handled,
    /// The attempt failed, and is made again.
    Failed,
    /// The last attempt failed: it was put away.
    Poisoned,
}

/// How an attempt to deliver ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Outcome {
    /// The state that followed: sent, pending, failed, unknown.
    pub state: String,
    /// Why: `ok`, `blocked`, `flood wait`, `entities`, …
    pub class: String,
}

/// One look at a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Poll {
    /// The source's name.
    pub source: String,
    /// See [`Look`].
    pub result: Look,
}

/// What a look at a source brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// A new page that was understood, or at least read.
    Page,
    /// Nothing new.
    Unchanged,
    /// A dated page that is not there yet.
    Absent,
    /// A body that was rejected.
    Rejected,
    /// No answer, or a refusal.
    Error,
}

impl Handling {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Handled, Self::Failed, Self::Poisoned];
}

impl EncodeLabelValue for Handling {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        let text = match self {
            Self::Handled => "handled",
            Self::Failed => "failed",
            Self::Poisoned => "poisoned",
        };
        EncodeLabelValue::encode(&text, encoder)
    }
}

impl Look {
    /// Every result.
    pub const ALL: [Self; 5] = [Self::Page, Self::Unchanged, Self::Absent, Self::Rejected, Self::Error];
}

impl EncodeLabelValue for Look {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        let text = match self {
            Self::Page => "page",
            Self::Unchanged => "unchanged",
            Self::Absent => "absent",
            Self::Rejected => "rejected",
            Self::Error => "error",
        };
        EncodeLabelValue::encode(&text, encoder)
    }
}

impl Default for Stats {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            updates: Family::default(),
            handlers: Histogram::new([0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0]),
            outcomes: Family::default(),
            polls: Family::default(),
            delivery: Heart::default(),
            intake: Heart::default(),
        }
    }
}

impl Stats {
    /// Begins at zero what may never happen: a rate over a line that is not there is nothing, not zero.
    #[must_use]
    pub fn with_zeros<'a>(self, sources: impl IntoIterator<Item = &'a str>) -> Self {
        for result in Handling::ALL {
            drop(self.updates.get_or_create(&Update { result }));
        }
        for source in sources {
            for result in Look::ALL {
                drop(self.polls.get_or_create(&Poll { source: source.to_owned(), result }));
            }
        }
        for (state, class) in [("sent", "ok"), ("pending", "flood wait"), ("failed", "refused"), ("unknown", "unknown")]
        {
            drop(self.outcomes.get_or_create(&Outcome { state: state.to_owned(), class: class.to_owned() }));
        }
        self
    }

    /// A request to the Bot API ended; `None` without an answer.
    pub fn request(&self, method: &str, status: Option<u16>) {
        let code = status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        self.requests.get_or_create(&Request { method: method.to_owned(), code }).inc();
    }

    /// The handling of an update ended, and took so long.
    pub fn update(&self, result: Handling, took: Duration) {
        self.updates.get_or_create(&Update { result }).inc();
        self.handlers.observe(took.as_secs_f64());
    }

    /// An attempt to deliver ended: in that state, with what is put on record (`class: Telegram's words`).
    /// The words stay out: they may name a chat, and no two are alike.
    pub fn outcome(&self, state: &str, outcome: &str) {
        let class = outcome.split(':').next().filter(|class| !class.is_empty()).unwrap_or("ok");
        self.outcomes.get_or_create(&Outcome { state: state.to_owned(), class: class.to_owned() }).inc();
    }

    /// A source was looked at.
    pub fn poll(&self, source: &str, result: Look) {
        self.polls.get_or_create(&Poll { source: source.to_owned(), result }).inc();
    }
}

/// When a loop turned last, on the machine's clock. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct Heart(Arc<Mutex<Option<Instant>>>);

impl Heart {
    /// The loop turns.
    pub fn beat(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// How long ago it turned; `None` before its first turn.
    #[must_use]
    pub fn age(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|last| last.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_telegram_said_in_words_is_no_label() {
        let stats = Stats::default();
        stats.outcome("failed", "blocked: Forbidden: bot was blocked by the user 5");
        stats.outcome("sent", "");
        let count = |state: &str, class: &str| {
            let label = Outcome { state: state.to_owned(), class: class.to_owned() };
            stats.outcomes.get(&label).map(|counter| counter.get())
        };
        assert_eq!((count("failed", "blocked"), count("sent", "ok"), count("failed", "ok")), (Some(1), Some(1), None));
    }

    #[test]
    fn a_heart_that_has_not_beaten_has_no_age() {
        let heart = Heart::default();
        assert_eq!(heart.age(), None);
        heart.clone().beat();
        assert!(heart.age().is_some_and(|age| age < Duration::from_secs(60)));
    }
}
