//! Funding pressure: what the rules found, the gauges around it, what is usual on such a date.

mod bullets;
mod fact;

use crate::alert::{Edge, Finding, FundingReport, Severity, Usual};

use super::alert::{Told, bullet};
use super::date::Pen;
use super::html::Html;
use super::rule::{self, Gauge};
use super::words::args;
use super::{RenderError, keys, threshold};
pub(super) use fact::{fact, own_names, value};

/// Below this many dates a sample is called small.
const FEW: u32 = 6;
/// The most bullets under a headline.
const BULLETS: usize = 5;

/// The message of one release's findings, headed by the gravest.
pub(super) fn render(pen: &Pen<'_>, id: &str, report: &FundingReport) -> Result<Told, RenderError> {
    let Some(head) = report.findings.iter().min_by_key(|finding| rule::place(finding)) else {
        return taken_back(pen, id, report);
    };
    let mut lines = head_lines(pen, report, head)?.into_iter().map(|line| Html::text(&line)).collect::<Vec<_>>();
    lines.extend(list(pen, report, Some(head))?);
    if let Some(usual) = report.usual.as_ref().filter(|usual| usual.count > 0) {
        lines.push(Html::text(&self::usual(pen, usual)?));
    }
    Ok(Told { title: title(pen, report, head)?, lines, news: Some(rule::name(pen, &head.rule)?) })
}

/// A revision took the level back: nothing is left but the correction and the gauges.
fn taken_back(pen: &Pen<'_>, id: &str, report: &FundingReport) -> Result<Told, RenderError> {
    if report.corrections.is_empty() {
        return Err(RenderError::NothingToSay { id: id.to_owned() });
    }
    let title = pen.say(&keys::FUNDING_TAKEN_BACK, args![pen.day(report.date)?])?;
    Ok(Told { title, lines: list(pen, report, None)?, news: None })
}

fn list(pen: &Pen<'_>, report: &FundingReport, head: Option<&Finding>) -> Result<Vec<Html>, RenderError> {
    let texts = bullets::bullets(pen, report, head)?;
    let mut lines = if texts.is_empty() { Vec::new() } else { vec![Html::default()] };
    for text in texts.iter().take(BULLETS) {
        lines.push(bullet(pen, text)?);
    }
    Ok(lines)
}

fn title(pen: &Pen<'_>, report: &FundingReport, head: &Finding) -> Result<String, RenderError> {
    let severity = severity(pen, head.severity)?;
    match (&head.edge, head.severity) {
        (Edge::Cleared { .. }, _) | (_, Severity::Normal) => {
            let mut cleared: Vec<&Finding> = report.findings.iter().collect();
            cleared.sort_by_key(|finding| rule::place(finding));
            let names = rule::names(pen, cleared.iter().map(|finding| finding.rule.as_str()))?;
            pen.say(&keys::CLEARED_TITLE, args![rule::leading(&names)])
        }
        (Edge::Hidden, _) | (_, Severity::Info) => pen.say(&keys::FUNDING_TITLE_INFO, args![]),
        (Edge::NewPeak { .. }, _) => pen.say(&keys::FUNDING_TITLE_PEAK, args![severity]),
        (Edge::FollowUp { .. }, _) => pen.say(&keys::FUNDING_TITLE_STILL, args![severity]),
        (Edge::Raised, _) => pen.say(&keys::FUNDING_TITLE, args![severity]),
    }
}

pub(super) fn severity(pen: &Pen<'_>, severity: Severity) -> Result<String, RenderError> {
    pen.say(&keys::SEVERITY, args![severity.as_str()])
}

/// The fact, and what makes it worth telling.
fn head_lines(pen: &Pen<'_>, report: &FundingReport, head: &Finding) -> Result<Vec<String>, RenderError> {
    let mut lines = vec![fact(pen, report, head)?];
    lines.extend(since_told(pen, head)?);
    let class = report.class.filter(|_| report.date == head.date);
    match (&head.edge, &head.threshold) {
        (Edge::Hidden, _) => lines.push(threshold::hidden(pen, head, class)?),
        (Edge::Cleared { .. }, _) | (_, None) => {}
        (_, Some(level)) => lines.push(threshold::line(pen, head, level, class)?),
    }
    Ok(lines)
}

/// How it stands to what was told before.
pub(super) fn since_told(pen: &Pen<'_>, finding: &Finding) -> Result<Option<String>, RenderError> {
    match finding.edge {
        Edge::Raised | Edge::Hidden => Ok(None),
        Edge::NewPeak { last } => {
            // A count of conditions peaks by its widest spread, which the count does not name.
            let widest = finding.metrics.get("sofr_minus_iorb").filter(|_| Gauge::of(finding) == Gauge::Stress);
            let last = value(pen, finding, last)?;
            match widest {
                Some(now) => pen.say(&keys::PEAK_SPREAD, args![value(pen, finding, *now)?, last]).map(Some),
                None => pen.say(&keys::TOLD_LAST, args![last]).map(Some),
            }
        }
        Edge::FollowUp { since, day, peak, last } => {
            let [peak, last] = [value(pen, finding, peak)?, value(pen, finding, last)?];
            let weekly = Gauge::named(&finding.rule).prints() == "week";
            let key = if weekly { keys::STILL_WEEK } else { keys::STILL };
            pen.say(&key, args![day, pen.day(since)?, peak, last]).map(Some)
        }
        Edge::Cleared { since, peak, .. } => {
            let span = pen.span(finding.date - since)?;
            // A share is watched for being low.
            let lowest = Gauge::of(finding) == Gauge::GdpShare;
            let key = if lowest { keys::CLEARED_LOWEST } else { keys::CLEARED };
            pen.say(&key, args![span, pen.day(since)?, value(pen, finding, peak)?]).map(Some)
        }
    }
}

fn usual(pen: &Pen<'_>, usual: &Usual) -> Result<String, RenderError> {
    let class = pen.say(&keys::DATE_CLASS_MANY, args![threshold::class_tag(Some(usual.class))])?;
    let (median, max) = (pen.bp_signed(usual.median)?, pen.bp_signed(usual.max)?);
    let key = if usual.count < FEW { keys::USUAL_FEW } else { keys::USUAL };
    pen.say(&key, args![class, median, max, usual.count])
}
