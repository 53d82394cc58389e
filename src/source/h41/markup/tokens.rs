//! Tags, text and entities, one after another.

/// A piece of markup.
pub enum Token<'a> {
    /// Text with its entities.
    Text(&'a str),
    /// A start or end tag.
    Tag(Tag<'a>),
}

/// A tag.
pub struct Tag<'a> {
    /// The element's name.
    pub name: &'a str,
    /// Whether it ends the element.
    pub closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    fn of(inside: &'a str) -> Self {
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let (name, attributes) = inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside, ""));
        Self { name, closing, attributes }
    }

    /// Whether it stands between words: a line break or the edge of a block.
    pub fn breaks_text(&self) -> bool {
        matches!(self.name, "br" | "p" | "div" | "td" | "th" | "tr")
    }

    /// The value of a quoted attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            let (key, after) = rest.split_once('=')?;
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, following) = after.get(1..)?.split_once(quote)?;
            if key.trim() == name {
                return Some(value);
            }
            rest = following;
        }
    }

    /// Left indentation in points: a hanging indent is a margin with a negative first line.
    pub fn indent(&self) -> f64 {
        let style = self.attribute("style").unwrap_or_default();
        style.split(';').filter_map(points_to_the_left).sum()
    }
}

fn points_to_the_left(declaration: &str) -> Option<f64> {
    let (property, value) = declaration.split_once(':')?;
    if !matches!(property.trim(), "text-indent" | "margin-left" | "padding-left") {
        return None;
    }
    value.trim().strip_suffix("pt")?.parse().ok().filter(|points: &f64| points.is_finite())
}

/// Text and tags of a piece of markup; comments are skipped.
pub struct Tokens<'a>(pub &'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if let Some(comment) = self.0.strip_prefix("<!--") {
                self.0 = comment.split_once("-->").map_or("", |(_, rest)| rest);
            } else if let Some(tag) = self.0.strip_prefix('<') {
                let (inside, rest) = tag.split_once('>').unwrap_or((tag, ""));
                self.0 = rest;
                return Some(Token::Tag(Tag::of(inside)));
            } else if self.0.is_empty() {
                return None;
            } else {
                let end = self.0.find('<').unwrap_or(self.0.len());
                let (text, rest) = self.0.split_at_checked(end)?;
                self.0 = rest;
                return Some(Token::Text(text));
            }
        }
    }
}

/// Appends text with its entities decoded; what is no entity stays as it is.
pub fn push_decoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').and_then(|(name, tail)| Some((character(name)?, tail)));
        match entity {
            Some((decoded, tail)) => {
                out.push(decoded);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match entity {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "minus" => '\u{2212}',
        "ndash" => '\u{2013}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_and_stray_ampersands_stay() {
        let mut text = String::new();
        push_decoded(&mut text, "+&#xa0;8&#44;144 R&D &nbsp;&unknown; &#x110000; &");
        assert_eq!(text, "+\u{a0}8,144 R&D \u{a0}&unknown; &#x110000; &");
    }

    #[test]
    fn a_hanging_indent_is_the_margin_less_the_first_line() {
        let tag = Tag::of("p style=\"margin-left:18pt; text-indent:-9.15pt; font-size:8pt\"");
        assert!((tag.indent() - 8.85).abs() < 1e-9);
        assert!(Tag::of("p style='text-indent:NaNpt'").indent().abs() < 1e-9);
    }

    #[test]
    fn attributes_are_found_behind_others() {
        let tag = Tag::of("td rowspan=\"3\" style='width:85pt' id=\"t1h1c1\"");
        assert_eq!((tag.attribute("id"), tag.attribute("rowspan")), (Some("t1h1c1"), Some("3")));
        assert_eq!(tag.attribute("colspan"), None);
    }
}
