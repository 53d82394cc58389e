//! WHO ASKS: commands, buttons and memberships, from the inbox to effects and replies.
//!
//! One transaction holds what a handler changes, what it answers (a row in the outbox) and the mark
//! in the inbox: after a crash either all of it is there or the update is handled again. Handlers
//! themselves write nothing; they return a [`Plan`].

mod admin;
mod answers;
mod boards;
mod commands;
mod context;
mod fit;
mod flood;
mod language;
mod membership;
mod menu;
mod plan;
mod privacy;
mod press;
mod reply;
mod requests;
mod rights;
mod route;
mod start;
mod talk;
mod test_alert;
mod turn;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

pub use crate::render::Reply;
pub use admin::Desk;
pub use boards::{Boards, Question};
pub use plan::{Act, Button, Change, Failure, Plan, Rows, Say};
pub use privacy::Retention;
pub use reply::BotWords;

use crate::clock::{Bell, Clock};
use crate::stats::{Handling, Stats};
use crate::store::inbox::{self, Waiting};
use crate::store::{Store, StoreError};
use crate::telegram::{Client, Identity};
use flood::Flood;
use rights::Checked;
use route::Route;
use turn::Verdict;

/// How many waiting updates are read at a time.
const PAGE: i64 = 100;

/// Pauses after a failed attempt of a handler, in seconds; the attempt after the last one is final.
const PAUSES: [i64; 2] = [1, 4];

/// The pause after a failure of the database, in seconds.
const STORE_PAUSE: i64 = 2;

/// What the bot is built from.
pub struct BotParts<B> {
    /// The database.
    pub store: Store,
    /// The civil clock.
    pub clock: Clock,
    /// For the list of commands only: answers go through the outbox.
    pub client: Client,
    /// Who the bot is.
    pub identity: Identity,
    /// How it speaks.
    pub words: Arc<dyn BotWords>,
    /// What it knows.
    pub boards: Arc<B>,
    /// Rung when there is a reply to be sent.
    pub delivery_bell: Bell,
    /// How long it stays on record who was sent which alert: /privacy says so.
    pub keep_messages: TimeDelta,
}

/// The handler loop.
pub struct Bot<B> {
    parts: BotParts<B>,
    route: Route,
    bell: Bell,
    /// Chats that wait for another attempt, and until when: their later updates wait behind it.
    held: HashMap<i64, DateTime<Utc>>,
    /// How much each chat asked in the last minute.
    flood: Flood,
    stats: Stats,
}

impl<B: Boards> Bot<B> {
    /// A bot that has not started.
    #[must_use]
    pub fn new(parts: BotParts<B>) -> Self {
        let (bell, route) = (parts.clock.bell(), route::tree::<B>());
        Self { parts, route, bell, held: HashMap::new(), flood: Flood::default(), stats: Stats::default() }
    }

    /// The same bot, counting there.
    #[must_use]
    pub fn counting(self, stats: Stats) -> Self {
        Self { stats, ..self }
    }

    /// To be rung when the inbox has something new.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Handles updates until `stop`; the one in hand is finished.
    pub async fn run(mut self, stop: CancellationToken) {
        let (client, words) = (self.parts.client.clone(), Arc::clone(&self.parts.words));
        let clock = self.parts.clock.clone();
        let register = commands::register(&client, words.as_ref(), &clock, &stop);
        tokio::join!(register, self.serve(&stop));
    }

    async fn serve(&mut self, stop: &CancellationToken) {
        let mut worker = self.parts.clock.worker();
        while !stop.is_cancelled() {
            let again = match self.pass(stop).await {
                Ok(()) => self.held.values().min().copied(),
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "updates wait: the inbox cannot be worked on"
                    );
                    Some(self.parts.clock.now() + TimeDelta::seconds(STORE_PAUSE))
                }
            };
            let bell = self.bell.clone();
            tokio::select! {
                biased;
                () = stop.cancelled() => return,
                _ = worker.park(again, &bell) => {}
            }
        }
    }

    /// Handles everything that waits, each chat's in Telegram's order; chats on hold are passed over.
    async fn pass(&mut self, stop: &CancellationToken) -> Result<(), StoreError> {
        let now = self.parts.clock.now();
        self.held.retain(|_, until| *until > now);
        let mut after = i64::MIN;
        loop {
            let page = inbox::waiting(&self.parts.store, after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.update_id;
            let judged = self.judge(&page).await?;
            // Chats that need nobody's word do not wait for Telegram to say who is an administrator of others.
            for judged in rights::apart(&self.parts.identity, judged) {
                self.answer(judged, stop).await?;
            }
            if stop.is_cancelled() {
                return Ok(());
            }
        }
    }

    /// Handles what of a page was judged, in its order.
    async fn answer(
        &mut self,
        judged: Vec<(&Waiting, flood::Verdict)>,
        stop: &CancellationToken,
    ) -> Result<(), StoreError> {
        let answered = judged.iter().filter(|(_, verdict)| *verdict == flood::Verdict::Answer);
        let mut checked = rights::ahead(&self.parts, answered.map(|(waiting, _)| *waiting)).await;
        for (waiting, verdict) in judged {
            if stop.is_cancelled() {
                return Ok(());
            }
            if self.held.contains_key(&waiting.chat) {
                continue;
            }
            if verdict == flood::Verdict::Notice {
                let owed = flood::refuse(&self.parts, waiting, self.parts.clock.now()).await?;
                self.ring(owed);
            } else {
                let span = tracing::info_span!("update", update_id = waiting.update_id);
                let checked = checked.remove(&waiting.update_id).unwrap_or_default();
                self.handle(waiting, checked).instrument(span).await?;
            }
        }
        Ok(())
    }

    /// What of a page is to be answered, and how. What is not answered at all is put away.
    async fn judge<'a>(&mut self, page: &'a [Waiting]) -> Result<Vec<(&'a Waiting, flood::Verdict)>, StoreError> {
        let (mut judged, mut unanswered) = (Vec::new(), Vec::new());
        for waiting in page.iter().filter(|waiting| !self.held.contains_key(&waiting.chat)) {
            match self.flood.judge(waiting, self.parts.clock.now()) {
                flood::Verdict::Silence => unanswered.push(waiting.update_id),
                verdict => judged.push((waiting, verdict)),
            }
        }
        flood::silence(&self.parts, &unanswered).await?;
        Ok(judged)
    }

    async fn handle(&mut self, waiting: &Waiting, checked: Checked) -> Result<(), StoreError> {
        let (now, began) = (self.parts.clock.now(), Instant::now());
        let failure = match turn::attempt(&self.parts, &self.route, waiting, checked, now).await {
            Ok(replied) => {
                self.stats.update(Handling::Handled, began.elapsed());
                self.ring(replied);
                return Ok(());
            }
            Err(failure) => failure,
        };
        let attempts = waiting.attempts + 1;
        tracing::error!(update_id = waiting.update_id, attempts, error = %failure, "a handler failed");
        match turn::record_failure(&self.parts, waiting, &PAUSES, now).await? {
            Verdict::Again { at } => {
                self.stats.update(Handling::Failed, began.elapsed());
                self.held.insert(waiting.chat, at);
            }
            Verdict::Poisoned { replied } => {
                self.stats.update(Handling::Poisoned, began.elapsed());
                self.ring(replied);
            }
        }
        Ok(())
    }

    fn ring(&self, replied: bool) {
        if replied {
            self.parts.delivery_bell.ring();
        }
    }
}

#[cfg(test)]
mod tests;
