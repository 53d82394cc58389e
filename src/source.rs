//! WHAT IS PUBLISHED: one upstream a file, each with `locate` (where) and `parse` (what it says).
//!
//! A parser is a function of the bytes alone: no date is looked up, no figure remembered. An edited
//! page yields the edited figure or a problem.

pub mod directives;
pub mod fomc_calendar;
pub mod fomc_minutes;
pub mod fomc_statement;
pub mod h41;
pub mod implementation_note;
mod nyfed_json;
pub mod nyfed_rates;
pub mod nyfed_repo;
pub mod page_text;
pub mod press_feed;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::ListedMeeting;
use crate::series::Observation;
use crate::unit::Percent;

pub use directives::Directives;

/// The pages that we read, named as on the command line (`tidewatch parse KIND`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// New York Fed reference rates (SOFR and its family), JSON.
    NyfedRates,
    /// New York Fed repo and reverse repo operations, JSON.
    NyfedRepo,
    /// The Board's weekly H.4.1 release, HTML.
    H41,
    /// An FOMC statement, HTML.
    FomcStatement,
    /// The implementation note that goes with a statement, HTML.
    ImplementationNote,
    /// The Committee's calendar of meetings, HTML.
    FomcCalendar,
    /// Minutes of a meeting, HTML.
    FomcMinutes,
    /// The Board's feed of press releases on monetary policy, RSS.
    PressFeed,
}

impl SourceKind {
    /// All kinds, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::NyfedRates,
        Self::NyfedRepo,
        Self::H41,
        Self::FomcStatement,
        Self::ImplementationNote,
        Self::FomcCalendar,
        Self::FomcMinutes,
        Self::PressFeed,
    ];

    /// The spelling on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NyfedRates => "nyfed-rates",
            Self::NyfedRepo => "nyfed-repo",
            Self::H41 => "h41",
            Self::FomcStatement => "fomc-statement",
            Self::ImplementationNote => "implementation-note",
            Self::FomcCalendar => "fomc-calendar",
            Self::FomcMinutes => "fomc-minutes",
            Self::PressFeed => "press-feed",
        }
    }

    /// Understands a body of this kind.
    ///
    /// # Errors
    /// The body is not of this kind at all, or lacks what makes it one; nothing may be stored from it.
    pub fn parse(self, body: &[u8]) -> Result<Release, ParseError> {
        match self {
            Self::NyfedRates => nyfed_rates::parse(body),
            Self::NyfedRepo => nyfed_repo::parse(body),
            Self::H41 => h41::parse(body),
            Self::FomcStatement => fomc_statement::parse(body),
            Self::ImplementationNote => implementation_note::parse(body),
            Self::FomcCalendar => fomc_calendar::parse(body),
            Self::FomcMinutes => fomc_minutes::parse(body),
            Self::PressFeed => press_feed::parse(body),
        }
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SourceKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            format!("unknown kind {text:?}: one of {known}")
        })
    }
}

/// Who publishes a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Host {
    /// The Federal Reserve Bank of New York's Markets Data API.
    NewYorkFed,
    /// The Board of Governors.
    Board,
}

impl Host {
    /// Scheme and host of the real site.
    #[must_use]
    pub const fn origin(self) -> &'static str {
        match self {
            Self::NewYorkFed => "https://markets.newyorkfed.org",
            Self::Board => "https://www.federalreserve.gov",
        }
    }
}

/// Where a page lives. `locate` makes one; the fetcher may put another origin before the path
/// (a stand-in), so paths of different hosts must not collide.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// Whose page.
    pub host: Host,
    /// Absolute path with query.
    pub path: String,
}

impl Address {
    /// The public link, as shown to people.
    #[must_use]
    pub fn public(&self) -> String {
        format!("{}{}", self.host.origin(), self.path)
    }
}

/// What a parser understood of one body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// The figures, each dated and with its unit; in the page's order.
    pub observations: Vec<Observation>,
    /// What the page says that we cannot vouch for. A good page has none.
    pub problems: Vec<Problem>,
    /// What the page says beyond figures.
    pub event: Option<Event>,
    /// Figures of other sources that this page repeats, under the names of those: never stored, only
    /// compared, so that two sources that disagree are noticed.
    #[serde(default)]
    pub claims: Vec<Observation>,
}

/// Something that a reader of the figures must know: an unknown row, a broken identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name in `snake_case`: `unknown_line`, `identity_break`, `bad_row`, `bad_value`.
    pub code: String,
    /// One sentence for an operator: what, where, which figures.
    pub detail: String,
}

impl Problem {
    /// A problem from its parts.
    pub fn new(code: &str, detail: impl Into<String>) -> Self {
        Self { code: code.to_owned(), detail: detail.into() }
    }

