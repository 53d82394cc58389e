//! WHAT IT MEANS: rules as data, a small general engine, states with hysteresis.
//!
//! Levels do not make alerts; edges and new peaks do. A rule looks at prints of its metric: dates on
//! which the figure was published. The same code serves the live program, replay and back-tests.

pub mod book;
pub mod check;
mod condition;
pub mod dormancy;
mod finding;
mod look;
mod member;
mod revise;
pub mod state;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::alert::Finding;
use crate::series::SeriesId;

pub use crate::metric::Facts;
pub use book::{Rule, RuleBook};
pub use revise::{Revised, revise};
pub use state::RuleState;

use look::Look;

/// The states of all rules, by id.
pub type States = BTreeMap<String, RuleState>;

/// Lets every rule look at what has just become known, in order of date, and moves the states;
/// composites after all others. Findings come out gravest first.
#[must_use]
pub fn evaluate(
    rules: &[&Rule],
    states: &mut States,
    facts: Facts<'_>,
    changed: &[(SeriesId, NaiveDate)],
) -> Vec<Finding> {
    let (composites, plain): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.is_composite());
    let mut findings = Vec::new();
    for rule in plain.into_iter().chain(composites) {
        let state = states.entry(rule.id.clone()).or_default();
        let look = Look { rule, facts };
        for date in dates_to_look_at(look, state, changed) {
            let earlier = state.judged.is_some_and(|judged| date < judged);
            findings.extend(if earlier { state.look_back(look, date) } else { state.look(look, date) });
        }
    }
    findings.sort_by_key(|finding: &Finding| std::cmp::Reverse((finding.severity, finding.date)));
    findings
}

/// The dates of changed prints that this rule reads, oldest first. A composite looks back on several
/// days at once: a late print within them makes it look at its newest date again.
fn dates_to_look_at(look: Look<'_>, state: &RuleState, changed: &[(SeriesId, NaiveDate)]) -> Vec<NaiveDate> {
    let rule = look.rule;
    let read = changed.iter().filter(|(series, _)| rule.reads(series)).map(|(_, date)| *date);
    let newest = state.judged.filter(|_| rule.is_composite());
    let mut dates: Vec<NaiveDate> = read.map(|date| newest.map_or(date, |newest| date.max(newest))).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

#[cfg(test)]
mod tests;
