//! FOMC decisions: what the Committee did, how it voted, who wanted otherwise.

use rust_decimal::Decimal;

use crate::alert::{DecisionReport, NotParsedReport};
use crate::source::{Dissent, StatementClass, Verb};
use crate::unit::{BasisPoints, Percent};

use super::alert::{Told, bullet};
use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys};

/// The most dissents that are quoted.
const QUOTED: usize = 4;
/// The most characters of a quotation.
const QUOTATION: usize = 110;

/// The message of one decision.
pub(super) fn render(pen: &Pen<'_>, report: &DecisionReport) -> Result<Told, RenderError> {
    let statement = &report.statement;
    let date = pen.full_day(statement.date)?;
    let mut lines = vec![Html::text(&match report.previous.filter(|before| statement.range != Some(*before)) {
        Some(before) => pen.say(&keys::MEETING_BEFORE, args![date, pen.range(before)?])?,
        None => pen.say(&keys::MEETING, args![date])?,
    })];
    if let Some((yes, no)) = statement.vote {
        lines.push(Html::text(&pen.say(&keys::VOTE, args![yes, no])?));
    }
    lines.extend(dissents(pen, &statement.dissents)?);
    lines.push(Html::text(&pen.say(&keys::STATEMENT_LINK, args![])?).link(&report.link));
    Ok(Told { title: title(pen, report)?, lines })
}

/// A page that could not be understood: its link, and no figure.
pub(super) fn render_not_parsed(pen: &Pen<'_>, report: &NotParsedReport) -> Result<Told, RenderError> {
    let source = pen.say(&keys::SOURCE, args![report.source.as_str()])?;
    let title = pen.say(&keys::NOT_PARSED_TITLE, args![source, pen.full_day(report.date)?])?;
    let lines = vec![
        Html::text(&pen.say(&keys::NOT_PARSED, args![])?),
        Html::text(&pen.say(&keys::PAGE_LINK, args![])?).link(&report.link),
    ];
    Ok(Told { title, lines })
}

fn title(pen: &Pen<'_>, report: &DecisionReport) -> Result<String, RenderError> {
    let statement = &report.statement;
    let (StatementClass::RateDecision, Some(range)) = (statement.class, statement.range) else {
        return pen.say(&keys::STATEMENT_ONLY, args![]);
    };
    match report.change {
        Some(change) => by_size(pen, range, change),
        None => by_verb(pen, range, statement.verb),
    }
}

fn by_size(pen: &Pen<'_>, range: (Percent, Percent), change: BasisPoints) -> Result<String, RenderError> {
    let range = pen.range(range)?;
    match change.cmp(&BasisPoints::ZERO) {
        std::cmp::Ordering::Less => pen.say(&keys::CUT, args![size(pen, change)?, range]),
        std::cmp::Ordering::Greater => pen.say(&keys::HIKE, args![size(pen, change)?, range]),
        std::cmp::Ordering::Equal => pen.say(&keys::KEPT, args![range]),
    }
}

/// Without the range before, the Committee's own verb says the direction, and nobody the size.
fn by_verb(pen: &Pen<'_>, range: (Percent, Percent), verb: Option<Verb>) -> Result<String, RenderError> {
    let range = pen.range(range)?;
    match verb {
        Some(Verb::Lower) => pen.say(&keys::CUT_TO, args![range]),
        Some(Verb::Raise) => pen.say(&keys::HIKE_TO, args![range]),
        Some(Verb::Maintain) => pen.say(&keys::KEPT, args![range]),
        None => pen.say(&keys::RANGE_IS, args![range]),
    }
}

fn size(pen: &Pen<'_>, change: BasisPoints) -> Result<String, RenderError> {
    let quarters = change.abs().0 / Decimal::new(25, 0);
    let quarters = if quarters.is_integer() { quarters.normalize().to_string() } else { String::new() };
    let quarters: u32 = quarters.parse().unwrap_or(0);
    pen.say(&keys::MOVE, args![pen.bp(change.abs())?, quarters])
}

/// Who voted against, those of the same wish together: what they wanted, or where that is no
/// set phrase, the statement's words.
fn dissents(pen: &Pen<'_>, dissents: &[Dissent]) -> Result<Vec<Html>, RenderError> {
    let mut lines = Vec::new();
    let groups: Vec<_> = dissents.chunk_by(|one, other| one.preference == other.preference).collect();
    for group in groups.iter().take(QUOTED) {
        lines.push(dissent(pen, group)?);
    }
    let left: usize = groups.iter().skip(QUOTED).map(|group| group.len()).sum();
    if left > 0 {
        lines.push(bullet(pen, &pen.say(&keys::DISSENTS_MORE, args![left])?)?);
    }
    Ok(lines)
}

