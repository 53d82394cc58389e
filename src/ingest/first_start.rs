//! What a database knows before it has asked anybody: administered rates and GDP, built in.

use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::calendar::Calendar;
use crate::clock::ny;
use crate::replay::figures::{Quarter, figures, gdp_known_at, quarters};
use crate::replay::{Figure, Position, replay};
use crate::rule::{Rule, RuleBook};
use crate::series::archive::Archive;
use crate::series::catalogue::describe;
use crate::series::{History, Kind, SeriesId};
use crate::store::{Store, StoreError, judgement, knowledge, meta, millis};

const RATES: &str = include_str!("../../config/administered_rates.csv");

#[derive(Debug, Deserialize)]
struct Row {
    announced: NaiveDate,
    in_force_from: NaiveDate,
    target_lower: Decimal,
    target_upper: Decimal,
    iorb: Decimal,
    on_rrp_rate: Decimal,
    srf_rate: Option<Decimal>,
}

/// Seeds a database that was never started before; does nothing otherwise.
///
/// # Errors
/// The database cannot be written, or a built-in table is wrong.
pub(super) async fn seed(
    store: &Store,
    calendar: &Calendar,
    book: &RuleBook,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    if store.meta(meta::STARTED_AT).await?.is_some() {
        return Ok(());
    }
    let (rates, confirmed) = administered_rates(calendar, now)?;
    let mut tx = store.begin().await?;
    for figure in rates.iter().chain(&gdp(now)?) {
        knowledge::add_observation(&mut tx, figure, "built in").await?;
    }
    meta::put(&mut tx, meta::STARTED_AT, &millis(now).to_string()).await?;
    meta::put(&mut tx, meta::RULES, &names(book)).await?;
    if let Some(date) = confirmed {
        meta::put(&mut tx, meta::RATES_CONFIRMED, &date.to_string()).await?;
    }
    crate::store::commit(tx, "seeding a new database").await?;
    Ok(())
}

/// Fills a new database with an archive's figures as they were known at `start`, and the rules' states
/// by replay, in one transaction: as if the program had watched all along and told nobody.
///
/// # Errors
/// The database cannot be written, or a built-in table is wrong.
pub async fn warm_up(
    store: &Store,
    calendar: &Calendar,
    book: &RuleBook,
    archive: &Archive,
    start: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut figures = figures(archive, calendar).context("config/gdp.csv")?;
    figures.retain(|figure| figure.known_at <= start);
    let mut tx = store.begin().await?;
    // Rules and messages look back on little more than a year; only the replay needs all of it.
    let since = ny::date(start).checked_sub_days(Days::new(1_150)).unwrap_or(NaiveDate::MIN);
    let is_step = |series| matches!(describe(series), Some((_, Kind::Step | Kind::QuarterlyFlow)));
    for figure in figures.iter().filter(|figure| figure.date >= since || is_step(&figure.series)) {
        knowledge::add_observation(&mut tx, figure, "history").await?;
    }
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let mut position = Position::default();
    drop(replay(&rules, calendar, &mut position, figures));
    for rule in rules {
        if let Some(state) = position.states.get(&rule.id) {
            judgement::put_state(&mut tx, &rule.id, rule.version, state, start).await?;
        }
    }
    meta::put(&mut tx, meta::STARTED_AT, &millis(start).to_string()).await?;
    if let Some(date) = last_meeting(calendar, start) {
        meta::put(&mut tx, meta::RATES_CONFIRMED, &date.to_string()).await?;
    }
    meta::put(&mut tx, meta::RULES, &names(book)).await?;
    meta::put(&mut tx, meta::BACKFILLED, "1").await?;
    crate::store::commit(tx, "warming up a new database").await?;
    Ok(())
}

