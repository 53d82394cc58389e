//! Names that stand within messages, and not all of them in a sample: of series, rules, releases, sources.

use super::super::words::{self, args};
use super::super::{RenderError, Renderer, keys};
use crate::lang::Lang;

/// A name in each language, in the order of [`Lang::ALL`].
pub type Name = (String, [String; 3]);

/// The names with what the program calls them, by family.
///
/// # Errors
/// A message failed.
pub fn names(renderer: &Renderer) -> Result<Vec<(&'static str, Vec<Name>)>, RenderError> {
    let file = words::source(Lang::En);
    let mut families = vec![("Series", series(renderer, file)?)];
    for (title, key) in [
        ("Rules", keys::RULE),
        ("Releases", keys::RELEASE),
        ("Sources", keys::SOURCE),
        ("States of a source", keys::CONDITION),
        ("Parameters of an implementation note", keys::PARAMETER),
    ] {
        let named = tags(file, key.id).map(|tag| {
            let name = |lang| renderer.words(lang).say(&key, args![tag]);
            Ok((tag.to_owned(), in_each(name)?))
        });
        families.push((title, named.collect::<Result<_, _>>()?));
    }
    Ok(families)
}

fn series(renderer: &Renderer, file: &str) -> Result<Vec<Name>, RenderError> {
    let ids = file.lines().filter_map(|line| line.strip_prefix("series-")?.split(" = ").next());
    ids.map(|id| Ok((id.replace('-', "_"), in_each(|lang| label(renderer, lang, id))?))).collect()
}

fn label(renderer: &Renderer, lang: Lang, id: &str) -> Result<String, RenderError> {
    let missing = || RenderError::MissingKey { lang: lang.as_str(), key: format!("series-{id}") };
    renderer.words(lang).label("series", id)?.ok_or_else(missing)
}

fn in_each(name: impl Fn(Lang) -> Result<String, RenderError>) -> Result<[String; 3], RenderError> {
    let [en, hant, hans] = Lang::ALL.map(name);
    Ok([en?, hant?, hans?])
}

/// The variants of a message, by their tags; `*[other]` is none of its own.
fn tags<'a>(file: &'a str, id: &str) -> impl Iterator<Item = &'a str> {
    let heading = format!("{id} = {{");
    let lines = file.lines().skip_while(move |line| !line.starts_with(&heading)).skip(1);
    let lines = lines.take_while(|line| *line != "}").map(|line| line.trim().trim_start_matches('*'));
    lines.filter_map(|line| line.strip_prefix('[')?.split(']').next()).filter(|tag| *tag != "other")
}
