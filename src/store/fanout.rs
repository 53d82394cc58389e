//! Alerts, the fan-out cursor, and rows that enter the outbox.

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};
use crate::alert::Alert;

sql! {
    /// The next place in creation order. Twos, so that an edit can go in before the reply that follows it.
    NEXT_SEQ = "INSERT INTO meta (key, value) VALUES ('seq', '2') ON CONFLICT (key) DO UPDATE \
        SET value = CAST(CAST(meta.value AS BIGINT) + 2 AS TEXT) RETURNING value";
    /// A decided alert, owed from here on. Decided twice is owed once.
    INSERT_ALERT = "INSERT INTO alert \
        (id, revision, at, severity, rank, category, lane, seq, payload, kind, manner, expires_at, walked_to, walked) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0) ON CONFLICT (id, revision) DO NOTHING";
    /// What is stored under a name that was taken.
    PAYLOAD = "SELECT payload FROM alert WHERE id = $1 AND revision = $2";
    /// A newer revision stops the older cursors.
    STOP_OLDER = "UPDATE alert SET walked = 1 WHERE id = $1 AND revision < $2 AND walked = 0";
    /// An alert for one chat alone is walked from the start, …
    END_WALK = "UPDATE alert SET walked = 1 WHERE id = $1 AND revision = $2";
    /// … and owed to that chat.
    OWE_ONE = "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, \
        refers, marks, again, state, attempt, epoch, unknowns, due_at, outcome) \
        SELECT a.id, a.revision, s.id, s.thread, s.chat, a.lane, a.seq, 'sendMessage', NULL, \
        NULL, 0, CASE WHEN a.expires_at IS NULL THEN 1 ELSE 0 END, 'pending', 0, 0, 0, a.at, '' \
        FROM alert a, subscriber s WHERE a.id = $1 AND a.revision = $2 AND s.id = $3 AND s.state = 'active' \
        ON CONFLICT (alert, revision, subscriber, thread) DO NOTHING";
    /// A reply with its rendered request.
    INSERT_REPLY = "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, \
        refers, marks, again, state, attempt, epoch, unknowns, due_at, outcome) \
        VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, NULL, 0, $9, 'pending', 0, 0, 0, $10, '') \
        ON CONFLICT (alert, revision, subscriber, thread) DO NOTHING";
    /// The alert whose subscribers are walked next: urgent first, then in creation order. It is as loud as
    /// the loudest of what it says: of the revisions since the last correction. It is news to people who were
    /// owed no older revision, unless it adds to or corrects what they never saw: more than half an hour
    /// after the first revision, and without being louder than all of them.
    NEXT_WALK = "SELECT a.id, a.revision, a.walked_to, a.expires_at, \
        (SELECT MAX(n.rank) FROM alert n WHERE n.id = a.id AND n.revision <= a.revision AND n.revision >= \
            (SELECT COALESCE(MAX(c.revision), 0) FROM alert c \
            WHERE c.id = a.id AND c.revision <= a.revision AND c.manner = 'corrects')) AS loudness, \
        CAST(CASE WHEN a.revision = 1 OR (a.manner <> 'adds' AND a.manner <> 'corrects') \
            OR a.at - (SELECT MIN(f.at) FROM alert f WHERE f.id = a.id) <= 1800000 \
            OR a.rank > (SELECT MAX(o.rank) FROM alert o WHERE o.id = a.id AND o.revision < a.revision) \
            THEN 1 ELSE 0 END AS BIGINT) AS news \
        FROM alert a WHERE a.walked = 0 ORDER BY a.lane, a.seq LIMIT 1";
    /// The last subscriber of a page.
    PAGE_END = "SELECT MAX(page.id) AS last FROM \
        (SELECT id FROM subscriber WHERE id > $1 ORDER BY id LIMIT $2) AS page";
    /// What was owed of an older revision and has not left yet is replaced.
    SUPERSEDE_PAGE = "UPDATE delivery SET state = 'superseded', outcome = 'a newer revision' \
        WHERE alert = $1 AND revision = $2 AND subscriber > $3 AND subscriber <= $4 \
        AND (state = 'pending' OR state = 'claimed')";
    /// Owes the alert to everybody of a page who takes things as loud as $6 and for whom it is news: all of
    /// them, $7, or those who were owed an older revision. A revision is owed also to those who were told an
    /// older one, and to those for whom an older one still waits, since it takes that one's place. What
    /// expires is not sent again after an unknown outcome. An addition to a message that arrived goes into
    /// the lane of edits, $5, from the start; but into that of a graver revision that did not ring yet. Older
    /// revisions are named one by one, so that a subscriber's rows are found by key.
    OWE_PAGE = "INSERT INTO delivery (alert, revision, subscriber, thread, chat, lane, seq, method, payload, \
        refers, marks, again, state, attempt, epoch, unknowns, due_at, outcome) \
        SELECT a.id, a.revision, s.id, s.thread, s.chat, CASE WHEN a.manner = 'adds' AND EXISTS (SELECT 1 FROM delivery t \
            WHERE t.alert = a.id AND t.revision IN (SELECT q.revision FROM alert q \
                WHERE q.id = a.id AND q.revision < a.revision) AND t.subscriber = s.id AND t.state = 'sent') \
            THEN COALESCE((SELECT MIN(n.lane) FROM alert n WHERE n.id = a.id AND n.revision < a.revision \
                AND n.manner <> 'adds' AND n.revision > (SELECT MAX(r.revision) FROM delivery r \
                WHERE r.alert = a.id AND r.revision IN (SELECT q.revision FROM alert q \
                WHERE q.id = a.id AND q.revision < a.revision) AND r.subscriber = s.id \
                AND r.method = 'sendMessage' AND r.state = 'sent')), $5) ELSE a.lane END, \
        a.seq, 'sendMessage', NULL, \
        NULL, 0, CASE WHEN a.expires_at IS NULL THEN 1 ELSE 0 END, 'pending', 0, 0, 0, a.at, '' \
        FROM alert a, subscriber s \
        WHERE a.id = $1 AND a.revision = $2 AND s.id > $3 AND s.id <= $4 AND s.state = 'active' \
        AND (((s.takes & a.category) <> 0 AND s.min_rank <= $6 AND (CAST($7 AS BIGINT) = 1 OR EXISTS \
                (SELECT 1 FROM delivery e WHERE e.alert = a.id AND e.revision IN (SELECT q.revision FROM alert q \
                WHERE q.id = a.id AND q.revision < a.revision) AND e.subscriber = s.id))) \
            OR (a.revision > 1 AND EXISTS (SELECT 1 FROM delivery o WHERE o.alert = a.id AND o.revision IN (SELECT q.revision FROM alert q \
                WHERE q.id = a.id AND q.revision < a.revision) \
                AND o.subscriber = s.id AND o.state IN ('pending', 'claimed', 'sending', 'sent', 'unknown')))) \
        ON CONFLICT (alert, revision, subscriber, thread) DO NOTHING";
    /// Moves the cursor.
    ADVANCE = "UPDATE alert SET walked_to = $3, walked = $4 WHERE id = $1 AND revision = $2 AND walked = 0";
}

