//! The buttons of `/admin` in every language.

use super::{renderer, told};
use crate::lang::Lang;
use crate::render::{AdminButton, Reply};

/// Labels are no HTML: Telegram shows them as they are, and cuts the notice of a press at 200 characters.
#[test]
fn labels_are_short_and_plain() {
    for lang in Lang::ALL {
        let labels =
            AdminButton::ALL.map(|button| told(renderer().reply(lang, &Reply::AdminButton(button))).into_string());
        for label in &labels {
            assert!(label.chars().count() <= 20 && !label.contains(['&', '<']), "{label}");
        }
        let different: std::collections::BTreeSet<&String> = labels.iter().collect();
        assert_eq!(different.len(), labels.len(), "{labels:?}");
    }
}
