//! What rules decided, stored: their states, and the ledger of edges and new peaks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::Row;

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};
use crate::alert::{Edge, Finding, Severity};
use crate::board::answers::HistoryLine;
use crate::replay::Line;
use crate::rule::{RuleState, States};

sql! {
    /// The states of all rules.
    STATES = "SELECT rule, state FROM rule_state ORDER BY rule";
    /// Saved in the transaction that says what they decided.
    PUT_STATE = "INSERT INTO rule_state (rule, version, state, updated_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (rule) DO UPDATE
                 SET version = excluded.version, state = excluded.state, updated_at = excluded.updated_at";
    /// A line of the public record; the natural key makes a repeated commit a no-op. A line that a revision
    /// took back and another one brings again is news of its own.
    ADD_LINE = "INSERT INTO ledger (rule, as_of, severity, peak, at, metrics, alert)
                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (rule, as_of, severity, peak) DO UPDATE
                SET at = excluded.at, metrics = excluded.metrics, alert = excluded.alert, corrected_at = NULL
                WHERE ledger.corrected_at IS NOT NULL";
    /// A revision of the figures took the line back.
    CORRECT = "UPDATE ledger SET corrected_at = $5
               WHERE rule = $1 AND as_of = $2 AND severity = $3 AND peak = $4 AND corrected_at IS NULL";
    /// The record as it stands, oldest first.
    LEDGER = "SELECT rule, as_of, severity, peak, at, metrics FROM ledger WHERE corrected_at IS NULL
              ORDER BY at, rule, as_of, peak";
    /// Its last lines, newest first, what was taken back among them.
    TAIL = "SELECT rule, as_of, severity, peak, at, metrics, corrected_at FROM ledger
            ORDER BY at DESC, rule, as_of DESC, peak DESC LIMIT $1";
}

/// Saves the state of one rule.
///
/// # Errors
/// The database's own.
pub async fn put_state(
    tx: &mut Tx,
    rule: &str,
    version: i64,
    state: &RuleState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let json = serde_json::to_string(state).map_err(encode).doing("writing a rule's state")?;
    sqlx::query(PUT_STATE)
        .bind(rule)
        .bind(version)
        .bind(json)
        .bind(millis(now))
        .execute(&mut **tx)
        .await
        .doing("saving a rule's state")?;
    Ok(())
}

/// Adds what a rule found to the ledger, with the alert that tells it.
///
/// # Errors
/// The database's own.
pub async fn add_line(tx: &mut Tx, finding: &Finding, alert: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let metrics = serde_json::to_string(&finding.metrics).map_err(encode).doing("writing a ledger line")?;
    sqlx::query(ADD_LINE)
        .bind(&finding.rule)
        .bind(finding.date.to_string())
        .bind(finding.severity.as_str())
        .bind(i64::from(matches!(finding.edge, Edge::NewPeak { .. })))
        .bind(millis(now))
        .bind(metrics)
        .bind(alert)
        .execute(&mut **tx)
        .await
        .doing("adding to the ledger")?;
    Ok(())
}

/// Says of a line of the ledger that a revision of the figures took it back at `now`; whether there was
/// such a line. It stays on record and is no longer part of [`Store::ledger`].
///
/// # Errors
/// The database's own.
pub async fn mark_corrected(
    tx: &mut Tx,
    rule: &str,
    as_of: NaiveDate,
    severity: Severity,
    peak: bool,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let correct = sqlx::query(CORRECT).bind(rule).bind(as_of.to_string()).bind(severity.as_str());
    let correct = correct.bind(i64::from(peak)).bind(millis(now)).execute(&mut **tx).await;
    correct.doing("correcting the ledger").map(|done| done.rows_affected() == 1)
}

impl Store {
    /// The states of all rules as saved.
    ///
    /// # Errors
    /// The database's own, or a state that this program did not write.
    pub async fn rule_states(&self) -> Result<States, StoreError> {
        let rows = sqlx::query(STATES).fetch_all(self.reader()).await.doing("reading the rules' states")?;
        rows.iter()
            .map(|row| {
                let json: String = row.try_get(1)?;
                Ok((row.try_get(0)?, serde_json::from_str(&json).map_err(decode)?))
            })
            .collect::<Result<_, sqlx::Error>>()
            .doing("reading the rules' states")
    }

    /// The ledger as it stands, oldest line first; lines that a revision took back are left out.
    ///
    /// # Errors
    /// The database's own, or a line that this program did not write.
    pub async fn ledger(&self) -> Result<Vec<Line>, StoreError> {
        let rows = sqlx::query(LEDGER).fetch_all(self.reader()).await.doing("reading the ledger")?;
        rows.iter().map(line).collect::<Result<_, sqlx::Error>>().doing("reading the ledger")
    }

    /// The last `lines` of the ledger, newest first, with those that a revision took back.
    ///
    /// # Errors
    /// The database's own, or a line that this program did not write.
    pub async fn ledger_tail(&self, lines: u32) -> Result<Vec<HistoryLine>, StoreError> {
        let doing = "reading the end of the ledger";
        let rows = sqlx::query(TAIL).bind(i64::from(lines)).fetch_all(self.reader()).await.doing(doing)?;
        rows.iter().map(history_line).collect::<Result<_, sqlx::Error>>().doing(doing)
    }
}

fn line(row: &sqlx::any::AnyRow) -> Result<Line, sqlx::Error> {
    use rust_decimal::prelude::ToPrimitive;
    let HistoryLine { rule, at, date, severity, peak, metrics, .. } = columns(row)?;
    let metrics = metrics.into_iter().filter_map(|(name, value)| Some((name, value.to_f64()?))).collect();
    Ok(Line { rule, at, date, severity, metrics, peak })
}

fn history_line(row: &sqlx::any::AnyRow) -> Result<HistoryLine, sqlx::Error> {
    let corrected_at: Option<i64> = row.try_get(6)?;
    Ok(HistoryLine { corrected: corrected_at.is_some(), ..columns(row)? })
}

/// The columns that every reading of the ledger has; whether it was corrected is not among them.
fn columns(row: &sqlx::any::AnyRow) -> Result<HistoryLine, sqlx::Error> {
    let severity: String = row.try_get(2)?;
    let severity: Severity = serde_json::from_value(severity.into()).map_err(decode)?;
    let metrics: String = row.try_get(5)?;
    let metrics: BTreeMap<String, Decimal> = serde_json::from_str(&metrics).map_err(decode)?;
    Ok(HistoryLine {
        rule: row.try_get(0)?,
        at: instant(row.try_get(4)?),
        date: row.try_get::<String, _>(1)?.parse().map_err(decode)?,
        severity,
        peak: row.try_get::<i64, _>(3)? == 1,
        metrics,
        corrected: false,
    })
}

fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

fn encode(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Encode(Box::new(error))
}
