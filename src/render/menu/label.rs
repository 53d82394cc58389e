//! What stands on buttons.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Page, city, clock_time, local_time, span};
use crate::alert::{Category, Severity};
use crate::lang::Lang;
use crate::render::RenderError;
use crate::render::keys;
use crate::render::words::{Words, args};

/// The text of a button; `true` marks what is chosen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// To a page.
    Page(Page),
    /// To the first page.
    Back,
    /// Closes the menu.
    Done,
    /// No more alerts.
    Stop,
    /// Alerts again.
    Start,
    /// The same settings in a private chat with the bot.
    InPrivate,
    /// The chat subscribes.
    Subscribe,
    /// A language by its own name.
    Language(Lang, bool),
    /// A kind of alerts; one without alerts yet says so.
    Category(Category, bool),
    /// From this severity on.
    Least(Severity, bool),
    /// Nothing rings (true), or what is new rings.
    Silent(bool, bool),
    /// Quiet hours from and to, in minutes after midnight; `None`: none.
    Quiet(Option<(u16, u16)>, bool),
    /// An hour, in minutes after midnight.
    Hour(u16, bool),
    /// Critical alerts ring in quiet hours too.
    CriticalRings(bool),
    /// A time zone with its local time at that instant.
    Zone(Tz, DateTime<Utc>, bool),
}

/// Each language by its own name: whoever cannot read the message finds theirs.
#[must_use]
pub const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::ZhHant => "繁體中文",
        Lang::ZhHans => "简体中文",
    }
}

pub(in crate::render) fn label(words: &Words, label: &Label) -> Result<String, RenderError> {
    let plain = |key| words.say(key, args![]);
    Ok(match label {
        Label::Page(page) => plain(page_key(*page))?,
        Label::Back => plain(&keys::BUTTON_BACK)?,
        Label::Done => plain(&keys::BUTTON_DONE)?,
        Label::Stop => plain(&keys::BUTTON_STOP)?,
        Label::Start => plain(&keys::BUTTON_START)?,
        Label::InPrivate => plain(&keys::BUTTON_IN_PRIVATE)?,
        Label::Subscribe => plain(&keys::BUTTON_SUBSCRIBE)?,
        Label::Language(lang, chosen) => mark(own_name(*lang), *chosen),
        Label::Category(category, chosen) => mark(&category_name(words, *category)?, *chosen),
        Label::Least(severity, chosen) => mark(&words.say(&keys::BUTTON_LEAST, args![severity.as_str()])?, *chosen),
        Label::Silent(silent, chosen) => {
            mark(&plain(if *silent { &keys::BUTTON_SILENT } else { &keys::BUTTON_RING })?, *chosen)
        }
        Label::Quiet(None, chosen) => mark(&plain(&keys::BUTTON_QUIET_OFF)?, *chosen),
        Label::Quiet(Some(hours), chosen) => mark(&span(words, *hours)?, *chosen),
        Label::Hour(minutes, chosen) => mark(clock_time(*minutes).split(':').next().unwrap_or_default(), *chosen),
        Label::CriticalRings(chosen) => mark(&plain(&keys::BUTTON_CRITICAL_RINGS)?, *chosen),
        Label::Zone(zone, now, chosen) => {
            mark(&format!("{} {}", city(words, *zone)?, local_time(*zone, *now)), *chosen)
        }
    })
}

const fn page_key(page: Page) -> &'static keys::Key<0> {
    match page {
        Page::Main | Page::Closed => &keys::MENU_TITLE,
        Page::Language => &keys::BUTTON_LANGUAGE,
        Page::Take => &keys::BUTTON_TAKE,
        Page::Severity => &keys::BUTTON_SEVERITY,
        Page::Sound => &keys::BUTTON_SOUND,
        Page::Quiet => &keys::BUTTON_QUIET,
        Page::QuietFrom => &keys::BUTTON_QUIET_FROM,
        Page::QuietTo => &keys::BUTTON_QUIET_TO,
        Page::Zone => &keys::BUTTON_ZONE,
    }
}

/// A kind of alerts by its name, with a word where there are none yet.
pub(in crate::render) fn category_name(words: &Words, category: Category) -> Result<String, RenderError> {
    let name = words.say(&keys::CATEGORY, args![category.as_str()])?;
    if category.has_alerts() { Ok(name) } else { words.say(&keys::CATEGORY_EMPTY, args![name]) }
}

fn mark(text: &str, chosen: bool) -> String {
    if chosen { format!("✓ {text}") } else { text.to_owned() }
}