    /// Whether the release cannot be vouched for: its body is kept, none of its figures is stored.
    ///
    /// Some problems cost only what they are about, and leave the rest of the page as good as it was: a
    /// row that we do not know, a row that was dropped because it cannot be believed (`bad_row`), figures
    /// that were dropped because the page gives two (`contradiction`), a day that has no total because a
    /// part of it is missing (`incomplete_day`). Everything else holds the whole page back.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        !matches!(self.code.as_str(), "unknown_line" | "bad_row" | "contradiction" | "incomplete_day")
    }
}

/// What a page announces beyond figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An FOMC statement.
    Statement(Statement),
    /// An implementation note.
    Note(Note),
    /// The meetings that the Committee's calendar lists, in order.
    Meetings(Vec<ListedMeeting>),
    /// Minutes of a meeting.
    Minutes(Minutes),
    /// The newest press releases.
    Feed(Feed),
}

/// Minutes of a meeting: which, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// First day of the meeting.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
    /// When they were released, where the page says so. Pages seen so far do not; the calendar does.
    pub released: Option<NaiveDate>,
    /// The public address of the page.
    pub link: String,
}

/// Press releases, as the feed lists them: a pointer to pages, never a source of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Newest first, as published.
    pub items: Vec<FeedItem>,
}

/// One press release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedItem {
    /// The headline.
    pub title: String,
    /// The page.
    pub link: String,
    /// When it was published.
    pub published: DateTime<Utc>,
    /// What the page is.
    pub class: FeedClass,
    /// The date in the page's address; `None` where the address has none.
    pub date: Option<NaiveDate>,
}

/// What a press release is, by its headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedClass {
    /// An FOMC statement, scheduled or not.
    Statement,
    /// An implementation note.
    Note,
    /// Minutes of the Committee; those of the Board's discount rate meetings are [`FeedClass::Other`].
    Minutes,
    /// Anything else on monetary policy.
    Other,
}

/// An FOMC statement, as its own words give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Whether it decides on the target range.
    pub class: StatementClass,
    /// The date that the page bears.
    pub date: NaiveDate,
    /// The target range in percent, lower limit first.
    pub range: Option<(Percent, Percent)>,
    /// What the Committee did to the range, in its own verb.
    pub verb: Option<Verb>,
    /// Votes for and against. In the format up to April 2026: the count of the names.
    pub vote: Option<(u32, u32)>,
    /// Who voted against, and for what.
    pub dissents: Vec<Dissent>,
}

/// Whether a statement decides on the rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementClass {
    /// It sets or maintains the target range.
    RateDecision,
    /// Anything else under the same address pattern: facilities, longer-run goals.
    Other,
}

/// The Committee's verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Also "increase".
    Raise,
    /// Also "keep".
    Maintain,
    /// Also "decrease".
    Lower,
}

/// One vote against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissent {
    /// The name as printed.
    pub name: String,
    /// What the person preferred, in the statement's own words; empty where it gives none.
    pub preference: String,
}

/// An implementation note: the administered rates that go with a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The date that the page bears.
    pub announced: NaiveDate,
    /// From when the rates hold.
    pub in_force_from: NaiveDate,
    /// Decimal strings by name. In percent: `iorb`, `on_rrp_rate`, `srf_rate`, `primary_credit`.
    /// In $ billion where printed: `on_rrp_limit` (per counterparty and day), `srf_limit` (per operation),
    /// `treasury_cap` and `agency_cap` (monthly, in the run-off), and `treasury_cap_next`,
    /// `agency_cap_next` where a note also announces a later cap. A cap is `0` where all principal is
    /// reinvested. A name that an older stored note lacks says nothing: not all were read before.
    pub parameters: std::collections::BTreeMap<String, String>,
    /// What the Desk is directed to do with the portfolio, and from when.
    #[serde(default)]
    pub directives: Directives,
}

/// Why a body is not a release of its kind.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The bytes are not text.
    #[error("the body is not UTF-8 text")]
    NotText(#[source] std::str::Utf8Error),
    /// The body is not JSON, or not of this shape.
    #[error("the body is not the expected JSON")]
    NotJson(#[source] serde_json::Error),
    /// A page of another kind: an error page, another release.
    #[error("not a page of this kind: {0}")]
    WrongPage(String),
    /// The right page, cut short or empty of what it must hold.
    #[error("the page is incomplete: {0}")]
    Incomplete(String),
    /// A figure or date that cannot be read.
    #[error("cannot read {what}: {text:?}")]
    BadValue {
        /// What was looked for.
        what: String,
        /// The text found in its place.
        text: String,
    },
}

/// A body as text; a byte-order mark is dropped.
///
/// # Errors
/// The bytes are not UTF-8.
pub fn text(body: &[u8]) -> Result<&str, ParseError> {
    let text = std::str::from_utf8(body).map_err(ParseError::NotText)?;
    Ok(text.trim_start_matches('\u{feff}'))
}
