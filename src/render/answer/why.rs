//! `/why`: the rules behind an alert, with their inputs, their levels and how these were chosen.

use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, alert, correction, funding, keys, origin, rule, threshold, weekly};
use crate::alert::{Body, Edge, Finding, Input};
use crate::board::answers::{Why, WhyRule};
use crate::series::Kind;
use crate::series::catalogue::{GDP, describe};
use chrono::Datelike;

/// The most inputs of one rule that are listed.
const INPUTS: usize = 8;

pub(in crate::render) fn render(pen: &Pen<'_>, why: Option<&Why>) -> Result<Html, RenderError> {
    let Some(why) = why else { return Ok(Html::text(&pen.say(&keys::WHY_NONE, args![])?)) };
    let told = alert::told(pen, &why.alert)?;
    let title = pen.say(&keys::WHY_TITLE, args![told.title])?;
    let mut lines = vec![alert::headline(why.alert.severity(), &title)];
    lines.extend(origin::line(pen, &why.alert)?);
    let findings = findings(&why.alert.body);
    for finding in findings {
        lines.push(Html::default());
        lines.extend(self::finding(pen, why, finding)?);
    }
    for rule in why.rules.iter().filter(|rule| !findings.iter().any(|finding| finding.rule == rule.id)) {
        lines.push(Html::default());
        lines.push(named(pen, &rule.id, rule.version)?);
        lines.extend(sources(pen, Some(rule))?);
    }
    let honest = if findings.is_empty() { keys::WHY_NO_LEVELS } else { keys::HELP_THRESHOLDS };
    lines.extend([Html::default(), Html::text(&pen.say(&honest, args![])?)]);
    Ok(Html::lines(lines))
}

fn findings(body: &Body) -> &[Finding] {
    match body {
        Body::Funding(report) => &report.findings,
        Body::Weekly(report) => &report.findings,
        _ => &[],
    }
}

fn finding(pen: &Pen<'_>, why: &Why, finding: &Finding) -> Result<Vec<Html>, RenderError> {
    let mut lines = vec![named(pen, &finding.rule, finding.version)?];
    let (fact, class) = match &why.alert.body {
        Body::Weekly(report) => (weekly::fact(pen, report, finding)?, None),
        Body::Funding(report) => {
            (funding::fact(pen, report, finding)?, report.class.filter(|_| report.date == finding.date))
        }
        _ => (String::new(), None),
    };
    let mut texts = vec![fact];
    texts.extend(funding::since_told(pen, finding)?);
    match (&finding.edge, &finding.threshold) {
        (Edge::Hidden, _) => texts.push(threshold::hidden(pen, finding, class)?),
        (_, Some(level)) => texts.push(threshold::line(pen, finding, level, class)?),
        (_, None) => {}
    }
    lines.extend(texts.iter().map(|text| Html::text(text)));
    lines.extend(inputs(pen, finding)?);
    lines.extend(sources(pen, why.rules.iter().find(|rule| rule.id == finding.rule))?);
    Ok(lines)
}

/// `R01, version 1: SOFR over IORB`.
fn named(pen: &Pen<'_>, id: &str, version: i64) -> Result<Html, RenderError> {
    let name = rule::name(pen, id)?;
    Ok(Html::text(&pen.say(&keys::WHY_RULE, args![id, name, version])?).bold())
}

fn inputs(pen: &Pen<'_>, finding: &Finding) -> Result<Vec<Html>, RenderError> {
    let mut lines = Vec::new();
    for input in finding.inputs.iter().take(INPUTS) {
        lines.push(alert::bullet(pen, &self::input(pen, input)?)?);
    }
    let left = finding.inputs.len().saturating_sub(INPUTS);
    if left > 0 {
        lines.push(alert::bullet(pen, &pen.say(&keys::WHY_INPUTS_MORE, args![left])?)?);
    }
    Ok(lines)
}

/// A figure with its date: of GDP the quarter, of a rate that is set the day from which it is in force.
fn input(pen: &Pen<'_>, input: &Input) -> Result<String, RenderError> {
    let value = correction::value_of(pen, &input.series, input.value)?;
    if input.series == GDP {
        let quarter = input.date.month0() / 3 + 1;
        return pen.say(&keys::WHY_GDP, args![input.date.year().to_string(), quarter, value]);
    }
    let name = rule::leading(&correction::series(pen, &input.series)?);
    let is_step = matches!(describe(&input.series), Some((_, Kind::Step)));
    let key = if is_step { &keys::WHY_INPUT_STEP } else { &keys::WHY_INPUT };
    pen.say(key, args![name, pen.day(input.date)?, value])
}

/// Where a reader finds the figures, each by its site.
fn sources(pen: &Pen<'_>, rule: Option<&WhyRule>) -> Result<Option<Html>, RenderError> {
    let links: Vec<Html> = rule.into_iter().flat_map(|rule| &rule.sources).map(|url| link(url)).collect();
    if links.is_empty() {
        return Ok(None);
    }
    let separator = Html::text(&pen.say(&keys::NEXT_SEPARATOR, args![])?);
    let mut line = Html::text(&pen.say(&keys::WHY_SOURCES, args![])?);
    for (at, link) in links.iter().enumerate() {
        line = if at == 0 { line.then(link) } else { line.then(&separator).then(link) };
    }
    Ok(Some(line))
}

/// `newyorkfed.org/…/sofr`: the site and the last part of the path.
fn link(url: &str) -> Html {
    let path = url.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/');
    let (site, rest) = path.split_once('/').unwrap_or((path, ""));
    let name = match rest.rsplit_once('/') {
        Some((_, last)) => format!("{site}/…/{last}"),
        None if rest.is_empty() => site.to_owned(),
        None => format!("{site}/{rest}"),
    };
    Html::text(&name).link(url)
}
