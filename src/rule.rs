//! WHAT IT MEANS: rules as data, a small general engine, states with hysteresis.
//!
//! Levels do not make alerts; edges and new peaks do. A rule looks at prints of its metric: dates on
//! which the figure was published. The same code serves the live program, replay and back-tests.

pub mod book;
mod condition;
pub mod dormancy;
pub mod state;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::alert::Finding;
use crate::calendar::DateClass;
use crate::series::{History, SeriesId};

pub use book::{Rule, RuleBook};
pub use state::RuleState;

/// What a rule may look at: history as known, and the class of a date.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// History as known at the moment of the evaluation.
    pub history: &'a History,
    /// Month-end, tax date …
    pub class: &'a dyn Fn(NaiveDate) -> Option<DateClass>,
}

/// The states of all rules, by id.
pub type States = BTreeMap<String, RuleState>;

/// Lets every rule look at what has just become known, in order of date, and moves the states.
/// Findings come out gravest first.
#[must_use]
pub fn evaluate(
    rules: &[&Rule],
    states: &mut States,
    facts: Facts<'_>,
    changed: &[(SeriesId, NaiveDate)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        let state = states.entry(rule.id.clone()).or_default();
        for date in dates_to_look_at(rule, changed) {
            let earlier = state.judged.is_some_and(|judged| date < judged);
            let found = if earlier { state.look_back(rule, facts, date) } else { state.look(rule, facts, date) };
            findings.extend(found);
        }
    }
    findings.sort_by_key(|finding: &Finding| std::cmp::Reverse((finding.severity, finding.date)));
    findings
}

/// The dates of changed prints that this rule reads, oldest first.
fn dates_to_look_at(rule: &Rule, changed: &[(SeriesId, NaiveDate)]) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> =
        changed.iter().filter(|(series, _)| rule.reads(series)).map(|(_, date)| *date).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

#[cfg(test)]
mod tests;
