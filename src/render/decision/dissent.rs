//! Who voted against, and what they wanted.

use rust_decimal::Decimal;

use crate::source::Dissent;
use crate::unit::BasisPoints;

use super::super::alert::bullet;
use super::super::date::Pen;
use super::super::html::Html;
use super::super::words::args;
use super::super::{RenderError, keys};
use super::size;

/// The most dissents that are quoted.
const QUOTED: usize = 4;
/// The most characters of a quotation.
const QUOTATION: usize = 110;

/// Who voted against, those of the same wish together: what they wanted, or where that is no
/// set phrase, the statement's words.
pub(super) fn dissents(pen: &Pen<'_>, dissents: &[Dissent]) -> Result<Vec<Html>, RenderError> {
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
