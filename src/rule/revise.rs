//! What a revised figure changes: the newest date is judged again from the state before it.

use chrono::NaiveDate;

use super::look::Look;
use super::{Facts, Rule, RuleState, States};
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
/// The newest date of each rule is judged from the state before it, whichever way the level goes; of a
/// composite, every date since. An earlier date is looked at as a late companion is: upwards only, and
/// within the present spell.
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
        let mut read =
            changed.iter().filter(|(series, _)| rule.reads(series)).map(|(_, date)| *date).collect::<Vec<_>>();
        read.sort_unstable();
        read.dedup();
        if rule.is_composite() {
            // Its days are looked at together: everything since the first of them is judged again.
            read.truncate(1);
        }
        for date in read {
            if rule.is_composite() || state.judged == Some(date) {
                revised.extend(again(state, look, date));
            } else {
                revised.extend(earlier(state, look, date));
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

/// From the state before `date`, or the oldest one that is kept. A state saved by a version that kept none
/// can only look again as it stands.
fn again(state: &mut RuleState, look: Look<'_>, date: NaiveDate) -> Vec<Revised> {
    let mut stood = Vec::new();
    while let Some(judged) = state.judged.filter(|judged| *judged >= date) {
        let Some(before) = state.before.take() else {
            if stood.is_empty() {
                stood.push((judged, state.clone()));
            }
            break;
        };
        stood.push((judged, std::mem::replace(state, *before)));
    }
    stood.into_iter().rev().filter_map(|(date, stood)| judge(state, look, date, &stood)).collect()
}

/// Judges a date that was judged with another outcome; what that changes.
fn judge(state: &mut RuleState, look: Look<'_>, date: NaiveDate, stood: &RuleState) -> Option<Revised> {
    let finding = state.look(look, date);
    let (first, now) = (Told::of(look, stood), Told::of(look, state));
    if first == now || still_a_peak(stood, state) {
        // Nothing is told of this: people still have the first figure, and peaks are measured from it.
        if stood.last_alert.is_some_and(|(told, _)| told == date) {
            (state.said, state.last_alert) = (stood.said, stood.last_alert);
        }
        return None;
    }
    Some(Revised { rule: look.rule.id.clone(), date, was: first.level, is: now.level, finding })
}

/// A peak that an earlier revision of the same day made, and that this one does not fall short of: by
/// today's figure it would have been a rise at once.
fn still_a_peak(stood: &RuleState, now: &RuleState) -> bool {
    let (Some((was, Edge::NewPeak { .. })), Some((is, Edge::Raised))) = (stood.said, now.said) else { return false };
    let short = now.last_alert.zip(stood.last_alert).is_none_or(|((_, now), (_, told))| now < told);
    was == is && stood.level == now.level && !short
}

fn earlier(state: &mut RuleState, look: Look<'_>, date: NaiveDate) -> Option<Revised> {
    if state.judged.is_none_or(|judged| date > judged) {
        return None;
    }
    let was = Told::of(look, state).level;
    let finding = state.look_back(look, date)?;
    Some(Revised { rule: look.rule.id.clone(), date, was, is: Told::of(look, state).level, finding: Some(finding) })
}
