//! A source revised its figures: messages whose level changes are corrected, the ledger is marked.

use super::judge::Found;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Edge, Finding};
use crate::rule::Revised;

/// The newest message that told this rule's finding of this date.
pub(super) fn told<'a>(known: &'a Knowledge, revised: &Revised) -> Option<&'a Alert> {
    let tells = |alert: &&Alert| findings(&alert.body).iter().any(|finding| is_of(finding, revised));
    known.recent.iter().filter(tells).max_by_key(|alert| alert.at)
}

/// What a message says that rules found.
pub(super) fn findings(body: &Body) -> &[Finding] {
    match body {
        Body::Funding(report) => &report.findings,
        Body::Weekly(report) => &report.findings,
        _ => &[],
    }
}

fn is_of(finding: &Finding, revised: &Revised) -> bool {
    finding.rule == revised.rule && finding.date == revised.date
}

impl Plan {
    /// What a message says after the revision: without the findings that are taken back, with those that
    /// came instead. The ledger's lines of the former are marked.
    pub(super) fn corrected_findings(&mut self, before: &[Finding], found: &Found) -> Vec<Finding> {
        let revised = |finding: &Finding| found.revised.iter().any(|revised| is_of(finding, revised));
        for finding in before.iter().filter(|finding| revised(finding) && finding.edge.in_ledger()) {
            let peak = matches!(finding.edge, Edge::NewPeak { .. });
            self.corrected.push((finding.rule.clone(), finding.date, finding.severity, peak));
        }
        let mut now: Vec<Finding> = before.iter().filter(|finding| !revised(finding)).cloned().collect();
        now.extend(found.revised.iter().filter_map(|revised| revised.finding.clone()));
        gravest_first(&mut now);
        now
    }
}

/// The order of a message: gravest first, then newest.
pub(super) fn gravest_first(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.severity, finding.date)));
}
