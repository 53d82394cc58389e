//! The New York Fed corrects a rate at 14:30 of the day on which it came out; the Board corrects a week.
//!
//! SOFR of 31 Oct 2025, told on Monday at 08:00 with 32 basis points over IORB, is revised at 14:30.

use crate::alert::{Alert, Correction, Edge, Manner, Severity};
use crate::rule::{RuleState, States};
use crate::series::SeriesId;
use crate::sim::history;
use crate::sim::upstream::Revision;
use crate::source::SourceKind;
use crate::testing::house::{House, at, day, finding, funding, number, one, weekly};
use crate::unit::UsdMillions;

const TOLD: &str = "R01/2025-10-31/critical";

/// From now on the site says otherwise.
fn revise(house: &House, series: &str, date: &str, value: &str) {
    let revision = Revision { series: SeriesId::named(series), date: day(date), value: number(value), from: None };
    house.sites.revise(revision).expect("a figure of history");
}

fn correction(series: &str, date: &str, before: &str, after: &str) -> Correction {
    Correction { series: SeriesId::named(series), date: day(date), before: number(before), after: number(after) }
}

/// Monday, 3 Nov, after the revision of Friday's SOFR from what it was.
async fn revised_on_monday(mut house: House, to: &str, restarts: bool) -> House {
    house.live_until("2025-11-03 14:29", &[]).await;
    if restarts {
        house.restart().await;
    }
    revise(&house, "sofr", "2025-10-31", to);
    house.until(at("2025-11-03 14:30")).await;
    house.read(SourceKind::NyfedRates).await;
    house
}

async fn as_in_history() -> House {
    House::lived_in("2025-10-27 00:00").await
}

async fn with_first_print(sofr: &str) -> House {
    let archive = history::edited("sofr", "2025-10-31,4.22", &format!("2025-10-31,{sofr}"));
    House::of(archive, "2025-10-27 00:00").await
}

/// What a state says to whoever looks at it now.
fn stands(state: &RuleState) -> (Severity, Option<String>, Option<String>, bool) {
    let text = |date: chrono::NaiveDate| date.to_string();
    (state.level, state.since.map(text), state.peak.map(|peak| peak.normalize().to_string()), state.told)
}

async fn states(house: &House) -> States {
    house.store.rule_states().await.expect("read")
}

fn spoke(alert: &Alert) -> Vec<&str> {
    funding(alert).findings.iter().map(|finding| finding.rule.as_str()).collect()
}

/// Lines of the ledger as they stand, or all of them with those that were taken back.
async fn ledger(house: &House, rule: &str) -> Vec<(String, Severity, bool)> {
    let lines = house.store.ledger().await.expect("read").into_iter().filter(|line| line.rule == rule);
    lines.map(|line| (line.date.to_string(), line.severity, line.peak)).collect()
}

#[tokio::test]
async fn a_level_that_falls_is_corrected_aloud() {
    for restarts in [false, true] {
        let mut house = revised_on_monday(as_in_history().await, "4.05", restarts).await;
        let alerts = house.alerts().await;
        let told = one(&alerts, TOLD);
        assert_eq!((told.revision, told.manner, told.at), (2, Manner::Corrects, at("2025-11-03 14:30")));
        assert_eq!(funding(told).corrections, [correction("sofr", "2025-10-31", "4.22", "4.05")]);
        let first = alerts.iter().find(|alert| alert.id == TOLD).expect("told on Monday morning");
        assert_eq!(spoke(first), ["R01", "R02", "R04", "R21"]);
        // 15 over IORB and 5 over the standing repo rate were levels that stood already: only TGCR speaks on.
        assert_eq!(spoke(told), ["R04"]);
        for rule in ["R01", "R02", "R21"] {
            assert!(ledger(&house, rule).await.iter().all(|(date, ..)| date != "2025-10-31"), "{rule}");
        }
        // It stays on record that it was said, and that it was taken back.
        let lines = house.store.ledger_tail(50).await.expect("read");
        let taken_back: Vec<_> = lines.iter().filter(|line| line.corrected).map(|line| line.rule.as_str()).collect();
        assert_eq!(taken_back, ["R01", "R02", "R21"]);
        as_if_it_had_been_so_from_the_start(&mut house, "4.05").await;
    }
}

