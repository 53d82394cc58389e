//! Where a rule stands beside its state: the newest figure, and for how long it has been calm.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Rule;
use super::look::Look;
use crate::metric::Facts;

/// The newest figure that the rule looks at, with its date; of a composite how many members hold.
#[must_use]
pub fn newest_figure(rule: &Rule, facts: Facts<'_>, today: NaiveDate) -> Option<(NaiveDate, Decimal)> {
    let date = rule.metric.dates(facts.history, today).next()?;
    Some((date, Look { rule, facts }.value(rule.metric, date)?))
}

/// How many prints running, up to the newest one, are as calm as the rule's end asks; at most as many
/// as it asks.
#[must_use]
pub fn calm_prints(rule: &Rule, facts: Facts<'_>, today: NaiveDate) -> usize {
    let look = Look { rule, facts };
    let Some(newest) = rule.metric.dates(facts.history, today).next() else { return 0 };
    let prints = look.dates(rule.metric, newest, rule.clear.look_back());
    prints.into_iter().take_while(|&date| rule.clear.holds_once(look, date)).count()
}
