//! Odd days: pages that speak of tomorrow, releases that are late, holidays, cancelled operations, the two
//! nights on which clocks change.

use super::room::{Room, seconds};
use crate::board::SourceCondition;
use crate::sim::pages::nyfed::{Direction, Slot, Status};
use crate::sim::upstream::{Delay, ExtraOperation};
use crate::source::SourceKind;
use crate::testing::house::{House, at, day, one};

/// A site that shows figures of days that are not over is in error or ahead of the clock: nobody can know
/// them, and nobody is told.
#[tokio::test]
async fn a_figure_of_a_day_to_come_is_invisible() {
    for (source, now, shown, printed, series) in [
        (SourceKind::NyfedRates, "2025-10-30 09:30", "2025-10-29", "2025-10-30", "sofr"),
        (SourceKind::NyfedRates, "2025-10-30 09:30", "2025-10-29", "2025-10-31", "sofr"),
        (SourceKind::NyfedRepo, "2025-10-30 14:00", "2025-10-30", "2025-10-31", "srf_accepted"),
    ] {
        let mut house = House::lived_in("2025-10-29 06:00").await;
        house.until(at(now)).await;
        let good = house.text(source);
        let early = good.replace(shown, printed);
        house.read_text(source, &early).await;
        assert!(!house.knows(series, printed).await, "{series} of {printed} at {now}");
        assert!(house.ingest.look(|known| known.spoken_of.get(&source).copied() < Some(day(printed))).await);
        let told = house.alert_ids().await;
        assert!(matches!(told.as_slice(), [id] if id.starts_with(&format!("R18/{source}/content/"))), "{told:?}");
        house.read_text(source, &good).await;
        assert!(house.knows(series, shown).await);
        assert_eq!(house.alert_ids().await.last().map(|id| id.ends_with("/over")), Some(true));
    }
}

/// Friday's SOFR is dated before Monday morning and published in it.
#[tokio::test]
async fn a_figure_is_unknown_until_it_is_published_however_late() {
    let mut room = Room::watching(House::lived_in("2025-11-03 07:00").await, SourceKind::NyfedRates).await;
    let late = |minutes| Delay { path: "/api/rates/".into(), minutes };
    room.until(at("2025-11-03 07:59")).await;
    assert!(!room.house.text(SourceKind::NyfedRates).contains("2025-10-31"), "the site does not show it either");
    room.house.sites.delay(late(70));
    room.until(at("2025-11-03 08:59")).await;
    assert!(!room.house.knows("sofr", "2025-10-31").await);
    let [notice] = room.house.alert_ids().await.try_into().expect("one notice, and nothing else");
    assert_eq!(notice, "R18/nyfed-rates/outage/2025-11-03T13:46:00Z");
    assert_eq!(room.house.age(SourceKind::NyfedRates).await.state, SourceCondition::Late);
    room.until(at("2025-11-03 09:30")).await;
    room.house.sites.delay(late(0));
    room.until(at("2025-11-03 11:00")).await;
    let alerts = room.house.alerts().await;
    let told = one(&alerts, "R01/2025-10-31/critical");
    assert!(told.at > at("2025-11-03 09:00") && told.late_since == Some(at("2025-11-03 08:00")), "{told:?}");
    let known = room.house.vintages("sofr", "2025-10-31").await;
    assert_eq!(known.first().map(|(known_at, _)| *known_at), Some(told.at), "it became known when it was read");
    let notices = room.notices().await;
    assert_eq!(notices, [notice.clone(), format!("{notice}/over")]);
}

/// Federal offices were closed on 24, 25 and 26 Dec 2025: the week to the 24th came on Monday.
#[tokio::test]
async fn an_h41_four_days_late_by_the_calendar_is_not_late() {
    let mut room = Room::watching(House::lived_in("2025-12-23 12:00").await, SourceKind::H41).await;
    room.until(at("2025-12-29 16:29") - seconds(1)).await;
    assert_eq!(room.house.alert_ids().await, [""; 0], "nobody waits on Christmas Day");
    let christmas = room.asked(at("2025-12-25 16:00"), at("2025-12-25 18:00"));
    assert!(christmas.windows(2).all(|pair| pair[1] - pair[0] >= seconds(600)), "{christmas:?}");
    room.until(at("2025-12-29 16:31")).await;
    let alerts = room.house.alerts().await;
    let told = one(&alerts, "weekly/2025-12-24");
    assert!(told.at - at("2025-12-29 16:30") <= seconds(2) && told.late_since.is_none(), "{told:?}");
    assert_eq!(room.notices().await, [""; 0]);
}

