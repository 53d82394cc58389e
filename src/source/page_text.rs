//! The words of a page of the Board: its date line, title and paragraphs, freed of markup and of the
//! typography that changes from one release to the next.

pub mod days;
pub mod figures;
pub mod sentences;

use scraper::{ElementRef, Html, Node, Selector};

/// A page of the Board's site as text; every string is normalised (see [`normalise`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where the words come from.
    pub frame: Frame,
    /// The line that bears the date, as printed.
    pub date_line: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The blocks of text in reading order, without headline, date and menus.
    pub paragraphs: Vec<String>,
    /// Whether something follows the words: the "last update" line or the end of the document.
    /// Without it the page was cut, and a list of names may lack its last ones.
    pub ended: bool,
}

/// What holds the words of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// `id="article"`: press releases and minutes.
    Article,
    /// `id="content"` alone: implementation notes, and error pages in the Board's frame.
    Content,
    /// Neither: something else, or plain text.
    Bare,
}

impl Page {
    /// Reads HTML; never fails, as browsers don't. What is nested deeper than any page of the Board
    /// is no page: a tree of it would cost time that grows with the square of its depth.
    #[must_use]
    pub fn read(html: &str) -> Self {
        let html = if is_too_deep(html) { "" } else { html };
        let document = Html::parse_document(html);
        let (frame, root) = match (first(&document, "#article"), first(&document, "#content")) {
            (Some(article), _) => (Frame::Article, article),
            (None, Some(content)) => (Frame::Content, content),
            (None, None) => (Frame::Bare, document.root_element()),
        };
        let headline = |selector| first_within(root, selector).map(|found| line(found)).filter(|text| !text.is_empty());
        Self {
            frame,
            date_line: headline(".article__time"),
            title: headline("h3.title").or_else(|| headline("h3")),
            paragraphs: paragraphs(root),
            ended: ends(html, frame),
        }
    }
}

/// So many tags more opened than closed; pages of the Board leave a few hundred void ones open.
const DEEPEST: usize = 2_000;

pub(super) fn is_too_deep(html: &str) -> bool {
    let closed = html.matches("</").count();
    html.matches('<').count().saturating_sub(2 * closed) > DEEPEST
}

/// Whether something of the page follows its words.
fn ends(html: &str, frame: Frame) -> bool {
    let words = match frame {
        Frame::Article => html.split_once("id=\"article\"").map_or(html, |(_, after)| after),
        Frame::Content | Frame::Bare => html,
    };
    words.contains("id=\"lastUpdate\"") || words.contains("</html>")
}

fn first<'a>(document: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    first_within(document.root_element(), selector)
}

fn first_within<'a>(root: ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok()?;
    root.select(&selector).next()
}

/// The text of one element on one line.
fn line(element: ElementRef<'_>) -> String {
    normalise(&element.text().collect::<String>())
}

/// The blocks of text below `root`: a block ends where a block element begins or ends, so a `<p>` that
/// is never closed does no harm, and a tag inside a number does not tear it.
#[must_use]
pub fn paragraphs(root: ElementRef<'_>) -> Vec<String> {
    let mut found = Blocks::default();
    let mut node = *root;
    // Walks by links, not by recursion: depth is the page's choice, not ours.
    loop {
        let descend = match node.value() {
            Node::Text(text) => {
                found.text.push_str(text);
                false
            }
            Node::Element(element) => {
                found.open(element.name());
                !is_furniture(element)
            }
            _ => false,
        };
        if let Some(child) = node.first_child().filter(|_| descend) {
            node = child;
            continue;
        }
        loop {
            if let Node::Element(element) = node.value() {
                found.close(element.name());
            }
            if node.id() == root.id() {
                return found.finish();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return found.finish() };
            node = parent;
        }
    }
}

#[derive(Default)]
struct Blocks {
    text: String,
    done: Vec<String>,
}

impl Blocks {
    fn open(&mut self, name: &str) {
        // A raised numerator follows its whole number without a sign: 3<sup>1</sup>/<sub>2</sub>.
        if name == "sup" && self.text.ends_with(|last: char| last.is_ascii_digit()) {
            self.text.push(' ');
        }
        self.close(name);
    }

    fn close(&mut self, name: &str) {
        match name {
            "br" | "td" | "th" | "img" => self.text.push(' '),
            "a" | "abbr" | "b" | "em" | "font" | "i" | "small" | "span" | "strong" | "sub" | "sup" | "u" => {}
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let block = normalise(&self.text);
        self.text.clear();
        if !block.is_empty() {
            self.done.push(block);
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        self.done
    }
}

/// Parts of a page that are not its words: menus, scripts, the heading (read apart), the footer.
fn is_furniture(element: &scraper::node::Element) -> bool {
    let furniture = |class| matches!(class, "heading" | "page-header" | "dropdown-menu" | "panel-attachments");
    matches!(element.name(), "script" | "style" | "noscript" | "nav" | "template" | "head" | "footer")
        || element.id() == Some("lastUpdate")
        || element.classes().any(furniture)
}

/// One spelling for what typographers vary: every hyphen and dash is `-`, every space one blank, quotes
/// are straight, and vulgar fractions are spelled out (`3½` and `3‑1/2` become `3-1/2`).
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '\u{2018}' | '\u{2019}' => plain.push('\''),
            '\u{201c}' | '\u{201d}' => plain.push('"'),
            '\u{2044}' | '\u{2215}' => plain.push('/'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '¼' => push_fraction(&mut plain, "1/4"),
            '½' => push_fraction(&mut plain, "1/2"),
            '¾' => push_fraction(&mut plain, "3/4"),
            c if c.is_whitespace() || c.is_control() => push_blank(&mut plain),
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

fn push_fraction(plain: &mut String, fraction: &str) {
    if plain.ends_with(|last: char| last.is_ascii_digit()) {
        plain.push('-');
    }
    plain.push_str(fraction);
}

fn push_blank(plain: &mut String) {
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_taken_out() {
        assert_eq!(normalise("3\u{2011}1/2\u{a0}to  3¾ percent"), "3-1/2 to 3-3/4 percent");
        assert_eq!(normalise("a 9\u{a0}\u{2013} 3 vote"), "a 9 - 3 vote");
        assert_eq!(normalise("goals\u{2019} \u{201c}in\u{ad}deed\u{201d}\r\n"), "goals' \"indeed\"");
    }

    #[test]
    fn tags_inside_a_number_do_not_tear_it_and_blocks_do_not_run_together() {
        let page = Page::read(
            "<html><div id=\"article\"><p class=article__time>May 1, 2024</p><h3 class=title>T</h3>\
             <p>at 3-<strong>1/2</strong> to 3<sup>3</sup>/<sub>4</sub> percent<p>Second<br>line<ul><li>one<li>two</ul>\
             tail</div></html>",
        );
        assert_eq!(page.frame, Frame::Article);
        assert_eq!((page.date_line.as_deref(), page.title.as_deref()), (Some("May 1, 2024"), Some("T")));
        let expected = ["May 1, 2024", "T", "at 3-1/2 to 3 3/4 percent", "Second line", "one", "two", "tail"];
        assert_eq!(page.paragraphs, expected);
        assert!(page.ended);
    }

    #[test]
    fn a_hundred_thousand_nested_tags_do_not_overflow_the_stack() {
        let page = Page::read(&"<span>".repeat(100_000));
        assert!(page.paragraphs.is_empty());
    }
}
