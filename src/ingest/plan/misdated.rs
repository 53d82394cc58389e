//! Prints of days that have not come: a slip of the page, and none of it is believed.

use chrono::{Days, NaiveDate};

use crate::series::catalogue::describe;
use crate::series::{Kind, Observation};
use crate::source::{Problem, Release};

/// How far ahead a note may say what will be in force: the longest so far was a month.
const STEPS_AHEAD: Days = Days::new(60);

/// The release without what it says of days after `today`; each such figure is a bad row on record.
///
/// A rule goes on from the newest date that it judged: one print of next year would make it deaf until then.
pub(super) fn without(release: &Release, today: NaiveDate) -> Release {
    let mut release = release.clone();
    release.claims.retain(|claim| !is_misdated(claim, today));
    let (misdated, kept): (Vec<_>, Vec<_>) =
        release.observations.into_iter().partition(|observation| is_misdated(observation, today));
    release.observations = kept;
    let problem = |one: &Observation| {
        Problem::new("bad_row", format!("{} of {}, a day that has not come, is {}", one.series, one.date, one.value))
    };
    release.problems.extend(misdated.iter().map(problem));
    release
}

/// Rates, amounts and weeks speak of days that are over; what is in force is announced ahead.
fn is_misdated(observation: &Observation, today: NaiveDate) -> bool {
    let last = match describe(&observation.series) {
        Some((_, Kind::Step)) => today.checked_add_days(STEPS_AHEAD).unwrap_or(today),
        _ => today,
    };
    observation.date > last
}
