//! Who voted for the action, who against, and for what.

use std::collections::BTreeSet;

use crate::source::Dissent;
use crate::source::page_text::sentences::sentences;

/// The vote as the page gives it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Vote {
    /// For and against: the printed count where there is one, else the number of names.
    pub count: Option<(u32, u32)>,
    pub dissents: Vec<Dissent>,
    /// Where names and count disagree, one sentence each.
    pub contradictions: Vec<String>,
}

/// Finds the vote. "… voted as an alternate member" repeats a name and is no further vote.
///
/// A list of names that cannot be read gives no count: a vote short of a name would look like another vote.
pub(super) fn find(paragraphs: &[String]) -> Vote {
    let mut supporters: Option<Vec<String>> = None;
    let mut dissents = Some(Vec::new());
    let mut printed = None;
    for sentence in paragraphs.iter().flat_map(|paragraph| sentences(paragraph)) {
        if opens(sentence, &["Voting for", "Voting in favor"]) {
            supporters = supporters.or_else(|| names(list(sentence)?));
        } else if opens(sentence, &["Voting against"]) {
            dissents = dissents.zip(list(sentence).and_then(read_dissents)).map(|(known, more)| [known, more].concat());
        } else if printed.is_none() {
            printed = printed_count(sentence);
        }
    }
    let named = supporters.as_deref().zip(dissents.as_deref()).map(|(names, dissents)| (size(names), size(dissents)));
    let dissents = dissents.unwrap_or_default();
    let contradictions = contradictions(printed, supporters.as_deref().unwrap_or_default(), &dissents);
    Vote { count: printed.or(named), dissents, contradictions }
}

fn size<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// "approved the following statement for release by a 9 - 3 vote:" (since June 2026).
fn printed_count(sentence: &str) -> Option<(u32, u32)> {
    let (_, tail) = sentence.split_once("approved")?;
    let (_, tail) = tail.rsplit_once(" by ")?;
    if !tail.contains("vote") {
        return None;
    }
    let mut counts = tail.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    match (counts.next(), counts.next(), counts.next()) {
        (Some(votes_for), Some(against), None) => Some((votes_for.parse().ok()?, against.parse().ok()?)),
        _ => None,
    }
}

fn contradictions(printed: Option<(u32, u32)>, supporters: &[String], dissents: &[Dissent]) -> Vec<String> {
    let mut found = Vec::new();
    if let Some((votes_for, against)) = printed {
        if size(dissents) != against {
            found.push(format!("the count has {against} against, the names are {}", dissents.len()));
        }
        if !supporters.is_empty() && size(supporters) != votes_for {
            found.push(format!("the count has {votes_for} for, the names are {}", supporters.len()));
        }
    }
    let mut seen = BTreeSet::new();
    for name in supporters.iter().chain(dissents.iter().map(|dissent| &dissent.name)) {
        if !seen.insert(name) {
            found.push(format!("{name} votes twice"));
        }
    }
    found
}

fn opens(sentence: &str, openings: &[&str]) -> bool {
    openings.iter().any(|opening| sentence.starts_with(opening))
}

/// What follows "Voting … were" and the like.
fn list(sentence: &str) -> Option<&str> {
    let (at, verb) = [" were", " was", ":"].iter().filter_map(|verb| Some((sentence.find(verb)?, verb))).min()?;
    let list = sentence.get(at + verb.len()..)?;
    Some(list.trim_start_matches([':', ' ']).trim_end().trim_end_matches('.'))
}

/// A list of names with titles, however it is punctuated; `None` if something in it is no name.
fn names(list: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for piece in list.split([';', ',']).flat_map(|piece| piece.split(" and ")) {
        let piece = piece.trim();
        let piece = piece.strip_prefix("and ").unwrap_or(piece);
        match piece {
            "" | "and" | "Chair" | "Chairman" | "Vice Chair" | "Vice Chairman" | "Acting Chair"
            | "Chair pro tempore" => {}
            "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" => names.last_mut()?.push_str(&format!(", {piece}")),
            _ if is_name(piece) => names.push(piece.to_owned()),
            _ => return None,
        }
    }
    (!names.is_empty()).then_some(names)
}

/// Up to five words, each with a capital: "Stephen I. Miran".
fn is_name(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
    };
    (1..=5).contains(&text.split_whitespace().count()) && text.split_whitespace().all(word)
}

/// Names and their reasons: "A, who preferred X; and B and C, who preferred Y". The names of a group
/// are the names at the very end of the piece before its "who". `None` where names cannot be made out.
fn read_dissents(list: &str) -> Option<Vec<Dissent>> {
    let mut pieces = list.split(" who ");
    let mut group = names(pieces.next()?)?;
    let mut pieces = pieces.peekable();
    let mut dissents = Vec::new();
    let mut reason = String::new();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let (words, next) = if last { (piece, Vec::new()) } else { split_names(piece) };
        reason.push_str(words);
        if last || !next.is_empty() {
            close(&mut dissents, std::mem::replace(&mut group, next), &mut reason);
        } else if piece.ends_with(',') {
            return None;
        } else {
            // Without a comma the "who" belongs to the reason itself.
            reason.push_str(" who ");
        }
    }
    close(&mut dissents, group, &mut reason);
    Some(dissents)
}

