//! `/settings`: one message, edited in place by its buttons.

mod pages;
mod zones;

use std::sync::Arc;

use super::context::Context;
use super::plan::{Change, Failure, Plan, Say, reply_key};
use super::press::{Press, Verb};
use crate::render::Reply;
use crate::render::menu::{Menu, Notice, Page, Settings, State};
use crate::store::subscriber::{Standing, Subscriber};
use crate::telegram::Identity;

/// The longest piece of what somebody typed that is said back, in characters.
const ECHO: usize = 40;

/// Opens the menu of this chat.
pub(super) async fn settings(context: Arc<Context>, identity: Identity) -> Result<Plan, Failure> {
    Ok(match &context.subscriber {
        Some(subscriber) => open(&context, &identity, subscriber.clone(), Page::Main),
        None => Plan::message(context.lang(), Reply::Notice(Notice::NoSettings)),
    })
}

/// Sets the time zone that is named; without one, shows those to choose from.
pub(super) async fn timezone(context: Arc<Context>, identity: Identity) -> Result<Plan, Failure> {
    let Some(subscriber) = context.subscriber.clone() else {
        return Ok(Plan::message(context.lang(), Reply::Notice(Notice::NoSettings)));
    };
    let typed = context.command.as_ref().map_or("", |command| command.rest.as_str());
    if typed.is_empty() {
        return Ok(open(&context, &identity, subscriber, Page::Zone));
    }
    Ok(match zones::find(typed) {
        Ok(zone) => {
            let reply = Reply::Notice(Notice::Zone(zone, context.now));
            let changed = set(&subscriber, Verb::Zone(zone));
            Plan::message(context.lang(), reply).with(Change::Update(changed))
        }
        Err(guesses) => {
            let typed = typed.chars().take(ECHO).collect();
            let guesses = guesses.into_iter().map(str::to_owned).collect();
            Plan::message(context.lang(), Reply::Notice(Notice::NoSuchZone { typed, guesses }))
        }
    })
}

/// The settings that a deep link of this private chat names.
pub(super) fn linked(context: Arc<Context>) -> Option<Subscriber> {
    context.target.clone().filter(|_| context.incoming.callback.is_none())
}

/// Opens the menu of another chat in a private one.
pub(super) async fn open_linked(
    context: Arc<Context>,
    identity: Identity,
    linked: Subscriber,
) -> Result<Plan, Failure> {
    Ok(open(&context, &identity, linked, Page::Main))
}

/// A new menu; the one before it loses its buttons.
fn open(context: &Context, identity: &Identity, subscriber: Subscriber, page: Page) -> Plan {
    let old = context.menu.map(Say::Strip);
    let says: Vec<Say> = old.into_iter().collect();
    let key = reply_key(context.incoming.update_id, says.len());
    let shown = Shown { context, identity, subscriber: &subscriber };
    let menu = Say::Menu { reply: shown.reply(page), rows: shown.rows(page) };
    let says = says.into_iter().chain([menu]).collect();
    Plan::say(context.lang(), says).with(Change::Update(Subscriber { menu: key, ..subscriber.clone() }))
}

/// A press on a menu that is alive.
#[derive(Debug, Clone)]
pub(super) struct Pressed {
    verb: Verb,
    callback: String,
    message_id: i64,
    subscriber: Subscriber,
}

/// Reads a press. It counts below the open menu of that subscriber, in the chat that the settings belong
/// to or in the private chat of somebody who may change them; everything else has expired.
pub(super) fn pressed(context: Arc<Context>) -> Option<Pressed> {
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
pub(super) async fn press(context: Arc<Context>, identity: Identity, pressed: Pressed) -> Result<Plan, Failure> {
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

/// A subscriber's settings as somebody looks at them.
struct Shown<'a> {
    context: &'a Context,
    identity: &'a Identity,
    subscriber: &'a Subscriber,
}

impl Shown<'_> {
    /// The text of a page.
    fn reply(&self, page: Page) -> Reply {
        let Subscriber { standing, thread, lang, takes, min_rank, sound, .. } = self.subscriber;
        let state = match standing {
            Standing::Asked => State::Asked,
            Standing::Active => State::On,
            Standing::Stopped => State::Stopped,
            Standing::Suspended(_) => State::Held,
        };
        let settings = Settings {
            title: self.context.title.clone(),
            state,
            thread: *thread != 0,
            lang: *lang,
            takes: *takes,
            least: pages::least(*min_rank),
            silent: sound.silent,
            quiet: sound.quiet.map(|hours| (hours.from, hours.to)),
            critical_rings: sound.critical_rings,
            zone: sound.zone,
        };
        Reply::Menu(Box::new(Menu { page, settings, now: self.context.now }))
    }
}
