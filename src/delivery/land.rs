//! Records what came back, a group in one transaction, and what it does to the chat.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::queues::line_of;
use super::sender::{Delivery, DeliveryError};
use super::verdict::{Effect, Verdict, judge};
use super::{Api, Lane, OutgoingReply, Words, enqueue_reply};
use crate::crash;
use crate::lang::Lang;
use crate::store::delivery::{
    Row, State, fail_chat, forget_message, in_force, leave_thread, move_chat, pause_chat, release_chat, settle, suspend,
};
use crate::store::{Doing, StoreError, Tx};
use crate::telegram::Outcome;

/// The end of an attempt that is not on record yet.
#[derive(Debug)]
pub(super) struct Landing {
    row: Row,
    verdict: Verdict,
    at: DateTime<Utc>,
}

impl Landing {
    /// A request that was recorded, perhaps, but not made.
    pub(super) fn not_made(row: Row, now: DateTime<Utc>) -> Self {
        let verdict = judge(&row, &Outcome::NotSent("the attempt could not be recorded".to_owned()), now);
        Self { row, verdict, at: now }
    }

    /// Whether what is in hand of the chat has to go back: its order or address has changed.
    fn unsettles_chat(&self) -> bool {
        self.verdict.end.state == State::Pending || self.verdict.effect != Effect::None
    }
}

impl<A: Api, W: Words> Delivery<A, W> {
    /// Commits the outcomes that have come; whether there were any.
    pub(super) async fn land(&mut self) -> Result<bool, DeliveryError> {
        self.receive();
        if self.landings.is_empty() {
            return Ok(false);
        }
        let mut tx = self.store.begin().await?;
        if !in_force(&mut tx, self.epoch).await? {
            return Err(DeliveryError::Fenced { epoch: self.epoch });
        }
        for landing in &self.landings {
            let counts = record(&mut tx, landing, self.epoch).await?;
            if let Effect::LeaveThread(thread) = landing.verdict.effect
                && counts
            {
                self.leave(&mut tx, landing, thread).await?;
            }
        }
        crash::point("delivery.outcome.before_commit");
        tx.commit().await.doing("recording outcomes")?;
        crash::point("delivery.outcome.after_commit");
        for landing in std::mem::take(&mut self.landings) {
            self.queues.landed(line_of(landing.row.chat, Lane::from_code(landing.row.lane)));
            if landing.unsettles_chat() {
                self.queues.drop_chat(landing.row.chat);
            }
        }
        self.look = Lane::ALL.into();
        Ok(true)
    }

    /// Where alerts of the chat went to that thread, they go to the general one, and the chat is told once.
    async fn leave(&self, tx: &mut Tx, landing: &Landing, thread: i64) -> Result<(), StoreError> {
        let Landing { row, at, .. } = landing;
        if !leave_thread(tx, row.chat, thread, *at).await? {
            return Ok(());
        }
        let lang = row.lang.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::En);
        let text = match self.wording.topic_gone(lang) {
            Ok(text) => text,
            Err(why) => {
                tracing::error!(why, "the notice of a closed topic cannot be worded");
                return Ok(());
            }
        };
        let notice = OutgoingReply {
            key: format!("notice/{}/{}", row.key.alert, row.key.revision),
            chat: row.chat,
            subscriber: row.key.subscriber,
            thread: 0,
            method: "sendMessage",
            payload: json!({ "text": text, "parse_mode": "HTML" }),
            again: false,
        };
        enqueue_reply(tx, &notice, *at).await
    }

    /// Takes the answers in. Slots free from here on, whatever the database does.
    fn receive(&mut self) {
        while self.tasks.try_join_next().is_some() {}
        while let Ok(answer) = self.answers.1.try_recv() {
            let Some(row) = self.flights.remove(&answer.flight) else { continue };
            let now = self.clock.now();
            self.pacer.answered(row.chat, Lane::from_code(row.lane), now);
            match &answer.outcome {
                Outcome::NotSent(_) | Outcome::Unknown(_) => self.outage.fault(row.chat, now),
                _ => self.outage.answered(),
            }
            let verdict = judge(&row, &answer.outcome, now);
            if let Effect::Pause(until) = verdict.effect {
                self.pacer.flooded(row.chat, until, now);
            }
            self.stats.outcome(verdict.end.state.as_str(), &verdict.end.outcome);
            log(&row, &verdict);
            self.landings.push(Landing { row, verdict, at: now });
        }
    }
}

/// Writes one landing; whether it counts. A late finisher changes nothing, not even the chat.
async fn record(tx: &mut Tx, landing: &Landing, epoch: i64) -> Result<bool, StoreError> {
    let Landing { row, verdict, at } = landing;
    if !settle(tx, row, epoch, &verdict.end, *at).await? {
        tracing::warn!(alert = row.key.alert, attempt = row.attempt, "an outcome came too late to count");
        return Ok(false);
    }
    if landing.unsettles_chat() {
        release_chat(tx, row.chat, epoch).await?;
    }
    match verdict.effect {
        Effect::None | Effect::LeaveThread(_) => {}
        Effect::Pause(until) => pause_chat(tx, row.chat, until).await?,
        Effect::Suspend(class) => {
            suspend(tx, row.chat, class.as_str(), *at).await?;
            fail_chat(tx, row.chat, class.as_str()).await?;
        }
        Effect::MessageGone => forget_message(tx, &row.key).await?,
        Effect::Move(to) => move_chat(tx, row.chat, to, *at).await?,
    }
    Ok(true)
}

fn log(row: &Row, verdict: &Verdict) {
    let (state, outcome) = (verdict.end.state, verdict.end.outcome.as_str());
    match state {
        State::Sent => tracing::debug!(alert = row.key.alert, attempt = row.attempt, "sent"),
        State::Pending => tracing::info!(alert = row.key.alert, attempt = row.attempt, outcome, "to be sent again"),
        State::Failed | State::Unknown => {
            tracing::warn!(alert = row.key.alert, attempt = row.attempt, ?state, outcome, "not known to be delivered");
        }
    }
}
