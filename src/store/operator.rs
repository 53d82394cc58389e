//! What an operator looks at: the queue, the inbox, who subscribes, what failed, how fast alerts went.

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use super::{Doing, Store, StoreError, Tx, instant, meta, millis, sql};
use crate::alert::Alert;
use crate::board::operator::{Failures, InboxLine, QueueLine, SourceLine, SubscriberLine};

sql! {
    /// What waits, by lane; a partial index holds exactly these rows.
    WAITING = "SELECT lane, COUNT(*), MIN(due_at) FROM delivery WHERE state = 'pending' GROUP BY lane ORDER BY lane";
    /// What is in hand or under way.
    HELD = "SELECT lane, state, COUNT(*), MIN(due_at) FROM delivery WHERE state = 'claimed' OR state = 'sending' \
        GROUP BY lane, state ORDER BY lane, state";
    /// Updates that wait for their handler.
    INBOX = "SELECT COUNT(*), MIN(received_at) FROM inbox WHERE state = 'pending'";
    /// Who subscribes, without names.
    SUBSCRIBERS = "SELECT state, chat_kind, lang, COUNT(*) FROM subscriber GROUP BY state, chat_kind, lang \
        ORDER BY state, chat_kind, lang";
    /// How each source is.
    SOURCES = "SELECT source, state, checked_at, accepted_at, rejected FROM source_state ORDER BY source";
    /// What failed or stayed unknown lately, by the class on record.
    FAILURES = "SELECT state, outcome, answered_at FROM delivery \
        WHERE attempted_at > $1 AND (state = 'failed' OR state = 'unknown') ORDER BY answered_at DESC LIMIT 1000";
    /// Alerts decided since.
    DECIDED = "SELECT id, revision FROM alert WHERE at > $1 ORDER BY at";
    /// Whether an alert still has somebody to reach.
    UNSETTLED = "SELECT COUNT(*) FROM alert a WHERE a.id = $1 AND a.revision = $2 AND (a.walked = 0 OR EXISTS \
        (SELECT 1 FROM delivery d WHERE d.alert = a.id AND d.revision = a.revision \
        AND d.state IN ('pending', 'claimed', 'sending')))";
    /// An alert, and when its first and its last message was accepted.
    SPAN = "SELECT a.payload, MIN(d.answered_at), MAX(d.answered_at) FROM alert a JOIN delivery d \
        ON d.alert = a.id AND d.revision = a.revision AND d.state = 'sent' \
        WHERE a.id = $1 AND a.revision = $2 GROUP BY a.payload";
}

/// Since when alerts wait, by an operator's wish (UTC milliseconds); empty or absent: they do not.
const PAUSED: &str = "paused_since";

/// An alert that has reached everybody whom it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The alert.
    pub alert: Alert,
    /// When Telegram accepted its first message.
    pub first: DateTime<Utc>,
    /// And its last.
    pub last: DateTime<Utc>,
}

/// Makes alerts wait from `since` on, or lets them go.
///
/// # Errors
/// The database's own.
pub async fn set_paused(tx: &mut Tx, since: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    meta::put(tx, PAUSED, &since.map_or_else(String::new, |since| millis(since).to_string())).await
}

impl Store {
    /// Since when alerts wait by an operator's wish.
    ///
    /// # Errors
    /// The database's own.
    pub async fn paused_since(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(self.meta(PAUSED).await?.and_then(|text| text.parse().ok()).map(instant))
    }

    /// The outbox by lane and state, without what is done.
    ///
    /// # Errors
    /// The database's own.
    pub async fn queue(&self) -> Result<Vec<QueueLine>, StoreError> {
        let doing = "counting the outbox";
        let mut lines = Vec::new();
        for row in sqlx::query(WAITING).fetch_all(self.reader()).await.doing(doing)? {
            let line = QueueLine {
                lane: row.try_get(0).doing(doing)?,
                state: "pending".to_owned(),
                rows: row.try_get(1).doing(doing)?,
                oldest: row.try_get::<Option<i64>, _>(2).doing(doing)?.map(instant),
            };
            lines.push(line);
        }
        for row in sqlx::query(HELD).fetch_all(self.reader()).await.doing(doing)? {
            let line = QueueLine {
                lane: row.try_get(0).doing(doing)?,
                state: row.try_get(1).doing(doing)?,
                rows: row.try_get(2).doing(doing)?,
                oldest: row.try_get::<Option<i64>, _>(3).doing(doing)?.map(instant),
            };
            lines.push(line);
        }
        Ok(lines)
    }

