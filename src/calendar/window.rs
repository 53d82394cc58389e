//! Release windows: when a source is asked often, and when it is late.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::meeting::{Meeting, MeetingKind};
use super::settings::Timetable;
use super::{Calendar, Market, ReleaseKind, Upcoming};
use crate::clock::ny;

/// The time in which a release is looked for.
///
/// The windows of a kind follow each other without a gap: each closes when the next one opens, if the
/// figures do not come before. Ask for `window(kind, window.closes_at)` to have the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// What is looked for.
    pub kind: ReleaseKind,
    /// The date that the release will speak of.
    pub as_of: NaiveDate,
    /// From here on the source is asked often: a minute before it is due, two seconds for the FOMC.
    pub opens_at: DateTime<Utc>,
    /// The regular time of publication.
    pub due: DateTime<Utc>,
    /// From here on it is asked less often.
    pub slow_at: DateTime<Utc>,
    /// From here on the source counts as late.
    pub late_at: DateTime<Utc>,
    /// When the next window of this kind opens; a week after `late_at` for the last known meeting.
    pub closes_at: DateTime<Utc>,
}

/// Polling slows down this long after a release was due.
const FAST: TimeDelta = TimeDelta::minutes(10);
/// Longer than any time between two publications of a daily or weekly kind, holidays included.
const LOOK_BACK: TimeDelta = TimeDelta::days(15);
/// How long the statement of the last known meeting is looked for.
const LAST_STAYS_OPEN: TimeDelta = TimeDelta::days(7);

impl ReleaseKind {
    /// How long before it is due a release is looked for.
    fn lead(self) -> TimeDelta {
        match self {
            Self::FomcStatement | Self::ImplementationNote | Self::Minutes => TimeDelta::seconds(2),
            _ => TimeDelta::minutes(1),
        }
    }

    /// How long after it was due a release is late.
    fn grace(self) -> TimeDelta {
        TimeDelta::minutes(match self {
            Self::Sofr | Self::Effr | Self::RateRevision => 45,
            Self::SrfMorning | Self::OnRrp | Self::SrfAfternoon => 30,
            Self::H41 | Self::FomcStatement | Self::ImplementationNote | Self::PressConference | Self::Minutes => 60,
        })
    }
}

/// One publication by rule.
#[derive(Debug, Clone, Copy)]
struct Release {
    due: DateTime<Utc>,
    as_of: NaiveDate,
}

impl Calendar {
    /// The window that is open at `at` (`opens_at` included, `closes_at` not), else the next one to open
    /// after `at`. `None` once the known meetings are over.
    #[must_use]
    pub fn window(&self, kind: ReleaseKind, at: DateTime<Utc>) -> Option<Window> {
        let look_from = at.checked_sub_signed(LOOK_BACK).unwrap_or(at);
        let mut releases = self.releases(kind, look_from).peekable();
        let mut release = releases.next()?;
        while let Some(later) = releases.next_if(|later| later.due - kind.lead() <= at) {
            release = later;
        }
        let late_at = release.due + kind.grace();
        let closes_at = releases.peek().map_or(late_at + LAST_STAYS_OPEN, |next| next.due - kind.lead());
        (closes_at > at).then(|| Window {
            kind,
            as_of: release.as_of,
            opens_at: release.due - kind.lead(),
            due: release.due,
            slow_at: release.due + FAST,
            late_at,
            closes_at,
        })
    }

    /// All releases due from `from` on, for so many days of 24 hours, soonest first; at the same
    /// instant in the order of [`ReleaseKind`].
    #[must_use]
    pub fn upcoming(&self, from: DateTime<Utc>, days: u32) -> Vec<Upcoming> {
        let until = from.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let of_kind = |kind| {
            let due = self.releases(kind, from).skip_while(move |release| release.due < from);
            let due = due.take_while(move |release| release.due < until);
            due.map(move |release| Upcoming { kind, at: release.due, as_of: release.as_of })
        };
        let mut upcoming: Vec<Upcoming> = ReleaseKind::ALL.into_iter().flat_map(of_kind).collect();
        upcoming.sort_by_key(|release| (release.at, release.kind));
        upcoming
    }

