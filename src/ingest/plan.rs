//! What a release means, decided before anything is written: a pure function of what is known.

mod events;
mod feed;
mod join;
mod judge;
pub mod memory;
mod misdated;
mod mismatch;
mod news;
mod note;
mod publication;
mod quality;
mod revise;
mod tell;
mod ticks;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::alert::{Alert, Finding, Severity};
use crate::calendar::{Calendar, Meeting};
use crate::clock::ny;
use crate::fetch::Page;
use crate::replay::Figure;
use crate::rule::{RuleBook, States};
use crate::series::{History, SeriesId};
use crate::source::{Event, Problem, Release, SourceKind};

use memory::Memory;

pub use events::{first_unread_meeting, next_events, unread_meeting};
pub(super) use feed::read as read_unscheduled;
pub(super) use publication::Publication;
pub use quality::in_doubt;
pub(super) use quality::{outage, outage_over};
pub(super) use tell::not_parsed;
pub use ticks::next_tick;
pub(super) use ticks::ticks;

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
    /// Messages of the last weeks, each in its newest revision: what is joined and corrected.
    pub recent: Vec<Alert>,
    /// The last note, doubts, the feed, meetings, ticks.
    pub memory: Memory,
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
    /// Ledger lines that revised figures take back: rule, date, level, whether a new peak.
    pub corrected: Vec<(String, NaiveDate, Severity, bool)>,
    /// What is remembered from now on, where that changes.
    pub memory: Option<Memory>,
    /// Meetings from now on, where they change.
    pub meetings: Option<Vec<Meeting>>,
    /// The newest date that the page speaks of.
    pub as_of: Option<NaiveDate>,
    /// The meeting whose rates the page confirms.
    pub rates_confirmed: Option<NaiveDate>,
    /// The page's problems, for operators; empty on a good page.
    pub detail: String,
    /// Figures of this page cannot be vouched for: nothing of it is stored.
    pub held_back: bool,
    pub(in crate::ingest) source: Option<SourceKind>,
}

impl Plan {
    /// Whether the page brings more than what was known.
    pub(super) const fn says_something_new(&self) -> bool {
        !self.figures.is_empty() || !self.alerts.is_empty() || self.rates_confirmed.is_some() || self.memory.is_some()
    }

    /// What is remembered, to be changed.
    fn remember(&mut self, known: &Knowledge) -> &mut Memory {
        self.memory.get_or_insert_with(|| known.memory.clone())
    }

    /// History with this page's figures in it.
    fn history_after(&self, known: &Knowledge) -> History {
        let mut history = known.history.clone();
        for figure in &self.figures {
            history.insert_value(figure.series.clone(), figure.date, figure.value);
        }
        history
    }

    /// What is known once the plan is committed.
    pub(super) fn apply(self, knowledge: &mut Knowledge) {
        for figure in self.figures {
            knowledge.history.insert_value(figure.series, figure.date, figure.value);
        }
        knowledge.states.extend(self.states);
        knowledge.rates_confirmed = knowledge.rates_confirmed.max(self.rates_confirmed);
        if let Some(memory) = self.memory {
            knowledge.memory = memory;
        }
        for alert in self.alerts {
            knowledge.recent.retain(|told| told.id != alert.id);
            knowledge.recent.push(alert);
        }
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
    let release = &misdated::without(release, ny::date(now));
    let problems: Vec<String> =
        release.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.detail)).collect();
    let mut plan = Plan {
        source: Some(source),
        detail: problems.join("; "),
        held_back: release.problems.iter().any(Problem::holds_back),
        ..Plan::default()
    };
    if plan.held_back {
        return plan;
    }
    let when = Publication { calendar, started_at: known.started_at, now };
    let dated = release.observations.iter().filter(|one| !quality::is_premature(&one.series, one.date, when));
    plan.as_of = dated.map(|observation| observation.date).max();
    plan.figures = new_figures(known, release, when);
    match &release.event {
        Some(Event::Statement(statement)) => plan.decide(known, statement, page, when),
        Some(Event::Note(note)) => plan.annotate(known, note, release, page, when),
        Some(Event::Minutes(minutes)) => plan.tell_minutes(known, minutes, page, when),
        Some(Event::Meetings(listed)) => plan.refresh_meetings(known, listed, page, when),
        Some(Event::Feed(feed)) => plan.announce(known, feed, when),
        None => {}
    }
    plan.doubt_content(book, known, source, release, when);
    let judged = plan.judge(book, known, when);
    plan.tell_funding(known, judged.funding, when);
    plan.tell_the_week(known, judged.weekly, when);
    plan
}

/// What the page says that was not known, or was known otherwise; of no day that is still to come.
fn new_figures(known: &Knowledge, release: &Release, when: Publication<'_>) -> Vec<Figure> {
    let is_new = |series: &SeriesId, date, value| known.history.on(series, date) != Some(value);
    release
        .observations
        .iter()
        .filter(|observation| !quality::is_premature(&observation.series, observation.date, when))
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
