use proptest::prelude::*;

use super::*;

/// The tags that Telegram knows and we use.
const KNOWN: [&str; 4] = ["b", "pre", "blockquote", "a"];

/// What Telegram would refuse: an unknown or unbalanced tag, a bare `<`, `>` or `&`.
pub(in crate::render) fn fault(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&']) {
        let tail = rest.get(at..)?;
        if tail.starts_with('&') {
            let entity = ENTITIES.iter().find(|(entity, _)| tail.starts_with(entity));
            let Some((entity, _)) = entity else { return Some(format!("bare & in {tail:.20}")) };
            rest = tail.strip_prefix(entity)?;
            continue;
        }
        let Some((tag, after)) = tail.strip_prefix('<').and_then(|tail| tail.split_once('>')) else {
            return Some(format!("bare bracket in {tail:.20}"));
        };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if !KNOWN.contains(&name) {
            return Some(format!("unknown tag <{tag}>"));
        }
        open.push(name);
    }
    open.pop().map(|name| format!("<{name}> is never closed"))
}

fn any_html() -> impl Strategy<Value = Html> {
    let text = "[a-z<>&\"' \n\u{4e2d}\u{1f534}]{0,40}";
    let leaf = text.prop_map(|text| Html::text(&text));
    leaf.prop_recursive(3, 24, 4, |inner| {
        (proptest::collection::vec(inner, 1..4), 0..5usize).prop_map(|(parts, wrap)| {
            let all = parts.iter().fold(Html::default(), |all, part| all.then(part));
            match wrap {
                0 => all.bold(),
                1 => all.pre(),
                2 => all.quote(),
                3 => all.link("https://example.org/?a=1&b=\"<>"),
                _ => all,
            }
        })
    })
}

#[test]
fn the_judge_finds_faults() {
    for bad in ["a < b", "a & b", "<b>open", "close</b>", "<b><pre>crossed</b></pre>", "<i>unknown</i>", "&nbsp;"] {
        assert!(fault(bad).is_some(), "{bad}");
    }
    assert_eq!(fault("<b>1 &lt; 2</b> <a href=\"https://x/?a&amp;b\">x</a>"), None);
}

#[test]
fn text_is_escaped_and_read_back() {
    let html = Html::text("1 < 2 & \"3\" > 2\u{7}").bold();
    assert_eq!(html.as_str(), "<b>1 &lt; 2 &amp; \"3\" &gt; 2</b>");
    assert_eq!(html.plain(), "1 < 2 & \"3\" > 2");
}

#[test]
fn length_is_counted_in_utf16_after_the_markup() {
    assert_eq!(Html::text("🔴 資金 &").bold().utf16_len(), 2 + 1 + 2 + 1 + 1);
}

#[test]
fn only_web_addresses_become_links() {
    assert_eq!(Html::text("x").link("javascript:alert(1)").as_str(), "x");
    assert_eq!(Html::text("x").link("https://a/?b&\"c\"").as_str(), "<a href=\"https://a/?b&amp;&quot;c&quot;\">x</a>");
}

#[test]
fn a_cut_table_is_a_table_on_both_sides() {
    let table = Html::lines((0..10).map(|at| Html::text(&format!("row {at}")))).pre();
    let parts = table.split(30);
    assert!(parts.len() > 1);
    for part in &parts {
        assert!(part.as_str().starts_with("<pre>row"), "{part:?}");
        assert!(part.as_str().ends_with("</pre>"), "{part:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_built_is_valid(html in any_html()) {
        prop_assert_eq!(fault(html.as_str()), None);
    }

    #[test]
    fn parts_are_valid_short_and_complete(html in any_html(), limit in 2..80usize) {
        let parts = html.split(limit);
        for part in &parts {
            prop_assert_eq!(fault(part.as_str()), None);
            prop_assert!(part.utf16_len() <= limit, "{} > {limit}", part.utf16_len());
        }
        let together: String = parts.iter().map(Html::plain).collect();
        // A part in which nothing is to be seen is left out.
        let seen = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(seen(&together), seen(&html.plain()));
    }

    #[test]
    fn what_is_cut_is_valid_and_ends_as_wanted(html in any_html(), limit in 20..80usize) {
        let cut = html.cut(&Html::text("more").bold(), limit);
        prop_assert_eq!(fault(cut.as_str()), None);
        prop_assert!(cut.utf16_len() <= limit && cut.as_str().ends_with("<b>more</b>"), "{cut:?}");
    }

    #[test]
    fn lines_that_fit_stay_whole(lines in proptest::collection::vec("[a-z]{1,20}", 1..30), limit in 20..60usize) {
        let html = Html::lines(lines.iter().map(|line| Html::text(line)));
        let seen: Vec<String> =
            html.split(limit).iter().flat_map(|part| part.plain().lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        prop_assert_eq!(seen, lines);
    }
}
