//! Funding pressure: what the rules found, the gauges around it, what is usual on such a date.

mod finding;

use crate::alert::{Edge, Finding, FundingReport, Gauges, Severity, Usual};
use crate::unit::BasisPoints;

use super::alert::{Told, bullet};
use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys};
use finding::Gauge;

/// Below this many dates a sample is called small.
const FEW: u32 = 6;
/// The most bullets under a headline.
const BULLETS: usize = 5;

/// The message of one release's findings, headed by the gravest.
pub(super) fn render(pen: &Pen<'_>, id: &str, report: &FundingReport) -> Result<Told, RenderError> {
    let nothing = || RenderError::NothingToSay { id: id.to_owned() };
    let head = gravest(&report.findings).ok_or_else(nothing)?;
    let mut lines = head_lines(pen, report, head)?.into_iter().map(|line| Html::text(&line)).collect::<Vec<_>>();
    let bullets = bullets(pen, report, head)?;
    if !bullets.is_empty() {
        lines.push(Html::default());
        for text in bullets.iter().take(BULLETS) {
            lines.push(bullet(pen, text)?);
        }
    }
    if let Some(usual) = report.usual.as_ref().filter(|usual| usual.count > 0) {
        lines.push(Html::text(&self::usual(pen, usual)?));
    }
    Ok(Told { title: title(pen, head)?, lines })
}

/// The first of the gravest findings.
fn gravest(findings: &[Finding]) -> Option<&Finding> {
    let severity = findings.iter().map(|finding| finding.severity).max()?;
    findings.iter().find(|finding| finding.severity == severity)
}

fn title(pen: &Pen<'_>, head: &Finding) -> Result<String, RenderError> {
    let severity = severity(pen, head.severity)?;
    match (&head.edge, head.severity) {
        (Edge::Cleared { .. }, _) | (_, Severity::Normal) => {
            pen.say(&keys::CLEARED_TITLE, args![finding::rule_name(pen, &head.rule)?])
        }
        (_, Severity::Info) => pen.say(&keys::FUNDING_TITLE_INFO, args![]),
        (Edge::NewPeak { .. }, _) => pen.say(&keys::FUNDING_TITLE_PEAK, args![severity]),
        (Edge::Raised | Edge::FollowUp { .. } | Edge::Hidden, _) => pen.say(&keys::FUNDING_TITLE, args![severity]),
    }
}

fn severity(pen: &Pen<'_>, severity: Severity) -> Result<String, RenderError> {
    pen.say(&keys::SEVERITY, args![severity.as_str()])
}

/// The fact, and what makes it worth telling.
fn head_lines(pen: &Pen<'_>, report: &FundingReport, head: &Finding) -> Result<Vec<String>, RenderError> {
    let mut lines = vec![finding::fact(pen, report, head)?];
    if let Edge::Cleared { since, peak } = head.edge {
        let span = pen.span(head.date - since)?;
        let peak = finding::value(pen, head, peak)?;
        lines.push(pen.say(&keys::CLEARED, args![span, pen.day(since)?, peak])?);
        return Ok(lines);
    }
    if let Edge::NewPeak { last } = head.edge {
        lines.push(pen.say(&keys::TOLD_LAST, args![finding::value(pen, head, last)?])?);
    }
    if let Some(threshold) = &head.threshold {
        lines.push(finding::threshold(pen, head, threshold, report.class)?);
    }
    Ok(lines)
}

/// The other findings, then the gauges that nobody has spoken of yet, the telling ones first.
fn bullets(pen: &Pen<'_>, report: &FundingReport, head: &Finding) -> Result<Vec<String>, RenderError> {
    let others = report.findings.iter().filter(|finding| !std::ptr::eq(*finding, head));
    let mut texts = others.map(|finding| also(pen, report, finding)).collect::<Result<Vec<_>, _>>()?;
    let told = |gauge| report.findings.iter().any(|finding| Gauge::of(finding) == gauge);
    if !told(Gauge::Spread) {
        texts.extend(latest_sofr(pen, &report.gauges)?);
    }
    texts.extend(over_srf(pen, &report.gauges)?);
    if !told(Gauge::Repo) {
        texts.extend(standing_repo(pen, &report.gauges)?);
    }
    texts.extend(reserves(pen, &report.gauges)?);
    texts.extend(on_rrp(pen, &report.gauges)?);
    Ok(texts)
}

