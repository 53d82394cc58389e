//! What goes wrong between a site and its reader: refusals, error pages with status 200, cut bodies,
//! silence, and pages that are late.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, IF_NONE_MATCH};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::script::ControlError;
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

/// A source cut off: on every request whose path begins with `path`, between two simulated instants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// The beginning of the path: `/api/rates/`.
    pub path: String,
    /// From this instant on.
    pub from: DateTime<Utc>,
    /// Before this instant.
    pub until: DateTime<Utc>,
    /// What requests get.
    pub kind: FaultKind,
}

/// What a faulty request gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// An HTML error page with status 200, as content networks send them.
    ErrorPage,
    /// This status, without a body. 503 stands for a site that is down.
    Status(u16),
    /// This body, with status 200.
    Body(String),
    /// No answer, ever: the reader's time-out ends it.
    TimeOut,
    /// The first so many bytes of the page, without a validator.
    Truncate(usize),
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

/// Stands before all pages of the sites.
pub(super) async fn gate(State(sites): State<Arc<Upstream>>, request: Request, next: Next) -> Response {
    match sites.trouble(request.uri().path()) {
        None => next.run(request).await,
        Some(FaultKind::ErrorPage) => {
            let page = "<html><head><title>Error</title></head><body>The service is unavailable.</body></html>";
            ([(CONTENT_TYPE, HTML)], page).into_response()
        }
        Some(FaultKind::Status(status)) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY).into_response()
        }
        Some(FaultKind::Body(body)) => ([(CONTENT_TYPE, HTML)], body).into_response(),
        // Dropped with the connection, when the reader gives up.
        Some(FaultKind::TimeOut) => std::future::pending().await,
        Some(FaultKind::Truncate(length)) => truncated(request, next, length).await,
    }
}

async fn truncated(mut request: Request, next: Next, length: usize) -> Response {
    request.headers_mut().remove(IF_NONE_MATCH);
    let response = next.run(request).await;
    let (status, kind) = (response.status(), response.headers().get(CONTENT_TYPE).cloned());
    // Our own pages: in memory already, and never broken off.
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
    let mut cut = (status, Body::from(body.slice(..length.min(body.len())))).into_response();
    if let Some(kind) = kind {
        cut.headers_mut().insert(CONTENT_TYPE, kind);
    }
    cut
}

impl Upstream {
    /// From now on, requests that match go wrong.
    pub fn fault(&self, fault: Fault) {
        self.script(|script| script.faults.push(fault));
    }

    /// Between two instants, requests that match go wrong.
    ///
    /// # Errors
    /// An end before the beginning.
    pub fn outage(&self, outage: Outage) -> Result<(), ControlError> {
        let Outage { from, until, .. } = outage;
        if until <= from {
            return Err(ControlError::Period { from, until });
        }
        self.script(|script| script.outages.push(outage));
        Ok(())
    }

    /// From now on, pages that match are late.
    pub fn delay(&self, delay: Delay) {
        self.script(|script| {
            script.delays.retain(|known| known.path != delay.path);
            script.delays.push(delay);
        });
    }

    /// What time it is as far as this path is concerned.
    pub(super) fn time_at(&self, uri: &Uri) -> DateTime<Utc> {
        let late = self.script(|script| {
            let matching = script.delays.iter().filter(|delay| uri.path().contains(&delay.path));
            matching.map(|delay| delay.minutes).max()
        });
        self.clock.now() - TimeDelta::minutes(late.unwrap_or(0).into())
    }

    /// What goes wrong with a request for this path: a counted fault before an outage.
    fn trouble(&self, path: &str) -> Option<FaultKind> {
        let now = self.clock.now();
        self.script(|script| {
            if let Some(fault) = script.faults.iter_mut().find(|fault| fault.times > 0 && path.contains(&fault.path)) {
                fault.times -= 1;
                return Some(fault.kind.clone());
            }
            let outage =
                script.outages.iter().find(|one| path.starts_with(&one.path) && (one.from..one.until).contains(&now));
            outage.map(|outage| outage.kind.clone())
        })
    }
}
