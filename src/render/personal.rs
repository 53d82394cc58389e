//! What is kept of a chat: in general (/privacy) and of this one (/mydata).

use chrono::{DateTime, TimeDelta, Utc};

use super::date::Pen;
use super::html::Html;
use super::menu::{category_name, city, own_name};
use super::reply::NYFED_NOTICE;
use super::words::{Words, args};
use super::{RenderError, keys};
use crate::alert::{Category, Severity};
use crate::lang::Lang;

/// Everything that is kept of one chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalData {
    /// When it was looked up.
    pub now: DateTime<Utc>,
    /// Telegram's number of the chat.
    pub chat: i64,
    /// Its kind as it is kept: `private`, `supergroup`, …
    pub kind: &'static str,
    /// Its settings; `None` where it never subscribed.
    pub settings: Option<Box<SettingsKept>>,
    /// What else is on record.
    pub counts: Counts,
}

/// The settings of a chat, field by field as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsKept {
    /// Our own number.
    pub id: i64,
    /// The language.
    pub lang: Lang,
    /// `asked`, `active`, `stopped`, `suspended`.
    pub state: &'static str,
    /// Why it is out of reach; empty for none.
    pub reason: String,
    /// When it first subscribed.
    pub since: DateTime<Utc>,
    /// When a setting or the state last changed.
    pub changed: DateTime<Utc>,
    /// What it takes.
    pub takes: Vec<Category>,
    /// The quietest severity that it takes.
    pub from: Severity,
    /// Whether nothing rings.
    pub silent: bool,
    /// Quiet hours in minutes after midnight.
    pub quiet: Option<(u16, u16)>,
    /// Whether what is critical rings in quiet hours.
    pub critical_rings: bool,
    /// The IANA name of the time zone.
    pub zone: &'static str,
    /// The forum topic of alerts, 0 for none.
    pub thread: i64,
    /// The key of the settings menu that is open, empty for none.
    pub menu: String,
}

/// How many rows are on record of a chat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Alerts owed or told, edits among them.
    pub alerts: i64,
    /// Answers, with their text.
    pub replies: i64,
    /// Handled updates, by number.
    pub handled: i64,
    /// Updates that wait or are in hand, with their text.
    pub waiting: i64,
    /// Until when Telegram wants us to wait.
    pub paused_until: Option<DateTime<Utc>>,
}

