//! What goes wrong at upstream sites: an error page with status 200, a refusal, a cut body.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{HTML, Upstream};

/// One fault: on the next `times` requests whose path contains `path`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Part of the path.
    pub path: String,
    /// How many requests.
    pub times: u32,
    /// What they get.
    pub kind: FaultKind,
}

/// What a faulty request gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// An HTML error page with status 200, as content networks send them.
    ErrorPage,
    /// This status, without a body.
    Status(u16),
    /// This body, with status 200.
    Body(String),
}

/// A late page: sites whose path contains `path` show what they would have shown so long ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// Part of the path.
    pub path: String,
    /// By how many minutes its releases are late; 0 ends it.
    pub minutes: u32,
}

pub(super) async fn add(State(sites): State<Arc<Upstream>>, Json(fault): Json<Fault>) -> StatusCode {
    sites.fault(fault);
    StatusCode::NO_CONTENT
}

pub(super) async fn delay(State(sites): State<Arc<Upstream>>, Json(delay): Json<Delay>) -> StatusCode {
    sites.delay(delay);
    StatusCode::NO_CONTENT
}

impl Upstream {
    /// From now on, pages that match are late.
    pub fn delay(&self, delay: Delay) {
        let mut delays = self.delays.lock().unwrap_or_else(PoisonError::into_inner);
        delays.retain(|known| known.path != delay.path);
        delays.push(delay);
    }

    /// What time it is as far as this path is concerned.
    pub(super) fn time_at(&self, uri: &Uri) -> DateTime<Utc> {
        let delays = self.delays.lock().unwrap_or_else(PoisonError::into_inner);
        let late = delays.iter().filter(|delay| uri.path().contains(&delay.path)).map(|delay| delay.minutes).max();
        self.clock.now() - TimeDelta::minutes(late.unwrap_or(0).into())
    }

    /// The answer to a request that a fault is waiting for.
    pub(super) fn faulty(&self, uri: &Uri) -> Option<Response> {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = faults.iter_mut().find(|fault| fault.times > 0 && uri.path().contains(&fault.path))?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        drop(faults);
        Some(match kind {
            FaultKind::ErrorPage => {
                let page = "<html><head><title>Error</title></head><body>The service is unavailable.</body></html>";
                ([(CONTENT_TYPE, HTML)], page).into_response()
            }
            FaultKind::Status(status) => {
                StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY).into_response()
            }
            FaultKind::Body(body) => ([(CONTENT_TYPE, HTML)], body).into_response(),
        })
    }
}