    /// The releases of a kind in order; at least those due at or after `from`.
    fn releases(&self, kind: ReleaseKind, from: DateTime<Utc>) -> Box<dyn Iterator<Item = Release> + '_> {
        let tables = &self.parts.timetables;
        match kind {
            ReleaseKind::Sofr => self.next_day(&tables.sofr, Market::Sifma, from),
            ReleaseKind::RateRevision => self.next_day(&tables.rate_revision, Market::Sifma, from),
            ReleaseKind::Effr => self.next_day(&tables.effr, Market::FedBanks, from),
            ReleaseKind::SrfMorning => self.operations(&tables.srf_morning, from),
            ReleaseKind::OnRrp => self.operations(&tables.on_rrp, from),
            ReleaseKind::SrfAfternoon => self.operations(&tables.srf_afternoon, from),
            ReleaseKind::H41 => self.regular(&tables.h41, from, |date| {
                let as_of = wednesday_before(date);
                Some(Release { due: self.h41_release(date), as_of })
            }),
            ReleaseKind::FomcStatement => self.of_meetings(is_scheduled, |meeting| meeting.statement_at),
            // Nobody knows of an unscheduled meeting before its statement; its note is looked for from then on.
            ReleaseKind::ImplementationNote => self.of_meetings(decides, |meeting| meeting.statement_at),
            ReleaseKind::PressConference => {
                self.of_meetings(is_scheduled, |meeting| tables.press_conference.on(meeting.end))
            }
            ReleaseKind::Minutes => {
                self.of_meetings(is_scheduled, |meeting| tables.minutes.on(meeting.minutes_on().unwrap_or(meeting.end)))
            }
        }
    }

    /// What is published of each business day of a market on the next one.
    fn next_day<'a>(
        &'a self,
        table: &'a Timetable,
        market: Market,
        from: DateTime<Utc>,
    ) -> Box<dyn Iterator<Item = Release> + 'a> {
        self.regular(table, from, move |date| {
            let as_of = self.previous_business(market, date);
            self.is_business(market, date).then(|| Release { due: table.on(date), as_of })
        })
    }

    /// Operations need both the Reserve Bank and the market.
    fn operations<'a>(&'a self, table: &'a Timetable, from: DateTime<Utc>) -> Box<dyn Iterator<Item = Release> + 'a> {
        self.regular(table, from, |date| {
            let open = self.is_business(Market::FedBanks, date) && self.is_business(Market::Sifma, date);
            open.then(|| Release { due: table.on(date), as_of: date })
        })
    }

    /// What a timetable's regular dates turn into, from a little before `from` on: holidays move a
    /// release by some days.
    fn regular<'a>(
        &'a self,
        table: &'a Timetable,
        from: DateTime<Utc>,
        release: impl Fn(NaiveDate) -> Option<Release> + 'a,
    ) -> Box<dyn Iterator<Item = Release> + 'a> {
        let start = from.max(DateTime::UNIX_EPOCH) - TimeDelta::days(7);
        let start = table.first.map_or(start, |first| start.max(ny::at(first, 0, 0)));
        let dates = table.schedule.following(start - TimeDelta::milliseconds(1)).map(ny::date);
        Box::new(dates.filter_map(release))
    }

    /// What comes of each meeting of a kind.
    fn of_meetings(
        &self,
        of_kind: fn(&Meeting) -> bool,
        due: impl Fn(&Meeting) -> DateTime<Utc>,
    ) -> Box<dyn Iterator<Item = Release>> {
        let meetings = self.meetings();
        let meetings = meetings.iter().filter(|meeting| of_kind(meeting));
        let releases: Vec<Release> =
            meetings.map(|meeting| Release { due: due(meeting), as_of: meeting.end }).collect();
        Box::new(releases.into_iter())
    }

    /// When the H.4.1 with this regular date comes: if federal offices are closed, when they open.
    pub(super) fn h41_release(&self, regular: NaiveDate) -> DateTime<Utc> {
        self.parts.timetables.h41.on(self.days(Market::FederalOffices).on_or_after(regular))
    }
}

fn is_scheduled(meeting: &Meeting) -> bool {
    meeting.kind == MeetingKind::Scheduled
}

/// A vote in writing has no implementation note.
fn decides(meeting: &Meeting) -> bool {
    meeting.kind != MeetingKind::NotationVote
}

/// The last Wednesday before a date.
fn wednesday_before(date: NaiveDate) -> NaiveDate {
    let days = (date.weekday().num_days_from_monday() + 4) % 7 + 1;
    date.checked_sub_signed(TimeDelta::days(days.into())).unwrap_or(date)
}