/// An alert whose subscribers are being walked.
#[derive(Debug)]
pub(crate) struct Walk {
    pub id: String,
    pub revision: i64,
    pub walked_to: i64,
    /// From here on it is not worth sending.
    pub expires_at: Option<DateTime<Utc>>,
    /// How loud it is, for subscribers' filters.
    pub loudness: i64,
    /// 1 where it is news also to those who were owed no older revision, else 0.
    pub news: i64,
}

/// The next place in creation order over all alerts and replies.
async fn next_seq(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = sqlx::query(NEXT_SEQ).fetch_one(&mut **tx).await.doing("taking a place in the order")?;
    let text: String = row.try_get(0).doing("reading a place in the order")?;
    text.parse().map_err(|error| sqlx::Error::Decode(Box::new(error))).doing("reading a place in the order")
}

/// Stores a decided alert with its cursor at the start; a second time is a no-op.
pub(crate) async fn insert_alert(tx: &mut Tx, alert: &Alert, lane: i64) -> Result<(), StoreError> {
    let doing = "storing an alert";
    let encode = |error: serde_json::Error| sqlx::Error::Encode(Box::new(error));
    let payload = serde_json::to_string(alert).map_err(encode).doing(doing)?;
    let kind = tag(&alert.body, "kind").map_err(encode).doing(doing)?;
    let manner = tag(alert, "manner").map_err(encode).doing(doing)?;
    let severity = alert.severity();
    let seq = next_seq(tx).await?;
    let inserted = sqlx::query(INSERT_ALERT)
        .bind(&alert.id)
        .bind(alert.revision)
        .bind(millis(alert.at))
        .bind(severity.as_str())
        .bind(alert.rank())
        .bind(alert.category().bit())
        .bind(lane)
        .bind(seq)
        .bind(&payload)
        .bind(kind)
        .bind(manner)
        .bind(alert.expires_at().map(millis))
        .execute(&mut **tx)
        .await
        .doing(doing)?;
    if inserted.rows_affected() == 0 {
        let bound = sqlx::query_scalar(PAYLOAD).bind(&alert.id).bind(alert.revision);
        let stored: Option<String> = bound.fetch_optional(&mut **tx).await.doing(doing)?;
        // The same alert a second time is the retry of a commit; another one under its name is a fault of ours.
        if stored.is_some_and(|stored| stored != payload) {
            tracing::error!(alert = %alert.id, revision = alert.revision, "another alert has this name: not told");
        }
    }
    if alert.revision > 1 {
        sqlx::query(STOP_OLDER).bind(&alert.id).bind(alert.revision).execute(&mut **tx).await.doing(doing)?;
    }
    Ok(())
}

