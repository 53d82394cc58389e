//! FOMC meetings, from a file that operators can replace.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::CalendarError;
use crate::clock::ny;

/// A meeting of the Federal Open Market Committee, or a statement between two meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// First day.
    pub start: NaiveDate,
    /// Last day: the statement's date, unless it came later.
    pub end: NaiveDate,
    /// When the statement is or was published.
    pub statement_at: DateTime<Utc>,
    /// Whether a Summary of Economic Projections comes with it.
    pub sep: bool,
    /// How it came about.
    pub kind: MeetingKind,
    /// When the minutes are released, where it is not three weeks after: see [`Self::minutes_on`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<NaiveDate>,
}

impl Meeting {
    /// The day on which the minutes come, at 14:00: three weeks after the decision by the Committee's
    /// rule, earlier or later round holidays. `None` for what is no scheduled meeting: its minutes come
    /// with those of the next one.
    #[must_use]
    pub fn minutes_on(&self) -> Option<NaiveDate> {
        let by_rule = || self.end.checked_add_signed(TimeDelta::weeks(3));
        if self.kind == MeetingKind::Scheduled { self.minutes.or_else(by_rule) } else { None }
    }
}

/// How a meeting came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// Announced a year ahead; statement and implementation note at a known minute.
    Scheduled,
    /// Called at short notice, weekends included: nobody knows before the statement is there.
    Unscheduled,
    /// A vote in writing, without a meeting.
    NotationVote,
}

/// A meeting as the Committee's calendar page lists it: dates without hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedMeeting {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Whether it is marked for a Summary of Economic Projections.
    pub sep: bool,
    /// What the page says of it.
    pub kind: ListedKind,
    /// When its minutes were released, where that is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_released: Option<NaiveDate>,
}

/// How the page calls a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedKind {
    /// Without a word: one of the eight of a year.
    Scheduled,
    /// "(unscheduled)", or a conference call.
    Unscheduled,
    /// "(notation vote)".
    NotationVote,
    /// "(cancelled)": it was scheduled and did not take place.
    Cancelled,
}

/// Reads the file: `start,end,statement,sep,kind` and perhaps `minutes`, lines that begin with `#` are comments.
pub(super) fn parse(text: &str) -> Result<Vec<Meeting>, CalendarError> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| unreadable(&error))?;
    if !(headers.iter().eq(COLUMNS) || headers.iter().eq(COLUMNS.into_iter().chain(["minutes"]))) {
        let line = headers.position().map_or(1, csv::Position::line);
        return Err(CalendarError::Meeting { line, detail: format!("the columns must be {}", COLUMNS.join(",")) });
    }
    let mut meetings: Vec<Meeting> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let meeting = read(&record).and_then(|meeting| in_order(meeting, meetings.last()));
        meetings.push(meeting.map_err(|detail| CalendarError::Meeting { line, detail })?);
    }
    if meetings.is_empty() {
        return Err(CalendarError::Meeting { line: 1, detail: "there is no meeting in it".into() });
    }
    Ok(meetings)
}

const COLUMNS: [&str; 5] = ["start", "end", "statement", "sep", "kind"];

fn read(record: &csv::StringRecord) -> Result<Meeting, String> {
    let mut cells = record.iter();
    let mut cell = || cells.next().unwrap_or_default();
    let (start, end) = (date(cell())?, date(cell())?);
    let statement = statement(end, cell())?;
    let sep = match cell() {
        "y" => true,
        "n" => false,
        other => return Err(format!("sep is y or n, not `{other}`")),
    };
    let kind = match cell() {
        "scheduled" => MeetingKind::Scheduled,
        "unscheduled" => MeetingKind::Unscheduled,
        "notation_vote" => MeetingKind::NotationVote,
        other => return Err(format!("a meeting is scheduled, unscheduled or a notation_vote, not `{other}`")),
    };
    if end < start || end - start > LONGEST || statement.date() < end {
        return Err(format!("from {start} to {end} with a statement on {} is no meeting", statement.date()));
    }
    let minutes = Some(cell()).filter(|text| !text.is_empty()).map(date).transpose()?;
    if minutes.is_some_and(|minutes| minutes <= end || minutes - end > LATEST_MINUTES) {
        return Err(format!("minutes of a meeting that ends on {end} come within six weeks after it"));
    }
    Ok(Meeting { start, end, statement_at: ny::instant(statement), sep, kind, minutes })
}

/// Minutes come before the next meeting.
const LATEST_MINUTES: TimeDelta = TimeDelta::weeks(6);

/// Longer than that is a slip of the pen.
const LONGEST: TimeDelta = TimeDelta::days(3);

fn in_order(meeting: Meeting, last: Option<&Meeting>) -> Result<Meeting, String> {
    match last {
        Some(last) if meeting.start <= last.end || meeting.statement_at <= last.statement_at => {
            Err(format!("the meeting of {} is not after that of {}", meeting.start, last.start))
        }
        _ => Ok(meeting),
    }
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("`{text}` is no date"))
}

/// A time on the last day, or a date and a time.
fn statement(end: NaiveDate, text: &str) -> Result<NaiveDateTime, String> {
    let on_last_day = NaiveTime::parse_from_str(text, "%H:%M").map(|time| end.and_time(time));
    on_last_day
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M"))
        .map_err(|_| format!("statement `{text}` is neither 14:00 nor 2019-10-11 11:00"))
}

fn unreadable(error: &csv::Error) -> CalendarError {
    let line = error.position().map_or(1, csv::Position::line);
    let detail = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        _ => error.to_string(),
    };
    CalendarError::Meeting { line, detail }
}
