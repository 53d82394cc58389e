//! The settings menu: what its pages say, what its buttons are called, and the notices around it.

mod label;
mod notice;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::RenderError;
use super::alert::sign;
use super::html::Html;
use super::keys::{self, Key};
use super::words::{Words, args};
use crate::alert::{Category, Severity};
use crate::lang::Lang;

pub use label::{Label, own_name};
pub(super) use label::{category_name, label};
pub(super) use notice::notice;
pub use notice::{Notice, Place};

/// One page of the menu, as of `now` (for the local time that it shows).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// Which page.
    pub page: Page,
    /// What is set.
    pub settings: Settings,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// Pages of the menu. Digests and own alerts will be pages beside these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// Everything at a glance.
    Main,
    /// The language.
    Language,
    /// Which kinds of alerts.
    Take,
    /// From which severity on.
    Severity,
    /// Ring or silent.
    Sound,
    /// Quiet hours.
    Quiet,
    /// The hour at which they begin.
    QuietFrom,
    /// The hour at which they end.
    QuietTo,
    /// The time zone.
    Zone,
    /// Closed: a line instead of the menu.
    Closed,
}

/// What a chat has set, as the menu shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The chat's title, where the menu is shown in another chat than the one that it is about.
    pub title: Option<String>,
    /// Whether alerts come.
    pub state: State,
    /// Whether they go to one thread of a forum.
    pub thread: bool,
    /// The language.
    pub lang: Lang,
    /// Bits of [`Category`].
    pub takes: i64,
    /// The quietest severity that is taken.
    pub least: Severity,
    /// Nothing rings.
    pub silent: bool,
    /// Quiet hours: from and to, in minutes after midnight.
    pub quiet: Option<(u16, u16)>,
    /// Critical alerts ring in quiet hours too.
    pub critical_rings: bool,
    /// The time zone.
    pub zone: Tz,
}

/// Whether alerts come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They come.
    On,
    /// Nobody has asked for them yet.
    Asked,
    /// They were stopped.
    Stopped,
    /// The chat is out of reach.
    Held,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Asked => "asked",
            Self::Stopped => "stopped",
            Self::Held => "held",
        }
    }
}

impl Settings {
    /// Whether alerts of that kind are taken.
    #[must_use]
    pub const fn takes(&self, category: Category) -> bool {
        self.takes & category.bit() != 0
    }
}

/// The text of a page.
pub(super) fn render(words: &Words, menu: &Menu) -> Result<Html, RenderError> {
    let settings = &menu.settings;
    let page = match menu.page {
        Page::Main => return main(words, menu),
        Page::Closed => return say(words, &keys::MENU_CLOSED),
        Page::Language => vec![language(words, settings)?],
        Page::Take => vec![take(words, settings)?, say(words, &keys::MENU_TAKE_NOTE)?],
        Page::Severity => vec![severity(words, settings)?, signs(words)?],
        Page::Sound => vec![sound(words, settings)?, say(words, &keys::MENU_SOUND_NOTE)?],
        Page::Quiet => {
            let note = say(words, &keys::MENU_QUIET_NOTE)?;
            [quiet(words, settings)?]
                .into_iter()
                .chain(idle(words, settings)?)
                .chain([zone(words, menu)?, note])
                .collect()
        }
        Page::QuietFrom => vec![quiet(words, settings)?, say(words, &keys::MENU_QUIET_FROM)?],
        Page::QuietTo => vec![quiet(words, settings)?, say(words, &keys::MENU_QUIET_TO)?],
        Page::Zone => vec![zone(words, menu)?, say(words, &keys::MENU_ZONE_NOTE)?],
    };
    let mut lines = vec![title(words, settings)?];
    lines.extend(page);
    Ok(Html::lines(lines))
}

fn main(words: &Words, menu: &Menu) -> Result<Html, RenderError> {
    let settings = &menu.settings;
    let mut lines =
        vec![title(words, settings)?, Html::text(&words.say(&keys::MENU_STATE, args![settings.state.as_str()])?)];
    if settings.thread {
        lines.push(say(words, &keys::MENU_THREAD)?);
    }
    lines.extend([
        language(words, settings)?,
        take(words, settings)?,
        severity(words, settings)?,
        sound(words, settings)?,
        quiet(words, settings)?,
    ]);
    lines.extend(idle(words, settings)?);
    lines.push(zone(words, menu)?);
    Ok(Html::lines(lines))
}

