//! Logs: to stderr, text or JSON; and error chains in one line.

use std::error::Error;
use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

/// An error with everything that caused it, joined by colons: logged once, where it is handled.
#[must_use]
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        // Some libraries print their source in their own message already.
        if !text.ends_with(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_picture(line));
    lines.collect::<Vec<_>>().join(", ")
}

/// A line of the picture that TOML errors draw of the place: `2 | [delivery]`. Line and column are in the
/// words as well.
fn is_picture(line: &str) -> bool {
    line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|')
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Starts logging to stderr; `RUST_LOG` overrides `level`.
pub fn start(format: LogFormat, level: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal());
    // A second start (tests) keeps the first.
    let started = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    drop(started);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot ingest h41")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn the_whole_chain_in_one_line() {
        let error = Outer(std::io::Error::other("disk\nfull"));
        assert_eq!(chain(&error), "cannot ingest h41: disk, full");
    }

    #[test]
    fn a_toml_error_without_its_picture() {
        let error = toml::from_str::<toml::Table>("a =\n").expect_err("no value");
        let text = chain(&error);
        assert!(text.contains("line 1") && !text.contains('|') && !text.contains('\n'), "{text}");
    }
}
