//! History as known at one instant: the latest vintage of every observation, by series and date.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Observation, SeriesId};

/// A read-only view for metrics and rules. A date that is absent was not published (or not yet):
/// missing is never zero.
///
/// A clone shares everything until one of the two changes, and then only the series that changed is
/// copied: what a release means is decided on a clone, ten years of history or not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    series: Arc<BTreeMap<SeriesId, Arc<BTreeMap<NaiveDate, Decimal>>>>,
    /// The last date of which it is known which administered rates were in force; `None`: all.
    rates_hold_until: Option<NaiveDate>,
}

impl History {
    /// Adds or replaces one figure (a later vintage replaces an earlier one).
    pub fn insert(&mut self, observation: &Observation) {
        self.insert_value(observation.series.clone(), observation.date, observation.value);
    }

    /// As [`History::insert`], from parts.
    pub fn insert_value(&mut self, series: SeriesId, date: NaiveDate, value: Decimal) {
        let rows = Arc::make_mut(&mut self.series).entry(series).or_default();
        Arc::make_mut(rows).insert(date, value);
    }

    /// The figure of exactly that date.
    #[must_use]
    pub fn on(&self, series: &SeriesId, date: NaiveDate) -> Option<Decimal> {
        self.series.get(series)?.get(&date).copied()
    }

    /// The same history, in which nobody knows the rates in force after `last`: a meeting was held
    /// on that day, and what it decided about them has not been read.
    #[must_use]
    pub fn with_rates_until(mut self, last: Option<NaiveDate>) -> Self {
        self.rates_hold_until = last;
        self
    }

    /// The rate in force on that date: for step series.
    #[must_use]
    pub fn in_force(&self, series: &SeriesId, date: NaiveDate) -> Option<Decimal> {
        self.in_force_row(series, date).map(|(_, rate)| rate)
    }

    /// As [`History::in_force`], with the date since when.
    #[must_use]
    pub fn in_force_row(&self, series: &SeriesId, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        if self.rates_hold_until.is_some_and(|last| date > last) {
            return None;
        }
        self.series.get(series)?.range(..=date).next_back().map(|(since, rate)| (*since, *rate))
    }

    /// The newest figure not after `date`.
    #[must_use]
    pub fn latest(&self, series: &SeriesId, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        self.before(series, date).next()
    }

    /// Figures not after `date`, newest first.
    pub fn before<'a>(
        &'a self,
        series: &SeriesId,
        date: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, Decimal)> + use<'a> {
        let rows = self.series.get(series).map(|rows| rows.range(..=date).rev());
        rows.into_iter().flatten().map(|(date, value)| (*date, *value))
    }

    /// All figures of a series, oldest first.
    pub fn all<'a>(&'a self, series: &SeriesId) -> impl Iterator<Item = (NaiveDate, Decimal)> + use<'a> {
        self.series.get(series).into_iter().flat_map(|rows| rows.iter()).map(|(date, value)| (*date, *value))
    }

    /// The names of the series that hold at least one figure.
    pub fn series(&self) -> impl Iterator<Item = &SeriesId> + '_ {
        self.series.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_step_holds_until_the_next_row() {
        let iorb = SeriesId::of("iorb");
        let mut history = History::default();
        history.insert_value(iorb.clone(), day("2025-09-18"), Decimal::new(415, 2));
        history.insert_value(iorb.clone(), day("2025-10-30"), Decimal::new(390, 2));
        assert_eq!(history.in_force(&iorb, day("2025-10-29")), Some(Decimal::new(415, 2)));
        assert_eq!(history.in_force(&iorb, day("2025-10-30")), Some(Decimal::new(390, 2)));
        assert_eq!(history.in_force(&iorb, day("2025-09-17")), None);
    }

    #[test]
    fn a_clone_shares_until_it_changes() {
        let (sofr, tgcr) = (SeriesId::of("sofr"), SeriesId::of("tgcr"));
        let mut history = History::default();
        history.insert_value(sofr.clone(), day("2025-10-30"), Decimal::ONE);
        history.insert_value(tgcr.clone(), day("2025-10-30"), Decimal::ONE);
        let mut other = history.clone();
        other.insert_value(sofr.clone(), day("2025-10-31"), Decimal::TWO);
        assert_eq!((history.all(&sofr).count(), other.all(&sofr).count()), (1, 2));
        let shared =
            |series| history.series.get(series).zip(other.series.get(series)).is_some_and(|(a, b)| Arc::ptr_eq(a, b));
        assert!(shared(&tgcr) && !shared(&sofr));
    }

    #[test]
    fn a_missing_date_is_missing() {
        let sofr = SeriesId::of("sofr");
        let mut history = History::default();
        history.insert_value(sofr.clone(), day("2025-10-31"), Decimal::new(422, 2));
        assert_eq!(history.on(&sofr, day("2025-11-01")), None);
        assert_eq!(history.latest(&sofr, day("2025-11-01")), Some((day("2025-10-31"), Decimal::new(422, 2))));
    }
}
