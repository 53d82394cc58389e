//! `known_at`: when a figure could be known.

use super::*;
use crate::series::SeriesId;

#[track_caller]
fn check(series: &'static str, as_of: &str, expected: &str) {
    assert_eq!(CALENDAR.known_at(&SeriesId::of(series), day(as_of)), Some(ny(expected)), "{series} of {as_of}");
}

#[test]
fn rates_come_the_next_business_day_of_their_own_calendar() {
    check("sofr", "2025-10-31", "2025-11-03 08:00");
    check("sofr_p99", "2025-10-16", "2025-10-17 08:00");
    check("tgcr", "2025-10-10", "2025-10-14 08:00");
    check("bgcr_volume", "2025-12-31", "2026-01-02 08:00");
    // Before Good Friday: markets closed, Reserve Banks open.
    check("sofr", "2025-04-17", "2025-04-21 08:00");
    check("effr", "2025-04-17", "2025-04-18 09:00");
    check("effr", "2025-04-18", "2025-04-21 09:00");
    // Independence Day on a Saturday.
    check("sofr", "2026-07-02", "2026-07-06 08:00");
    check("obfr", "2026-07-02", "2026-07-03 09:00");
    // A day of mourning closed the markets.
    check("sofr", "2018-12-04", "2018-12-06 08:00");
    check("effr", "2018-12-04", "2018-12-05 09:00");
}

#[test]
fn operations_are_known_the_same_day() {
    check("srf_accepted", "2025-10-31", "2025-10-31 13:46");
    check("srf_am", "2025-12-31", "2025-12-31 08:31");
    check("on_rrp", "2025-12-31", "2025-12-31 13:16");
}

#[test]
fn weekly_lines_come_with_the_release_of_their_wednesday() {
    let releases = [
        ("2019-07-03", "2019-07-05"),
        ("2020-12-23", "2020-12-28"),
        ("2025-01-01", "2025-01-02"),
        ("2025-01-08", "2025-01-10"),
        ("2025-06-18", "2025-06-20"),
        ("2025-10-29", "2025-10-30"),
        ("2025-11-26", "2025-11-28"),
        ("2025-12-10", "2025-12-11"),
        ("2025-12-24", "2025-12-29"),
        ("2025-12-31", "2026-01-02"),
        ("2026-11-11", "2026-11-12"),
        ("2026-11-25", "2026-11-27"),
        ("2026-12-23", "2026-12-24"),
        ("2026-12-30", "2026-12-31"),
        ("2027-11-10", "2027-11-12"),
        ("2027-11-24", "2027-11-26"),
        ("2027-12-29", "2027-12-30"),
    ];
    for (wednesday, release) in releases {
        check("reserves_avg", wednesday, &format!("{release} 16:30"));
        check("fed_assets_wed", wednesday, &format!("{release} 16:30"));
        check("on_rrp_wed", wednesday, &format!("{release} 16:30"));
    }
    // The New York Fed dates its holdings on the day before when the Wednesday is a holiday.
    check("bills_wed", "2019-12-24", "2019-12-26 16:30");
    check("bills_wed", "2019-12-31", "2020-01-02 16:30");
    // On the day after: to the week that follows, never to a release that may not have had it.
    check("bills_wed", "2018-11-22", "2018-11-29 16:30");
}

#[test]
fn administered_rates_are_known_with_the_statement() {
    check("iorb", "2025-10-30", "2025-10-29 14:00");
    check("iorb", "2020-03-04", "2020-03-03 10:00");
    check("target_lower", "2020-03-16", "2020-03-15 17:00");
    check("srf_rate", "2021-07-29", "2021-07-28 14:00");
    check("on_rrp_rate", "2024-12-19", "2024-12-18 14:00");
    // Before the first meeting that we know.
    check("iorb", "2018-12-20", "2018-12-19 14:00");
    // In force over a long weekend: still the last statement; a week later no more.
    check("iorb", "2025-11-02", "2025-10-29 14:00");
    check("iorb", "2025-11-03", "2025-11-02 14:00");
    // A statement of the very day comes too late to have announced it.
    check("iorb", "2025-10-29", "2025-10-28 14:00");
}

#[test]
fn other_series_have_no_rule() {
    check("tga_daily", "2025-12-23", "2025-12-29 16:00");
    for series in ["gdp", "btc_usd", "stablecoin_supply", "nonsense", "", "_"] {
        assert_eq!(CALENDAR.known_at(&SeriesId::of(series), day("2025-10-01")), None, "{series}");
    }
}

/// What replay believes is what the windows expect.
#[test]
fn known_at_and_windows_agree_on_every_release() {
    let of = [
        (ReleaseKind::Sofr, "sofr"),
        (ReleaseKind::Effr, "effr"),
        (ReleaseKind::OnRrp, "on_rrp"),
        (ReleaseKind::SrfMorning, "srf_am"),
        (ReleaseKind::SrfAfternoon, "srf_accepted"),
        (ReleaseKind::H41, "reserves_avg"),
    ];
    let upcoming = CALENDAR.upcoming(at("2018-01-01T00:00:00Z"), 4018);
    assert!(upcoming.len() > 6_000);
    for (kind, series) in of {
        for release in upcoming.iter().filter(|release| release.kind == kind) {
            assert_eq!(CALENDAR.known_at(&SeriesId::of(series), release.as_of), Some(release.at), "{release:?}");
        }
    }
}
