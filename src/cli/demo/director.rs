//! The people of the demo: they subscribe by a real /start, press their language, and read on.

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use super::{ASK_AGAIN, ASK_BEFORE_END, FIRST_STEPS, Instant, READERS};
use crate::clock::{Busy, Clock, Worker};
use crate::lang::Lang;
use crate::sim::telegram::{SimError, TelegramSim};

/// Plays the readers, and ends the demo when its last day is over, unless it stays.
pub(super) struct Director {
    pub(super) telegram: Arc<TelegramSim>,
    pub(super) clock: Clock,
    pub(super) start: Instant,
    pub(super) end: Instant,
    /// Whether visitors may type and press as well, and try the bot after the end.
    pub(super) visited: bool,
}

impl Director {
    /// Plays until the end. The worker that comes back keeps the clock from running past it.
    pub(super) async fn run(self, stop: CancellationToken, setting_up: Busy) -> (Option<Worker>, anyhow::Result<()>) {
        let mut worker = self.clock.worker();
        let bell = self.clock.bell();
        for (chat, name, code, _) in READERS {
            self.telegram.private_chat(chat, name, Some(code));
        }
        drop(setting_up);
        let [greet, mut choose] = FIRST_STEPS.map(|step| self.start + step);
        let ask = (self.end - ASK_BEFORE_END).max(choose + ASK_AGAIN);
        let mut next = greet;
        let ended = loop {
            tokio::select! {
                () = stop.cancelled() => break Ok(()),
                _ = worker.park(Some(next), &bell) => {}
            }
            let now = self.clock.now();
            let step = if next == greet {
                self.everybody_says("/start")
            } else if next == choose {
                // Where nobody was asked yet, the answer comes later.
                self.everybody_chooses().map(|chosen| choose = if chosen { choose } else { now + ASK_AGAIN })
            } else if next == ask {
                self.everybody_says("/status")
            } else {
                Ok(())
            };
            if step.is_err() || now >= self.end {
                break step;
            }
            next = [choose, ask].into_iter().find(|step| *step > next).unwrap_or(self.end);
        };
        if self.visited && ended.is_ok() && !stop.is_cancelled() {
            // Nobody keeps the clock: it goes on in real time, and the bot with it.
            drop(worker);
            drop(writeln!(io::stderr(), "the story is over; page and bot go on in real time until Ctrl-C"));
            stop.cancelled().await;
            return (None, ended);
        }
        stop.cancel();
        (Some(worker), ended)
    }

    fn everybody_says(&self, command: &str) -> anyhow::Result<()> {
        for (chat, ..) in READERS {
            self.unless_visited(self.telegram.person_says(chat, command))?;
        }
        Ok(())
    }

    /// A visitor may have done it already, or made it impossible; nobody else may.
    fn unless_visited<T>(&self, done: Result<T, SimError>) -> Result<(), SimError> {
        match done {
            Err(error) if self.visited => {
                tracing::debug!(%error, "a reader leaves that to the visitor");
                Ok(())
            }
            other => other.map(drop),
        }
    }

    /// Presses everybody's language; `false` where somebody was not asked for it yet.
    fn everybody_chooses(&self) -> anyhow::Result<bool> {
        let asked = |chat| {
            let view = self.telegram.chat(chat).context("a reader's chat is gone")?;
            let question = view.messages.iter().rev().find(|message| message.reply_markup.is_some());
            anyhow::Ok(question.map(|message| message.id))
        };
        let questions =
            READERS.map(|(chat, ..)| asked(chat)).into_iter().collect::<anyhow::Result<Option<Vec<_>>>>()?;
        let Some(questions) = questions else { return Ok(false) };
        for ((chat, _, _, lang), question) in READERS.into_iter().zip(questions) {
            self.unless_visited(self.telegram.person_presses(chat, question, &language_button(lang)))?;
        }
        Ok(true)
    }
}

fn language_button(lang: Lang) -> String {
    format!("lang:{}", lang.as_str())
}
