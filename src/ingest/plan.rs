//! What a release means, decided before anything is written: a pure function of what is known.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::alert::{Alert, Body, DecisionReport, Edge, Finding, FundingReport, NotParsedReport, Severity};
use crate::calendar::{Calendar, Meeting, MeetingKind, ReleaseKind, Upcoming};
use crate::clock::ny;
use crate::fetch::Page;
use crate::metric::{Metric, gauges, weekly};
use crate::replay::Figure;
use crate::rule::dormancy::dormancy;
use crate::rule::{self, Facts, Rule, RuleBook, States};
use crate::series::catalogue::{RESERVES_AVG, SOFR, TARGET_LOWER, TARGET_UPPER};
use crate::series::{History, SeriesId};
use crate::source::{Event, Release, SourceKind, Statement, StatementClass};
use crate::unit::Percent;

/// What is known, and where the rules stand.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    /// History as known now.
    pub history: History,
    /// The rules' states.
    pub states: States,
    /// When this database was first started: nothing published before is alerted.
    pub started_at: DateTime<Utc>,
    /// The last meeting whose administered rates are known.
    pub rates_confirmed: Option<NaiveDate>,
    /// The newest date that each source spoke of.
    pub spoken_of: BTreeMap<SourceKind, NaiveDate>,
}

/// What is to be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// New figures and new vintages.
    pub figures: Vec<Figure>,
    /// States that moved.
    pub states: States,
    /// What to tell.
    pub alerts: Vec<Alert>,
    /// What goes to the ledger, with the id of the alert that tells it.
    pub ledger: Vec<(Finding, String)>,
    /// The newest date that the page speaks of.
    pub as_of: Option<NaiveDate>,
    /// The meeting whose rates the page confirms.
    pub rates_confirmed: Option<NaiveDate>,
    /// The page's problems, for operators; empty on a good page.
    pub detail: String,
    /// Figures of this page cannot be vouched for: nothing of it is stored.
    pub held_back: bool,
    source: Option<SourceKind>,
}

impl Plan {
    /// Whether the page brings more than what was known.
    pub(super) const fn says_something_new(&self) -> bool {
        !self.figures.is_empty() || !self.alerts.is_empty() || self.rates_confirmed.is_some()
    }

    /// What is known once the plan is committed.
    pub(super) fn apply(self, knowledge: &mut Knowledge) {
        for figure in self.figures {
            knowledge.history.insert_value(figure.series, figure.date, figure.value);
        }
        knowledge.states.extend(self.states);
        knowledge.rates_confirmed = knowledge.rates_confirmed.max(self.rates_confirmed);
        if let (Some(source), Some(date)) = (self.source, self.as_of) {
            let newest = knowledge.spoken_of.entry(source).or_insert(date);
            *newest = (*newest).max(date);
        }
    }
}

/// Decides what `release` means.
pub(super) fn plan(
    book: &RuleBook,
    calendar: &Calendar,
    known: &Knowledge,
    source: SourceKind,
    page: &Page,
    release: &Release,
    now: DateTime<Utc>,
) -> Plan {
    let problems: Vec<String> =
        release.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.detail)).collect();
    let mut plan = Plan {
        source: Some(source),
        detail: problems.join("; "),
        held_back: release.problems.iter().any(crate::source::Problem::holds_back),
        as_of: release.observations.iter().map(|observation| observation.date).max(),
        ..Plan::default()
    };
    if plan.held_back {
        return plan;
    }
    let when = Publication { calendar, started_at: known.started_at, now };
    plan.figures = new_figures(known, release, when);
    match &release.event {
        Some(Event::Statement(statement)) => plan.decide(known, statement, page, when),
        Some(Event::Note(note)) => {
            plan.as_of = Some(note.announced);
            plan.rates_confirmed = Some(note.announced);
        }
        None => {}
    }
    plan.judge(book, known, when);
    plan.tell_the_week(known, when);
    plan
}

/// A page that is there but could not be understood.
/// `None` where it was due before the first start: nothing old is told.
pub(super) fn not_parsed(
    calendar: &Calendar,
    known: &Knowledge,
    date: NaiveDate,
    page: &Page,
    now: DateTime<Utc>,
) -> Option<Alert> {
    let when = Publication { calendar, started_at: known.started_at, now };
    let due = statement_due(calendar, date);
    (due > known.started_at).then(|| Alert {
        id: format!("R15/{date}/not-parsed"),
        revision: 1,
        at: now,
        late_since: when.late_since(Some(due)),
        body: Body::NotParsed(NotParsedReport { source: SourceKind::FomcStatement, date, link: page.url.clone() }),
        next: next_events(calendar, now),
    })
}

/// When figures are known, and whether that is old news.
#[derive(Clone, Copy)]
struct Publication<'a> {
    calendar: &'a Calendar,
    started_at: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Publication<'_> {
    fn due(self, series: &SeriesId, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.calendar.known_at(series, date)
    }

    /// Published before this database was first started: stored with its true date, never alerted.
    fn is_old(self, series: &SeriesId, date: NaiveDate) -> bool {
        self.due(series, date).is_some_and(|due| due <= self.started_at)
    }

    fn known_at(self, series: &SeriesId, date: NaiveDate) -> DateTime<Utc> {
        match self.due(series, date) {
            Some(due) if due <= self.started_at => due,
            _ => self.now,
        }
    }

    /// When the release was due, where it is told more than an hour after.
    fn late_since(self, due: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        due.filter(|&due| self.now - due > TimeDelta::hours(1))
    }
}

