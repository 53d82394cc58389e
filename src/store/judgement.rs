//! What rules decided, stored: their states, and the ledger of edges and new peaks.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::Row;

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};
use crate::alert::{Edge, Finding, Severity};
use crate::replay::Line;
use crate::rule::{RuleState, States};

sql! {
    /// The states of all rules.
    STATES = "SELECT rule, state FROM rule_state ORDER BY rule";
    /// Saved in the transaction that says what they decided.
    PUT_STATE = "INSERT INTO rule_state (rule, version, state, updated_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (rule) DO UPDATE
                 SET version = excluded.version, state = excluded.state, updated_at = excluded.updated_at";
    /// A line of the public record; the natural key makes a repeated commit a no-op.
    ADD_LINE = "INSERT INTO ledger (rule, as_of, severity, peak, at, metrics, alert)
                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (rule, as_of, severity, peak) DO NOTHING";
    /// The record, oldest first.
    LEDGER = "SELECT rule, as_of, severity, peak, at, metrics FROM ledger ORDER BY at, rule, as_of, peak";
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

    /// The ledger, oldest line first.
    ///
    /// # Errors
    /// The database's own, or a line that this program did not write.
    pub async fn ledger(&self) -> Result<Vec<Line>, StoreError> {
        let rows = sqlx::query(LEDGER).fetch_all(self.reader()).await.doing("reading the ledger")?;
        rows.iter().map(line).collect::<Result<_, sqlx::Error>>().doing("reading the ledger")
    }
}

fn line(row: &sqlx::any::AnyRow) -> Result<Line, sqlx::Error> {
    use rust_decimal::prelude::ToPrimitive;
    let severity: String = row.try_get(2)?;
    let severity: Severity = serde_json::from_value(severity.into()).map_err(decode)?;
    let metrics: String = row.try_get(5)?;
    let metrics: BTreeMap<String, Decimal> = serde_json::from_str(&metrics).map_err(decode)?;
    Ok(Line {
        rule: row.try_get(0)?,
        at: instant(row.try_get(4)?),
        date: row.try_get::<String, _>(1)?.parse().map_err(decode)?,
        severity,
        metrics: metrics.into_iter().filter_map(|(name, value)| Some((name, value.to_f64()?))).collect(),
        peak: row.try_get::<i64, _>(3)? == 1,
    })
}

fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

fn encode(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Encode(Box::new(error))
}
