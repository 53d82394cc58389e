//! What an implementation note changes (R16), and how it joins its decision.

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::events::next_events;
use super::join::{Joined, join, resume};
use super::memory::Memory;
use super::publication::{Publication, statement_due};
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Manner, NoteReport, ParameterChange};
use crate::fetch::Page;
use crate::series::catalogue::{TARGET_UPPER, describe};
use crate::series::{History, SeriesId};
use crate::source::directives::{Directives, Limit, Principal, Reinvestment};
use crate::source::{Note, Release, SourceKind};
use crate::unit::Percent;

/// Rates that move with the range.
const RATES: [&str; 4] = ["iorb", "on_rrp_rate", "srf_rate", "primary_credit"];

impl Plan {
    /// A note confirms the rates, joins its decision, and is told alone where it comes too late for that.
    /// A range that is not the statement's corrects the decision, however late.
    pub(super) fn annotate(
        &mut self,
        known: &Knowledge,
        note: &Note,
        release: &Release,
        page: &Page,
        when: Publication<'_>,
    ) {
        (self.as_of, self.rates_confirmed) = (Some(note.announced), Some(note.announced));
        if known.memory.last_note.as_ref() == Some(note) {
            return;
        }
        let report = NoteReport { note: note.clone(), changes: self.changes(known, note), link: page.url.clone() };
        let memory = self.remember(known);
        follow(memory, note);
        memory.last_note = Some(note.clone());
        let due = statement_due(when.calendar, note.announced);
        if due <= when.started_at {
            return;
        }
        let told = known.spoken_of.get(&SourceKind::FomcStatement).is_some_and(|told| *told >= note.announced);
        if !told && when.now < due + STATEMENT_FIRST {
            self.remember(known).waiting_note = Some(report);
            return;
        }
        let decision = format!("R15/{}", note.announced);
        let corrects = self.range_doubt(known, release).is_some();
        let joined = if corrects {
            resume(&mut self.alerts, known, when, &decision)
        } else {
            join(&mut self.alerts, known, when, |alert| alert.id == decision)
        };
        let alert = match joined {
            Some(joined) => with_note(&joined, report, corrects),
            None => alone(report, when),
        };
        self.alerts.extend(alert);
    }

    /// A note whose statement did not come in time is told alone.
    pub(super) fn tell_waiting_note(&mut self, known: &Knowledge, when: Publication<'_>) {
        let Some(report) = known.memory.waiting_note.clone() else { return };
        if when.now >= statement_due(when.calendar, report.note.announced) + STATEMENT_FIRST {
            self.remember(known).waiting_note = None;
            self.alerts.extend(alone(report, when));
        }
    }

    /// What the note changes: of what is in force, or of what the note before said.
    fn changes(&self, known: &Knowledge, note: &Note) -> Vec<ParameterChange> {
        let history = self.history_after(known);
        let last = known.memory.last_note.as_ref();
        let mut changes: Vec<ParameterChange> =
            RATES.iter().filter_map(|field| rate_change(&history, known, note, field)).collect();
        changes.extend(limit_changes(last, note));
        let before = last.map(|last| &last.directives);
        changes.extend(principal_changes(
            "treasury",
            before.map(|old| &*old.treasury_principal),
            &note.directives.treasury_principal,
        ));
        changes.extend(principal_changes(
            "agency",
            before.map(|old| &*old.agency_principal),
            &note.directives.agency_principal,
        ));
        changes.extend(before.and_then(|before| bill_purchases(before, note)));
        changes
    }
}

/// So long after it is due a statement may be told before its note: the two pages appear within seconds
/// of each other, and one message reads better than two. Later nobody waits.
pub(in crate::ingest) const STATEMENT_FIRST: TimeDelta = TimeDelta::seconds(60);

/// The decision with its note; `None` where the note is in it already.
fn with_note(joined: &Joined<'_>, report: NoteReport, corrects: bool) -> Option<Alert> {
    let Body::Decision(mut decision) = joined.alert.body.clone() else { return None };
    if decision.note.is_some() {
        return None;
    }
    decision.note = Some(report);
    let body = Body::Decision(decision);
    Some(if corrects { joined.corrected(body) } else { joined.revised(body) })
}

/// A note that changes nothing is no message of its own.
fn alone(report: NoteReport, when: Publication<'_>) -> Option<Alert> {
    if report.changes.is_empty() {
        return None;
    }
    let due = statement_due(when.calendar, report.note.announced);
    Some(Alert {
        id: format!("R16/{}", report.note.announced),
        revision: 1,
        manner: Manner::New,
        at: when.now,
        late_since: when.late_since(Some(due)),
        body: Body::Note(report),
        next: next_events(when.calendar, when.now),
    })
}

