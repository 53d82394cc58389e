//! How each source is: what `/status` shows.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Row;

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};
use crate::board::{SourceAge, SourceCondition};
use crate::source::SourceKind;

sql! {
    /// All sources that were ever asked.
    SOURCES = "SELECT source, state, detail, accepted_at, as_of FROM source_state";
    /// A good page. A copy of an older one, out of somebody's cache, does not turn the date back.
    ACCEPTED = "INSERT INTO source_state (source, state, detail, checked_at, accepted_at, as_of, rejected)
                VALUES ($1, $2, $3, $4, $4, $5, 0)
                ON CONFLICT (source) DO UPDATE
                SET state = excluded.state, detail = excluded.detail, checked_at = excluded.checked_at,
                    accepted_at = excluded.accepted_at,
                    as_of = CASE WHEN source_state.as_of IS NULL OR excluded.as_of > source_state.as_of
                            THEN excluded.as_of ELSE source_state.as_of END";
    /// Anything but a good page: the last good one stays on record.
    TROUBLE = "INSERT INTO source_state (source, state, detail, checked_at, rejected) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (source) DO UPDATE
               SET state = excluded.state, detail = excluded.detail, checked_at = excluded.checked_at,
                   rejected = source_state.rejected + excluded.rejected";
}

/// Records a good page, or one that is good but for what `detail` names.
///
/// # Errors
/// The database's own.
pub async fn accepted(
    tx: &mut Tx,
    source: SourceKind,
    detail: &str,
    as_of: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let state = if detail.is_empty() { SourceCondition::Ok } else { SourceCondition::Problem };
    sqlx::query(ACCEPTED)
        .bind(source.as_str())
        .bind(state.as_str())
        .bind(detail)
        .bind(millis(now))
        .bind(as_of.map(|date| date.to_string()))
        .execute(&mut **tx)
        .await
        .doing("recording a good page")?;
    Ok(())
}

/// Records that a source is not well.
///
/// # Errors
/// The database's own.
pub async fn trouble(
    tx: &mut Tx,
    source: SourceKind,
    state: SourceCondition,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(TROUBLE)
        .bind(source.as_str())
        .bind(state.as_str())
        .bind(detail)
        .bind(millis(now))
        .bind(i64::from(state == SourceCondition::Rejected))
        .execute(&mut **tx)
        .await
        .doing("recording a source in trouble")?;
    Ok(())
}

impl Store {
    /// Every source in listing order; those never asked are waiting.
    ///
    /// # Errors
    /// The database's own.
    pub async fn source_ages(&self) -> Result<Vec<SourceAge>, StoreError> {
        let rows = sqlx::query(SOURCES).fetch_all(self.reader()).await.doing("reading the sources' states")?;
        let known = rows.iter().filter_map(|row| age(row).transpose()).collect::<Result<Vec<_>, sqlx::Error>>();
        let known = known.doing("reading the sources' states")?;
        let waiting = |source| SourceAge {
            source,
            state: SourceCondition::Waiting,
            as_of: None,
            accepted_at: None,
            detail: String::new(),
        };
        let age_of = |source| known.iter().find(|age| age.source == source).cloned();
        Ok(SourceKind::ALL.into_iter().map(|source| age_of(source).unwrap_or_else(|| waiting(source))).collect())
    }
}

/// `None` for a source that a later version wrote.
fn age(row: &sqlx::any::AnyRow) -> Result<Option<SourceAge>, sqlx::Error> {
    let Ok(source) = row.try_get::<String, _>(0)?.parse() else { return Ok(None) };
    Ok(Some(SourceAge {
        source,
        state: SourceCondition::from_tag(&row.try_get::<String, _>(1)?),
        detail: row.try_get(2)?,
        accepted_at: row.try_get::<Option<i64>, _>(3)?.map(instant),
        as_of: row.try_get::<Option<String>, _>(4)?.and_then(|date| date.parse().ok()),
    }))
}
