//! Reading `config/rules.toml`: unknown keys, unknown metrics and impossible conditions are errors.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::condition::{Condition, metric, some_metric};
use super::member;
use crate::alert::Category;
use crate::calendar::DateClass;
use crate::metric::Metric;
use crate::series::SeriesId;

pub use super::member::Member;

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
        Self::from_file(toml::from_str(text).map_err(BookError::Syntax)?)
    }

    /// As [`Self::parse`], from a file that was read before.
    pub(super) fn from_table(table: toml::Table) -> Result<Self, BookError> {
        Self::from_file(table.try_into().map_err(BookError::Syntax)?)
    }

    fn from_file(mut file: File) -> Result<Self, BookError> {
        let mut seen = std::collections::BTreeSet::new();
        for rule in &file.rule {
            let wrong = |why: String| BookError::Rule { rule: rule.id.clone(), why };
            if !seen.insert(rule.id.clone()) {
                return Err(wrong("the id is used twice".into()));
            }
            rule.check().map_err(wrong)?;
        }
        member::resolve(&mut file.rule).map_err(|(rule, why)| BookError::Rule { rule, why })?;
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
    /// Levels compare sizes, and a state has a direction: the other one is a new spell.
    #[serde(default)]
    pub two_sided: bool,
    /// Every print that qualifies is told: no state, no cool-down.
    #[serde(default)]
    pub event: bool,
    /// Any of these raises it to notable.
    pub notable: Vec<Condition>,
    /// Any of these raises it to critical.
    pub critical: Vec<Condition>,
    /// This brings it back to normal; an event has none.
    #[serde(default)]
    pub clear: Condition,
    /// Added to levels on calendar dates, in the metric's unit.
    #[serde(default)]
    pub allowance: BTreeMap<DateClass, Decimal>,
    /// A rise within so many prints of the last alert is not said, unless it is to critical.
    #[serde(default)]
    pub cooldown_prints: usize,
    /// While raised, a figure at least so far above the last one told is said.
    pub new_peak: Option<Decimal>,
    /// While raised, what makes it say "still".
    pub follow_up: Option<FollowUp>,
    /// On a calendar date a figure that only the date's allowance keeps from rising is told as info.
    #[serde(default)]
    pub info_when_hidden: bool,
    /// The rules whose conditions a composite counts.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Over how many business days it counts them.
    #[serde(default)]
    pub window: usize,
    /// The figure by which a composite's new peaks are told: the widest of those days.
    #[serde(default, deserialize_with = "some_metric")]
    pub peak_metric: Option<Metric>,
    /// Where a reader finds the figures.
    pub sources: Vec<String>,
    /// What would make us delete the rule.
    pub delete_if: String,
    /// Every metric that it looks at, its own first; of a composite its members' too.
    #[serde(skip)]
    metrics: Vec<Metric>,
}

/// When a raised rule says that it still holds; never a line of the ledger.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// So many prints after it was last spoken of.
    pub prints: usize,
    /// Or sooner, where the figure is so many times the one told last.
    pub factor: Option<Decimal>,
}

impl Rule {
    /// Whether a new figure of that series makes this rule look again.
    #[must_use]
    pub fn reads(&self, series: &SeriesId) -> bool {
        self.metrics().any(|metric| metric.prints() == *series)
    }

