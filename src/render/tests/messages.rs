//! What holds for every message. How each reads is in docs/messages.md: a changed line there is a
//! changed message.

use std::collections::BTreeSet;

use super::told;
use crate::alert::{Alert, Body, Doubt, Edge, Finding, Manner, MeetingNews, Severity, WeekTag};
use crate::lang::Lang;
use crate::render::samples::{self, Said, Sample, spells};
use crate::render::{COMMANDS, Html, MESSAGE_LIMIT, Marks, Renderer, Reply, keys};

fn all() -> Vec<Sample> {
    samples::all().into_iter().flat_map(|(_, samples)| samples).collect()
}

fn alerts(samples: &[Sample]) -> Vec<&Alert> {
    samples.iter().filter_map(alert_of).collect()
}

fn alert_of(sample: &Sample) -> Option<&Alert> {
    if let Said::Alert(alert, _) = &sample.said { Some(alert) } else { None }
}

/// Valid for Telegram and no longer than a reader bears.
#[test]
fn every_message_comes_out_in_every_language() {
    for sample in all() {
        let most = match &sample.said {
            Said::Alert(..) => 1500,
            Said::Reply(_) => MESSAGE_LIMIT,
            // The longest of them is the bot's description.
            Said::Words(_) => 512,
        };
        for lang in Lang::ALL {
            let html = told(sample.html(super::renderer(), lang));
            assert!((1..=most).contains(&html.utf16_len()), "{}: {} units", sample.when, html.utf16_len());
        }
    }
}

#[test]
fn no_two_samples_have_the_same_name() {
    let mut seen = BTreeSet::new();
    for sample in all() {
        assert!(seen.insert(sample.when), "{} twice", sample.when);
    }
}

/// A text that no sample shows is a text that nobody reads before it is sent.
#[test]
fn every_text_is_shown_by_a_sample() {
    let renderer = Renderer::new().expect("every language is complete");
    for sample in all() {
        for lang in Lang::ALL {
            told(sample.html(&renderer, lang));
        }
    }
    let said = Lang::ALL.map(|lang| renderer.words(lang).said.lock().expect("nobody panics").clone());
    let unsaid: Vec<_> =
        keys::ALL.iter().map(|(id, _)| *id).filter(|id| !said.iter().any(|said| said.contains(*id))).collect();
    assert!(unsaid.is_empty(), "in no sample: {unsaid:?}");
}

/// The names of all variants, and the name of a value's own: the match is exhaustive, so that a new
/// variant is named here before anything compiles.
macro_rules! variants {
    ($name:ident, $type:ident: $($variant:ident)*) => {
        fn $name(value: &$type) -> (&'static str, &'static [&'static str]) {
            let own = match value { $($type::$variant { .. } => stringify!($variant),)* };
            (own, &[$(stringify!($variant)),*])
        }
    };
}
variants!(body, Body: Funding Weekly Decision NotParsed Note Reminder Minutes Meeting Unscheduled Quality Test);
variants!(doubt, Doubt: Late Unreachable Rejected UnknownLine BadRow Disagrees);
variants!(edge, Edge: Raised NewPeak Cleared FollowUp Hidden);
variants!(news, MeetingNews: Moved Cancelled Added);
variants!(tag, WeekTag: TreasuryCash Mixed SameWeek QuarterEnd);
variants!(
    reply,
    Reply: Welcome LanguageChosen AlreadySubscribed Stopped NotSubscribed Help Status Fomc H41 Repo Tga Bills Next History Why
    NoSuchRule UnknownCommand NearestCommand NearestCommands TooMany ChooseLanguage Privacy PersonalData DeleteAsk
    DeleteYes DeleteNo Admin AdminButton Menu Notice Deleted DeleteDone DeleteKept DeleteNothing NotUnderstood Apology ButtonExpired
);

#[track_caller]
fn assert_all_shown(shown: impl IntoIterator<Item = (&'static str, &'static [&'static str])>) {
    let (own, all): (BTreeSet<_>, Vec<_>) = shown.into_iter().unzip();
    let missing: Vec<_> = all.first().expect("a sample").iter().filter(|name| !own.contains(*name)).collect();
    assert!(missing.is_empty(), "no sample of {missing:?}");
}

#[test]
fn every_kind_of_message_has_a_sample() {
    let samples = all();
    let alerts = alerts(&samples);
    assert_all_shown(alerts.iter().map(|alert| body(&alert.body)));
    let replies =
        samples.iter().filter_map(|sample| if let Said::Reply(reply) = &sample.said { Some(reply) } else { None });
    assert_all_shown(replies.map(|said| reply(said)));
    let findings = alerts.iter().flat_map(|alert| -> &[Finding] {
        match &alert.body {
            Body::Funding(report) => &report.findings,
            Body::Weekly(report) => &report.findings,
            _ => &[],
        }
    });
    assert_all_shown(findings.map(|finding| edge(&finding.edge)));
    assert_all_shown(alerts.iter().filter_map(|alert| match &alert.body {
        Body::Quality(report) => Some(doubt(&report.doubt)),
        _ => None,
    }));
    let meetings =
        alerts.iter().filter_map(|alert| if let Body::Meeting(report) = &alert.body { Some(report) } else { None });
    assert_all_shown(meetings.flat_map(|report| &report.news).map(news));
    let weeks =
        alerts.iter().filter_map(|alert| if let Body::Weekly(report) = &alert.body { Some(report) } else { None });
    assert_all_shown(weeks.flat_map(|report| &report.tags).map(tag));
}

/// What is graver rings: the message says at its top what is new. What merely adds says nothing.
#[test]
fn what_merely_adds_says_nothing_of_it() {
    let adds = Alert { revision: 2, manner: Manner::Adds, ..spells::three_rules() };
    for lang in Lang::ALL {
        let before = Marks { revision_of_sent: true, ..Marks::default() };
        let [told, new] = [before, Marks::default()].map(|marks| told(super::renderer().alert(lang, &adds, marks)));
        assert_eq!(told, new);
    }
}

/// Telegram cuts the answer to a button at 200 characters.
#[test]
fn answers_to_buttons_are_short_and_plain() {
    for lang in Lang::ALL {
        for reply in [Reply::ButtonExpired, Reply::LanguageChosen, Reply::Apology] {
            let html = told(super::renderer().reply(lang, &reply));
            assert!(html.utf16_len() <= 200 && html.plain() == html.as_str(), "{}", html.as_str());
        }
    }
}

#[test]
fn commands_are_described_and_no_others() {
    for lang in Lang::ALL {
        for name in COMMANDS {
            let text = super::renderer().command(lang, name).expect("a description");
            assert!((1..=256).contains(&text.chars().count()), "{text}");
        }
        assert!(super::renderer().command(lang, "nothing").is_err());
    }
}

#[test]
fn a_sign_marks_the_severity() {
    for (severity, sign) in [(Severity::Critical, "🔴"), (Severity::Normal, "✅"), (Severity::Notable, "🟠")] {
        let samples = all();
        let alert = *alerts(&samples).iter().find(|alert| alert.severity() == severity).expect("a sample");
        let html: Html = told(super::renderer().alert(Lang::En, alert, Marks::default()));
        assert!(html.as_str().starts_with(sign), "{}", html.as_str());
    }
}
