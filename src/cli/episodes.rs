//! `tidewatch episodes`: for each known episode which rules spoke, when, and in which words (Markdown).

mod table;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::alert::{Alert, Body, Category, Finding, Manner};
use crate::board::report;
use crate::calendar::Calendar;
use crate::clock::ny;
use crate::lang::Lang;
use crate::render::{Html, Marks, Renderer};
use crate::replay::{Position, Spoken, figures, replay_each};
use crate::rule::{Rule, RuleBook};
use crate::series::SeriesId;
use crate::series::archive::Archive;
use crate::series::catalogue::{RESERVES_AVG, SOFR, SRF_ACCEPTED};

/// Tells the known episodes as the rules would have told them; docs/episodes.md is made by this command.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A directory with one CSV file a series and a catalogue.csv.
    #[arg(long)]
    data: PathBuf,
    /// In which language the messages are: en, zh-Hant, zh-Hans.
    #[arg(long, default_value = "en", value_parser = ["en", "zh-Hant", "zh-Hans"])]
    lang: String,
}

const EPISODES: &str = include_str!("../../config/episodes.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    episode: Vec<Episode>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Episode {
    name: String,
    from: NaiveDate,
    to: NaiveDate,
    data: String,
}

/// What the rules said at one release.
struct Told {
    at: DateTime<Utc>,
    findings: Vec<Finding>,
    messages: Vec<Alert>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let file: File = toml::from_str(EPISODES).context("config/episodes.toml")?;
    let (book, calendar, renderer) = (RuleBook::built_in()?, Calendar::builtin()?, Renderer::new()?);
    let archive = Archive::from_dir(&args.data).context("cannot read the history")?;
    let figures = figures::figures(&archive, &calendar).context("config/gdp.csv")?;
    let rules: Vec<&Rule> = book.rules.iter().collect();
    let mut told = Vec::new();
    let hear = |spoken: Spoken<'_>| told.extend(hear(&book, &calendar, &spoken));
    replay_each(&rules, &calendar, &mut Position::default(), figures, hear);
    let lang = Lang::from_tag(&args.lang).unwrap_or(Lang::En);
    let mut out = std::io::stdout().lock();
    write!(out, "{PREFACE}")?;
    for episode in &file.episode {
        write!(out, "\n## {}\n\n{}\n", episode.name, episode.data)?;
        if !covers(&archive, episode) {
            writeln!(out, "\nNo data: DIR has no figures of these days.")?;
            continue;
        }
        let within = |finding: &Finding| finding.date >= episode.from && finding.date <= episode.to;
        let told: Vec<&Told> = told.iter().filter(|told| told.findings.iter().any(within)).collect();
        table::table(&mut out, &book, &told)?;
        for alert in told.iter().flat_map(|told| &told.messages) {
            let text: Html = renderer.alert(lang, alert, Marks::default())?;
            let at = ny::civil(alert.at).format("%a %d %b %Y %H:%M");
            writeln!(out, "\n{at}\n\n```\n{}\n```", text.plain())?;
        }
    }
    table::how_often(&mut out, &book, &told)
}

/// Whether there are rates or weeks of the episode: of what is not covered nothing can be said, not even
/// that no rule spoke.
fn covers(archive: &Archive, episode: &Episode) -> bool {
    let within = |series: &SeriesId| archive.get(series).range(episode.from..=episode.to).next().is_some();
    [SOFR, SRF_ACCEPTED, RESERVES_AVG.0].iter().any(within)
}

const PREFACE: &str = "\
# Episodes

Made by `tidewatch episodes --data DIR` from the back-test: which rules spoke, when (New York), and in which
words. Below the episodes stands how often each rule speaks.

- Levels were chosen looking at these very episodes: this shows that the code does what the rules say, not
  that the rules predict.
- Figures are as DIR has them, revisions included; GDP is as it was published at the time.
- Only what DIR can show is told: no decisions, no data notices; a weekly message stands here where a rule
  spoke in it, and lines of the balance sheet that DIR does not have are in \u{201c}Other lines\u{201d}.
- Before 29 July 2021 there were neither IORB nor a standing repo rate. Where messages name IORB, the interest
  on excess reserves stands in; in place of the standing repo rate they name the top of the target range.
";

/// The messages of one release: repo rates in one, the weekly balance sheet in another.
fn hear(book: &RuleBook, calendar: &Calendar, spoken: &Spoken<'_>) -> Option<Told> {
    let class = |date| calendar.class(date);
    let of = |category: Category| -> Vec<Finding> {
        let concerns = |finding: &&Finding| book.get(&finding.rule).is_some_and(|rule| rule.category == category);
        spoken.findings.iter().filter(concerns).cloned().collect()
    };
    let mut bodies = Vec::new();
    let funding = of(Category::Funding);
    if !funding.is_empty() {
        bodies.push(Body::Funding(report::funding(spoken.history, funding, class, ny::date(spoken.at))));
    }
    let weekly = of(Category::H41);
    if let Some(week) = weekly.iter().map(|finding| finding.date).max() {
        bodies.extend(report::weekly(spoken.history, week, weekly, class).map(Body::Weekly));
    }
    let told = Told {
        at: spoken.at,
        findings: spoken.findings.to_vec(),
        messages: bodies.into_iter().map(|body| message(body, spoken.at)).collect(),
    };
    (!told.messages.is_empty()).then_some(told)
}

fn message(body: Body, at: DateTime<Utc>) -> Alert {
    Alert { id: "episode".into(), revision: 1, manner: Manner::New, at, late_since: None, body, next: Vec::new() }
}
