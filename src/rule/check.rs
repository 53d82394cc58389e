//! Unit tests of rules, as data: small series in, the edges that they must make out.
//!
//! A file has cases. Each gives series as runs of prints and lists every finding that its rules make of
//! them, in order; `tests/rules/` has the cases of the built-in rules.

mod case;
pub mod mutate;
mod run;

use serde::Deserialize;

use super::{Rule, RuleBook};

pub use case::{Case, CaseError};

/// A file of cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// The rules file, beside this one; the built-in rules where it is not named.
    pub rules: Option<String>,
    /// What is tried.
    #[serde(rename = "case")]
    pub cases: Vec<Case>,
}

/// A case whose rules said something else than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The case.
    pub case: String,
    /// Line by line: `  ` as expected, `- ` expected and not said, `+ ` said and not expected.
    pub diff: Vec<String>,
}

impl Cases {
    /// Reads a file of cases.
    ///
    /// # Errors
    /// Not TOML of this shape, in one line.
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        toml::from_str(text).map_err(|error| CaseError(error.to_string().trim().replace('\n', " ")))
    }

    /// Runs every case; returns those that fail.
    ///
    /// # Errors
    /// A case names an unknown rule, or its series cannot be read.
    pub fn run(&self, book: &RuleBook) -> Result<Vec<Failure>, CaseError> {
        let failures = self.cases.iter().map(|case| fails(case, book).map_err(|error| error.of(&case.name)));
        failures.filter_map(Result::transpose).collect()
    }

    /// The rules that the cases speak of, each once.
    #[must_use]
    pub fn rules_tried(&self) -> Vec<&str> {
        let mut rules: Vec<&str> = self.cases.iter().flat_map(|case| &case.rules).map(String::as_str).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

fn fails(case: &Case, book: &RuleBook) -> Result<Option<Failure>, CaseError> {
    let rules: Vec<&Rule> = case
        .rules
        .iter()
        .map(|id| book.get(id).ok_or_else(|| CaseError(format!("there is no rule {id}"))))
        .collect::<Result<_, _>>()?;
    let said = run::said(case, &rules)?;
    let differs = said != case.expect;
    Ok(differs.then(|| Failure { case: case.name.clone(), diff: diff(&case.expect, &said) }))
}

/// The longest common lines stay, the others are marked.
fn diff(expected: &[String], said: &[String]) -> Vec<String> {
    match (expected.split_first(), said.split_first()) {
        (None, None) => Vec::new(),
        (Some((line, rest)), Some((other, others))) if line == other => prefixed("  ", line, diff(rest, others)),
        // Of two that differ, the one that is not found further down goes first.
        (Some((line, _)), Some((other, others))) if said.contains(line) => {
            prefixed("+ ", other, diff(expected, others))
        }
        (Some((line, rest)), _) => prefixed("- ", line, diff(rest, said)),
        (None, Some((line, others))) => prefixed("+ ", line, diff(expected, others)),
    }
}

fn prefixed(mark: &str, line: &str, rest: Vec<String>) -> Vec<String> {
    std::iter::once(format!("{mark}{line}")).chain(rest).collect()
}

#[cfg(test)]
mod tests;
