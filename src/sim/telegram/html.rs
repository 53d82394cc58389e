//! Telegram's HTML: text and entities, or why it cannot be parsed.
//!
//! Offsets in descriptions are bytes of the text as sent; offsets of entities are UTF-16 units of
//! the text that is left. Texts of refusals are Telegram's.

use serde_json::{Value, json};

/// A text without its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Formatted {
    pub text: String,
    /// `MessageEntity` objects in order of their start.
    pub entities: Vec<Value>,
}

/// The length that Telegram's limits count: UTF-16 units.
pub(super) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Formatted {
    /// A text without marks. Telegram cuts white space at both ends.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: text.trim().to_owned(), entities: Vec::new() }
    }

    /// Parses `parse_mode=HTML`.
    ///
    /// # Errors
    /// Telegram's description after `can't parse entities: `.
    pub(super) fn html(source: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: source, total: source.len(), text: String::new(), open: vec![], done: vec![] };
        parser.run()?;
        Ok(parser.finish())
    }
}

/// A tag that is open.
#[derive(Debug)]
struct Open {
    name: String,
    entity: Option<Value>,
    start: usize,
}

struct Parser<'a> {
    rest: &'a str,
    total: usize,
    text: String,
    open: Vec<Open>,
    /// Start, length and the entity's other fields.
    done: Vec<(usize, usize, Value)>,
}

