//! A case through the engine: date by date, what is known on the day itself first, rates after it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::case::{self, Case, CaseError};
use crate::alert::{Edge, Finding};
use crate::rule::{Facts, Rule, States, evaluate};
use crate::series::catalogue::{IORB, describe};
use crate::series::{History, Kind, SeriesId};

/// Figures by the day they are known: the date itself, and `true` for what comes after it.
type Releases = BTreeMap<(NaiveDate, bool), Vec<(SeriesId, Decimal)>>;

/// Everything that the rules find, in the words of a case.
pub(super) fn said(case: &Case, rules: &[&Rule]) -> Result<Vec<String>, CaseError> {
    let mut history = History::default();
    for (name, step) in &case.steps {
        let series = known(name)?;
        for (date, value) in step.rows()? {
            history.insert_value(series.clone(), date, value);
        }
    }
    let releases = releases(case, &history)?;
    let class = |date: NaiveDate| case.class.get(&date).copied();
    let (mut states, mut said) = (States::new(), Vec::new());
    for ((date, _), figures) in releases {
        let changed: Vec<_> = figures.iter().map(|(series, _)| (series.clone(), date)).collect();
        for (series, value) in figures {
            history.insert_value(series, date, value);
        }
        let mut found = evaluate(rules, &mut states, Facts { history: &history, class: &class }, &changed);
        found.sort_by(|a, b| a.rule.cmp(&b.rule));
        said.extend(found.iter().map(line));
    }
    Ok(said)
}

fn releases(case: &Case, history: &History) -> Result<Releases, CaseError> {
    let twice: BTreeSet<_> = case.prints.keys().filter(|name| case.over_iorb.contains_key(*name)).collect();
    if let Some(name) = twice.first() {
        return Err(CaseError(format!("{name} is given twice")));
    }
    let mut releases = Releases::new();
    let runs = case.prints.iter().map(|run| (run, false)).chain(case.over_iorb.iter().map(|run| (run, true)));
    for ((name, text), over_iorb) in runs {
        let series = known(name)?;
        let after = matches!(describe(&series), Some((_, Kind::Rate)));
        for (date, figure) in case::run(&series, case.start, text)? {
            let rate = |iorb: Decimal| iorb + figure / Decimal::ONE_HUNDRED;
            let value = if over_iorb { history.in_force(&IORB, date).map(rate) } else { Some(figure) };
            let value = value.ok_or_else(|| CaseError(format!("{series}: no IORB is in force on {date}")))?;
            releases.entry((date, after)).or_default().push((series.clone(), value));
        }
    }
    Ok(releases)
}

fn known(name: &str) -> Result<SeriesId, CaseError> {
    let series = SeriesId::named(name);
    if describe(&series).is_none() {
        return Err(CaseError(format!("there is no series {name}")));
    }
    Ok(series)
}

fn line(finding: &Finding) -> String {
    let what = match finding.edge {
        Edge::Raised | Edge::Cleared { .. } => "",
        Edge::NewPeak { .. } => " peak",
        Edge::FollowUp { .. } => " still",
        Edge::Hidden => " hidden",
    };
    format!("{} {} {}{what}", finding.date, finding.rule, finding.severity.as_str())
}
