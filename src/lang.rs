//! The languages that Tidewatch speaks.

use serde::{Deserialize, Serialize};

/// A reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Chinese in traditional characters, Taiwan's terms.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// Chinese in simplified characters, the mainland's terms.
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

impl Lang {
    /// All languages, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::En, Self::ZhHant, Self::ZhHans];

    /// The spelling in the database and in the transcript.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
        }
    }

    /// The inverse of [`Lang::as_str`].
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str().eq_ignore_ascii_case(tag))
    }

    /// A guess from Telegram's `language_code` (an IETF tag of the reader's app): a hint only.
    #[must_use]
    pub fn guess(code: Option<&str>) -> Self {
        let code = code.unwrap_or_default().to_ascii_lowercase();
        let mut parts = code.split(['-', '_']);
        if parts.next() != Some("zh") {
            return Self::En;
        }
        let rest: Vec<&str> = parts.collect();
        if rest.contains(&"hans") {
            return Self::ZhHans;
        }
        if rest.iter().any(|part| ["hant", "tw", "hk", "mo"].contains(part)) { Self::ZhHant } else { Self::ZhHans }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_follow_script_then_region() {
        for (code, lang) in [
            ("zh-hant", Lang::ZhHant),
            ("zh-TW", Lang::ZhHant),
            ("zh_HK", Lang::ZhHant),
            ("zh-Hans-HK", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("de", Lang::En),
        ] {
            assert_eq!(Lang::guess(Some(code)), lang, "{code}");
        }
        assert_eq!(Lang::guess(None), Lang::En);
    }
}
