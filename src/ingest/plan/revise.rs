//! A source revised its figures: messages whose level changes are corrected, the ledger is marked.

use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Edge, Finding};
use crate::rule::Revised;

/// The newest message that told this rule's finding of this date.
fn told<'a>(known: &'a Knowledge, revised: &Revised) -> Option<&'a Alert> {
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
    pub(super) fn corrected_findings(&mut self, before: &[Finding], revised: &[Revised]) -> Vec<Finding> {
        let is_revised = |finding: &Finding| revised.iter().any(|revised| is_of(finding, revised));
        for finding in before.iter().filter(|finding| is_revised(finding)) {
            self.take_back(finding);
        }
        let mut now: Vec<Finding> = before.iter().filter(|finding| !is_revised(finding)).cloned().collect();
        now.extend(revised.iter().filter_map(|revised| revised.finding.clone()));
        gravest_first(&mut now);
        now
    }

    /// The ledger's line of a finding no longer holds.
    fn take_back(&mut self, finding: &Finding) {
        if finding.edge.in_ledger() {
            let peak = matches!(finding.edge, Edge::NewPeak { .. });
            self.corrected.push((finding.rule.clone(), finding.date, finding.severity, peak));
        }
    }

    /// A date whose figure is revised upwards twice has two peaks, and the ledger one line for them: the
    /// later takes the place of the earlier.
    pub(super) fn replace_peaks(&mut self, known: &Knowledge, new: &[Finding]) {
        let is_peak = |finding: &Finding| matches!(finding.edge, Edge::NewPeak { .. });
        for peak in new.iter().filter(|finding| is_peak(finding)) {
            let same = |told: &&Finding| is_peak(told) && (&told.rule, told.date) == (&peak.rule, peak.date);
            let told = known.recent.iter().flat_map(|alert| findings(&alert.body)).find(same);
            if let Some(told) = told {
                self.take_back(told);
            }
        }
    }
}

/// What was revised, by the message that told it; and what nobody was told of.
pub(super) fn by_message<'a>(
    known: &'a Knowledge,
    revised: &[Revised],
) -> (Vec<(&'a Alert, Vec<Revised>)>, Vec<Finding>) {
    let (mut messages, mut news): (Vec<(&Alert, Vec<Revised>)>, Vec<Finding>) = Default::default();
    for one in revised {
        let Some(alert) = told(known, one) else {
            news.extend(one.finding.clone());
            continue;
        };
        match messages.iter_mut().find(|(known, _)| known.id == alert.id) {
            Some((_, all)) => all.push(one.clone()),
            None => messages.push((alert, vec![one.clone()])),
        }
    }
    (messages, news)
}

/// The order of a message: loudest first, so that the end of a spell comes before what is worth a line
/// only; then newest.
pub(super) fn gravest_first(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.severity.loudness(), finding.date)));
}

/// What is not among `said` already: a message says of a rule and a date one thing once.
pub(super) fn unsaid(said: &[Finding], found: &[Finding]) -> Vec<Finding> {
    let mut new: Vec<Finding> = Vec::new();
    for one in found {
        let same = |other: &Finding| (&other.rule, other.date, &other.edge) == (&one.rule, one.date, &one.edge);
        if !said.iter().chain(&new).any(same) {
            new.push(one.clone());
        }
    }
    new
}
