//! The upstream sites, publishing history at simulated times: real paths, formats, ETags, late pages
//! and error pages with status 200.

mod board;
mod compose;
mod control;
mod faults;
mod figures;
mod nyfed;
mod script;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::calendar::{Calendar, Meeting};
use crate::clock::Clock;
use crate::series::archive::Archive;

pub use super::pages::Change;
pub use compose::MORNING_SHARE;
pub use control::CONTROLS;
pub use faults::{Delay, Fault, FaultKind, Outage};
pub use figures::{Misprint, Revision};
use script::Script;
pub use script::{ControlError, ExtraOperation, MeetingChange, MeetingMove, PressItem};

/// The sites.
#[derive(Debug)]
pub struct Upstream {
    archive: Archive,
    calendar: Arc<Calendar>,
    /// As they were at the start: what readers learn from the calendar page is theirs.
    meetings: Vec<Meeting>,
    clock: Clock,
    /// Bodies by what they depend on, so that a page polled every two seconds is composed once.
    cache: Mutex<HashMap<String, Bytes>>,
    /// What goes otherwise than in history.
    script: Mutex<Script>,
}

impl Upstream {
    /// Sites that publish `archive` as `calendar` says, by `clock`.
    #[must_use]
    pub fn new(archive: Archive, calendar: Arc<Calendar>, clock: Clock) -> Arc<Self> {
        let meetings = calendar.meetings().to_vec();
        let (cache, script) = (Mutex::default(), Mutex::default());
        Arc::new(Self { archive, calendar, meetings, clock, cache, script })
    }

    /// The sites' paths; those of different hosts do not collide. Controls are at `/sim/upstream-…`.
    pub fn router(self: &Arc<Self>) -> Router {
        let sites = Router::new()
            .route("/api/rates/{*rest}", get(nyfed::rates))
            .route("/api/rp/{*rest}", get(nyfed::operations))
            .route("/releases/h41/current/", get(board::h41))
            .route("/releases/h41/{date}/", get(board::h41_dated))
            .route("/newsevents/pressreleases/{page}", get(board::press_release))
            .route("/monetarypolicy/{page}", get(board::monetary_policy))
            .route("/feeds/press_monetary.xml", get(board::press_feed))
            .route_layer(from_fn_with_state(Arc::clone(self), faults::gate))
            .with_state(Arc::clone(self));
        sites.merge(control::router(self))
    }

    /// A body composed once a key, which must name all that the body depends on.
    fn cached(&self, key: String, compose: impl FnOnce() -> Option<String>) -> Option<Bytes> {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = cache.get(&key) {
            return Some(body.clone());
        }
        let body = Bytes::from(compose()?);
        // Searches for any range could fill the memory of a long drill.
        if cache.len() >= MOST_BODIES {
            cache.clear();
        }
        Some(cache.entry(key).or_insert(body).clone())
    }
}

const MOST_BODIES: usize = 256;
const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const XML: &str = "text/xml; charset=utf-8";

/// A page, conditional by its hash; 404 without one.
fn answer(headers: &HeaderMap, kind: &'static str, body: Option<Bytes>) -> Response {
    let Some(body) = body else { return not_found() };
    let tag = etag(&body);
    if headers.get(IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    ([(CONTENT_TYPE, kind.to_owned()), (ETAG, tag)], body).into_response()
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, HTML)], "<html><body><h1>404</h1></body></html>").into_response()
}

fn etag(body: &[u8]) -> String {
    let hash: String = Sha256::digest(body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hash}\"")
}

#[cfg(test)]
mod tests;
