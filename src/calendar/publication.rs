//! When a figure became known, by rule: for replay and backfill, where nobody saw it arrive.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::settings::Timetable;
use super::{Calendar, Market};
use crate::clock::ny;
use crate::series::SeriesId;

impl Calendar {
    /// When the figure of a series and as-of date was, or will be, published by rule.
    ///
    /// - SOFR, TGCR, BGCR with percentiles and volumes: the next SIFMA business day; EFFR and OBFR: the
    ///   next business day of the Reserve Banks.
    /// - Operations: the same day, after the last one of the day has closed.
    /// - H.4.1 lines: the release of their Wednesday. A date that is no Wednesday (the New York Fed's
    ///   holdings around holidays) counts to the Wednesday that follows: rather late than early.
    /// - Administered rates and the target range: see `announced_at`.
    /// - The Daily Treasury Statement: the next federal business day.
    ///
    /// `None` for series without a rule: GDP, prices, names that nobody publishes.
    #[must_use]
    pub fn known_at(&self, series: &SeriesId, as_of: NaiveDate) -> Option<DateTime<Utc>> {
        let tables = &self.parts.timetables;
        let name = series.as_str();
        if name.ends_with("_wed") || name.ends_with("_avg") {
            return wednesday_from(as_of)?.succ_opt().map(|thursday| self.h41_release(thursday));
        }
        Some(match name {
            "iorb" | "on_rrp_rate" | "srf_rate" | "target_lower" | "target_upper" | "primary_credit" => {
                return self.announced_at(as_of);
            }
            "srf_accepted" | "repo_accepted" => tables.srf_afternoon.on(as_of),
            "srf_am" => tables.srf_morning.on(as_of),
            "on_rrp" => tables.on_rrp.on(as_of),
            "tga_daily" => self.next_morning(&tables.dts, Market::FederalOffices, as_of),
            _ => match name.split('_').next()? {
                "sofr" | "tgcr" | "bgcr" => self.next_morning(&tables.sofr, Market::Sifma, as_of),
                "effr" | "obfr" => self.next_morning(&tables.effr, Market::FedBanks, as_of),
                _ => return None,
            },
        })
    }

    fn next_morning(&self, table: &Timetable, market: Market, as_of: NaiveDate) -> DateTime<Utc> {
        table.on(self.next_business(market, as_of))
    }

    /// A rate in force from a date on was announced with the last statement of the four days before;
    /// without one in the calendar at 14:00 of the day before.
    fn announced_at(&self, in_force_from: NaiveDate) -> Option<DateTime<Utc>> {
        let in_force = ny::at(in_force_from, 0, 0);
        let meetings = self.meetings();
        let before = meetings.partition_point(|meeting| meeting.statement_at < in_force);
        let last = before.checked_sub(1).and_then(|last| meetings.get(last));
        let announced = last.map(|meeting| meeting.statement_at);
        let recent = announced.filter(|at| (in_force_from - ny::date(*at)) <= LATEST_IN_FORCE);
        recent.or_else(|| in_force_from.pred_opt().map(|day| ny::at(day, 14, 0)))
    }
}

/// Over a long weekend a decision is in force four days later.
const LATEST_IN_FORCE: TimeDelta = TimeDelta::days(4);

/// The date itself if it is a Wednesday, else the Wednesday that follows.
fn wednesday_from(date: NaiveDate) -> Option<NaiveDate> {
    let days = (9 - date.weekday().num_days_from_monday()) % 7;
    date.checked_add_signed(TimeDelta::days(days.into()))
}
