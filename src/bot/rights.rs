//! Who may change settings: asked of Telegram at each press and command, before the transaction begins,
//! since a write transaction never spans a request.

mod answer;
mod ask;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};

use super::BotParts;
use super::context::Context;
use super::plan::{Failure, Plan, Say};
use crate::render::Reply;
use crate::render::menu::Notice;
use crate::store::inbox::Waiting;
use crate::telegram::Identity;
use crate::telegram::update::Incoming;

pub(super) use ask::{GUARDED, target};

/// Questions to Telegram at a time.
const AT_ONCE: usize = 8;
/// How long all questions of a page may take together (monotonic).
const PATIENCE: Duration = Duration::from_secs(6);

/// Whether whoever wrote or pressed may change the settings in question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Rights {
    /// It was not asked: nothing is to be changed.
    #[default]
    Unasked,
    /// They may.
    Allowed,
    /// They may not.
    Refused,
    /// Telegram did not say.
    Unknown,
}

/// What was found out before the transaction began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) rights: Rights,
    /// The chat that Telegram was asked about.
    pub(super) about: Option<i64>,
    /// Its title, where it is another chat than the one in which somebody acts.
    pub(super) title: Option<String>,
}

/// Asks for all updates of a page at the same time, and waits no longer than one patience for all of them:
/// of whom Telegram has said nothing by then, nobody knows.
pub(super) async fn ahead<'a, B: Send + Sync>(
    parts: &BotParts<B>,
    page: impl Iterator<Item = &'a Waiting>,
) -> HashMap<i64, Checked> {
    let asks = page.filter_map(|waiting| {
        let incoming = Incoming::read(&serde_json::from_str(&waiting.payload).ok()?)?;
        Some((waiting.update_id, ask::ask(&incoming, &parts.identity)))
    });
    let asks: Vec<(i64, ask::Ask)> = asks.collect();
    let unknown = Checked { rights: Rights::Unknown, ..Checked::default() };
    let mut checked: HashMap<i64, Checked> = asks.iter().map(|(id, _)| (*id, unknown.clone())).collect();
    let answers = asks.into_iter().map(|(id, ask)| async move { (id, answer::check(parts, ask).await) });
    let answers = stream::iter(answers).buffer_unordered(AT_ONCE);
    let all = answers.for_each(|(id, answer)| {
        checked.insert(id, answer);
        std::future::ready(())
    });
    if tokio::time::timeout(PATIENCE, all).await.is_err() {
        tracing::warn!("Telegram is slow to say who is an administrator");
    }
    checked
}

/// A page in two: the chats of which nothing has to be asked, then the others. Each chat's updates stay
/// together and in their order.
pub(super) fn apart<'a, V>(identity: &Identity, page: Vec<(&'a Waiting, V)>) -> [Vec<(&'a Waiting, V)>; 2] {
    let asks = |waiting: &Waiting| {
        let incoming = serde_json::from_str(&waiting.payload).ok().as_ref().and_then(Incoming::read);
        incoming.is_some_and(|incoming| !matches!(ask::ask(&incoming, identity), ask::Ask::Nothing(_)))
    };
    let asked = page.iter().filter(|(waiting, _)| asks(waiting));
    let chats: HashSet<i64> = asked.map(|(waiting, _)| waiting.chat).collect();
    let (asked, at_once) = page.into_iter().partition(|(waiting, _)| chats.contains(&waiting.chat));
    [at_once, asked]
}

/// Says why nothing was changed.
pub(super) async fn refuse(context: Arc<Context>) -> Result<Plan, Failure> {
    let notice = match context.rights {
        Rights::Refused => Notice::OnlyAdministrators,
        Rights::Unasked | Rights::Unknown | Rights::Allowed => Notice::RightsUnknown,
    };
    let reply = Reply::Notice(notice);
    let say = match &context.incoming.callback {
        Some(press) => Say::Answer { callback: press.id.clone(), reply },
        None => Say::Message { reply, languages: false },
    };
    Ok(Plan::say(context.lang(), vec![say]))
}
