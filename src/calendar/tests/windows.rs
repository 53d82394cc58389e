//! Windows and the list of coming releases.

use chrono::TimeDelta;

use super::*;

#[track_caller]
fn window(kind: ReleaseKind, at: DateTime<Utc>) -> Window {
    CALENDAR.window(kind, at).expect("a window")
}

/// The as-of date and due time of the window at a New York time.
#[track_caller]
fn check(kind: ReleaseKind, now: &str, as_of: &str, due: &str) {
    let window = window(kind, ny(now));
    assert_eq!((window.as_of, window.due), (day(as_of), ny(due)), "{kind:?} at {now}");
}

#[test]
fn a_window_opens_early_slows_down_is_late_and_gives_way_to_the_next() {
    let open = window(ReleaseKind::Sofr, ny("2025-11-03 08:00"));
    assert_eq!(
        open,
        Window {
            kind: ReleaseKind::Sofr,
            as_of: day("2025-10-31"),
            opens_at: ny("2025-11-03 07:59"),
            due: ny("2025-11-03 08:00"),
            slow_at: ny("2025-11-03 08:10"),
            late_at: ny("2025-11-03 08:45"),
            closes_at: ny("2025-11-04 07:59"),
        }
    );
    let moment = TimeDelta::milliseconds(1);
    assert_eq!(window(ReleaseKind::Sofr, open.opens_at - moment).as_of, day("2025-10-30"));
    assert_eq!(window(ReleaseKind::Sofr, open.opens_at), open);
    assert_eq!(window(ReleaseKind::Sofr, open.closes_at - moment), open);
    assert_eq!(window(ReleaseKind::Sofr, open.closes_at).as_of, day("2025-11-03"));
}

#[test]
fn the_grace_of_each_kind() {
    let cases = [
        (ReleaseKind::Sofr, 60, 45),
        (ReleaseKind::Effr, 60, 45),
        (ReleaseKind::SrfMorning, 60, 30),
        (ReleaseKind::OnRrp, 60, 30),
        (ReleaseKind::RateRevision, 60, 45),
        (ReleaseKind::PressConference, 60, 60),
        (ReleaseKind::Minutes, 2, 60),
        (ReleaseKind::SrfAfternoon, 60, 30),
        (ReleaseKind::H41, 60, 60),
        (ReleaseKind::FomcStatement, 2, 60),
        (ReleaseKind::ImplementationNote, 2, 60),
    ];
    for (kind, lead, grace) in cases {
        let window = window(kind, at("2026-11-22T12:00:00Z"));
        assert_eq!(window.due - window.opens_at, TimeDelta::seconds(lead), "{kind:?}");
        assert_eq!(window.slow_at - window.due, TimeDelta::minutes(10), "{kind:?}");
        assert_eq!(window.late_at - window.due, TimeDelta::minutes(grace), "{kind:?}");
    }
}

#[test]
fn sofr_follows_the_markets_calendar() {
    // Good Friday: Thursday's rate comes on Monday.
    check(ReleaseKind::Sofr, "2025-04-18 09:00", "2025-04-16", "2025-04-17 08:00");
    check(ReleaseKind::Sofr, "2025-04-21 08:00", "2025-04-17", "2025-04-21 08:00");
    // Markets keep Independence Day on Friday 3 July 2026, the Reserve Banks do not.
    check(ReleaseKind::Sofr, "2026-07-03 12:00", "2026-07-01", "2026-07-02 08:00");
    check(ReleaseKind::Sofr, "2026-07-06 08:00", "2026-07-02", "2026-07-06 08:00");
    // Columbus Day, and a day of mourning.
    check(ReleaseKind::Sofr, "2025-10-14 08:00", "2025-10-10", "2025-10-14 08:00");
    check(ReleaseKind::Sofr, "2018-12-06 08:00", "2018-12-04", "2018-12-06 08:00");
    // The first one ever.
    check(ReleaseKind::Sofr, "2018-01-01 00:00", "2018-04-02", "2018-04-03 08:00");
}

