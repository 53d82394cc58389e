//! History through the same rules with a simulated clock: back-tests, states rebuilt, tests.

pub mod figures;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use crate::alert::{Edge, Finding, Severity};
use crate::calendar::Calendar;
use crate::rule::{self, Facts, Rule, States};
use crate::series::{History, SeriesId};

/// One figure with the instant at which it became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// When the world knew it.
    pub known_at: DateTime<Utc>,
    /// Which series.
    pub series: SeriesId,
    /// As-of date.
    pub date: NaiveDate,
    /// The figure.
    pub value: Decimal,
}

/// One line of the ledger: an edge or a new peak. Its JSON is the back-test's and the demo's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The rule.
    pub rule: String,
    /// When it spoke.
    pub at: DateTime<Utc>,
    /// As-of date of the print.
    pub date: NaiveDate,
    /// The level reached.
    pub severity: Severity,
    /// The figures by name; numbers, since this is for reading and plotting.
    pub metrics: BTreeMap<String, f64>,
    /// `true` for a new peak, else absent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub peak: bool,
}

impl Line {
    /// The line that a finding leaves in the ledger.
    #[must_use]
    pub fn of(finding: &Finding, at: DateTime<Utc>) -> Self {
        let metrics =
            finding.metrics.iter().filter_map(|(name, value)| Some((name.clone(), value.to_f64()?))).collect();
        Self {
            rule: finding.rule.clone(),
            at,
            date: finding.date,
            severity: finding.severity,
            metrics,
            peak: matches!(finding.edge, Edge::NewPeak { .. }),
        }
    }
}

/// What is known and where the rules stand, at one point of a replay.
#[derive(Debug, Clone, Default)]
pub struct Position {
    /// Figures known so far.
    pub history: History,
    /// States of the rules.
    pub states: States,
}

/// What the rules said at one release.
pub struct Spoken<'a> {
    /// When its figures became known.
    pub at: DateTime<Utc>,
    /// History including them.
    pub history: &'a History,
    /// Gravest first; follow-ups among them.
    pub findings: &'a [Finding],
}

/// Lets figures become known one release after the other: the edges and new peaks that the rules make of
/// them. Figures that become known at the same instant are one release, as they are in production.
pub fn replay(rules: &[&Rule], calendar: &Calendar, position: &mut Position, figures: Vec<Figure>) -> Vec<Line> {
    let mut lines = Vec::new();
    replay_each(rules, calendar, position, figures, |spoken| {
        let edges = spoken.findings.iter().filter(|finding| finding.edge.in_ledger());
        lines.extend(edges.map(|finding| Line::of(finding, spoken.at)));
    });
    lines
}

/// As [`replay`], with everything that was found, release by release.
pub fn replay_each(
    rules: &[&Rule],
    calendar: &Calendar,
    position: &mut Position,
    mut figures: Vec<Figure>,
    mut hear: impl FnMut(Spoken<'_>),
) {
    figures.sort_by(|a, b| (a.known_at, a.date, &a.series).cmp(&(b.known_at, b.date, &b.series)));
    let class = |date| calendar.class(date);
    for release in figures.chunk_by(|a, b| a.known_at == b.known_at) {
        let known = |figure: &&Figure| position.history.on(&figure.series, figure.date).is_some();
        let revised: Vec<_> = release.iter().filter(known).map(|figure| (figure.series.clone(), figure.date)).collect();
        for figure in release {
            position.history.insert_value(figure.series.clone(), figure.date, figure.value);
        }
        let changed: Vec<_> = release.iter().map(|figure| (figure.series.clone(), figure.date)).collect();
        let facts = Facts { history: &position.history, class: &class };
        // As live: a revised figure is judged from the state before it. What that takes back or brings was
        // told in its day, and is no line here.
        drop(rule::revise(rules, &mut position.states, facts, &revised));
        let findings = rule::evaluate(rules, &mut position.states, facts, &changed);
        if let Some(first) = release.first() {
            hear(Spoken { at: first.known_at, history: &position.history, findings: &findings });
        }
    }
}

#[cfg(test)]
mod tests;
