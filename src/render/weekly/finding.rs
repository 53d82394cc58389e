//! What the rules of the week found: in the headline, then in lines of their own.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::alert::{Edge, Finding, Severity, WeekTag, WeeklyReport};
use crate::unit::{Percent, UsdMillions};

use super::super::alert::sign;
use super::super::date::Pen;
use super::super::rule::{self, Gauge, billions};
use super::super::words::args;
use super::super::{RenderError, funding, keys, number, threshold};
use super::week_title;

/// What officials called ample, in percent of GDP: Waller, 10 July 2025 (rules.csv).
const AMPLE: Decimal = Decimal::from_parts(9, 0, 0, false, 0);

/// The gravest finding; among equals what is new, and a week before four, four before thirteen.
pub(super) fn head(report: &WeeklyReport) -> Option<&Finding> {
    report.findings.iter().min_by_key(|finding| place(report, finding))
}

fn place(report: &WeeklyReport, finding: &Finding) -> impl Ord + use<> {
    let goes_on = matches!(finding.edge, Edge::FollowUp { .. });
    (std::cmp::Reverse(grade(report, finding)), goes_on, Gauge::named(&finding.rule))
}

/// A quarter-end's weekly change is told as info.
fn grade(report: &WeeklyReport, finding: &Finding) -> Severity {
    let eased = finding.rule == "R08" && report.tags.contains(&WeekTag::QuarterEnd);
    if eased { Severity::Info } else { finding.severity }
}

/// The headline: the finding, with the level of the week.
pub(super) fn title(pen: &Pen<'_>, report: &WeeklyReport, head: &Finding) -> Result<String, RenderError> {
    if matches!(head.edge, Edge::Cleared { .. }) || head.severity == Severity::Normal {
        return pen.say(&keys::CLEARED_TITLE, args![rule::name(pen, &head.rule)?]);
    }
    let title = fact(pen, report, head)?;
    let treasury = Gauge::named(&head.rule) == Gauge::Week && report.tags.contains(&WeekTag::TreasuryCash);
    if treasury { pen.say(&keys::TREASURY_CASH_TITLE, args![rule::within(&title)]) } else { Ok(title) }
}

/// What the headline's level is, how it stands to before, and the other findings.
pub(super) fn lines(pen: &Pen<'_>, report: &WeeklyReport, head: Option<&Finding>) -> Result<Vec<String>, RenderError> {
    let Some(head) = head else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    if matches!(head.edge, Edge::Cleared { .. }) {
        lines.push(fact(pen, report, head)?);
    }
    lines.extend(funding::since_told(pen, head)?);
    if let Some(level) = head.threshold.as_ref().filter(|_| !matches!(head.edge, Edge::Cleared { .. })) {
        let text = threshold::line(pen, head, level, None)?;
        lines.push(match head.metrics.get("reserves_change_z").filter(|_| Gauge::named(&head.rule) == Gauge::Week) {
            Some(z) => pen.say(&keys::WITH_SCORE, args![text, number::plain(*z)])?,
            None => text,
        });
    }
    let mut others: Vec<_> = report.findings.iter().filter(|finding| !std::ptr::eq(*finding, head)).collect();
    others.sort_by_key(|finding| place(report, finding));
    for finding in others {
        let over = matches!(finding.edge, Edge::Cleared { .. });
        let also = if over { title(pen, report, finding)? } else { fact(pen, report, finding)? };
        lines.push(pen.say(&keys::ALSO_SIGNED, args![sign(grade(report, finding)), also])?);
    }
    if report.findings.iter().any(|finding| Gauge::named(&finding.rule) == Gauge::GdpShare && is_raised(finding)) {
        lines.extend(ample(pen, report)?);
    }
    Ok(lines)
}

const fn is_raised(finding: &Finding) -> bool {
    !matches!(finding.edge, Edge::Cleared { .. })
}

/// One finding in words. The week's own figures come from the report, which the tables agree with.
pub(in crate::render) fn fact(pen: &Pen<'_>, report: &WeeklyReport, finding: &Finding) -> Result<String, RenderError> {
    let gauge = Gauge::named(&finding.rule);
    let level = pen.exact(report.reserves.value)?;
    let own = gauge.figure(&finding.metrics);
    match (gauge, own) {
        (Gauge::Week, _) => week_title(pen, report.reserves),
        (Gauge::FourWeeks, own) => match own.map(billions).or(report.reserves_4w) {
            Some(change) => four_weeks(pen, change, level),
            None => week_title(pen, report.reserves),
        },
        (Gauge::Drawdown, Some(fall)) => pen.say(&keys::DRAWDOWN, args![pen.amount(billions(fall))?, level]),
        (Gauge::GdpShare, _) if report.gdp_share.is_some() => gdp_share(pen, report),
        _ => funding::own_names(pen, finding),
    }
}

fn four_weeks(pen: &Pen<'_>, change: UsdMillions, level: String) -> Result<String, RenderError> {
    let size = pen.amount(change.abs())?;
    match change.cmp(&UsdMillions::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::DRIFT_UP, args![size, level]),
        std::cmp::Ordering::Less => pen.say(&keys::DRIFT_DOWN, args![size, level]),
        std::cmp::Ordering::Equal => pen.say(&keys::DRIFT_NONE, args![level]),
    }
}

/// Two decimals: at one, a figure just below a level would read as the level.
fn gdp_share(pen: &Pen<'_>, report: &WeeklyReport) -> Result<String, RenderError> {
    let level = pen.exact(report.reserves.value)?;
    let Some(gdp) = &report.gdp_share else { return pen.say(&keys::WEEKLY_AT, args![level]) };
    let quarter = (gdp.quarter.month() - 1) / 3 + 1;
    pen.say(&keys::GDP_FACT, args![pen.rate(gdp.share)?, gdp.quarter.year().to_string(), quarter, level])
}

/// What the share is compared with: an official's figure with his date, and what 2019 brought.
fn ample(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Option<String>, RenderError> {
    let share = report.gdp_share.as_ref().map(|gdp| gdp.share).filter(|share| *share > Percent(Decimal::ZERO));
    let Some(Percent(share)) = share else { return Ok(None) };
    let nine = UsdMillions(report.reserves.value.0 * AMPLE / share);
    pen.say(&keys::GDP_AMPLE, args![pen.amount(nine)?]).map(Some)
}