fn close(dissents: &mut Vec<Dissent>, group: Vec<String>, reason: &mut String) {
    let preference = reason.trim().trim_end_matches([',', ';', '.']).to_owned();
    reason.clear();
    dissents.extend(group.into_iter().map(|name| Dissent { name, preference: preference.clone() }));
}

/// Splits "reason; and A B, C D, and E F," into the reason and the names at its end; a semicolon
/// stands before the first name. A single word is no name here: it may close the reason.
fn split_names(piece: &str) -> (&str, Vec<String>) {
    let Some(body) = piece.trim_end().strip_suffix(',') else { return (piece, Vec::new()) };
    let mut reason = body;
    let mut found = Vec::new();
    while let Some(at) = reason.rfind([',', ';']).max(reason.rfind(" and ")) {
        let Some((before, tail)) = reason.split_at_checked(at) else { break };
        let semicolon = tail.starts_with(';');
        let tail = tail.trim_start_matches([',', ';', ' ']);
        let tail = tail.strip_prefix("and ").unwrap_or(tail).trim();
        match names(tail).filter(|_| tail.contains(' ')) {
            Some(names) => found.extend(names.into_iter().rev()),
            None if tail.is_empty() => {}
            None => break,
        }
        reason = before;
        if semicolon {
            break;
        }
    }
    found.reverse();
    (reason, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(text: &str) -> Vote {
        find(&[text.to_owned()])
    }

    fn dissents(text: &str) -> Vec<(String, String)> {
        vote(text).dissents.into_iter().map(|dissent| (dissent.name, dissent.preference)).collect()
    }

    #[test]
    fn names_are_counted_however_they_are_punctuated() {
        let text = "Voting for the monetary policy action were: Jane A. Doe, Chair, John C. Roe, Vice Chair; Ann Poe, Jr.; \
                    Bob Low and Eve High. Voting against the action was Max M. Major, who preferred otherwise. Ann Poe \
                    voted as an alternate member at this meeting.";
        assert_eq!(vote(text).count, Some((5, 1)));
        assert_eq!(vote("Voting in favor of the action were Jane A. Doe, Chair; and Ann Poe.").count, Some((2, 0)));
    }

    #[test]
    fn several_reasons_share_one_paragraph() {
        let text = "Voting against this action were Max M. Major, who preferred A at this meeting, and Eve E. High, who \
                    preferred B, and C; and Bob Low, Ann Poe, and Kim O'Hara, who supported D but did not want those who \
                    waited to decide.";
        let expected = [
            ("Max M. Major", "preferred A at this meeting"),
            ("Eve E. High", "preferred B, and C"),
            ("Bob Low", "supported D but did not want those who waited to decide"),
            ("Ann Poe", "supported D but did not want those who waited to decide"),
            ("Kim O'Hara", "supported D but did not want those who waited to decide"),
        ];
        let expected: Vec<(String, String)> = expected.iter().map(|(n, p)| ((*n).into(), (*p).into())).collect();
        assert_eq!(dissents(text), expected);
        assert_eq!(dissents("Voting against this action was Ann Poe."), [("Ann Poe".into(), String::new())]);
    }

    #[test]
    fn an_unreadable_name_gives_no_count() {
        let supported = "Voting for the action were Ann Poe; Al Fa; and Bob Low.";
        assert_eq!(vote(supported).count, Some((3, 0)));
        for against in [
            "Voting against was 7.",
            "Voting against this action",
            "Voting against was Kim Ray, who preferred \
                         A; and somebody else, who preferred B.",
        ] {
            assert_eq!(vote(&format!("{supported} {against}")).count, None, "{against}");
        }
        assert_eq!(vote("Voting for the action were Ann Poe; and 3 others.").count, None);
    }

    #[test]
    fn a_printed_count_is_checked_against_the_names() {
        let opening = "The Committee approved the following statement for release by a 9 - 3 vote:";
        assert_eq!(vote(opening).count, Some((9, 3)));
        assert_eq!(vote(opening).contradictions.len(), 1);
        let two = format!("{opening} Now. Voting against the action were Ann Poe and Bob Low, who preferred A.");
        assert_eq!(vote(&two).contradictions.len(), 1);
        let three = format!("{opening} Now. Voting against the action were Al Fa, Be Ta and Ga Ma, who preferred A.");
        assert_eq!(vote(&three).contradictions, Vec::<String>::new());
        assert_eq!(vote("The Committee approved the statement by unanimous vote.").count, None);
    }

    #[test]
    fn nobody_votes_twice() {
        let text = "Voting for the action were Ann Poe; and Bob Low. Voting against was Ann Poe, who preferred A.";
        assert_eq!(vote(text).contradictions, ["Ann Poe votes twice"]);
    }
}