/// What the page says that was not known, or was known otherwise.
fn new_figures(known: &Knowledge, release: &Release, when: Publication<'_>) -> Vec<Figure> {
    let is_new = |series: &SeriesId, date, value| known.history.on(series, date) != Some(value);
    release
        .observations
        .iter()
        .filter(|observation| is_new(&observation.series, observation.date, observation.value))
        .map(|observation| Figure {
            // A second vintage became known now, even of a figure that was out before the first start.
            known_at: match known.history.on(&observation.series, observation.date) {
                None => when.known_at(&observation.series, observation.date),
                Some(_) => when.now,
            },
            series: observation.series.clone(),
            date: observation.date,
            value: observation.value,
        })
        .collect()
}

impl Plan {
    /// Lets the rules look, old news first and silently.
    fn judge(&mut self, book: &RuleBook, known: &Knowledge, when: Publication<'_>) {
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
            self.ledger.extend(findings.into_iter().map(|finding| (finding, alert.id.clone())));
            self.alerts.push(alert);
        }
        states.retain(|rule, state| known.states.get(rule) != Some(state));
        self.states = states;
    }

    /// The weekly H.4.1 message, once the week's average reserves are new.
    fn tell_the_week(&mut self, known: &Knowledge, when: Publication<'_>) {
        let weeks = self.figures.iter().filter(|figure| figure.series == RESERVES_AVG.0).map(|figure| figure.date);
        let Some(week) = weeks.max() else { return };
        let again = known.history.on(&RESERVES_AVG.0, week).is_some();
        if again || when.is_old(&RESERVES_AVG.0, week) {
            return;
        }
        let mut history = known.history.clone();
        for figure in &self.figures {
            history.insert_value(figure.series.clone(), figure.date, figure.value);
        }
        let Some(report) = weekly::report(&history, week) else { return };
        self.alerts.push(Alert {
            id: format!("weekly/{week}"),
            revision: 1,
            at: when.now,
            late_since: when.late_since(when.due(&RESERVES_AVG.0, week)),
            body: Body::Weekly(report),
            next: next_events(when.calendar, when.now),
        });
    }

    /// A decision is told on the statement alone, at once.
    fn decide(&mut self, known: &Knowledge, statement: &Statement, page: &Page, when: Publication<'_>) {
        self.as_of = Some(statement.date);
        let already = known.spoken_of.get(&SourceKind::FomcStatement).is_some_and(|told| *told >= statement.date);
        let due = statement_due(when.calendar, statement.date);
        if already || statement.class != StatementClass::RateDecision || due <= when.started_at {
            return;
        }
        // Where an earlier meeting's note is unread, the range before is not known.
        let unread = unread_meeting(when.calendar, known.rates_confirmed, due - TimeDelta::seconds(1));
        let history = known.history.clone().with_rates_until(unread);
        let in_force = |series| history.in_force(series, statement.date).map(Percent);
        let previous = in_force(&TARGET_LOWER).zip(in_force(&TARGET_UPPER));
        let change = previous.zip(statement.range).map(|((_, before), (_, after))| after.spread_over(before));
        self.alerts.push(Alert {
            id: format!("R15/{}", statement.date),
            revision: 1,
            at: when.now,
            late_since: when.late_since(Some(due)),
            body: Body::Decision(DecisionReport {
                statement: statement.clone(),
                previous,
                change,
                link: page.url.clone(),
            }),
            next: next_events(when.calendar, when.now),
        });
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
    let peak = if matches!(finding.edge, Edge::NewPeak { .. }) { "-peak" } else { "" };
    let Finding { rule, date, .. } = finding;
    let severity: Severity = finding.severity;
    format!("{rule}/{date}/{}{peak}", severity.as_str())
}

/// The next two things worth waiting for.
pub fn next_events(calendar: &Calendar, now: DateTime<Utc>) -> Vec<Upcoming> {
    let shown = [ReleaseKind::Sofr, ReleaseKind::SrfAfternoon, ReleaseKind::H41, ReleaseKind::FomcStatement];
    let mut next: Vec<Upcoming> = Vec::new();
    for upcoming in calendar.upcoming(now, 8) {
        let new = !next.iter().any(|seen| seen.kind == upcoming.kind);
        if new && upcoming.at > now && shown.contains(&upcoming.kind) {
            next.push(upcoming);
        }
    }
    next.truncate(2);
    next
}

/// The day of the first meeting whose statement was due but whose note has not been read.
pub fn unread_meeting(calendar: &Calendar, confirmed: Option<NaiveDate>, now: DateTime<Utc>) -> Option<NaiveDate> {
    // The rates of the dates before the first unread meeting are still known.
    first_unread_meeting(calendar, confirmed, now).map(|meeting| meeting.end)
}

/// The first meeting whose statement was due but whose note has not been read.
pub fn first_unread_meeting(calendar: &Calendar, confirmed: Option<NaiveDate>, now: DateTime<Utc>) -> Option<Meeting> {
    let past = calendar
        .meetings()
        .iter()
        .filter(|meeting| meeting.kind == MeetingKind::Scheduled && meeting.statement_at <= now);
    past.copied().find(|meeting| confirmed.is_none_or(|confirmed| confirmed < meeting.end))
}

fn statement_due(calendar: &Calendar, date: NaiveDate) -> DateTime<Utc> {
    let meeting = calendar.meetings().iter().find(|meeting| meeting.end == date);
    meeting.map_or_else(|| ny::at(date, 14, 0), |meeting| meeting.statement_at)
}
