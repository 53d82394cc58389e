//! The boards, built from what is known: pure functions.

mod figures;
mod fomc;
mod holdings;
mod why;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Board, Clears, RuleLevel, SourceAge};
use crate::alert::{Change, Dated, Severity};
use crate::calendar::{DateClass, Upcoming};
use crate::clock::ny;
use crate::metric::{Facts, gauges, weekly};
use crate::rule::dormancy::{Dormancy, dormancy};
use crate::rule::{Rule, RuleBook, States, calm_prints, newest_figure};
use crate::series::History;
use crate::series::catalogue::{FED_ASSETS_WED, RESERVES_AVG, TARGET_LOWER, TARGET_UPPER};
use crate::source::SourceKind;
use crate::unit::Percent;

pub use figures::{h41, repo};
pub use fomc::{Days, NEXT_DAYS, fomc, next};
pub use holdings::{bills, tga};
pub use why::{HISTORY_LINES, history, kinds, rules, why};

/// What the board is built from.
pub struct Known<'a> {
    /// History as known now.
    pub history: &'a History,
    /// Where the rules stand.
    pub states: &'a States,
    /// The rules.
    pub book: &'a RuleBook,
    /// The last meeting whose note was not read, if there is one.
    pub unread_meeting: Option<NaiveDate>,
    /// Month-end, tax date …
    pub class: &'a dyn Fn(NaiveDate) -> Option<DateClass>,
    /// Rules that keep silent because two sources disagree, with the source.
    pub in_doubt: Vec<(String, SourceKind)>,
    /// Every source.
    pub sources: Vec<SourceAge>,
    /// What comes next.
    pub next: Vec<Upcoming>,
}

/// The whole board as of `now`.
#[must_use]
pub fn board(known: Known<'_>, now: DateTime<Utc>) -> Board {
    let today = ny::date(now);
    // What is measured against a rate that may be out of date is not shown.
    let history = &known.history.clone().with_rates_until(known.unread_meeting);
    let in_force = |series| history.in_force(series, today).map(Percent);
    Board {
        now,
        range: in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER)),
        gauges: gauges::gauges(history, today),
        reserves: newest(history, &RESERVES_AVG.0, today, |week| weekly::change_avg(history, &RESERVES_AVG, week)),
        net_liquidity: newest(history, &FED_ASSETS_WED.0, today, |week| weekly::net_liquidity_change(history, week)),
        // What speaks of single events has no state to show.
        rules: known.book.rules.iter().filter(|rule| !rule.is_event()).map(|rule| level(rule, &known, today)).collect(),
        next: known.next,
        sources: known.sources,
        reading: None,
    }
}

fn newest(
    history: &History,
    series: &crate::series::SeriesId,
    today: NaiveDate,
    figure: impl Fn(NaiveDate) -> Option<Change>,
) -> Option<Dated<Change>> {
    let (date, _) = history.latest(series, today)?;
    Some(Dated { date, value: figure(date)? })
}

fn level(rule: &Rule, known: &Known<'_>, today: NaiveDate) -> RuleLevel {
    let state = known.states.get(&rule.id);
    let doubt = known.in_doubt.iter().find(|(id, _)| *id == rule.id);
    let doubt = doubt.map(|(_, source)| Dormancy::InDoubt { source: source.to_string() });
    let severity = state.map_or(Severity::Normal, |state| state.level);
    let facts = Facts { history: known.history, class: known.class };
    let raised = severity != Severity::Normal;
    RuleLevel {
        rule: rule.id.clone(),
        severity,
        since: state.and_then(|state| state.level_since),
        dormant: doubt.or_else(|| dormancy(rule, known.history, today, known.unread_meeting)),
        levels: rule.ordinary_levels(),
        clears: Clears { level: rule.clear.level(), below: rule.clear.below.is_some(), prints: rule.clear.look_back() },
        figure: newest_figure(rule, facts, today).filter(|_| raised).map(|(date, value)| Dated { date, value }),
        calm: if raised { calm_prints(rule, facts, today) } else { 0 },
    }
}

#[cfg(test)]
mod tests;
