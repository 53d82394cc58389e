//! Meetings: reminders, minutes, a changed calendar, and announcements outside of it.

use chrono::{Days, TimeDelta};

use crate::alert::{Lead, MeetingNews, MeetingReport, MinutesReport, ReminderReport, Severity, UnscheduledReport};
use crate::clock::ny;

use super::alert::{Told, bullet};
use super::date::Pen;
use super::decision::outcome;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys, quality};

/// From the statement to the press conference.
const PRESS_CONFERENCE: TimeDelta = TimeDelta::minutes(30);

/// A meeting is near.
pub(super) fn reminder(pen: &Pen<'_>, report: &ReminderReport) -> Result<Told, RenderError> {
    let mut texts = vec![pen.say(&keys::MEETING, args![pen.full_day(report.date)?])?];
    let press = pen.time(report.statement_at + PRESS_CONFERENCE)?;
    let plan = if report.sep { keys::REMINDER_SEP } else { keys::REMINDER_PLAN };
    texts.push(pen.say(&plan, args![pen.time(report.statement_at)?, press])?);
    if let Some(range) = report.range {
        texts.push(pen.say(&keys::REMINDER_RANGE, args![pen.range(range)?])?);
    }
    let title = pen.say(&keys::REMINDER_TITLE, args![when(pen, report), pen.time(report.statement_at)?])?;
    Ok(Told::new(title, texts.iter().map(|text| Html::text(text)).collect()))
}

/// `tomorrow` only where it is tomorrow in New York.
fn when(pen: &Pen<'_>, report: &ReminderReport) -> &'static str {
    let (today, day) = (ny::date(pen.now), ny::date(report.statement_at));
    match report.lead {
        Lead::Hour => "hour",
        Lead::Day if today == day => "today",
        Lead::Day if today.checked_add_days(Days::new(1)) == Some(day) => "tomorrow",
        Lead::Day => "soon",
    }
}

/// Minutes are out: their link, no summary.
pub(super) fn minutes(pen: &Pen<'_>, report: &MinutesReport) -> Result<Told, RenderError> {
    let title = pen.say(&keys::MINUTES_TITLE, args![pen.full_day(report.meeting)?])?;
    let link = Html::text(&pen.say(&keys::MINUTES_LINK, args![])?).link(&report.link);
    Ok(Told::new(title, vec![link]))
}

/// The Board's calendar page says otherwise than it did.
pub(super) fn calendar(pen: &Pen<'_>, report: &MeetingReport) -> Result<Told, RenderError> {
    let mut lines = Vec::new();
    for news in &report.news {
        let text = match *news {
            MeetingNews::Moved { from, to } => {
                pen.say(&keys::MEETING_MOVED, args![pen.full_day(from)?, pen.full_day(to)?])?
            }
            MeetingNews::Cancelled { date } => pen.say(&keys::MEETING_CANCELLED, args![pen.full_day(date)?])?,
            MeetingNews::Added { date } => pen.say(&keys::MEETING_ADDED, args![pen.full_day(date)?])?,
        };
        lines.push(bullet(pen, &text)?);
    }
    lines.push(Html::text(&pen.say(&keys::CALENDAR_LINK, args![])?).link(&report.link));
    Ok(Told::new(pen.say(&keys::CALENDAR_TITLE, args![])?, lines))
}

/// An announcement that no calendar foresaw: its title as published, its class, its link.
pub(super) fn unscheduled(pen: &Pen<'_>, report: &UnscheduledReport) -> Result<Told, RenderError> {
    let mut texts = vec![pen.say(&keys::UNSCHEDULED_DATE, args![pen.full_day(report.date)?])?];
    texts.push(match report.statement.as_ref().filter(|statement| statement.range.is_some()) {
        Some(statement) => outcome(pen, statement, report.change)?,
        None => pen.say(&keys::UNSCHEDULED_CLASS, args![class(report.severity)])?,
    });
    let mut lines: Vec<Html> = texts.iter().map(|text| Html::text(text)).collect();
    lines.push(Html::text(&pen.say(&keys::PAGE_LINK, args![])?).link(&report.link));
    Ok(Told::new(pen.say(&keys::UNSCHEDULED_TITLE, args![quality::short(&report.title)])?, lines))
}

const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "note",
        Severity::Notable => "liquidity",
        Severity::Info | Severity::Normal => "other",
    }
}
