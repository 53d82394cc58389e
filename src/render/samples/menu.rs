//! The settings menu with its buttons, and how groups are met.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::build::at;
use super::{Sample, reply, words};
use crate::alert::{Category, Severity};
use crate::lang::Lang;
use crate::render::Reply;
use crate::render::menu::{Label, Menu, Notice, Page, Place, Settings, State};

/// The night, in minutes after midnight.
const NIGHT: Option<(u16, u16)> = Some((22 * 60, 7 * 60));

pub(super) fn samples() -> Vec<Sample> {
    let menus = [
        ("/settings", page(Page::Main, usual())),
        ("/settings of a forum's thread, seen by an administrator in private", page(Page::Main, forum())),
        ("/settings where nobody has subscribed yet", page(Page::Main, Settings { state: State::Asked, ..usual() })),
        ("/settings after /stop, with nothing taken", page(Page::Main, nothing())),
        ("/settings of a chat that is out of reach", page(Page::Main, Settings { state: State::Held, ..usual() })),
        ("Settings: language", page(Page::Language, usual())),
        ("Settings: kinds", page(Page::Take, forum())),
        ("Settings: severity", page(Page::Severity, forum())),
        ("Settings: sound", page(Page::Sound, usual())),
        ("Settings: quiet hours", page(Page::Quiet, forum())),
        (
            "Settings: quiet hours while sound is off",
            page(Page::Quiet, Settings { silent: true, quiet: NIGHT, ..usual() }),
        ),
        ("Settings: quiet from", page(Page::QuietFrom, forum())),
        ("Settings: quiet until", page(Page::QuietTo, Settings { quiet: Some((600, 600)), ..usual() })),
        ("Settings: time zone", page(Page::Zone, usual())),
        ("Settings, closed", page(Page::Closed, usual())),
    ];
    let menus = menus.into_iter().map(|(when, menu)| reply(when, Reply::Menu(Box::new(menu))));
    let notices = notices().into_iter().map(|(when, notice)| reply(when, Reply::Notice(notice)));
    menus.chain(notices).chain(labels().into_iter().map(|(when, label)| button(when, label))).collect()
}

fn now() -> DateTime<Utc> {
    at("2025-11-03", 9, 30)
}

fn page(page: Page, settings: Settings) -> Menu {
    Menu { page, settings, now: now() }
}

fn usual() -> Settings {
    Settings {
        title: None,
        state: State::On,
        thread: false,
        lang: Lang::ZhHant,
        takes: Category::ALL.iter().fold(0, |bits, category| bits | category.bit()),
        least: Severity::Info,
        silent: false,
        quiet: None,
        critical_rings: false,
        zone: Tz::Asia__Taipei,
    }
}

fn forum() -> Settings {
    Settings {
        title: Some("Macro <desk> & friends".to_owned()),
        thread: true,
        takes: Category::Fomc.bit() | Category::Funding.bit() | Category::Crypto.bit(),
        least: Severity::Notable,
        quiet: NIGHT,
        critical_rings: true,
        ..usual()
    }
}

fn nothing() -> Settings {
    let (state, least) = (State::Stopped, Severity::Critical);
    Settings { state, takes: 0, least, silent: true, quiet: NIGHT, zone: Tz::Europe__Vienna, ..usual() }
}

fn notices() -> Vec<(&'static str, Notice)> {
    let guesses = vec!["Europe/Vienna".to_owned(), "Europe/Vilnius".to_owned()];
    vec![
        ("A press of somebody who may not change settings", Notice::OnlyAdministrators),
        ("Telegram does not say who is an administrator", Notice::RightsUnknown),
        ("A kind is taken", Notice::Takes(Category::Funding, true)),
        ("A kind without alerts yet is left out", Notice::Takes(Category::Crypto, false)),
        ("A severity is chosen", Notice::Least(Severity::Critical)),
        ("Sound is off", Notice::Silent(true)),
        ("Sound is on", Notice::Silent(false)),
        ("Quiet hours are chosen", Notice::Quiet(NIGHT)),
        ("Quiet hours are left out", Notice::Quiet(None)),
        ("Critical alerts ring in quiet hours", Notice::CriticalRings(true)),
        ("Critical alerts keep quiet too", Notice::CriticalRings(false)),
        ("A time zone is chosen", Notice::Zone(Tz::Asia__Taipei, now())),
        ("Alerts are on", Notice::Alerts(true)),
        ("Alerts are off", Notice::Alerts(false)),
        ("Added to a group by an administrator", Notice::Welcome(Place::Group)),
        ("/start in a forum's thread", Notice::Welcome(Place::Thread)),
        ("Added to a channel", Notice::Welcome(Place::Channel)),
        ("/start in a group that is subscribed", Notice::Subscribed(Place::Group)),
        ("/start in the thread that alerts go to", Notice::Subscribed(Place::Thread)),
        ("/start in a channel that is subscribed", Notice::Subscribed(Place::Channel)),
        ("Back in a group", Notice::Back(Place::Group)),
        ("Back in a thread", Notice::Back(Place::Thread)),
        ("Back in a channel", Notice::Back(Place::Channel)),
        ("Added to a group by a member", Notice::Ask(Place::Group)),
        ("The same in a channel", Notice::Ask(Place::Channel)),
        ("/settings of a chat that never subscribed", Notice::NoSettings),
        ("/timezone with no such zone", Notice::NoSuchZone { typed: "Utopia".to_owned(), guesses: Vec::new() }),
        ("/timezone, mistyped", Notice::NoSuchZone { typed: "europe/viena".to_owned(), guesses }),
    ]
}

fn labels() -> Vec<(&'static str, Label)> {
    vec![
        ("A button of the menu: language", Label::Page(Page::Language)),
        ("… kinds", Label::Page(Page::Take)),
        ("… severity", Label::Page(Page::Severity)),
        ("… sound", Label::Page(Page::Sound)),
        ("… quiet hours", Label::Page(Page::Quiet)),
        ("… quiet from", Label::Page(Page::QuietFrom)),
        ("… quiet until", Label::Page(Page::QuietTo)),
        ("… time zone", Label::Page(Page::Zone)),
        ("… back", Label::Back),
        ("… done", Label::Done),
        ("… stop", Label::Stop),
        ("… start", Label::Start),
        ("… settings in private", Label::InPrivate),
        ("… subscribe", Label::Subscribe),
        ("… a chosen kind", Label::Category(Category::Funding, true)),
        ("… a kind without alerts yet", Label::Category(Category::Treasury, false)),
        ("… everything", Label::Least(Severity::Info, false)),
        ("… notable", Label::Least(Severity::Notable, true)),
        ("… critical", Label::Least(Severity::Critical, false)),
        ("… no sound", Label::Silent(true, false)),
        ("… with sound", Label::Silent(false, true)),
        ("… no quiet hours", Label::Quiet(None, false)),
        ("… a night", Label::Quiet(NIGHT, true)),
        ("… an hour", Label::Hour(22 * 60, false)),
        ("… critical rings", Label::CriticalRings(true)),
        ("… a zone", Label::Zone(Tz::Europe__London, now(), false)),
    ]
}

fn button(when: &'static str, label: Label) -> Sample {
    words(when, move |renderer, lang| renderer.label(lang, &label))
}
