//! What is told without a rule: the week, a decision, a statement that cannot be read.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::events::{next_events, unread_meeting};
use super::publication::{Publication, statement_due};
use super::{Knowledge, Plan};
use crate::alert::{Alert, Body, DecisionReport, Manner, NotParsedReport};
use crate::calendar::Calendar;
use crate::fetch::Page;
use crate::metric::weekly;
use crate::series::catalogue::{RESERVES_AVG, TARGET_LOWER, TARGET_UPPER};
use crate::source::{SourceKind, Statement, StatementClass};
use crate::unit::Percent;

impl Plan {
    /// The weekly H.4.1 message, once the week's average reserves are new.
    pub(super) fn tell_the_week(&mut self, known: &Knowledge, when: Publication<'_>) {
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
            manner: Manner::New,
            at: when.now,
            late_since: when.late_since(when.due(&RESERVES_AVG.0, week)),
            body: Body::Weekly(report),
            next: next_events(when.calendar, when.now),
        });
    }

    /// A decision is told on the statement alone, at once.
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
        self.alerts.push(Alert {
            id: format!("R15/{}", statement.date),
            revision: 1,
            manner: Manner::New,
            at: when.now,
            late_since: when.late_since(Some(due)),
            body: Body::Decision(DecisionReport {
                statement: statement.clone(),
                previous,
                change,
                link: page.url.clone(),
                note: None,
            }),
            next: next_events(when.calendar, when.now),
        });
    }
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
    (due > known.started_at).then(|| Alert {
        id: format!("R15/{date}/not-parsed"),
        revision: 1,
        manner: Manner::New,
        at: now,
        late_since: when.late_since(Some(due)),
        body: Body::NotParsed(NotParsedReport { source: SourceKind::FomcStatement, date, link: page.url.clone() }),
        next: next_events(calendar, now),
    })
}
