//! The upstream sites, publishing history at simulated times: real paths, formats, ETags, late pages
//! and error pages with status 200.

mod compose;
mod faults;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::series::archive::Archive;

pub use compose::MORNING_SHARE;
pub use faults::{Delay, Fault, FaultKind};

/// The sites.
#[derive(Debug)]
pub struct Upstream {
    archive: Archive,
    calendar: Arc<Calendar>,
    clock: Clock,
    /// Bodies by what they depend on, so that a page polled every two seconds is composed once.
    cache: Mutex<HashMap<String, Bytes>>,
    faults: Mutex<Vec<Fault>>,
    delays: Mutex<Vec<Delay>>,
}

impl Upstream {
    /// Sites that publish `archive` as `calendar` says, by `clock`.
    #[must_use]
    pub fn new(archive: Archive, calendar: Arc<Calendar>, clock: Clock) -> Arc<Self> {
        let (cache, faults, delays) = (Mutex::default(), Mutex::default(), Mutex::default());
        Arc::new(Self { archive, calendar, clock, cache, faults, delays })
    }

    /// The sites' paths; those of different hosts do not collide.
    pub fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/api/rates/{*rest}", get(rates))
            .route("/api/rp/{*rest}", get(operations))
            .route("/releases/h41/current/", get(h41))
            .route("/releases/h41/{date}/", get(h41_dated))
            .route("/newsevents/pressreleases/{page}", get(press_release))
            .route("/sim/upstream-fault", post(faults::add))
            .route("/sim/upstream-delay", post(faults::delay))
            .with_state(Arc::clone(self))
    }

    /// From now on, requests that match go wrong.
    pub fn fault(&self, fault: Fault) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    /// Answers with a composed body: cached by `key`, conditional by its hash, unless a fault is due.
    fn answer(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        kind: &'static str,
        key: String,
        compose: impl FnOnce() -> Option<String>,
    ) -> Response {
        if let Some(response) = self.faulty(uri) {
            return response;
        }
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let body = match cache.get(&key) {
            Some(body) => body.clone(),
            None => match compose() {
                Some(text) => cache.entry(key).or_insert(Bytes::from(text)).clone(),
                None => return not_found(),
            },
        };
        drop(cache);
        let tag = etag(&body);
        if headers.get(IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes()) {
            return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
        }
        ([(CONTENT_TYPE, kind.to_owned()), (ETAG, tag)], body).into_response()
    }
}

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

async fn rates(State(sites): State<Arc<Upstream>>, uri: Uri, headers: HeaderMap) -> Response {
    let now = sites.time_at(&uri);
    let key = format!("rates {} {uri}", sites.rates_stage(now));
    sites.answer(&uri, &headers, JSON, key, || Some(sites.compose_rates(now)))
}

async fn operations(State(sites): State<Arc<Upstream>>, uri: Uri, headers: HeaderMap) -> Response {
    let now = sites.time_at(&uri);
    let key = format!("operations {}", sites.operations_stage(now));
    sites.answer(&uri, &headers, JSON, key, || Some(sites.compose_operations(now)))
}

async fn h41(State(sites): State<Arc<Upstream>>, uri: Uri, headers: HeaderMap) -> Response {
    let week = sites.newest_week(sites.time_at(&uri));
    sites.h41_page(&uri, &headers, week)
}

async fn h41_dated(
    State(sites): State<Arc<Upstream>>,
    Path(date): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let released = NaiveDate::parse_from_str(&date, "%Y%m%d").ok();
    let week = released.and_then(|date| sites.week_released_on(date, sites.time_at(&uri)));
    sites.h41_page(&uri, &headers, week)
}

async fn press_release(
    State(sites): State<Arc<Upstream>>,
    Path(page): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let name = page.strip_prefix("monetary").and_then(|rest| rest.strip_suffix(".htm"));
    let Some((date, note)) = name.and_then(dated_page) else { return not_found() };
    if !sites.decision_is_out(date, sites.time_at(&uri)) {
        return sites.faulty(&uri).unwrap_or_else(not_found);
    }
    sites.answer(&uri, &headers, HTML, page, || sites.compose_decision(date, note))
}

/// `20251029a` is the statement, `20251029a1` the note.
fn dated_page(name: &str) -> Option<(NaiveDate, bool)> {
    let (date, note) = match name.strip_suffix("a1") {
        Some(date) => (date, true),
        None => (name.strip_suffix('a')?, false),
    };
    Some((NaiveDate::parse_from_str(date, "%Y%m%d").ok()?, note))
}

impl Upstream {
    fn h41_page(&self, uri: &Uri, headers: &HeaderMap, week: Option<NaiveDate>) -> Response {
        let Some(week) = week else { return self.faulty(uri).unwrap_or_else(not_found) };
        self.answer(uri, headers, HTML, format!("h41 {week}"), || self.compose_h41(week))
    }
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
