//! The only HTTP client for upstreams: conditional, compressed, bounded, and known by name.
//!
//! It says what came back and nothing more: whether a body is the right page is the parser's question
//! (error pages come with status 200), when to ask again the watch loop's, with [`Backoff`].

mod breaker;
mod error;
pub mod probe;

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::{ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use sha2::{Digest, Sha256};
use url::Url;

use crate::source::Address;
pub use breaker::Backoff;
pub use error::FetchError;

/// Redirects within one host that are followed before giving up.
const MAX_REDIRECTS: usize = 5;

/// How to fetch.
#[derive(Debug, Clone)]
pub struct FetchConfig {
    /// The origin of a stand-in, put before every path in place of the real hosts; `http` is allowed
    /// only here.
    pub base_url: Option<String>,
    /// An address or e-mail that a site's operator can write to; part of the User-Agent.
    pub contact: String,
    /// From the request to the last byte of the body, in real time.
    pub timeout: Duration,
    /// The largest body accepted, after decompression.
    pub max_bytes: usize,
}

impl Default for FetchConfig {
    fn default() -> Self {
        Self { base_url: None, contact: String::new(), timeout: Duration::from_secs(20), max_bytes: 4 << 20 }
    }
}

/// What identifies the version of a page that is already here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag`, quotes included.
    pub etag: Option<String>,
    /// The `Last-Modified` date, as sent.
    pub last_modified: Option<String>,
}

impl Validators {
    fn from_headers(headers: &HeaderMap) -> Self {
        Self { etag: header(headers, &ETAG), last_modified: header(headers, &LAST_MODIFIED) }
    }
}

/// What a request brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The page is the one that the validators name.
    NotModified,
    /// A body with status 200.
    Page(Page),
}

/// A body, byte for byte as published (decompressed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The public address, even when a stand-in answered.
    pub url: String,
    /// The bytes.
    pub body: Vec<u8>,
    /// For the next conditional request.
    pub validators: Validators,
    /// SHA-256 of the body, in hexadecimal.
    pub hash: String,
}

/// The client. Cloning shares its connections.
#[derive(Debug, Clone)]
pub struct Fetcher {
    client: Client,
    base: Option<String>,
    max_bytes: usize,
}

impl Fetcher {
    /// A client with this configuration.
    ///
    /// # Errors
    /// The base URL is no `http` or `https` address, or the contact cannot be part of a header.
    pub fn new(config: FetchConfig) -> Result<Self, FetchError> {
        let base = config.base_url.as_deref().map(stand_in).transpose()?;
        let agent = format!("Mozilla/5.0 (compatible; Tidewatch/{}; +{})", env!("CARGO_PKG_VERSION"), config.contact);
        let mut builder = Client::builder()
            .user_agent(agent)
            .timeout(config.timeout)
            .https_only(base.is_none())
            .redirect(redirect::Policy::custom(within_one_host))
            // One connection a host is the courtesy that public sites ask for.
            .pool_max_idle_per_host(1);
        if base.is_some() {
            // A proxy from the environment would carry the stand-in's loopback address elsewhere.
            builder = builder.no_proxy();
        }
        Ok(Self { client: builder.build().map_err(FetchError::Setup)?, base, max_bytes: config.max_bytes })
    }

    /// Asks for a page, conditionally where validators are given.
    ///
    /// # Errors
    /// See [`FetchError`]. Nothing is retried here.
    pub async fn get(&self, address: &Address, validators: Option<&Validators>) -> Result<Fetched, FetchError> {
        let origin = self.base.as_deref().unwrap_or_else(|| address.host.origin());
        let mut request = self.client.get(format!("{origin}{}", address.path));
        let known = validators.cloned().unwrap_or_default();
        let conditional = known.etag.is_some() || known.last_modified.is_some();
        for (name, value) in [(IF_NONE_MATCH, known.etag), (IF_MODIFIED_SINCE, known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.send().await.map_err(FetchError::from_transport)?;
        match response.status() {
            StatusCode::OK => self.page(address, response).await.map(Fetched::Page),
            StatusCode::NOT_MODIFIED if conditional => Ok(Fetched::NotModified),
            status => Err(refusal(status, response.headers())),
        }
    }

    async fn page(&self, address: &Address, response: Response) -> Result<Page, FetchError> {
        let validators = Validators::from_headers(response.headers());
        let body = self.body(response).await?;
        let hash = hex(&Sha256::digest(&body));
        Ok(Page { url: address.public(), body, validators, hash })
    }

    /// Reads at most the allowed bytes: a compressed body of any size unfolds no further.
    async fn body(&self, response: Response) -> Result<Vec<u8>, FetchError> {
        let limit = self.max_bytes;
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
        if announced.is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let mut body = Vec::with_capacity(announced.unwrap_or_default());
        let mut stream = response.bytes_stream();
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(FetchError::from_transport)?;
            if body.len() + chunk.len() > limit {
                return Err(FetchError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

/// The origin of a stand-in, without a slash at its end.
fn stand_in(text: &str) -> Result<String, FetchError> {
    let bad = || FetchError::BadBaseUrl(text.to_owned());
    let url = Url::parse(text).map_err(|_| bad())?;
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let plain = url.query().is_none() && url.fragment().is_none();
    if web && plain { Ok(text.trim_end_matches('/').to_owned()) } else { Err(bad()) }
}

/// Another host is not the source that we attribute figures to.
fn within_one_host(attempt: redirect::Attempt<'_>) -> redirect::Action {
    let origin = |url: &Url| (url.host_str().map(str::to_owned), url.port_or_known_default());
    let here = attempt.previous().first().map(origin);
    if attempt.previous().len() > MAX_REDIRECTS || here != Some(origin(attempt.url())) {
        return attempt.stop();
    }
    attempt.follow()
}

fn refusal(status: StatusCode, headers: &HeaderMap) -> FetchError {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => FetchError::NotThere,
        _ if status.is_redirection() && headers.contains_key(LOCATION) => {
            FetchError::Elsewhere { location: header(headers, &LOCATION).unwrap_or_default() }
        }
        _ => FetchError::Refused { status: status.as_u16(), retry_after: error::retry_after(headers) },
    }
}

fn header(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.push_str(&format!("{byte:02x}"));
        text
    })
}

#[cfg(test)]
mod tests;
