//! Messages: of findings, of the week, of a decision, of a statement that cannot be read.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::events::{next_events, unread_meeting};
use super::join::{join, resume};
use super::judge::Found;
use super::publication::{Publication, statement_due};
use super::revise::{by_message, findings, gravest_first, unsaid};
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, Correction, DecisionReport, Edge, Finding, Manner, NotParsedReport, WeeklyReport};
use crate::board::report;
use crate::calendar::Calendar;
use crate::clock::ny;
use crate::fetch::Page;
use crate::rule::Revised;
use crate::series::catalogue::{RESERVES_AVG, TARGET_LOWER, TARGET_UPPER, describe};
use crate::series::{Kind, SeriesId};
use crate::source::{SourceKind, Statement, StatementClass};
use crate::unit::Percent;

impl Plan {
    /// All findings of one release are one message, under the gravest one's name; within half an hour
    /// they join the message that is out. What a revision raised without anybody having been told before
    /// is among them.
    pub(super) fn tell_funding(&mut self, known: &Knowledge, mut found: Found, when: Publication<'_>) {
        let (messages, raised) = by_message(known, &found.revised);
        for (told, revised) in messages {
            self.correct_funding(told, &revised, &found, when);
        }
        let is_new = raised.is_empty();
        found.findings.extend(raised);
        gravest_first(&mut found.findings);
        let Some(first) = found.findings.first() else { return };
        if !found.corrections.is_empty() {
            self.replace_peaks(known, &found.findings);
        }
        let class = |date| when.calendar.class(date);
        let due = first.inputs.iter().filter_map(|input| when.due(&input.series, input.date)).max();
        let joined = join(&mut self.alerts, known, when, |alert| matches!(alert.body, Body::Funding(_)));
        let is_open = joined.is_some();
        // Who was told, and then that it was not so, hears under the same message that it was.
        let joined = joined
            .or_else(|| found.findings.iter().find_map(|one| resume(&mut self.alerts, known, when, &alert_id(one))));
        let today = ny::date(when.now);
        let mut alert = match &joined {
            Some(joined) => {
                let mut all = findings(&joined.alert.body).to_vec();
                let new = unsaid(&all, &found.findings);
                if joined.stands(&new) {
                    return;
                }
                all.extend(new);
                gravest_first(&mut all);
                let mut body = report::funding(&found.history, all, class, today);
                body.corrections = corrections(&joined.alert.body).to_vec();
                if is_open { joined.revised(Body::Funding(body)) } else { joined.corrected(Body::Funding(body)) }
            }
            None => Alert {
                id: alert_id(first),
                // A figure revised on its day was not late.
                late_since: when.late_since(due.filter(|_| is_new)),
                ..message(Body::Funding(report::funding(&found.history, found.findings.clone(), class, today)), when)
            },
        };
        if let Body::Funding(body) = &mut alert.body
            && !found.corrections.is_empty()
        {
            body.corrections.clone_from(&found.corrections);
        }
        self.record(&found.findings, &alert.id);
        self.alerts.push(alert);
    }

    /// A message whose levels a revision changed.
    fn correct_funding(&mut self, told: &Alert, revised: &[Revised], found: &Found, when: Publication<'_>) {
        let class = |date| when.calendar.class(date);
        let all = self.corrected_findings(findings(&told.body), revised);
        let new: Vec<Finding> = revised.iter().filter_map(|one| one.finding.clone()).collect();
        let nothing_left = all.is_empty();
        let mut body = report::funding(&found.history, all, class, ny::date(when.now));
        if let Some(one) = revised.first().filter(|_| nothing_left) {
            (body.date, body.class, body.usual) = (one.date, class(one.date), None);
        }
        body.corrections.clone_from(&found.corrections);
        self.record(&new, &told.id);
        self.alerts.push(corrects(told, Body::Funding(body), when));
    }

    /// The weekly H.4.1 message with what its rules found, once the week's average reserves are new; and
    /// again where its figures were revised, or a rule found something later.
    pub(super) fn tell_the_week(&mut self, known: &Knowledge, found: Found, when: Publication<'_>) {
        let weeks = self.figures.iter().filter(|figure| is_weekly(&figure.series)).map(|figure| figure.date);
        let Some(week) = weeks.chain(found.findings.iter().map(|finding| finding.date)).max() else { return };
        let told = known.recent.iter().find(|alert| alert.id == weekly_id(week));
        let is_new = self.figures.iter().any(|figure| figure.series == RESERVES_AVG.0 && figure.date == week);
        if when.is_old(&RESERVES_AVG.0, week) || told.is_none() && !is_new && found.findings.is_empty() {
            return;
        }
        let before = told.map(|alert| findings(&alert.body).to_vec()).unwrap_or_default();
        let mut all = self.corrected_findings(&before, &found.revised);
        all.extend(unsaid(&all, &found.findings));
        gravest_first(&mut all);
        let Some(mut body) = self.week(known, &found, week, all, when) else { return };
        let new: Vec<Finding> =
            found.revised.iter().filter_map(|one| one.finding.clone()).chain(found.findings.iter().cloned()).collect();
        self.record(&new, &weekly_id(week));
        let Some(told) = told else {
            let due = when.due(&RESERVES_AVG.0, week);
            let alert =
                Alert { id: weekly_id(week), late_since: when.late_since(due), ..message(Body::Weekly(body), when) };
            self.alerts.push(alert);
            return;
        };
        let corrected = !found.revised.is_empty();
        body.corrections = if corrected { found.corrections.clone() } else { corrections(&told.body).to_vec() };
        if told.body != Body::Weekly(body.clone()) {
            self.alerts.push(revised_week(told, body, corrected, when));
        }
    }

