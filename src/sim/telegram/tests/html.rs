//! Telegram's HTML.

use proptest::prelude::*;
use rstest::rstest;

use super::super::html::{Formatted, utf16_len};
use super::*;

#[rstest]
#[case("a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x42; &nbsp; & x", "a <b> & \"c\" AB &nbsp; & x", json!([]))]
#[case("😀<b>bold</b>", "😀bold", json!([{ "type": "bold", "offset": 2, "length": 4 }]))]
#[case("<STRONG>x</strong>", "x", json!([{ "type": "bold", "offset": 0, "length": 1 }]))]
#[case("<b>a<i>b</i></b>", "ab", json!([
    { "type": "bold", "offset": 0, "length": 2 }, { "type": "italic", "offset": 1, "length": 1 },
]))]
#[case("<u>a</u><s>b</s><em>c</em><tg-spoiler>d</tg-spoiler>", "abcd", json!([
    { "type": "underline", "offset": 0, "length": 1 }, { "type": "strikethrough", "offset": 1, "length": 1 },
    { "type": "italic", "offset": 2, "length": 1 }, { "type": "spoiler", "offset": 3, "length": 1 },
]))]
#[case("<a href=\"https://x.org/?a=1&amp;b=2\">x</a>", "x", json!([
    { "type": "text_link", "offset": 0, "length": 1, "url": "https://x.org/?a=1&b=2" },
]))]
#[case("<a href='nonsense'>x</a>", "x", json!([]))]
#[case("<blockquote expandable>q</blockquote>", "q", json!([{ "type": "expandable_blockquote", "offset": 0, "length": 1 }]))]
#[case("<blockquote>q</blockquote>", "q", json!([{ "type": "blockquote", "offset": 0, "length": 1 }]))]
#[case("<pre><code class=\"language-rust\">x</code></pre>", "x", json!([
    { "type": "pre", "offset": 0, "length": 1, "language": "rust" },
]))]
#[case("<pre>x</pre> <code>y</code>", "x y", json!([
    { "type": "pre", "offset": 0, "length": 1 }, { "type": "code", "offset": 2, "length": 1 },
]))]
#[case(" \n<b> a </b>\n", "a", json!([{ "type": "bold", "offset": 0, "length": 1 }]))]
#[case("a<b></b>", "a", json!([]))]
#[case("<b>a</>", "a", json!([{ "type": "bold", "offset": 0, "length": 1 }]))]
fn marks_become_entities(#[case] source: &str, #[case] text: &str, #[case] entities: Value) {
    let formatted = Formatted::html(source).expect("it parses");
    assert_eq!((formatted.text.as_str(), json!(formatted.entities)), (text, entities));
}

#[rstest]
#[case("a <x>b</x>", "Unsupported start tag \"x\" at byte offset 2")]
#[case("塔 < 3", "Unsupported start tag \"\" at byte offset 4")]
#[case("a<br>b", "Unsupported start tag \"br\" at byte offset 1")]
#[case("<b>a", "Can't find end tag corresponding to start tag \"b\"")]
#[case("<b", "Unclosed start tag at byte offset 0")]
#[case("<a href=\"x", "Unclosed start tag at byte offset 0")]
#[case("a</b>", "Unexpected end tag at byte offset 1")]
#[case("<b>a</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"")]
#[case("<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"")]
#[case("<b>a</b", "Unclosed end tag at byte offset 4")]
#[case("<a =x>a</a>", "Empty attribute name in the tag \"a\" at byte offset 0")]
#[case("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
fn broken_marks_are_named(#[case] source: &str, #[case] problem: &str) {
    assert_eq!(Formatted::html(source), Err(problem.to_owned()));
}

#[tokio::test]
async fn the_refusal_reaches_the_client() {
    let desk = Desk::plain().await;
    let send = json!({ "chat_id": ANNA, "text": "1 <2>", "parse_mode": "HTML" });
    let expected = "Bad Request: can't parse entities: Unsupported start tag \"2\" at byte offset 2";
    assert_eq!(desk.refused("sendMessage", send.clone()).await, (400, expected.to_owned()));
    // The same as plain text passes, and its view keeps what was sent.
    let plain = json!({ "chat_id": ANNA, "text": "1 <2>" });
    assert_eq!(desk.ok("sendMessage", plain).await["text"], "1 <2>");
}

proptest! {
    /// Never a panic, whatever comes.
    #[test]
    fn any_text_is_parsed_or_refused(source in "(<|>|</|&|;|b|i|a|href|=|\"|'| |塔|😀|pre|\\n){0,40}") {
        if let Ok(formatted) = Formatted::html(&source) {
            let end = utf16_len(&formatted.text) as u64;
            for entity in formatted.entities {
                let (offset, length) = (entity["offset"].as_u64().expect("offset"), entity["length"].as_u64().expect("length"));
                prop_assert!(length > 0 && offset + length <= end);
            }
        }
    }

    /// Escaped text comes back as it was, but for white space at its ends.
    #[test]
    fn escaped_text_survives(text in "[a-z<>&\" \\n塔😀;#]{0,60}") {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let formatted = Formatted::html(&format!("<b>{escaped}</b>")).expect("it parses");
        prop_assert_eq!(formatted.text, text.trim());
    }
}
