//! A statement and its implementation note give the range twice, and the two must agree.

use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Doubt};
use crate::series::SeriesId;
use crate::series::catalogue::{TARGET_LOWER, TARGET_UPPER};
use crate::source::{Event, Note, Release, Statement, StatementClass};
use crate::unit::Percent;

impl Plan {
    /// Where this page, a note or a statement, gives another range than its fellow that is known: what was
    /// known first is ours.
    pub(super) fn range_doubt(&self, known: &Knowledge, release: &Release) -> Option<Doubt> {
        match release.event.as_ref()? {
            Event::Note(note) => {
                let range = |statement: &Statement| statement.range.filter(|_| is_decision(statement));
                let told = decision(self.alerts.iter().chain(&known.recent), note)?;
                differs(note, range(told)?, printed(release)?)
            }
            Event::Statement(statement) if is_decision(statement) => {
                let note = known.memory.last_note.as_ref().filter(|note| note.announced == statement.date)?;
                let in_force = |series| known.history.in_force(series, note.in_force_from).map(Percent);
                differs(note, in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER))?, statement.range?)
            }
            _ => None,
        }
    }
}

fn is_decision(statement: &Statement) -> bool {
    statement.class == StatementClass::RateDecision
}

/// The decision that a note belongs to, as it was told.
fn decision<'a>(mut alerts: impl Iterator<Item = &'a Alert>, note: &Note) -> Option<&'a Statement> {
    alerts.find_map(|alert| match &alert.body {
        Body::Decision(report) if report.statement.date == note.announced => Some(&report.statement),
        _ => None,
    })
}

/// The range that a note prints.
fn printed(release: &Release) -> Option<(Percent, Percent)> {
    let limit = |series: &SeriesId| {
        let found = release.observations.iter().find(|one| one.series == *series);
        found.map(|one| Percent(one.value))
    };
    limit(&TARGET_LOWER).zip(limit(&TARGET_UPPER))
}

fn differs(note: &Note, ours: (Percent, Percent), theirs: (Percent, Percent)) -> Option<Doubt> {
    let limits = [(TARGET_LOWER, ours.0, theirs.0), (TARGET_UPPER, ours.1, theirs.1)];
    let (series, ours, theirs) = limits.into_iter().find(|(_, ours, theirs)| ours != theirs)?;
    Some(Doubt::Disagrees { series, date: note.in_force_from, ours: ours.0, theirs: theirs.0 })
}