fn title(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    let title = match &settings.title {
        Some(title) => words.say(&keys::MENU_TITLE_OF, args![title.as_str()])?,
        None => words.say(&keys::MENU_TITLE, args![])?,
    };
    Ok(Html::text(&title).bold())
}

fn language(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    words.say(&keys::MENU_LANGUAGE, args![own_name(settings.lang)]).map(|text| Html::text(&text))
}

fn take(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    let taken: Vec<Category> = Category::ALL.into_iter().filter(|category| settings.takes(*category)).collect();
    if taken.is_empty() {
        return say(words, &keys::MENU_TAKE_NONE);
    }
    if taken.len() == Category::ALL.len() {
        return say(words, &keys::MENU_TAKE_ALL);
    }
    let names: Result<Vec<String>, RenderError> =
        taken.iter().map(|category| words.say(&keys::CATEGORY, args![category.as_str()])).collect();
    let list = names?.join(&words.say(&keys::MENU_SEPARATOR, args![])?);
    words.say(&keys::MENU_TAKE, args![list]).map(|text| Html::text(&text))
}

fn severity(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    let least = words.say(&keys::LEAST, args![settings.least.as_str()])?;
    words.say(&keys::MENU_SEVERITY, args![least]).map(|text| Html::text(&text))
}

/// What the signs before messages mean, with what "notable and critical" lets through.
fn signs(words: &Words) -> Result<Html, RenderError> {
    let line = |severity: Severity| {
        let name = words.say(&keys::SEVERITY, args![severity.as_str()])?;
        Ok(Html::text(&format!("{} {name}", sign(severity))))
    };
    let signs = [Severity::Info, Severity::Notable, Severity::Critical].map(line);
    let mut lines = signs.into_iter().collect::<Result<Vec<_>, RenderError>>()?;
    lines.push(say(words, &keys::MENU_SEVERITY_NOTE)?);
    Ok(Html::lines(lines))
}

fn sound(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    say(words, if settings.silent { &keys::MENU_SILENT } else { &keys::MENU_RINGS })
}

fn quiet(words: &Words, settings: &Settings) -> Result<Html, RenderError> {
    let Some(hours) = settings.quiet else { return say(words, &keys::MENU_QUIET_OFF) };
    let key = if settings.critical_rings { &keys::MENU_QUIET_CRITICAL } else { &keys::MENU_QUIET };
    words.say(key, args![span(words, hours)?]).map(|text| Html::text(&text))
}

/// Where nothing rings, quiet hours that are set do nothing.
fn idle(words: &Words, settings: &Settings) -> Result<Option<Html>, RenderError> {
    let idle = settings.silent && settings.quiet.is_some();
    idle.then(|| say(words, &keys::MENU_QUIET_IDLE)).transpose()
}

fn zone(words: &Words, menu: &Menu) -> Result<Html, RenderError> {
    let zone = menu.settings.zone;
    let text = words.say(&keys::MENU_ZONE, args![city(words, zone)?, local_time(zone, menu.now)])?;
    Ok(Html::text(&text))
}

/// Quiet hours as `23:00–07:00`; the whole day by its name.
fn span(words: &Words, (from, to): (u16, u16)) -> Result<String, RenderError> {
    if from == to {
        return words.say(&keys::WHOLE_DAY, args![]);
    }
    Ok(format!("{}–{}", clock_time(from), clock_time(to)))
}

/// Minutes after midnight as `07:30`.
fn clock_time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn local_time(zone: Tz, now: DateTime<Utc>) -> String {
    now.with_timezone(&zone).format("%H:%M").to_string()
}

/// The city of a common zone in the reader's language, else the zone's IANA name.
pub(super) fn city(words: &Words, zone: Tz) -> Result<String, RenderError> {
    let tag = match zone {
        Tz::America__Los_Angeles => "los-angeles",
        Tz::America__Chicago => "chicago",
        Tz::America__New_York => "new-york",
        Tz::Europe__London => "london",
        Tz::Europe__Berlin => "berlin",
        Tz::Asia__Dubai => "dubai",
        Tz::Asia__Singapore => "singapore",
        Tz::Asia__Hong_Kong => "hong-kong",
        Tz::Asia__Shanghai => "shanghai",
        Tz::Asia__Taipei => "taipei",
        Tz::Asia__Tokyo => "tokyo",
        Tz::Australia__Sydney => "sydney",
        other => return Ok(other.name().to_owned()),
    };
    words.say(&keys::CITY, args![tag])
}

fn say(words: &Words, key: &Key<0>) -> Result<Html, RenderError> {
    words.say(key, args![]).map(|text| Html::text(&text))
}
