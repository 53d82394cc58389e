//! FOMC meetings, from a file that operators can replace.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use super::CalendarError;
use crate::clock::ny;

/// A meeting of the Federal Open Market Committee, or a statement between two meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// Reads the file: `start,end,statement,sep,kind`, lines that begin with `#` are comments.
pub(super) fn parse(text: &str) -> Result<Vec<Meeting>, CalendarError> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| unreadable(&error, 1))?.clone();
    if !headers.iter().eq(COLUMNS) {
        let line = headers.position().map_or(1, csv::Position::line);
        return Err(CalendarError::Meeting { line, detail: format!("the columns must be {}", COLUMNS.join(",")) });
    }
    let mut meetings: Vec<Meeting> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error, 0))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: Row = record.deserialize(Some(&headers)).map_err(|error| unreadable(&error, line))?;
        let last = meetings.last();
        meetings.push(row.meeting(last).map_err(|detail| CalendarError::Meeting { line, detail })?);
    }
    if meetings.is_empty() {
        return Err(CalendarError::Meeting { line: 0, detail: "there is no meeting in it".into() });
    }
    Ok(meetings)
}

const COLUMNS: [&str; 5] = ["start", "end", "statement", "sep", "kind"];

#[derive(Deserialize)]
struct Row {
    start: NaiveDate,
    end: NaiveDate,
    statement: String,
    #[serde(deserialize_with = "yes_or_no")]
    sep: bool,
    kind: MeetingKind,
}

impl Row {
    fn meeting(self, last: Option<&Meeting>) -> Result<Meeting, String> {
        let Self { start, end, sep, kind, .. } = self;
        let statement = self.statement()?;
        if end < start || end - start > LONGEST || statement.date() < end {
            return Err(format!("start {start}, end {end}, statement {statement}: no such meeting"));
        }
        let statement_at = ny::instant(statement);
        if let Some(last) = last.filter(|last| start <= last.end || statement_at <= last.statement_at) {
            return Err(format!("the meeting of {start} is not after that of {}", last.start));
        }
        Ok(Meeting { start, end, statement_at, sep, kind })
    }

    /// A time on the last day, or a date and a time.
    fn statement(&self) -> Result<NaiveDateTime, String> {
        let text = &self.statement;
        let on_last_day = NaiveTime::parse_from_str(text, "%H:%M").map(|time| self.end.and_time(time));
        on_last_day
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M"))
            .map_err(|_| format!("statement `{text}` is neither 14:00 nor 2019-10-11 11:00"))
    }
}

/// Longer than that is a slip of the pen.
const LONGEST: TimeDelta = TimeDelta::days(3);

fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "y" => Ok(true),
        "n" => Ok(false),
        other => Err(serde::de::Error::custom(format!("sep is y or n, not `{other}`"))),
    }
}

fn unreadable(error: &csv::Error, line: u64) -> CalendarError {
    let line = error.position().map_or(line, csv::Position::line);
    let detail = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|field| COLUMNS.get(usize::try_from(field).ok()?));
            format!("{}{}", column.map(|column| format!("{column}: ")).unwrap_or_default(), err.kind())
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        _ => error.to_string(),
    };
    CalendarError::Meeting { line, detail }
}
