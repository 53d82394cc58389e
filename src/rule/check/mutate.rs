//! Is every number of a rules file tried? Each comparison and each constant is changed in turn, and a
//! case must fail for it.

use rust_decimal::Decimal;
use toml::{Table, Value};

use super::{CaseError, Cases};
use crate::rule::RuleBook;

/// A rules file with one thing changed.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The rule that was changed.
    pub rule: String,
    /// Where, and how: `notable.0.at_least: 10 → 11`.
    pub change: String,
    file: Table,
}

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The rule that was changed.
    pub rule: String,
    /// Where, and how.
    pub change: String,
    /// The case that failed for it, or why the rules file was refused; `None`: nobody noticed.
    pub caught_by: Option<String>,
}

/// Changes each of the rules that `cases` speaks of, one thing at a time, and runs the cases of that rule.
///
/// # Errors
/// The rules file is not TOML; a case cannot be run.
pub fn verdicts(rules: &str, cases: &Cases) -> Result<Vec<Verdict>, CaseError> {
    let file: Table = rules.parse().map_err(|error: toml::de::Error| CaseError(error.to_string()))?;
    let tried = cases.rules_tried();
    let mutants = mutants(&file).into_iter().filter(|mutant| tried.contains(&mutant.rule.as_str()));
    mutants.map(|mutant| judge(mutant, cases)).collect()
}

fn judge(mutant: Mutant, cases: &Cases) -> Result<Verdict, CaseError> {
    let Mutant { rule, change, file } = mutant;
    let caught_by = match RuleBook::from_table(file) {
        Err(refusal) => Some(format!("refused: {refusal}")),
        Ok(book) => {
            let of_rule = cases.cases.iter().filter(|case| case.rules.contains(&rule)).cloned().collect();
            let failures = Cases { rules: None, cases: of_rule }.run(&book)?;
            failures.into_iter().next().map(|failure| failure.case)
        }
    };
    Ok(Verdict { rule, change, caught_by })
}

/// Every mutant of a rules file.
fn mutants(file: &Table) -> Vec<Mutant> {
    let rules = file.get("rule").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let of = |(place, rule): (usize, &Value)| {
        let table = rule.as_table().cloned().unwrap_or_default();
        let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let file = file.clone();
        let mutant = move |change: Change| {
            let mut file = file.clone();
            if let Some(slot) = file.get_mut("rule").and_then(|rules| rules.get_mut(place)) {
                *slot = Value::Table(change.table);
            }
            Mutant { rule: id.clone(), change: change.what, file }
        };
        changes(&table, metric_of(&table, ""), "").into_iter().map(mutant).collect::<Vec<_>>()
    };
    rules.iter().enumerate().flat_map(of).collect()
}

/// A table with one thing changed.
struct Change {
    what: String,
    table: Table,
}

/// Everything that can be changed in a table and below it.
fn changes(table: &Table, metric: &str, path: &str) -> Vec<Change> {
    let metric = metric_of(table, metric);
    let mut all = Vec::new();
    for (key, value) in table {
        let here = format!("{path}{key}");
        let put = |what: String, new: Option<(&str, Value)>| {
            let mut table = table.clone();
            table.remove(key);
            table.extend(new.map(|(key, value)| (key.to_owned(), value)));
            Change { what: format!("{here}: {what}"), table }
        };
        all.extend(flips(key).iter().map(|other| put(format!("→ {other}"), Some((other, value.clone())))));
        all.extend(neighbours(key, value, metric, path).into_iter().map(|(what, new)| put(what, Some((key, new)))));
        if ["follow_up", "factor", "new_peak", "on_calendar_date", "allowance"].contains(&key.as_str()) {
            all.push(put("gone".to_owned(), None));
        }
        all.extend(
            inside(value, metric, &here)
                .into_iter()
                .map(|(what, new)| Change { what, table: put(String::new(), Some((key, new))).table }),
        );
    }
    all.extend(unsaid(table, path));
    all
}

