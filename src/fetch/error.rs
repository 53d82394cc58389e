//! Why a page did not come.

use std::time::Duration;

use chrono::DateTime;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// Why a page did not come.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// 404 or 410. Before its time a page is simply not there yet.
    #[error("the page is not there")]
    NotThere,
    /// The site answered with another status than 200.
    #[error("the site refused with status {status}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// How long the site asks us to stay away.
        retry_after: Option<Duration>,
    },
    /// A redirect to another host, or too many of them.
    #[error("the page points elsewhere: {location}")]
    Elsewhere {
        /// Where to.
        location: String,
    },
    /// The body is larger than a page of ours can be.
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// The most bytes accepted.
        limit: usize,
    },
    /// No answer, or no whole one, within the time allowed.
    #[error("the site took too long")]
    TimedOut(#[source] reqwest::Error),
    /// The site cannot be reached: name, connection or encryption.
    #[error("the site cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The answer broke off, or its encoding is damaged.
    #[error("the answer broke off")]
    CutShort(#[source] reqwest::Error),
    /// The base URL in the configuration is not an `http` or `https` origin.
    #[error("not an http or https address: {0:?}")]
    BadBaseUrl(String),
    /// The client cannot be built from its configuration.
    #[error("the HTTP client cannot be set up (is the contact plain ASCII?)")]
    Setup(#[source] reqwest::Error),
}

impl FetchError {
    /// How long the site asks us to stay away, if it does.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        if let Self::Refused { retry_after, .. } = self { *retry_after } else { None }
    }

    /// Tells a slow site from an absent one and from a broken answer.
    pub(super) fn from_transport(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut(error)
        } else if error.is_body() || error.is_decode() {
            Self::CutShort(error)
        } else {
            Self::Unreachable(error)
        }
    }
}

/// `Retry-After` as a duration. A date counts from the answer's own `Date`: the site's clock, not ours.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let sent = DateTime::parse_from_rfc2822(headers.get(DATE)?.to_str().ok()?).ok()?;
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    Some((until - sent).to_std().unwrap_or_default())
}
