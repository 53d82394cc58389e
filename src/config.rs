//! Typed configuration: defaults, then a file, then the environment. Unknown keys are errors.

mod faults;

use std::path::{Path, PathBuf};
use std::time::Duration;

use config::{Environment, File, FileFormat};
use secrecy::SecretString;
use serde::Deserialize;

pub use faults::{Fault, faults};

/// Every setting with its default and a comment.
pub const DEFAULTS: &str = include_str!("../config/default.toml");

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where state is kept.
    pub database: Database,
    /// The Bot API.
    pub telegram: Telegram,
    /// Upstream sites.
    pub sources: Sources,
    /// How often to ask them.
    pub polling: Polling,
    /// What a first start reads.
    pub backfill: Backfill,
    /// How fast to send.
    pub delivery: Delivery,
    /// How long to keep things.
    pub retention: Retention,
    /// Replacement files for the calendar.
    pub calendar: Calendar,
    /// A replacement file for the rules.
    pub rules: Rules,
    /// For machines that watch the process.
    pub http: Http,
    /// Whoever runs it.
    pub operator: Operator,
    /// For drills against the stand-ins.
    pub drill: Drill,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Database {
    pub url: String,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Telegram {
    pub api_url: String,
    pub request_timeout_seconds: u64,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Sources {
    pub base_url: String,
    pub contact: String,
    pub request_timeout_seconds: u64,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Polling {
    pub fomc_seconds: u32,
    pub h41_seconds: u32,
    pub rates_seconds: u32,
    pub operations_seconds: u32,
    pub slow_seconds: u32,
    pub idle_minutes: u32,
    pub feed_minutes: u32,
    pub calendar_hours: u32,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Delivery {
    pub overall_per_second: u32,
    pub per_chat_per_second: u32,
    pub per_group_per_minute: u32,
    pub in_flight: usize,
    pub relook_seconds: u32,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Backfill {
    pub enabled: bool,
    pub weeks: u32,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Retention {
    pub bodies_days: u32,
    pub messages_days: u32,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Calendar {
    pub file: String,
    pub meetings_file: String,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Rules {
    pub file: String,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Http {
    pub listen: String,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Operator {
    pub chat: i64,
}

/// See `config/default.toml`, where each key has its comment.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each key is explained in config/default.toml")]
pub struct Drill {
    pub clock_shift_seconds: i64,
}

/// Why the configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file or variable cannot be understood; the message names the key.
    #[error("the configuration is refused")]
    Refused(#[source] config::ConfigError),
    /// A value that cannot work.
    #[error("the configuration is refused: {0}")]
    Impossible(String),
    /// No token at all.
    #[error(
        "no bot token: set TELEGRAM_BOT_TOKEN (or TELEGRAM_BOT_TOKEN_FILE) to the token that @BotFather gave you; \
         to look around without one, run `tidewatch demo`"
    )]
    NoToken,
    /// What was given is no token.
    #[error("the bot token in {0} does not look like one: it is digits, a colon, and at least 30 letters or digits")]
    BadToken(String),
    /// The token's file cannot be read.
    #[error("cannot read the bot token from {path}")]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

impl Config {
    /// Reads defaults, then `file` (or ./tidewatch.toml where it exists), then the environment.
    ///
    /// # Errors
    /// An unknown key, a wrong type, a value that cannot work.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::from_sources(file, Environment::default())
    }

    /// The defaults alone: for the demo, which no file or variable may disturb.
    ///
    /// # Errors
    /// The shipped defaults are wrong: a test keeps that from happening.
    pub fn defaults() -> Result<Self, ConfigError> {
        config::Config::builder()
            .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(ConfigError::Refused)
    }

    fn from_sources(file: Option<&Path>, environment: Environment) -> Result<Self, ConfigError> {
        let file = match file {
            Some(path) => File::from(path).required(true),
            None => File::from(Path::new("tidewatch.toml")).required(false),
        };
        let environment =
            environment.prefix("TIDEWATCH").prefix_separator("__").separator("__").try_parsing(true).ignore_empty(true);
        let config: Self = config::Config::builder()
            .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
            .add_source(file.format(FileFormat::Toml))
            .add_source(environment)
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(ConfigError::Refused)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        self.impossible().into_iter().next().map_or(Ok(()), |why| Err(ConfigError::Impossible(why.to_owned())))
    }

    /// Every value that cannot work, by a sentence that names its key.
    fn impossible(&self) -> Vec<&'static str> {
        let Self { polling, delivery, .. } = self;
        let seconds = [polling.fomc_seconds, polling.h41_seconds, polling.rates_seconds, polling.operations_seconds];
        let limits = [delivery.overall_per_second, delivery.per_chat_per_second, delivery.per_group_per_minute];
        let patience = [self.telegram.request_timeout_seconds, self.sources.request_timeout_seconds];
        let in_drill = self.drill.clock_shift_seconds != 0;
        let rules = [
            (seconds.contains(&0) || polling.slow_seconds == 0, "polling periods must be at least one second"),
            (
                polling.idle_minutes < 10 || polling.feed_minutes < 10,
                "polling.idle_minutes and polling.feed_minutes must be at least 10: the sites are guests' rooms",
            ),
            (polling.calendar_hours == 0, "polling.calendar_hours must be at least 1"),
            (limits.contains(&0), "delivery limits must be at least 1"),
            (
                delivery.in_flight == 0 || delivery.relook_seconds == 0,
                "delivery.in_flight and delivery.relook_seconds must be at least 1",
            ),
            (
                patience.contains(&0),
                "telegram.request_timeout_seconds and sources.request_timeout_seconds must be at least 1",
            ),
            (
                self.retention.messages_days < 7,
                "retention.messages_days must be at least 7: corrections have to find their messages",
            ),
            (
                in_drill && self.telegram.api_url == "https://api.telegram.org",
                "drill.clock_shift_seconds is for drills: point telegram.api_url at a stand-in first",
            ),
            (!is_web(&self.telegram.api_url), "telegram.api_url is an address, e.g. https://api.telegram.org"),
            (
                !self.sources.base_url.is_empty() && !is_web(&self.sources.base_url),
                "sources.base_url is the address of a stand-in, or empty",
            ),
            (
                !self.http.listen.is_empty() && self.http.listen.parse::<std::net::SocketAddr>().is_err(),
                "http.listen is an address and a port, e.g. 127.0.0.1:9464, or empty",
            ),
        ];
        rules.into_iter().filter(|(broken, _)| *broken).map(|(_, why)| why).collect()
    }

    /// The stand-in's origin, if one is set.
    #[must_use]
    pub fn base_url(&self) -> Option<String> {
        (!self.sources.base_url.is_empty()).then(|| self.sources.base_url.trim_end_matches('/').to_owned())
    }

    /// Time-out of a request to an upstream site.
    #[must_use]
    pub const fn source_timeout(&self) -> Duration {
        Duration::from_secs(self.sources.request_timeout_seconds)
    }
}

fn is_web(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| ["http", "https"].contains(&url.scheme()) && url.has_host())
}

/// The bot token, from the environment or from the file that it names.
///
/// # Errors
/// There is none, its file cannot be read, or it does not look like a token.
pub fn token() -> Result<SecretString, ConfigError> {
    let from = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    if let Some(token) = from("TELEGRAM_BOT_TOKEN") {
        return check_token(&token, "TELEGRAM_BOT_TOKEN");
    }
    let path = PathBuf::from(from("TELEGRAM_BOT_TOKEN_FILE").ok_or(ConfigError::NoToken)?);
    let token =
        std::fs::read_to_string(&path).map_err(|source| ConfigError::TokenFile { path: path.clone(), source })?;
    check_token(&token, &path.display().to_string())
}

/// The token itself is never part of an error: it is a secret even when mistyped.
fn check_token(text: &str, origin: &str) -> Result<SecretString, ConfigError> {
    let text = text.trim();
    let good = text.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty()
            && id.chars().all(|c| c.is_ascii_digit())
            && secret.len() >= 30
            && secret.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    });
    if good { Ok(SecretString::from(text)) } else { Err(ConfigError::BadToken(origin.to_owned())) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, String> {
        let map: HashMap<String, String> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Config::from_sources(None, Environment::default().source(Some(map))).map_err(|error| {
            let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            format!("{error}: {source}")
        })
    }

    #[test]
    fn the_environment_overrides_the_defaults() {
        let config = with(&[("TIDEWATCH__DATABASE__URL", "sqlite:x.db"), ("TIDEWATCH__POLLING__H41_SECONDS", "5")]);
        let config = config.expect("good");
        assert_eq!((config.database.url.as_str(), config.polling.h41_seconds), ("sqlite:x.db", 5));
    }

    #[test]
    fn mistakes_name_their_key() {
        for (name, value, says) in [
            ("TIDEWATCH__DATABASE__URI", "sqlite:x.db", "uri"),
            ("TIDEWATCH__POLLING__H41_SECONDS", "soon", "h41_seconds"),
            ("TIDEWATCH__POLLING__IDLE_MINUTES", "1", "polling.idle_minutes"),
            ("TIDEWATCH__TELEGRAM__API_URL", "api.telegram.org", "telegram.api_url"),
            ("TIDEWATCH__SOURCES__BASE_URL", "nowhere", "sources.base_url"),
            ("TIDEWATCH__DRILL__CLOCK_SHIFT_SECONDS", "-60", "drill.clock_shift_seconds"),
        ] {
            let refused = with(&[(name, value)]).expect_err(name);
            assert!(refused.contains(says), "{name}: {refused}");
        }
    }

    #[test]
    fn a_mistyped_token_is_refused_and_not_repeated() {
        let refused = check_token("12345:short", "TELEGRAM_BOT_TOKEN").expect_err("short").to_string();
        assert!(refused.contains("TELEGRAM_BOT_TOKEN") && !refused.contains("short"), "{refused}");
        assert!(check_token(&format!("12345:{}", "a".repeat(35)), "x").is_ok());
    }
}
