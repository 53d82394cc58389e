//! What buttons of the settings menu carry: `s:<subscriber>:<verb>:<value>`.
//!
//! Values are absolute, never "the other one": a press that comes twice, or two people at once, leave a
//! definite result. Telegram's limit is 64 bytes; the longest is a zone, 59.

use chrono_tz::Tz;

use crate::alert::{Category, Severity};
use crate::lang::Lang;
use crate::render::menu::Page;
use crate::store::subscriber::QuietHours;

/// Before everything else in what a button carries, and in the payload of a deep link.
const MARK: &str = "s";

/// One press on a button of a subscriber's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Press {
    /// Whose settings: our own id, since a chat's changes when it migrates.
    pub(super) subscriber: i64,
    pub(super) verb: Verb,
}

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Shows a page.
    Show(Page),
    /// Closes the menu.
    Done,
    Language(Lang),
    Take(Category, bool),
    Least(Severity),
    Silent(bool),
    Quiet(Option<QuietHours>),
    CriticalRings(bool),
    Zone(Tz),
    Alerts(bool),
}

/// The pages that buttons lead to.
const PAGES: [(&str, Page); 9] = [
    ("main", Page::Main),
    ("lang", Page::Language),
    ("take", Page::Take),
    ("rank", Page::Severity),
    ("sound", Page::Sound),
    ("quiet", Page::Quiet),
    ("from", Page::QuietFrom),
    ("to", Page::QuietTo),
    ("zone", Page::Zone),
];

/// The severities that can be the quietest one taken.
pub(super) const LEAST: [Severity; 3] = [Severity::Info, Severity::Notable, Severity::Critical];

impl Press {
    /// What the button carries.
    pub(super) fn data(&self) -> String {
        let flag = |value: bool| i64::from(value).to_string();
        let (verb, value) = match self.verb {
            Verb::Show(page) => ("page", name_of(page).to_owned()),
            Verb::Done => ("done", String::new()),
            Verb::Language(lang) => ("lang", lang.as_str().to_owned()),
            Verb::Take(category, taken) => ("take", format!("{}:{}", category.as_str(), flag(taken))),
            Verb::Least(severity) => ("rank", severity.rank().to_string()),
            Verb::Silent(silent) => ("silent", flag(silent)),
            Verb::Quiet(None) => ("quiet", "none".to_owned()),
            Verb::Quiet(Some(hours)) => ("quiet", format!("{}-{}", hours.from, hours.to)),
            Verb::CriticalRings(rings) => ("critical", flag(rings)),
            Verb::Zone(zone) => ("zone", zone.name().to_owned()),
            Verb::Alerts(on) => ("on", flag(on)),
        };
        format!("{MARK}:{}:{verb}:{value}", self.subscriber)
    }

    /// The inverse of [`Press::data`]; `None` for whatever else somebody's app sends.
    pub(super) fn read(data: &str) -> Option<Self> {
        let mut parts = data.splitn(4, ':');
        let (mark, subscriber, verb, value) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let press = Self { subscriber: subscriber.parse().ok()?, verb: Verb::read(verb, value)? };
        // One spelling each: what reads otherwise (`+7`, `007`) was not made here.
        (mark == MARK && press.data() == data).then_some(press)
    }
}

impl Verb {
    fn read(verb: &str, value: &str) -> Option<Self> {
        let flag = |value: &str| ["0", "1"].contains(&value).then_some(value == "1");
        Some(match verb {
            "page" => Self::Show(PAGES.iter().find(|(name, _)| *name == value)?.1),
            "done" => Self::Done,
            "lang" => Self::Language(Lang::from_tag(value)?),
            "take" => {
                let (category, taken) = value.split_once(':')?;
                Self::Take(Category::from_tag(category)?, flag(taken)?)
            }
            "rank" => Self::Least(LEAST.into_iter().find(|severity| severity.rank().to_string() == value)?),
            "silent" => Self::Silent(flag(value)?),
            "quiet" if value == "none" => Self::Quiet(None),
            "quiet" => {
                let (from, to) = value.split_once('-')?;
                Self::Quiet(Some(QuietHours::new(from.parse().ok()?, to.parse().ok()?)?))
            }
            "critical" => Self::CriticalRings(flag(value)?),
            "zone" => Self::Zone(value.parse().ok()?),
            "on" => Self::Alerts(flag(value)?),
            _ => return None,
        })
    }
}

fn name_of(page: Page) -> &'static str {
    PAGES.iter().find(|(_, known)| *known == page).map_or("main", |(name, _)| name)
}

/// The payload of `/start` that opens a subscriber's settings in a private chat: `s12`.
pub(super) fn deep_link(subscriber: i64) -> String {
    format!("{MARK}{subscriber}")
}

/// The subscriber that such a payload names.
pub(super) fn linked(payload: &str) -> Option<i64> {
    let id = payload.strip_prefix(MARK)?.parse().ok().filter(|id| *id > 0)?;
    (deep_link(id) == payload).then_some(id)
}

#[cfg(test)]
mod tests;