/// Stores an alert that is owed to one subscriber and to nobody else.
pub(crate) async fn insert_alert_for(tx: &mut Tx, alert: &Alert, lane: i64, subscriber: i64) -> Result<(), StoreError> {
    let doing = "storing an alert for one chat";
    insert_alert(tx, alert, lane).await?;
    sqlx::query(END_WALK).bind(&alert.id).bind(alert.revision).execute(&mut **tx).await.doing(doing)?;
    let owe = sqlx::query(OWE_ONE).bind(&alert.id).bind(alert.revision).bind(subscriber);
    owe.execute(&mut **tx).await.doing(doing).map(drop)
}

/// A field of a value's JSON that is a text: what columns say in the words of serde.
fn tag(value: &impl serde::Serialize, field: &str) -> Result<String, serde_json::Error> {
    let value = serde_json::to_value(value)?;
    Ok(value.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned())
}

/// A rendered request on its way into the outbox.
#[derive(Debug)]
pub(crate) struct NewReply<'a> {
    pub key: &'a str,
    pub subscriber: i64,
    pub thread: i64,
    pub chat: i64,
    pub lane: i64,
    pub method: &'a str,
    pub payload: String,
    pub again: bool,
}

/// Stores a reply; a second time is a no-op.
pub(crate) async fn insert_reply(tx: &mut Tx, reply: NewReply<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let seq = next_seq(tx).await?;
    sqlx::query(INSERT_REPLY)
        .bind(reply.key)
        .bind(reply.subscriber)
        .bind(reply.thread)
        .bind(reply.chat)
        .bind(reply.lane)
        .bind(seq)
        .bind(reply.method)
        .bind(reply.payload)
        .bind(i64::from(reply.again))
        .bind(millis(now))
        .execute(&mut **tx)
        .await
        .doing("storing a reply")?;
    Ok(())
}

/// Whether an alert is not walked yet.
pub(crate) async fn is_waiting(store: &Store) -> Result<bool, StoreError> {
    let query = sqlx::query(NEXT_WALK).fetch_optional(store.reader());
    query.await.doing("looking for an alert to fan out").map(|row| row.is_some())
}

/// The alert to walk next, if any is left.
pub(crate) async fn next_walk(tx: &mut Tx) -> Result<Option<Walk>, StoreError> {
    let doing = "looking for an alert to fan out";
    let Some(row) = sqlx::query(NEXT_WALK).fetch_optional(&mut **tx).await.doing(doing)? else { return Ok(None) };
    Ok(Some(Walk {
        id: row.try_get("id").doing(doing)?,
        revision: row.try_get("revision").doing(doing)?,
        walked_to: row.try_get("walked_to").doing(doing)?,
        expires_at: row.try_get::<Option<i64>, _>("expires_at").doing(doing)?.map(instant),
        loudness: row.try_get("loudness").doing(doing)?,
        news: row.try_get("news").doing(doing)?,
    }))
}

/// The last subscriber id of the page after `from`; `None` past the end.
pub(crate) async fn page_end(tx: &mut Tx, from: i64, size: i64) -> Result<Option<i64>, StoreError> {
    let doing = "looking for a page of subscribers";
    let row = sqlx::query(PAGE_END).bind(from).bind(size).fetch_one(&mut **tx).await.doing(doing)?;
    row.try_get("last").doing(doing)
}

/// Replaces what the subscribers in `from < id <= to` were owed of older revisions.
pub(crate) async fn supersede(tx: &mut Tx, walk: &Walk, to: i64) -> Result<(), StoreError> {
    for older in 1..walk.revision {
        for alert in [walk.id.clone(), super::delivery::edit_of(&walk.id)] {
            sqlx::query(SUPERSEDE_PAGE)
                .bind(alert)
                .bind(older)
                .bind(walk.walked_to)
                .bind(to)
                .execute(&mut **tx)
                .await
                .doing("superseding an older revision")?;
        }
    }
    Ok(())
}

/// Writes the delivery rows of the subscribers in `from < id <= to`; how many. `edits` is the lane of edits
/// that nobody is rung for.
pub(crate) async fn owe(tx: &mut Tx, walk: &Walk, to: i64, edits: i64) -> Result<u64, StoreError> {
    let done = sqlx::query(OWE_PAGE)
        .bind(&walk.id)
        .bind(walk.revision)
        .bind(walk.walked_to)
        .bind(to)
        .bind(edits)
        .bind(walk.loudness)
        .bind(walk.news)
        .execute(&mut **tx)
        .await
        .doing("writing a page of deliveries")?;
    Ok(done.rows_affected())
}

/// Moves the cursor to `to`; `last` ends the walk.
pub(crate) async fn advance(tx: &mut Tx, walk: &Walk, to: i64, last: bool) -> Result<(), StoreError> {
    sqlx::query(ADVANCE)
        .bind(&walk.id)
        .bind(walk.revision)
        .bind(to)
        .bind(i64::from(last))
        .execute(&mut **tx)
        .await
        .doing("moving the fan-out cursor")?;
    Ok(())
}
