//! How samples are made: figures and dates written as text, in the words of the sources.

pub(in crate::render) use chrono::{DateTime, NaiveDate, Utc};
pub(in crate::render) use rust_decimal::Decimal;

pub(in crate::render) use crate::alert::{
    Alert, Body, Change, Contribution, Dated, DecisionReport, Edge, Finding, FundingReport, Gauges, GdpShare, Level,
    Manner, NotParsedReport, Severity, Threshold, Usual, WeeklyReport,
};
pub(in crate::render) use crate::board::{Board, Clears, RuleLevel, SourceAge, SourceCondition};
pub(in crate::render) use crate::calendar::{DateClass, ReleaseKind, Upcoming};
use crate::clock::ny;
pub(in crate::render) use crate::rule::dormancy::Dormancy;
pub(in crate::render) use crate::series::SeriesId;
pub(in crate::render) use crate::source::{Dissent, SourceKind, Statement, StatementClass, Verb};
pub(in crate::render) use crate::unit::{BasisPoints, Percent, UsdMillions};

#[expect(clippy::expect_used, reason = "samples are written in this room, and a test makes every one of them")]
pub(in crate::render) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[expect(clippy::expect_used, reason = "samples are written in this room, and a test makes every one of them")]
pub(in crate::render) fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub(in crate::render) fn million(value: i64) -> UsdMillions {
    UsdMillions(value.into())
}

pub(in crate::render) fn percent(text: &str) -> Percent {
    Percent(dec(text))
}

pub(in crate::render) fn bp(text: &str) -> BasisPoints {
    BasisPoints(dec(text))
}

pub(in crate::render) fn at(date: &str, hour: u32, minute: u32) -> DateTime<Utc> {
    ny::at(day(date), hour, minute)
}

pub(in crate::render) fn on<T>(date: &str, value: T) -> Option<Dated<T>> {
    Some(Dated { date: day(date), value })
}

pub(in crate::render) fn next(kind: ReleaseKind, date: &str, hour: u32, minute: u32, as_of: &str) -> Upcoming {
    Upcoming { kind, at: at(date, hour, minute), as_of: day(as_of) }
}

pub(in crate::render) fn alert(id: &str, at: DateTime<Utc>, body: Body, next: Vec<Upcoming>) -> Alert {
    Alert { id: id.to_owned(), revision: 1, manner: Manner::New, at, late_since: None, body, next }
}

pub(in crate::render) fn finding(
    rule: &str,
    date: &str,
    severity: Severity,
    edge: Edge,
    metrics: &[(&str, &str)],
) -> Finding {
    let metrics = metrics.iter().map(|(name, value)| ((*name).to_owned(), dec(value))).collect();
    Finding {
        rule: rule.to_owned(),
        version: 1,
        date: day(date),
        severity,
        edge,
        metrics,
        threshold: None,
        inputs: Vec::new(),
    }
}

pub(in crate::render) fn threshold(level: &str, allowance: &str, prints: u32) -> Option<Threshold> {
    Some(Threshold { metric: String::new(), level: dec(level), allowance: dec(allowance), prints })
}

pub(in crate::render) fn threshold_of(metric: &str, level: &str, allowance: &str, prints: u32) -> Option<Threshold> {
    threshold(level, allowance, prints).map(|threshold| Threshold { metric: metric.to_owned(), ..threshold })
}

/// The sample with its funding report changed.
pub(in crate::render) fn with_funding(mut alert: Alert, change: impl FnOnce(&mut FundingReport)) -> Alert {
    if let Body::Funding(report) = &mut alert.body {
        change(report);
    }
    alert
}

/// The sample with its weekly report changed.
pub(in crate::render) fn with_week(mut alert: Alert, change: impl FnOnce(&mut WeeklyReport)) -> Alert {
    if let Body::Weekly(report) = &mut alert.body {
        change(report);
    }
    alert
}

/// The sample with its decision changed.
pub(in crate::render) fn with_decision(mut alert: Alert, change: impl FnOnce(&mut DecisionReport)) -> Alert {
    if let Body::Decision(report) = &mut alert.body {
        change(report);
    }
    alert
}