/// A rate that is not what it was; unknown before is not a change.
fn rate_change(after: &History, known: &Knowledge, note: &Note, field: &'static str) -> Option<ParameterChange> {
    let series = SeriesId::of(field);
    describe(&series)?;
    let value: Decimal = note.parameters.get(field)?.parse().ok()?;
    let before = known.history.in_force(&series, note.announced)?;
    if value == before {
        return None;
    }
    let upper = |history: &History, date| history.in_force(&TARGET_UPPER, date).map(Percent);
    let range_moved = upper(after, note.in_force_from)?.spread_over(upper(&known.history, note.announced)?);
    Some(ParameterChange {
        field: field.to_owned(),
        before: Some(format!("{before:.2}")),
        after: Some(format!("{value:.2}")),
        from: note.in_force_from,
        in_step: Percent(value).spread_over(Percent(before)) == range_moved,
    })
}

/// Limits of the two standing facilities, where this note and the one before speak of them.
fn limit_changes(last: Option<&Note>, note: &Note) -> Vec<ParameterChange> {
    let amount = |limit: &Limit| match limit {
        Limit::Billions(amount) => Some(amount.normalize().to_string()),
        Limit::Unlimited => None,
    };
    let pairs =
        |directives: &Directives| [("on_rrp_limit", directives.on_rrp_limit), ("srf_limit", directives.srf_limit)];
    let Some(last) = last else { return Vec::new() };
    let both = pairs(&last.directives).into_iter().zip(pairs(&note.directives));
    both.filter_map(|((field, before), (_, after))| {
        let (before, after) = (before?, after?);
        (before != after).then(|| technical(field, amount(&before), amount(&after), note.in_force_from))
    })
    .collect()
}

/// Changes of what happens to principal payments: against the note before, and announced within this one.
fn principal_changes(whose: &str, last: Option<&[Principal]>, now: &[Principal]) -> Vec<ParameterChange> {
    let mut before = now.first().and_then(|first| {
        last?.iter().filter(|old| old.in_force_from <= first.in_force_from).max_by_key(|old| old.in_force_from)
    });
    let mut changes = Vec::new();
    for step in now {
        if let Some(before) = before {
            changes.extend(principal_change(whose, before, step));
        }
        before = Some(step);
    }
    changes
}

fn principal_change(whose: &str, before: &Principal, after: &Principal) -> Vec<ParameterChange> {
    let amount = |cap: Option<Decimal>| cap.filter(|cap| !cap.is_zero()).map(|cap| cap.normalize().to_string());
    let (old, new) = (amount(before.cap), amount(after.cap));
    let mut changes = Vec::new();
    if old != new {
        let ends = whose == "treasury" && new.is_none();
        changes.push(if ends {
            directed("treasury_runoff_ends", after.in_force_from)
        } else {
            technical(&format!("{whose}_cap"), old, new, after.in_force_from)
        });
    }
    if whose == "agency" && before.into != after.into && after.into == Some(Reinvestment::Bills) {
        changes.push(directed("agency_into_bills", after.in_force_from));
    }
    changes
}

fn bill_purchases(before: &Directives, note: &Note) -> Option<ParameterChange> {
    match (&before.bill_purchases, &note.directives.bill_purchases) {
        (None, Some(purchases)) => Some(directed("bill_purchases", purchases.in_force_from)),
        (Some(_), None) => Some(technical("bill_purchases", Some("directed".to_owned()), None, note.in_force_from)),
        _ => None,
    }
}

/// A directive that holds from a day on.
fn directed(field: &str, from: NaiveDate) -> ParameterChange {
    technical(field, None, Some(from.to_string()), from)
}

fn technical(field: &str, before: Option<String>, after: Option<String>, from: NaiveDate) -> ParameterChange {
    ParameterChange { field: field.to_owned(), before, after, from, in_step: false }
}

/// What the weekly message says of the notes: when the run-off ends, since when bills are bought.
fn follow(memory: &mut Memory, note: &Note) {
    let runs_off = |step: &Principal| step.cap.is_some_and(|cap| !cap.is_zero());
    let steps = &note.directives.treasury_principal;
    let ends =
        steps.windows(2).find(|pair| runs_off(&pair[0]) && !runs_off(&pair[1])).map(|pair| pair[1].in_force_from);
    if ends.is_some() || steps.last().is_some_and(runs_off) {
        memory.runoff_ends = ends;
    }
    memory.bill_purchases_since =
        match (&note.directives.bill_purchases, memory.bill_purchases_since, &memory.last_note) {
            (None, _, _) => None,
            (Some(_), Some(since), _) => Some(since),
            // Only a note before that did not direct them shows that this one is the first.
            (Some(purchases), None, Some(_)) => Some(purchases.in_force_from),
            (Some(_), None, None) => None,
        };
}
