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
mod standing;
pub mod state;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::alert::Finding;
use crate::series::SeriesId;

pub use crate::metric::Facts;
pub use book::{Rule, RuleBook};
pub use revise::{Revised, revise};
pub use standing::{calm_prints, newest_figure};
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
        findings.extend(if rule.is_composite() {
            look_at_composite(look, state, changed)
        } else {
            look_at(look, state, changed)
        });
    }
    findings.sort_by_key(|finding: &Finding| std::cmp::Reverse((finding.severity, finding.date)));
    findings
}

fn look_at(look: Look<'_>, state: &mut RuleState, changed: &[(SeriesId, NaiveDate)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for date in dates_read(look.rule, changed) {
        let earlier = state.judged.is_some_and(|judged| date < judged);
        findings.extend(if earlier { state.look_back(look, date) } else { state.look(look, date) });
    }
    findings
}

/// A composite's members come from several sources: where one of them was out, its days were judged by the
/// others alone. They are looked at again in their order, and then the newest one, which has them among
/// its own.
fn look_at_composite(look: Look<'_>, state: &mut RuleState, changed: &[(SeriesId, NaiveDate)]) -> Vec<Finding> {
    let dates = dates_read(look.rule, changed);
    let newest = state.judged.unwrap_or(NaiveDate::MIN);
    // Without a price of the newest date nothing since was judged in full.
    let price = look.rule.metric.prints();
    let came = changed.iter().any(|(series, date)| *series == price && *date == newest);
    let open = came || !look.is_printed(newest);
    let (late, fresh): (Vec<_>, Vec<_>) = dates.into_iter().partition(|date| *date < newest);
    let again = (!late.is_empty() && fresh.first() != Some(&newest)).then_some(newest);
    let mut findings: Vec<Finding> = late.into_iter().filter_map(|date| state.look_late(look, date, open)).collect();
    findings.extend(again.into_iter().chain(fresh).filter_map(|date| state.look(look, date)));
    findings
}

/// The dates of changed prints that a rule reads, oldest first.
fn dates_read(rule: &Rule, changed: &[(SeriesId, NaiveDate)]) -> Vec<NaiveDate> {
    let read = changed.iter().filter(|(series, _)| rule.reads(series)).map(|(_, date)| *date);
    let mut dates: Vec<NaiveDate> = read.collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

#[cfg(test)]
mod tests;
