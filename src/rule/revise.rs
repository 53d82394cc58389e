//! What a revised figure changes: the newest date is judged again from the state before it.

use chrono::NaiveDate;

use super::look::Look;
use super::{Facts, Rule, RuleState, States, dates_to_look_at};
use crate::alert::{Edge, Finding, Severity};
use crate::series::SeriesId;

/// What a rule makes of a date that it had judged with another figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Revised {
    /// The rule.
    pub rule: String,
    /// The date.
    pub date: NaiveDate,
    /// The level after the first look; of an event the severity that was told.
    pub was: Severity,
    /// The level now.
    pub is: Severity,
    /// What would be told today; `None` where nothing would have been.
    pub finding: Option<Finding>,
}

/// Judges again what was judged with figures that have changed; `facts` has them as they are now.
///
/// The newest date of each rule is judged from the state before it, whichever way the level goes. An
/// earlier date is looked at as a late companion is: upwards only, and within the present spell.
/// Silent where neither level nor edge differs; the states move in any case.
#[must_use]
pub fn revise(
    rules: &[&Rule],
    states: &mut States,
    facts: Facts<'_>,
    changed: &[(SeriesId, NaiveDate)],
) -> Vec<Revised> {
    let mut revised = Vec::new();
    for rule in rules {
        let Some(state) = states.get_mut(&rule.id) else { continue };
        let look = Look { rule, facts };
        for date in dates_to_look_at(look, state, changed) {
            let first = Told::of(look, state);
            let finding =
                if state.judged == Some(date) { again(state, look, date) } else { earlier(state, look, date) };
            let now = Told::of(look, state);
            if first != now || (state.judged != Some(date) && finding.is_some()) {
                let (was, is) = (first.level, now.level);
                revised.push(Revised { rule: rule.id.clone(), date, was, is, finding });
            }
        }
    }
    revised
}

/// A level and what was said of the newest date, whatever its figures.
#[derive(PartialEq)]
struct Told {
    level: Severity,
    said: Option<(Severity, std::mem::Discriminant<Edge>)>,
}

impl Told {
    fn of(look: Look<'_>, state: &RuleState) -> Self {
        let said = state.said.map(|(severity, _)| severity).unwrap_or(Severity::Normal);
        Self {
            level: if look.rule.event { said } else { state.level },
            said: state.said.map(|(severity, edge)| (severity, std::mem::discriminant(&edge))),
        }
    }
}

/// From the state before. A state saved by a version that kept none can only look again as it stands.
fn again(state: &mut RuleState, look: Look<'_>, date: NaiveDate) -> Option<Finding> {
    if let Some(before) = state.before.take() {
        *state = *before;
    }
    state.look(look, date)
}

fn earlier(state: &mut RuleState, look: Look<'_>, date: NaiveDate) -> Option<Finding> {
    if state.judged.is_none_or(|judged| date > judged) { None } else { state.look_back(look, date) }
}
