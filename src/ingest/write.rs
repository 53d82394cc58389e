//! What a plan says, written in one transaction.

use chrono::{DateTime, Utc};

use super::{Ingest, Plan};
use crate::crash;
use crate::delivery;
use crate::fetch::Page;
use crate::rule::RuleBook;
use crate::source::SourceKind;
use crate::store::knowledge::{self, Document, PageRow};
use crate::store::{StoreError, Tx, judgement, meta, sources};

impl Ingest {
    /// Writes a plan with the page that it is from.
    pub(super) async fn commit(
        &self,
        source: SourceKind,
        page: &Page,
        plan: &Plan,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let document = Document {
            source,
            url: &page.url,
            hash: &page.hash,
            body: &page.body,
            accepted: true,
            detail: &plan.detail,
        };
        let mut tx = self.0.store.begin().await?;
        if plan.says_something_new() {
            knowledge::keep_document(&mut tx, document, now).await?;
            // Releases are few: each one takes the bodies with it whose time is over.
            knowledge::forget_documents(&mut tx, now - self.0.keep_bodies).await?;
        }
        write(&mut tx, &self.0.book, plan, &document.id(), now).await?;
        let validators = &page.validators;
        // A page with something unknown on it is read again each time, so that this stays on record.
        let row = if plan.detail.is_empty() {
            PageRow {
                etag: validators.etag.clone(),
                last_modified: validators.last_modified.clone(),
                body_hash: page.hash.clone(),
            }
        } else {
            PageRow::default()
        };
        knowledge::put_page(&mut tx, &page.url, &row).await?;
        sources::accepted(&mut tx, source, &plan.detail, plan.as_of, now).await?;
        crash::point("ingest.before_commit");
        crate::store::commit(tx, "ingesting a release").await?;
        crash::point("ingest.after_commit");
        Ok(())
    }

    /// Writes a plan that no page goes with.
    pub(super) async fn commit_alone(
        &self,
        plan: &Plan,
        now: DateTime<Utc>,
        doing: &'static str,
    ) -> Result<(), StoreError> {
        let mut tx = self.0.store.begin().await?;
        write(&mut tx, &self.0.book, plan, "", now).await?;
        crash::point("ingest.alone.before_commit");
        crate::store::commit(tx, doing).await?;
        crash::point("ingest.alone.after_commit");
        Ok(())
    }
}

/// What a plan says, inside its transaction.
async fn write(
    tx: &mut Tx,
    book: &RuleBook,
    plan: &Plan,
    document: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for figure in &plan.figures {
        knowledge::add_observation(tx, figure, document).await?;
    }
    for (rule, state) in &plan.states {
        let version = book.get(rule).map_or(0, |rule| rule.version);
        judgement::put_state(tx, rule, version, state, now).await?;
    }
    for alert in &plan.alerts {
        delivery::enqueue_alert(tx, alert, now).await?;
    }
    for (rule, date, severity, peak) in &plan.corrected {
        judgement::mark_corrected(tx, rule, *date, *severity, *peak, now).await?;
    }
    for (finding, alert) in &plan.ledger {
        judgement::add_line(tx, finding, alert, now).await?;
    }
    if let Some(date) = plan.rates_confirmed {
        meta::put(tx, meta::RATES_CONFIRMED, &date.to_string()).await?;
    }
    if let Some(memory) = &plan.memory {
        meta::put(tx, meta::MEMORY, &memory.to_json()).await?;
    }
    Ok(())
}