impl Parser<'_> {
    fn run(&mut self) -> Result<(), String> {
        while let Some(char) = self.rest.chars().next() {
            if self.rest.starts_with("</") {
                self.end_tag()?;
            } else if char == '<' {
                self.start_tag()?;
            } else {
                let decoded = self.character().unwrap_or(char);
                self.text.push(decoded);
            }
        }
        match self.open.pop() {
            Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name)),
            None => Ok(()),
        }
    }

    fn at(&self) -> usize {
        self.total - self.rest.len()
    }

    /// The next character, a character reference decoded; unknown references are plain text.
    fn character(&mut self) -> Option<char> {
        if let Some((name, rest)) = self.rest.strip_prefix('&').and_then(|rest| rest.split_once(';'))
            && let Some(char) = reference(name)
        {
            self.rest = rest;
            return Some(char);
        }
        let mut chars = self.rest.chars();
        let char = chars.next();
        self.rest = chars.as_str();
        char
    }

    fn word(&mut self, stop: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(stop).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word.to_owned()
    }

    fn skip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let at = self.at();
        let unclosed = || format!("Unclosed start tag at byte offset {at}");
        self.skip("<");
        let name = self.word(|char| char.is_ascii_whitespace() || char == '>').to_ascii_lowercase();
        if self.rest.is_empty() {
            return Err(unclosed());
        }
        if !TAGS.contains(&name.as_str()) {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {at}"));
        }
        let mut attributes = Vec::new();
        loop {
            self.rest = self.rest.trim_ascii_start();
            if self.skip(">") {
                break;
            }
            if self.rest.is_empty() {
                return Err(unclosed());
            }
            let attribute =
                self.word(|char| char.is_ascii_whitespace() || "=>/\"'".contains(char)).to_ascii_lowercase();
            if attribute.is_empty() {
                return Err(format!("Empty attribute name in the tag \"{name}\" at byte offset {at}"));
            }
            self.rest = self.rest.trim_ascii_start();
            let value = if self.skip("=") { self.value().ok_or_else(unclosed)? } else { String::new() };
            attributes.push((attribute, value));
        }
        let start = utf16_len(&self.text);
        let entity = self.entity(&name, &attributes, at)?;
        self.open.push(Open { name, entity, start });
        Ok(())
    }

    /// An attribute's value; `None` where its end is missing.
    fn value(&mut self) -> Option<String> {
        self.rest = self.rest.trim_ascii_start();
        let Some(quote) = self.rest.chars().next().filter(|char| "\"'".contains(*char)) else {
            let value = self.word(|char| char.is_ascii_whitespace() || char == '>');
            return (!self.rest.is_empty()).then_some(value);
        };
        self.character();
        let mut value = String::new();
        loop {
            if self.rest.starts_with(quote) {
                self.character();
                return Some(value);
            }
            value.push(self.character()?);
        }
    }

    /// What the tag makes of its text; `None`: nothing.
    fn entity(&self, name: &str, attributes: &[(String, String)], at: usize) -> Result<Option<Value>, String> {
        let get = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        Ok(Some(match name {
            "b" | "strong" => json!({ "type": "bold" }),
            "i" | "em" => json!({ "type": "italic" }),
            "u" | "ins" => json!({ "type": "underline" }),
            "s" | "strike" | "del" => json!({ "type": "strikethrough" }),
            "tg-spoiler" => json!({ "type": "spoiler" }),
            "span" if get("class") == Some("tg-spoiler") => json!({ "type": "spoiler" }),
            "span" => return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}")),
            "blockquote" if get("expandable").is_some() => json!({ "type": "expandable_blockquote" }),
            "blockquote" => json!({ "type": "blockquote" }),
            "pre" => json!({ "type": "pre" }),
            "code" => match get("class").and_then(|class| class.strip_prefix("language-")) {
                // Telegram joins `<pre><code class="language-…">` into one entity.
                Some(language) if self.open.last().is_some_and(|tag| tag.name == "pre") => {
                    json!({ "type": "pre", "language": language })
                }
                _ => json!({ "type": "code" }),
            },
            // A link without a usable address stays plain text, without a word.
            "a" => {
                return Ok(get("href")
                    .filter(|href| is_link(href))
                    .map(|url| json!({ "type": "text_link", "url": url })));
            }
            _ => return Ok(None),
        }))
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let at = self.at();
        let Some(tag) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {at}"));
        };
        self.skip("</");
        let name = self.word(|char| char.is_ascii_whitespace() || char == '>').to_ascii_lowercase();
        self.rest = self.rest.trim_ascii_start();
        if !self.skip(">") {
            return Err(format!("Unclosed end tag at byte offset {at}"));
        }
        if !name.is_empty() && name != tag.name {
            let expected = tag.name;
            return Err(format!(
                "Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        let length = utf16_len(&self.text) - tag.start;
        if let Some(entity) = tag.entity {
            self.done.push((tag.start, length, entity));
        }
        Ok(())
    }

    /// Cuts white space at both ends and moves the entities with it; empty entities vanish.
    fn finish(self) -> Formatted {
        let front = utf16_len(&self.text) - utf16_len(self.text.trim_start());
        let text = self.text.trim().to_owned();
        let end = utf16_len(&text);
        let mut entities: Vec<(usize, usize, Value)> = Vec::new();
        for (start, length, mut entity) in self.done {
            let from = start.saturating_sub(front);
            let to = (start + length).saturating_sub(front).min(end);
            if from < to {
                entity["offset"] = json!(from);
                entity["length"] = json!(to - from);
                entities.push((from, to, entity));
            }
        }
        entities.sort_by_key(|(from, to, _)| (*from, std::cmp::Reverse(*to)));
        // The `pre` around a `pre` with a language is the same entity.
        entities.dedup_by(|inner, outer| {
            let same = inner.0 == outer.0 && inner.1 == outer.1 && outer.2["type"] == "pre";
            if same && inner.2.get("language").is_some() {
                std::mem::swap(inner, outer);
                return true;
            }
            same && inner.2["type"] == "pre"
        });
        Formatted { text, entities: entities.into_iter().map(|(_, _, entity)| entity).collect() }
    }
}

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "blockquote",
    "span",
    "tg-spoiler",
    "tg-emoji",
];

fn is_link(href: &str) -> bool {
    url::Url::parse(href).is_ok_and(|url| ["http", "https", "tg", "ton", "mailto", "tel"].contains(&url.scheme()))
}

fn reference(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|char| *char != '\0')
        }
    }
}
