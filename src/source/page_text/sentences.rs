//! Sentences, in prose full of initials.

/// The sentences of a paragraph. A point after an initial or a title ends nothing ("Stephen I. Miran"),
/// except before the word "Voting", which opens every vote.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = paragraph;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(". ")).map(|at| at + from) {
        let (Some(sentence), Some(next)) = (rest.get(..=at), rest.get(at + 2..)) else { break };
        if ends(sentence, next) {
            found.push(sentence);
            rest = next;
            from = 0;
        } else {
            from = at + 2;
        }
    }
    found.push(rest);
    found.retain(|sentence| !sentence.trim().is_empty());
    found
}

/// Whether a point ends the sentence, given what follows.
fn ends(sentence: &str, next: &str) -> bool {
    if next.starts_with("Voting ") {
        return true;
    }
    let last = sentence.trim_end_matches('.').rsplit([' ', '.', '(', '"']).next().unwrap_or_default();
    let abbreviated = last.chars().count() <= 1 || matches!(last, "Mr" | "Ms" | "Mrs" | "Dr" | "Jr" | "Sr" | "St");
    !abbreviated && next.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_end_no_sentence() {
        let text = "Voting for were Jerome H. Powell, Chair; and Roger W. Ferguson, Jr. Voting against was Stephen I. \
                    Miran, who preferred less. Ms. Daly voted as an alternate member at this meeting. The U.S. economy.";
        assert_eq!(
            sentences(text),
            [
                "Voting for were Jerome H. Powell, Chair; and Roger W. Ferguson, Jr.",
                "Voting against was Stephen I. Miran, who preferred less.",
                "Ms. Daly voted as an alternate member at this meeting.",
                "The U.S. economy.",
            ]
        );
        assert!(sentences("  ").is_empty());
    }
}
