//! `/settings`: one message, edited in place by its buttons.

mod pages;
mod press;
mod zones;

use std::sync::Arc;

use super::context::Context;
use super::plan::{Change, Failure, Plan, Say, reply_key};
use super::press::Verb;
use crate::render::Reply;
use crate::render::menu::{Menu, Notice, Page, Settings, State};
use crate::store::subscriber::{Standing, Subscriber};
use crate::telegram::Identity;

pub(super) use press::{press, pressed};

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
            let changed = press::set(&subscriber, Verb::Zone(zone));
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