/// `23:00` of minutes after midnight.
pub(super) fn hour_minute(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// /privacy.
pub(super) fn privacy(words: &Words, answers: TimeDelta, messages: TimeDelta) -> Result<Html, RenderError> {
    let text = |text: Result<String, RenderError>| text.map(|text| Html::text(&text));
    let bullet = |line: Result<String, RenderError>| text(words.say(&keys::BULLET, args![line?]));
    let hours = answers.num_hours();
    Ok(Html::lines([
        text(words.say(&keys::PRIVACY_TITLE, args![]))?.bold(),
        text(words.say(&keys::PRIVACY_KEPT, args![]))?,
        text(words.say(&keys::PRIVACY_WHY, args![]))?,
        Html::default(),
        bullet(words.say(&keys::PRIVACY_UPDATES, args![hours]))?,
        bullet(words.say(&keys::PRIVACY_REPLIES, args![hours]))?,
        bullet(words.say(&keys::PRIVACY_MESSAGES, args![messages.num_days()]))?,
        bullet(words.say(&keys::PRIVACY_SETTINGS, args![]))?,
        Html::default(),
        text(words.say(&keys::PRIVACY_WHO, args![]))?,
        text(words.say(&keys::PRIVACY_DELETE, args![]))?,
        text(words.say(&keys::PRIVACY_VOLUME, args![]))?,
        Html::default(),
        text(words.say(&keys::HELP_NYFED, args![NYFED_NOTICE]))?,
    ]))
}

/// /mydata: every field by its name, nothing left out.
pub(super) fn data(pen: &Pen<'_>, data: &PersonalData) -> Result<Html, RenderError> {
    let mut texts = vec![pen.say(&keys::MYDATA_CHAT, args![data.chat.to_string(), data.kind])?];
    match &data.settings {
        Some(settings) => texts.extend(kept(pen, settings)?),
        None => texts.push(pen.say(&keys::MYDATA_NONE, args![])?),
    }
    let counts = data.counts;
    texts.push(pen.say(&keys::MYDATA_ALERTS, args![counts.alerts])?);
    texts.push(pen.say(&keys::MYDATA_REPLIES, args![counts.replies])?);
    texts.push(pen.say(&keys::MYDATA_UPDATES, args![counts.handled, counts.waiting])?);
    if let Some(until) = counts.paused_until {
        texts.push(pen.say(&keys::MYDATA_PAUSE, args![pen.full_moment(until)?])?);
    }
    let title = Html::text(&pen.say(&keys::MYDATA_TITLE, args![])?).bold();
    Ok(Html::lines([title].into_iter().chain(texts.iter().map(|text| Html::text(text)))))
}

fn kept(pen: &Pen<'_>, kept: &SettingsKept) -> Result<Vec<String>, RenderError> {
    let yes = |is: bool| if is { "yes" } else { "no" };
    let mut texts = vec![
        pen.say(&keys::MYDATA_NUMBER, args![kept.id.to_string()])?,
        pen.say(&keys::MYDATA_STATE, args![kept.state])?,
    ];
    if !kept.reason.is_empty() {
        texts.push(pen.say(&keys::MYDATA_REASON, args![kept.reason.clone()])?);
    }
    let (since, changed) = (pen.full_moment(kept.since)?, pen.full_moment(kept.changed)?);
    texts.extend([
        pen.say(&keys::MYDATA_SINCE, args![since, changed])?,
        pen.say(&keys::MYDATA_LANG, args![own_name(kept.lang)])?,
        takes(pen, &kept.takes)?,
        pen.say(&keys::MYDATA_FROM, args![pen.say(&keys::SEVERITY, args![kept.from.as_str()])?])?,
        pen.say(&keys::MYDATA_SILENT, args![yes(kept.silent)])?,
        match kept.quiet {
            Some((from, to)) => pen.say(&keys::MYDATA_QUIET, args![hour_minute(from), hour_minute(to)])?,
            None => pen.say(&keys::MYDATA_NO_QUIET, args![])?,
        },
        pen.say(&keys::MYDATA_CRITICAL, args![yes(kept.critical_rings)])?,
        pen.say(&keys::MYDATA_ZONE, args![zone(pen, kept.zone)?])?,
        match kept.thread {
            0 => pen.say(&keys::MYDATA_NO_THREAD, args![])?,
            thread => pen.say(&keys::MYDATA_THREAD, args![thread.to_string()])?,
        },
        match kept.menu.as_str() {
            "" => pen.say(&keys::MYDATA_NO_MENU, args![])?,
            _ => pen.say(&keys::MYDATA_MENU, args![])?,
        },
    ]);
    Ok(texts)
}

/// By the names and marks of the settings menu.
fn takes(pen: &Pen<'_>, takes: &[Category]) -> Result<String, RenderError> {
    if takes.is_empty() {
        return pen.say(&keys::MYDATA_TAKES_NONE, args![]);
    }
    let names = takes.iter().map(|category| category_name(pen, *category)).collect::<Result<Vec<_>, _>>()?;
    pen.say(&keys::MYDATA_TAKES, args![names.join(&pen.say(&keys::MENU_SEPARATOR, args![])?)])
}

/// By the city's name where the menu has one.
fn zone(pen: &Pen<'_>, name: &str) -> Result<String, RenderError> {
    name.parse().map_or_else(|_| Ok(name.to_owned()), |zone| city(pen, zone))
}
