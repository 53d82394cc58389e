//! One condition: a comparison, its persistence, its calendar allowance, its companions.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::look::Look;
use crate::alert::Threshold;
use crate::metric::Metric;

/// A companion's figure counts so many days: an older one says nothing of the date in hand.
const COMPANION_DAYS: u64 = 7;

/// A comparison with a level, on one print or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What it looks at, where that is not the rule's own metric.
    #[serde(default, deserialize_with = "some_metric")]
    pub metric: Option<Metric>,
    /// The figure is this or more.
    pub at_least: Option<Decimal>,
    /// The figure is this or less.
    pub at_most: Option<Decimal>,
    /// The figure is less than this.
    pub below: Option<Decimal>,
    /// The figure is more than this.
    pub above: Option<Decimal>,
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
    /// And at least one of these by the same date; none given means none needed.
    #[serde(default)]
    pub with_any: Vec<Companion>,
}

/// A comparison of another metric, by its newest value of the last seven days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// What it looks at.
    #[serde(deserialize_with = "metric")]
    pub metric: Metric,
    /// The figure is this or more.
    pub at_least: Option<Decimal>,
    /// The figure is this or less.
    pub at_most: Option<Decimal>,
    /// The figure is less than this.
    pub below: Option<Decimal>,
    /// The figure is more than this.
    pub above: Option<Decimal>,
}

/// How a figure is compared with a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    AtLeast,
    AtMost,
    Below,
    Above,
}

impl Comparison {
    fn holds(self, value: Decimal, level: Decimal) -> bool {
        match self {
            Self::AtLeast => value >= level,
            Self::AtMost => value <= level,
            Self::Below => value < level,
            Self::Above => value > level,
        }
    }

    /// Whether lower figures are graver.
    pub(super) const fn falls(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }
}

impl Condition {
    /// Whether it holds on `date`, and by which level. Fewer prints than it looks back on: it does
    /// not hold, since a missing print is not evidence.
    pub(super) fn holds(&self, look: Look<'_>, date: NaiveDate) -> Option<Threshold> {
        let window = self.look_back();
        let needed = self.k.unwrap_or(window);
        let dates = look.dates(self.metric(look), date, window);
        if dates.first() != Some(&date) || dates.len() < window {
            return None;
        }
        let held = dates.iter().filter(|&&day| self.compares(look, day)).take(needed).count();
        (held >= needed && self.accompanied(look, date)).then(|| self.threshold(look, date))
    }

    /// Whether the figure of that one date passes the level, whatever the condition's persistence.
    pub(super) fn holds_once(&self, look: Look<'_>, date: NaiveDate) -> bool {
        self.compares(look, date) && self.accompanied(look, date)
    }

    /// Whether the figure of that date would pass the level of an ordinary one, and is there.
    pub(super) fn holds_without_calendar(&self, look: Look<'_>, date: NaiveDate) -> bool {
        self.figure(look, date).is_some_and(|value| self.comparison().holds(value, self.level()))
    }

    /// How many prints it looks at.
    pub(crate) fn look_back(&self) -> usize {
        self.n.or(self.prints).unwrap_or(1)
    }

    /// The level of an ordinary day.
    pub(crate) fn level(&self) -> Decimal {
        self.at_least.or(self.at_most).or(self.below).or(self.above).unwrap_or_default()
    }

    pub(super) const fn comparison(&self) -> Comparison {
        comparison(self.at_least, self.at_most, self.below)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        one([self.at_least, self.at_most, self.below, self.above])?;
        for companion in &self.with_any {
            one([companion.at_least, companion.at_most, companion.below, companion.above])?;
        }
        match (self.k, self.n, self.prints) {
            (None, None, prints) if prints != Some(0) => Ok(()),
            (Some(k), Some(n), None) if k >= 1 && k <= n => Ok(()),
            (None, None, _) => Err("prints must be at least 1".into()),
            _ => Err("k and n go together, without prints, and k is between 1 and n".into()),
        }
    }

    fn metric(&self, look: Look<'_>) -> Metric {
        self.metric.unwrap_or(look.rule.metric)
    }

    fn figure(&self, look: Look<'_>, date: NaiveDate) -> Option<Decimal> {
        look.value(self.metric(look), date).map(|value| look.rule.size(value))
    }

    fn compares(&self, look: Look<'_>, date: NaiveDate) -> bool {
        let Some(value) = self.figure(look, date) else { return false };
        let (level, allowance) = self.level_on(look, date);
        self.comparison().holds(value, level + allowance)
    }

    /// The level that counts on that date, and what is added to it.
    fn level_on(&self, look: Look<'_>, date: NaiveDate) -> (Decimal, Decimal) {
        let class = (look.facts.class)(date);
        let allowed = self.allowance != Some(false);
        let allowance = class.filter(|_| allowed).and_then(|class| look.rule.allowance.get(&class)).copied();
        let level = class.and(self.on_calendar_date).unwrap_or_else(|| self.level());
        (level, allowance.unwrap_or_default())
    }

    pub(super) fn threshold(&self, look: Look<'_>, date: NaiveDate) -> Threshold {
        let (level, allowance) = self.level_on(look, date);
        let prints = u32::try_from(self.k.unwrap_or_else(|| self.look_back())).unwrap_or(u32::MAX);
        Threshold { metric: self.metric(look).as_str().to_owned(), level, allowance, prints }
    }

    fn accompanied(&self, look: Look<'_>, date: NaiveDate) -> bool {
        let holds = |companion: &Companion| {
            let Some((day, value)) = companion.metric.latest_at(look.facts, date) else { return false };
            let fresh = date.checked_sub_days(Days::new(COMPANION_DAYS)).is_none_or(|oldest| day >= oldest);
            fresh && companion.holds(look.rule.size(value))
        };
        self.with_any.is_empty() || self.with_any.iter().any(holds)
    }
}

impl Companion {
    fn holds(&self, value: Decimal) -> bool {
        let level = self.at_least.or(self.at_most).or(self.below).or(self.above).unwrap_or_default();
        comparison(self.at_least, self.at_most, self.below).holds(value, level)
    }
}

/// Of the four, the one that is given: `check` has seen to it that exactly one is.
const fn comparison(at_least: Option<Decimal>, at_most: Option<Decimal>, below: Option<Decimal>) -> Comparison {
    match (at_least, at_most, below) {
        (Some(_), _, _) => Comparison::AtLeast,
        (_, Some(_), _) => Comparison::AtMost,
        (_, _, Some(_)) => Comparison::Below,
        _ => Comparison::Above,
    }
}

fn one(comparisons: [Option<Decimal>; 4]) -> Result<(), String> {
    if comparisons.iter().flatten().count() == 1 {
        return Ok(());
    }
    Err("a condition needs exactly one of at_least, at_most, below, above".into())
}

/// A metric by its name in the rules file.
pub(super) fn metric<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Metric, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

pub(super) fn some_metric<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Metric>, D::Error> {
    metric(from).map(Some)
}
