//! Every message as a subscriber reads it. A changed snapshot is a changed message: read it.

use super::samples;
use super::{renderer, told};
use crate::alert::Alert;
use crate::lang::Lang;
use crate::render::{COMMANDS, Greeting, Marks, Reply};

fn check_alert(name: &str, alert: &Alert, marks: Marks) {
    let renderer = renderer();
    for lang in Lang::ALL {
        let html = told(renderer.alert(lang, alert, marks));
        assert!(html.utf16_len() < 1500, "{} units", html.utf16_len());
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}.{}", lang.as_str()), html.as_str());
        });
    }
}

fn check_reply(name: &str, reply: &Reply) {
    let renderer = renderer();
    for lang in Lang::ALL {
        let html = told(renderer.reply(lang, reply));
        assert!(html.utf16_len() <= crate::render::MESSAGE_LIMIT);
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}.{}", lang.as_str()), html.as_str());
        });
    }
}

#[test]
fn funding_pressure() {
    check_alert("funding_repo_critical", &samples::repo_critical(), Marks::default());
    check_alert("funding_sofr_critical", &samples::sofr_critical(), Marks::default());
    check_alert("funding_new_peak_late", &samples::new_peak_late(), Marks::default());
    check_alert("funding_two_days_running", &samples::two_days_running(), Marks::default());
    check_alert("funding_cleared", &samples::cleared(), Marks::default());
}

#[test]
fn the_weekly_balance_sheet() {
    check_alert("weekly_up", &samples::weekly_up(), Marks::default());
    check_alert("weekly_down", &samples::weekly_down(), Marks::default());
    check_alert("weekly_first", &samples::weekly_first(), Marks::default());
}

#[test]
fn decisions() {
    check_alert("decision_cut", &samples::cut(), Marks::default());
    check_alert("decision_kept", &samples::kept(), Marks::default());
    check_alert("decision_raised_without_past", &samples::raised_without_past(), Marks::default());
    check_alert("decision_not_parsed", &samples::not_parsed(), Marks::default());
}

#[test]
fn marks_of_a_delivery() {
    let mut alert = samples::sofr_critical();
    alert.revision = 2;
    check_alert("marks", &alert, Marks { possible_repeat: true, revision_of_sent: true });
}

#[test]
fn the_board() {
    check_reply("status", &Reply::Status(Box::new(samples::board())));
    check_reply("status_on_a_bad_day", &Reply::Status(Box::new(samples::empty_board())));
}

#[test]
fn replies() {
    check_reply("welcome_fresh", &Reply::Welcome(Greeting::New));
    check_reply("welcome_settled", &Reply::Welcome(Greeting::Settled));
    check_reply("welcome_back", &Reply::Welcome(Greeting::Back));
    check_reply("help", &Reply::Help);
    for (name, reply) in [
        ("language_chosen", Reply::LanguageChosen),
        ("already_subscribed", Reply::AlreadySubscribed),
        ("stopped", Reply::Stopped),
        ("not_subscribed", Reply::NotSubscribed),
        ("unknown_command", Reply::UnknownCommand),
        ("not_understood", Reply::NotUnderstood),
        ("no_such_rule", Reply::NoSuchRule(vec!["R01".to_owned(), "R05".to_owned()])),
        ("apology", Reply::Apology),
        ("button_expired", Reply::ButtonExpired),
    ] {
        check_reply(name, &reply);
    }
}

#[test]
fn the_answer_to_a_button_is_short() {
    let renderer = renderer();
    for lang in Lang::ALL {
        assert!(told(renderer.reply(lang, &Reply::ButtonExpired)).utf16_len() <= 200);
    }
}

#[test]
fn commands_are_described_and_no_others() {
    let renderer = renderer();
    for lang in Lang::ALL {
        for name in COMMANDS {
            let text = renderer.command(lang, name).expect("a description");
            assert!((1..=256).contains(&text.chars().count()), "{text}");
        }
        assert!(renderer.command(lang, "admin").is_err());
    }
}
