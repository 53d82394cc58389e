//! The command line: one subcommand a file. Results alone on stdout, logs on stderr.

mod backfill;
mod backtest;
mod backup;
mod check_rules;
mod demo;
mod doctor;
mod episodes;
mod health;
mod messages;
mod next;
mod parse;
mod run;
mod sim;

use std::io::{self, Write};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use serde::Serialize;

use crate::telemetry::{self, LogFormat};

/// Tells people in Telegram when US dollar liquidity shifts.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// How log lines are written (to stderr).
    #[arg(long, global = true, value_enum, default_value = "text")]
    log_format: LogFormat,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Shows the whole product on history: no token, no network.
    Demo(demo::Args),
    /// Runs the bot; needs `TELEGRAM_BOT_TOKEN`.
    Run(run::Args),
    /// Runs the stand-ins alone: Telegram and the upstream sites, on one port.
    Sim(sim::Args),
    /// Says what is understood of a page, as one JSON object.
    Parse(parse::Args),
    /// Says what will be published when, holidays applied.
    Next(next::Args),
    /// Sends history through the rules and prints what they said.
    Backtest(backtest::Args),
    /// Tells the known episodes as the rules would have told them (Markdown).
    Episodes(episodes::Args),
    /// Prints every message in every language, with sample values (Markdown).
    Messages(messages::Args),
    /// Reads the history that the rules look back on.
    Backfill(backfill::Args),
    /// Looks at everything that a start needs, and says what to do.
    Doctor(doctor::Args),
    /// Says in one line whether a running process is well; for a container's check.
    Health(health::Args),
    /// Copies the SQLite database, also while it is in use.
    Backup(backup::Args),
    /// Runs unit tests of rules.
    CheckRules(check_rules::Args),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refusal) => return refuse(&refusal),
    };
    let quiet = matches!(
        cli.command,
        Command::Parse(_)
            | Command::Next(_)
            | Command::Backtest(_)
            | Command::CheckRules(_)
            | Command::Episodes(_)
            | Command::Messages(_)
            | Command::Demo(_)
            | Command::Doctor(_)
            | Command::Health(_)
            | Command::Backup(_)
    );
    telemetry::start(cli.log_format, if quiet { "warn" } else { "info" });
    match dispatch(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that has seen enough (`| head`) is no fault of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let line = telemetry::chain(error.as_ref());
            // Where even stderr is gone, the status alone must do.
            drop(writeln!(io::stderr(), "error: {line}"));
            ExitCode::FAILURE
        }
    }
}

/// A mistake on the command line is one line, like any other error; help and version are whole pages.
fn refuse(refusal: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let status = if refusal.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
    // Where a stream is gone, the status alone must do.
    if matches!(refusal.kind(), DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand | DisplayVersion) {
        drop(refusal.print());
    } else {
        drop(writeln!(io::stderr(), "{}", first_words(&refusal.to_string())));
    }
    status
}

/// What clap has to say of a mistake, without the usage that follows.
fn first_words(refusal: &str) -> String {
    let paragraphs =
        refusal.split("\n\n").take_while(|text| !text.starts_with("Usage:") && !text.starts_with("For more"));
    let lines = paragraphs.flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn dispatch(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Demo(args) => demo::run(args),
        Command::Run(args) => run::run(args),
        Command::Sim(args) => sim::run(args),
        Command::Parse(args) => parse::run(&args),
        Command::Next(args) => next::run(&args),
        Command::Backtest(args) => backtest::run(&args),
        Command::Episodes(args) => episodes::run(&args),
        Command::Messages(args) => messages::run(&args),
        Command::Backfill(args) => backfill::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Health(args) => health::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::CheckRules(args) => check_rules::run(&args),
    }
}

/// Where no process has ever started, a raw error of the file system would say less.
fn database_is_there(url: &str) -> Result<(), String> {
    match crate::store::sqlite_file(url) {
        Some(file) if !file.exists() => Err(format!("there is no database at {}", file.display())),
        _ => Ok(()),
    }
}

/// A date of the command line.
fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write a date as YYYY-MM-DD, such as 2025-10-31".to_owned())
}

/// Writes one JSON object as one line of stdout.
fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The runtime for commands that need one.
fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(io::Error::kind).or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
