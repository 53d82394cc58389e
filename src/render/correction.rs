//! Revised figures: which, of which date, from what to what.

use rust_decimal::Decimal;

use crate::alert::{Body, Correction};
use crate::series::Kind;
use crate::series::SeriesId;
use crate::series::catalogue::describe;
use crate::unit::{Percent, Unit, UsdMillions};

use super::date::Pen;
use super::words::{Words, args};
use super::{RenderError, keys};

/// The corrections that a body carries.
pub(super) fn of(body: &Body) -> &[Correction] {
    match body {
        Body::Funding(report) => &report.corrections,
        Body::Weekly(report) => &report.corrections,
        _ => &[],
    }
}

/// `SOFR of Fri 31 Oct revised from 4.22 % to 4.05 %; …`; `None` where there is none.
pub(super) fn items(pen: &Pen<'_>, corrections: &[Correction]) -> Result<Option<String>, RenderError> {
    let mut items = Vec::new();
    for correction in corrections {
        let [before, after] =
            [correction.before, correction.after].map(|value| value_of(pen, &correction.series, value));
        let name = series(pen, &correction.series)?;
        items.push(pen.say(&keys::CORRECTION_ITEM, args![name, pen.day(correction.date)?, before?, after?])?);
    }
    let separator = pen.say(&keys::CLAUSE_SEPARATOR, args![])?;
    Ok((!items.is_empty()).then(|| items.join(&separator)))
}

/// A series' name where no table says whether it is an average or a level; its own where nobody has worded it.
pub(super) fn series(words: &Words, series: &SeriesId) -> Result<String, RenderError> {
    let name = words.label("series", series.as_str())?.unwrap_or_else(|| series.to_string());
    match describe(series) {
        Some((_, Kind::WeekAverage)) => words.say(&keys::SERIES_AVERAGE, args![name]),
        Some((_, Kind::WednesdayLevel)) => words.say(&keys::SERIES_LEVEL, args![name]),
        _ => Ok(name),
    }
}

/// A figure in its series' unit; as it is where nobody knows the unit.
pub(super) fn value_of(words: &Words, series: &SeriesId, value: Decimal) -> Result<String, RenderError> {
    match describe(series) {
        Some((Unit::Percent, _)) => words.rate(Percent(value)),
        Some((Unit::UsdMillion, Kind::Amount)) => words.repo(UsdMillions(value)),
        Some((Unit::UsdMillion, _)) => words.exact(UsdMillions(value)),
        _ => Ok(value.normalize().to_string()),
    }
}
