//! Data quality (R18): doubts that open and close, one notice each, and who keeps silent meanwhile.

use chrono::{NaiveDate, SecondsFormat};
use rust_decimal::Decimal;

use super::events::unread_meeting;
use super::memory::{Memory, Open};
use super::publication::Publication;
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Doubt, Manner, QualityReport};
use crate::clock::ny;
use crate::metric::Metric;
use crate::rule::{Rule, RuleBook};
use crate::series::catalogue::{TARGET_LOWER, TARGET_UPPER, describe};
use crate::series::{History, Kind, Observation, SeriesId};
use crate::source::{Release, SourceKind};
use crate::unit::Unit;

/// Two sources may differ by so much: both round to the million, and one to the hundred million.
const TOLERANCE: Decimal = Decimal::ONE_HUNDRED;

/// A source brings nothing. `None` where that is known already.
pub(in crate::ingest) fn outage(
    known: &Knowledge,
    book: &RuleBook,
    source: SourceKind,
    doubt: Doubt,
    when: Publication<'_>,
) -> Option<(Memory, Alert)> {
    let mut memory = known.memory.clone();
    let slot = &mut memory.doubts.entry(source).or_default().outage;
    if slot.is_some() {
        return None;
    }
    let open = Open { doubt, since: when.now };
    *slot = Some(open.clone());
    Some((memory, notice(book, source, &open, "outage", when)))
}

/// A source is well again. `None` where nobody was told that it was not.
pub(in crate::ingest) fn outage_over(
    known: &Knowledge,
    book: &RuleBook,
    source: SourceKind,
    when: Publication<'_>,
) -> Option<(Memory, Alert)> {
    let open = known.memory.doubts.get(&source)?.outage.clone()?;
    let mut memory = known.memory.clone();
    memory.doubts.entry(source).or_default().outage = None;
    Some((memory, over(book, source, &open, "outage", when)))
}

impl Plan {
    /// What this page says that cannot be vouched for, and what it says no longer.
    pub(super) fn doubt_content(
        &mut self,
        book: &RuleBook,
        known: &Knowledge,
        source: SourceKind,
        release: &Release,
        when: Publication<'_>,
    ) {
        self.settle_range(book, known, release, when);
        // Where a meeting's note is unread, nobody disagrees about the range: we do not know it.
        let unread = unread_meeting(when.calendar, known.rates_confirmed.max(self.rates_confirmed), when.now);
        let history = self.history_after(known).with_rates_until(unread);
        let found = self.range_doubt(known, release).or_else(|| content_doubt(&history, release, when));
        let before = known.memory.doubts.get(&source).and_then(|doubts| doubts.content.clone());
        let alert = match (before, found) {
            (None, Some(doubt)) => {
                let open = Open { doubt, since: when.now };
                self.remember(known).doubts.entry(source).or_default().content = Some(open.clone());
                notice(book, source, &open, "content", when)
            }
            (Some(open), None) => {
                self.remember(known).doubts.entry(source).or_default().content = None;
                over(book, source, &open, "content", when)
            }
            // Another fault of the same page is no second notice, but it decides who keeps silent.
            (Some(open), Some(doubt)) if open.doubt != doubt => {
                let open = Open { doubt, ..open };
                self.remember(known).doubts.entry(source).or_default().content = Some(open);
                return;
            }
            _ => return,
        };
        self.alerts.push(alert);
    }
}

impl Plan {
    /// A statement and its note disagree about the range, and the New York Fed's page gives the note's: two
    /// of three agree, and the rules that rest on it need not wait for the next meeting.
    fn settle_range(&mut self, book: &RuleBook, known: &Knowledge, release: &Release, when: Publication<'_>) {
        for source in [SourceKind::ImplementationNote, SourceKind::FomcStatement] {
            let Some(open) = known.memory.doubts.get(&source).and_then(|doubts| doubts.content.clone()) else {
                continue;
            };
            let Doubt::Disagrees { series, date, ours, theirs } = &open.doubt else { continue };
            let of_the_note = if source == SourceKind::ImplementationNote { theirs } else { ours };
            let agrees =
                |claim: &Observation| claim.series == *series && claim.date >= *date && claim.value == *of_the_note;
            if release.claims.iter().any(agrees) {
                self.remember(known).doubts.entry(source).or_default().content = None;
                self.alerts.push(over(book, source, &open, "content", when));
            }
        }
    }
}

/// The gravest doubt about a page that is used: a disagreement before a bad row before an unknown line.
fn content_doubt(history: &History, release: &Release, when: Publication<'_>) -> Option<Doubt> {
    let disagreement = release.claims.iter().find_map(|claim| disagreement(history, claim));
    disagreement.or_else(|| {
        let problem = |code: &[&str]| release.problems.iter().find(|problem| code.contains(&problem.code.as_str()));
        let bad = problem(&["bad_row", "contradiction"]).map(|bad| Doubt::BadRow { detail: bad.detail.clone() });
        let bad = bad.or_else(|| premature(release, when));
        bad.or_else(|| problem(&["unknown_line"]).map(|line| Doubt::UnknownLine { line: line.detail.clone() }))
    })
}

