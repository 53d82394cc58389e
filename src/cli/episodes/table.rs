//! Tables of what the rules said: of one episode, and how often in all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::Told;
use crate::alert::{Edge, Finding, Severity};
use crate::clock::ny;
use crate::rule::{Rule, RuleBook};
use chrono::Datelike;

/// A line for each finding, follow-ups among them.
pub(super) fn table(out: &mut impl Write, book: &RuleBook, told: &[&Told]) -> anyhow::Result<()> {
    if told.is_empty() {
        writeln!(out, "\nNo rule spoke.")?;
        return Ok(());
    }
    writeln!(out, "\n| told | rule | of | what | figure |\n|---|---|---|---|---|")?;
    for told in told {
        let at = ny::civil(told.at).format("%a %d %b %Y %H:%M");
        for finding in &told.findings {
            let rule = book.get(&finding.rule);
            let (name, figure) =
                (rule.map_or("", |rule| rule.name.as_str()), rule.and_then(|rule| figure(rule, finding)));
            let (what, figure) = (what(finding), figure.unwrap_or_default());
            writeln!(out, "| {at} | {} {name} | {} | {what} | {figure} |", finding.rule, finding.date)?;
        }
    }
    Ok(())
}

fn what(finding: &Finding) -> String {
    let severity = finding.severity.as_str();
    match finding.edge {
        Edge::Raised => format!("**{severity}**"),
        Edge::NewPeak { .. } => format!("**{severity}**, new peak"),
        Edge::Cleared { .. } => "back to normal".to_owned(),
        Edge::FollowUp { .. } => format!("still {severity}"),
        Edge::Hidden => "for information".to_owned(),
    }
}

/// The rule's own figure in its unit.
fn figure(rule: &Rule, finding: &Finding) -> Option<String> {
    let name = rule.metric.as_str();
    let value = finding.metrics.get(name)?;
    // Standing repo counts by the million.
    let decimals = if name == "srf_accepted" { 3 } else { 2 };
    let rounded = value.round_dp(decimals).normalize();
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "\u{2212}" } else { "" };
    let size = rounded.abs();
    Some(match name {
        "signals" => format!("{size} of 4"),
        _ if name.contains("_minus_") => format!("{sign}{size} bp"),
        _ if name.ends_with("_to_gdp") => format!("{size} %"),
        _ => format!("{sign}${size} B"),
    })
}

/// Rises and new peaks by rule and year: what somebody who takes everything is told of, follow-ups and
/// "back to normal" not counted.
pub(super) fn how_often(out: &mut impl Write, book: &RuleBook, told: &[Told]) -> anyhow::Result<()> {
    let mut counts: BTreeMap<(&str, i32), u32> = BTreeMap::new();
    let mut years = BTreeSet::new();
    for (year, finding) in told.iter().flat_map(|told| told.findings.iter().map(|one| (ny::date(told.at).year(), one)))
    {
        if finding.edge.in_ledger() && finding.severity != Severity::Normal && year >= FIRST_YEAR {
            *counts.entry((&finding.rule, year)).or_default() += 1;
            years.insert(year);
        }
    }
    writeln!(out, "\n## How often\n\nRises and new peaks, by the year in which they would have been told.\n")?;
    let heads: Vec<String> = years.iter().map(i32::to_string).collect();
    writeln!(out, "| rule | {} | all |\n|---|{}---:|", heads.join(" | "), "---:|".repeat(heads.len()))?;
    for rule in &book.rules {
        let of_year = |year: &i32| counts.get(&(rule.id.as_str(), *year)).copied().unwrap_or_default();
        let cells: Vec<u32> = years.iter().map(of_year).collect();
        row(out, &format!("{} {}", rule.id, rule.name), &cells)?;
    }
    Ok(())
}

/// The weekly series begin earlier, to warm the states.
const FIRST_YEAR: i32 = 2018;

fn row(out: &mut impl Write, name: &str, cells: &[u32]) -> io::Result<()> {
    let all: u32 = cells.iter().sum();
    let cells: Vec<String> = cells.iter().map(u32::to_string).collect();
    writeln!(out, "| {name} | {} | {all} |", cells.join(" | "))
}
