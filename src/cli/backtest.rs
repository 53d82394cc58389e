//! `tidewatch backtest`: history through the rules.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::clock::ny;
use crate::replay::{self, Line, Position, figures};
use crate::rule::{Rule, RuleBook};
use crate::series::archive::Archive;

/// Sends history through the rules and prints what they said.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A directory with one CSV file a series and a catalogue.csv.
    #[arg(long)]
    data: PathBuf,
    /// First New York date to print; everything before warms the states.
    #[arg(long, value_parser = super::date)]
    from: Option<NaiveDate>,
    /// Last New York date to print.
    #[arg(long, value_parser = super::date)]
    to: Option<NaiveDate>,
    /// Only these rules, e.g. R01,R05.
    #[arg(long, value_delimiter = ',')]
    rule: Vec<String>,
    /// How to print.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && from > to
    {
        bail!("--from {from} is after --to {to}: there is no day between them");
    }
    let book = RuleBook::built_in()?;
    let rules = chosen(&book, &args.rule)?;
    let calendar = Calendar::builtin()?;
    let archive = Archive::from_dir(&args.data).context("cannot read the history")?;
    let figures = figures::figures(&archive, &calendar).context("config/gdp.csv")?;
    let lines = replay::replay(&rules, &calendar, &mut Position::default(), figures);
    let wanted = |line: &&Line| {
        let date = ny::date(line.at);
        args.from.is_none_or(|from| date >= from) && args.to.is_none_or(|to| date <= to)
    };
    for line in lines.iter().filter(wanted) {
        match args.format {
            Format::Json => super::print_json(line)?,
            Format::Table => writeln!(std::io::stdout().lock(), "{}", row(line))?,
        }
    }
    Ok(())
}

fn chosen<'a>(book: &'a RuleBook, ids: &[String]) -> anyhow::Result<Vec<&'a Rule>> {
    let ids: Vec<String> = ids.iter().map(|id| id.to_ascii_uppercase()).collect();
    if let Some(unknown) = ids.iter().find(|id| book.get(id).is_none()) {
        let known: Vec<&str> = book.rules.iter().map(|rule| rule.id.as_str()).collect();
        bail!("no rule {unknown:?}: this version has {}", known.join(", "));
    }
    Ok(book.rules.iter().filter(|rule| ids.is_empty() || ids.contains(&rule.id)).collect())
}

fn row(line: &Line) -> String {
    let metrics: Vec<String> = line.metrics.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let peak = if line.peak { "new peak " } else { "" };
    format!(
        "{}  {}  as of {}  {:<8}  {peak}{}",
        ny::civil(line.at).format("%Y-%m-%d %H:%M"),
        line.rule,
        line.date,
        line.severity.as_str(),
        metrics.join(", ")
    )
}
