//! `tidewatch doctor`: everything that a start needs, one line each, and what to do.

mod machine;
mod network;

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::config::{self, Config};

/// Looks at the configuration, the database, the token, the clock and the sources, and says of each whether it
/// is as a start needs it, and what to do. It changes nothing, and works beside a running process.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A configuration file; without it ./tidewatch.toml is read where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Leave out what needs the network: Telegram, the clock's comparison, the sources.
    #[arg(long)]
    offline: bool,
}

/// What was found of one thing.
struct Line {
    mark: Mark,
    name: String,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Ok,
    /// Worth knowing; nothing to do.
    Note,
    Warn,
    Fail,
}

impl Mark {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<5} {:<19} {}", self.mark.as_str(), self.name, self.text)
    }
}

fn ok(name: &str, text: impl Into<String>) -> Line {
    line(Mark::Ok, name, text)
}

fn note(name: &str, text: impl Into<String>) -> Line {
    line(Mark::Note, name, text)
}

fn warn(name: &str, text: impl Into<String>) -> Line {
    line(Mark::Warn, name, text)
}

fn fail(name: &str, text: impl Into<String>) -> Line {
    line(Mark::Fail, name, text)
}

fn line(mark: Mark, name: &str, text: impl Into<String>) -> Line {
    // One line each, whatever a library put into its message.
    let text = text.into().split_whitespace().collect::<Vec<_>>().join(" ");
    Line { mark, name: name.to_owned(), text }
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let (config, faults) = config::faults(args.config.as_deref())?;
    let mut lines: Vec<Line> = faults.iter().map(|fault| fail("configuration", said(fault))).collect();
    lines.push(checked(args.config.as_deref(), &faults));
    super::runtime()?.block_on(look(&config, args.offline, &mut lines))?;
    let mut out = io::stdout().lock();
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    let failed = lines.iter().filter(|line| line.mark == Mark::Fail).count();
    if failed > 0 {
        bail!("{failed} of {} checks failed", lines.len());
    }
    Ok(())
}

fn said(fault: &config::Fault) -> String {
    format!("{}: {}", fault.place, fault.text)
}

/// What the lines below rest on: a file that cannot be read at all has no say in them.
fn checked(file: Option<&Path>, faults: &[config::Fault]) -> Line {
    let file = file.unwrap_or(Path::new("tidewatch.toml")).display().to_string();
    if faults.is_empty() {
        ok("configuration", "every setting is understood")
    } else if faults.iter().any(|fault| fault.place == file) {
        note("checked below", format!("the defaults (and the environment), not {file}"))
    } else {
        note("checked below", "your settings, with the default in place of each that failed")
    }
}

/// Everything else, with the settings that are good and the defaults of those that are not.
async fn look(config: &Config, offline: bool, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let calendar = super::run::calendar(config);
    lines.extend(calendar_files(config, calendar.as_ref().err()));
    lines.push(file("rules", super::run::rules(config).err().as_ref(), "rules.file"));
    lines.push(machine::contact(config));
    lines.extend(machine::database(config).await);
    lines.push(machine::operator(config));
    lines.push(machine::http(config));
    lines.push(machine::fonts());
    let token = config::token();
    lines.push(machine::token(&token));
    if offline {
        lines.push(note("network", "left out (--offline): Telegram, clock, sources"));
        return Ok(());
    }
    if let Ok(token) = token {
        lines.push(network::telegram(config, token).await);
    }
    let calendar = calendar.or_else(|_| crate::calendar::Calendar::builtin().map_err(anyhow::Error::from))?;
    lines.extend(network::sites(config, &calendar).await);
    Ok(())
}

/// Each of the two files that is wrong by itself; where neither is, what they say together.
fn calendar_files(config: &Config, error: Option<&anyhow::Error>) -> Vec<Line> {
    let alone = |clear: fn(&mut config::Calendar)| {
        let mut config = config.clone();
        clear(&mut config.calendar);
        super::run::calendar(&config).err()
    };
    let parts = [
        ("calendar.file", alone(|calendar| calendar.meetings_file.clear())),
        ("calendar.meetings_file", alone(|calendar| calendar.file.clear())),
    ];
    let wrong: Vec<Line> = parts
        .iter()
        .filter_map(|(key, error)| error.as_ref().map(|error| file("calendar", Some(error), key)))
        .collect();
    if wrong.is_empty() { vec![file("calendar", error, "calendar.file, calendar.meetings_file")] } else { wrong }
}

fn file(name: &str, error: Option<&anyhow::Error>, keys: &str) -> Line {
    match error {
        None => ok(name, "understood"),
        Some(error) => {
            let why = crate::telemetry::chain(error.as_ref());
            fail(name, format!("{why}; mend the file, or empty {keys} to use what is built in"))
        }
    }
}