/// Rules that this database has never watched with, after an upgrade, look at all that is known in silence:
/// what they would have said of the past weeks is no news today. One transaction, and nothing where there
/// are none.
///
/// # Errors
/// The database cannot be read or written.
pub(super) async fn take_up_new_rules(
    store: &Store,
    calendar: &Calendar,
    book: &RuleBook,
    unread: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let watched = store.meta(meta::RULES).await?;
    if watched.as_deref() == Some(&names(book)) {
        return Ok(());
    }
    let watched: Vec<&str> = watched.iter().flat_map(|names| names.split(',')).collect();
    let states = store.rule_states().await?;
    let is_new = |rule: &&Rule| !watched.contains(&rule.id.as_str()) && !states.contains_key(&rule.id);
    let rules: Vec<&Rule> = book.rules.iter().filter(is_new).collect();
    let mut position = Position { history: History::default().with_rates_until(unread), ..Position::default() };
    drop(replay(&rules, calendar, &mut position, store.figures_since(NaiveDate::MIN).await?));
    let mut tx = store.begin().await?;
    for rule in rules {
        let mut state = position.states.remove(&rule.id).unwrap_or_default();
        // A rule that lacks history yet is not to tell, once it has it, of what is known today.
        state.judged = state.judged.or_else(|| rule.metric.dates(&position.history, ny::date(now)).next());
        judgement::put_state(&mut tx, &rule.id, rule.version, &state, now).await?;
    }
    meta::put(&mut tx, meta::RULES, &names(book)).await?;
    crate::store::commit(tx, "taking up new rules").await
}

/// The rules of the book, as they are kept in [`meta::RULES`].
fn names(book: &RuleBook) -> String {
    let names: Vec<&str> = book.rules.iter().map(|rule| rule.id.as_str()).collect();
    names.join(",")
}

/// The last meeting whose statement was out at `now`.
fn last_meeting(calendar: &Calendar, now: DateTime<Utc>) -> Option<NaiveDate> {
    let meetings = calendar.meetings();
    let past = meetings.iter().filter(|meeting| meeting.statement_at <= now);
    past.map(|meeting| meeting.end).max()
}

/// The built-in rates that were announced by `now`, and the last meeting that they cover: the table
/// has every change up to its last row, so the meetings in between changed nothing.
fn administered_rates(calendar: &Calendar, now: DateTime<Utc>) -> anyhow::Result<(Vec<Figure>, Option<NaiveDate>)> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(RATES.as_bytes());
    let mut figures = Vec::new();
    let mut covered = None;
    for row in reader.deserialize() {
        let row: Row = row.context("config/administered_rates.csv")?;
        covered = covered.max(Some(row.announced));
        let known_at = ny::at(row.announced, 14, 0);
        if known_at > now {
            continue;
        }
        let values = [
            ("target_lower", Some(row.target_lower)),
            ("target_upper", Some(row.target_upper)),
            ("iorb", Some(row.iorb)),
            ("on_rrp_rate", Some(row.on_rrp_rate)),
            ("srf_rate", row.srf_rate),
        ];
        figures.extend(values.into_iter().filter_map(|(name, value)| {
            Some(Figure { known_at, series: SeriesId::of(name), date: row.in_force_from, value: value? })
        }));
    }
    Ok((figures, last_meeting(calendar, now).min(covered)))
}

fn gdp(now: DateTime<Utc>) -> anyhow::Result<Vec<Figure>> {
    let quarters = quarters().context("config/gdp.csv")?;
    let figure = |quarter: &Quarter| Figure {
        known_at: gdp_known_at(quarter),
        series: SeriesId::of("gdp"),
        date: quarter.quarter,
        value: quarter.value,
    };
    Ok(quarters.iter().map(figure).filter(|figure| figure.known_at <= now).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_that_starts_in_october_2025_knows_no_later_rate() {
        let now = ny::at("2025-10-27".parse().expect("a date"), 0, 0);
        let (rates, confirmed) = administered_rates(&Calendar::builtin().expect("good"), now).expect("a good table");
        assert_eq!(confirmed.map(|date| date.to_string()), Some("2025-09-17".into()));
        let last = rates.iter().rfind(|figure| figure.series.as_str() == "iorb").expect("there");
        assert_eq!((last.date.to_string(), last.value.to_string()), ("2025-09-18".into(), "4.15".into()));
        assert!(gdp(now).expect("a good table").iter().all(|figure| figure.known_at <= now));
    }
}
