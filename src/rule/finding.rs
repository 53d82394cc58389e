//! A finding with its evidence: figures by name, and the published figures below them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::look::Look;
use crate::alert::{Edge, Finding, Input, Severity, Threshold};
use crate::metric::Metric;

/// Figures are told to four decimals: rates have two, amounts in USD billion three; conditions
/// compare them unrounded.
const DECIMALS: u32 = 4;
/// An older figure is no evidence for the date in hand.
const EVIDENCE_DAYS: u64 = 7;

pub(super) fn finding(
    look: Look<'_>,
    date: NaiveDate,
    severity: Severity,
    edge: Edge,
    threshold: Option<Threshold>,
) -> Finding {
    let rule = look.rule;
    let metrics = if rule.is_composite() { counted(look, date) } else { figures(look, date) };
    Finding {
        rule: rule.id.clone(),
        version: rule.version,
        date,
        severity,
        edge,
        metrics,
        threshold,
        inputs: inputs(look, date),
    }
}

/// The newest value of each metric that the rule looks at.
fn figures(look: Look<'_>, date: NaiveDate) -> BTreeMap<String, Decimal> {
    let value = |metric: Metric| {
        let (_, value) = newest(look, metric, date)?;
        Some((metric.as_str().to_owned(), shown(value)))
    };
    look.rule.metrics().filter_map(value).collect()
}

/// Of a composite: how many signals, which, and the widest spread.
fn counted(look: Look<'_>, date: NaiveDate) -> BTreeMap<String, Decimal> {
    let signals = look.value(look.rule.metric, date).map(|count| (look.rule.metric.as_str().to_owned(), count));
    let widest = look.rule.peak_metric.zip(look.figure(date));
    let widest = widest.map(|(metric, widest)| (metric.as_str().to_owned(), shown(widest)));
    let members = look.members(date).into_iter();
    let members = members.map(|(rule, holds)| (rule.to_lowercase(), Decimal::from(u8::from(holds))));
    members.chain(signals).chain(widest).collect()
}

fn inputs(look: Look<'_>, date: NaiveDate) -> Vec<Input> {
    let of = |metric: Metric| newest(look, metric, date).map(|(day, _)| metric.inputs(look.facts, day));
    let mut inputs: Vec<Input> = Vec::new();
    for input in look.rule.metrics().filter_map(of).flatten() {
        if !inputs.contains(&input) {
            inputs.push(input);
        }
    }
    inputs
}

/// A metric's newest value that still speaks of `date`.
fn newest(look: Look<'_>, metric: Metric, date: NaiveDate) -> Option<(NaiveDate, Decimal)> {
    let oldest = date.checked_sub_days(Days::new(EVIDENCE_DAYS)).unwrap_or(NaiveDate::MIN);
    metric.latest_at(look.facts, date).filter(|(day, _)| *day >= oldest)
}

fn shown(value: Decimal) -> Decimal {
    value.round_dp(DECIMALS).normalize()
}
