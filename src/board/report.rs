//! Messages of findings, built from what is known: a pure function, the same for the live program and for
//! back-tests.

use chrono::NaiveDate;

use crate::alert::{Finding, FundingReport, WeeklyReport};
use crate::calendar::DateClass;
use crate::metric::{drift, gauges, weekly};
use crate::series::History;

/// Rules about repo rates and standing repo, with the gauges as known on `today`.
#[must_use]
pub fn funding(
    history: &History,
    findings: Vec<Finding>,
    class: impl Fn(NaiveDate) -> Option<DateClass>,
    today: NaiveDate,
) -> FundingReport {
    let date = findings.first().map_or(today, |finding| finding.date);
    FundingReport {
        date,
        class: class(date),
        gauges: gauges::gauges(history, today),
        usual: gauges::usual(history, date, class),
        corrections: Vec::new(),
        findings,
    }
}

/// The week, with what its rules found; `None` without that week's average reserves.
#[must_use]
pub fn weekly(
    history: &History,
    week: NaiveDate,
    findings: Vec<Finding>,
    class: impl Fn(NaiveDate) -> Option<DateClass>,
) -> Option<WeeklyReport> {
    let mut report = weekly::report(history, week)?;
    let spoke = |rules: &[&str]| findings.iter().any(|finding| rules.contains(&finding.rule.as_str()));
    if spoke(&["R22", "R23"]) {
        report.drift = drift::drift(history, week, 4);
    }
    if spoke(&["R08"]) {
        report.tags = drift::tags(history, week, class);
    }
    report.findings = findings;
    Some(report)
}
