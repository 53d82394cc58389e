//! What is kept of a chat, and the alert that tries whether it is reached.

use super::build::at;
use super::{Sample, alert, reply, words};
use crate::alert::{Alert, Body, Category, Manner, Ringing, Severity, TestReport};
use crate::lang::Lang;
use crate::render::words::args;
use crate::render::{Counts, PersonalData, Reply, SettingsKept, keys};
use chrono::TimeDelta;

pub(super) fn samples() -> Vec<Sample> {
    let answers = TimeDelta::hours(48);
    vec![
        alert("/test", test(Ringing::Rings)),
        alert("/test, where nothing rings", test(Ringing::Silent)),
        alert("/test in quiet hours", test(quiet(false))),
        alert("/test in quiet hours that critical alerts break", test(quiet(true))),
        reply("/lang", Reply::ChooseLanguage),
        reply("/privacy", Reply::Privacy { answers, messages: TimeDelta::days(90) }),
        reply("/mydata", Reply::PersonalData(Box::new(everything()))),
        reply("/mydata of a group's topic that is out of reach", Reply::PersonalData(Box::new(group()))),
        reply("/mydata of a chat that never subscribed", Reply::PersonalData(Box::new(nothing()))),
        reply("/deletemydata", Reply::DeleteAsk),
        reply("The button that confirms", Reply::DeleteYes),
        reply("The button that does not", Reply::DeleteNo),
        reply("Everything is deleted", Reply::Deleted { answers }),
        reply("The same, as the answer to the button", Reply::DeleteDone),
        reply("It was not confirmed", Reply::DeleteKept),
        reply("/deletemydata where there is nothing", Reply::DeleteNothing),
        reply("A command spelled almost like another", Reply::NearestCommand("status")),
        reply("A command spelled almost like two others", Reply::NearestCommands("start", "status")),
        reply("Too many commands within a minute", Reply::TooMany),
        words("The topic of alerts is closed or gone", |renderer, lang| {
            renderer.topic_gone(lang).map(crate::render::Html::into_string)
        }),
        words("The last line of an alert that does not fit into one message", |renderer, lang| {
            renderer.words(lang).say(&keys::CUT_SHORT, args![])
        }),
        words("The bot's description, before the first message", |renderer, lang| renderer.description(lang, false)),
        words("The same, short, in its profile", |renderer, lang| renderer.description(lang, true)),
    ]
}

fn test(ringing: Ringing) -> Alert {
    let asked_at = at("2025-11-03", 9, 30);
    let body = Body::Test(TestReport { asked_at, until: asked_at + TimeDelta::hours(1), ringing });
    Alert {
        id: "test/1".to_owned(),
        revision: 1,
        manner: Manner::New,
        at: asked_at,
        late_since: None,
        body,
        next: Vec::new(),
    }
}

fn quiet(critical_rings: bool) -> Ringing {
    Ringing::Quiet { from: 22 * 60, to: 7 * 60, zone: "Asia/Taipei".to_owned(), critical_rings }
}

fn everything() -> PersonalData {
    let settings = SettingsKept {
        id: 17,
        lang: Lang::ZhHant,
        state: "active",
        reason: String::new(),
        since: at("2025-10-27", 8, 0),
        changed: at("2025-11-03", 9, 0),
        takes: Category::ALL.to_vec(),
        from: Severity::Info,
        silent: false,
        quiet: Some((22 * 60, 7 * 60)),
        critical_rings: true,
        zone: "Asia/Taipei",
        thread: 0,
        menu: String::new(),
    };
    let counts = Counts { alerts: 12, replies: 3, handled: 9, waiting: 1, paused_until: None };
    let now = at("2025-11-03", 9, 30);
    PersonalData { now, chat: 1002, kind: "private", settings: Some(Box::new(settings)), counts }
}

fn group() -> PersonalData {
    let PersonalData { settings, counts, now, .. } = everything();
    let settings = settings.map(|kept| {
        Box::new(SettingsKept {
            state: "suspended",
            reason: "kicked".to_owned(),
            takes: Vec::new(),
            from: Severity::Critical,
            silent: true,
            quiet: None,
            critical_rings: false,
            thread: 7,
            menu: "reply/412/0".to_owned(),
            ..*kept
        })
    });
    let counts = Counts { paused_until: Some(at("2025-11-03", 9, 31)), ..counts };
    PersonalData { now, chat: -1_001_234, kind: "supergroup", settings, counts }
}

fn nothing() -> PersonalData {
    PersonalData { chat: 1009, settings: None, counts: Counts::default(), ..everything() }
}
