//! One condition: a comparison, its persistence, its calendar allowance, its companions.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Facts, Rule};
use crate::alert::Threshold;
use crate::metric::Metric;

/// A comparison with a level, on one print or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The figure is this or more.
    pub at_least: Option<Decimal>,
    /// The figure is this or less.
    pub at_most: Option<Decimal>,
    /// The figure is less than this.
    pub below: Option<Decimal>,
    /// The level used instead on a calendar date.
    pub on_calendar_date: Option<Decimal>,
    /// `false`: the rule's allowances are not added.
    pub allowance: Option<bool>,
    /// On so many prints running.
    pub prints: Option<usize>,
    /// On `k` of the last `n` prints.
    pub k: Option<usize>,
    /// See `k`.
    pub n: Option<usize>,
    /// And at least one of these on the same date; none given means none needed.
    #[serde(default)]
    pub with_any: Vec<Companion>,
}

/// A comparison of another metric, by its newest value not after the date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// What it looks at.
    #[serde(deserialize_with = "metric")]
    pub metric: Metric,
    /// The figure is this or more.
    pub at_least: Decimal,
}

impl Condition {
    /// Whether it holds on `date`, and by which level. Fewer prints than it looks back on: it does
    /// not hold, since a missing print is not evidence.
    pub(super) fn holds(&self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> Option<Threshold> {
        let window = self.look_back();
        let needed = self.k.unwrap_or(window);
        let dates: Vec<NaiveDate> = rule.metric.dates(facts.history, date).take(window).collect();
        if dates.first() != Some(&date) || dates.len() < window {
            return None;
        }
        let held = dates.iter().filter(|&&day| self.compare(rule, facts, day)).count();
        (held >= needed && self.accompanied(facts, date)).then(|| self.threshold(rule, facts, date))
    }

    /// How many prints it looks at.
    pub(crate) fn look_back(&self) -> usize {
        self.n.or(self.prints).unwrap_or(1)
    }

    /// The level of an ordinary day.
    pub(crate) fn level(&self) -> Decimal {
        self.at_least.or(self.at_most).or(self.below).unwrap_or_default()
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let comparisons = [self.at_least, self.at_most, self.below];
        if comparisons.iter().flatten().count() != 1 {
            return Err("a condition needs exactly one of at_least, at_most, below".into());
        }
        match (self.k, self.n, self.prints) {
            (None, None, prints) if prints != Some(0) => Ok(()),
            (Some(k), Some(n), None) if k >= 1 && k <= n => Ok(()),
            (None, None, _) => Err("prints must be at least 1".into()),
            _ => Err("k and n go together, without prints, and k is between 1 and n".into()),
        }
    }

    fn compare(&self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> bool {
        let Some(value) = rule.metric.on(facts.history, date) else { return false };
        let Threshold { level, allowance, .. } = self.threshold(rule, facts, date);
        let level = level + allowance;
        if self.at_least.is_some() {
            value >= level
        } else if self.at_most.is_some() {
            value <= level
        } else {
            value < level
        }
    }

    /// The level that counts on that date.
    fn threshold(&self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> Threshold {
        let class = (facts.class)(date);
        let allowed = self.allowance != Some(false);
        let allowance = class.filter(|_| allowed).and_then(|class| rule.allowance.get(&class)).copied();
        let level = class.and(self.on_calendar_date).unwrap_or_else(|| self.level());
        let prints = u32::try_from(self.k.unwrap_or_else(|| self.look_back())).unwrap_or(u32::MAX);
        Threshold { metric: rule.metric.as_str().to_owned(), level, allowance: allowance.unwrap_or_default(), prints }
    }

    fn accompanied(&self, facts: Facts<'_>, date: NaiveDate) -> bool {
        self.with_any.is_empty()
            || self.with_any.iter().any(|companion| {
                companion.metric.latest(facts.history, date).is_some_and(|(_, value)| value >= companion.at_least)
            })
    }
}

/// A metric by its name in the rules file.
pub(super) fn metric<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Metric, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}
