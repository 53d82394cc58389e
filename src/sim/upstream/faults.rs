//! What goes wrong at upstream sites: an error page with status 200, a refusal, a cut body.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
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

pub(super) async fn add(State(sites): State<Arc<Upstream>>, Json(fault): Json<Fault>) -> StatusCode {
    sites.fault(fault);
    StatusCode::NO_CONTENT
}

impl Upstream {
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
