//! What is kept of a chat: told in general (/privacy), shown field by field (/mydata), deleted at once
//! (/deletemydata).

use std::sync::Arc;

use chrono::TimeDelta;

use super::context::Context;
use super::plan::{Change, Failure, Plan, Say};
use super::rights;
use crate::alert::{Category, Severity};
use crate::delivery::KEEP_ANSWERS;
use crate::render::{Counts, PersonalData, Reply, SettingsKept};
use crate::store::Store;
use crate::store::records::Records;
use crate::store::subscriber::Subscriber;

/// What a button of the question carries before our number of the subscriber.
const DELETE: &str = "del:";

/// How long things are kept that the operator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Who was sent which alert.
    pub messages: TimeDelta,
}

/// `/privacy`: anybody may know.
pub(super) async fn privacy(context: Arc<Context>, keep: Retention) -> Result<Plan, Failure> {
    let reply = Reply::Privacy { answers: KEEP_ANSWERS, messages: keep.messages };
    Ok(Plan::message(context.lang(), reply))
}

/// `/mydata`.
pub(super) async fn data(context: Arc<Context>, store: Store) -> Result<Plan, Failure> {
    let lang = context.lang();
    let Some(chat) = &context.incoming.chat else { return Ok(Plan::say(lang, Vec::new())) };
    let records = store.records(chat.id).await?;
    let subscriber = context.subscriber.as_ref();
    let data = PersonalData {
        now: context.now,
        chat: chat.id,
        kind: subscriber.map_or(chat.kind, |known| known.chat_kind).as_str(),
        settings: subscriber.map(|known| Box::new(settings(known, &records))),
        counts: Counts {
            alerts: records.alerts,
            replies: records.replies,
            handled: records.handled,
            waiting: records.waiting,
            paused_until: records.paused_until,
        },
    };
    Ok(Plan::message(lang, Reply::PersonalData(Box::new(data))))
}

/// Every column of the subscriber's row.
fn settings(subscriber: &Subscriber, records: &Records) -> SettingsKept {
    let Subscriber { id, chat: _, chat_kind: _, lang, standing, takes, min_rank, created_at, thread, sound, menu } =
        subscriber;
    let severities = [Severity::Info, Severity::Notable, Severity::Critical];
    SettingsKept {
        id: *id,
        lang: *lang,
        state: standing.as_str(),
        reason: standing.reason().to_owned(),
        since: *created_at,
        changed: records.changed_at.unwrap_or(*created_at),
        takes: Category::ALL.into_iter().filter(|category| takes & category.bit() != 0).collect(),
        from: severities.into_iter().find(|severity| severity.rank() >= *min_rank).unwrap_or(Severity::Critical),
        silent: sound.silent,
        quiet: sound.quiet.map(|hours| (hours.from, hours.to)),
        critical_rings: sound.critical_rings,
        zone: sound.zone.name(),
        thread: *thread,
        menu: menu.clone(),
    }
}

/// `/deletemydata` asks first.
pub(super) async fn ask(context: Arc<Context>) -> Result<Plan, Failure> {
    let lang = context.lang();
    let Some(subscriber) = context.subscriber.as_ref() else {
        return Ok(Plan::message(lang, Reply::DeleteNothing));
    };
    let data = |word: &str| format!("{DELETE}{}:{word}", subscriber.id);
    let (yes, no) = ((Reply::DeleteYes, data("yes")), (Reply::DeleteNo, data("no")));
    Ok(Plan::say(lang, vec![Say::Confirm { reply: Reply::DeleteAsk, yes, no }]))
}

/// A press below the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decision {
    callback: String,
    message_id: i64,
    /// The subscriber that the question was about.
    subscriber: i64,
    delete: bool,
}

/// The decision that a press carries, where it is one.
pub(super) fn decision(context: Arc<Context>) -> Option<Decision> {
    let press = context.incoming.callback.as_ref()?;
    let (id, word) = press.data.as_deref()?.strip_prefix(DELETE)?.split_once(':')?;
    let delete = match word {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    Some(Decision { callback: press.id.clone(), message_id: press.message_id?, subscriber: id.parse().ok()?, delete })
}

/// Deletes at once, or takes the question away. A question about a subscriber that is gone, or is another
/// one since, is answered as too old and loses its buttons as well.
pub(super) async fn decide(context: Arc<Context>, decision: Decision) -> Result<Plan, Failure> {
    let Decision { callback, message_id, subscriber, delete } = decision;
    let lang = context.lang();
    let answer = |reply| Say::Answer { callback: callback.clone(), reply };
    if !context.may_change() {
        return rights::refuse(context).await;
    }
    let known = context.subscriber.as_ref().filter(|known| known.id == subscriber);
    let rewrite = |reply| Say::Rewrite { message_id, reply };
    Ok(match known {
        None => Plan::say(lang, vec![answer(Reply::ButtonExpired), rewrite(Reply::DeleteNothing)]),
        Some(_) if !delete => Plan::say(lang, vec![answer(Reply::DeleteKept), rewrite(Reply::DeleteKept)]),
        Some(known) => {
            let deleted = Reply::Deleted { answers: KEEP_ANSWERS };
            let says = vec![answer(Reply::DeleteDone), rewrite(deleted)];
            Plan::say(lang, says).with(Change::Delete { chat: known.chat })
        }
    })
}