#[test]
fn effr_follows_the_reserve_banks_and_is_there_when_sofr_is_not() {
    // Good Friday 2025: no SOFR for it, but EFFR, and Thursday's EFFR comes on it.
    check(ReleaseKind::Effr, "2025-04-18 09:00", "2025-04-17", "2025-04-18 09:00");
    check(ReleaseKind::Effr, "2025-04-21 09:00", "2025-04-18", "2025-04-21 09:00");
    let sofr: Vec<NaiveDate> = (CALENDAR.upcoming(ny("2025-04-14 00:00"), 14).iter())
        .filter(|release| release.kind == ReleaseKind::Sofr)
        .map(|release| release.as_of)
        .collect();
    assert!(sofr.contains(&day("2025-04-17")) && !sofr.contains(&day("2025-04-18")), "{sofr:?}");
    // Independence Day on a Saturday.
    check(ReleaseKind::Effr, "2026-07-03 09:00", "2026-07-02", "2026-07-03 09:00");
}

#[test]
fn what_follows_a_print_or_a_statement_on_the_same_day() {
    check(ReleaseKind::RateRevision, "2025-11-03 14:30", "2025-10-31", "2025-11-03 14:30");
    check(ReleaseKind::OnRrp, "2025-10-31 13:16", "2025-10-31", "2025-10-31 13:16");
    check(ReleaseKind::OnRrp, "2025-04-18 15:00", "2025-04-17", "2025-04-17 13:16");
    check(ReleaseKind::PressConference, "2026-12-09 14:30", "2026-12-09", "2026-12-09 14:30");
    // Three weeks after the meeting, or as the file says.
    check(ReleaseKind::Minutes, "2025-11-19 14:00", "2025-10-29", "2025-11-19 14:00");
    check(ReleaseKind::Minutes, "2025-12-30 14:00", "2025-12-10", "2025-12-30 14:00");
    check(ReleaseKind::Minutes, "2023-11-21 14:00", "2023-11-01", "2023-11-21 14:00");
    check(ReleaseKind::Minutes, "2026-12-30 14:00", "2026-12-09", "2026-12-30 14:00");
}

#[test]
fn operations_need_banks_and_markets() {
    check(ReleaseKind::SrfAfternoon, "2025-10-31 13:45", "2025-10-31", "2025-10-31 13:46");
    check(ReleaseKind::SrfAfternoon, "2025-10-31 13:44", "2025-10-30", "2025-10-30 13:46");
    check(ReleaseKind::SrfAfternoon, "2026-04-03 15:00", "2026-04-02", "2026-04-02 13:46");
    check(ReleaseKind::SrfAfternoon, "2025-10-13 15:00", "2025-10-10", "2025-10-10 13:46");
    // The morning operation is daily since 26 June 2025.
    check(ReleaseKind::SrfMorning, "2020-01-01 00:00", "2025-06-26", "2025-06-26 08:31");
    check(ReleaseKind::SrfMorning, "2025-10-31 08:30", "2025-10-31", "2025-10-31 08:31");
}

#[test]
fn the_h41_moves_with_federal_holidays() {
    check(ReleaseKind::H41, "2025-10-30 16:30", "2025-10-29", "2025-10-30 16:30");
    check(ReleaseKind::H41, "2025-11-28 16:29", "2025-11-26", "2025-11-28 16:30");
    // On Thanksgiving itself nothing opens: the window of the week before is still the last.
    check(ReleaseKind::H41, "2025-11-27 16:30", "2025-11-19", "2025-11-20 16:30");
    check(ReleaseKind::H41, "2025-12-29 16:30", "2025-12-24", "2025-12-29 16:30");
    check(ReleaseKind::H41, "2026-01-02 16:30", "2025-12-31", "2026-01-02 16:30");
    check(ReleaseKind::H41, "2026-11-27 16:30", "2026-11-25", "2026-11-27 16:30");
    // A day of mourning, Christmas 2020, Independence Day 2019; and what is to come in 2027.
    check(ReleaseKind::H41, "2025-01-10 16:30", "2025-01-08", "2025-01-10 16:30");
    check(ReleaseKind::H41, "2020-12-28 16:30", "2020-12-23", "2020-12-28 16:30");
    check(ReleaseKind::H41, "2019-07-05 16:30", "2019-07-03", "2019-07-05 16:30");
    check(ReleaseKind::H41, "2026-12-24 16:30", "2026-12-23", "2026-12-24 16:30");
    check(ReleaseKind::H41, "2027-11-12 16:30", "2027-11-10", "2027-11-12 16:30");
    check(ReleaseKind::H41, "2027-11-26 16:30", "2027-11-24", "2027-11-26 16:30");
}

