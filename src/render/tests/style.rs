//! How texts are set: the rules at the head of docs/messages.md, over every message.

use super::{renderer, told};
use crate::lang::Lang;
use crate::render::Html;
use crate::render::samples;
use crate::render::spacing::FULL_WIDTH;

/// Every message in one language with what it is a sample of, and every name.
fn texts(lang: Lang) -> Vec<(String, String)> {
    let all = samples::all().into_iter().flat_map(|(_, samples)| samples);
    let messages = all.map(|sample| (sample.when.to_owned(), told(sample.html(renderer(), lang)).into_string()));
    let at = Lang::ALL.iter().position(|one| *one == lang).expect("a language");
    let names = samples::names(renderer()).expect("names").into_iter().flat_map(|(_, names)| names);
    messages.chain(names.map(|(id, names)| (id, names[at].clone()))).collect()
}

/// The message as a reader sees it, tables apart: these align by spaces.
fn prose(html: &str) -> String {
    let pieces = html.split("<pre>").enumerate().map(|(at, piece)| match at {
        0 => piece,
        _ => piece.split_once("</pre>").map_or("", |(_, after)| after),
    });
    Html::from_rendered(pieces.collect::<Vec<_>>().join("\n")).plain()
}

const fn is_han(symbol: char) -> bool {
    matches!(symbol, '\u{4e00}'..='\u{9fff}')
}

/// What is wrong with the setting of a Chinese line, if anything.
fn fault(lang: Lang, line: &str) -> Option<String> {
    let symbols: Vec<char> = line.chars().collect();
    let full = |symbol: char| FULL_WIDTH.contains(symbol);
    for pair in symbols.windows(2) {
        let &[one, two] = pair else { continue };
        let word = |symbol: char| symbol.is_ascii_alphanumeric();
        let rule = match (one, two) {
            (han, other) if is_han(han) && (word(other) || "+−/".contains(other)) => "no space after a character",
            (other, han) if is_han(han) && (word(other) || other == '%') => "no space before a character",
            (han, ',' | ':' | ';' | '(' | ')' | '?' | '!' | '.') if is_han(han) => "half-width after a character",
            (',' | ':' | ';' | '(' | ')' | '?' | '!' | '.', han) if is_han(han) => "half-width before a character",
            (mark, ' ') if full(mark) => "space after full-width punctuation",
            (' ', mark) if full(mark) => "space before full-width punctuation",
            (' ', ' ') => "two spaces",
            (' ', '%') => "space before per cent",
            (one, two) if "，。：；、".contains(one) && "，。：；、".contains(two) => "two marks running",
            _ => continue,
        };
        // The dot between the items of a list keeps its spaces.
        let beside_dot = line.contains(&format!("{one} ·")) || line.contains(&format!("· {two}"));
        if !(beside_dot && rule.starts_with("space")) {
            return Some(format!("{rule}: {one}{two}"));
        }
    }
    let strange = if lang == Lang::ZhHant { ['“', '”', '"'] } else { ['「', '」', '"'] };
    symbols
        .iter()
        .find(|symbol| strange.contains(*symbol))
        .map(|mark| format!("another market's quotation mark {mark}"))
        .or_else(|| nested(line).then(|| "brackets in brackets".to_owned()))
}

fn nested(line: &str) -> bool {
    let mut depth = 0;
    line.chars().any(|symbol| {
        depth += i32::from(symbol == '（') - i32::from(symbol == '）');
        depth > 1
    })
}

#[test]
fn chinese_messages_keep_to_the_style() {
    for lang in [Lang::ZhHant, Lang::ZhHans] {
        for (when, html) in texts(lang) {
            for line in prose(&html).lines() {
                assert_eq!(fault(lang, line), None, "{when}, {lang:?}: {line}");
            }
        }
    }
}

#[test]
fn faults_are_found() {
    for line in [
        "SOFR為 4.22%",
        "準備金,增加",
        "（10/31（五））",
        "準備金 ，增加",
        "4.22 %",
        "四週−5 億",
        "更正：，",
        "“準備金”",
        "看/help",
        "10/31（五） SOFR",
    ] {
        assert!(fault(Lang::ZhHant, line).is_some(), "{line}");
    }
    for line in [
        "10/31（五）SOFR 4.22%，高於 IORB 32 個基點",
        "接下來：隔夜附賣回（回收） · SOFR 08:00 ET · /why",
        "「準備金」",
    ] {
        assert_eq!(fault(Lang::ZhHant, line), None, "{line}");
    }
}

/// Straight quotes, hyphens for minus signs and exclamation marks are slips of the keyboard.
#[test]
fn english_messages_keep_to_the_style() {
    for (when, html) in texts(Lang::En) {
        for line in prose(&html).lines() {
            let slips = ["'", "\"", "!", "  ", " ,", "...", "( ", " )"];
            let slip = slips.iter().find(|slip| line.contains(**slip));
            assert_eq!(slip, None, "{when}: {line}");
            // Telegram's number of a group is no figure: it stands as Telegram writes it.
            let minus = line
                .trim_start_matches("Chat: ")
                .as_bytes()
                .windows(3)
                .any(|three| three[0] == b' ' && three[1] == b'-' && three[2].is_ascii_digit());
            assert!(!minus, "{when}: {line}");
        }
    }
}
