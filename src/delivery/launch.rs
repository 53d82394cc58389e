//! Sends: picks what may go now, records the attempts in one transaction, and only then lets the
//! first byte leave.

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use super::land::Landing;
use super::queues::line_of;
use super::sender::{Delivery, DeliveryError};
use super::{Api, Lane, Words};
use crate::clock::{Bell, Busy};
use crate::crash;
use crate::store::Doing;
use crate::store::delivery::{Row, expire_claimed, fail_claimed, in_force, sending};
use crate::telegram::{Outcome, Request};

/// What became of a request.
#[derive(Debug)]
pub(super) struct Answer {
    pub flight: u64,
    pub outcome: Outcome,
}

type Worded = (Row, Result<Request, String>);

impl<A: Api, W: Words> Delivery<A, W> {
    /// Lets a group of requests go; whether there was any.
    pub(super) async fn launch(&mut self) -> Result<bool, DeliveryError> {
        let now = self.clock.now();
        let picked = self.pick(now);
        if picked.is_empty() {
            return Ok(false);
        }
        let mut worded = Vec::with_capacity(picked.len());
        let mut failure = None;
        for row in picked {
            // After a failure the rest goes the same way back.
            let request = match self.wording.request(&row, now).await {
                Ok(request) => request,
                Err(error) => {
                    failure = Some(error.into());
                    Err(String::new())
                }
            };
            worded.push((row, request));
        }
        let recorded = match failure {
            None => self.record(&worded, now).await,
            Some(error) => Err(error),
        };
        match recorded {
            Ok(granted) => self.release_flights(worded, &granted),
            Err(error) => {
                self.take_back(worded, now);
                return Err(error);
            }
        }
        Ok(true)
    }

    /// The heads whose slots are free, most urgent first.
    fn pick(&mut self, now: DateTime<Utc>) -> Vec<Row> {
        self.slot = self.outage.until().filter(|until| *until > now);
        let room = self.outage.in_flight(self.config.in_flight).saturating_sub(self.flights.len());
        let mut picked = Vec::new();
        if self.slot.is_some() || room == 0 {
            return picked;
        }
        for head in self.queues.heads() {
            let free = self.pacer.next_free(head.chat(), head.lane, now);
            if free > now {
                self.slot = Some(self.slot.map_or(free, |slot| slot.min(free)));
            } else if let Some(row) = self.queues.take(head) {
                self.pacer.started(head.chat(), head.lane, now);
                picked.push(row);
                if picked.len() == room {
                    break;
                }
            }
        }
        picked
    }

    /// Commits `sending` for the whole group; whose attempt was granted.
    async fn record(&self, worded: &[Worded], now: DateTime<Utc>) -> Result<Vec<bool>, DeliveryError> {
        let mut tx = self.store.begin().await?;
        if !in_force(&mut tx, self.epoch).await? {
            return Err(DeliveryError::Fenced { epoch: self.epoch });
        }
        let mut granted = Vec::with_capacity(worded.len());
        for (row, request) in worded {
            granted.push(match request {
                // It expired while it waited in hand for its slot.
                _ if row.is_past(now) => {
                    expire_claimed(&mut tx, &row.key, self.epoch).await?;
                    false
                }
                Ok(_) => sending(&mut tx, row, self.epoch, now).await?,
                Err(why) => {
                    tracing::error!(alert = row.key.alert, why, "a message cannot be worded");
                    fail_claimed(&mut tx, &row.key, self.epoch, format!("render: {why}")).await?;
                    false
                }
            });
        }
        crash::point("delivery.sending.before_commit");
        tx.commit().await.doing("recording attempts")?;
        crash::point("delivery.sending.after_commit");
        Ok(granted)
    }

    fn release_flights(&mut self, worded: Vec<Worded>, granted: &[bool]) {
        for ((row, request), granted) in worded.into_iter().zip(granted) {
            match request {
                Ok(request) if *granted => self.fly(row, request),
                _ => self.ground(&row),
            }
        }
    }

    /// The request was not made, and its row is in nobody's hands.
    fn ground(&mut self, row: &Row) {
        let lane = Lane::from_code(row.lane);
        self.pacer.cancelled(row.chat, lane);
        self.queues.landed(line_of(row.chat, lane));
        // No landing will come that makes us look for what waits behind it.
        self.look.insert(lane);
    }

    /// The transaction failed, perhaps after its commit: no request was made, and where the attempt
    /// is on record, that has to be said.
    fn take_back(&mut self, worded: Vec<Worded>, now: DateTime<Utc>) {
        for (mut row, _) in worded {
            self.ground(&row);
            row.attempt += 1;
            self.landings.push(Landing::not_made(row, now));
        }
    }

    fn fly(&mut self, mut row: Row, request: Request) {
        self.next_flight += 1;
        row.attempt += 1;
        let report = Report {
            flight: self.next_flight,
            answers: self.answers.0.clone(),
            bell: self.bell.clone(),
            outcome: None,
            _busy: self.clock.busy(),
        };
        self.flights.insert(self.next_flight, row);
        let (api, patience) = (std::sync::Arc::clone(&self.api), self.config.answer_within);
        self.tasks.spawn(async move {
            crash::point("delivery.request.before");
            let outcome = within(patience, api.call(request)).await;
            crash::point("delivery.request.after");
            report.make(outcome);
        });
    }
}

/// The lease of a living process on a stuck task.
async fn within(patience: Duration, call: impl Future<Output = Outcome>) -> Outcome {
    let answer = tokio::time::timeout(patience, call).await;
    answer.unwrap_or_else(|_| Outcome::Unknown(format!("no answer within {} s", patience.as_secs())))
}

/// Reports even if the task panics: a row must not stay under way for ever.
struct Report {
    flight: u64,
    answers: mpsc::UnboundedSender<Answer>,
    bell: Bell,
    outcome: Option<Outcome>,
    /// Held until the bell has been rung.
    _busy: Busy,
}

impl Report {
    fn make(mut self, outcome: Outcome) {
        self.outcome = Some(outcome);
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        let lost = || Outcome::Unknown("the request's task ended without an answer".to_owned());
        let outcome = self.outcome.take().unwrap_or_else(lost);
        // Where nobody listens any more, the next start settles the row.
        drop(self.answers.send(Answer { flight: self.flight, outcome }));
        self.bell.ring();
    }
}