/// A figure of a day that cannot have one yet.
fn premature(release: &Release, when: Publication<'_>) -> Option<Doubt> {
    let early = release.observations.iter().find(|one| is_premature(&one.series, one.date, when))?;
    Some(Doubt::BadRow { detail: format!("{} of {} before it can be known", early.series, early.date) })
}

/// Whether nobody can know that figure yet: results of operations come on their day, rates and balance
/// sheets after it. What is set, not measured, is announced ahead.
pub(super) fn is_premature(series: &SeriesId, date: NaiveDate, when: Publication<'_>) -> bool {
    let today = ny::date(when.now);
    match describe(series).map(|(_, kind)| kind) {
        Some(Kind::Step) => false,
        Some(Kind::Rate | Kind::WeekAverage | Kind::WednesdayLevel) => date >= today,
        Some(Kind::Amount | Kind::QuarterlyFlow) | None => date > today,
    }
}

/// What one source says about another's figure, where both are known and differ.
fn disagreement(history: &History, claim: &Observation) -> Option<Doubt> {
    let is_step = matches!(describe(&claim.series), Some((_, Kind::Step)));
    let ours =
        if is_step { history.in_force(&claim.series, claim.date)? } else { history.on(&claim.series, claim.date)? };
    let tolerance = if claim.unit == Unit::UsdMillion { TOLERANCE } else { Decimal::ZERO };
    ((ours - claim.value).abs() > tolerance).then(|| Doubt::Disagrees {
        series: claim.series.clone(),
        date: claim.date,
        ours,
        theirs: claim.value,
    })
}

/// The rules that keep silent because two sources disagree, each with the source.
#[must_use]
pub fn in_doubt(known: &Knowledge, book: &RuleBook) -> Vec<(String, SourceKind)> {
    let doubted = |rule: &Rule| Some((rule.id.clone(), doubt_of(rule, &known.memory)?));
    book.rules.iter().filter_map(doubted).collect()
}

/// The open disagreement, if any, that a rule must not speak over.
pub(super) fn doubt_of(rule: &Rule, memory: &Memory) -> Option<SourceKind> {
    let concerns = |doubt: &Doubt| match doubt {
        Doubt::Disagrees { series, .. } => rests_on(rule, series),
        _ => false,
    };
    let open =
        memory.doubts.iter().find(|(_, doubts)| doubts.content.as_ref().is_some_and(|open| concerns(&open.doubt)));
    open.map(|(source, _)| *source)
}

/// Whether a rule's figures come from that series. Where the range is doubted, so is every administered rate.
fn rests_on(rule: &Rule, series: &SeriesId) -> bool {
    let range = [TARGET_LOWER, TARGET_UPPER].contains(series);
    rule.metrics()
        .any(|metric: Metric| metric.prints() == *series || metric.step().is_some_and(|step| range || step == *series))
}

fn notice(book: &RuleBook, source: SourceKind, open: &Open, which: &str, when: Publication<'_>) -> Alert {
    Alert {
        id: id(source, open, which),
        revision: 1,
        manner: Manner::New,
        at: when.now,
        late_since: None,
        body: Body::Quality(report(book, source, open)),
        next: Vec::new(),
    }
}

fn over(book: &RuleBook, source: SourceKind, open: &Open, which: &str, when: Publication<'_>) -> Alert {
    let mut report = report(book, source, open);
    report.over_since = Some(when.now);
    Alert {
        id: format!("{}/over", id(source, open, which)),
        body: Body::Quality(report),
        ..notice(book, source, open, which, when)
    }
}

fn id(source: SourceKind, open: &Open, which: &str) -> String {
    format!("R18/{source}/{which}/{}", open.since.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn report(book: &RuleBook, source: SourceKind, open: &Open) -> QualityReport {
    let silent = |rule: &&Rule| match &open.doubt {
        Doubt::Disagrees { series, .. } => rests_on(rule, series),
        Doubt::UnknownLine { .. } => false,
        _ => rule.metrics().any(|metric| {
            published_by(&metric.prints()) == Some(source)
                || metric.step().is_some() && source == SourceKind::ImplementationNote
        }),
    };
    QualityReport {
        source,
        doubt: open.doubt.clone(),
        since: open.since,
        over_since: None,
        silent: book.rules.iter().filter(silent).map(|rule| rule.id.clone()).collect(),
    }
}

/// Who publishes a series.
fn published_by(series: &SeriesId) -> Option<SourceKind> {
    Some(match describe(series)?.1 {
        Kind::Rate => SourceKind::NyfedRates,
        Kind::Amount => SourceKind::NyfedRepo,
        Kind::WeekAverage | Kind::WednesdayLevel => SourceKind::H41,
        Kind::Step => SourceKind::ImplementationNote,
        Kind::QuarterlyFlow => return None,
    })
}
