//! The members of a composite: other rules' conditions, found once when the book is read.

use std::sync::Arc;

use serde::Deserialize;

use super::Rule;
use crate::metric::Metric;

/// A rule whose notable conditions a composite counts: conditions, not states.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its id.
    pub rule: String,
    /// `false`: its conditions count on a single print, whatever persistence they ask for.
    #[serde(default = "yes")]
    pub persistence: bool,
    /// That rule: `resolve` has found it for every member of a book.
    #[serde(skip)]
    pub(super) resolved: Option<Arc<Rule>>,
}

const fn yes() -> bool {
    true
}

/// Gives every composite its members, so that it can be evaluated by itself; lists what each rule reads.
pub(super) fn resolve(rules: &mut [Rule]) -> Result<(), (String, String)> {
    for rule in rules.iter_mut() {
        rule.list_metrics(Vec::new());
    }
    let plain: Vec<Rule> = rules.iter().filter(|rule| !rule.is_composite()).cloned().collect();
    for rule in rules.iter_mut().filter(|rule| rule.is_composite()) {
        let mut metrics: Vec<Metric> = Vec::new();
        for member in &mut rule.members {
            let found = plain.iter().find(|plain| plain.id == member.rule).cloned();
            let found =
                found.ok_or_else(|| (rule.id.clone(), format!("its member {} is no plain rule", member.rule)))?;
            metrics.extend(found.metrics());
            member.resolved = Some(Arc::new(found));
        }
        rule.list_metrics(metrics);
    }
    Ok(())
}
