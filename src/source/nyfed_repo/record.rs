//! One row of the page, read into an operation or refused.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::day;
use super::operation::{Direction, Operation};
use crate::source::{Problem, nyfed_json};

/// Ten trillion dollars: four times the largest operation on record (ON RRP, 30 December 2022).
const LARGEST: Decimal = Decimal::from_parts(1_316_134_912, 2328, 0, false, 0);

/// What one row of the page gave: an operation, or why not and whose total lacks it.
#[derive(Default)]
pub struct Reading {
    pub date: Option<NaiveDate>,
    pub direction: Option<Direction>,
    pub operation: Option<Operation>,
    pub problem: Option<Problem>,
}

/// The fields that we read. `None` stands for absent and for null.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
    operation_id: Option<String>,
    auction_status: Option<String>,
    operation_date: Option<String>,
    operation_type: Option<String>,
    term: Option<String>,
    release_time: Option<String>,
    close_time: Option<String>,
    note: Option<String>,
    #[serde(borrow)]
    is_small_value: Option<&'a RawValue>,
    #[serde(borrow)]
    total_amt_submitted: Option<&'a RawValue>,
    #[serde(borrow)]
    total_amt_accepted: Option<&'a RawValue>,
    #[serde(borrow)]
    details: Option<Vec<Leg<'a>>>,
}

/// One type of collateral. Which rates it has depends on the operation and its age.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Leg<'a> {
    #[serde(borrow)]
    amt_submitted: Option<&'a RawValue>,
    #[serde(borrow)]
    amt_accepted: Option<&'a RawValue>,
    #[serde(borrow)]
    percent_offering_rate: Option<&'a RawValue>,
    #[serde(borrow)]
    percent_award_rate: Option<&'a RawValue>,
    #[serde(borrow)]
    minimum_bid_rate: Option<&'a RawValue>,
    #[serde(borrow)]
    percent_stop_out_rate: Option<&'a RawValue>,
    #[serde(borrow)]
    percent_weighted_average_rate: Option<&'a RawValue>,
}

/// Why a row is no operation of ours.
enum Refusal {
    /// It cannot be read.
    Bad(String),
    /// It is of a kind that we do not know; what we know is complete without it.
    Unknown(String),
}

/// Reads one row.
pub fn read(raw: &RawValue) -> Reading {
    let mut reading = Reading::default();
    let bad = |why: String| Some(Problem::new("bad_row", format!("{why} in {}", nyfed_json::shortened(raw))));
    let fields: Fields<'_> = match serde_json::from_str(raw.get()) {
        Ok(fields) => fields,
        Err(error) => {
            reading.date = date_alone(raw);
            reading.problem = bad(error.to_string());
            return reading;
        }
    };
    reading.date = fields.operation_date.as_deref().and_then(nyfed_json::date);
    reading.direction = fields.direction().ok();
    match fields.operation() {
        Ok(operation) => reading.operation = Some(operation),
        Err(Refusal::Bad(why)) => reading.problem = bad(why),
        Err(Refusal::Unknown(why)) => {
            reading.date = None;
            reading.problem = Some(Problem::new("unknown_line", format!("{why} in {}", nyfed_json::shortened(raw))));
        }
    }
    reading
}

/// The date of a row that is otherwise unreadable, so that its day is not totalled without it.
fn date_alone(raw: &RawValue) -> Option<NaiveDate> {
    #[derive(Deserialize)]
    struct Dated {
        #[serde(rename = "operationDate")]
        date: String,
    }
    let dated: Dated = serde_json::from_str(raw.get()).ok()?;
    nyfed_json::date(&dated.date)
}

