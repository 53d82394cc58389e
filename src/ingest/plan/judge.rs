//! What the rules make of new figures: states, and findings by the message that tells them.

use chrono::NaiveDate;

use super::events::unread_meeting;
use super::publication::Publication;
use super::{Knowledge, Plan, quality};
use crate::alert::{Category, Correction, Finding};
use crate::clock::ny;
use crate::metric::Metric;
use crate::rule::dormancy::dormancy;
use crate::rule::{self, Facts, Revised, Rule, RuleBook, States};
use crate::series::catalogue::SOFR;
use crate::series::{History, SeriesId};

/// What was found, by the message that tells it.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Repo rates and standing repo.
    pub(super) funding: Found,
    /// The weekly balance sheet.
    pub(super) weekly: Found,
}

/// Findings with what they rest on.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Gravest first.
    pub(super) findings: Vec<Finding>,
    /// Levels that a revision changed.
    pub(super) revised: Vec<Revised>,
    /// The revised figures that its rules look at.
    pub(super) corrections: Vec<Correction>,
    /// What was known to the rules: without rates that may be out of date.
    pub(super) history: History,
}

impl Plan {
    /// Lets the rules look: revisions first, then old news silently, then what is new.
    pub(super) fn judge(&mut self, book: &RuleBook, known: &Knowledge, when: Publication<'_>) -> Judged {
        let history = self.history_after(known);
        let today = ny::date(when.now);
        let confirmed = known.rates_confirmed.max(self.rates_confirmed);
        let unread = unread_meeting(when.calendar, confirmed, when.now);
        let memory = self.memory.as_ref().unwrap_or(&known.memory);
        let silent = |rule: &Rule| {
            dormancy(rule, &history, today, unread).is_some() || quality::doubt_of(rule, memory).is_some()
        };
        let rules: Vec<&Rule> = book.rules.iter().filter(|rule| !silent(rule)).collect();
        let mut states = known.states.clone();
        let mut news: Vec<_> = self.figures.iter().map(|figure| (figure.series.clone(), figure.date)).collect();
        let revisions = self.revisions(known);
        let woken = |rule: &Rule, date| {
            let old = when.is_old(&rule.metric.prints(), date);
            !old && quality::doubt_of(rule, &known.memory).is_some()
        };
        news.extend(slept_through(&rules, &states, &history, today, woken));
        news.extend(self.rates_confirmed.into_iter().flat_map(|meeting| spreads_since(&history, meeting, today)));
        let history = history.with_rates_until(unread);
        let class = |date| when.calendar.class(date);
        let facts = Facts { history: &history, class: &class };
        news.sort_unstable();
        news.dedup();
        let keys = revisions.iter().map(|one| (one.series.clone(), one.date));
        let (old_keys, keys): (Vec<_>, Vec<_>) = keys.partition(|(series, date)| when.is_old(series, *date));
        // Nobody was told of what was out before the first start: its states move in silence.
        drop(rule::revise(&rules, &mut states, facts, &old_keys));
        let revised = rule::revise(&rules, &mut states, facts, &keys);
        let (old, fresh): (Vec<_>, Vec<_>) = news.into_iter().partition(|(series, date)| when.is_old(series, *date));
        drop(rule::evaluate(&rules, &mut states, facts, &old));
        let findings = rule::evaluate(&rules, &mut states, facts, &fresh);
        states.retain(|rule, state| known.states.get(rule) != Some(state));
        self.states = states;
        let of = |category: Category| {
            let concerns = |rule: &str| book.get(rule).is_some_and(|rule| rule.category == category);
            let read = |one: &&Correction| {
                let mut rules = book.rules.iter().filter(|rule| rule.category == category);
                rules.any(|rule| rule.reads(&one.series)) && !when.is_old(&one.series, one.date)
            };
            Found {
                findings: findings.iter().filter(|finding| concerns(&finding.rule)).cloned().collect(),
                revised: revised.iter().filter(|revised| concerns(&revised.rule)).cloned().collect(),
                corrections: revisions.iter().filter(read).cloned().collect(),
                history: history.clone(),
            }
        };
        Judged { funding: of(Category::Funding), weekly: of(Category::H41) }
    }

    /// Figures that were known otherwise.
    fn revisions(&self, known: &Knowledge) -> Vec<Correction> {
        let revised = self.figures.iter().filter_map(|figure| {
            let before = known.history.on(&figure.series, figure.date)?;
            Some(Correction { series: figure.series.clone(), date: figure.date, before, after: figure.value })
        });
        revised.collect()
    }
}

/// Prints that came while a rule was dormant: newer than the last one that it judged. A dormant rule
/// does not hold that nothing happened, so it looks at them as soon as it can. Where it kept silent over a
/// doubt that is now gone, it looks at the last one again: companions of it may have come meanwhile.
fn slept_through(
    rules: &[&Rule],
    states: &States,
    history: &History,
    today: NaiveDate,
    woken: impl Fn(&Rule, NaiveDate) -> bool,
) -> Vec<(SeriesId, NaiveDate)> {
    let missed = |rule: &&Rule| {
        // A rule that never judged anything was dormant from the start: all that is known is news to it.
        let judged = states.get(&rule.id).and_then(|state| state.judged).unwrap_or(NaiveDate::MIN);
        let again = woken(rule, judged);
        let is_new = move |date: &NaiveDate| *date > judged || (again && *date == judged);
        let dates = rule.metric.dates(history, today).take_while(is_new);
        let series = rule.metric.prints();
        dates.map(move |date| (series.clone(), date))
    };
    rules.iter().flat_map(missed).collect()
}

/// SOFR prints of after a meeting: once its note is read, their spreads are known.
fn spreads_since(history: &History, meeting: NaiveDate, today: NaiveDate) -> Vec<(SeriesId, NaiveDate)> {
    let prints = Metric::SofrMinusIorb.dates(history, today).take_while(|date| *date > meeting);
    prints.map(|date| (SOFR, date)).collect()
}
