use super::*;
use crate::render::words;

fn words(lang: Lang) -> Words {
    Words::load(lang, words::source(lang)).expect("the words are complete")
}

fn million(text: &str) -> UsdMillions {
    UsdMillions(text.parse().expect("a decimal"))
}

#[test]
fn amounts_in_each_language() {
    let words = Lang::ALL.map(words);
    for (value, expected) in [
        ("73828", ["+$73.8 B", "+738 億美元", "+738 亿美元"]),
        ("-118073", ["−$118.1 B", "−1,181 億美元", "−1,181 亿美元"]),
        ("2848021", ["+$2.85 T", "+2.85 兆美元", "+2.85 万亿美元"]),
        ("-31", ["−$31 million", "−3,100 萬美元", "−3,100 万美元"]),
        ("0", ["$0.0 B", "0 億美元", "0 亿美元"]),
        ("999999", ["+$1,000.0 B", "+10,000 億美元", "+10,000 亿美元"]),
    ] {
        let texts = words.each_ref().map(|words| words.change(million(value)).expect("a text"));
        assert_eq!(texts, expected, "{value}");
    }
}

#[test]
fn standing_repo_keeps_two_decimals_of_a_billion() {
    let words = Lang::ALL.map(words);
    for (value, expected) in [
        ("50350", ["$50.35 B", "503.5 億美元", "503.5 亿美元"]),
        ("22000", ["$22.00 B", "220.0 億美元", "220.0 亿美元"]),
        ("1", ["$1 million", "100 萬美元", "100 万美元"]),
        ("0.4", ["$0.4 million", "40 萬美元", "40 万美元"]),
        ("0", ["$0.00 B", "0", "0"]),
    ] {
        let texts = words.each_ref().map(|words| words.repo(million(value)).expect("a text"));
        assert_eq!(texts, expected, "{value}");
    }
}

#[test]
fn a_level_agrees_with_the_table_to_the_tenth_of_a_billion() {
    let words = Lang::ALL.map(words);
    let texts = words.each_ref().map(|words| words.exact(million("2932112")).expect("a text"));
    assert_eq!(texts, ["$2,932.1 B", "2.9321 兆美元", "2.9321 万亿美元"]);
    assert_eq!(words.each_ref().map(|words| words.cell(million("6539303"))), ["6,539.3", "65,393", "65,393"]);
}

#[test]
fn spreads_are_whole_where_they_are_whole_and_rates_have_two_decimals() {
    let en = words(Lang::En);
    let bp = |text: &str| BasisPoints(text.parse().expect("a decimal"));
    assert_eq!(en.bp(bp("32.0")).expect("a text"), "32 bp");
    assert_eq!(en.bp_signed(bp("-0.5")).expect("a text"), "−0.5 bp");
    assert_eq!(en.bp_signed(bp("9")).expect("a text"), "+9 bp");
    assert_eq!(en.bp_signed(bp("0")).expect("a text"), "0 bp");
    assert_eq!(en.rate(Percent(Decimal::new(39, 1))).expect("a text"), "3.90 %");
}

#[test]
fn what_rounds_to_zero_has_no_sign() {
    assert_eq!(parts("-0.04".parse().expect("a decimal"), 1, Sign::Change), ("", "0.0".to_owned()));
    assert_eq!(parts("-0.05".parse().expect("a decimal"), 1, Sign::Change), (MINUS, "0.1".to_owned()));
}

#[test]
fn digits_are_grouped_by_three() {
    for (digits, expected) in
        [("1", "1"), ("999", "999"), ("1000", "1,000"), ("1234567.891", "1,234,567.891"), ("0.5", "0.5")]
    {
        assert_eq!(grouped(digits), expected);
    }
}
