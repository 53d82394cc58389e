//! How a source is doing, on record: rejected bodies, trouble, and its end.

use super::{Ingest, IngestError};
use crate::board::SourceCondition;
use crate::fetch::Page;
use crate::source::SourceKind;
use crate::store::knowledge::{self, Document};
use crate::store::sources;

impl Ingest {
    /// Keeps a body that was not understood, without its validators, so that it is asked for again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn reject(&self, source: SourceKind, page: &Page, why: &str) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let document =
            Document { source, url: &page.url, hash: &page.hash, body: &page.body, accepted: false, detail: why };
        let write = async {
            let mut tx = self.0.store.begin().await?;
            knowledge::keep_document(&mut tx, document, now).await?;
            sources::trouble(&mut tx, source, SourceCondition::Rejected, why, now).await?;
            crate::store::commit(tx, "rejecting a body").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
    }

    /// Records that a source is not well: unreachable, or late.
    ///
    /// # Errors
    /// The database failed.
    pub async fn trouble(&self, source: SourceKind, state: SourceCondition, why: &str) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let write = async {
            let mut tx = self.0.store.begin().await?;
            sources::trouble(&mut tx, source, state, why, now).await?;
            crate::store::commit(tx, "recording a source in trouble").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
    }

    /// Records that a source in trouble answers again, with nothing new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn well_again(&self, source: SourceKind) -> Result<(), IngestError> {
        let now = self.0.clock.now();
        let write = async {
            let mut tx = self.0.store.begin().await?;
            sources::accepted(&mut tx, source, "", None, now).await?;
            crate::store::commit(tx, "recording a source that is well again").await
        };
        write.await.map_err(|error| IngestError::Store(source, error))
    }
}
