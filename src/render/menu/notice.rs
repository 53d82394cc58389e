//! Short lines: what a press has changed, who may change what, how a group is met.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::label::category_name;
use super::{city, local_time, say, span};
use crate::alert::{Category, Severity};
use crate::render::RenderError;
use crate::render::html::Html;
use crate::render::keys;
use crate::render::words::{Words, args};

/// Where alerts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A group.
    Group,
    /// One thread of a forum.
    Thread,
    /// A channel.
    Channel,
}

/// A short answer. The first ones fit the answer to a button: 200 characters, no markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Only administrators change settings.
    OnlyAdministrators,
    /// Telegram did not say whether somebody is an administrator: nothing was changed.
    RightsUnknown,
    /// A kind of alerts is taken (true) or not.
    Takes(Category, bool),
    /// From this severity on.
    Least(Severity),
    /// Nothing rings (true), or new alerts ring.
    Silent(bool),
    /// Quiet hours, in minutes after midnight.
    Quiet(Option<(u16, u16)>),
    /// Whether critical alerts ring in quiet hours.
    CriticalRings(bool),
    /// The time zone, with its local time at that instant.
    Zone(Tz, DateTime<Utc>),
    /// Alerts come (true) or not.
    Alerts(bool),
    /// Alerts go there from now on; also the beginning in a group or channel.
    Welcome(Place),
    /// Alerts came there before already.
    Subscribed(Place),
    /// The bot returned to a chat that takes alerts.
    Back(Place),
    /// An administrator is asked whether alerts are wanted.
    Ask(Place),
    /// There are no settings yet: nobody has subscribed here.
    NoSettings,
    /// No such time zone, with what was typed (cut short) and what may have been meant.
    NoSuchZone {
        /// What was typed.
        typed: String,
        /// IANA names.
        guesses: Vec<String>,
    },
}

impl Place {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Thread => "thread",
            Self::Channel => "channel",
        }
    }
}

pub(in crate::render) fn notice(words: &Words, notice: &Notice) -> Result<Html, RenderError> {
    let text = match notice {
        Notice::OnlyAdministrators => words.say(&keys::ONLY_ADMINISTRATORS, args![])?,
        Notice::RightsUnknown => words.say(&keys::RIGHTS_UNKNOWN, args![])?,
        Notice::Takes(category, taken) => {
            let key = if *taken { &keys::NOTICE_TAKEN } else { &keys::NOTICE_NOT_TAKEN };
            words.say(key, args![category_name(words, *category)?])?
        }
        Notice::Least(severity) => {
            words.say(&keys::MENU_SEVERITY, args![words.say(&keys::LEAST, args![severity.as_str()])?])?
        }
        Notice::Silent(silent) => words.say(if *silent { &keys::MENU_SILENT } else { &keys::MENU_RINGS }, args![])?,
        Notice::Quiet(None) => words.say(&keys::MENU_QUIET_OFF, args![])?,
        Notice::Quiet(Some(hours)) => words.say(&keys::MENU_QUIET, args![span(words, *hours)?])?,
        Notice::CriticalRings(rings) => {
            words.say(if *rings { &keys::NOTICE_CRITICAL_RINGS } else { &keys::NOTICE_CRITICAL_QUIET }, args![])?
        }
        Notice::Zone(zone, now) => words.say(&keys::MENU_ZONE, args![city(words, *zone)?, local_time(*zone, *now)])?,
        Notice::Alerts(on) => words.say(if *on { &keys::NOTICE_ON } else { &keys::STOPPED }, args![])?,
        Notice::Welcome(place) => return welcome(words, *place),
        Notice::Subscribed(place) => words.say(&keys::GROUP_SUBSCRIBED, args![place.as_str()])?,
        Notice::Back(place) => words.say(&keys::GROUP_BACK, args![place.as_str()])?,
        Notice::Ask(place) => words.say(&keys::GROUP_ASK, args![place.as_str()])?,
        Notice::NoSettings => words.say(&keys::NO_SETTINGS, args![])?,
        Notice::NoSuchZone { typed, guesses } => no_such_zone(words, typed, guesses)?,
    };
    Ok(Html::text(&text))
}

/// What will come, where, who may change it and how it ends.
fn welcome(words: &Words, place: Place) -> Result<Html, RenderError> {
    Ok(Html::lines([
        Html::text(&words.say(&keys::GROUP_WELCOME, args![place.as_str()])?).bold(),
        say(words, &keys::WELCOME_COMING)?,
        Html::text(&words.say(&keys::GROUP_RULES, args![place.as_str()])?),
        say(words, &keys::HELP_ADVICE)?,
    ]))
}

fn no_such_zone(words: &Words, typed: &str, guesses: &[String]) -> Result<String, RenderError> {
    if guesses.is_empty() {
        return words.say(&keys::NO_SUCH_ZONE, args![typed]);
    }
    words.say(&keys::NO_SUCH_ZONE_BUT, args![typed, guesses.join(" · "), guesses.first().cloned().unwrap_or_default()])
}