    /// Updates that wait for their handler.
    ///
    /// # Errors
    /// The database's own.
    pub async fn inbox_line(&self) -> Result<InboxLine, StoreError> {
        let doing = "counting the inbox";
        let row = sqlx::query(INBOX).fetch_one(self.reader()).await.doing(doing)?;
        let oldest = row.try_get::<Option<i64>, _>(1).doing(doing)?.map(instant);
        Ok(InboxLine { rows: row.try_get(0).doing(doing)?, oldest })
    }

    /// Subscribers by standing, kind of chat and language.
    ///
    /// # Errors
    /// The database's own.
    pub async fn subscriber_lines(&self) -> Result<Vec<SubscriberLine>, StoreError> {
        let doing = "counting subscribers";
        let rows = sqlx::query(SUBSCRIBERS).fetch_all(self.reader()).await.doing(doing)?;
        let line = |row: &sqlx::any::AnyRow| {
            Ok(SubscriberLine {
                state: row.try_get(0)?,
                kind: row.try_get(1)?,
                lang: row.try_get(2)?,
                rows: row.try_get(3)?,
            })
        };
        rows.iter().map(line).collect::<Result<_, sqlx::Error>>().doing(doing)
    }

    /// Every source that was ever asked.
    ///
    /// # Errors
    /// The database's own.
    pub async fn source_lines(&self) -> Result<Vec<SourceLine>, StoreError> {
        let doing = "reading the sources' states";
        let rows = sqlx::query(SOURCES).fetch_all(self.reader()).await.doing(doing)?;
        let line = |row: &sqlx::any::AnyRow| {
            Ok(SourceLine {
                source: row.try_get(0)?,
                state: row.try_get(1)?,
                checked_at: row.try_get::<Option<i64>, _>(2)?.map(instant),
                accepted_at: row.try_get::<Option<i64>, _>(3)?.map(instant),
                rejected: row.try_get(4)?,
            })
        };
        rows.iter().map(line).collect::<Result<_, sqlx::Error>>().doing(doing)
    }

    /// What failed or stayed unknown after `since`, by class, the commonest first. Of the last 1,000 such
    /// rows only.
    ///
    /// # Errors
    /// The database's own.
    pub async fn failures_since(&self, since: DateTime<Utc>) -> Result<Vec<Failures>, StoreError> {
        let doing = "counting failures";
        let rows = sqlx::query(FAILURES).bind(millis(since)).fetch_all(self.reader()).await.doing(doing)?;
        let mut found: Vec<Failures> = Vec::new();
        for row in &rows {
            let state: String = row.try_get(0).doing(doing)?;
            let outcome: String = row.try_get(1).doing(doing)?;
            let last = row.try_get::<Option<i64>, _>(2).doing(doing)?.map(instant);
            // The words behind the class may name a chat.
            let class = outcome.split(':').next().filter(|class| !class.is_empty()).unwrap_or(&state).to_owned();
            match found.iter_mut().find(|failures| failures.class == class) {
                Some(failures) => failures.rows += 1,
                None => found.push(Failures { class, rows: 1, last }),
            }
        }
        found.sort_by_key(|failures| std::cmp::Reverse(failures.rows));
        Ok(found)
    }

    /// Names and revisions of the alerts decided after `since`.
    ///
    /// # Errors
    /// The database's own.
    pub async fn decided_since(&self, since: DateTime<Utc>) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = sqlx::query_as(DECIDED).bind(millis(since)).fetch_all(self.reader()).await;
        rows.doing("listing alerts")
    }

    /// When an alert reached people; `None` while somebody still waits for it.
    ///
    /// # Errors
    /// The database's own. `Ok(Some(None))` where it reached nobody.
    pub async fn told(&self, id: &str, revision: i64) -> Result<Option<Option<Told>>, StoreError> {
        let doing = "timing an alert";
        let unsettled: i64 =
            sqlx::query_scalar(UNSETTLED).bind(id).bind(revision).fetch_one(self.reader()).await.doing(doing)?;
        if unsettled > 0 {
            return Ok(None);
        }
        let row = sqlx::query(SPAN).bind(id).bind(revision).fetch_optional(self.reader()).await.doing(doing)?;
        let Some(row) = row else { return Ok(Some(None)) };
        let payload: String = row.try_get(0).doing(doing)?;
        let (first, last): (Option<i64>, Option<i64>) = (row.try_get(1).doing(doing)?, row.try_get(2).doing(doing)?);
        // An alert of a later version is not timed by this one.
        let alert = serde_json::from_str(&payload).ok();
        let told = alert.zip(first).zip(last);
        Ok(Some(told.map(|((alert, first), last)| Told { alert, first: instant(first), last: instant(last) })))
    }
}
