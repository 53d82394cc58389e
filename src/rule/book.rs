//! Reading `config/rules.toml`: unknown keys, unknown metrics and impossible conditions are errors.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::condition::{Companion, Condition, metric};
use crate::alert::Category;
use crate::calendar::DateClass;
use crate::metric::Metric;
use crate::series::SeriesId;

/// All rules, in the order of the file.
#[derive(Debug, Clone)]
pub struct RuleBook {
    /// The rules.
    pub rules: Vec<Rule>,
}

/// Why a rules file was refused.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// Not TOML, or not of this shape.
    #[error("the rules cannot be read")]
    Syntax(#[source] toml::de::Error),
    /// A rule contradicts itself.
    #[error("rule {rule}: {why}")]
    Rule {
        /// Its id.
        rule: String,
        /// What is wrong.
        why: String,
    },
}

impl RuleBook {
    /// The rules as shipped.
    pub const BUILT_IN: &str = include_str!("../../config/rules.toml");

    /// The rules that come with the program.
    ///
    /// # Errors
    /// The shipped file is wrong: a test keeps that from happening.
    pub fn built_in() -> Result<Self, BookError> {
        Self::parse(Self::BUILT_IN)
    }

    /// Reads and checks a rules file.
    ///
    /// # Errors
    /// The text is not TOML of this shape, or a rule contradicts itself.
    pub fn parse(text: &str) -> Result<Self, BookError> {
        let file: File = toml::from_str(text).map_err(BookError::Syntax)?;
        let mut seen = std::collections::BTreeSet::new();
        for rule in &file.rule {
            let wrong = |why: String| BookError::Rule { rule: rule.id.clone(), why };
            if !seen.insert(rule.id.clone()) {
                return Err(wrong("the id is used twice".into()));
            }
            rule.check().map_err(wrong)?;
        }
        Ok(Self { rules: file.rule })
    }

    /// The rule of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// One rule: when it rises, when it clears, how often it may speak.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `R01`.
    pub id: String,
    /// Raised with every change of the levels; stands in each alert.
    pub version: i64,
    /// A few words for operators.
    pub name: String,
    /// Who takes it.
    pub category: Category,
    /// What it looks at.
    #[serde(deserialize_with = "metric")]
    pub metric: Metric,
    /// Any of these raises it to notable.
    pub notable: Vec<Condition>,
    /// Any of these raises it to critical.
    pub critical: Vec<Condition>,
    /// This brings it back to normal.
    pub clear: Condition,
    /// Added to levels on calendar dates, in the metric's unit.
    #[serde(default)]
    pub allowance: BTreeMap<DateClass, Decimal>,
    /// A rise within so many prints of the last alert is not said, unless it is to critical.
    #[serde(default)]
    pub cooldown_prints: usize,
    /// While raised, a figure at least so far above the last one told is said.
    pub new_peak: Option<Decimal>,
    /// Where a reader finds the figures.
    pub sources: Vec<String>,
    /// What would make us delete the rule.
    pub delete_if: String,
}

impl Rule {
    /// Whether a new figure of that series makes this rule look again.
    #[must_use]
    pub fn reads(&self, series: &SeriesId) -> bool {
        self.metrics().any(|metric| metric.prints() == *series)
    }

    /// The metric and those of its companions.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        let conditions = self.notable.iter().chain(&self.critical);
        let companions =
            conditions.flat_map(|condition| condition.with_any.iter().map(|Companion { metric, .. }| *metric));
        std::iter::once(self.metric).chain(companions)
    }

    /// How many prints its longest condition looks back on.
    #[must_use]
    pub fn look_back(&self) -> usize {
        let conditions = self.notable.iter().chain(&self.critical).chain(std::iter::once(&self.clear));
        conditions.map(Condition::look_back).max().unwrap_or(1)
    }

    /// The single-print levels of an ordinary day, notable and critical: for distances on the board.
    #[must_use]
    pub fn ordinary_levels(&self) -> Option<(Decimal, Decimal)> {
        Some((self.notable.first()?.level(), self.critical.first()?.level()))
    }

    fn check(&self) -> Result<(), String> {
        for condition in self.notable.iter().chain(&self.critical).chain(std::iter::once(&self.clear)) {
            condition.check()?;
        }
        if self.notable.is_empty() && self.critical.is_empty() {
            return Err("it can never be raised".into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
        [[rule]]
        id = "R99"
        version = 1
        name = "a rule"
        category = "funding"
        metric = "sofr_minus_iorb"
        notable = [{ at_least = 10 }]
        critical = []
        clear = { at_most = 2 }
        sources = []
        delete_if = "never"
    "#;

    fn refusal(text: &str) -> String {
        let error = RuleBook::parse(text).expect_err("refused");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        format!("{error} {source}")
    }

    #[test]
    fn the_shipped_rules_are_good() {
        let book = RuleBook::built_in().expect("good");
        assert_eq!(book.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["R01", "R05"]);
        assert_eq!(book.get("R05").map(Rule::look_back), Some(10));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(RuleBook::parse(RULE).is_ok());
        for (from, to, says) in [
            ("sofr_minus_iorb", "sofr_minus_soup", "sofr_minus_soup"),
            ("version = 1", "version = 1\nlevel = 3", "level"),
            ("{ at_least = 10 }", "{ prints = 2 }", "needs exactly one of at_least, at_most, below"),
            ("{ at_least = 10 }", "{ at_least = 10, k = 3 }", "k and n"),
            ("{ at_least = 10 }", "{ at_least = 10, prints = 0 }", "prints"),
            ("notable = [{ at_least = 10 }]", "notable = []", "never be raised"),
        ] {
            let text = RULE.replace(from, to);
            let refused = refusal(&text);
            assert!(refused.contains(says), "{to}: {refused}");
        }
        assert!(refusal(&format!("{RULE}{RULE}")).contains("used twice"));
    }
}