async fn as_if_it_had_been_so_from_the_start(house: &mut House, sofr: &str) {
    let mut other = with_first_print(sofr).await;
    other.live_until("2025-11-03 14:30", &[]).await;
    for _ in 0..2 {
        let (revised, first) = (states(house).await, states(&other).await);
        for (rule, state) in &first {
            assert_eq!(stands(&revised[rule]), stands(state), "{rule} on {}", house.clock.now());
        }
        // Later prints go on from there.
        house.live_until("2025-11-14 12:00", &[]).await;
        other.live_until("2025-11-14 12:00", &[]).await;
    }
    let since = |alerts: Vec<Alert>| {
        let late = alerts.into_iter().filter(|alert| alert.at > at("2025-11-03 14:30"));
        late.map(|alert| (alert.id, alert.revision)).collect::<Vec<_>>()
    };
    assert_eq!(since(house.alerts().await), since(other.alerts().await));
}

#[tokio::test]
async fn a_level_that_nobody_was_told_of_is_news_with_its_corrections() {
    for restarts in [false, true] {
        let house = revised_on_monday(with_first_print("3.93").await, "4.22", restarts).await;
        let alerts = house.alerts().await;
        let of_the_revision: Vec<&Alert> = alerts.iter().filter(|alert| alert.at == at("2025-11-03 14:30")).collect();
        let [told] = of_the_revision[..] else { panic!("{of_the_revision:#?}") };
        assert_eq!((told.revision, told.manner), (1, Manner::New));
        assert_eq!(told.late_since, None, "a revision is no late release");
        assert_eq!(funding(told).corrections, [correction("sofr", "2025-10-31", "3.93", "4.22")]);
        for rule in ["R01", "R02"] {
            assert_eq!(finding(told, rule).severity, Severity::Critical, "all of one revision is one message");
        }
        assert_eq!(ledger(&house, "R01").await.last(), Some(&("2025-10-31".into(), Severity::Critical, false)));
    }
}

#[tokio::test]
async fn a_change_without_another_level_is_a_new_vintage_and_no_message() {
    let mut house = as_in_history().await;
    house.live_until("2025-11-03 14:29", &[]).await;
    let (told, lines) = (house.alert_ids().await, house.rows("ledger").await);
    revise(&house, "sofr", "2025-10-31", "4.23");
    house.until(at("2025-11-03 14:30")).await;
    assert_eq!(house.read(SourceKind::NyfedRates).await, 0);
    let both = [(at("2025-11-03 08:00"), "4.22".to_owned()), (at("2025-11-03 14:30"), "4.23".to_owned())];
    assert_eq!(house.vintages("sofr", "2025-10-31").await, both);
    assert_eq!((house.alert_ids().await, house.rows("ledger").await), (told, lines));
    // The same page again has nothing to say either.
    house.restart().await;
    assert_eq!(house.read(SourceKind::NyfedRates).await, 0);
}

#[tokio::test]
async fn two_revisions_upwards_are_two_peaks() {
    let mut house = as_in_history().await;
    house.live_until("2025-11-03 14:29", &[]).await;
    for (time, sofr) in [("2025-11-03 14:30", "4.33"), ("2025-11-03 15:10", "4.44")] {
        house.until(at(time)).await;
        revise(&house, "sofr", "2025-10-31", sofr);
        assert_eq!(house.read(SourceKind::NyfedRates).await, 1, "{sofr}");
        house.restart().await;
    }
    let alerts = house.alerts().await;
    let mut ids = Vec::new();
    for (time, last, spread) in [("2025-11-03 14:30", "32", "43"), ("2025-11-03 15:10", "43", "54")] {
        let told: Vec<&Alert> = alerts.iter().filter(|alert| alert.at == at(time)).collect();
        let [told] = told[..] else { panic!("{told:#?}") };
        assert_eq!((told.revision, told.manner), (1, Manner::New), "{time}");
        let peak = finding(told, "R01");
        assert_eq!(peak.edge, Edge::NewPeak { last: number(last) }, "{time}");
        assert_eq!(peak.metrics.get("sofr_minus_iorb"), Some(&number(spread)), "{time}");
        ids.push(told.id.clone());
    }
    assert_ne!(ids[0], ids[1]);
    // The record has the rise, and of the peaks the one that stands, under the message that tells it.
    let friday = |lines: Vec<(String, Severity, bool)>| {
        lines.into_iter().filter(|(date, ..)| date == "2025-10-31").map(|(_, _, peak)| peak).collect::<Vec<_>>()
    };
    assert_eq!(friday(ledger(&house, "R01").await), [false, true]);
    let rows = house.rows("ledger").await;
    let peak = rows.iter().find(|row| row.contains("\"R01\"") && row.contains("2025-10-31") && row.contains("peak"));
    assert!(peak.is_some_and(|row| row.contains(&ids[1])), "{rows:#?}");
}

