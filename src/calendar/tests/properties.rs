//! What holds on every day and at every instant of 2018 to 2028.

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const MARKETS: [Market; 3] = [Market::FedBanks, Market::FederalOffices, Market::Sifma];

fn days() -> impl Strategy<Value = NaiveDate> {
    (0..4018_i64).prop_map(|days| day("2018-01-01") + TimeDelta::days(days))
}

/// Any millisecond, and more often the seconds about the edges of windows.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    let start = at("2018-01-01T00:00:00Z");
    let anywhere = (0..4018 * 86_400_000_i64).prop_map(move |millis| start + TimeDelta::milliseconds(millis));
    let edges = (days(), select(&[(7, 59), (8, 0), (8, 30), (13, 45), (14, 0), (16, 29), (16, 30)]), -2500..2500_i64)
        .prop_map(|(date, (hour, minute), off)| {
            crate::clock::ny::at(date, hour, minute) + TimeDelta::milliseconds(off)
        });
    prop_oneof![anywhere, edges]
}

proptest! {
    #[test]
    fn the_next_business_day_is_one_and_none_lies_between(market in select(&MARKETS), date in days()) {
        let next = CALENDAR.next_business(market, date);
        prop_assert!(next > date && CALENDAR.is_business(market, next));
        let mut between = date.iter_days().skip(1).take_while(|day| *day < next);
        prop_assert!(!between.any(|day| CALENDAR.is_business(market, day)));
        // Federal offices were closed from 24 to 26 Dec 2025, and then came a weekend.
        prop_assert!((next - date).num_days() <= 6, "{} to {}", date, next);
    }

    #[test]
    fn previous_undoes_next(market in select(&MARKETS), date in days()) {
        let next = CALENDAR.next_business(market, date);
        let back = CALENDAR.previous_business(market, next);
        prop_assert!(back <= date && CALENDAR.is_business(market, back));
        prop_assert_eq!(back == date, CALENDAR.is_business(market, date));
    }

    /// Whoever is open on a day on which the Reserve Banks are closed would have nothing to settle in.
    #[test]
    fn markets_and_offices_are_closed_when_the_reserve_banks_are(date in days()) {
        if !CALENDAR.is_business(Market::FedBanks, date) {
            prop_assert!(!CALENDAR.is_business(Market::Sifma, date));
            prop_assert!(!CALENDAR.is_business(Market::FederalOffices, date));
        }
    }

    #[test]
    fn classed_days_come_in_pairs(date in days()) {
        let Some(class) = CALENDAR.class(date) else { return Ok(()) };
        let before = CALENDAR.previous_business(Market::Sifma, date);
        let after = CALENDAR.next_business(Market::Sifma, date);
        prop_assert!(CALENDAR.class(before) == Some(class) || CALENDAR.class(after) == Some(class));
    }

    #[test]
    fn a_window_is_open_or_still_to_come_and_its_times_are_in_order(kind in select(&ReleaseKind::ALL), at in instants()) {
        let Some(window) = CALENDAR.window(kind, at) else {
            prop_assert!(at > ny("2028-02-02 14:59"), "no {:?} at {}", kind, at);
            return Ok(());
        };
        prop_assert!(window.opens_at <= window.due && window.due < window.slow_at);
        prop_assert!(window.slow_at < window.late_at && window.late_at < window.closes_at);
        prop_assert!(at < window.closes_at);
        prop_assert!(window.as_of <= crate::clock::ny::date(window.due));
        // The same window from its first to its last moment.
        for inside in [window.opens_at, window.due, window.closes_at - TimeDelta::milliseconds(1)] {
            prop_assert_eq!(CALENDAR.window(kind, inside), Some(window));
        }
        // If it is not open yet, no other one is.
        if at < window.opens_at {
            prop_assert_eq!(CALENDAR.window(kind, at - TimeDelta::days(30)), Some(window));
        }
    }

    #[test]
    fn windows_follow_each_other_without_a_gap(kind in select(&ReleaseKind::ALL), at in instants()) {
        let Some(window) = CALENDAR.window(kind, at) else { return Ok(()) };
        let Some(next) = CALENDAR.window(kind, window.closes_at) else { return Ok(()) };
        prop_assert_eq!(next.opens_at, window.closes_at);
        prop_assert!(next.due > window.due && next.as_of > window.as_of);
    }

    #[test]
    fn windows_never_go_backwards(kind in select(&ReleaseKind::ALL), a in instants(), b in instants()) {
        let (earlier, later) = (a.min(b), a.max(b));
        if let (Some(first), Some(second)) = (CALENDAR.window(kind, earlier), CALENDAR.window(kind, later)) {
            prop_assert!(first.due <= second.due);
        }
    }

    /// Walking from window to window meets exactly the releases that are listed.
    #[test]
    fn windows_and_upcoming_tell_the_same(kind in select(&ReleaseKind::ALL), from in instants(), days in 0..40_u32) {
        let until = from + TimeDelta::days(days.into());
        let mut walked = Vec::new();
        let mut window = CALENDAR.window(kind, from);
        while let Some(open) = window.filter(|open| open.due < until) {
            if open.due >= from {
                walked.push(Upcoming { kind, at: open.due, as_of: open.as_of });
            }
            window = CALENDAR.window(kind, open.closes_at);
        }
        let mut listed = CALENDAR.upcoming(from, days);
        prop_assert!(listed.is_sorted_by_key(|release| (release.at, release.kind)));
        listed.retain(|release| release.kind == kind);
        prop_assert_eq!(walked, listed);
    }

    /// No text makes the reader panic, and a text it takes has a first firing.
    #[test]
    fn no_expression_is_a_danger(expression in "[-0-9*/,?A-Z ]{0,24}", at in instants()) {
        if let Ok(schedule) = Schedule::parse(&expression) {
            prop_assert!(schedule.next_after(at).is_none_or(|next| next > at));
        }
    }
}
