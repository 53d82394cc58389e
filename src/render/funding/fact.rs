//! One finding in words: what was printed, of which date.

use rust_decimal::Decimal;

use crate::alert::{Finding, FundingReport};
use crate::unit::BasisPoints;

use super::super::date::Pen;
use super::super::keys::{self, Key};
use super::super::rule::{self, Gauge, billions};
use super::super::words::args;
use super::super::{RenderError, number, threshold};

/// The conditions that R21 counts: three prices, then a quantity (`config/rules.toml`).
const PRICES: [&str; 3] = ["R01", "R02", "R04"];
const QUANTITIES: [&str; 1] = ["R05"];
/// What happened: the figure and its date.
pub(in crate::render) fn fact(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    let gauge = Gauge::of(finding);
    let Some(figure) = gauge.figure(&finding.metrics) else { return own_names(pen, finding) };
    let date = pen.day(finding.date)?;
    match gauge {
        Gauge::SofrIorb => over_iorb(pen, report, finding, BasisPoints(figure)),
        Gauge::SofrSrf if !rule::has_standing_repo(finding.date) => against(pen, TOP, date, BasisPoints(figure)),
        Gauge::SofrSrf => against(pen, SRF, date, BasisPoints(figure)),
        Gauge::TgcrIorb => against(pen, TGCR, date, BasisPoints(figure)),
        Gauge::EffrIorb => effr(pen, finding, date, BasisPoints(figure)),
        Gauge::Repo if figure.is_zero() => pen.say(&keys::REPO_NOTHING, args![in_class(pen, report, finding)?]),
        Gauge::Repo => pen.say(&keys::REPO_DRAWN, args![pen.repo(billions(figure))?, in_class(pen, report, finding)?]),
        Gauge::Stress => stress(pen, finding, date, figure),
        _ => own_names(pen, finding),
    }
}

/// The peak, or the figure told last.
pub(in crate::render) fn value(pen: &Pen<'_>, finding: &Finding, value: Decimal) -> Result<String, RenderError> {
    Gauge::of(finding).value(pen, value)
}

/// Above, below, equal.
type Against = [Key<2>; 2];
const SRF: (Against, Key<1>) = ([keys::SRF_ABOVE, keys::SRF_BELOW], keys::SRF_EQUAL);
const TOP: (Against, Key<1>) = ([keys::TOP_ABOVE, keys::TOP_BELOW], keys::TOP_EQUAL);
const TGCR: (Against, Key<1>) = ([keys::TGCR_ABOVE, keys::TGCR_BELOW], keys::TGCR_EQUAL);
const EFFR: (Against, Key<1>) = ([keys::EFFR_ABOVE, keys::EFFR_BELOW], keys::EFFR_EQUAL);

fn against(
    pen: &Pen<'_>,
    ([above, below], equal): (Against, Key<1>),
    date: String,
    spread: BasisPoints,
) -> Result<String, RenderError> {
    match spread.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Greater => pen.say(&above, args![date, pen.bp(spread)?]),
        std::cmp::Ordering::Less => pen.say(&below, args![date, pen.bp(spread.abs())?]),
        std::cmp::Ordering::Equal => pen.say(&equal, args![date]),
    }
}

/// The fed funds rate, and how much closer to IORB it has come in half a year.
fn effr(pen: &Pen<'_>, finding: &Finding, date: String, spread: BasisPoints) -> Result<String, RenderError> {
    let text = against(pen, EFFR, date, spread)?;
    match finding.metrics.get("effr_drift").filter(|drift| **drift > Decimal::ZERO) {
        Some(drift) => pen.say(&keys::EFFR_CLOSER, args![text, pen.bp(BasisPoints(*drift))?]),
        None => Ok(text),
    }
}

/// How many of the four conditions, and which, where the finding names them.
fn stress(pen: &Pen<'_>, finding: &Finding, date: String, count: Decimal) -> Result<String, RenderError> {
    let text = pen.say(&keys::STRESS_FACT, args![number::plain(count), date])?;
    let holds = |rule: &&str| finding.metrics.get(&rule.to_lowercase()).is_some_and(|value| !value.is_zero());
    let all = || PRICES.iter().chain(&QUANTITIES);
    // Where all of them hold, their names are no news.
    if all().all(&holds) {
        return Ok(text);
    }
    let mut parts = Vec::new();
    for (members, key) in [(&PRICES[..], keys::STRESS_PRICES), (&QUANTITIES[..], keys::STRESS_QUANTITY)] {
        let held: Vec<&str> = members.iter().filter(|rule| holds(rule)).copied().collect();
        if !held.is_empty() {
            parts.push(pen.say(&key, args![rule::names(pen, held.into_iter())?])?);
        }
    }
    if parts.is_empty() {
        return Ok(text);
    }
    let parts = parts.join(&pen.say(&keys::CLAUSE_SEPARATOR, args![])?);
    pen.say(&keys::STRESS_WHICH, args![text, parts])
}

/// The date of a finding, with what is special about it: levels of standing repo depend on that.
fn in_class(pen: &Pen<'_>, report: &FundingReport, finding: &Finding) -> Result<String, RenderError> {
    let day = pen.day(finding.date)?;
    match report.class.filter(|_| report.date == finding.date) {
        Some(class) => {
            let class = pen.say(&keys::DATE_CLASS, args![threshold::class_tag(Some(class))])?;
            pen.say(&keys::DAY_OF_CLASS, args![day, class])
        }
        None => Ok(day),
    }
}

/// SOFR with its distance from IORB; the distance alone where SOFR of that date is not at hand.
fn over_iorb(
    pen: &Pen<'_>,
    report: &FundingReport,
    finding: &Finding,
    spread: BasisPoints,
) -> Result<String, RenderError> {
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

/// `sofr_minus_srf 22`: the metrics' own names, for rules without words.
pub(in crate::render) fn own_names(pen: &Pen<'_>, finding: &Finding) -> Result<String, RenderError> {
    let figures = finding.metrics.iter().map(|(name, value)| format!("{name} {}", value.normalize()));
    let figures = figures.collect::<Vec<_>>().join(", ");
    pen.say(&keys::RULE_FIGURES, args![rule::name(pen, &finding.rule)?, figures, pen.day(finding.date)?])
}
