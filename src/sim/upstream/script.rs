//! What tests and operators have put in: everything in which the sites depart from history.

use std::sync::PoisonError;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Upstream;
use super::faults::{Delay, Fault, Outage};
use super::figures::{Misprint, Revision};
use crate::series::SeriesId;
use crate::sim::pages::nyfed::{Direction, Slot, Status};

/// All of it; the default is history as it was.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub faults: Vec<Fault>,
    pub outages: Vec<Outage>,
    pub delays: Vec<Delay>,
    pub misprints: Vec<Misprint>,
    pub revisions: Vec<Revision>,
    pub operations: Vec<ExtraOperation>,
    pub items: Vec<PressItem>,
    pub meetings: Vec<MeetingChange>,
}

/// An operation that history does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraOperation {
    /// Its day.
    pub date: NaiveDate,
    /// Which way the money goes.
    pub direction: Direction,
    /// When in the day; its results appear a minute after it closes.
    pub slot: Slot,
    /// Results, or cancelled.
    pub status: Status,
    /// Accepted, in millions of dollars.
    #[serde(default)]
    pub millions: Decimal,
    /// The page's remark: an exercise says so here.
    #[serde(default)]
    pub note: String,
    /// Whether it takes the place of history's operation in that slot, or stands beside it.
    #[serde(default)]
    pub instead: bool,
}

/// A press release that history does not have: in the feed, and at its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PressItem {
    /// The headline.
    pub title: String,
    /// Its address, `/newsevents/pressreleases/….htm`, with or without the Board's origin.
    pub link: String,
    /// The text of its page: HTML, or plain text with a paragraph a line.
    pub body: String,
    /// When it comes out; at once where not given.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// A change of one meeting on the calendar page. Statements and minutes keep their days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingChange {
    /// The first day of the meeting in history.
    pub start: NaiveDate,
    /// What happens to it.
    pub change: MeetingMove,
}

/// What happens to a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MeetingMove {
    /// "(cancelled)" stands behind its days, as in March 2020.
    Cancel,
    /// Its row goes.
    Remove,
    /// It has other days.
    Move {
        /// The first.
        start: NaiveDate,
        /// The last.
        end: NaiveDate,
    },
}

/// A control that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The history has no such figure to misprint or revise.
    #[error("there is no figure of {series} on {date}")]
    NoFigure {
        /// The series.
        series: SeriesId,
        /// The date.
        date: NaiveDate,
    },
    /// A period that is over before it begins.
    #[error("the end, {until}, is not after the beginning, {from}")]
    Period {
        /// The beginning.
        from: DateTime<Utc>,
        /// The end.
        until: DateTime<Utc>,
    },
    /// An item outside the Board's press releases.
    #[error("the link must be /newsevents/pressreleases/NAME.htm, not {0:?}")]
    Link(String),
    /// A meeting that the calendar does not have, or days that are none.
    #[error("{0}")]
    Meeting(String),
    /// An operation in a slot of the other direction, or with a negative amount.
    #[error("{0}")]
    Operation(String),
}

impl Upstream {
    /// Looks at the script or changes it. What was composed by the old one is forgotten.
    pub(super) fn rewrite<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        let done = self.script(change);
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).clear();
        done
    }

    pub(super) fn script<T>(&self, look: impl FnOnce(&mut Script) -> T) -> T {
        look(&mut self.script.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// History as it was: all faults, delays, misprints, revisions and injected things are gone.
    pub fn clear(&self) {
        self.rewrite(|script| *script = Script::default());
    }

    /// Adds an operation, or puts it in the place of history's.
    ///
    /// # Errors
    /// A slot of the other direction; a negative amount.
    pub fn operation(&self, operation: ExtraOperation) -> Result<(), ControlError> {
        let refuse = |why: &str| Err(ControlError::Operation(why.to_owned()));
        if (operation.slot == Slot::OnRrp) != (operation.direction == Direction::ReverseRepo) {
            return refuse("reverse repo has the slot on_rrp, repo the others");
        }
        if operation.millions < Decimal::ZERO {
            return refuse("millions must not be negative");
        }
        self.rewrite(|script| script.operations.push(operation));
        Ok(())
    }

    /// Publishes a press release, at its instant or at once.
    ///
    /// # Errors
    /// A link that is no press release of the Board.
    pub fn item(&self, mut item: PressItem) -> Result<(), ControlError> {
        let path = item.link.strip_prefix(super::board::ORIGIN).unwrap_or(&item.link).to_owned();
        let name = path.strip_prefix(super::board::RELEASES).and_then(|rest| rest.strip_suffix(".htm"));
        if !name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
            return Err(ControlError::Link(item.link));
        }
        item.link = path;
        item.at = Some(item.at.unwrap_or_else(|| self.clock.now()));
        self.rewrite(|script| script.items.push(item));
        Ok(())
    }

    /// Changes a meeting on the calendar page; a later change of the same meeting replaces an earlier one.
    ///
    /// # Errors
    /// No meeting begins on that day; an end before the beginning, or in another year than it.
    pub fn meeting(&self, change: MeetingChange) -> Result<(), ControlError> {
        if !self.meetings.iter().any(|meeting| meeting.start == change.start) {
            return Err(ControlError::Meeting(format!("no meeting begins on {}", change.start)));
        }
        if let MeetingMove::Move { start, end } = change.change
            && (end < start || (end - start).num_days() > 3 || start.year() != end.year())
        {
            return Err(ControlError::Meeting(format!("from {start} to {end} is no meeting")));
        }
        self.rewrite(|script| {
            script.meetings.retain(|known| known.start != change.start);
            script.meetings.push(change);
        });
        Ok(())
    }
}
