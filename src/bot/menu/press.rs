//! Presses on the buttons of a menu.

use std::sync::Arc;

use super::Shown;
use crate::bot::context::Context;
use crate::bot::plan::{Change, Failure, Plan, Say};
use crate::bot::press::{Press, Verb};
use crate::render::Reply;
use crate::render::menu::{Notice, Page};
use crate::store::subscriber::{Standing, Subscriber};
use crate::telegram::Identity;

/// A press on a menu that is alive.
#[derive(Debug, Clone)]
pub(in crate::bot) struct Pressed {
    verb: Verb,
    callback: String,
    message_id: i64,
    subscriber: Subscriber,
}

/// Reads a press. It counts below the open menu of that subscriber, in the chat that the settings belong
/// to or in the private chat of somebody who may change them; everything else has expired.
pub(in crate::bot) fn pressed(context: Arc<Context>) -> Option<Pressed> {
    let incoming = &context.incoming;
    let (press, chat) = (incoming.callback.as_ref()?, incoming.chat.as_ref()?);
    let Press { verb, subscriber: id } = Press::read(press.data.as_deref()?)?;
    let (message_id, subscriber) = (press.message_id?, context.target.clone().filter(|target| target.id == id)?);
    if subscriber.chat != chat.id && !incoming.is_private() {
        return None;
    }
    // Until Telegram's answer is on record, nobody knows which message it is.
    let here = context.menu.is_none_or(|menu| (menu.chat, menu.message_id) == (chat.id, message_id));
    (here && !subscriber.menu.is_empty()).then(|| Pressed { verb, callback: press.id.clone(), message_id, subscriber })
}

/// Does what a button says: changes the setting, says so, and shows the page as it is now.
pub(in crate::bot) async fn press(
    context: Arc<Context>,
    identity: Identity,
    pressed: Pressed,
) -> Result<Plan, Failure> {
    let Pressed { verb, callback, message_id, subscriber } = pressed;
    let changed = set(&subscriber, verb);
    let own = context.incoming.chat.as_ref().is_some_and(|chat| chat.id == changed.chat);
    let lang = if own { changed.lang } else { context.lang() };
    let shown = Shown { context: &context, identity: &identity, subscriber: &changed };
    let answer = match notice(&context, verb) {
        Some(reply) => Say::Answer { callback, reply },
        None => Say::Acknowledge { callback },
    };
    let (reply, rows) = (shown.reply(page(verb)), shown.rows(page(verb)));
    let mut says = vec![answer, Say::EditMenu { message_id, reply, rows }];
    if own && matches!(verb, Verb::Language(_)) && context.incoming.is_private() {
        says.push(Say::Commands);
    }
    let change = if changed == subscriber { Change::Nothing } else { Change::Update(changed) };
    Ok(Plan::say(lang, says).with(change))
}

/// The settings after a press: a function of both, and the same after the same press again.
pub(super) fn set(subscriber: &Subscriber, verb: Verb) -> Subscriber {
    let mut changed = subscriber.clone();
    match verb {
        Verb::Show(_) => {}
        Verb::Done => changed.menu = String::new(),
        Verb::Language(lang) => changed.lang = lang,
        Verb::Take(category, true) => changed.takes |= category.bit(),
        Verb::Take(category, false) => changed.takes &= !category.bit(),
        Verb::Least(severity) => changed.min_rank = severity.rank(),
        Verb::Silent(silent) => changed.sound.silent = silent,
        Verb::Quiet(hours) => changed.sound.quiet = hours,
        Verb::CriticalRings(rings) => changed.sound.critical_rings = rings,
        Verb::Zone(zone) => changed.sound.zone = zone,
        Verb::Alerts(true) => changed.standing = Standing::Active,
        Verb::Alerts(false) => changed.standing = Standing::Stopped,
    }
    changed
}

/// The page that is shown after a press.
const fn page(verb: Verb) -> Page {
    match verb {
        Verb::Show(page) => page,
        Verb::Done => Page::Closed,
        Verb::Alerts(_) => Page::Main,
        Verb::Language(_) => Page::Language,
        Verb::Take(..) => Page::Take,
        Verb::Least(_) => Page::Severity,
        Verb::Silent(_) => Page::Sound,
        Verb::Quiet(_) | Verb::CriticalRings(_) => Page::Quiet,
        Verb::Zone(_) => Page::Zone,
    }
}

/// What a press is answered with, where it changes something.
fn notice(context: &Context, verb: Verb) -> Option<Reply> {
    let notice = match verb {
        Verb::Show(_) | Verb::Done => return None,
        Verb::Language(_) => return Some(Reply::LanguageChosen),
        Verb::Take(category, taken) => Notice::Takes(category, taken),
        Verb::Least(severity) => Notice::Least(severity),
        Verb::Silent(silent) => Notice::Silent(silent),
        Verb::Quiet(hours) => Notice::Quiet(hours.map(|hours| (hours.from, hours.to))),
        Verb::CriticalRings(rings) => Notice::CriticalRings(rings),
        Verb::Zone(zone) => Notice::Zone(zone, context.now),
        Verb::Alerts(on) => Notice::Alerts(on),
    };
    Some(Reply::Notice(notice))
}