/// The bond market closed on Good Friday 2025, the Reserve Banks did not: EFFR came, SOFR did not.
#[tokio::test]
async fn no_sofr_on_good_friday_is_no_outage() {
    let mut room = Room::watching(House::lived_in("2025-04-16 12:00").await, SourceKind::NyfedRates).await;
    room.until(at("2025-04-22 12:00")).await;
    assert!(!room.house.knows("sofr", "2025-04-18").await && room.house.knows("sofr", "2025-04-17").await);
    assert!(room.house.knows("effr", "2025-04-18").await && room.house.knows("sofr", "2025-04-21").await);
    assert_eq!(room.notices().await, [""; 0]);
    // Thursday's SOFR comes on Monday, and Friday morning nobody asks for it in haste.
    let friday = room.asked(at("2025-04-18 07:50"), at("2025-04-18 08:50"));
    assert!(friday.len() <= 3, "{friday:?}");
    let known = room.house.vintages("sofr", "2025-04-17").await;
    assert!(known[0].0 - at("2025-04-21 08:00") <= seconds(15), "{known:?}");
}

/// A cancelled operation leaves its day without a total: what was accepted in the morning is not the day's,
/// and nought is not what was accepted. People hear that a row cannot be used, and that the day is owed.
#[tokio::test]
async fn a_cancelled_operation_is_neither_nought_nor_a_total() {
    let mut room = Room::watching(House::lived_in("2025-11-12 06:00").await, SourceKind::NyfedRepo).await;
    let cancelled = ExtraOperation {
        date: day("2025-11-12"),
        direction: Direction::Repo,
        slot: Slot::Afternoon,
        status: Status::Cancelled,
        millions: 0.into(),
        note: String::new(),
        instead: true,
    };
    room.house.sites.operation(cancelled).expect("an operation");
    room.until(at("2025-11-12 20:00")).await;
    assert!(room.house.knows("srf_am", "2025-11-12").await && room.house.knows("on_rrp", "2025-11-12").await);
    assert!(!room.house.knows("srf_accepted", "2025-11-12").await, "no total, and no nought");
    let notices = room.notices().await;
    let [content, outage] = notices.as_slice() else { panic!("{notices:?}") };
    assert!(content.starts_with("R18/nyfed-repo/content/") && outage.starts_with("R18/nyfed-repo/outage/"));
    assert_eq!(room.house.alert_ids().await, notices, "nothing else");
    // The next day has its operations; the row stands on the page for two weeks, without another notice.
    room.until(at("2025-11-14 16:00")).await;
    assert!(room.house.knows("srf_accepted", "2025-11-13").await);
    let over = format!("{outage}/over");
    assert_eq!(room.notices().await, [content.clone(), outage.clone(), over]);
}

/// Clocks go back on 2 Nov 2025 and forward on 8 Mar 2026: eight o'clock in New York is another hour of UTC.
#[tokio::test]
async fn windows_follow_the_clocks_of_new_york() {
    for (from, series, date, opens, due) in [
        ("2025-10-31 07:00", "sofr", "2025-10-30", "2025-10-31T11:59:00Z", "2025-10-31T12:00:00Z"),
        ("2025-11-01 12:00", "sofr", "2025-10-31", "2025-11-03T12:59:00Z", "2025-11-03T13:00:00Z"),
        ("2026-03-06 07:00", "sofr", "2026-03-05", "2026-03-06T12:59:00Z", "2026-03-06T13:00:00Z"),
        ("2026-03-07 12:00", "sofr", "2026-03-06", "2026-03-09T11:59:00Z", "2026-03-09T12:00:00Z"),
    ] {
        let (opens, due) = (opens.parse().expect("an instant"), due.parse().expect("an instant"));
        let mut room = Room::watching(House::lived_in(from).await, SourceKind::NyfedRates).await;
        room.until(due + seconds(60)).await;
        let known = room.house.vintages(series, date).await;
        assert!(known[0].0 >= due && known[0].0 - due <= seconds(15), "{from}: {known:?}");
        let before = room.asked(opens - seconds(600), due);
        let fast: Vec<_> = before.iter().filter(|asked| **asked >= opens).collect();
        assert!(
            before.len() - fast.len() <= 1 && fast.first() == Some(&&opens) && fast.len() == 4,
            "{from}: {before:?}"
        );
    }
}

/// The hour that comes twice and the hour that never comes are as long as any to a feed.
#[tokio::test]
async fn the_feed_is_asked_all_night_when_the_clocks_change() {
    for (from, to) in [("2025-11-02 00:00", "2025-11-02 04:00"), ("2026-03-08 00:00", "2026-03-08 04:00")] {
        let mut room = Room::watching(House::lived_in(from).await, SourceKind::PressFeed).await;
        room.until(at(to)).await;
        let asked = room.asked(at(from), at(to));
        assert!(asked.windows(2).all(|pair| pair[1] - pair[0] == seconds(600)), "{asked:?}");
        let minutes = (at(to) - at(from)).num_minutes();
        assert_eq!(i64::try_from(asked.len()), Ok(minutes / 10), "{from}: {minutes} minutes");
    }
}
