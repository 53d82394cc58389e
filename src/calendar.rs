//! WHEN: holidays, FOMC meetings, release windows. All civil times are New York's.
//!
//! Four calendars differ and all matter: the Reserve Banks' (EFFR, operations), the federal offices'
//! (H.4.1, Treasury statements), SIFMA's for the bond markets (SOFR), and the FOMC's meetings.

mod days;
mod error;
mod holiday;
mod meeting;
mod publication;
mod quiet;
mod refresh;
pub mod schedule;
mod settings;
mod window;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use days::BusinessDays;
use settings::{Settings, Timetables};

pub use error::CalendarError;
pub use meeting::{ListedKind, ListedMeeting, Meeting, MeetingKind};
pub use quiet::Blackout;
pub use refresh::{MeetingChange, Refreshed, refresh};
pub use schedule::Schedule;
pub use window::Window;

/// Business days, meetings and publication times. Cloning shares them.
#[derive(Debug, Clone)]
pub struct Calendar {
    parts: Arc<Parts>,
}

#[derive(Debug)]
struct Parts {
    fed_banks: BusinessDays,
    federal_offices: BusinessDays,
    sifma: BusinessDays,
    /// Replaced as a whole when the Committee's own page says otherwise than the file.
    meetings: RwLock<Arc<[Meeting]>>,
    timetables: Timetables,
}

/// Whose holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Market {
    /// The Federal Reserve Banks: EFFR and OBFR, Fedwire, operations.
    FedBanks,
    /// Federal offices in Washington, the Board included: H.4.1, Daily Treasury Statement.
    FederalOffices,
    /// The US bond markets by SIFMA's recommendation, as far as SOFR follows it.
    Sifma,
}

impl Calendar {
    /// `config/calendar.toml` as shipped.
    pub const BUILT_IN: &str = include_str!("../config/calendar.toml");
    /// `config/fomc_meetings.csv` as shipped.
    pub const BUILT_IN_MEETINGS: &str = include_str!("../config/fomc_meetings.csv");

    /// From the files in `config/`, which are part of the program.
    ///
    /// # Errors
    /// As [`Self::from_parts`]; a test keeps the files right.
    pub fn builtin() -> Result<Self, CalendarError> {
        Self::from_parts(Self::BUILT_IN, Self::BUILT_IN_MEETINGS)
    }

    /// From the texts of the two files: an operator's own, or a test's.
    ///
    /// # Errors
    /// [`CalendarError`], in one line: unknown or missing keys, a schedule that is not understood or
    /// never comes, an exception without reason, an unreadable or out-of-order meeting.
    pub fn from_parts(calendar_toml: &str, meetings_csv: &str) -> Result<Self, CalendarError> {
        let settings = Settings::parse(calendar_toml)?;
        let parts = Parts {
            fed_banks: settings.business_days(Market::FedBanks)?,
            federal_offices: settings.business_days(Market::FederalOffices)?,
            sifma: settings.business_days(Market::Sifma)?,
            meetings: RwLock::new(meeting::parse(meetings_csv)?.into()),
            timetables: settings.schedule,
        };
        Ok(Self { parts: Arc::new(parts) })
    }

    /// Whether a market has a business day.
    #[must_use]
    pub fn is_business(&self, market: Market, date: NaiveDate) -> bool {
        self.days(market).contains(date)
    }

    /// The first business day after `date`.
    #[must_use]
    pub fn next_business(&self, market: Market, date: NaiveDate) -> NaiveDate {
        self.days(market).next(date)
    }

    /// The last business day before `date`.
    #[must_use]
    pub fn previous_business(&self, market: Market, date: NaiveDate) -> NaiveDate {
        self.days(market).previous(date)
    }

    /// The class of a SIFMA business day; where two apply, the one with the larger allowance.
    /// `None` on ordinary days, and on days without business.
    #[must_use]
    pub fn class(&self, date: NaiveDate) -> Option<DateClass> {
        if !self.is_business(Market::Sifma, date) {
            return None;
        }
        let before = self.previous_business(Market::Sifma, date);
        let after = self.next_business(Market::Sifma, date);
        if before.month() != date.month() {
            return Some(DateClass::end_of(before));
        }
        if after.month() != date.month() {
            return Some(DateClass::end_of(date));
        }
        self.is_mid_month(date, before).then_some(DateClass::MidMonth)
    }

