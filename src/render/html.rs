//! Telegram HTML, built by construction: text is escaped when it enters, tags come in pairs.

use std::fmt::Write as _;

/// A message in Telegram's HTML dialect. Its only way in for text is [`Html::text`], so that no
/// input can open a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Plain text; `&`, `<` and `>` become entities and control characters other than the line end
    /// are dropped, as Telegram would.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        text.chars().for_each(|symbol| escape_into(&mut html, symbol));
        Self(html)
    }

    /// A message that this room rendered before: read back from where it was kept.
    #[must_use]
    pub const fn from_rendered(html: String) -> Self {
        Self(html)
    }

    /// The message as it goes to Telegram.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Bold.
    #[must_use]
    pub fn bold(self) -> Self {
        self.within("b", "b")
    }

    /// Fixed width, as a block of its own: tables.
    #[must_use]
    pub fn pre(self) -> Self {
        self.within("pre", "pre")
    }

    /// A block quotation.
    #[must_use]
    pub fn quote(self) -> Self {
        self.within("blockquote", "blockquote")
    }

    /// A link. Anything but a web address leaves the text as it is.
    #[must_use]
    pub fn link(self, url: &str) -> Self {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return self;
        }
        let url = Self::text(url).0.replace('"', "&quot;");
        self.within(&format!("a href=\"{url}\""), "a")
    }

    /// This, then that, with nothing in between.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// One line each.
    #[must_use]
    pub fn lines(lines: impl IntoIterator<Item = Self>) -> Self {
        Self(lines.into_iter().map(|line| line.0).collect::<Vec<_>>().join("\n"))
    }

    /// The markup, for `parse_mode=HTML`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text that a reader sees: no tags, entities decoded. Also what is sent where Telegram
    /// refuses the markup.
    #[must_use]
    pub fn plain(&self) -> String {
        pieces(&self.0)
            .filter_map(|piece| if let Piece::Symbol(symbol) = piece { Some(symbol) } else { None })
            .collect()
    }

    /// Length as Telegram counts it: UTF-16 units after the markup is understood.
    #[must_use]
    pub fn utf16_len(&self) -> usize {
        pieces(&self.0).map(|piece| piece.utf16_len()).sum()
    }

    /// Whether nothing is to be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.utf16_len() == 0
    }

    /// Parts of at most `limit` UTF-16 units each, cut at line ends (inside a line only where the
    /// line alone is too long). Tags open at a cut are closed before it and opened again after it.
    #[must_use]
    pub fn split(&self, limit: usize) -> Vec<Self> {
        // Two units hold any character: with less, nothing could ever be sent.
        let limit = limit.max(2);
        if self.utf16_len() <= limit {
            return vec![self.clone()];
        }
        pack(&lines(&self.0, limit), limit)
    }

    /// As many whole lines as fit into `limit` UTF-16 units together with `last`, and then `last`.
    #[must_use]
    pub fn cut(&self, last: &Self, limit: usize) -> Self {
        let room = limit.saturating_sub(last.utf16_len() + 1);
        let first = self.split(room).into_iter().next().unwrap_or_default();
        Self::lines([first, last.clone()])
    }

    fn within(self, open: &str, close: &str) -> Self {
        if self.0.is_empty() { self } else { Self(format!("<{open}>{}</{close}>", self.0)) }
    }
}

/// One step through markup of our own making.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Open(&'a str),
    Close,
    Symbol(char),
}

impl Piece<'_> {
    const fn utf16_len(self) -> usize {
        if let Self::Symbol(symbol) = self { symbol.len_utf16() } else { 0 }
    }
}

const ENTITIES: [(&str, char); 4] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];

fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if let Some((tag, after)) = rest.strip_prefix('<').and_then(|tail| tail.split_once('>')) {
            rest = after;
            return Some(if tag.starts_with('/') { Piece::Close } else { Piece::Open(tag) });
        }
        for (entity, symbol) in ENTITIES {
            if let Some(after) = rest.strip_prefix(entity) {
                rest = after;
                return Some(Piece::Symbol(symbol));
            }
        }
        let mut symbols = rest.chars();
        let symbol = symbols.next()?;
        rest = symbols.as_str();
        Some(Piece::Symbol(symbol))
    })
}

fn escape_into(html: &mut String, symbol: char) {
    match symbol {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '\n' => html.push('\n'),
        other if other.is_control() => {}
        other => html.push(other),
    }
}

/// A line, or a piece of a line too long for one message.
#[derive(Debug, Default, Clone)]
struct Line<'a> {
    /// Tags open where it begins.
    open: Vec<&'a str>,
    pieces: Vec<Piece<'a>>,
    utf16_len: usize,
}

fn lines(html: &str, limit: usize) -> Vec<Line<'_>> {
    let mut done = Vec::new();
    let mut open = Vec::new();
    let mut line = Line::default();
    for piece in pieces(html) {
        if piece == Piece::Symbol('\n') || line.utf16_len + piece.utf16_len() > limit {
            done.push(std::mem::replace(&mut line, Line { open: open.clone(), ..Line::default() }));
        }
        match piece {
            Piece::Symbol('\n') => continue,
            Piece::Open(tag) => open.push(tag),
            Piece::Close => drop(open.pop()),
            Piece::Symbol(_) => {}
        }
        line.utf16_len += piece.utf16_len();
        line.pieces.push(piece);
    }
    done.push(line);
    done
}

/// As many whole lines into each part as fit.
fn pack(lines: &[Line<'_>], limit: usize) -> Vec<Html> {
    let mut parts = Vec::new();
    let mut first = 0;
    let mut used = 0;
    for (at, line) in lines.iter().enumerate() {
        if at > first && used + 1 + line.utf16_len > limit {
            parts.push(assemble(lines.get(first..at).unwrap_or_default()));
            (first, used) = (at, line.utf16_len);
        } else {
            used += line.utf16_len + usize::from(at > first);
        }
    }
    parts.push(assemble(lines.get(first..).unwrap_or_default()));
    // Telegram refuses a message in which nothing is to be seen.
    parts.retain(|part| !part.plain().trim().is_empty());
    parts
}

/// Markup of some neighbouring lines, complete in itself.
fn assemble(lines: &[Line<'_>]) -> Html {
    let mut html = String::new();
    let mut open: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            html.push('\n');
        } else {
            line.open.iter().for_each(|tag| open_tag(&mut html, &mut open, tag));
        }
        for piece in &line.pieces {
            match piece {
                Piece::Open(tag) => open_tag(&mut html, &mut open, tag),
                Piece::Close => close_tag(&mut html, &mut open),
                Piece::Symbol(symbol) => escape_into(&mut html, *symbol),
            }
        }
    }
    while !open.is_empty() {
        close_tag(&mut html, &mut open);
    }
    Html(html)
}

fn open_tag<'a>(html: &mut String, open: &mut Vec<&'a str>, tag: &'a str) {
    // Writing to a String cannot fail.
    write!(html, "<{tag}>").unwrap_or_default();
    open.push(tag);
}

fn close_tag(html: &mut String, open: &mut Vec<&str>) {
    if let Some(tag) = open.pop() {
        let name = tag.split(' ').next().unwrap_or(tag);
        write!(html, "</{name}>").unwrap_or_default();
    }
}

#[cfg(test)]
pub(in crate::render) mod tests;
