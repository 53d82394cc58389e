//! `/h41` and `/repo`: the week, the rates, the operations.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::alert::Dated;
use crate::board::answers::{H41Board, OperationRow, RateRow, RepoBoard};
use crate::calendar::{ReleaseKind, Upcoming};
use crate::clock::ny;
use crate::metric::{gauges, weekly};
use crate::series::catalogue::{BGCR, EFFR, IORB, ON_RRP, RESERVES_AVG, SOFR, SRF_ACCEPTED, TGCR};
use crate::series::{History, SeriesId};
use crate::unit::{Percent, UsdMillions};

/// Overnight bank funding rate (New York Fed), percent.
const OBFR: SeriesId = SeriesId::of("obfr");
/// The reference rates of the New York Fed, secured ones first.
const RATES: [SeriesId; 5] = [SOFR, TGCR, BGCR, EFFR, OBFR];
/// How many days of operations are shown.
const OPERATION_DAYS: usize = 5;

/// `/h41`: the newest week as its message tells it, and the next release among `upcoming`.
#[must_use]
pub fn h41(history: &History, upcoming: &[Upcoming], now: DateTime<Utc>) -> H41Board {
    let newest = history.latest(&RESERVES_AVG.0, ny::date(now));
    H41Board {
        now,
        week: newest.and_then(|(week, _)| weekly::report(history, week)),
        next: upcoming.iter().find(|event| event.kind == ReleaseKind::H41 && event.at > now).copied(),
    }
}

/// `/repo`. `unread_meeting` is the first meeting whose note was not read: what is measured against a rate
/// that may be out of date is not shown.
#[must_use]
pub fn repo(history: &History, unread_meeting: Option<NaiveDate>, now: DateTime<Utc>) -> RepoBoard {
    let today = ny::date(now);
    let history = &history.clone().with_rates_until(unread_meeting);
    RepoBoard {
        now,
        gauges: gauges::gauges(history, today),
        rates: RATES.into_iter().filter_map(|series| rate(history, series, today)).collect(),
        operations: operations(history, today),
    }
}

/// The newest print of a rate with what was published beside it.
fn rate(history: &History, series: SeriesId, today: NaiveDate) -> Option<RateRow> {
    let (date, value) = history.latest(&series, today)?;
    let beside = |part: &str| history.on(&SeriesId::named(format!("{series}_{part}")), date);
    let iorb = history.in_force(&IORB, date).map(Percent);
    Some(RateRow {
        rate: Dated { date, value: Percent(value) },
        over_iorb: iorb.map(|iorb| Percent(value).spread_over(iorb)),
        p99: beside("p99").map(Percent),
        volume: beside("volume").map(UsdMillions),
        series,
    })
}

/// The last days on which either operation was published.
fn operations(history: &History, today: NaiveDate) -> Vec<OperationRow> {
    let last = |series: &SeriesId| history.before(series, today).take(OPERATION_DAYS).map(|(date, _)| date);
    let days: BTreeSet<NaiveDate> = last(&SRF_ACCEPTED).chain(last(&ON_RRP)).collect();
    let amount = |series: &SeriesId, date| history.on(series, date).map(UsdMillions);
    let row = |date| OperationRow { date, srf: amount(&SRF_ACCEPTED, date), on_rrp: amount(&ON_RRP, date) };
    days.into_iter().rev().take(OPERATION_DAYS).map(row).collect()
}
