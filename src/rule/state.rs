//! The state of one rule: normal → notable → critical → normal, with edges, new peaks and follow-ups.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::finding::finding;
use super::look::Look;
use crate::alert::{Edge, Finding, Severity, Threshold};

/// Where a rule stands, and what it said last. Saved in the transaction that says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleState {
    /// The present level.
    pub level: Severity,
    /// The date on which the present spell began.
    pub since: Option<NaiveDate>,
    /// The date on which the present level was reached.
    #[serde(default)]
    pub level_since: Option<NaiveDate>,
    /// The most extreme figure of the spell, with its sign: where a rule has two sides, its direction.
    pub peak: Option<Decimal>,
    /// Whether this spell was told at all: a rise within the cool-down is not, and then its end is
    /// not either.
    pub told: bool,
    /// Date and figure of the last alert, of this spell or an earlier one.
    pub last_alert: Option<(NaiveDate, Decimal)>,
    /// Date and figure of the last alert or follow-up: follow-ups leave `last_alert` alone, which
    /// cool-downs and new peaks are measured from.
    #[serde(default)]
    pub spoke: Option<(NaiveDate, Decimal)>,
    /// The last date whose allowance hid a rise that was told as info.
    #[serde(default)]
    pub hidden: Option<NaiveDate>,
    /// The newest date that was judged.
    pub judged: Option<NaiveDate>,
    /// What was said of that date.
    #[serde(default)]
    pub said: Option<(Severity, Edge)>,
    /// The state before that date, to come back to when one of its figures is revised; a composite's
    /// goes back as many dates as it looks at.
    #[serde(default)]
    pub before: Option<Box<RuleState>>,
}

impl Default for RuleState {
    fn default() -> Self {
        Self {
            level: Severity::Normal,
            since: None,
            level_since: None,
            peak: None,
            told: false,
            last_alert: None,
            spoke: None,
            hidden: None,
            judged: None,
            said: None,
            before: None,
        }
    }
}

/// What a look found: the level, the edge, and the level's threshold.
type Found = (Severity, Edge, Option<Threshold>);

impl RuleState {
    /// Judges one date. A date whose figure is missing is not judged: missing is not normal.
    pub(super) fn look(&mut self, look: Look<'_>, date: NaiveDate) -> Option<Finding> {
        let figure = look.figure(date)?;
        if self.judged != Some(date) {
            // A composite looks at several days at once: any of them may be revised.
            self.turn_to(date, if look.rule.is_composite() { look.rule.window } else { 1 });
        }
        let found = if look.rule.event { self.happen(look, date) } else { self.step(look, date, figure) };
        let (severity, edge, threshold) = found?;
        self.said = Some((severity, edge));
        Some(finding(look, date, severity, edge, threshold))
    }

    /// Looks again at a date before the newest one: a companion's print came late, after days that
    /// were judged without it. Only a rise within the present spell counts; what is over stays over.
    pub(super) fn look_back(&mut self, look: Look<'_>, date: NaiveDate) -> Option<Finding> {
        let figure = look.figure(date)?;
        let in_spell = self.level != Severity::Normal && self.since.is_some_and(|since| since <= date);
        let (level, threshold) = reached(look, date).filter(|(level, _)| in_spell && *level > self.level)?;
        let edge = self.rise(look, date, figure, level)?;
        Some(finding(look, date, level, edge, Some(threshold)))
    }

    /// Looks at a composite's date before the newest one, a print of which came late. `open`: nothing since
    /// was judged in full, so that the date is judged as if it came in its order. Else what is over stays
    /// over: only a rise or a new peak within the present spell counts.
    pub(super) fn look_late(&mut self, look: Look<'_>, date: NaiveDate, open: bool) -> Option<Finding> {
        let figure = look.figure(date)?;
        let begun = self.since.is_none_or(|since| since <= date);
        if !begun || (!open && self.level == Severity::Normal) {
            return None;
        }
        let (severity, edge, threshold) = if open {
            self.step(look, date, figure)?
        } else {
            match reached(look, date).filter(|(level, _)| *level > self.level) {
                Some((level, threshold)) => (level, self.rise(look, date, figure, level)?, Some(threshold)),
                None => self.new_peak(look, date, figure)?,
            }
        };
        Some(finding(look, date, severity, edge, threshold))
    }

    /// A new date is in hand: what stands now is what was before it.
    fn turn_to(&mut self, date: NaiveDate, keep: usize) {
        self.forget(keep.saturating_sub(1));
        self.before = Some(Box::new(self.clone()));
        (self.judged, self.said) = (Some(date), None);
    }

    /// Keeps so many states before this one.
    fn forget(&mut self, keep: usize) {
        match (keep, &mut self.before) {
            (0, before) => *before = None,
            (_, Some(before)) => before.forget(keep - 1),
            (_, None) => {}
        }
    }

    /// An event: told once a date.
    fn happen(&mut self, look: Look<'_>, date: NaiveDate) -> Option<Found> {
        let (level, threshold) = reached(look, date).filter(|_| self.said.is_none())?;
        Some((level, Edge::Raised, Some(threshold)))
    }

