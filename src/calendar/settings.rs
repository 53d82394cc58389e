//! `config/calendar.toml`: regular times of publication, and exceptions to the holiday rules.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

use super::days::BusinessDays;
use super::{CalendarError, Market, Schedule};
use crate::clock::ny;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) schedule: Timetables,
    #[serde(default)]
    exception: Vec<Exception>,
}

/// When each publication regularly comes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Timetables {
    pub(super) sofr: Timetable,
    pub(super) effr: Timetable,
    pub(super) srf_morning: Timetable,
    pub(super) on_rrp: Timetable,
    pub(super) srf_afternoon: Timetable,
    pub(super) rate_revision: Timetable,
    pub(super) press_conference: Timetable,
    pub(super) minutes: Timetable,
    pub(super) h41: Timetable,
    pub(super) dts: Timetable,
}

/// When one publication regularly comes.
#[derive(Debug, Deserialize)]
#[serde(try_from = "TimetableText")]
pub(super) struct Timetable {
    pub(super) schedule: Schedule,
    /// Its time of day in New York, taken from the schedule.
    pub(super) time: NaiveTime,
    /// The first day of publication; `None` if older than anything that we hold.
    pub(super) first: Option<NaiveDate>,
}

impl Timetable {
    /// The publication of `date`, whatever the weekday.
    pub(super) fn on(&self, date: NaiveDate) -> DateTime<Utc> {
        ny::instant(date.and_time(self.time))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimetableText {
    at: Schedule,
    first: Option<NaiveDate>,
}

impl TryFrom<TimetableText> for Timetable {
    type Error = String;

    fn try_from(text: TimetableText) -> Result<Self, String> {
        let time = time_of_day(&text.at)?;
        Ok(Self { schedule: text.at, time, first: text.first })
    }
}

/// The one time of day of a schedule. Eight firings show two times of a day and, for a weekly schedule,
/// end before the clock changes.
fn time_of_day(schedule: &Schedule) -> Result<NaiveTime, String> {
    let mut times = schedule.following(ny::at(SAMPLE, 0, 0)).map(|fire| ny::civil(fire).time()).take(8);
    let time = times.next().ok_or("the schedule is over")?;
    if times.any(|other| other != time) {
        return Err("a publication has one time of day".into());
    }
    Ok(time)
}

const SAMPLE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// A day that the rules get wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    date: NaiveDate,
    #[serde(default)]
    closed: Vec<Market>,
    #[serde(default)]
    open: Vec<Market>,
    reason: String,
}

/// Four is the longest seen (Christmas 2025); a typing error may close a whole month.
const LONGEST_CLOSURE: usize = 5;

impl Settings {
    pub(super) fn parse(text: &str) -> Result<Self, CalendarError> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            CalendarError::Settings {
                line: before.map(|before| before.matches('\n').count() + 1),
                detail: error.message().replace('\n', ", "),
            }
        })
    }

    /// The business days of a market: rules, then exceptions.
    pub(super) fn business_days(&self, market: Market) -> Result<BusinessDays, CalendarError> {
        let mut days = BusinessDays::by_rule(market);
        let mut seen = std::collections::HashSet::new();
        for exception in &self.exception {
            if let Some(open) = exception.says(market)? {
                if !seen.insert(exception.date) {
                    return Err(exception.wrong("is there twice"));
                }
                if !days.set(exception.date, open) {
                    return Err(exception.wrong("is outside 2000 to 2100"));
                }
            }
        }
        for exception in &self.exception {
            // Weekly publications move to the next business day: it must come before the week is over.
            if days.closed_for(exception.date) > LONGEST_CLOSURE {
                return Err(exception.wrong("begins a closure of more than five days"));
            }
        }
        Ok(days)
    }
}

impl Exception {
    /// Whether the market is open, if this exception is about it.
    fn says(&self, market: Market) -> Result<Option<bool>, CalendarError> {
        if self.reason.trim().is_empty() {
            return Err(self.wrong("has no reason"));
        }
        match (self.closed.contains(&market), self.open.contains(&market)) {
            (true, true) => Err(self.wrong("is both closed and open")),
            (false, false) if self.closed.is_empty() && self.open.is_empty() => Err(self.wrong("names no market")),
            (false, false) => Ok(None),
            (closed, _) => Ok(Some(!closed)),
        }
    }

    fn wrong(&self, what: &str) -> CalendarError {
        CalendarError::Exception { date: self.date, detail: what.into() }
    }
}