    /// The first business day on or after the 15th, or the one after it.
    fn is_mid_month(&self, date: NaiveDate, before: NaiveDate) -> bool {
        let two_before = self.previous_business(Market::Sifma, before);
        let in_first_half = |day: NaiveDate| day.month() != date.month() || day.day() < 15;
        date.day() >= 15 && in_first_half(two_before)
    }

    /// Meetings and statements of the FOMC as known at this moment, in order.
    #[must_use]
    pub fn meetings(&self) -> Arc<[Meeting]> {
        // Only whole lists are ever put in, so a panic elsewhere cannot have left half of one.
        Arc::clone(&self.parts.meetings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another list in, for this calendar and all its clones: see [`mod@refresh`].
    pub fn replace_meetings(&self, meetings: Vec<Meeting>) {
        *self.parts.meetings.write().unwrap_or_else(PoisonError::into_inner) = meetings.into();
    }

    fn days(&self, market: Market) -> &BusinessDays {
        match market {
            Market::FedBanks => &self.parts.fed_banks,
            Market::FederalOffices => &self.parts.federal_offices,
            Market::Sifma => &self.parts.sifma,
        }
    }
}

/// Calendar dates on which repo rates rise for reasons of their own.
///
/// A date belongs to a class as the last business day of a month, or as the first one of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateClass {
    /// Mid-month coupon settlement and tax dates: the first business day on or after the 15th, and
    /// the one after it.
    MidMonth,
    /// End of an ordinary month.
    MonthEnd,
    /// End of March, June or September.
    QuarterEnd,
    /// End of December.
    YearEnd,
}

impl DateClass {
    /// The class of the end of that date's month.
    fn end_of(date: NaiveDate) -> Self {
        match date.month() {
            12 => Self::YearEnd,
            3 | 6 | 9 => Self::QuarterEnd,
            _ => Self::MonthEnd,
        }
    }
}

/// What is published or happens at a known time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseKind {
    /// SOFR of the business day before, 08:00 on business days of the bond markets.
    Sofr,
    /// EFFR and OBFR of the business day before, 09:00 on business days of the Reserve Banks.
    Effr,
    /// Result of the morning standing repo operation: it closes at 08:30 and is published a minute later.
    SrfMorning,
    /// Result of the overnight reverse repo operation: it closes at 13:15.
    OnRrp,
    /// Result of the afternoon standing repo operation: it closes at 13:45.
    SrfAfternoon,
    /// The hour at which SOFR and its family of the morning are corrected, 14:30. Most days have no
    /// correction: its absence is no delay.
    RateRevision,
    /// H.4.1, Thursday 16:30; on a federal holiday the next day that federal offices are open.
    H41,
    /// FOMC statement, 14:00 on the last day of a scheduled meeting.
    FomcStatement,
    /// Implementation note, with the statement.
    ImplementationNote,
    /// The Chair's press conference, 14:30 on the day of the statement.
    PressConference,
    /// Minutes of a scheduled meeting, 14:00 three weeks after it, with exceptions.
    Minutes,
}

impl ReleaseKind {
    /// All kinds, in order.
    pub const ALL: [Self; 11] = [
        Self::Sofr,
        Self::Effr,
        Self::SrfMorning,
        Self::OnRrp,
        Self::SrfAfternoon,
        Self::RateRevision,
        Self::H41,
        Self::FomcStatement,
        Self::ImplementationNote,
        Self::PressConference,
        Self::Minutes,
    ];

    /// The spelling in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sofr => "sofr",
            Self::Effr => "effr",
            Self::SrfMorning => "srf_morning",
            Self::OnRrp => "on_rrp",
            Self::SrfAfternoon => "srf_afternoon",
            Self::RateRevision => "rate_revision",
            Self::H41 => "h41",
            Self::FomcStatement => "fomc_statement",
            Self::ImplementationNote => "implementation_note",
            Self::PressConference => "press_conference",
            Self::Minutes => "minutes",
        }
    }
}

/// One coming release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// What.
    pub kind: ReleaseKind,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// The date that it will speak of.
    pub as_of: NaiveDate,
}

#[cfg(test)]
mod tests;