impl Fields<'_> {
    fn direction(&self) -> Result<Direction, Refusal> {
        match self.operation_type.as_deref() {
            Some("Repo") => Ok(Direction::Repo),
            Some("Reverse Repo") => Ok(Direction::ReverseRepo),
            Some(other) => Err(Refusal::Unknown(format!("operationType {other:?}"))),
            None => Err(Refusal::Bad("no operationType".into())),
        }
    }

    fn operation(&self) -> Result<Operation, Refusal> {
        let direction = self.direction()?;
        let date = self.operation_date.as_deref().and_then(nyfed_json::date);
        let mut operation = Operation {
            id: self.operation_id.clone(),
            date: date.ok_or_else(|| Refusal::Bad("no readable operationDate".into()))?,
            direction,
            overnight: self.is_overnight()?,
            small_value: self.is_small_value(),
            released: time_of_day(self.release_time.as_deref())?,
            closed: time_of_day(self.close_time.as_deref())?,
            accepted: None,
        };
        if !operation.counts() {
            return Ok(operation);
        }
        check_hours(&operation)?;
        if !self.has_results()? {
            return Ok(operation);
        }
        let accepted = dollars("totalAmtAccepted", self.total_amt_accepted)?;
        self.check_sums(accepted)?;
        operation.accepted = Some(accepted);
        Ok(operation)
    }

    fn is_overnight(&self) -> Result<bool, Refusal> {
        match self.term.as_deref() {
            Some("Overnight") => Ok(true),
            Some("Term") => Ok(false),
            Some(other) => Err(Refusal::Unknown(format!("term {other:?}"))),
            None => Err(Refusal::Bad("no term".into())),
        }
    }

    fn is_small_value(&self) -> bool {
        let note = self.note.as_deref().unwrap_or_default().to_lowercase().replace('-', " ");
        let flag = self.is_small_value.map(|raw| raw.get().trim_matches('"').to_ascii_lowercase());
        note.contains("small value") || matches!(flag.as_deref(), Some("true" | "yes" | "y"))
    }

    fn has_results(&self) -> Result<bool, Refusal> {
        match self.auction_status.as_deref() {
            Some("Results") => Ok(true),
            Some("Announcement") => Ok(false),
            // "Unknown" would let the day be totalled without it.
            other => Err(Refusal::Bad(format!("auctionStatus {other:?}"))),
        }
    }

    /// The types of collateral add up to the totals, nobody gets more than asked for, and rates are rates.
    fn check_sums(&self, accepted: Decimal) -> Result<(), Refusal> {
        let submitted = self.total_amt_submitted.map(|raw| dollars("totalAmtSubmitted", Some(raw))).transpose()?;
        at_most(accepted, submitted)?;
        let legs = self.details.as_deref().unwrap_or_default();
        if legs.is_empty() {
            return Ok(());
        }
        let (mut sum_accepted, mut sum_submitted) = (Decimal::ZERO, Some(Decimal::ZERO));
        for leg in legs {
            let (accepted, submitted) = leg.amounts()?;
            leg.check_rates()?;
            sum_accepted += accepted;
            sum_submitted = sum_submitted.zip(submitted).map(|(sum, part)| sum + part);
        }
        adds_up("accepted", accepted, sum_accepted)?;
        match submitted.zip(sum_submitted) {
            Some((total, sum)) => adds_up("submitted", total, sum),
            None => Ok(()),
        }
    }
}

impl Leg<'_> {
    fn amounts(&self) -> Result<(Decimal, Option<Decimal>), Refusal> {
        let accepted = dollars("amtAccepted", self.amt_accepted)?;
        let submitted = self.amt_submitted.map(|raw| dollars("amtSubmitted", Some(raw))).transpose()?;
        at_most(accepted, submitted)?;
        Ok((accepted, submitted))
    }

    /// Offered rates are set to the hundredth; what bids made of them is rounded to the thousandth.
    fn check_rates(&self) -> Result<(), Refusal> {
        let rates = [
            (self.percent_offering_rate, 2),
            (self.percent_award_rate, 2),
            (self.minimum_bid_rate, 2),
            (self.percent_stop_out_rate, 3),
            (self.percent_weighted_average_rate, 3),
        ];
        for (raw, places) in rates {
            raw.map(|raw| nyfed_json::rate(raw, places)).transpose().map_err(Refusal::Bad)?;
        }
        Ok(())
    }
}

fn at_most(accepted: Decimal, submitted: Option<Decimal>) -> Result<(), Refusal> {
    match submitted.filter(|submitted| *submitted < accepted) {
        Some(submitted) => Err(Refusal::Bad(format!("{accepted} accepted of {submitted} submitted"))),
        None => Ok(()),
    }
}

fn adds_up(what: &str, total: Decimal, sum: Decimal) -> Result<(), Refusal> {
    if sum == total {
        return Ok(());
    }
    Err(Refusal::Bad(format!("{total} {what}, but the collateral types add up to {sum}")))
}

fn time_of_day(text: Option<&str>) -> Result<Option<NaiveTime>, Refusal> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let time = nyfed_json::time_of_day(text);
    time.map(Some).ok_or_else(|| Refusal::Bad(format!("{text:?} is no time of day")))
}

/// Without its hours an operation could be an exercise, or of the other half of the day.
fn check_hours(operation: &Operation) -> Result<(), Refusal> {
    let known = match operation.direction {
        Direction::ReverseRepo => operation.closed.is_some(),
        Direction::Repo => {
            operation.date < day::STANDING_REPO_SINCE || operation.released.or(operation.closed).is_some()
        }
    };
    if known { Ok(()) } else { Err(Refusal::Bad("no hours".into())) }
}

fn dollars(what: &str, raw: Option<&RawValue>) -> Result<Decimal, Refusal> {
    let raw = raw.ok_or_else(|| Refusal::Bad(format!("no {what}")))?;
    let value = nyfed_json::number(raw).filter(|value| (Decimal::ZERO..=LARGEST).contains(value));
    value.ok_or_else(|| Refusal::Bad(format!("{what} {}", nyfed_json::shortened(raw))))
}
