//! Repo and reverse repo operations as the API prints them.

use std::cmp::Reverse;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{NOTE, number, percent};

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The day of the operation.
    pub date: NaiveDate,
    /// Which way the money goes.
    pub kind: Direction,
    /// When in the day.
    pub slot: Slot,
    /// Accepted, in millions of dollars; printed in whole dollars, all as Treasury collateral.
    pub accepted_millions: Decimal,
    /// The offering rate, or the minimum bid rate of standing repo before 11 December 2025; percent.
    pub rate: Decimal,
    /// How far it has come.
    pub status: Status,
    /// What the page remarks on it; exercises give themselves away here.
    pub note: String,
    /// The total as misprinted, in millions: the collateral types do not follow.
    pub misprint: Option<Decimal>,
}

impl Operation {
    /// An ordinary operation with results.
    #[must_use]
    pub fn held(date: NaiveDate, kind: Direction, slot: Slot, accepted_millions: Decimal, rate: Decimal) -> Self {
        let (status, note, misprint) = (Status::Results, String::new(), None);
        Self { date, kind, slot, accepted_millions, rate, status, note, misprint }
    }
}

/// How far an operation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It bears no amounts.
    Announcement,
    /// It bears amounts.
    Results,
    /// It was called off and bears no amounts. No real one is on file: the word is our guess.
    Cancelled,
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The Fed lends.
    Repo,
    /// The Fed borrows.
    ReverseRepo,
}

/// When in the day an operation takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// 08:15 to 08:30.
    Morning,
    /// 10:30 to 10:45: small value exercises of repo.
    Exercise,
    /// 12:45 to 13:15.
    OnRrp,
    /// 13:30 to 13:45.
    Afternoon,
}

impl Slot {
    /// When results are published, New York: a minute after closing.
    #[must_use]
    pub const fn published(self) -> (u32, u32) {
        match self {
            Self::Morning => (8, 31),
            Self::Exercise => (10, 46),
            Self::OnRrp => (13, 16),
            Self::Afternoon => (13, 46),
        }
    }

    /// Hour of release and of closing, New York.
    const fn hours(self) -> (&'static str, &'static str) {
        match self {
            Self::Morning => ("08:15", "08:30"),
            Self::Exercise => ("10:30", "10:45"),
            Self::OnRrp => ("12:45", "13:15"),
            Self::Afternoon => ("13:30", "13:45"),
        }
    }
}

