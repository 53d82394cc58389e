//! The state of one rule: normal → notable → critical → normal, with edges and new peaks.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Facts, Rule};
use crate::alert::{Edge, Finding, Severity, Threshold};

/// Where a rule stands, and what it said last. Saved in the transaction that says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleState {
    /// The present level.
    pub level: Severity,
    /// The date on which the present spell began.
    pub since: Option<NaiveDate>,
    /// The date on which the present level was reached.
    #[serde(default)]
    pub level_since: Option<NaiveDate>,
    /// The highest figure of the spell.
    pub peak: Option<Decimal>,
    /// Whether this spell was told at all: a rise within the cool-down is not, and then its end is
    /// not either.
    pub told: bool,
    /// Date and figure of the last alert, of this spell or an earlier one.
    pub last_alert: Option<(NaiveDate, Decimal)>,
    /// The newest date that was judged.
    pub judged: Option<NaiveDate>,
}

impl Default for RuleState {
    fn default() -> Self {
        Self {
            level: Severity::Normal,
            since: None,
            level_since: None,
            peak: None,
            told: false,
            last_alert: None,
            judged: None,
        }
    }
}

impl RuleState {
    /// Judges one date. A date whose figure is missing is not judged: missing is not normal.
    pub(super) fn look(&mut self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> Option<Finding> {
        let value = rule.metric.on(facts.history, date)?;
        self.judged = Some(date);
        if self.level != Severity::Normal {
            self.peak = self.peak.max(Some(value));
        }
        // Five calm days can follow five busy ones within ten: a date that clears does not raise.
        let calm = rule.clear.holds(rule, facts, date).is_some();
        let edge = match reached(rule, facts, date).filter(|_| !calm) {
            Some((level, threshold)) if level > self.level => {
                self.rise(rule, facts, date, value, level).map(|edge| (level, edge, Some(threshold)))
            }
            _ => self.new_peak(rule, date, value).or_else(|| if calm { self.clear() } else { None }),
        };
        edge.map(|(severity, edge, threshold)| finding(rule, facts, date, severity, edge, threshold))
    }

    /// Looks again at a date before the newest one: a companion's print came late, after days that
    /// were judged without it. Only a rise within the present spell counts; what is over stays over.
    pub(super) fn look_back(&mut self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> Option<Finding> {
        let value = rule.metric.on(facts.history, date)?;
        let in_spell = self.level != Severity::Normal && self.since.is_some_and(|since| since <= date);
        let (level, threshold) = reached(rule, facts, date).filter(|(level, _)| in_spell && *level > self.level)?;
        let edge = self.rise(rule, facts, date, value, level)?;
        Some(finding(rule, facts, date, level, edge, Some(threshold)))
    }

    /// The level rises; the alert may be held back by the cool-down.
    fn rise(
        &mut self,
        rule: &Rule,
        facts: Facts<'_>,
        date: NaiveDate,
        value: Decimal,
        level: Severity,
    ) -> Option<Edge> {
        let first = self.level == Severity::Normal;
        (self.level, self.level_since) = (level, Some(date));
        if first {
            (self.since, self.peak, self.told) = (Some(date), Some(value), false);
        }
        if level != Severity::Critical && self.cooling(rule, facts, date) {
            return None;
        }
        (self.told, self.last_alert) = (true, Some((date, value)));
        Some(Edge::Raised)
    }

    /// Whether the last alert is too few prints ago.
    fn cooling(&self, rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> bool {
        let Some((last, _)) = self.last_alert else { return false };
        let since = rule.metric.dates(facts.history, date).take_while(|&day| day > last).count();
        since < rule.cooldown_prints
    }

    fn new_peak(
        &mut self,
        rule: &Rule,
        date: NaiveDate,
        value: Decimal,
    ) -> Option<(Severity, Edge, Option<Threshold>)> {
        let ((_, last), step) = (self.last_alert?, rule.new_peak?);
        if self.level == Severity::Normal || value < last + step {
            return None;
        }
        (self.told, self.last_alert) = (true, Some((date, value)));
        Some((self.level, Edge::NewPeak { last }, None))
    }

    fn clear(&mut self) -> Option<(Severity, Edge, Option<Threshold>)> {
        let (since, peak, told) = (self.since.take()?, self.peak.take()?, self.told);
        (self.level, self.level_since, self.told) = (Severity::Normal, None, false);
        told.then_some((Severity::Normal, Edge::Cleared { since, peak }, None))
    }
}

/// The gravest level whose conditions hold, with the threshold that made it so.
fn reached(rule: &Rule, facts: Facts<'_>, date: NaiveDate) -> Option<(Severity, Threshold)> {
    [(Severity::Critical, &rule.critical), (Severity::Notable, &rule.notable)].into_iter().find_map(
        |(level, conditions)| {
            let threshold = conditions.iter().find_map(|condition| condition.holds(rule, facts, date))?;
            Some((level, threshold))
        },
    )
}

fn finding(
    rule: &Rule,
    facts: Facts<'_>,
    date: NaiveDate,
    severity: Severity,
    edge: Edge,
    threshold: Option<Threshold>,
) -> Finding {
    let metrics = rule
        .metrics()
        .filter_map(|metric| {
            let (_, value) = metric.latest(facts.history, date)?;
            Some((metric.as_str().to_owned(), value))
        })
        .collect();
    Finding {
        rule: rule.id.clone(),
        version: rule.version,
        date,
        severity,
        edge,
        metrics,
        threshold,
        inputs: Vec::new(),
    }
}
