//! The bot is added, removed, blocked, silenced, or comes back; a group becomes a supergroup.

use std::sync::Arc;

use super::context::Context;
use super::plan::{Act, Button, Change, Failure, Plan, Say};
use super::start::{newcomer, place, place_in};
use crate::render::Reply;
use crate::render::menu::{Label, Notice};
use crate::store::subscriber::{NewSubscriber, Standing, Subscriber};
use crate::telegram::GoneClass;
use crate::telegram::update::{ChatKind, ChatRef, Membership, Presence};

/// Settings are kept through everything; who had unsubscribed stays so.
pub(super) async fn changed(context: Arc<Context>) -> Result<Plan, Failure> {
    let nothing = Plan::say(context.lang(), Vec::new());
    let (Some(chat), Some(Membership { old, new: Some(new) })) = (&context.incoming.chat, context.incoming.membership)
    else {
        return Ok(nothing);
    };
    let class = match new {
        Presence::Present => return Ok(present(&context, chat, old == Some(Presence::Gone))),
        Presence::Mute => GoneClass::NoRights,
        Presence::Gone if context.incoming.is_private() => GoneClass::Blocked,
        Presence::Gone => GoneClass::Kicked,
    };
    // Who was only asked is owed nothing, and is asked again one day.
    let held = context.subscriber.as_ref().filter(|known| known.standing == Standing::Active);
    Ok(held
        .map_or(nothing.clone(), |known| nothing.with(stands(known, Standing::Suspended(class.as_str().to_owned())))))
}

/// The bot can write here. Nothing is said in private: the person has just chosen to hear from us again.
fn present(context: &Context, chat: &ChatRef, arrives: bool) -> Plan {
    let lang = context.lang();
    let Some(known) = &context.subscriber else {
        return if context.incoming.is_private() { Plan::say(lang, Vec::new()) } else { join(context, chat) };
    };
    let says = |notice| if arrives && !context.incoming.is_private() { vec![notice] } else { Vec::new() };
    match &known.standing {
        Standing::Suspended(_) => {
            let back = Say::Message { reply: Reply::Notice(Notice::Back(place(known))), languages: false };
            Plan::say(lang, says(back)).with(stands(known, Standing::Active))
        }
        Standing::Asked if context.may_change() && arrives => {
            let welcome = Say::Message { reply: Reply::Notice(Notice::Welcome(place(known))), languages: false };
            Plan::say(lang, says(welcome)).with(stands(known, Standing::Active))
        }
        Standing::Asked | Standing::Stopped => Plan::say(lang, says(question(known.chat_kind))),
        Standing::Active => Plan::say(lang, Vec::new()),
    }
}

/// A new group or channel: subscribed at once where an administrator wants it, else asked.
fn join(context: &Context, chat: &ChatRef) -> Plan {
    let (lang, active) = (context.lang(), context.may_change());
    let new = NewSubscriber { active, ..newcomer(chat, lang) };
    let say = if active {
        Say::Message { reply: Reply::Notice(Notice::Welcome(place_in(chat.kind, 0))), languages: false }
    } else {
        question(chat.kind)
    };
    Plan::say(lang, vec![say]).with(Change::Add(new))
}

/// What the button below the question carries. The chat is the one in which it is pressed.
const JOIN: &str = "join";

/// Asks administrators whether alerts are wanted.
fn question(kind: ChatKind) -> Say {
    let button = Button { label: Label::Subscribe, act: Act::Data(JOIN.to_owned()) };
    Say::Menu { reply: Reply::Notice(Notice::Ask(place_in(kind, 0))), rows: vec![vec![button]] }
}

/// A press on that button.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    callback: String,
    message_id: i64,
    subscriber: Subscriber,
}

/// Reads such a press.
pub(super) fn wanted(context: Arc<Context>) -> Option<Wanted> {
    let press = context.incoming.callback.as_ref()?;
    let subscriber = context.subscriber.clone().filter(|_| press.data.as_deref() == Some(JOIN));
    let subscriber = subscriber.filter(|known| known.chat_kind != ChatKind::Private)?;
    Some(Wanted { callback: press.id.clone(), message_id: press.message_id?, subscriber })
}

/// The chat subscribes, and the question becomes the welcome.
pub(super) async fn subscribe(wanted: Wanted) -> Result<Plan, Failure> {
    let Wanted { callback, message_id, subscriber } = wanted;
    let reply = Reply::Notice(Notice::Welcome(place(&subscriber)));
    let says = vec![
        Say::Answer { callback, reply: Reply::Notice(Notice::Alerts(true)) },
        Say::EditMenu { message_id, reply, rows: Vec::new() },
    ];
    Ok(Plan::say(subscriber.lang, says).with(stands(&subscriber, Standing::Active)))
}

fn stands(known: &Subscriber, standing: Standing) -> Change {
    Change::Update(Subscriber { standing, ..known.clone() })
}

/// A group has become a supergroup: everything goes with it. Telegram says so in both chats, and delivery
/// may have learnt it before; a second time changes nothing.
pub(super) async fn migrated(context: Arc<Context>) -> Result<Plan, Failure> {
    let plan = Plan::say(context.lang(), Vec::new());
    Ok(match context.incoming.migration {
        Some(moved) => plan.with(Change::Move(moved)),
        None => plan,
    })
}