    /// Its metric, those of its conditions and companions, and those of its members.
    pub fn metrics(&self) -> impl Iterator<Item = Metric> + '_ {
        self.metrics.iter().copied()
    }

    /// Whether it has no state: every print that qualifies is told.
    #[must_use]
    pub const fn is_event(&self) -> bool {
        self.event
    }

    /// Whether it counts what other rules look at.
    #[must_use]
    pub const fn is_composite(&self) -> bool {
        !self.members.is_empty()
    }

    /// How many prints its longest condition looks back on.
    #[must_use]
    pub fn look_back(&self) -> usize {
        let days = self.window.max(1);
        let needs = |condition: &Condition| {
            let metrics = std::iter::once(condition.metric.unwrap_or(self.metric))
                .chain(condition.with_any.iter().map(|companion| companion.metric))
                .filter(|metric| metric.prints() == self.metric.prints());
            condition.look_back() + metrics.map(Metric::span).max().unwrap_or(1).max(days) - 1
        };
        self.conditions().map(needs).max().unwrap_or(1)
    }

    /// The single-print levels of an ordinary day, notable and critical: for distances on the board.
    #[must_use]
    pub fn ordinary_levels(&self) -> Option<(Decimal, Decimal)> {
        Some((self.notable.first()?.level(), self.critical.first()?.level()))
    }

    /// All its conditions.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let clear = (!self.event).then_some(&self.clear);
        self.notable.iter().chain(&self.critical).chain(clear)
    }

    /// A figure as the levels see it: its size where the rule has two sides.
    pub(super) fn size(&self, figure: Decimal) -> Decimal {
        if self.two_sided { figure.abs() } else { figure }
    }

    /// The more extreme of two figures.
    pub(super) fn extreme(&self, one: Decimal, other: Decimal) -> Decimal {
        let falls = self.notable.first().is_some_and(|condition| condition.comparison().falls());
        let further = if falls { self.size(other) < self.size(one) } else { self.size(other) > self.size(one) };
        if further { other } else { one }
    }

    /// Lists what it looks at, its members' metrics after its own.
    pub(super) fn list_metrics(&mut self, of_members: Vec<Metric>) {
        let of_conditions = self.conditions().flat_map(|condition| {
            condition.metric.into_iter().chain(condition.with_any.iter().map(|companion| companion.metric))
        });
        let mut metrics = vec![self.metric];
        for metric in of_conditions.chain(self.peak_metric).chain(of_members) {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        self.metrics = metrics;
    }

    fn check(&self) -> Result<(), String> {
        for condition in self.conditions() {
            condition.check()?;
        }
        if self.notable.is_empty() && self.critical.is_empty() {
            return Err("it can never be raised".into());
        }
        if self.event && (self.new_peak.is_some() || self.follow_up.is_some() || self.cooldown_prints > 0) {
            return Err("an event has no state: no new_peak, follow_up or cooldown_prints".into());
        }
        if self.follow_up.is_some_and(|follow_up| follow_up.prints == 0) {
            return Err("follow_up.prints must be at least 1".into());
        }
        let composite = self.is_composite();
        let fits = [self.metric == Metric::Signals, self.window > 0, self.peak_metric.is_some()];
        if fits.iter().any(|&fits| fits != composite) {
            return Err("members, window, peak_metric and the metric signals go together".into());
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
        assert_eq!(
            book.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
            ["R01", "R02", "R03", "R04", "R05", "R07", "R08", "R21", "R22", "R23"]
        );
        assert_eq!(book.get("R05").map(Rule::look_back), Some(10));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(RuleBook::parse(RULE).is_ok());
        for (from, to, says) in [
            ("sofr_minus_iorb", "sofr_minus_soup", "sofr_minus_soup"),
            ("version = 1", "version = 1\nlevel = 3", "level"),
            ("{ at_least = 10 }", "{ prints = 2 }", "needs exactly one of at_least, at_most, below, above"),
            ("{ at_least = 10 }", "{ at_least = 10, k = 3 }", "k and n"),
            ("{ at_least = 10 }", "{ at_least = 10, prints = 0 }", "prints"),
            ("notable = [{ at_least = 10 }]", "notable = []", "never be raised"),
            ("{ at_least = 10 }", "{ at_least = 10, metric = \"soup\" }", "soup"),
            ("version = 1", "version = 1\nevent = true\nnew_peak = 3", "an event has no state"),
            ("version = 1", "version = 1\nfollow_up = { prints = 0 }", "follow_up.prints"),
            ("version = 1", "version = 1\nwindow = 5", "go together"),
            (
                "metric = \"sofr_minus_iorb\"",
                "metric = \"signals\"\nwindow = 5\npeak_metric = \"sofr_minus_iorb\"\n\
              members = [{ rule = \"R98\" }]",
                "R98",
            ),
        ] {
            let text = RULE.replace(from, to);
            let refused = refusal(&text);
            assert!(refused.contains(says), "{to}: {refused}");
        }
        assert!(refusal(&format!("{RULE}{RULE}")).contains("used twice"));
    }
}