fn dissent(pen: &Pen<'_>, group: &[Dissent]) -> Result<Html, RenderError> {
    let separator = pen.say(&keys::NAMES_SEPARATOR, args![])?;
    let names = group.iter().map(|dissent| dissent.name.trim()).collect::<Vec<_>>().join(&separator);
    let preference = group.first().map_or("", |dissent| dissent.preference.as_str());
    let text = match wish(preference) {
        Some(Wish::Cut(change)) => Some(pen.say(&keys::DISSENT_CUT, args![names.clone(), size(pen, change)?])?),
        Some(Wish::Hike(change)) => Some(pen.say(&keys::DISSENT_HIKE, args![names.clone(), size(pen, change)?])?),
        Some(Wish::Hold) => Some(pen.say(&keys::DISSENT_HOLD, args![names.clone()])?),
        None => None,
    };
    if let Some(text) = text {
        return bullet(pen, &text);
    }
    let preference = shorten(preference);
    if preference.is_empty() {
        return bullet(pen, &pen.say(&keys::DISSENT_BARE, args![names])?);
    }
    bullet(pen, &pen.say(&keys::DISSENT, args![names, preference])?)
}

/// What a dissenter preferred, where the sentence says exactly that and nothing more.
enum Wish {
    Cut(BasisPoints),
    Hike(BasisPoints),
    Hold,
}

/// Understands the Committee's set phrases; any other wording is quoted as it stands.
fn wish(preference: &str) -> Option<Wish> {
    let words = preference.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words.trim_end_matches('.').trim_end_matches(" at this meeting");
    const RANGE: &str = "the target range for the federal funds rate";
    if [format!("preferred no change to {RANGE}"), format!("preferred to maintain {RANGE}")]
        .iter()
        .any(|hold| text == hold)
    {
        return Some(Wish::Hold);
    }
    let cut = text.strip_prefix(&format!("preferred to lower {RANGE} by "));
    let hike = text.strip_prefix(&format!("preferred to raise {RANGE} by "));
    let change = match cut.or(hike)?.strip_suffix(" percentage point")? {
        "1/4" => 25,
        "1/2" => 50,
        "3/4" => 75,
        "1" => 100,
        _ => return None,
    };
    let change = BasisPoints(Decimal::new(change, 0));
    Some(if cut.is_some() { Wish::Cut(change) } else { Wish::Hike(change) })
}

/// The quotation without what every one of them repeats; what is left out shows as an ellipsis.
fn shorten(preference: &str) -> String {
    let words: Vec<&str> = preference.split_whitespace().collect();
    let text = words.join(" ").replace("target range for the federal funds rate", "target range …");
    let text = text.trim_end_matches(['.', ',', ';']);
    if text.chars().count() <= QUOTATION {
        return text.to_owned();
    }
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + 1 + word.chars().count() > QUOTATION {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = text.chars().take(QUOTATION).collect();
    }
    format!("{} …", short.trim_end_matches('…').trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wordings of 2025 and 2026; whatever says more than its direction and size is quoted instead.
    #[test]
    fn set_phrases_are_understood_and_others_are_quoted() {
        let range = "the target range for the federal funds rate";
        for (preference, understood) in [
            (format!("preferred to lower {range} by 1/2 percentage point at this meeting"), "cut 50"),
            (format!("preferred to raise {range} by 1/4 percentage point at this meeting"), "hike 25"),
            (format!("preferred no change to {range} at this meeting"), "hold"),
            (format!("preferred to maintain {range} at this meeting."), "hold"),
            (format!("supported maintaining {range} but did not support an easing bias"), "quoted"),
            (format!("preferred to lower {range} by 1/3 percentage point"), "quoted"),
            (format!("preferred no change to {range} and a slower pace of decline in securities"), "quoted"),
        ] {
            let said = match wish(&preference) {
                Some(Wish::Cut(change)) => format!("cut {change}"),
                Some(Wish::Hike(change)) => format!("hike {change}"),
                Some(Wish::Hold) => "hold".to_owned(),
                None => "quoted".to_owned(),
            };
            assert_eq!(said, understood, "{preference}");
        }
    }
}
