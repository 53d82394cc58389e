//! One finding in words: its figure in its unit, and the level that it reached.

use rust_decimal::Decimal;

use crate::alert::{Finding, FundingReport, Threshold};
use crate::calendar::DateClass;
use crate::unit::{BasisPoints, UsdMillions};

use super::super::date::Pen;
use super::super::words::args;
use super::super::{RenderError, keys, number};

/// What a rule looks at, which decides its words and units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gauge {
    /// SOFR over IORB, in basis points.
    Spread,
    /// Standing repo of a day, in USD billion.
    Repo,
    /// A rule that has no words of its own.
    Other,
}

impl Gauge {
    pub(super) fn of(finding: &Finding) -> Self {
        match finding.rule.as_str() {
            "R01" if finding.metrics.contains_key(SPREAD) => Self::Spread,
            "R05" if finding.metrics.contains_key(REPO) => Self::Repo,
            _ => Self::Other,
        }
    }
}

const SPREAD: &str = "sofr_minus_iorb";
const REPO: &str = "srf_accepted";

/// The rule's name in words.
pub(super) fn rule_name(pen: &Pen<'_>, rule: &str) -> Result<String, RenderError> {
    pen.say(&keys::RULE, args![rule])
}

/// What happened: the figure and its date.
pub(super) fn fact(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    let date = pen.day(finding.date)?;
    match (Gauge::of(finding), finding.metrics.get(SPREAD), finding.metrics.get(REPO)) {
        (Gauge::Spread, Some(spread), _) => sofr(pen, report, finding, BasisPoints(*spread)),
        (Gauge::Repo, _, Some(repo)) => {
            pen.say(&keys::REPO_DRAWN, args![pen.repo(billions(*repo))?, in_class(pen, report, finding)?])
        }
        _ => pen.say(&keys::RULE_FIGURES, args![rule_name(pen, &finding.rule)?, figures(finding), date]),
    }
}

/// A figure in the unit of the rule's levels: the peak, the one told last.
pub(super) fn value(pen: &Pen<'_>, finding: &Finding, value: Decimal) -> Result<String, RenderError> {
    match Gauge::of(finding) {
        Gauge::Spread => pen.bp(BasisPoints(value)),
        Gauge::Repo => pen.repo(billions(value)),
        Gauge::Other => Ok(value.normalize().to_string()),
    }
}

/// The level that was reached, its allowance shown, and said to be ours.
pub(super) fn threshold(
    pen: &Pen<'_>,
    finding: &Finding,
    threshold: &Threshold,
    class: Option<DateClass>,
) -> Result<String, RenderError> {
    let gauge = Gauge::of(finding);
    let total = level(pen, gauge, threshold.level + threshold.allowance)?;
    let text = if threshold.allowance.is_zero() {
        pen.say(&keys::THRESHOLD, args![total])?
    } else {
        let class = pen.say(&keys::DATE_CLASS, args![class_tag(class)])?;
        let [base, allowance] = [threshold.level, threshold.allowance].map(|part| figure(pen, gauge, part));
        pen.say(&keys::THRESHOLD_ALLOWANCE, args![total, base, allowance, class])?
    };
    if threshold.prints <= 1 {
        return Ok(text);
    }
    let gauge = if gauge == Gauge::Repo { "repo" } else { "spread" };
    pen.say(&keys::THRESHOLD_PRINTS, args![text, gauge, threshold.prints])
}

/// The tag by which the locale files know a class.
pub(super) const fn class_tag(class: Option<DateClass>) -> &'static str {
    match class {
        Some(DateClass::MidMonth) => "mid_month",
        Some(DateClass::MonthEnd) => "month_end",
        Some(DateClass::QuarterEnd) => "quarter_end",
        Some(DateClass::YearEnd) => "year_end",
        None => "none",
    }
}

/// The date of a finding, with what is special about it: levels of standing repo depend on that.
fn in_class(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    let day = pen.day(finding.date)?;
    match report.class.filter(|_| report.date == finding.date) {
        Some(class) => {
            let class = pen.say(&keys::DATE_CLASS, args![class_tag(Some(class))])?;
            pen.say(&keys::DAY_OF_CLASS, args![day, class])
        }
        None => Ok(day),
    }
}

/// SOFR with its distance from IORB; the distance alone where SOFR of that date is not at hand.
fn sofr(pen: &Pen<'_>, report: &FundingReport, finding: &Finding, spread: BasisPoints) -> Result<String, RenderError> {
    let date = pen.day(finding.date)?;
    let Some(sofr) = report.gauges.sofr.filter(|sofr| sofr.date == finding.date) else {
        return pen.say(&keys::SPREAD_ONLY, args![date, pen.bp_signed(spread)?]);
    };
    let (rate, size) = (pen.rate(sofr.value)?, pen.bp(spread.abs())?);
    match spread.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::SOFR_ABOVE, args![rate, date, size]),
        std::cmp::Ordering::Less => pen.say(&keys::SOFR_BELOW, args![rate, date, size]),
        std::cmp::Ordering::Equal => pen.say(&keys::SOFR_EQUAL, args![rate, date]),
    }
}

fn level(pen: &Pen<'_>, gauge: Gauge, value: Decimal) -> Result<String, RenderError> {
    match gauge {
        Gauge::Spread => pen.bp(BasisPoints(value)),
        Gauge::Repo => pen.level(billions(value)),
        Gauge::Other => Ok(value.normalize().to_string()),
    }
}

fn figure(pen: &Pen<'_>, gauge: Gauge, value: Decimal) -> String {
    match gauge {
        Gauge::Spread => number::bp_figure(BasisPoints(value), false),
        Gauge::Repo => pen.level_figure(billions(value)),
        Gauge::Other => value.normalize().to_string(),
    }
}

fn billions(value: Decimal) -> UsdMillions {
    UsdMillions(value * Decimal::ONE_THOUSAND)
}

/// `sofr_minus_srf 22`: the metric's own name, for rules without words.
fn figures(finding: &Finding) -> String {
    let figures = finding.metrics.iter().map(|(name, value)| format!("{name} {}", value.normalize()));
    figures.collect::<Vec<_>>().join(", ")
}
