//! Notices about the data itself: what is wrong with which source since when, and what keeps silent.

use crate::alert::{Doubt, QualityReport};

use super::alert::Told;
use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, correction, keys, rule};

/// The most characters of a row or a complaint that are shown.
const QUOTATION: usize = 110;

/// One notice when it begins, one when it is over.
pub(super) fn render(pen: &Pen<'_>, report: &QualityReport) -> Result<Told, RenderError> {
    let source = pen.say(&keys::SOURCE, args![report.source.as_str()])?;
    let since = pen.moment(report.since)?;
    let mut texts = Vec::new();
    let title = match report.over_since {
        Some(over) => {
            texts.push(pen.say(&keys::QUALITY_OVER, args![pen.moment(over)?, since])?);
            pen.say(&keys::QUALITY_OVER_TITLE, args![source])?
        }
        None => {
            texts.push(doubt(pen, &report.doubt, since)?);
            pen.say(title(&report.doubt), args![source])?
        }
    };
    if !report.silent.is_empty() {
        let names = rule::names(pen, report.silent.iter().map(String::as_str))?;
        let key = if report.over_since.is_some() { keys::QUALITY_SPEAKS } else { keys::QUALITY_SILENT };
        texts.push(pen.say(&key, args![names])?);
    }
    Ok(Told::new(title, texts.iter().map(|text| Html::text(text)).collect()))
}

const fn title(doubt: &Doubt) -> &'static keys::Key<1> {
    match doubt {
        Doubt::Late { .. } | Doubt::Unreachable => &keys::QUALITY_DELAYED,
        _ => &keys::QUALITY_DOUBT,
    }
}

fn doubt(pen: &Pen<'_>, doubt: &Doubt, since: String) -> Result<String, RenderError> {
    match doubt {
        Doubt::Late { as_of, due } => pen.say(&keys::DOUBT_LATE, args![pen.day(*as_of)?, pen.moment(*due)?]),
        Doubt::Unreachable => pen.say(&keys::DOUBT_UNREACHABLE, args![since]),
        Doubt::Rejected => pen.say(&keys::DOUBT_REJECTED, args![since]),
        Doubt::UnknownLine { line } => pen.say(&keys::DOUBT_UNKNOWN_LINE, args![since, short(line)]),
        Doubt::BadRow { detail } => pen.say(&keys::DOUBT_BAD_ROW, args![since, short(detail)]),
        Doubt::Disagrees { series, date, ours, theirs } => {
            let name = correction::series(pen, series)?;
            let [ours, theirs] = [ours, theirs].map(|value| correction::value_of(pen, series, *value));
            pen.say(&keys::DOUBT_DISAGREES, args![name, pen.day(*date)?, ours?, theirs?, since])
        }
    }
}

/// As printed, in one line of bounded length.
pub(super) fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= QUOTATION {
        return text;
    }
    format!("{} …", text.chars().take(QUOTATION).collect::<String>().trim_end())
}