/// An executive order that closes offices is data: a few lines in the file, not a release of ours.
#[test]
fn an_executive_order_moves_the_h41() {
    let order = "[[exception]]\ndate = \"2026-12-24\"\nclosed = [\"federal_offices\"]\nreason = \"an order\"\n";
    let settings = format!("{}\n{order}", Calendar::BUILT_IN);
    let calendar = Calendar::from_parts(&settings, Calendar::BUILT_IN_MEETINGS).expect("a calendar");
    let window = calendar.window(ReleaseKind::H41, ny("2026-12-28 16:30")).expect("a window");
    assert_eq!((window.as_of, window.due), (day("2026-12-23"), ny("2026-12-28 16:30")));
    // The markets and the Reserve Banks stay open.
    assert!(calendar.is_business(Market::Sifma, day("2026-12-24")));
    assert!(calendar.is_business(Market::FedBanks, day("2026-12-24")));
}

#[test]
fn decisions_are_looked_for_two_seconds_early_and_only_at_scheduled_meetings() {
    let open = window(ReleaseKind::FomcStatement, ny("2025-10-29 14:00"));
    assert_eq!(open.as_of, day("2025-10-29"));
    assert_eq!(open.opens_at, at("2025-10-29T17:59:58Z"));
    assert_eq!(open.closes_at, at("2025-12-10T18:59:58Z"));
    // Between January and April 2020 there were three statements that nobody could await.
    check(ReleaseKind::FomcStatement, "2020-03-16 12:00", "2020-01-29", "2020-01-29 14:00");
    check(ReleaseKind::ImplementationNote, "2020-04-29 14:00", "2020-04-29", "2020-04-29 14:00");
    // Before the first meeting of the file, and after the last.
    check(ReleaseKind::FomcStatement, "2018-01-01 00:00", "2019-01-30", "2019-01-30 14:00");
    check(ReleaseKind::FomcStatement, "2028-02-02 14:59", "2028-01-26", "2028-01-26 14:00");
    assert_eq!(CALENDAR.window(ReleaseKind::FomcStatement, ny("2028-02-02 15:00")), None);
}

#[test]
fn the_civil_time_stays_when_the_clock_changes() {
    let cases = [
        (ReleaseKind::Sofr, "2026-03-09T12:00:00Z", "2026-03-06"),
        (ReleaseKind::Sofr, "2026-03-06T13:00:00Z", "2026-03-05"),
        (ReleaseKind::Sofr, "2026-11-02T13:00:00Z", "2026-10-30"),
        (ReleaseKind::SrfMorning, "2026-03-09T12:31:00Z", "2026-03-09"),
        (ReleaseKind::SrfAfternoon, "2026-11-02T18:46:00Z", "2026-11-02"),
        (ReleaseKind::H41, "2026-03-12T20:30:00Z", "2026-03-11"),
        (ReleaseKind::H41, "2026-11-05T21:30:00Z", "2026-11-04"),
        (ReleaseKind::Effr, "2026-03-09T13:00:00Z", "2026-03-06"),
        (ReleaseKind::Effr, "2026-11-02T14:00:00Z", "2026-10-30"),
        (ReleaseKind::OnRrp, "2026-03-09T17:16:00Z", "2026-03-09"),
        (ReleaseKind::OnRrp, "2026-11-02T18:16:00Z", "2026-11-02"),
        (ReleaseKind::RateRevision, "2026-11-02T19:30:00Z", "2026-10-30"),
        (ReleaseKind::PressConference, "2026-03-18T18:30:00Z", "2026-03-18"),
        (ReleaseKind::Minutes, "2026-04-08T18:00:00Z", "2026-03-18"),
        (ReleaseKind::Minutes, "2026-11-18T19:00:00Z", "2026-10-28"),
        (ReleaseKind::FomcStatement, "2026-03-18T18:00:00Z", "2026-03-18"),
        (ReleaseKind::FomcStatement, "2026-12-09T19:00:00Z", "2026-12-09"),
    ];
    for (kind, due, as_of) in cases {
        let open = window(kind, at(due));
        assert_eq!((open.due, open.as_of), (at(due), day(as_of)), "{kind:?}");
    }
}