/// A condition without persistence is one of a single print: two must make a difference.
fn unsaid(table: &Table, path: &str) -> Option<Change> {
    let is_condition = ["notable.", "critical.", "clear."].iter().any(|place| path.starts_with(place));
    let silent = !["prints", "k"].iter().any(|key| table.contains_key(*key)) && !path.contains("with_any");
    let mut changed = table.clone();
    changed.insert("prints".to_owned(), Value::Integer(2));
    (is_condition && silent).then(|| Change { what: format!("{path}prints: 1 → 2"), table: changed })
}

/// Changes in what a key holds: tables, and lists with one entry less.
fn inside(value: &Value, metric: &str, here: &str) -> Vec<(String, Value)> {
    match value {
        Value::Table(table) => {
            let changed = changes(table, metric, &format!("{here}."));
            changed.into_iter().map(|change| (change.what, Value::Table(change.table))).collect()
        }
        Value::Array(list) if list.iter().all(Value::is_table) => {
            list.iter().enumerate().flat_map(|(place, entry)| entries(list, place, entry, metric, here)).collect()
        }
        _ => Vec::new(),
    }
}

fn entries(list: &[Value], place: usize, entry: &Value, metric: &str, here: &str) -> Vec<(String, Value)> {
    let mut without = list.to_vec();
    without.remove(place);
    let gone = (format!("{here}.{place}: gone"), Value::Array(without));
    let changed = inside(entry, metric, &format!("{here}.{place}")).into_iter().map(|(what, new)| {
        let mut list = list.to_vec();
        if let Some(slot) = list.get_mut(place) {
            *slot = new;
        }
        (what, Value::Array(list))
    });
    std::iter::once(gone).chain(changed).collect()
}

/// The comparisons that a comparison is mistaken for: its opposite, and the one that differs at the level.
fn flips(key: &str) -> &'static [&'static str] {
    match key {
        "at_least" => &["below", "above"],
        "at_most" => &["above", "below"],
        "below" => &["at_least", "at_most"],
        "above" => &["at_most", "at_least"],
        _ => &[],
    }
}

/// A constant a little more and a little less; a flag the other way round.
fn neighbours(key: &str, value: &Value, metric: &str, path: &str) -> Vec<(String, Value)> {
    let both = |step: Decimal, new: fn(Decimal) -> Option<Value>| {
        let Some(old) = number(value) else { return Vec::new() };
        let steps = [old + step, old - step].into_iter().filter_map(|changed| Some((changed, new(changed)?)));
        steps.map(|(changed, new)| (format!("{old} → {changed}"), new)).collect()
    };
    let text: fn(Decimal) -> Option<Value> = |changed| Some(Value::String(changed.to_string()));
    let whole: fn(Decimal) -> Option<Value> = |changed| i64::try_from(changed).ok().map(Value::Integer);
    match key {
        "at_least" | "at_most" | "below" | "above" | "on_calendar_date" | "new_peak" => both(step(metric), text),
        _ if path == "allowance." => both(step(metric), text),
        "factor" => both(Decimal::new(1, 2), text),
        "prints" | "k" | "n" | "cooldown_prints" | "window" => both(Decimal::ONE, whole),
        _ => match value {
            Value::Boolean(flag) => vec![(format!("{flag} → {}", !flag), Value::Boolean(!flag))],
            _ => Vec::new(),
        },
    }
}

/// The smallest difference that figures of a metric show.
fn step(metric: &str) -> Decimal {
    match metric {
        "tgcr_minus_iorb_mean5" => Decimal::new(2, 1),
        "effr_drift" => Decimal::new(5, 1),
        "srf_accepted" | "reserves_change_1w" | "reserves_change_2w" | "reserves_change_4w" | "reserves_drawdown" => {
            Decimal::new(1, 3)
        }
        "reserves_to_gdp" | "reserves_change_z" => Decimal::new(1, 2),
        _ => Decimal::ONE,
    }
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) => Some(Decimal::from(*number)),
        Value::Float(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// The metric that a table's numbers are levels of.
fn metric_of<'a>(table: &'a Table, outer: &'a str) -> &'a str {
    table.get("metric").and_then(Value::as_str).unwrap_or(outer)
}
