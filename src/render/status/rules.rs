//! Where the rules stand: raised, silent or normal, and how far from each level.

use rust_decimal::Decimal;

use super::super::alert::sign;
use super::super::date::Pen;
use super::super::rule::{self, Gauge};
use super::super::words::args;
use super::super::{RenderError, keys};
use crate::alert::Severity;
use crate::board::RuleLevel;
use crate::rule::dormancy::Dormancy;

/// The rules without a gauge of their own here: those that are raised, those that are silent by
/// their reason, and that the rest is normal.
pub(super) fn others(pen: &Pen<'_>, rules: &[RuleLevel]) -> Result<Vec<String>, RenderError> {
    let others = || rules.iter().filter(|rule| !matches!(rule.rule.as_str(), "R01" | "R05"));
    let mut lines = Vec::new();
    for rule in others().filter(|rule| rule.dormant.is_none() && rule.severity != Severity::Normal) {
        lines.push(raised(pen, rule)?);
    }
    let mut silent: Vec<(String, Vec<&str>)> = Vec::new();
    for (rule, reason) in others().filter_map(|rule| rule.dormant.as_ref().map(|reason| (rule, reason))) {
        let reason = dormant(pen, reason)?;
        match silent.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(&rule.rule),
            None => silent.push((reason, vec![&rule.rule])),
        }
    }
    for (reason, names) in silent {
        lines.push(pen.say(&keys::STATUS_SILENT, args![rule::names(pen, names.into_iter())?, reason])?);
    }
    if others().any(|rule| rule.dormant.is_none() && rule.severity == Severity::Normal) {
        lines.push(pen.say(&keys::STATUS_OTHERS, args![])?);
    }
    Ok(lines)
}

/// Where a rule stands, or why it cannot say.
fn state(pen: &Pen<'_>, rule: &RuleLevel) -> Result<String, RenderError> {
    if let Some(reason) = &rule.dormant {
        return pen.say(&keys::STATUS_DORMANT, args![dormant(pen, reason)?]);
    }
    if rule.severity == Severity::Normal {
        return pen.say(&keys::STATUS_NORMAL, args![]);
    }
    let severity = pen.say(&keys::SEVERITY, args![rule.severity.as_str()])?;
    let text = match rule.since {
        Some(since) if past(rule) => pen.say(&keys::STATUS_RAISED_OPEN, args![severity, pen.bare_day(since)?])?,
        Some(since) => pen.say(&keys::STATUS_RAISED, args![severity, pen.day(since)?])?,
        None => pen.say(&keys::STATUS_RAISED_UNDATED, args![severity])?,
    };
    Ok(format!("{} {text}", sign(rule.severity)))
}

/// Whether a raised rule's newest figure no longer shows it: it is calm, or short of the ordinary level of
/// its severity.
fn past(rule: &RuleLevel) -> bool {
    let level = match (rule.severity, rule.levels) {
        (Severity::Critical, Some((_, critical))) => critical,
        (_, Some((notable, _))) => notable,
        (_, None) => return rule.calm > 0,
    };
    let short = |figure: Decimal| match Gauge::named(&rule.rule) {
        Gauge::GdpShare => figure > level,
        Gauge::FourWeeks => figure.abs() < level,
        _ => figure < level,
    };
    rule.calm > 0 || rule.figure.is_some_and(|figure| short(figure.value))
}

/// A raised rule with its newest figure, and what ends it.
fn raised(pen: &Pen<'_>, rule: &RuleLevel) -> Result<String, RenderError> {
    let (name, gauge) = (rule::name(pen, &rule.rule)?, Gauge::named(&rule.rule));
    let level = gauge.unit().level(pen, rule.clears.level)?;
    // Such a rule looks both ways.
    let level = if gauge == Gauge::FourWeeks { format!("±{level}") } else { level };
    let state = state_and_end(pen, rule, level)?;
    match &rule.figure {
        Some(figure) => {
            let shown = gauge.listed(pen, figure.value)?;
            let key = if gauge == Gauge::TgcrIorb { &keys::STATUS_MEAN } else { &keys::STATUS_FIGURE };
            pen.say(key, args![name, pen.day(figure.date)?, shown, state])
        }
        None => pen.say(&keys::STATUS_RULE, args![name, state]),
    }
}

/// Where a rule stands, and what ends a raised state: a figure below every level does not by itself.
pub(super) fn state_and_end(pen: &Pen<'_>, rule: &RuleLevel, level: String) -> Result<String, RenderError> {
    let state = state(pen, rule)?;
    if rule.severity == Severity::Normal || rule.dormant.is_some() {
        return Ok(state);
    }
    let gauge = Gauge::named(&rule.rule);
    let key = match gauge {
        Gauge::GdpShare => &keys::STATUS_ENDS_AT_LEAST,
        _ if rule.clears.below => &keys::STATUS_ENDS_BELOW,
        _ => &keys::STATUS_ENDS_AT_MOST,
    };
    pen.say(key, args![state, level, rule.clears.prints, rule.calm, gauge.prints()])
}

fn dormant(pen: &Pen<'_>, reason: &Dormancy) -> Result<String, RenderError> {
    match reason {
        Dormancy::NoFigure => pen.say(&keys::DORMANT_NO_FIGURE, args![]),
        Dormancy::LookBack { has, needs } => pen.say(&keys::DORMANT_LOOK_BACK, args![*has, *needs]),
        Dormancy::RateUnconfirmed { meeting } => pen.say(&keys::DORMANT_RATE, args![pen.day(*meeting)?]),
        Dormancy::InDoubt { source } => {
            let name = pen.say(&keys::SOURCE, args![source.as_str()])?;
            pen.say(&keys::DORMANT_IN_DOUBT, args![name])
        }
    }
}

/// How far the figure is from each level: a line each.
pub(super) fn distances<T: Copy + Ord + std::ops::Sub<Output = T>>(
    rule: &RuleLevel,
    value: Option<T>,
    unit: impl Fn(Decimal) -> T,
    write_level: impl Fn(T) -> Result<String, RenderError>,
    write_gap: impl Fn(T) -> Result<String, RenderError>,
    pen: &Pen<'_>,
) -> Result<Vec<String>, RenderError> {
    let (Some(value), Some((notable, critical))) = (value, rule.levels) else { return Ok(Vec::new()) };
    let levels = [(Severity::Notable, notable), (Severity::Critical, critical)];
    let lines = levels.into_iter().map(|(severity, level)| {
        let (level, name) = (unit(level), pen.say(&keys::SEVERITY, args![severity.as_str()])?);
        let shown = write_level(level)?;
        let text = match value.cmp(&level) {
            std::cmp::Ordering::Less => pen.say(&keys::STATUS_BELOW, args![name, shown, write_gap(level - value)?])?,
            std::cmp::Ordering::Equal => pen.say(&keys::STATUS_AT, args![name, shown])?,
            std::cmp::Ordering::Greater => {
                pen.say(&keys::STATUS_PAST, args![name, shown, write_gap(value - level)?])?
            }
        };
        pen.say(&keys::BULLET, args![text])
    });
    lines.collect()
}
