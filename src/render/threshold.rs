//! The level that a figure reached, its allowance shown, and said to be ours.

use crate::alert::{Finding, FundingReport, Threshold};
use crate::calendar::DateClass;

use super::date::Pen;
use super::rule::{self, Gauge, Unit};
use super::words::args;
use super::{RenderError, keys};

/// `Our threshold: 30 bp (25 + 5 for month-end)`.
pub(super) fn line(
    pen: &Pen<'_>,
    finding: &Finding,
    threshold: &Threshold,
    class: Option<DateClass>,
) -> Result<String, RenderError> {
    let text = level(pen, finding, threshold, class)?;
    if threshold.prints <= 1 {
        return Ok(text);
    }
    let gauge = match Gauge::named(&finding.rule) {
        Gauge::GdpShare => "share",
        gauge => gauge.prints(),
    };
    pen.say(&keys::THRESHOLD_PRINTS, args![text, gauge, threshold.prints])
}

/// The level on one print.
fn level(
    pen: &Pen<'_>,
    finding: &Finding,
    threshold: &Threshold,
    class: Option<DateClass>,
) -> Result<String, RenderError> {
    let unit = unit(finding, threshold);
    let total = unit.level(pen, threshold.level + threshold.allowance)?;
    if !threshold.allowance.is_zero() {
        let class = pen.say(&keys::DATE_CLASS, args![class_tag(class)])?;
        let [base, allowance] = [threshold.level, threshold.allowance].map(|part| unit.bare(pen, part));
        return pen.say(&keys::THRESHOLD_ALLOWANCE, args![total, base, allowance, class]);
    }
    match Gauge::named(&finding.rule) {
        Gauge::EffrIorb if threshold.metric == "effr_drift" => pen.say(&keys::THRESHOLD_DRIFT, args![total]),
        Gauge::GdpShare => pen.say(&keys::THRESHOLD_BELOW, args![total]),
        Gauge::SofrSrf if threshold.level.is_zero() && !rule::has_standing_repo(finding.date) => {
            pen.say(&keys::THRESHOLD_TOP, args![])
        }
        Gauge::SofrSrf if threshold.level.is_zero() => pen.say(&keys::THRESHOLD_CEILING, args![]),
        _ => pen.say(&keys::THRESHOLD, args![total]),
    }
}

/// Why a figure that reaches an ordinary day's level is no alert on this date. Without an allowance
/// the level itself is the date's.
pub(super) fn hidden(pen: &Pen<'_>, finding: &Finding, class: Option<DateClass>) -> Result<String, RenderError> {
    let Some(threshold) = &finding.threshold else { return pen.say(&keys::HIDDEN_PLAIN, args![]) };
    let unit = unit(finding, threshold);
    let class = pen.say(&keys::DATE_CLASS, args![class_tag(class)])?;
    let total = unit.level(pen, threshold.level + threshold.allowance)?;
    if threshold.allowance.is_zero() {
        return pen.say(&keys::HIDDEN_LEVEL, args![class, total]);
    }
    pen.say(&keys::HIDDEN, args![unit.level(pen, threshold.level)?, class, total])
}

/// The same in a bullet, after its figure.
pub(super) fn hidden_beside(
    pen: &Pen<'_>,
    finding: &Finding,
    report: &FundingReport,
    fact: String,
) -> Result<String, RenderError> {
    let Some(threshold) = &finding.threshold else { return Ok(fact) };
    let class = report.class.filter(|_| report.date == finding.date);
    let class = pen.say(&keys::DATE_CLASS, args![class_tag(class)])?;
    let total = unit(finding, threshold).level(pen, threshold.level + threshold.allowance)?;
    pen.say(&keys::HIDDEN_BESIDE, args![fact, class, total])
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

/// The unit of the metric that reached it, which need not be the rule's first one.
fn unit(finding: &Finding, threshold: &Threshold) -> Unit {
    Unit::of_metric(&threshold.metric).unwrap_or_else(|| Gauge::of(finding).unit())
}
