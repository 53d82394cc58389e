//! What goes back over the wire: Telegram's envelope, or something broken on purpose.

use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde_json::{Value, json};

use super::real_delay;

/// What a method came to.
pub(super) type Outcome = Result<Value, Refusal>;

/// A refusal in Telegram's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// `error_code`, also the HTTP status.
    pub code: u16,
    /// `description`.
    pub description: String,
    /// `parameters.retry_after`, seconds.
    pub retry_after: Option<i64>,
    /// `parameters.migrate_to_chat_id`.
    pub migrate_to: Option<i64>,
}

impl Refusal {
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None, migrate_to: None }
    }

    /// 400.
    pub(super) fn bad(text: impl std::fmt::Display) -> Self {
        Self::new(400, format!("Bad Request: {text}"))
    }

    /// 403.
    pub(super) fn forbidden(text: impl std::fmt::Display) -> Self {
        Self::new(403, format!("Forbidden: {text}"))
    }

    /// 429.
    pub(super) fn flood(seconds: i64) -> Self {
        let text = format!("Too Many Requests: retry after {seconds}");
        Self { retry_after: Some(seconds), ..Self::new(429, text) }
    }

    /// 400 with the id of the supergroup that the group has become.
    pub(super) fn migrated(to: i64) -> Self {
        let text = "group chat was upgraded to a supergroup chat";
        Self { migrate_to: Some(to), ..Self::bad(text) }
    }

    fn envelope(&self) -> Value {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        let mut parameters = serde_json::Map::new();
        parameters.extend(self.retry_after.map(|seconds| ("retry_after".to_owned(), json!(seconds))));
        parameters.extend(self.migrate_to.map(|id| ("migrate_to_chat_id".to_owned(), json!(id))));
        if !parameters.is_empty() {
            body["parameters"] = Value::Object(parameters);
        }
        body
    }
}

/// One answer as the client meets it.
#[derive(Debug)]
pub(super) enum Wire {
    /// Telegram's JSON.
    Json(u16, Value),
    /// A gateway's page instead of JSON.
    Html(u16),
    /// Status 200 and half a JSON object.
    Garbage,
    /// No answer at all: the connection breaks.
    Cut,
    /// Status and headers of the true answer and half of its body: then the connection breaks.
    Half(u16, Value),
}

impl From<&Outcome> for Wire {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Ok(result) => Self::Json(200, json!({ "ok": true, "result": result })),
            Err(refusal) => Self::Json(refusal.code, refusal.envelope()),
        }
    }
}

impl Wire {
    /// The HTTP status, if anything is answered.
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Json(status, _) | Self::Half(status, _) | Self::Html(status) => Some(*status),
            Self::Garbage => Some(200),
            Self::Cut => None,
        }
    }
}

impl IntoResponse for Wire {
    fn into_response(self) -> Response {
        match self {
            Self::Json(status, body) => page(status, "application/json", body.to_string()),
            Self::Html(status) => {
                let text = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
                page(status, "text/html", text)
            }
            Self::Garbage => page(200, "application/json", r#"{"ok":true,"result":{"mess"#.to_owned()),
            Self::Cut => cut(),
            Self::Half(status, body) => half(status, &body.to_string()),
        }
    }
}

fn page(status: u16, kind: &'static str, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// A body that ends before its announced length. The pause lets the first half leave: what stands in the
/// server's buffer when a body fails is thrown away.
fn half(status: u16, body: &str) -> Response {
    let first: String = body.chars().take(body.chars().count() / 2).collect();
    let broken = async {
        real_delay(Duration::from_millis(50)).await;
        Err::<String, _>(std::io::Error::other("cut on purpose"))
    };
    let parts = futures_util::stream::once(async { Ok(first) }).chain(futures_util::stream::once(broken));
    let mut response = page(status, "application/json", String::new());
    response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
    *response.body_mut() = Body::from_stream(parts);
    response
}

/// A response that never comes: its body fails at the first look. The server writes head and body
/// into one buffer and gives the connection up on a body's error before that buffer is flushed, so
/// that not one byte leaves. A test reads the raw socket to hold the server to that.
fn cut() -> Response {
    let broken = futures_util::stream::once(async { Err::<String, _>(std::io::Error::other("cut on purpose")) });
    Response::new(Body::from_stream(broken))
}