    fn step(&mut self, look: Look<'_>, date: NaiveDate, figure: Decimal) -> Option<Found> {
        // Five calm days can follow five busy ones within ten: a date that clears does not raise. A
        // composite is not calm before its prices are known.
        let calm = look.is_printed(date) && look.rule.clear.holds(look, date).is_some();
        let reached = reached(look, date).filter(|_| !calm);
        if reached.is_some() && self.turns(look, figure) {
            self.level = Severity::Normal;
        }
        let before = self.peak;
        if self.level != Severity::Normal {
            self.peak = before.map(|peak| look.rule.extreme(peak, figure));
        }
        match reached {
            Some((level, threshold)) if level > self.level => {
                self.rise(look, date, figure, level).map(|edge| (level, edge, Some(threshold)))
            }
            reached => self
                .new_peak(look, date, figure)
                .or_else(|| if calm { self.clear() } else { None })
                .or_else(|| self.follow_up(look, date, figure, reached.clone()))
                .or_else(|| self.hide(look, date, reached.is_some())),
        }
    }

    /// Whether the figure is on the other side of a rule that has two.
    fn turns(&self, look: Look<'_>, figure: Decimal) -> bool {
        let opposite = |peak: Decimal| peak.is_sign_negative() != figure.is_sign_negative();
        look.rule.two_sided && self.level != Severity::Normal && self.peak.is_some_and(opposite)
    }

    /// The level rises; the alert may be held back by the cool-down.
    fn rise(&mut self, look: Look<'_>, date: NaiveDate, figure: Decimal, level: Severity) -> Option<Edge> {
        let first = self.level == Severity::Normal;
        (self.level, self.level_since) = (level, Some(date));
        if first {
            (self.since, self.peak, self.told) = (Some(date), Some(figure), false);
        }
        if level != Severity::Critical && self.cooling(look, date) {
            return None;
        }
        self.tell(date, figure);
        Some(Edge::Raised)
    }

    fn tell(&mut self, date: NaiveDate, figure: Decimal) {
        (self.told, self.last_alert, self.spoke) = (true, Some((date, figure)), Some((date, figure)));
    }

    /// Whether the last alert is too few prints ago.
    fn cooling(&self, look: Look<'_>, date: NaiveDate) -> bool {
        self.last_alert.is_some_and(|(last, _)| prints_since(look, last, date, look.rule.cooldown_prints).is_none())
    }

    fn new_peak(&mut self, look: Look<'_>, date: NaiveDate, figure: Decimal) -> Option<Found> {
        let ((_, last), step) = (self.last_alert?, look.rule.new_peak?);
        if self.level == Severity::Normal || figure < last + step {
            return None;
        }
        self.tell(date, figure);
        Some((self.level, Edge::NewPeak { last }, None))
    }

    fn clear(&mut self) -> Option<Found> {
        // Within a spell the level only rises.
        let (since, peak, told, gravest) = (self.since.take()?, self.peak.take()?, self.told, self.level);
        (self.level, self.level_since, self.told) = (Severity::Normal, None, false);
        told.then_some((Severity::Normal, Edge::Cleared { since, peak, gravest }, None))
    }

    /// "Still": critical holds again, long after it was last spoken of; or the level of one print is passed
    /// by a figure that is many times the one told.
    fn follow_up(
        &mut self,
        look: Look<'_>,
        date: NaiveDate,
        figure: Decimal,
        reached: Option<(Severity, Threshold)>,
    ) -> Option<Found> {
        let rule = look.rule.follow_up?;
        let (level, threshold) = reached.filter(|(level, _)| self.told && *level == self.level)?;
        let (since, peak, (spoke, last)) = (self.since?, self.peak?, self.spoke?);
        // A trickle that keeps a state up by its frequency has not grown.
        let grown = threshold.prints == 1 && rule.factor.is_some_and(|factor| figure >= last * factor);
        // Whoever was told "notable" need not be told so again; "critical" that lasts is news.
        let lasting = level == Severity::Critical && prints_since(look, spoke, date, rule.prints).is_some();
        if date <= spoke || !(grown || lasting) {
            return None;
        }
        self.spoke = Some((date, figure));
        let spell = look.rule.metric.dates(look.facts.history, date).take_while(|&day| day >= since).count();
        let day = u32::try_from(spell).unwrap_or(u32::MAX);
        Some((level, Edge::FollowUp { since, day, peak, last }, Some(threshold)))
    }

    /// A calm state on a calendar date whose allowance alone keeps it calm: worth a line, not a ping.
    fn hide(&mut self, look: Look<'_>, date: NaiveDate, reached: bool) -> Option<Found> {
        let condition = look.rule.notable.first().filter(|_| look.rule.info_when_hidden)?;
        let calm = self.level == Severity::Normal && !reached && self.hidden != Some(date);
        if !calm || (look.facts.class)(date).is_none() || !condition.holds_without_calendar(look, date) {
            return None;
        }
        self.hidden = Some(date);
        Some((Severity::Info, Edge::Hidden, Some(condition.threshold(look, date))))
    }
}

/// The gravest level whose conditions hold, with the threshold that made it so.
fn reached(look: Look<'_>, date: NaiveDate) -> Option<(Severity, Threshold)> {
    [(Severity::Critical, &look.rule.critical), (Severity::Notable, &look.rule.notable)].into_iter().find_map(
        |(level, conditions)| {
            let threshold = conditions.iter().find_map(|condition| condition.holds(look, date))?;
            Some((level, threshold))
        },
    )
}

/// `Some` once `date` is at least so many prints after `last`.
fn prints_since(look: Look<'_>, last: NaiveDate, date: NaiveDate, count: usize) -> Option<()> {
    let dates = look.dates(look.rule.metric, date, count);
    (dates.len() == count && dates.iter().all(|&day| day > last)).then_some(())
}
