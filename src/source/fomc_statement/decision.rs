//! What the Committee did to the target range.

use crate::source::Verb;
use crate::source::page_text::{figures, sentences::sentences};
use crate::unit::Percent;

/// The decision as the page words it; what it does not say is `None`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decision {
    pub range: Option<(Percent, Percent)>,
    pub verb: Option<Verb>,
    /// Why the page cannot be believed, in one sentence.
    pub contradiction: Option<String>,
}

impl Decision {
    pub(super) fn is_whole(&self) -> bool {
        self.range.is_some() && self.verb.is_some()
    }
}

/// How statements name what they decide on.
const OBJECT: &str = "target range for the federal funds rate";

/// Finds the decision. What members preferred (sentences that begin with "Voting") is no decision, nor
/// is what the Committee expects: only "decided to …" counts.
pub(super) fn find(paragraphs: &[String]) -> Decision {
    let readings: Vec<Reading> = paragraphs
        .iter()
        .flat_map(|paragraph| sentences(paragraph))
        .filter(|sentence| !sentence.starts_with("Voting "))
        .filter_map(read)
        .collect();
    let Some(first) = readings.first() else { return Decision::default() };
    let contradiction = if readings.iter().any(|other| other.range != first.range || other.verb != first.verb) {
        Some("the page words its decision in two different ways".to_owned())
    } else {
        first.clash()
    };
    let range = if contradiction.is_some() { None } else { first.range };
    Decision { range, verb: first.verb, contradiction }
}

#[derive(Debug, PartialEq, Eq)]
struct Reading {
    verb: Option<Verb>,
    preposition: Option<Preposition>,
    range: Option<(Percent, Percent)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Preposition {
    At,
    To,
}

impl Reading {
    /// A range is maintained *at* and moved *to*; a page that says otherwise was altered.
    fn clash(&self) -> Option<String> {
        let usual = match self.verb? {
            Verb::Maintain => Preposition::At,
            Verb::Raise | Verb::Lower => Preposition::To,
        };
        (self.preposition? != usual).then(|| "its verb and its preposition for the target range do not agree".into())
    }
}

/// Reads one sentence: "… decided to VERB the target range for the federal funds rate … A to B percent".
fn read(sentence: &str) -> Option<Reading> {
    let (before, after) = sentence.split_once(OBJECT)?;
    let (_, deed) = before.rsplit_once("decided")?;
    if deed.split_whitespace().any(|word| word == "not") {
        return None;
    }
    let verb = deed.split_whitespace().rev().take(3).find_map(verb);
    let (preposition, range) = find_range(after).unzip();
    Some(Reading { verb, preposition, range })
}

fn verb(word: &str) -> Option<Verb> {
    match word {
        "raise" | "increase" => Some(Verb::Raise),
        "maintain" | "keep" | "leave" | "hold" => Some(Verb::Maintain),
        "lower" | "decrease" | "reduce" => Some(Verb::Lower),
        _ => None,
    }
}

/// The range behind the first "at" or "to" that has one, near the object: after "by 1/4 percentage
/// point," at most.
fn find_range(after: &str) -> Option<(Preposition, (Percent, Percent))> {
    figures::word_starts(after).take(10).find_map(|at| {
        let (preposition, tail) = match at.split_once(' ')? {
            ("at", tail) => (Preposition::At, tail),
            ("to", tail) => (Preposition::To, tail),
            _ => return None,
        };
        figures::range(tail).map(|(range, _)| (preposition, range))
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn decide(sentence: &str) -> (Option<Verb>, Option<String>) {
        let found = find(&[sentence.to_owned()]);
        (found.verb, found.range.map(|(low, high)| format!("{low} {high}")))
    }

    #[rstest]
    #[case(
        "the Committee decided to maintain the target range for the federal funds rate at 0 to 1/4 percent and expects \
            it will be appropriate to maintain this target range",
        Verb::Maintain,
        "0.00 0.25"
    )]
    #[case(
        "the Committee decided today to lower the target range for the federal funds rate by 1/2 percentage point, to \
            1 to 1-1/4 percent.",
        Verb::Lower,
        "1.00 1.25"
    )]
    #[case(
        "The Committee decided to increase its target range for the federal funds rate to 3-3/4 to 4 percent, in \
            support of its goals.",
        Verb::Raise,
        "3.75 4.00"
    )]
    #[case(
        "The Committee decided to leave the target range for the federal funds rate unchanged at 4 to 4-1/4 percent.",
        Verb::Maintain,
        "4.00 4.25"
    )]
    fn decisions_of_every_wording(#[case] sentence: &str, #[case] verb: Verb, #[case] range: &str) {
        assert_eq!(decide(sentence), (Some(verb), Some(range.to_owned())));
    }

    #[rstest]
    #[case::an_expectation(
        "The Committee expects to raise the target range for the federal funds rate to 4 to 4-1/4 percent."
    )]
    #[case::a_preference(
        "Voting against was Mr. X, who decided to lower the target range for the federal funds rate to 1 to 1-1/4 percent."
    )]
    #[case::a_negation(
        "The Committee decided not to raise the target range for the federal funds rate to 4 to 4-1/4 percent."
    )]
    fn what_is_no_decision(#[case] sentence: &str) {
        assert_eq!(decide(sentence), (None, None));
    }

    #[test]
    fn a_clash_is_no_figure() {
        let clash = "The Committee decided to maintain the target range for the federal funds rate by 1/4 percentage \
                     point to 4 to 4-1/4 percent.";
        let found = find(&[clash.to_owned()]);
        assert_eq!(found.range, None);
        assert!(found.contradiction.is_some());
    }
}
