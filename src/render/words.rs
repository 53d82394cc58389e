//! The words of one language: a Fluent bundle whose every gap is an error.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

use super::keys::{self, Key};
use super::{RenderError, spacing};
use crate::lang::Lang;

/// The words of one language.
pub(super) struct Words {
    pub(super) lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// What was said since the start: tests ask which messages no sample shows.
    #[cfg(test)]
    pub(super) said: std::sync::Mutex<std::collections::BTreeSet<String>>,
}

/// Values in the order in which the key names them.
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$(fluent_bundle::FluentValue::from($value)),*] };
}
pub(super) use args;

/// The text of a language's file, as built in.
pub(super) const fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../config/locales/en.ftl"),
        Lang::ZhHant => include_str!("../../config/locales/zh-Hant.ftl"),
        Lang::ZhHans => include_str!("../../config/locales/zh-Hans.ftl"),
    }
}

impl Words {
    /// Reads a language's file and tries every key with every argument that it may be given.
    pub(super) fn load(lang: Lang, source: &str) -> Result<Self, RenderError> {
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| RenderError::Locale { lang: lang.as_str(), detail: format!("{errors:?}") })?;
        let locale = lang
            .as_str()
            .parse()
            .map_err(|_| RenderError::Locale { lang: lang.as_str(), detail: "not a language tag".to_owned() })?;
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // No invisible direction marks round figures: people copy and search them.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|errors| RenderError::Locale { lang: lang.as_str(), detail: format!("{errors:?}") })?;
        let words = Self {
            lang,
            bundle,
            #[cfg(test)]
            said: std::sync::Mutex::default(),
        };
        words.check()?;
        Ok(words)
    }

    fn check(&self) -> Result<(), RenderError> {
        keys::ALL.iter().try_for_each(|(id, names)| {
            self.format(id, names.iter().map(|name| (*name, FluentValue::from(1)))).map(drop)
        })
    }

    /// A message. The type of the key says how many values it takes.
    pub(super) fn say<const N: usize>(
        &self,
        key: &Key<N>,
        values: [FluentValue<'_>; N],
    ) -> Result<String, RenderError> {
        self.remember(key.id);
        self.format(key.id, key.args.iter().copied().zip(values))
    }

    /// A message without values whose key is found at run time (`series-` and a name): `None` where
    /// nobody has worded it.
    pub(super) fn label(&self, family: &str, name: &str) -> Result<Option<String>, RenderError> {
        let id = format!("{family}-{}", name.replace('_', "-"));
        if !self.bundle.has_message(&id) {
            return Ok(None);
        }
        self.remember(&id);
        self.format(&id, []).map(Some)
    }

    #[cfg(test)]
    fn remember(&self, id: &str) {
        self.said.lock().expect("no test fails while it says something").insert(id.to_owned());
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "remembers in tests")]
    const fn remember(&self, _id: &str) {}

    fn format<'a>(
        &'a self,
        id: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> Result<String, RenderError> {
        let missing = || RenderError::MissingKey { lang: self.lang.as_str(), key: id.to_owned() };
        let message = self.bundle.get_message(id).ok_or_else(missing)?;
        let pattern = message.value().ok_or_else(missing)?;
        let mut args = FluentArgs::new();
        values.into_iter().for_each(|(name, value)| args.set(name, value));
        let mut errors: Vec<FluentError> = Vec::new();
        let text: Cow<'_, str> = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            return Ok(if self.lang == Lang::En { text.into_owned() } else { spacing::tidy(&text) });
        }
        Err(RenderError::BadMessage { lang: self.lang.as_str(), key: id.to_owned(), detail: format!("{errors:?}") })
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}