/// Another finding of the same release, in one line.
fn also(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    match finding.edge {
        Edge::Cleared { since, peak } => {
            let span = pen.span(finding.date - since)?;
            let rule = finding::rule_name(pen, &finding.rule)?;
            pen.say(&keys::ALSO_CLEARED, args![rule, span, finding::value(pen, finding, peak)?])
        }
        Edge::NewPeak { last } => {
            let fact = finding::fact(pen, report, finding)?;
            let last = finding::value(pen, finding, last)?;
            pen.say(&keys::ALSO_PEAK, args![severity(pen, finding.severity)?, fact, last])
        }
        Edge::Raised | Edge::FollowUp { .. } | Edge::Hidden => {
            let fact = finding::fact(pen, report, finding)?;
            pen.say(&keys::ALSO_RAISED, args![severity(pen, finding.severity)?, fact])
        }
    }
}

/// Where the headline speaks of another gauge, SOFR may be of an earlier date: it names its own.
fn latest_sofr(pen: &Pen<'_>, gauges: &Gauges) -> Result<Option<String>, RenderError> {
    let (Some(sofr), Some(spread)) = (gauges.sofr, gauges.sofr_minus_iorb) else { return Ok(None) };
    if sofr.date != spread.date {
        return Ok(None);
    }
    let (rate, date) = (pen.rate(sofr.value)?, pen.day(sofr.date)?);
    let size = pen.bp(spread.value.abs())?;
    Ok(Some(match spread.value.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::SOFR_LATEST_ABOVE, args![rate, date, size])?,
        std::cmp::Ordering::Less => pen.say(&keys::SOFR_LATEST_BELOW, args![rate, date, size])?,
        std::cmp::Ordering::Equal => pen.say(&keys::SOFR_LATEST_EQUAL, args![rate, date])?,
    }))
}

/// Only where SOFR has reached the standing repo rate: below it there is nothing to tell.
fn over_srf(pen: &Pen<'_>, gauges: &Gauges) -> Result<Option<String>, RenderError> {
    let Some(over) = gauges.sofr_minus_srf else { return Ok(None) };
    let date = pen.day(over.date)?;
    match over.value.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&keys::OVER_SRF_ABOVE, args![pen.bp(over.value)?, date]).map(Some),
        std::cmp::Ordering::Equal => pen.say(&keys::OVER_SRF_EQUAL, args![date]).map(Some),
        std::cmp::Ordering::Less => Ok(None),
    }
}

fn standing_repo(pen: &Pen<'_>, gauges: &Gauges) -> Result<Option<String>, RenderError> {
    let Some(repo) = gauges.srf_accepted else { return Ok(None) };
    pen.say(&keys::REPO_ON, args![pen.repo(repo.value)?, pen.day(repo.date)?]).map(Some)
}

/// Only of the day of the standing repo figure: both used at once is a balance-sheet date, not scarcity.
fn on_rrp(pen: &Pen<'_>, gauges: &Gauges) -> Result<Option<String>, RenderError> {
    let (Some(on_rrp), Some(repo)) = (gauges.on_rrp, gauges.srf_accepted) else { return Ok(None) };
    if on_rrp.date != repo.date {
        return Ok(None);
    }
    pen.say(&keys::ON_RRP_ON, args![pen.amount(on_rrp.value)?, pen.day(on_rrp.date)?]).map(Some)
}

fn reserves(pen: &Pen<'_>, gauges: &Gauges) -> Result<Option<String>, RenderError> {
    let Some(reserves) = gauges.reserves_avg else { return Ok(None) };
    let (level, date) = (pen.amount(reserves.value)?, pen.day(reserves.date)?);
    let text = match (gauges.reserves_4w, gauges.tga_4w) {
        (Some(change), Some(tga)) => {
            pen.say(&keys::RESERVES_DRIFT_TGA, args![level, date, pen.change(change)?, pen.change(tga)?])
        }
        (Some(change), None) => pen.say(&keys::RESERVES_DRIFT, args![level, date, pen.change(change)?]),
        (None, _) => pen.say(&keys::RESERVES_AT, args![level, date]),
    };
    text.map(Some)
}

fn usual(pen: &Pen<'_>, usual: &Usual) -> Result<String, RenderError> {
    let class = pen.say(&keys::DATE_CLASS_MANY, args![finding::class_tag(Some(usual.class))])?;
    let (median, max) = (pen.bp_signed(usual.median)?, pen.bp_signed(usual.max)?);
    let key = if usual.count < FEW { keys::USUAL_FEW } else { keys::USUAL };
    pen.say(&key, args![class, median, max, usual.count])
}
