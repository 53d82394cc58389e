//! The whole board in one message.

mod rules;

use rust_decimal::Decimal;

use crate::alert::Gauges;
use crate::board::{Board, SourceAge, SourceCondition};
use crate::source::SourceKind;
use crate::unit::{BasisPoints, UsdMillions};

use super::RenderError;
use super::alert::{bullet, upcoming};
use super::date::Pen;
use super::html::Html;
use super::keys::{self, Key};
use super::rule;
use super::words::args;

/// How many coming releases the board names.
const NEXT: usize = 5;
/// The board, section by section.
pub(super) fn render(pen: &Pen<'_>, board: &Board) -> Result<Html, RenderError> {
    let title = pen.say(&keys::STATUS_TITLE, args![pen.full_moment(board.now)?])?;
    let range = match board.range {
        Some(range) => pen.say(&keys::STATUS_RANGE, args![pen.range(range)?])?,
        None => pen.say(&keys::STATUS_RANGE_UNKNOWN, args![])?,
    };
    let mut lines = vec![Html::text(&title).bold(), Html::text(&range)];
    section(pen, &mut lines, &keys::STATUS_RESERVES, reserves(pen, board)?)?;
    section(pen, &mut lines, &keys::STATUS_FUNDING, funding(pen, board)?)?;
    let next = board.next.iter().take(NEXT).map(|next| bullet(pen, &upcoming(pen, next)?));
    section(pen, &mut lines, &keys::STATUS_NEXT, next.collect::<Result<_, _>>()?)?;
    let sources = board.sources.iter().map(|source| self::source(pen, source)).collect::<Result<Vec<_>, _>>()?;
    let reading = board.reading.map(|(done, all)| pen.say(&keys::STATUS_READING, args![done, all]));
    let reading = reading.transpose()?.map(|text| bullet(pen, &text)).transpose()?;
    section(pen, &mut lines, &keys::STATUS_SOURCES, sources.into_iter().flatten().chain(reading).collect())?;
    Ok(Html::lines(lines))
}

/// A heading and its lines; nothing where there are none.
fn section(pen: &Pen<'_>, lines: &mut Vec<Html>, heading: &Key<0>, body: Vec<Html>) -> Result<(), RenderError> {
    if !body.is_empty() {
        lines.extend([Html::default(), Html::text(&pen.say(heading, args![])?).bold()]);
        lines.extend(body);
    }
    Ok(())
}

fn reserves(pen: &Pen<'_>, board: &Board) -> Result<Vec<Html>, RenderError> {
    let mut texts = Vec::new();
    match board.reserves {
        Some(reserves) => {
            let (level, date) = (pen.exact(reserves.value.value)?, pen.day(reserves.date)?);
            texts.push(pen.say(&keys::STATUS_RESERVES_LEVEL, args![level, date])?);
            texts.extend(changes(pen, reserves.value.change, board.gauges.reserves_4w)?);
        }
        None => texts.push(pen.say(&keys::STATUS_NOTHING, args![])?),
    }
    if let Some(net) = board.net_liquidity {
        let text = pen.say(&keys::STATUS_NET, args![pen.exact(net.value.value)?, pen.day(net.date)?])?;
        texts.push(match net.value.change {
            Some(change) => join(pen, text, pen.say(&keys::STATUS_WEEK, args![pen.change(change)?])?)?,
            None => text,
        });
    }
    Ok(texts.iter().map(|text| Html::text(text)).collect())
}

/// Of a week and of four, those that are known.
fn changes(
    pen: &Pen<'_>,
    week: Option<UsdMillions>,
    month: Option<UsdMillions>,
) -> Result<Option<String>, RenderError> {
    let week = week.map(|change| pen.say(&keys::STATUS_WEEK, args![pen.change(change)?])).transpose()?;
    let month = month.map(|change| pen.say(&keys::STATUS_FOUR_WEEKS, args![pen.change(change)?])).transpose()?;
    match (week, month) {
        (Some(week), Some(month)) => join(pen, week, month).map(Some),
        (week, month) => Ok(week.or(month)),
    }
}

