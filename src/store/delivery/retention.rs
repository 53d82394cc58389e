//! What is forgotten when its time is over.

use chrono::{DateTime, Utc};

use super::super::{Doing, StoreError, Tx, millis, sql};

sql! {
    /// Answers that have ended, but for settings menus that are open, in their own chat or in an administrator's.
    SWEEP_ANSWERS = "DELETE FROM delivery WHERE payload IS NOT NULL AND due_at < $1 \
        AND state IN ('sent', 'unknown', 'failed', 'superseded') \
        AND NOT EXISTS (SELECT 1 FROM subscriber s WHERE s.menu <> '' AND s.menu = delivery.alert)";
    /// Tests that chats asked for: first who was told, …
    SWEEP_TESTED = "DELETE FROM delivery WHERE alert IN (SELECT id FROM alert WHERE kind = 'test' AND at < $1)";
    /// … then the test.
    SWEEP_TESTS = "DELETE FROM alert WHERE kind = 'test' AND at < $1";
    /// Who was told what, long ago: so many rows at a time. The alerts themselves stay.
    SWEEP_MESSAGES = "DELETE FROM delivery WHERE (alert, revision, subscriber, thread) IN \
        (SELECT d.alert, d.revision, d.subscriber, d.thread FROM alert a \
        JOIN delivery d ON d.alert IN (a.id, 'edit/' || a.id) AND d.revision = a.revision \
        WHERE a.at < $1 AND d.state IN ('sent', 'unknown', 'failed', 'superseded') LIMIT $2)";
}

/// Forgets answers and tests of before `before`; how many rows.
pub(crate) async fn sweep_answers(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut swept = 0;
    for statement in [SWEEP_ANSWERS, SWEEP_TESTED, SWEEP_TESTS] {
        let done = sqlx::query(statement).bind(millis(before)).execute(&mut **tx).await;
        swept += done.doing("forgetting old answers")?.rows_affected();
    }
    Ok(swept)
}

/// Forgets up to `limit` rows about alerts of before `before`; how many there were.
pub(crate) async fn sweep_messages(tx: &mut Tx, before: DateTime<Utc>, limit: i64) -> Result<u64, StoreError> {
    let done = sqlx::query(SWEEP_MESSAGES).bind(millis(before)).bind(limit).execute(&mut **tx).await;
    Ok(done.doing("forgetting who was told what")?.rows_affected())
}
