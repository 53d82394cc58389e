//! The lines below the tables: what moves slowly.

use chrono::Datelike;

use super::super::date::Pen;
use super::super::rule::{self, Gauge};
use super::super::words::args;
use super::super::{RenderError, keys};
use crate::alert::{GdpShare, WeeklyReport};
use crate::clock::ny;

/// What the table's last line means, what single weeks hide, the size of it all, and what the notes direct.
pub(super) fn lines(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Vec<String>, RenderError> {
    let mut lines = Vec::new();
    if report.net_liquidity.is_some() {
        lines.push(pen.say(&keys::WEEKLY_NET_NOTE, args![])?);
    }
    // What a finding has said is not said again.
    let told = |gauge| report.findings.iter().any(|finding| Gauge::named(&finding.rule) == gauge);
    let mut facts = Vec::new();
    if let Some(change) = report.reserves_4w.filter(|_| report.drift.is_none() && !told(Gauge::FourWeeks)) {
        facts.push(pen.say(&keys::WEEKLY_FOUR_WEEKS, args![pen.change(change)?])?);
    }
    if let Some(share) = report.gdp_share.as_ref().filter(|_| !told(Gauge::GdpShare)) {
        facts.push(gdp(pen, share)?);
    }
    let separator = pen.say(&keys::NEXT_SEPARATOR, args![])?;
    if !facts.is_empty() {
        lines.push(pen.say(&keys::WEEKLY_RESERVES, args![facts.join(&separator)])?);
    }
    let policy = policy(pen, report)?;
    if !policy.is_empty() {
        lines.push(rule::leading(&policy.join(&separator)));
    }
    Ok(lines)
}

fn gdp(pen: &Pen<'_>, gdp: &GdpShare) -> Result<String, RenderError> {
    let number = (gdp.quarter.month() - 1) / 3 + 1;
    pen.say(&keys::WEEKLY_GDP, args![pen.share(gdp.share)?, gdp.quarter.year().to_string(), number])
}

/// The end of the run-off, and what is bought: by the notes, so without an amount.
fn policy(pen: &Pen<'_>, report: &WeeklyReport) -> Result<Vec<String>, RenderError> {
    let mut facts = Vec::new();
    if let Some(date) = report.runoff_ends {
        let key = if date <= ny::date(pen.now) { keys::RUNOFF_ENDED } else { keys::RUNOFF_ENDS };
        facts.push(pen.say(&key, args![pen.day(date)?])?);
    }
    if let Some(since) = report.bill_purchases_since {
        let key = if since <= ny::date(pen.now) { keys::BILLS_SINCE } else { keys::BILLS_FROM };
        facts.push(pen.say(&key, args![pen.day(since)?])?);
    }
    Ok(facts)
}
