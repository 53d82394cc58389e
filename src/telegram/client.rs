//! The client of the Bot API: one POST a request, and an answer that says what is certain.
//!
//! Teloxide's own network layer sleeps 10 s inside every 5xx and reports an unreadable answer as an
//! error like any other, so that a retry doubles messages. Here every failure is told apart by one
//! question: had the request left?

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::{Host, Url};

use super::classify::{Answer, classify};
use super::{Outcome, Request};
use crate::stats::Stats;

/// Where the Bot API is when nothing else is configured.
pub const DEFAULT_API_URL: &str = "https://api.telegram.org";

/// The longest answer that is read: a hundred updates of the greatest length stay well below.
const ANSWER_MOST: usize = 16 << 20;

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What the client needs to know.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// The Bot API's address without the token: [`DEFAULT_API_URL`].
    pub api_url: String,
    /// The bot's token. It appears in no error and no log.
    pub token: SecretString,
    /// How long a request may take in all, on the machine's clock.
    pub timeout: Duration,
}

/// A client of the Bot API. Cloning shares its connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: SecretString,
    timeout: Duration,
    stats: Stats,
}

/// Why a question to the Bot API has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// The request did not get through, or its answer did not come back.
    #[error("Telegram cannot be reached: {0}")]
    Unreachable(String),
    /// 429.
    #[error("Telegram asks to wait {} s", .0.as_secs())]
    FloodWait(Duration),
    /// 401, or 404 without a reason: a revoked or mistyped token.
    #[error("Telegram does not know this bot: check the token")]
    Token,
    /// 409: another program polls with this token, or a webhook is set.
    #[error("Telegram reports a conflict: {0}")]
    Conflict(String),
    /// `ok: false` with a 5xx code.
    #[error("Telegram is in trouble: {0}")]
    Trouble(String),
    /// Any other refusal.
    #[error("Telegram refused with {code}: {text}")]
    Refused {
        /// The HTTP-like code of the answer.
        code: i64,
        /// Telegram's own description.
        text: String,
    },
    /// An answer that is not what was asked for. Its bytes may be personal and are not in the text.
    #[error("Telegram's answer (HTTP {status}) cannot be read")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// The answer's beginning.
        head: String,
    },
}

/// The network client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client for Telegram cannot be set up")]
pub struct SetupError(#[source] reqwest::Error);

impl Client {
    /// A client; it makes no connection yet.
    ///
    /// # Errors
    /// The machine's TLS or resolver set-up is broken.
    pub fn new(config: &ClientConfig) -> Result<Self, SetupError> {
        let mut http = reqwest::Client::builder()
            // Always the first to run out: a connection that does not come about is a certain failure.
            .connect_timeout(CONNECT_TIMEOUT.min(config.timeout / 2))
            .timeout(config.timeout)
            // One connection a request in flight: one that breaks leaves one outcome unknown, not thirty.
            .http1_only()
            // Shorter than the server's own patience, so that no request goes out on a dying connection.
            .pool_idle_timeout(Duration::from_secs(25))
            .redirect(Policy::none());
        if is_loopback(&config.api_url) {
            // A proxy from the environment would look for the stand-in on its own machine.
            http = http.no_proxy();
        }
        let http = http.build().map_err(|source| SetupError(source.without_url()))?;
        let base = format!("{}/bot{}", config.api_url.trim_end_matches('/'), config.token.expose_secret());
        Ok(Self { http, base: base.into(), timeout: config.timeout, stats: Stats::default() })
    }

    /// The same client, counting its requests there.
    #[must_use]
    pub fn counting(self, stats: Stats) -> Self {
        Self { stats, ..self }
    }

    /// Makes one sending request, once, and says what became of it.
    pub async fn call(&self, request: &Request) -> Outcome {
        match self.exchange(request.method, &request.params, self.timeout).await {
            Ok(answer) => classify(answer.status, &answer.body),
            Err(Lost { left: false, why }) => Outcome::NotSent(why),
            Err(Lost { left: true, why }) => Outcome::Unknown(why),
        }
    }

    /// Asks for something: `getMe`, `setMyCommands`.
    ///
    /// # Errors
    /// Telegram cannot be reached, refuses, or answers something else.
    pub async fn query<T: DeserializeOwned>(&self, method: &str, params: &Value) -> Result<T, ApiError> {
        self.query_within(method, params, self.timeout).await
    }

    /// Like [`Client::query`], with a time-out of its own: a long poll is held by the server.
    ///
    /// # Errors
    /// Telegram cannot be reached, refuses, or answers something else.
    pub async fn query_within<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
        timeout: Duration,
    ) -> Result<T, ApiError> {
        let answer = self.exchange(method, params, timeout).await;
        let answer = answer.map_err(|lost| ApiError::Unreachable(lost.why))?;
        if !answer.whole {
            return Err(ApiError::Unreachable("the answer broke off".to_owned()));
        }
        result(answer.status, &answer.body)
    }

    /// One POST. What was received before a break is kept: its beginning may say enough.
    async fn exchange(&self, method: &str, params: &Value, timeout: Duration) -> Result<Received, Lost> {
        let answer = self.send(method, params, timeout).await;
        self.stats.request(method, answer.as_ref().ok().map(|answer| answer.status));
        answer
    }

    async fn send(&self, method: &str, params: &Value, timeout: Duration) -> Result<Received, Lost> {
        let url = format!("{}/{method}", self.base.expose_secret());
        let mut answer = self.http.post(url).timeout(timeout).json(params).send().await.map_err(Lost::from)?;
        let (status, mut body) = (answer.status().as_u16(), Vec::new());
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER_MOST => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(Received { status, body, whole: true }),
                Ok(Some(_)) => return Err(Lost { left: true, why: "the answer has no end".to_owned() }),
                Err(_) if !body.is_empty() => return Ok(Received { status, body, whole: false }),
                Err(error) => return Err(Lost { left: true, ..Lost::from(error) }),
            }
        }
    }
}

fn is_loopback(api_url: &str) -> bool {
    let url = Url::parse(api_url);
    url.is_ok_and(|url| match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    })
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

fn result<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, ApiError> {
    let unreadable =
        || ApiError::Unreadable { status, head: String::from_utf8_lossy(body).chars().take(200).collect() };
    match Answer::read(status, body) {
        Answer::Ok(result) => serde_json::from_value(result).map_err(|_| unreadable()),
        Answer::Refused(refusal) => Err(match refusal.flood_wait() {
            Some(wait) => ApiError::FloodWait(wait),
            None if refusal.token_is_bad() => ApiError::Token,
            None if refusal.code == 409 => ApiError::Conflict(refusal.text),
            None if refusal.code >= 500 => ApiError::Trouble(refusal.text),
            None => ApiError::Refused { code: refusal.code, text: refusal.text },
        }),
        Answer::Unreadable => Err(unreadable()),
    }
}

/// What came back.
#[derive(Debug)]
struct Received {
    status: u16,
    body: Vec<u8>,
    /// Whether the body came to its end.
    whole: bool,
}

/// An exchange without an answer.
#[derive(Debug)]
struct Lost {
    /// Whether bytes of the request may have left.
    left: bool,
    why: String,
}

impl From<reqwest::Error> for Lost {
    fn from(error: reqwest::Error) -> Self {
        // The address holds the token.
        let error = error.without_url();
        let left = !error.is_connect() && !error.is_builder();
        let mut why = error.to_string();
        let mut cause = error.source();
        while let Some(source) = cause {
            why = format!("{why}: {source}");
            cause = source.source();
        }
        Self { left, why }
    }
}

#[cfg(test)]
mod tests;
