//! The rules' names, alone and in lists.

use super::super::date::Pen;
use super::super::words::args;
use super::super::{RenderError, keys};

/// The rule's name in words.
pub(in crate::render) fn name(pen: &Pen<'_>, rule: &str) -> Result<String, RenderError> {
    pen.say(&keys::RULE, args![rule])
}

/// Several rules' names in one list, as it stands within a sentence.
pub(in crate::render) fn names<'a>(pen: &Pen<'_>, rules: impl Iterator<Item = &'a str>) -> Result<String, RenderError> {
    let names = rules.map(|rule| name(pen, rule).map(|name| within(&name))).collect::<Result<Vec<_>, _>>()?;
    Ok(names.join(&pen.say(&keys::NAMES_SEPARATOR, args![])?))
}

/// A phrase within a sentence: without its capital, unless it begins with an abbreviation.
pub(in crate::render) fn within(phrase: &str) -> String {
    let mut symbols = phrase.chars();
    match (symbols.next(), symbols.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(symbols).collect(),
        _ => phrase.to_owned(),
    }
}

/// A phrase that begins a sentence.
pub(in crate::render) fn leading(phrase: &str) -> String {
    let mut symbols = phrase.chars();
    symbols.next().map_or_else(String::new, |first| first.to_uppercase().chain(symbols).collect())
}
