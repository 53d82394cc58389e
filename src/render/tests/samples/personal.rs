//! What is kept of a chat, and tests.

use super::{alert, at};
use crate::alert::{Alert, Body, Category, Ringing, Severity, TestReport};
use crate::lang::Lang;
use crate::render::{Counts, PersonalData, SettingsKept};

/// A group with every setting set.
pub(in crate::render::tests) fn full() -> PersonalData {
    let settings = SettingsKept {
        id: 12,
        lang: Lang::ZhHant,
        state: "suspended",
        reason: "kicked".to_owned(),
        since: at("2025-10-27", 8, 0),
        changed: at("2025-11-03", 9, 30),
        takes: vec![Category::Fomc, Category::Funding],
        from: Severity::Notable,
        silent: false,
        quiet: Some((1380, 425)),
        critical_rings: true,
        zone: "Asia/Taipei",
        thread: 5,
        menu: "reply/812/0".to_owned(),
    };
    let paused_until = Some(at("2025-11-03", 10, 1));
    PersonalData {
        now: at("2025-11-03", 10, 0),
        chat: -1_001_234_567_890,
        kind: "supergroup",
        settings: Some(Box::new(settings)),
        counts: Counts { alerts: 31, replies: 4, handled: 5, waiting: 1, paused_until },
    }
}

/// Somebody who looks only.
pub(in crate::render::tests) fn nothing() -> PersonalData {
    PersonalData { chat: 42, kind: "private", settings: None, counts: Counts::default(), ..full() }
}

/// How alerts may come.
pub(in crate::render::tests) fn ringing() -> [(&'static str, Ringing); 4] {
    let quiet = |critical_rings| Ringing::Quiet { from: 1380, to: 425, zone: "Asia/Taipei".to_owned(), critical_rings };
    [("rings", Ringing::Rings), ("silent", Ringing::Silent), ("quiet", quiet(false)), ("quiet_critical", quiet(true))]
}

pub(in crate::render::tests) fn test(ringing: Ringing) -> Alert {
    let asked_at = at("2025-11-03", 10, 0);
    let report = TestReport { asked_at, until: at("2025-11-03", 11, 0), ringing };
    alert("test/812", asked_at, Body::Test(report), vec![])
}
