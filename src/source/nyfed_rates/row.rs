//! One row of `refRates`.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::series::{Observation, SeriesId, catalogue};
use crate::source::{Problem, nyfed_json};
use crate::unit::Unit;

/// Five times the largest volume of any day, in billions of dollars.
const LARGEST_VOLUME: Decimal = Decimal::from_parts(20_000, 0, 0, false, 0);
/// Rates and percentiles are published to the hundredth of a percent.
const PLACES: u32 = 2;

/// What a row says.
pub struct Row {
    pub observations: Vec<Observation>,
    /// The target range, which EFFR rows repeat.
    pub claims: Vec<Observation>,
    pub problem: Option<Problem>,
}

/// The fields that we read. `None` stands for absent and for null: neither is a figure.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
    effective_date: Option<String>,
    #[serde(rename = "type")]
    name: Option<String>,
    #[serde(borrow)]
    percent_rate: Option<&'a RawValue>,
    #[serde(borrow, rename = "percentPercentile1")]
    p01: Option<&'a RawValue>,
    #[serde(borrow, rename = "percentPercentile25")]
    p25: Option<&'a RawValue>,
    #[serde(borrow, rename = "percentPercentile75")]
    p75: Option<&'a RawValue>,
    #[serde(borrow, rename = "percentPercentile99")]
    p99: Option<&'a RawValue>,
    #[serde(borrow)]
    volume_in_billions: Option<&'a RawValue>,
    #[serde(borrow)]
    target_rate_from: Option<&'a RawValue>,
    #[serde(borrow)]
    target_rate_to: Option<&'a RawValue>,
}

/// Reads a row whole or not at all.
pub fn read(raw: &RawValue) -> Result<Row, Problem> {
    let bad = |why: String| Problem::new("bad_row", format!("{why} in {}", nyfed_json::shortened(raw)));
    let fields: Fields<'_> = serde_json::from_str(raw.get()).map_err(|error| bad(error.to_string()))?;
    let name = fields.name.as_deref().unwrap_or_default();
    // Averages and index of SOFR: dated a business day later than the rates, without a rate. Not ours.
    if name == "SOFRAI" {
        return Ok(Row { observations: Vec::new(), claims: Vec::new(), problem: None });
    }
    let date = fields.effective_date.as_deref().and_then(nyfed_json::date);
    let date = date.ok_or_else(|| bad("no readable effectiveDate".into()))?;
    let figures = fields.figures().map_err(bad)?;
    let claims = fields.claims(date).map_err(bad)?;
    if figures.is_empty() {
        return Err(bad("neither rate nor volume".into()));
    }
    let known = matches!(name, "SOFR" | "TGCR" | "BGCR" | "EFFR" | "OBFR");
    let problem = (!known).then(|| Problem::new("unknown_line", nyfed_json::shortened(raw)));
    let named = known || may_name_a_series(name);
    let observations = if named { observe(name, date, figures) } else { Vec::new() };
    let claims = if name == "EFFR" { claims } else { Vec::new() };
    Ok(Row { observations, claims, problem })
}

/// A new rate is kept under its own name, unless that name belongs to a series of another source.
fn may_name_a_series(name: &str) -> bool {
    let plain = (2..=16).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain && catalogue::describe(&SeriesId::named(name.to_ascii_lowercase())).is_none()
}

/// The ending of a series name, the value and its unit.
type Figure = (&'static str, Decimal, Unit);

impl Fields<'_> {
    fn figures(&self) -> Result<Vec<Figure>, String> {
        // In the order of their sizes.
        let rates =
            [("_p01", self.p01), ("_p25", self.p25), ("", self.percent_rate), ("_p75", self.p75), ("_p99", self.p99)];
        let mut figures: Vec<Figure> = Vec::with_capacity(6);
        for (ending, raw) in rates {
            if let Some(raw) = raw {
                figures.push((ending, rate(raw)?, Unit::Percent));
            }
        }
        if let Some(pair) = figures.windows(2).find(|pair| matches!(pair, [(_, low, _), (_, high, _)] if low > high)) {
            return Err(format!("percentiles out of order ({pair:?})"));
        }
        // The rate itself leads.
        figures.sort_by_key(|(ending, _, _)| !ending.is_empty());
        if let Some(raw) = self.volume_in_billions {
            figures.push(("_volume", volume(raw)? * Decimal::ONE_THOUSAND, Unit::UsdMillion));
        }
        Ok(figures)
    }

    /// Before December 2008 there was one target and no range: no claim.
    fn claims(&self, date: NaiveDate) -> Result<Vec<Observation>, String> {
        let from = self.target_rate_from.map(rate).transpose()?;
        let to = self.target_rate_to.map(rate).transpose()?;
        let Some((from, to)) = from.zip(to) else { return Ok(Vec::new()) };
        if from >= to {
            return Err(format!("a target range from {from} to {to}"));
        }
        let claim = |name, value| Observation { series: SeriesId::of(name), date, value, unit: Unit::Percent };
        Ok(vec![claim("target_lower", from), claim("target_upper", to)])
    }
}

fn rate(raw: &RawValue) -> Result<Decimal, String> {
    nyfed_json::rate(raw, PLACES)
}

/// A volume in billions of dollars: a whole number of them.
fn volume(raw: &RawValue) -> Result<Decimal, String> {
    let value = nyfed_json::number(raw).ok_or_else(|| format!("{} is not a number", nyfed_json::shortened(raw)))?;
    if value <= Decimal::ZERO || value >= LARGEST_VOLUME {
        return Err(format!("a volume of {value} is not between 0 and {LARGEST_VOLUME}"));
    }
    if value.fract().is_zero() { Ok(value) } else { Err(format!("a volume of {value} is no whole number")) }
}

fn observe(name: &str, date: NaiveDate, figures: Vec<Figure>) -> Vec<Observation> {
    let base = name.to_ascii_lowercase();
    let observe = |(ending, value, unit): Figure| {
        let series = SeriesId::named(format!("{base}{ending}"));
        Observation { series, date, value, unit }
    };
    figures.into_iter().map(observe).collect()
}
