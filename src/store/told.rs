//! Which alerts were decided and told: for those who ask why, and for what is decided next.

use chrono::{DateTime, Utc};
use sqlx::Row;

use super::{Doing, Store, StoreError, delivery, millis, sql};
use crate::alert::Alert;

sql! {
    /// What a chat was told last, by an edit or a message. Replies to commands carry a payload; a test tells
    /// nothing.
    LAST_TOLD = "SELECT alert, revision FROM delivery WHERE chat = $1 AND state = 'sent' AND payload IS NULL \
        AND alert NOT LIKE 'test/%' ORDER BY answered_at DESC, seq DESC LIMIT 1";
    /// What a message tells: the newest revision that was written into it.
    BY_MESSAGE = "SELECT alert, revision FROM delivery WHERE chat = $1 AND state = 'sent' AND payload IS NULL \
        AND alert NOT LIKE 'test/%' AND (message_id = $2 OR (refers = $2 AND method = 'editMessageText')) ORDER BY revision DESC LIMIT 1";
    /// The last alert of a kind.
    LAST_OF_KIND = "SELECT payload FROM alert WHERE kind = $1 ORDER BY at DESC, revision DESC LIMIT 1";
    /// The newest revisions of what was decided not long ago.
    OPEN = "SELECT a.payload FROM alert a WHERE a.at >= $1 AND a.kind <> 'test' \
        AND a.revision = (SELECT MAX(n.revision) FROM alert n WHERE n.id = a.id) ORDER BY a.at, a.seq";
    /// The alert in which a rule spoke last, in its newest revision.
    LAST_OF_RULE = "SELECT a.payload FROM ledger l JOIN alert a ON a.id = l.alert WHERE l.rule = $1 \
        ORDER BY l.at DESC, l.as_of DESC, a.revision DESC LIMIT 1";
}

impl Store {
    /// What a chat was told last, in the newest revision that it was told; `None` before the first time.
    ///
    /// # Errors
    /// The database's own, or an alert that this program did not write.
    pub async fn last_told(&self, chat: i64) -> Result<Option<Alert>, StoreError> {
        let doing = "looking for what a chat was told last";
        let row = sqlx::query(LAST_TOLD).bind(chat).fetch_optional(self.reader()).await.doing(doing)?;
        self.named_by(row).await
    }

    /// What a message of ours tells, in the newest revision that was written into it; `None` where it is
    /// no alert's message.
    ///
    /// # Errors
    /// The database's own, or an alert that this program did not write.
    pub async fn told_by_message(&self, chat: i64, message_id: i64) -> Result<Option<Alert>, StoreError> {
        let doing = "looking for what a message tells";
        let query = sqlx::query(BY_MESSAGE).bind(chat).bind(message_id);
        self.named_by(query.fetch_optional(self.reader()).await.doing(doing)?).await
    }

    /// The last alert whose body is of that kind, by its serde tag: `decision`, `weekly`.
    ///
    /// # Errors
    /// The database's own, or an alert that this program did not write.
    pub async fn last_alert_of(&self, kind: &str) -> Result<Option<Alert>, StoreError> {
        let doing = "looking for the last alert of a kind";
        let row = sqlx::query(LAST_OF_KIND).bind(kind).fetch_optional(self.reader()).await.doing(doing)?;
        row.map(|row| alert(&row)).transpose().doing(doing)
    }

    /// The last alert in which a rule spoke, in its newest revision, even where a correction took it back.
    ///
    /// # Errors
    /// The database's own, or an alert that this program did not write.
    pub async fn last_alert_of_rule(&self, rule: &str) -> Result<Option<Alert>, StoreError> {
        let doing = "looking for the last alert of a rule";
        let row = sqlx::query(LAST_OF_RULE).bind(rule).fetch_optional(self.reader()).await.doing(doing)?;
        row.map(|row| alert(&row)).transpose().doing(doing)
    }

    /// Alerts whose newest revision was decided at `since` or later, oldest first, each in that revision.
    ///
    /// # Errors
    /// The database's own, or an alert that this program did not write.
    pub async fn open_alerts(&self, since: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
        let doing = "looking for what was decided lately";
        let rows = sqlx::query(OPEN).bind(millis(since)).fetch_all(self.reader()).await.doing(doing)?;
        rows.iter().map(alert).collect::<Result<_, _>>().doing(doing)
    }

    /// The alert that a row of the outbox speaks of.
    async fn named_by(&self, row: Option<sqlx::any::AnyRow>) -> Result<Option<Alert>, StoreError> {
        let doing = "reading an alert that was told";
        let Some(row) = row else { return Ok(None) };
        let (key, revision): (String, i64) = (row.try_get(0).doing(doing)?, row.try_get(1).doing(doing)?);
        let json = delivery::alert(self, delivery::edited(&key), revision).await?;
        json.map(|json| serde_json::from_str(&json).map_err(decode)).transpose().doing(doing)
    }
}

fn alert(row: &sqlx::any::AnyRow) -> Result<Alert, sqlx::Error> {
    serde_json::from_str(&row.try_get::<String, _>(0)?).map_err(decode)
}

fn decode(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
