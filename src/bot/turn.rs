//! One update, one transaction.

use std::any::Any;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt as _;
use teloxide::dptree;

use super::context::Context;
use super::fit;
use super::plan::{Change, Failure, Plan, Say};
use super::requests::Target;
use super::route::Route;
use super::{Boards, BotParts, test_alert};
use crate::crash;
use crate::delivery::{OutgoingReply, enqueue_reply};
use crate::render::Reply;
use crate::store::inbox::{self, Settled, Waiting};
use crate::store::subscriber::{self, Standing, Subscriber};
use crate::store::{Doing, StoreError, Tx};
use crate::telegram::Request;
use crate::telegram::update::{Incoming, Kind};

/// What follows from a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Another attempt, not before this.
    Again {
        /// When.
        at: DateTime<Utc>,
    },
    /// It was the last one.
    Poisoned {
        /// Whether an apology is owed.
        replied: bool,
    },
}

/// Handles an update; `Ok(true)` when a reply is owed. A panic is a failure like any other, and a
/// failure leaves nothing behind.
pub(super) async fn attempt<B: Boards>(
    parts: &BotParts<B>,
    route: &Route,
    waiting: &Waiting,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let attempt = AssertUnwindSafe(handle(parts, route, waiting, now)).catch_unwind().await;
    attempt.unwrap_or_else(|panic| Err(Failure::Panic(said(panic.as_ref()))))
}

async fn handle<B: Boards>(
    parts: &BotParts<B>,
    route: &Route,
    waiting: &Waiting,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let incoming = read(waiting)?;
    let mut tx = parts.store.begin().await?;
    if !inbox::settle(&mut tx, waiting.update_id, Settled::Handled).await? {
        return Ok(false);
    }
    let known = subscriber::of_chat(&mut tx, waiting.chat).await?;
    let known = resume(&mut tx, known, &incoming, now).await?;
    let known_id = known.as_ref().map_or(0, |known| known.id);
    let to = Target { chat: waiting.chat, thread: incoming.thread };
    let context = Arc::new(Context::new(incoming, known, now));
    let keep = super::Retention { messages: parts.keep_messages };
    let input = dptree::deps![context, parts.identity.clone(), Arc::clone(&parts.boards), parts.store.clone(), keep];
    let ControlFlow::Break(plan) = route.dispatch(input).await else {
        return commit(tx).await.map(|()| false).map_err(Failure::from);
    };
    let plan = plan?;
    let id = apply(&mut tx, &plan.change, now).await?.unwrap_or(known_id);
    owe(parts, &mut tx, waiting, (to, id), &plan, now).await?;
    commit(tx).await?;
    Ok(!plan.says.is_empty() || matches!(plan.change, Change::Test { .. }))
}

pub(super) fn read(waiting: &Waiting) -> Result<Incoming, Failure> {
    let update = serde_json::from_str(&waiting.payload).map_err(|_| Failure::Payload)?;
    Incoming::read(&update).ok_or(Failure::Payload)
}

/// Whoever writes or presses has not blocked the bot: the suspension was for a fault that is over.
async fn resume(
    tx: &mut Tx,
    known: Option<Subscriber>,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<Option<Subscriber>, StoreError> {
    let speaks = incoming.is_private() && matches!(incoming.kind, Kind::Message | Kind::Callback);
    match known {
        Some(known) if speaks && matches!(known.standing, Standing::Suspended(_)) => {
            let active = Subscriber { standing: Standing::Active, ..known };
            subscriber::update(tx, &active, now).await?;
            Ok(Some(active))
        }
        known => Ok(known),
    }
}

/// Writes the change; returns the subscriber's id where that is another one now, 0 for none.
async fn apply(tx: &mut Tx, change: &Change, now: DateTime<Utc>) -> Result<Option<i64>, StoreError> {
    match change {
        Change::Nothing => Ok(None),
        Change::Add(new) => subscriber::add(tx, new, now).await.map(Some),
        Change::Update(changed) => subscriber::update(tx, changed, now).await.map(|()| None),
        Change::Delete { chat } => subscriber::delete(tx, *chat).await.map(|()| Some(0)),
        Change::Test { subscriber, id, report } => test_alert::owe(tx, *subscriber, id, report).await.map(|()| None),
    }
}

/// Owes the answers of a plan.
pub(super) async fn owe<B>(
    parts: &BotParts<B>,
    tx: &mut Tx,
    waiting: &Waiting,
    (to, subscriber): (Target, i64),
    plan: &Plan,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut requests = Vec::new();
    for say in &plan.says {
        requests.extend(fit::requests(parts.words.as_ref(), plan.lang, to, say)?);
    }
    for (n, Request { method, params }) in requests.into_iter().enumerate() {
        let reply = OutgoingReply {
            key: format!("reply/{}/{n}", waiting.update_id),
            chat: to.chat,
            subscriber,
            thread: to.thread.unwrap_or_default(),
            method,
            payload: params,
            // Whoever misses an answer asks again; a second copy would only puzzle.
            again: false,
        };
        enqueue_reply(tx, &reply, now).await?;
    }
    Ok(())
}

pub(super) async fn commit(tx: Tx) -> Result<(), StoreError> {
    crash::point("handler.before_commit");
    tx.commit().await.doing("committing a handler's effects")?;
    crash::point("handler.after_commit");
    Ok(())
}

/// Counts a failed attempt; after the last one the update is put away, with an apology.
pub(super) async fn record_failure<B>(
    parts: &BotParts<B>,
    waiting: &Waiting,
    pauses: &[i64],
    now: DateTime<Utc>,
) -> Result<Verdict, StoreError> {
    let mut tx = parts.store.begin().await?;
    let Some(attempts) = inbox::count_failure(&mut tx, waiting.update_id).await? else {
        return Ok(Verdict::Poisoned { replied: false });
    };
    let pause = usize::try_from(attempts - 1).ok().and_then(|failed| pauses.get(failed));
    let verdict = if let Some(pause) = pause {
        Verdict::Again { at: now + TimeDelta::seconds(*pause) }
    } else {
        inbox::settle(&mut tx, waiting.update_id, Settled::Poisoned).await?;
        Verdict::Poisoned { replied: apologise(parts, &mut tx, waiting, now).await? }
    };
    commit(tx).await?;
    Ok(verdict)
}

/// Owes an apology to whoever is waiting. Where even that has no words, there is none.
async fn apologise<B>(
    parts: &BotParts<B>,
    tx: &mut Tx,
    waiting: &Waiting,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(incoming) = read(waiting).ok().filter(Incoming::is_private) else { return Ok(false) };
    let say = match (&incoming.kind, &incoming.callback) {
        (Kind::Callback, Some(press)) => Say::Answer { callback: press.id.clone(), reply: Reply::Apology },
        (Kind::Message, _) => Say::Message { reply: Reply::Apology, languages: false },
        _ => return Ok(false),
    };
    let to = Target { chat: waiting.chat, thread: incoming.thread };
    let known = subscriber::of_chat(tx, waiting.chat).await?;
    let id = known.as_ref().map_or(0, |known| known.id);
    let plan = Plan::say(Context::new(incoming, known, now).lang(), vec![say]);
    let owed = AssertUnwindSafe(owe(parts, tx, waiting, (to, id), &plan, now)).catch_unwind().await;
    match owed {
        Ok(Ok(())) => Ok(true),
        Ok(Err(Failure::Store { source })) => Err(source),
        Ok(Err(_)) | Err(_) => Ok(false),
    }
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
