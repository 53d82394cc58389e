//! One row of `refRates`.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::series::{Observation, SeriesId, catalogue};
use crate::source::{Problem, nyfed_json};
use crate::unit::Unit;

/// No reference rate was ever outside these, in percent; what is outside is a slip of somebody's.
const LOWEST: Decimal = Decimal::NEGATIVE_ONE;
const HIGHEST: Decimal = Decimal::from_parts(25, 0, 0, false, 0);
/// Ten times the largest volume of any day, in billions of dollars.
const LARGEST_VOLUME: Decimal = Decimal::from_parts(40_000, 0, 0, false, 0);

/// What a row says.
pub struct Row {
    pub observations: Vec<Observation>,
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
}

/// Reads a row whole or not at all.
pub fn read(raw: &RawValue) -> Result<Row, Problem> {
    let bad = |why: String| Problem::new("bad_value", format!("{why} in {}", nyfed_json::shortened(raw)));
    let fields: Fields<'_> = serde_json::from_str(raw.get()).map_err(|error| bad(error.to_string()))?;
    let name = fields.name.as_deref().unwrap_or_default();
    // Averages and index of SOFR: dated a business day later than the rates, without a rate. Not ours.
    if name == "SOFRAI" {
        return Ok(Row { observations: Vec::new(), problem: None });
    }
    let date = fields.effective_date.as_deref().and_then(nyfed_json::date);
    let date = date.ok_or_else(|| bad("no readable effectiveDate".into()))?;
    let figures = fields.figures().map_err(bad)?;
    if figures.is_empty() {
        return Err(bad("neither rate nor volume".into()));
    }
    let known = matches!(name, "SOFR" | "TGCR" | "BGCR" | "EFFR" | "OBFR");
    let problem = (!known).then(|| Problem::new("unknown_line", nyfed_json::shortened(raw)));
    let named = known || may_name_a_series(name);
    let observations = if named { observe(name, date, figures) } else { Vec::new() };
    Ok(Row { observations, problem })
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
        let rates =
            [("", self.percent_rate), ("_p01", self.p01), ("_p25", self.p25), ("_p75", self.p75), ("_p99", self.p99)];
        let mut figures = Vec::with_capacity(6);
        for (ending, raw) in rates {
            if let Some(raw) = raw {
                figures.push((ending, within(raw, LOWEST, HIGHEST)?, Unit::Percent));
            }
        }
        if let Some(raw) = self.volume_in_billions {
            let billions = within(raw, Decimal::ZERO, LARGEST_VOLUME)?;
            figures.push(("_volume", billions * Decimal::ONE_THOUSAND, Unit::UsdMillion));
        }
        Ok(figures)
    }
}

fn within(raw: &RawValue, lowest: Decimal, highest: Decimal) -> Result<Decimal, String> {
    let value = nyfed_json::number(raw).ok_or_else(|| format!("{} is not a number", nyfed_json::shortened(raw)))?;
    if value < lowest || value > highest {
        return Err(format!("{value} is outside {lowest} to {highest}"));
    }
    Ok(value)
}

fn observe(name: &str, date: NaiveDate, figures: Vec<Figure>) -> Vec<Observation> {
    let base = name.to_ascii_lowercase();
    let observe = |(ending, value, unit): Figure| {
        let series = SeriesId::named(format!("{base}{ending}"));
        Observation { series, date, value, unit }
    };
    figures.into_iter().map(observe).collect()
}
