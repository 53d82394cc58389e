//! Spaces in Chinese texts: none beside full-width punctuation, which brings its own.
//!
//! A text says `{ $date } SOFR`, and the date may end in a bracket: what meets is known only once the
//! values are in.

/// Punctuation that fills a square.
pub(super) const FULL_WIDTH: &str = "，。：；、？！（）「」“”";

/// What keeps its spaces whatever stands beside it: the dot between items, the dot before one.
const SEPARATORS: &str = "·•";

/// The text without the half-width spaces that touch full-width punctuation.
pub(super) fn tidy(text: &str) -> String {
    let symbols: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| symbols.get(index)).copied().unwrap_or_default();
    let kept = symbols.iter().enumerate().filter(|(index, symbol)| {
        let beside = [at(index.checked_sub(1)), at(index.checked_add(1))];
        let touches = beside.iter().any(|symbol| FULL_WIDTH.contains(*symbol));
        let separates = beside.iter().any(|symbol| SEPARATORS.contains(*symbol));
        **symbol != ' ' || !touches || separates
    });
    kept.map(|(_, symbol)| *symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn spaces_stay_between_scripts_and_go_beside_punctuation() {
        for (text, tidied) in [
            ("10/31（五） SOFR 4.22%， 高於", "10/31（五）SOFR 4.22%，高於"),
            ("自 12/1（一） 起", "自 12/1（一）起"),
            ("隔夜附賣回（回收） · SOFR", "隔夜附賣回（回收） · SOFR"),
            ("四週 −1,181 億", "四週 −1,181 億"),
        ] {
            assert_eq!(tidy(text), tidied);
        }
    }
}
