//! One rule looking at the facts: its figures and their dates, a composite's among them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Rule;
use super::member::Member;
use crate::metric::{Facts, Metric};

/// A rule and what it may look at.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) rule: &'a Rule,
    pub(super) facts: Facts<'a>,
}

impl Look<'_> {
    /// The figure by which new peaks, follow-ups and the end of a spell are told: the rule's own
    /// metric, with its sign; of a composite the widest figure among its days.
    pub(super) fn figure(self, date: NaiveDate) -> Option<Decimal> {
        let Some(metric) = self.rule.peak_metric else { return self.value(self.rule.metric, date) };
        self.window(date)?.into_iter().filter_map(|day| metric.at(self.facts, day)).max()
    }

    /// A metric's value on a date.
    pub(super) fn value(self, metric: Metric, date: NaiveDate) -> Option<Decimal> {
        if metric != Metric::Signals {
            return metric.at(self.facts, date);
        }
        let days = self.window(date)?;
        Some(Decimal::from(self.rule.members.iter().filter(|member| self.signals(member, &days)).count()))
    }

    /// The newest prints up to `date`, newest first. A composite's are the business days of SOFR and
    /// the date in hand, whose SOFR comes a day later.
    pub(super) fn dates(self, metric: Metric, date: NaiveDate, count: usize) -> Vec<NaiveDate> {
        let prints = metric.dates(self.facts.history, date);
        if metric != Metric::Signals {
            return prints.take(count).collect();
        }
        std::iter::once(date).chain(prints.filter(|&day| day != date)).take(count).collect()
    }

    /// Whether the metric's own series has a print of that date.
    pub(super) fn is_printed(self, date: NaiveDate) -> bool {
        self.facts.history.on(&self.rule.metric.prints(), date).is_some()
    }

    /// Each member's id with whether its condition held on one of the composite's days.
    pub(super) fn members(&self, date: NaiveDate) -> Vec<(String, bool)> {
        let days = self.window(date).unwrap_or_default();
        let member = |member: &Member| (member.rule.clone(), self.signals(member, &days));
        self.rule.members.iter().map(member).collect()
    }

    fn signals(self, member: &Member, days: &[NaiveDate]) -> bool {
        let Some(rule) = member.resolved.as_deref() else { return false };
        let look = Look { rule, facts: self.facts };
        days.iter().any(|&day| {
            rule.notable.iter().any(|condition| {
                if member.persistence { condition.holds(look, day).is_some() } else { condition.holds_once(look, day) }
            })
        })
    }

    /// The days of a composite; `None` while fewer are known.
    fn window(self, date: NaiveDate) -> Option<Vec<NaiveDate>> {
        let days = self.dates(Metric::Signals, date, self.rule.window);
        (days.len() == self.rule.window).then_some(days)
    }
}