fn funding(pen: &Pen<'_>, board: &Board) -> Result<Vec<Html>, RenderError> {
    let gauges = &board.gauges;
    let of = |id: &str| board.rules.iter().find(|rule| rule.rule == id);
    let spread = gauges.sofr_minus_iorb.map(|spread| spread.value);
    let repo = gauges.srf_accepted.map(|repo| repo.value);
    let mut texts = spread_lines(pen, gauges)?;
    if let Some(rule) = of("R01") {
        texts.push(rules::state_and_end(pen, rule, pen.bp(BasisPoints(rule.clears.level))?)?);
        texts.extend(rules::distances(rule, spread, BasisPoints, |value| pen.bp(value), |gap| pen.bp(gap), pen)?);
    }
    texts.push(repo_line(pen, gauges)?);
    if let Some(rule) = of("R05") {
        let billions = |level: Decimal| UsdMillions(level * Decimal::ONE_THOUSAND);
        texts.push(rules::state_and_end(pen, rule, pen.level(billions(rule.clears.level))?)?);
        texts.extend(rules::distances(rule, repo, billions, |value| pen.level(value), |gap| pen.repo(gap), pen)?);
    }
    if let Some(on_rrp) = gauges.on_rrp {
        texts.push(pen.say(&keys::STATUS_ON_RRP, args![pen.amount(on_rrp.value)?, pen.day(on_rrp.date)?])?);
    }
    texts.extend(rules::others(pen, &board.rules)?);
    if board.rules.iter().any(|rule| rule.levels.is_some()) {
        texts.push(pen.say(&keys::STATUS_OURS, args![])?);
    }
    Ok(texts.iter().map(|text| Html::text(text)).collect())
}

/// The spread, then the rates that it is made of.
pub(super) fn spread_lines(pen: &Pen<'_>, gauges: &Gauges) -> Result<Vec<String>, RenderError> {
    let Some(spread) = gauges.sofr_minus_iorb else {
        return Ok(vec![none(pen, &pen.say(&keys::RULE, args!["R01"])?)?]);
    };
    let mut lines = vec![pen.say(&keys::STATUS_SPREAD, args![pen.bp_signed(spread.value)?, pen.day(spread.date)?])?];
    let sofr = gauges.sofr.filter(|sofr| sofr.date == spread.date);
    let sofr = sofr.map(|sofr| pen.say(&keys::STATUS_SOFR, args![pen.rate(sofr.value)?])).transpose()?;
    let iorb = gauges.iorb.map(|iorb| pen.say(&keys::STATUS_IORB, args![pen.rate(iorb)?])).transpose()?;
    let srf = gauges
        .srf_rate
        .filter(|_| rule::has_standing_repo(spread.date))
        .map(|rate| pen.say(&keys::STATUS_SRF_RATE, args![pen.rate(rate)?]))
        .transpose()?;
    let mut rates = [sofr, iorb, srf].into_iter().flatten();
    if let Some(first) = rates.next() {
        lines.push(rates.try_fold(first, |text, rate| join(pen, text, rate))?);
    }
    Ok(lines)
}

fn repo_line(pen: &Pen<'_>, gauges: &Gauges) -> Result<String, RenderError> {
    match gauges.srf_accepted {
        Some(repo) => pen.say(&keys::STATUS_REPO, args![pen.repo(repo.value)?, pen.day(repo.date)?]),
        None => none(pen, &pen.say(&keys::RULE, args!["R05"])?),
    }
}

/// A source's state in words, its newest date and its age. What exactly is wrong is for operators, in the log.
pub(super) fn source(pen: &Pen<'_>, source: &SourceAge) -> Result<Vec<Html>, RenderError> {
    let name = pen.say(&keys::SOURCE, args![source.source.as_str()])?;
    let mut words = Vec::new();
    if source.state != SourceCondition::Ok {
        words.push(pen.say(&keys::CONDITION, args![source.state.as_str()])?);
    }
    if let Some(date) = source.as_of {
        words.push(pen.say(&keys::STATUS_AS_OF, args![pen.day(date)?])?);
    }
    match source.accepted_at {
        // What matters of a page that appears once is which one it is.
        Some(_) if once(source.source) && source.state == SourceCondition::Ok && source.as_of.is_some() => {}
        Some(at) => words.push(pen.say(&keys::STATUS_READ, args![pen.ago(at)?])?),
        None if source.state != SourceCondition::Waiting => {
            words.push(pen.say(&keys::STATUS_NEVER_READ, args![])?);
        }
        None => {}
    }
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_default();
    let state = words.try_fold(first, |text, word| join(pen, text, word))?;
    Ok(vec![bullet(pen, &pen.say(&keys::STATUS_SOURCE, args![name, state])?)?])
}

/// Whether each page of it is published once and stays; its age grows without anything being wrong.
const fn once(source: SourceKind) -> bool {
    match source {
        SourceKind::FomcStatement
        | SourceKind::ImplementationNote
        | SourceKind::FomcMinutes
        | SourceKind::PressFeed => true,
        SourceKind::NyfedRates | SourceKind::NyfedRepo | SourceKind::H41 | SourceKind::FomcCalendar => false,
    }
}

fn join(pen: &Pen<'_>, first: String, second: String) -> Result<String, RenderError> {
    pen.say(&keys::STATUS_JOIN, args![first, second])
}

fn none(pen: &Pen<'_>, gauge: &str) -> Result<String, RenderError> {
    pen.say(&keys::STATUS_NONE, args![gauge])
}
