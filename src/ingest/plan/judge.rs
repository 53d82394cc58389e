//! What the rules make of new figures: states, ledger, one message.

use chrono::NaiveDate;

use super::events::{next_events, unread_meeting};
use super::publication::Publication;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Edge, Finding, FundingReport, Severity};
use crate::clock::ny;
use crate::metric::{Metric, gauges};
use crate::rule::dormancy::dormancy;
use crate::rule::{self, Facts, Rule, RuleBook, States};
use crate::series::catalogue::SOFR;
use crate::series::{History, SeriesId};

impl Plan {
    /// Lets the rules look, old news first and silently.
    pub(super) fn judge(&mut self, book: &RuleBook, known: &Knowledge, when: Publication<'_>) {
        let mut history = known.history.clone();
        for figure in &self.figures {
            history.insert_value(figure.series.clone(), figure.date, figure.value);
        }
        let today = ny::date(when.now);
        let confirmed = known.rates_confirmed.max(self.rates_confirmed);
        let unread = unread_meeting(when.calendar, confirmed, when.now);
        let rules: Vec<&Rule> =
            book.rules.iter().filter(|rule| dormancy(rule, &history, today, unread).is_none()).collect();
        let mut states = known.states.clone();
        let mut news: Vec<_> = self.figures.iter().map(|figure| (figure.series.clone(), figure.date)).collect();
        news.extend(slept_through(&rules, &states, &history, today));
        news.extend(self.rates_confirmed.into_iter().flat_map(|meeting| spreads_since(&history, meeting, today)));
        let history = history.with_rates_until(unread);
        let class = |date| when.calendar.class(date);
        let facts = Facts { history: &history, class: &class };
        news.sort_unstable();
        news.dedup();
        let (old, fresh): (Vec<_>, Vec<_>) = news.into_iter().partition(|(series, date)| when.is_old(series, *date));
        drop(rule::evaluate(&rules, &mut states, facts, &old));
        let findings = rule::evaluate(&rules, &mut states, facts, &fresh);
        if let Some(alert) = funding_alert(&history, &findings, &fresh, when) {
            let edges = findings.into_iter().filter(|finding| finding.edge.in_ledger());
            self.ledger.extend(edges.map(|finding| (finding, alert.id.clone())));
            self.alerts.push(alert);
        }
        states.retain(|rule, state| known.states.get(rule) != Some(state));
        self.states = states;
    }
}

/// Prints that came while a rule was dormant: newer than the last one that it judged. A dormant rule
/// does not hold that nothing happened, so it looks at them as soon as it can.
fn slept_through(rules: &[&Rule], states: &States, history: &History, today: NaiveDate) -> Vec<(SeriesId, NaiveDate)> {
    let missed = |rule: &&Rule| {
        // A rule that never judged anything was dormant from the start: all that is known is news to it.
        let judged = states.get(&rule.id).and_then(|state| state.judged).unwrap_or(NaiveDate::MIN);
        let dates = rule.metric.dates(history, today).take_while(move |date| *date > judged);
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

/// All findings of one release are one message, under the gravest one's name.
fn funding_alert(
    history: &History,
    findings: &[Finding],
    fresh: &[(SeriesId, NaiveDate)],
    when: Publication<'_>,
) -> Option<Alert> {
    let first = findings.first()?;
    let due = fresh.iter().filter(|(_, date)| *date == first.date).filter_map(|(series, date)| when.due(series, *date));
    Some(Alert {
        id: alert_id(first),
        revision: 1,
        at: when.now,
        late_since: when.late_since(due.max()),
        body: Body::Funding(FundingReport {
            findings: findings.to_vec(),
            date: first.date,
            class: when.calendar.class(first.date),
            gauges: gauges::gauges(history, ny::date(when.now)),
            usual: gauges::usual(history, first.date, |date| when.calendar.class(date)),
        }),
        next: next_events(when.calendar, when.now),
    })
}

/// `R01/2025-10-31/critical`: a rule may speak twice of one date, at different levels.
fn alert_id(finding: &Finding) -> String {
    let peak = match finding.edge {
        Edge::NewPeak { .. } => "-peak",
        Edge::FollowUp { .. } => "-still",
        Edge::Hidden => "-hidden",
        Edge::Raised | Edge::Cleared { .. } => "",
    };
    let Finding { rule, date, .. } = finding;
    let severity: Severity = finding.severity;
    format!("{rule}/{date}/{}{peak}", severity.as_str())
}