/// The week of Thanksgiving 2026 and the one after it, as people will see it.
#[test]
fn a_fortnight_of_releases() {
    let line = |release: &Upcoming| {
        let civil = crate::clock::ny::civil(release.at).format("%a %d %b %H:%M");
        format!("{civil} {:?} {}", release.kind, release.as_of)
    };
    let upcoming = CALENDAR.upcoming(ny("2026-11-24 00:00"), 7);
    let lines: Vec<String> = upcoming.iter().map(line).collect();
    let expected = [
        "Tue 24 Nov 08:00 Sofr 2026-11-23",
        "Tue 24 Nov 08:31 SrfMorning 2026-11-24",
        "Tue 24 Nov 09:00 Effr 2026-11-23",
        "Tue 24 Nov 13:16 OnRrp 2026-11-24",
        "Tue 24 Nov 13:46 SrfAfternoon 2026-11-24",
        "Tue 24 Nov 14:30 RateRevision 2026-11-23",
        "Wed 25 Nov 08:00 Sofr 2026-11-24",
        "Wed 25 Nov 08:31 SrfMorning 2026-11-25",
        "Wed 25 Nov 09:00 Effr 2026-11-24",
        "Wed 25 Nov 13:16 OnRrp 2026-11-25",
        "Wed 25 Nov 13:46 SrfAfternoon 2026-11-25",
        "Wed 25 Nov 14:30 RateRevision 2026-11-24",
        "Fri 27 Nov 08:00 Sofr 2026-11-25",
        "Fri 27 Nov 08:31 SrfMorning 2026-11-27",
        "Fri 27 Nov 09:00 Effr 2026-11-25",
        "Fri 27 Nov 13:16 OnRrp 2026-11-27",
        "Fri 27 Nov 13:46 SrfAfternoon 2026-11-27",
        "Fri 27 Nov 14:30 RateRevision 2026-11-25",
        "Fri 27 Nov 16:30 H41 2026-11-25",
        "Mon 30 Nov 08:00 Sofr 2026-11-27",
        "Mon 30 Nov 08:31 SrfMorning 2026-11-30",
        "Mon 30 Nov 09:00 Effr 2026-11-27",
        "Mon 30 Nov 13:16 OnRrp 2026-11-30",
        "Mon 30 Nov 13:46 SrfAfternoon 2026-11-30",
        "Mon 30 Nov 14:30 RateRevision 2026-11-27",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn upcoming_includes_its_first_instant_and_not_its_last() {
    let from = ny("2026-12-09 14:00");
    let kinds = |from: DateTime<Utc>, days| -> Vec<ReleaseKind> {
        CALENDAR.upcoming(from, days).iter().map(|release| release.kind).collect()
    };
    assert_eq!(kinds(from, 0), []);
    assert_eq!(kinds(from, 1).first_chunk(), Some(&[ReleaseKind::FomcStatement, ReleaseKind::ImplementationNote]));
    let day_before = kinds(from - TimeDelta::days(1), 1);
    assert!(!day_before.contains(&ReleaseKind::FomcStatement));
    assert!(kinds(from, u32::MAX).len() > 30_000, "to the end of all schedules, without a panic");
}
