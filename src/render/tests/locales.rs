//! The same messages with the same values in every language.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::render::keys;
use crate::render::words::{Words, source};

/// Each message of a file with the values that it asks for: enough of Fluent's grammar for our files
/// (no terms, no attributes).
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_alphabetic())
            && let Some((key, _)) = line.split_once(" =")
        {
            current = key.to_owned();
            assert!(messages.insert(current.clone(), BTreeSet::new()).is_none(), "{current} twice");
        }
        let names = line.split('$').skip(1).map(|tail| {
            tail.chars().take_while(|symbol| symbol.is_ascii_alphanumeric() || *symbol == '_').collect::<String>()
        });
        // An English price is a dollar sign before a placeable: no name follows it.
        let names = names.filter(|name| !name.is_empty());
        messages.entry(current.clone()).or_default().extend(names);
    }
    messages.remove("");
    messages
}

#[test]
fn the_scanner_sees_keys_and_values() {
    let found = messages("# c\na = { $x }${ $y }\nb = { $n ->\n    [one] { $z }\n   *[other] w\n}\n");
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(found, [("a".to_owned(), names(&["x", "y"])), ("b".to_owned(), names(&["n", "z"]))].into());
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_values() {
    let english = messages(source(Lang::En));
    for lang in Lang::ALL {
        let other = messages(source(lang));
        for (key, values) in &english {
            assert_eq!(Some(values), other.get(key), "{key} in {lang:?}");
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "{key} of {lang:?} is not in English");
        }
    }
}

#[test]
fn files_and_program_name_the_same_messages() {
    let english = messages(source(Lang::En));
    for (key, values) in keys::ALL {
        let values: BTreeSet<String> = values.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(english.get(*key), Some(&values), "{key}");
    }
    let named = |key: &str| keys::ALL.iter().any(|(known, _)| *known == key);
    for key in english.keys() {
        assert!(named(key) || key.starts_with("series-"), "nobody says {key}");
    }
}

#[test]
fn a_gap_is_an_error_at_start() {
    let whole = source(Lang::En);
    let without = whole.replace("\nvote = ", "\nvotes = ");
    assert!(Words::load(Lang::En, &without).is_err(), "a missing message");
    let unknown = whole.replace("vote = Vote: { $for_count }", "vote = Vote: { $for }");
    assert!(Words::load(Lang::En, &unknown).is_err(), "a value that nobody gives");
    let twice = format!("{whole}\nvote = again\n");
    assert!(Words::load(Lang::En, &twice).is_err(), "a message twice");
    assert!(Words::load(Lang::En, &whole.replace("vote = Vote: {", "vote = Vote: {{")).is_err(), "bad syntax");
}

#[test]
fn no_message_shows_a_hole() {
    for lang in Lang::ALL {
        assert!(!source(lang).contains('\u{2068}'));
    }
}