    fn week(
        &self,
        known: &Knowledge,
        found: &Found,
        week: NaiveDate,
        findings: Vec<Finding>,
        when: Publication<'_>,
    ) -> Option<WeeklyReport> {
        let mut body = report::weekly(&found.history, week, findings, |date| when.calendar.class(date))?;
        let memory = self.memory.as_ref().unwrap_or(&known.memory);
        (body.runoff_ends, body.bill_purchases_since) = (memory.runoff_ends, memory.bill_purchases_since);
        Some(body)
    }

    /// A decision is told on the statement alone, at once; with the note, where that was read before.
    pub(super) fn decide(&mut self, known: &Knowledge, statement: &Statement, page: &Page, when: Publication<'_>) {
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
        let body = DecisionReport {
            statement: statement.clone(),
            previous,
            change,
            link: page.url.clone(),
            note: known.memory.waiting_note.clone().filter(|report| report.note.announced == statement.date),
        };
        if body.note.is_some() {
            self.remember(known).waiting_note = None;
        }
        self.alerts.push(Alert {
            id: format!("R15/{}", statement.date),
            late_since: when.late_since(Some(due)),
            ..message(Body::Decision(body), when)
        });
    }

    /// Edges and new peaks go to the ledger, with the message that tells them.
    fn record(&mut self, findings: &[Finding], alert: &str) {
        let lines = findings.iter().filter(|finding| finding.edge.in_ledger());
        self.ledger.extend(lines.map(|finding| (finding.clone(), alert.to_owned())));
    }
}

fn message(body: Body, when: Publication<'_>) -> Alert {
    let next = next_events(when.calendar, when.now);
    Alert { id: String::new(), revision: 1, manner: Manner::New, at: when.now, late_since: None, body, next }
}

fn corrects(told: &Alert, body: Body, when: Publication<'_>) -> Alert {
    Alert {
        id: told.id.clone(),
        revision: told.revision + 1,
        manner: Manner::Corrects,
        // What was told late stays late.
        late_since: told.late_since,
        ..message(body, when)
    }
}

/// A level that changed is corrected aloud; anything else is an edit that rings nobody.
fn revised_week(told: &Alert, body: WeeklyReport, corrected: bool, when: Publication<'_>) -> Alert {
    let graver = body.severity().rank() > told.severity().rank();
    let manner = match (corrected, graver) {
        (true, _) => Manner::Corrects,
        (false, true) => Manner::Escalates,
        (false, false) => Manner::Adds,
    };
    Alert { manner, ..corrects(told, Body::Weekly(body), when) }
}

/// The corrections that a message carries.
fn corrections(body: &Body) -> &[Correction] {
    match body {
        Body::Funding(report) => &report.corrections,
        Body::Weekly(report) => &report.corrections,
        _ => &[],
    }
}

/// Of the H.4.1.
fn is_weekly(series: &SeriesId) -> bool {
    matches!(describe(series), Some((_, Kind::WeekAverage | Kind::WednesdayLevel)))
}

fn weekly_id(week: NaiveDate) -> String {
    format!("weekly/{week}")
}

/// `R01/2025-10-31/critical`: a rule may speak twice of one date, at different levels; and a new peak of
/// a date that was revised twice is another one each time.
fn alert_id(finding: &Finding) -> String {
    let Finding { rule, date, .. } = finding;
    let what = match finding.edge {
        Edge::NewPeak { last } => format!("-peak-after-{last}"),
        Edge::FollowUp { .. } => "-still".to_owned(),
        Edge::Hidden => "-hidden".to_owned(),
        Edge::Raised | Edge::Cleared { .. } => String::new(),
    };
    format!("{rule}/{date}/{}{what}", finding.severity.as_str())
}

/// A page that is there but could not be understood.
/// `None` where it was due before the first start: nothing old is told.
pub(in crate::ingest) fn not_parsed(
    calendar: &Calendar,
    known: &Knowledge,
    date: NaiveDate,
    page: &Page,
    now: DateTime<Utc>,
) -> Option<Alert> {
    let when = Publication { calendar, started_at: known.started_at, now };
    let due = statement_due(calendar, date);
    let body = NotParsedReport { source: SourceKind::FomcStatement, date, link: page.url.clone() };
    (due > known.started_at).then(|| Alert {
        id: format!("R15/{date}/not-parsed"),
        late_since: when.late_since(Some(due)),
        ..message(Body::NotParsed(body), when)
    })
}
