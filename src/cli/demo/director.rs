//! The people of the demo: they subscribe by a real /start, press their language, and read on.

use std::sync::Arc;

use anyhow::Context;
use tokio_util::sync::CancellationToken;

use super::show::Show;
use super::{ASK_BEFORE_END, FIRST_STEPS, Instant, LOOK_EVERY, READERS};
use crate::clock::{Busy, Clock, Worker};
use crate::lang::Lang;
use crate::sim::telegram::TelegramSim;

/// Plays the readers and ends the demo when its last day is over.
pub(super) struct Director {
    pub(super) telegram: Arc<TelegramSim>,
    pub(super) clock: Clock,
    pub(super) start: Instant,
    pub(super) end: Instant,
    pub(super) show: Show,
}

impl Director {
    /// Plays until the end. The worker that comes back keeps the clock from running past it.
    pub(super) async fn run(mut self, stop: CancellationToken, setting_up: Busy) -> (Worker, anyhow::Result<()>) {
        let mut worker = self.clock.worker();
        let bell = self.clock.bell();
        for (chat, name, code, _) in READERS {
            self.telegram.private_chat(chat, name, Some(code));
        }
        drop(setting_up);
        let [greet, mut choose] = FIRST_STEPS.map(|step| self.start + step);
        let ask = (self.end - ASK_BEFORE_END).max(choose + LOOK_EVERY);
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
                // Where the clock runs much faster than the machine, the question comes later.
                self.everybody_chooses().map(|chosen| choose = if chosen { choose } else { now + LOOK_EVERY })
            } else if next == ask {
                self.everybody_says("/status")
            } else {
                Ok(())
            };
            let step = step.and_then(|()| Ok(self.show.look(&self.telegram)?));
            if step.is_err() || now >= self.end {
                break step;
            }
            next = match next {
                step if step < choose => choose,
                step if step < ask => (now + LOOK_EVERY).min(ask),
                _ => (now + LOOK_EVERY).min(self.end),
            };
        };
        stop.cancel();
        (worker, ended)
    }

    fn everybody_says(&self, command: &str) -> anyhow::Result<()> {
        for (chat, ..) in READERS {
            self.telegram.person_says(chat, command)?;
        }
        Ok(())
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
            self.telegram.person_presses(chat, question, &language_button(lang))?;
        }
        Ok(true)
    }
}

fn language_button(lang: Lang) -> String {
    format!("lang:{}", lang.as_str())
}
