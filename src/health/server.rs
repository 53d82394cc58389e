//! The three addresses. They only read, and ask no password: by default they answer nowhere.

use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Check, Figures, Health, State};
use crate::telemetry::chain;

/// The format of `/metrics`.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers until `stop`.
pub async fn serve<F: Figures>(listener: TcpListener, health: Arc<Health<F>>, stop: CancellationToken) {
    let router = Router::new()
        .route("/healthz", get(healthz::<F>))
        .route("/readyz", get(readyz::<F>))
        .route("/metrics", get(metrics::<F>))
        .with_state(health);
    // Not axum's graceful shutdown: one client that never ends its question would hold up the stop.
    tokio::select! {
        () = stop.cancelled() => {}
        served = axum::serve(listener, router).into_future() => {
            if let Err(error) = served {
                tracing::error!(error = %chain(&error), "the HTTP endpoints ended");
            }
        }
    }
}

async fn healthz<F: Figures>(Shared(health): Shared<Arc<Health<F>>>) -> Response {
    answer(&health.alive())
}

async fn readyz<F: Figures>(Shared(health): Shared<Arc<Health<F>>>) -> Response {
    answer(&health.ready().await)
}

async fn metrics<F: Figures>(Shared(health): Shared<Arc<Health<F>>>) -> Response {
    match health.metrics().await {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::warn!(error = %chain(&error), "a scrape failed");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// A line a check; 503 where one of them fails.
fn answer(checks: &[Check]) -> Response {
    let failed = checks.iter().any(|check| check.state == State::Fail);
    let status = if failed { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let text: String = checks.iter().map(|check| format!("{check}\n")).collect();
    (status, text).into_response()
}
