//! `tidewatch parse KIND FILE|-`: what was understood of a page.

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::series::Observation;
use crate::source::{Event, Note, Problem, Release, SourceKind, Statement};

/// Says what is understood of a page.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the page is.
    #[arg(value_parser = kinds())]
    kind: SourceKind,
    /// The file, or - for standard input.
    file: PathBuf,
}

/// The kinds by name: help and errors list them.
fn kinds() -> impl TypedValueParser<Value = SourceKind> {
    let names = PossibleValuesParser::new(SourceKind::ALL.map(SourceKind::as_str));
    names.try_map(|name| name.parse::<SourceKind>())
}

#[derive(Serialize)]
struct Understood<'a> {
    kind: &'static str,
    observations: Vec<Row<'a>>,
    problems: &'a [Problem],
    /// Figures of other sources that the page repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<Row<'a>>,
    #[serde(flatten)]
    event: Map<String, Value>,
}

#[derive(Serialize)]
struct Row<'a> {
    series: &'a str,
    date: NaiveDate,
    value: String,
    unit: &'static str,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let body = read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let release =
        args.kind.parse(&body).with_context(|| format!("{} is no {} page", args.file.display(), args.kind))?;
    super::print_json(&understood(args.kind, &release))
}

fn read(file: &PathBuf) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut body = Vec::new();
    std::io::stdin().lock().read_to_end(&mut body)?;
    Ok(body)
}

fn understood(kind: SourceKind, release: &Release) -> Understood<'_> {
    let event = match &release.event {
        Some(Event::Statement(statement)) => statement_fields(statement),
        Some(Event::Note(note)) => note_fields(note),
        Some(Event::Meetings(meetings)) => object(json!({ "meetings": meetings })),
        Some(Event::Minutes(minutes)) => object(json!(minutes)),
        Some(Event::Feed(feed)) => object(json!(feed)),
        None => Map::new(),
    };
    let (observations, claims) = (rows(&release.observations), rows(&release.claims));
    Understood { kind: kind.as_str(), observations, problems: &release.problems, claims, event }
}

fn rows(observations: &[Observation]) -> Vec<Row<'_>> {
    let rows = observations.iter().map(|observation| Row {
        series: observation.series.as_str(),
        date: observation.date,
        value: observation.value.to_string(),
        unit: observation.unit.as_str(),
    });
    rows.collect()
}

fn statement_fields(statement: &Statement) -> Map<String, Value> {
    let range = statement.range.map(|(low, high)| json!([low.0.to_string(), high.0.to_string()]));
    let dissents: Vec<Value> = statement
        .dissents
        .iter()
        .map(|dissent| json!({ "name": dissent.name, "preference": dissent.preference }))
        .collect();
    object(json!({
        "class": statement.class,
        "date": statement.date,
        "range": range,
        "verb": statement.verb,
        "vote": statement.vote.map(|(for_it, against)| json!([for_it, against])),
        "dissents": dissents,
    }))
}

fn note_fields(note: &Note) -> Map<String, Value> {
    object(json!({
        "announced": note.announced,
        "in_force_from": note.in_force_from,
        "parameters": note.parameters,
        "directives": note.directives,
    }))
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}
