//! The lines below a headline: the other findings, then the gauges that nobody has spoken of yet.

use crate::alert::{Edge, Finding, FundingReport, Gauges};
use crate::unit::BasisPoints;

use super::super::date::Pen;
use super::super::rule::{self, Gauge};
use super::super::words::args;
use super::super::{RenderError, keys, threshold};
use super::{fact, severity, value};

/// The other findings, then the gauges, the telling ones first.
pub(super) fn bullets(
    pen: &Pen<'_>,
    report: &FundingReport,
    head: Option<&Finding>,
) -> Result<Vec<String>, RenderError> {
    let others = report.findings.iter().filter(|finding| !head.is_some_and(|head| std::ptr::eq(*finding, head)));
    let mut others: Vec<&Finding> = others.collect();
    others.sort_by_key(|finding| rule::place(finding));
    let mut texts = others.iter().map(|finding| also(pen, report, finding)).collect::<Result<Vec<_>, _>>()?;
    let told = |gauge| report.findings.iter().any(|finding| Gauge::of(finding) == gauge);
    if !told(Gauge::SofrIorb) {
        texts.extend(latest_sofr(pen, &report.gauges)?);
    }
    if !told(Gauge::SofrSrf) {
        texts.extend(over_srf(pen, &report.gauges)?);
    }
    if !told(Gauge::Repo) {
        texts.extend(standing_repo(pen, &report.gauges)?);
    }
    texts.extend(reserves(pen, &report.gauges)?);
    texts.extend(on_rrp(pen, &report.gauges)?);
    Ok(texts)
}

/// Another finding of the same release, in one line.
fn also(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    if let Edge::Cleared { since, peak, .. } = finding.edge {
        let (rule, span) = (rule::name(pen, &finding.rule)?, pen.span(finding.date - since)?);
        return pen.say(&keys::ALSO_CLEARED, args![rule, span, value(pen, finding, peak)?]);
    }
    let (grade, fact) = (severity(pen, finding.severity)?, fact(pen, report, finding)?);
    match finding.edge {
        // Its peak is that of a spread, which stands in another line.
        Edge::NewPeak { .. } if Gauge::of(finding) == Gauge::Stress => pen.say(&keys::ALSO_RAISED, args![grade, fact]),
        Edge::NewPeak { last } => pen.say(&keys::ALSO_PEAK, args![grade, fact, value(pen, finding, last)?]),
        Edge::FollowUp { day, peak, .. } => {
            pen.say(&keys::ALSO_STILL, args![grade, day, fact, value(pen, finding, peak)?])
        }
        Edge::Hidden => threshold::hidden_beside(pen, finding, report, fact),
        Edge::Raised | Edge::Cleared { .. } => pen.say(&keys::ALSO_RAISED, args![grade, fact]),
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
