//! Parameters: from the query string, JSON, a urlencoded form or multipart, to typed values.

mod typed;

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::answer::Refusal;
use super::table::Method;
pub(super) use typed::{Files, Typed};

/// Telegram's own limit for uploads; the server's body limit is set to it.
pub(super) const MAX_BODY: usize = 50 << 20;

/// A parameter as it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    /// From a form or the query string: everything is text there.
    Text(String),
    /// From a JSON body.
    Json(Value),
    /// A file of a multipart form.
    File { name: String, bytes: Bytes },
}

/// All parameters of one request. A name that comes twice counts once, the first time.
#[derive(Debug, Default)]
pub(super) struct Params(BTreeMap<String, Raw>);

impl Params {
    /// Reads a whole request.
    ///
    /// # Errors
    /// A 400 where the body cannot be read as its content type says.
    pub(super) async fn read(request: Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        params.add_form(request.uri().query().unwrap_or_default().as_bytes());
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            params.add_multipart(request).await?;
            return Ok(params);
        }
        let body = Bytes::from_request(request, &()).await.map_err(|error| Refusal::bad(error.body_text()))?;
        if kind.starts_with("application/json") {
            params.add_json(&body)?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.add_form(&body);
        }
        Ok(params)
    }

    fn add(&mut self, name: String, value: Raw) {
        self.0.entry(name).or_insert(value);
    }

    fn add_form(&mut self, form: &[u8]) {
        for (name, value) in form_urlencoded::parse(form) {
            self.add(name.into_owned(), Raw::Text(value.into_owned()));
        }
    }

    fn add_json(&mut self, body: &[u8]) -> Result<(), Refusal> {
        if body.is_empty() {
            return Ok(());
        }
        let object: Map<String, Value> =
            serde_json::from_slice(body).map_err(|_| Refusal::bad("can't parse parameters: JSON object expected"))?;
        for (name, value) in object {
            self.add(name, Raw::Json(value));
        }
        Ok(())
    }

    async fn add_multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let broken = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::new(413, "Request Entity Too Large"),
            _ => Refusal::bad("can't parse form data"),
        };
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Refusal::bad("boundary in multipart form data not found"))?;
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file) = field.file_name().map(str::to_owned) {
                let bytes = field.bytes().await.map_err(broken)?;
                self.add(name, Raw::File { name: file, bytes });
            } else {
                self.add(name, Raw::Text(field.text().await.map_err(broken)?));
            }
        }
        Ok(())
    }

    /// The values by the method's table.
    pub(super) fn typed(self, method: &Method) -> Typed {
        Typed::new(method, self.0)
    }
}
