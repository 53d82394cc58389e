//! What a run told, in a form in which two runs can be compared: without when, and in which message.

use std::collections::{BTreeMap, BTreeSet};

use super::room::Room;
use crate::alert::{Alert, Body, Finding};

/// Of one run.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Rule, date, severity, peak.
    pub ledger: BTreeSet<String>,
    /// Everything told but notices about data, a line each.
    pub told: BTreeSet<String>,
    /// The ids of the notices about data.
    pub notices: Vec<String>,
}

impl Record {
    pub(super) async fn of(room: &Room) -> Self {
        let alerts = room.house.alerts().await;
        let newest: BTreeMap<&str, &Alert> = alerts.iter().map(|alert| (alert.id.as_str(), alert)).collect();
        let told = newest.into_values().flat_map(lines).collect();
        Self { ledger: room.ledger().await, told, notices: room.notices().await }
    }
}

/// What a message says, with its figures. What it shows of the day of its telling beside its findings (the
/// other gauges, the next dates) is another one when it is told late.
fn lines(alert: &Alert) -> Vec<String> {
    let id = &alert.id;
    match &alert.body {
        Body::Funding(report) => report.findings.iter().map(finding).collect(),
        Body::Weekly(report) => {
            let mut report = report.clone();
            // What notes have said is as known at the telling.
            (report.runoff_ends, report.bill_purchases_since) = (None, None);
            let mut lines: Vec<String> = report.findings.drain(..).map(|one| finding(&one)).collect();
            lines.push(format!("{id} {report:?}"));
            lines
        }
        Body::Decision(report) => {
            let mut report = report.clone();
            let note = report.note.take();
            let mut lines = vec![format!("{id} {report:?}")];
            lines.extend(note.map(|note| format!("note {note:?}")));
            lines
        }
        Body::Note(report) => vec![format!("note {report:?}")],
        Body::Quality(_) => Vec::new(),
        body => vec![format!("{id} {body:?}")],
    }
}

fn finding(finding: &Finding) -> String {
    let Finding { rule, date, severity, edge, threshold, .. } = finding;
    let mut metrics = finding.metrics.clone();
    // Beside an amount of standing repo stands the spread known at the telling, or none.
    if rule == "R05" {
        metrics.remove("sofr_minus_iorb");
    }
    format!("{rule} {date} {severity:?} {edge:?} {metrics:?} {threshold:?}")
}
