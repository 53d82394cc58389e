//! `tidewatch messages`: every message in every language, with sample values (Markdown).

use std::fmt::Write as _;
use std::io::Write as _;

use crate::lang::Lang;
use crate::render::samples::{self, Name, Sample};
use crate::render::{RenderError, Renderer};

/// Prints every message in every language; docs/messages.md is made by this command.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to print.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// As docs/messages.md: the markup that Telegram gets, in fenced blocks.
    Markdown,
    /// The text alone, as Telegram shows it.
    Text,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let renderer = Renderer::new()?;
    let text = match args.format {
        Format::Markdown => markdown(&renderer)?,
        Format::Text => plain(&renderer)?,
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

const PREFACE: &str = include_str!("messages/preface.md");

/// The whole page.
fn markdown(renderer: &Renderer) -> Result<String, RenderError> {
    let mut page = PREFACE.to_owned();
    for (title, samples) in samples::all() {
        push(&mut page, format_args!("\n## {title}\n"));
        for sample in &samples {
            push(&mut page, format_args!("\n### {}\n", sample.when));
            for lang in Lang::ALL {
                let html = sample.html(renderer, lang)?;
                push(&mut page, format_args!("\n{}\n\n```html\n{}\n```\n", lang.as_str(), html.as_str()));
            }
        }
    }
    push(&mut page, format_args!("\n## Names\n"));
    for (title, names) in samples::names(renderer)? {
        push(&mut page, format_args!("\n### {title}\n\n| | en | zh-Hant | zh-Hans |\n|---|---|---|---|\n"));
        names.iter().for_each(|name| row(&mut page, name));
    }
    Ok(page)
}

fn row(page: &mut String, (id, [en, hant, hans]): &Name) {
    push(page, format_args!("| `{id}` | {en} | {hant} | {hans} |\n"));
}

fn plain(renderer: &Renderer) -> Result<String, RenderError> {
    let mut text = String::new();
    for Sample { when, said } in samples::all().into_iter().flat_map(|(_, samples)| samples) {
        let sample = Sample { when, said };
        for lang in Lang::ALL {
            let html = sample.html(renderer, lang)?;
            push(&mut text, format_args!("{when} ({})\n{}\n\n", lang.as_str(), html.plain()));
        }
    }
    Ok(text)
}

/// Writing to a String cannot fail.
fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever changes a message reads it here, in each language.
    #[test]
    fn the_page_is_what_the_command_prints() {
        let page = markdown(&Renderer::new().expect("every language is complete")).expect("a page");
        let written = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/messages.md");
        let written = std::fs::read_to_string(written).unwrap_or_default();
        let differs = page.lines().zip(written.lines()).find(|(now, then)| now != then);
        assert_eq!(differs, None, "run `tidewatch messages > docs/messages.md` and read the difference");
        assert_eq!(page.lines().count(), written.lines().count(), "run `tidewatch messages > docs/messages.md`");
    }

    /// A fence, a heading or a table that a message opens would spoil the page.
    #[test]
    fn messages_do_not_break_out_of_their_blocks() {
        let renderer = Renderer::new().expect("every language is complete");
        for (sample, lang) in samples::all().iter().flat_map(|(_, all)| all).flat_map(|s| Lang::ALL.map(|l| (s, l))) {
            assert!(!sample.html(&renderer, lang).expect("a message").as_str().contains("```"), "{}", sample.when);
        }
        for (_, names) in samples::names(&renderer).expect("names") {
            assert!(names.iter().all(|(_, names)| names.iter().all(|name| !name.contains('|'))), "{names:?}");
        }
    }
}
