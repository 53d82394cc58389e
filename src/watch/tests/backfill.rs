//! A new database reads the history that its rules look back on: silently, politely, once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::stage::{Room, seconds};
use crate::clock::ny;
use crate::sim::upstream::FaultKind;
use crate::source::SourceKind;
use crate::testing::house::{House, at};
use crate::watch::backfill::jobs;

/// As shipped in config/default.toml.
const WEEKS: u32 = 60;

/// A Monday morning, before the first release of the week.
const START: &str = "2025-10-27 06:00";

async fn new_database() -> Room {
    let mut room = Room::of(House::new(START).await).await;
    room.watch_all();
    room.read_history(WEEKS);
    room
}

/// The pages of history among those that were asked for.
fn history(room: &Room) -> Vec<(DateTime<Utc>, String)> {
    let from = at(START) - TimeDelta::weeks(WEEKS.into());
    let jobs: BTreeSet<String> =
        jobs(&room.house.calendar, ny::date(from), at(START)).into_iter().map(|job| job.address.path).collect();
    let mut asked = room.journal();
    asked.retain(|(_, path)| jobs.contains(path));
    asked
}

fn is_board(path: &str) -> bool {
    path.starts_with("/releases/")
}

#[tokio::test]
async fn history_is_read_politely_and_nothing_of_it_is_told() {
    let mut room = new_database().await;
    room.until(at(START) + seconds(20)).await;
    // While it is being read, it is seen how far it has come, and which rules wait for it.
    let (done, all) = room.house.ingest.progress().expect("it reads");
    assert!(done > 5 && done < all && all > 60, "{done} of {all}");
    let dormant = room.house.dormant().await;
    assert!(dormant.get("R08").is_some_and(|why| why.to_string().contains("prints known")), "{dormant:?}");

    room.until(at(START) + seconds(300)).await;
    assert!(room.house.ingest.is_backfilled().await);
    assert_eq!(room.house.ingest.progress(), None);
    assert_eq!(room.house.alert_ids().await, [""; 0]);
    assert_eq!(room.house.rows("ledger").await, [""; 0]);
    assert_eq!(room.house.dormant().await, BTreeMap::new());
    let asked = history(&room);
    for board in [true, false] {
        let times: Vec<_> = asked.iter().filter(|(_, path)| is_board(path) == board).map(|(at, _)| *at).collect();
        assert!(times.len() >= 10, "{times:?}");
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= seconds(1)), "{times:?}");
    }
    each_was_asked_for_once(&room);
    states_are_those_of_a_house_that_watched_all_along(&room).await;
    what_comes_then_is_told(&mut room).await;
}

fn each_was_asked_for_once(room: &Room) {
    let asked: Vec<String> = history(room).into_iter().map(|(_, path)| path).collect();
    let pages: BTreeSet<&String> = asked.iter().collect();
    assert_eq!(pages.len(), asked.len(), "{asked:#?}");
}

/// Sixty weeks are enough for every rule but for what it remembers of spells before them.
async fn states_are_those_of_a_house_that_watched_all_along(room: &Room) {
    let expected = House::lived_in(START).await.store.rule_states().await.expect("read");
    let states = room.house.store.rule_states().await.expect("read");
    for (rule, long) in &expected {
        let read = &states[rule];
        assert_eq!((read.level, read.since, read.told), (long.level, long.since, long.told), "{rule}");
        assert_eq!((read.peak, read.judged), (long.peak, long.judged), "{rule}");
        assert_eq!(read.last_alert, long.last_alert, "{rule}");
    }
}

/// The rules are awake: the week goes as in a house that watched all along.
async fn what_comes_then_is_told(room: &mut Room) {
    room.until(at("2025-11-03 12:00")).await;
    let told = room.house.alert_ids().await;
    let mut other = House::lived_in(START).await;
    other.live_until("2025-11-03 12:00", &[]).await;
    let rules = |ids: &[String]| {
        let ids = ids.iter().filter(|id| id.starts_with("R0") || id.starts_with("R15") || id.starts_with("weekly"));
        ids.cloned().collect::<BTreeSet<_>>()
    };
    assert_eq!(rules(&told), rules(&other.alert_ids().await), "{told:?}");
}

#[tokio::test]
async fn killed_in_the_middle_it_goes_on_where_it_stood() {
    let mut room = new_database().await;
    for _ in 0..3 {
        room.until(room.house.clock.now() + seconds(12)).await;
        assert!(!room.house.ingest.is_backfilled().await);
        room.restart().await;
        room.watch_all();
        room.read_history(WEEKS);
    }
    room.until(at(START) + seconds(600)).await;
    assert!(room.house.ingest.is_backfilled().await);
    each_was_asked_for_once(&room);
    assert_eq!(room.house.alert_ids().await, [""; 0]);
    states_are_those_of_a_house_that_watched_all_along(&room).await;
    // A later start reads nothing more.
    let asked = history(&room).len();
    room.restart().await;
    room.read_history(WEEKS);
    room.until(at(START) + seconds(1200)).await;
    assert_eq!(history(&room).len(), asked);
}

#[tokio::test]
async fn what_could_not_be_read_is_tried_again_in_the_next_round() {
    let mut room = Room::of(House::new(START).await).await;
    room.fault("/releases/h41/20250904/", 1, FaultKind::Status(503));
    room.fault("/releases/h41/20250911/", 2, FaultKind::ErrorPage);
    room.fault("rates/all/search", 1, FaultKind::Truncate(400));
    room.read_history(WEEKS);
    room.until(at(START) + seconds(300)).await;
    assert!(!room.house.ingest.is_backfilled().await);
    assert!(room.house.ingest.progress().is_some_and(|(done, all)| all - done == 3), "three pages are missing");
    room.until(at(START) + seconds(1500)).await;
    assert!(room.house.ingest.is_backfilled().await, "the second round lacks one page, the third none");
    let times = |name: &str| history(&room).iter().filter(|(_, path)| path.contains(name)).count();
    assert_eq!((times("20250904"), times("20250911"), times("20250918")), (2, 3, 1));
    // The newest days come with the first look of the watches.
    for source in SourceKind::ALL {
        room.house.read(source).await;
    }
    states_are_those_of_a_house_that_watched_all_along(&room).await;
}