/// A week is corrected while its page is the current one.
async fn after_the_week_is_revised(to: &str) -> House {
    let mut house = House::lived_in("2025-10-30 09:00").await;
    house.live_until("2025-10-31 09:30", &[]).await;
    house.restart().await;
    revise(&house, "reserves_avg", "2025-10-29", to);
    assert_eq!(house.read(SourceKind::H41).await, 1, "{to}");
    house
}

#[tokio::test]
async fn a_corrected_week_is_an_edit_where_no_level_changes() {
    let house = after_the_week_is_revised("2848100").await;
    let alerts = house.alerts().await;
    let told = one(&alerts, "weekly/2025-10-29");
    assert_eq!((told.revision, told.manner), (2, Manner::Adds));
    let week = weekly(told);
    let reserves = (week.reserves.value, week.reserves.change);
    assert_eq!(reserves, (UsdMillions(number("2848100")), Some(UsdMillions(number("-84937")))));
    let contributions = week.contributions.iter().map(|line| line.to_reserves.0);
    assert_eq!(contributions.sum::<rust_decimal::Decimal>(), number("-84937"));
}

#[tokio::test]
async fn a_corrected_week_whose_level_changes_is_said_aloud() {
    let house = after_the_week_is_revised("2760000").await;
    let alerts = house.alerts().await;
    let told = one(&alerts, "weekly/2025-10-29");
    assert_eq!((told.revision, told.manner), (2, Manner::Corrects));
    let week = weekly(told);
    assert_eq!(week.reserves.value, UsdMillions(number("2760000")));
    assert!(week.corrections.contains(&correction("reserves_avg", "2025-10-29", "2848021", "2760000")));
    let shift = week.findings.iter().find(|finding| finding.rule == "R08").expect("173 billion in a week");
    assert_eq!(shift.severity, Severity::Critical);
    assert!(ledger(&house, "R08").await.contains(&("2025-10-29".into(), Severity::Critical, false)));
    let states = states(&house).await;
    assert_eq!(states["R22"].level, Severity::Critical, "four weeks on as well");
}

#[tokio::test]
async fn a_revision_of_what_was_out_before_the_first_start_moves_the_states_in_silence() {
    let mut house = House::new("2025-11-03 12:00").await;
    for source in SourceKind::ALL {
        house.read(source).await;
    }
    assert_eq!(states(&house).await["R01"].level, Severity::Critical);
    revise(&house, "sofr", "2025-10-31", "3.91");
    house.until(at("2025-11-03 14:30")).await;
    assert_eq!(house.read(SourceKind::NyfedRates).await, 0);
    assert_eq!((house.alert_ids().await, house.rows("ledger").await), (Vec::new(), Vec::new()));
    let archive = history::edited("sofr", "2025-10-31,4.22", "2025-10-31,3.91");
    let other = House::new_of(archive, "2025-11-03 12:00").await;
    for source in SourceKind::ALL {
        other.read(source).await;
    }
    let (revised, first) = (states(&house).await, states(&other).await);
    for rule in ["R01", "R02", "R21"] {
        assert_eq!(stands(&revised[rule]), stands(&first[rule]), "{rule}");
    }
}
