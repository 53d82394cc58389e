//! `tidewatch check-rules`: unit tests of rules, from files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::rule::RuleBook;
use crate::rule::check::{Cases, mutate};

/// Runs unit tests of rules; prints what was said otherwise than expected.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files of cases, as in tests/rules/.
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// Change every comparison and every number of the rules in turn: a case must fail for each.
    #[arg(long)]
    mutate: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let (mut tried, mut failed) = (0, 0);
    for file in &args.file {
        let (all, wrong) = check(file, args.mutate).with_context(|| file.display().to_string())?;
        (tried, failed) = (tried + all, failed + wrong);
    }
    let what = if args.mutate { "changes" } else { "cases" };
    if failed > 0 {
        let how = if args.mutate { "survived" } else { "failed" };
        bail!("{failed} of {tried} {what} {how}");
    }
    writeln!(std::io::stdout().lock(), "{tried} {what}, all {}", if args.mutate { "caught" } else { "as expected" })?;
    Ok(())
}

/// How many were tried, and how many went wrong.
fn check(file: &Path, mutate: bool) -> anyhow::Result<(usize, usize)> {
    let cases = Cases::parse(&std::fs::read_to_string(file)?)?;
    let rules = rules(file, &cases)?;
    // A misspelt rules file is an error of its own, before anything is changed in it.
    let book = RuleBook::parse(&rules)?;
    let mut out = std::io::stdout().lock();
    let failures = cases.run(&book)?;
    for failure in &failures {
        writeln!(out, "{}: {}\n{}", file.display(), failure.case, failure.diff.join("\n"))?;
    }
    if !mutate {
        return Ok((cases.cases.len(), failures.len()));
    }
    if !failures.is_empty() {
        bail!("its cases must pass before rules are changed under them");
    }
    let verdicts = mutate::verdicts(&rules, &cases)?;
    for verdict in &verdicts {
        let fate = verdict.caught_by.as_ref().map_or("SURVIVED".to_owned(), |case| format!("caught   {case}"));
        writeln!(out, "{} {:<55} {fate}", verdict.rule, verdict.change)?;
    }
    Ok((verdicts.len(), verdicts.iter().filter(|verdict| verdict.caught_by.is_none()).count()))
}

fn rules(file: &Path, cases: &Cases) -> anyhow::Result<String> {
    let Some(name) = &cases.rules else { return Ok(RuleBook::BUILT_IN.to_owned()) };
    let path = file.parent().unwrap_or(Path::new("")).join(name);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}
