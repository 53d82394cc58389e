//! `/start` and the choice of the language.

use std::sync::Arc;

use super::context::Context;
use super::plan::{Change, Failure, Plan, Say};
use crate::alert::{Category, Severity};
use crate::lang::Lang;
use crate::render::menu::{Notice, Place};
use crate::render::{Greeting, Reply};
use crate::store::subscriber::{NewSubscriber, Standing, Subscriber};
use crate::telegram::update::{ChatKind, ChatRef};

/// What a language button carries, before the language.
const LANGUAGE: &str = "lang:";

/// What the button for a language carries.
pub(super) fn language_data(lang: Lang) -> String {
    format!("{LANGUAGE}{}", lang.as_str())
}

/// Subscribes at once, in the guessed language: who never presses a button must not miss an alert.
pub(super) async fn start(context: Arc<Context>) -> Result<Plan, Failure> {
    if !context.incoming.is_private() {
        return Ok(start_here(&context));
    }
    let lang = context.lang();
    let welcome = |greeting| vec![Say::Message { reply: Reply::Welcome(greeting), languages: true }];
    let plan = match (&context.subscriber, &context.incoming.chat) {
        (Some(subscriber), _) if subscriber.standing == Standing::Active => {
            Plan::say(lang, vec![Say::Message { reply: Reply::AlreadySubscribed, languages: true }])
        }
        (Some(subscriber), _) => {
            let active = Subscriber { standing: Standing::Active, ..subscriber.clone() };
            Plan::say(lang, welcome(Greeting::Back)).with(Change::Update(active))
        }
        (None, Some(chat)) => {
            let mut says = welcome(Greeting::New);
            // Lists of commands by language know only "zh", which shows simplified characters.
            if lang == Lang::ZhHant {
                says.push(Say::Commands);
            }
            Plan::say(lang, says).with(Change::Add(newcomer(chat, lang)))
        }
        (None, None) => Plan::say(lang, Vec::new()),
    };
    Ok(plan)
}

/// In a group or channel, by an administrator: alerts come here from now on, into this thread.
fn start_here(context: &Context) -> Plan {
    let (lang, thread) = (context.lang(), context.incoming.thread.unwrap_or_default());
    let Some(chat) = &context.incoming.chat else { return Plan::say(lang, Vec::new()) };
    let Some(known) = &context.subscriber else {
        let new = NewSubscriber { thread, ..newcomer(chat, lang) };
        let welcome = Reply::Notice(Notice::Welcome(place_in(chat.kind, thread)));
        return Plan::message(lang, welcome).with(Change::Add(new));
    };
    let here = Subscriber { standing: Standing::Active, thread, ..known.clone() };
    let place = place(&here);
    let subscribed = known.standing == Standing::Active;
    let notice = if subscribed { Notice::Subscribed(place) } else { Notice::Welcome(place) };
    Plan::message(lang, Reply::Notice(notice)).with(Change::Update(here))
}

/// Where a group's or channel's alerts go.
pub(super) const fn place(subscriber: &Subscriber) -> Place {
    place_in(subscriber.chat_kind, subscriber.thread)
}

pub(super) const fn place_in(kind: ChatKind, thread: i64) -> Place {
    match kind {
        ChatKind::Channel => Place::Channel,
        _ if thread != 0 => Place::Thread,
        _ => Place::Group,
    }
}

/// Everything, down to the quietest.
pub(super) fn newcomer(chat: &ChatRef, lang: Lang) -> NewSubscriber {
    let takes = Category::ALL.iter().fold(0, |bits, category| bits | category.bit());
    NewSubscriber {
        chat: chat.id,
        chat_kind: chat.kind,
        lang,
        takes,
        min_rank: Severity::Info.rank(),
        thread: 0,
        active: true,
    }
}

/// The language of a press on a language button below one of our messages to a subscriber.
pub(super) fn choice(context: Arc<Context>) -> Option<Choice> {
    let press = context.incoming.callback.as_ref()?;
    Some(Choice {
        lang: Lang::from_tag(press.data.as_deref()?.strip_prefix(LANGUAGE)?)?,
        callback: press.id.clone(),
        message_id: press.message_id?,
        subscriber: context.subscriber.clone()?,
        private: context.incoming.is_private(),
    })
}

/// A valid press on a language button.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    lang: Lang,
    callback: String,
    message_id: i64,
    subscriber: Subscriber,
    private: bool,
}

/// Changes the language and rewrites the message that held the buttons. It stays true: to somebody
/// who has unsubscribed since, it says that.
pub(super) async fn choose(choice: Choice) -> Result<Plan, Failure> {
    let Choice { lang, callback, message_id, subscriber, private } = choice;
    let reply = match subscriber.standing {
        Standing::Stopped => Reply::Stopped,
        _ if private => Reply::Welcome(Greeting::Settled),
        _ => Reply::LanguageChosen,
    };
    let mut says = vec![Say::Answer { callback, reply: Reply::LanguageChosen }, Say::Edit { message_id, reply }];
    if private {
        says.push(Say::Commands);
    }
    Ok(Plan::say(lang, says).with(Change::Update(Subscriber { lang, ..subscriber })))
}
