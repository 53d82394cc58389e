//! WHAT WE KNOW, stored: observations with vintages, raw bodies, validators.

use std::io::{Read, Write};

use base64::Engine;
use chrono::{DateTime, NaiveDate, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rust_decimal::Decimal;
use sqlx::Row;

use super::{Doing, Store, StoreError, Tx, instant, millis, sql};
use crate::replay::Figure;
use crate::series::SeriesId;
use crate::source::SourceKind;

sql! {
    /// A vintage that is there already stays as it is: observations are never updated.
    ADD = "INSERT INTO observation (series, as_of, known_at, value, document) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (series, as_of, known_at) DO NOTHING";
    /// Oldest vintage first, so that a later one replaces it in a history. Steps are few and hold for
    /// years: all of them.
    SINCE = "SELECT series, as_of, known_at, value FROM observation
             WHERE as_of >= $1 OR series IN ('iorb', 'on_rrp_rate', 'srf_rate', 'target_lower', 'target_upper', 'primary_credit', 'gdp')
             ORDER BY known_at, series, as_of";
    /// Keeps a body; the same body twice is one document, and its later judgement counts.
    DOCUMENT = "INSERT INTO document (id, source, url, fetched_at, status, detail, body)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, detail = excluded.detail";
    /// A kept body.
    BODY = "SELECT body FROM document WHERE id = $1";
    /// Bodies older than the retention.
    FORGET = "DELETE FROM document WHERE fetched_at < $1";
    /// Validators of one address.
    PAGE = "SELECT etag, last_modified, body_hash FROM page WHERE url = $1";
    /// Written with what they validate, never before.
    PUT_PAGE = "INSERT INTO page (url, etag, last_modified, body_hash) VALUES ($1, $2, $3, $4)
                ON CONFLICT (url) DO UPDATE
                SET etag = excluded.etag, last_modified = excluded.last_modified, body_hash = excluded.body_hash";
}

/// What a page said of itself when it was last accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageRow {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
    /// SHA-256 of the body.
    pub body_hash: String,
}

/// A body to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Which source.
    pub source: SourceKind,
    /// Its public address.
    pub url: &'a str,
    /// SHA-256 of the body: its name.
    pub hash: &'a str,
    /// The bytes.
    pub body: &'a [u8],
    /// Whether figures were taken from it.
    pub accepted: bool,
    /// Problems, or why it was rejected.
    pub detail: &'a str,
}

impl Document<'_> {
    /// Its natural key.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.source, self.hash)
    }
}

/// Adds one vintage.
///
/// # Errors
/// The database's own.
pub async fn add_observation(tx: &mut Tx, figure: &Figure, document: &str) -> Result<(), StoreError> {
    sqlx::query(ADD)
        .bind(figure.series.as_str())
        .bind(figure.date.to_string())
        .bind(millis(figure.known_at))
        .bind(figure.value.to_string())
        .bind(document)
        .execute(&mut **tx)
        .await
        .doing("storing an observation")?;
    Ok(())
}

/// Keeps a body, compressed.
///
/// # Errors
/// The database's own.
pub async fn keep_document(tx: &mut Tx, document: Document<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(DOCUMENT)
        .bind(document.id())
        .bind(document.source.as_str())
        .bind(document.url)
        .bind(millis(now))
        .bind(if document.accepted { "accepted" } else { "rejected" })
        .bind(document.detail)
        .bind(pack(document.body))
        .execute(&mut **tx)
        .await
        .doing("keeping a body")?;
    Ok(())
}

/// Stores the validators of a page.
///
/// # Errors
/// The database's own.
pub async fn put_page(tx: &mut Tx, url: &str, page: &PageRow) -> Result<(), StoreError> {
    sqlx::query(PUT_PAGE)
        .bind(url)
        .bind(page.etag.as_deref())
        .bind(page.last_modified.as_deref())
        .bind(&page.body_hash)
        .execute(&mut **tx)
        .await
        .doing("storing validators")?;
    Ok(())
}

/// Deletes bodies fetched before `before`.
///
/// # Errors
/// The database's own.
pub async fn forget_documents(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = sqlx::query(FORGET).bind(millis(before)).execute(&mut **tx).await.doing("forgetting old bodies")?;
    Ok(done.rows_affected())
}

impl Store {
    /// All vintages of figures that speak of `since` or later (all rows of step series), in the order
    /// in which they became known.
    ///
    /// # Errors
    /// The database's own, or a row that this program did not write.
    pub async fn figures_since(&self, since: NaiveDate) -> Result<Vec<Figure>, StoreError> {
        let rows =
            sqlx::query(SINCE).bind(since.to_string()).fetch_all(self.reader()).await.doing("reading history")?;
        rows.iter().map(figure).collect::<Result<_, sqlx::Error>>().doing("reading history")
    }

    /// The validators of an address, if it was ever accepted.
    ///
    /// # Errors
    /// The database's own.
    pub async fn page(&self, url: &str) -> Result<Option<PageRow>, StoreError> {
        let row = sqlx::query(PAGE).bind(url).fetch_optional(self.reader()).await.doing("reading validators")?;
        row.map(|row| Ok(PageRow { etag: row.try_get(0)?, last_modified: row.try_get(1)?, body_hash: row.try_get(2)? }))
            .transpose()
            .doing("reading validators")
    }

    /// A kept body, by document id.
    ///
    /// # Errors
    /// The database's own, or a body that does not unpack.
    pub async fn body(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let packed: Option<String> =
            sqlx::query_scalar(BODY).bind(id).fetch_optional(self.reader()).await.doing("reading a kept body")?;
        packed.map(|packed| unpack(&packed).map_err(decode)).transpose().doing("unpacking a kept body")
    }
}

fn figure(row: &sqlx::any::AnyRow) -> Result<Figure, sqlx::Error> {
    Ok(Figure {
        series: SeriesId::named(row.try_get::<String, _>(0)?),
        date: row.try_get::<String, _>(1)?.parse().map_err(decode)?,
        known_at: instant(row.try_get(2)?),
        value: row.try_get::<String, _>(3)?.parse::<Decimal>().map_err(decode)?,
    })
}

/// Gzip, then base64: the narrow column types that both databases share have no bytes.
fn pack(body: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = encoder.write_all(body).and_then(|()| encoder.finish());
    // Writing to memory does not fail; an empty text would show as a body that does not unpack.
    base64::engine::general_purpose::STANDARD.encode(packed.unwrap_or_default())
}

fn unpack(text: &str) -> Result<Vec<u8>, std::io::Error> {
    let packed = base64::engine::general_purpose::STANDARD.decode(text).map_err(std::io::Error::other)?;
    let mut body = Vec::new();
    GzDecoder::new(packed.as_slice()).read_to_end(&mut body)?;
    Ok(body)
}

fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_survives_packing() {
        let body = "準備金 2,848,021\r\n".repeat(1000);
        assert_eq!(unpack(&pack(body.as_bytes())).expect("unpacks"), body.as_bytes());
    }
}