/// A page of operations: newest day first, within a day by the hour, whatever the order given.
#[must_use]
pub fn operations(all: &[Operation]) -> String {
    let mut all: Vec<&Operation> = all.iter().collect();
    all.sort_by_key(|one| (Reverse(one.date), one.slot, one.kind));
    let mut printed = Vec::with_capacity(all.len());
    let mut within_day = 0;
    let mut day = None;
    for one in all {
        within_day = if day == Some(one.date) { within_day + 1 } else { first_number(one.date) };
        day = Some(one.date);
        printed.push(print(one, within_day));
    }
    format!(r#"{{ "repo": {{ "operations": [ {} ] }}, {NOTE} }}"#, printed.join(", "))
}

/// Numbers within a day start at 1, since 2026 at 25.
fn first_number(date: NaiveDate) -> u32 {
    if date.year() < 2026 { 1 } else { 25 }
}

fn print(one: &Operation, number: u32) -> String {
    let date = one.date;
    let (released, closed) = one.slot.hours();
    let matures = next_weekday(date);
    let mut text = format!(r#"{{ "operationId": "RP {} {number}", "#, date.format("%m%d%y"));
    let status = match one.status {
        Status::Announcement => "Announcement",
        Status::Results => "Results",
        Status::Cancelled => "Cancelled",
    };
    let texts = [
        ("auctionStatus", status.to_owned()),
        ("operationDate", date.to_string()),
        ("settlementDate", date.to_string()),
        ("maturityDate", matures.to_string()),
        ("operationType", one.kind.name().to_owned()),
        ("operationMethod", one.method().to_owned()),
        ("settlementType", "Same Day".to_owned()),
    ];
    texts.iter().for_each(|(field, value)| quoted(&mut text, field, value));
    // The misspelling is the API's own.
    text.push_str(&format!(r#""termCalenderDays": {}, "#, (matures - date).num_days()));
    let updated = format!("{date} {closed}:31");
    let texts = [("term", "Overnight"), ("releaseTime", released), ("closeTime", closed)];
    texts.iter().for_each(|(field, value)| quoted(&mut text, field, value));
    // A note may hold anything that a test says: escaped as JSON.
    text.push_str(&format!(r#""note": {}, "lastUpdated": "{updated}" "#, serde_json::Value::from(one.note.as_str())));
    amounts(&mut text, one);
    text.push('}');
    text
}

fn quoted(text: &mut String, field: &str, value: &str) {
    text.push_str(&format!(r#""{field}": "{value}", "#));
}

impl Direction {
    /// The API's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repo => "Repo",
            Self::ReverseRepo => "Reverse Repo",
        }
    }
}

/// Standing repo takes all bids at a fixed rate since 11 December 2025; before, it was an auction with
/// a minimum bid rate and a limit.
fn full_allotment(date: NaiveDate) -> bool {
    NaiveDate::from_ymd_opt(2025, 12, 11).is_some_and(|since| date >= since)
}

impl Operation {
    /// The API's name of the way bids were taken.
    #[must_use]
    pub fn method(&self) -> &'static str {
        match self.kind {
            Direction::ReverseRepo => "Fixed Rate",
            Direction::Repo if full_allotment(self.date) => "Full Allotment",
            Direction::Repo => "Multiple Price",
        }
    }
}

fn amounts(text: &mut String, one: &Operation) {
    if one.kind == Direction::Repo && !full_allotment(one.date) {
        number(text, "operationLimit", "500000000000");
    }
    if one.status != Status::Results {
        return;
    }
    let in_dollars = |millions: Decimal| millions.saturating_mul(Decimal::from(1_000_000)).normalize();
    let dollars = in_dollars(one.accepted_millions);
    number(text, "totalAmtSubmitted", &dollars.to_string());
    number(text, "totalAmtAccepted", &one.misprint.map_or(dollars, in_dollars).to_string());
    let types: &[&str] = match one.kind {
        Direction::ReverseRepo => &["Treasury"],
        Direction::Repo => &["Treasury", "Agency", "Mortgage-Backed"],
    };
    let legs: Vec<String> =
        types.iter().map(|kind| leg(one, kind, if *kind == "Treasury" { dollars } else { Decimal::ZERO })).collect();
    text.push_str(&format!(r#", "details": [ {} ] "#, legs.join(", ")));
}

/// One type of collateral. Rates of what was accepted appear only where something was.
fn leg(one: &Operation, kind: &str, dollars: Decimal) -> String {
    let mut text = format!(r#"{{ "securityType": "{kind}", "amtSubmitted": {dollars}, "amtAccepted": {dollars} "#);
    let auction = one.kind == Direction::Repo && !full_allotment(one.date);
    number(&mut text, if auction { "minimumBidRate" } else { "percentOfferingRate" }, &percent(one.rate));
    let accepted = !dollars.is_zero();
    let results: &[&str] = match one.kind {
        Direction::ReverseRepo => &["percentAwardRate"],
        Direction::Repo if auction && accepted => {
            &["percentHighRate", "percentLowRate", "percentStopOutRate", "percentWeightedAverageRate"]
        }
        Direction::Repo => &[],
    };
    results.iter().for_each(|field| number(&mut text, field, &percent(one.rate)));
    text.push('}');
    text
}

/// Overnight until the next weekday. Holidays are not known here, and nobody totals by maturity.
fn next_weekday(date: NaiveDate) -> NaiveDate {
    let days = match date.weekday() {
        Weekday::Fri => 3,
        Weekday::Sat => 2,
        _ => 1,
    };
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}
