//! `tidewatch next`: what will be published when, holidays applied.

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use crate::calendar::{Blackout, Calendar, ReleaseKind, Upcoming};
use crate::clock::{Clock, ny};

/// Says what will be published when, holidays applied.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// From when on: an instant (2026-11-25T14:00:00Z), or a New York date; default: now.
    #[arg(long, value_parser = instant)]
    from: Option<DateTime<Utc>>,
    /// For so many days of 24 hours, at most ten years.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=3660))]
    days: u32,
    /// For people, or one JSON object a line.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

/// One line of the answer.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Line {
    /// The release, or `blackout`.
    kind: &'static str,
    /// UTC.
    at: DateTime<Utc>,
    /// The same on New York's clocks, with its offset.
    new_york: String,
    /// The date that it will speak of; for a blackout the day itself.
    as_of: NaiveDate,
    /// With the statement of a meeting: whether a Summary of Economic Projections comes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sep: Option<bool>,
    /// With the statement of a meeting: its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting_start: Option<NaiveDate>,
    /// The blackout of which this is a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    blackout: Option<Blackout>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let calendar = Calendar::builtin()?;
    let from = args.from.unwrap_or_else(|| Clock::system().now());
    let lines = lines(&calendar, from, args.days);
    match args.format {
        Format::Json => lines.iter().try_for_each(super::print_json),
        Format::Table => Ok(io::stdout().lock().write_all(table(&lines).as_bytes())?),
    }
}

/// An instant, or the beginning of a New York date.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let date = || text.parse::<NaiveDate>().map(|date| ny::at(date, 0, 0));
    let instant = DateTime::parse_from_rfc3339(text).map(|instant| instant.to_utc()).or_else(|_| date());
    instant.map_err(|_| format!("{text:?} is neither an instant (2026-11-25T14:00:00Z) nor a date (2026-11-25)"))
}

/// Releases and days of blackout, in the order of their times.
fn lines(calendar: &Calendar, from: DateTime<Utc>, days: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = calendar.upcoming(from, days).iter().map(|next| release(calendar, next)).collect();
    let until = from.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(from);
    let dates = ny::date(from).iter_days().take_while(|date| ny::at(*date, 0, 0) < until);
    lines.extend(dates.filter_map(|date| quiet(calendar, date)));
    // A day's blackout stands before what is published on it, also where the day has begun.
    lines.sort_by_key(|line| (line.at, line.kind != BLACKOUT));
    lines
}

const BLACKOUT: &str = "blackout";

fn release(calendar: &Calendar, next: &Upcoming) -> Line {
    let meetings = calendar.meetings();
    let with_statement = next.kind == ReleaseKind::FomcStatement;
    let meeting = meetings.iter().find(|meeting| with_statement && meeting.end == next.as_of);
    Line {
        kind: next.kind.as_str(),
        at: next.at,
        new_york: new_york(next.at),
        as_of: next.as_of,
        sep: meeting.map(|meeting| meeting.sep),
        meeting_start: meeting.map(|meeting| meeting.start),
        blackout: None,
    }
}

fn quiet(calendar: &Calendar, date: NaiveDate) -> Option<Line> {
    let blackout = calendar.blackout(date)?;
    let at = ny::at(date, 0, 0);
    let (kind, new_york) = (BLACKOUT, new_york(at));
    Some(Line { kind, at, new_york, as_of: date, sep: None, meeting_start: None, blackout: Some(blackout) })
}

fn new_york(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::America::New_York).to_rfc3339()
}

/// The same for people: a line a release, days of a blackout drawn together.
fn table(lines: &[Line]) -> String {
    let mut text = format!("{:<18}{:<11}{:<26}{:<13}{}\n", "New York", "UTC", "what", "of", "remarks");
    let mut told: Option<Blackout> = None;
    for line in lines {
        let civil = ny::civil(line.at);
        let (day, of) = (civil.format("%a %d %b"), line.as_of.format("%d %b %Y").to_string());
        if let Some(blackout) = line.blackout {
            if told != Some(blackout) {
                let remark = format!("to {}", blackout.to.format("%a %d %b %Y"));
                text.push_str(&format!("{day:<18}{:<11}{:<26}{:<13}{remark}\n", "", "FOMC blackout", ""));
                told = Some(blackout);
            }
            continue;
        }
        let when = format!("{day} {}", civil.format("%H:%M"));
        let utc = utc(line.at, civil.date());
        let row = format!("{when:<18}{utc:<11}{:<26}{of:<13}{}", title(line.kind), remark(line));
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

/// The hour in UTC, with the day where it is another one.
fn utc(at: DateTime<Utc>, civil: NaiveDate) -> String {
    let day = if at.date_naive() == civil { String::new() } else { at.format(" %a").to_string() };
    format!("{}{day}", at.format("%H:%M"))
}

fn remark(line: &Line) -> String {
    match (line.meeting_start, line.sep) {
        (Some(start), Some(sep)) => {
            let mark = if sep { ", with projections (SEP)" } else { "" };
            format!("meeting {} to {}{mark}", start.format("%d %b"), line.as_of.format("%d %b"))
        }
        _ => String::new(),
    }
}

fn title(kind: &str) -> &str {
    match kind {
        "sofr" => "SOFR, TGCR, BGCR",
        "effr" => "EFFR, OBFR",
        "srf_morning" => "standing repo, morning",
        "on_rrp" => "ON RRP",
        "srf_afternoon" => "standing repo, afternoon",
        "rate_revision" => "rate revisions, if any",
        "h41" => "H.4.1",
        "fomc_statement" => "FOMC statement",
        "implementation_note" => "implementation note",
        "press_conference" => "press conference",
        "minutes" => "FOMC minutes",
        other => other,
    }
}

#[cfg(test)]
mod tests;
