//! Every message as a subscriber reads it. A changed snapshot is a changed message: read it.

use chrono::TimeDelta;

use super::samples::{self, answers, data, fomc, spells, weeks};
use super::{renderer, told};
use crate::alert::{Alert, Body, Lead, Manner, Severity};
use crate::board::answers::{H41Board, HistoryBoard, NextBoard};
use crate::lang::Lang;
use crate::render::{COMMANDS, Greeting, MESSAGE_LIMIT, Marks, Reply};

const SENT_BEFORE: Marks = Marks { possible_repeat: false, revision_of_sent: true };

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
        assert!(html.utf16_len() <= MESSAGE_LIMIT);
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
fn spells_of_funding_pressure() {
    check_alert("spell_three_rules", &spells::three_rules(), Marks::default());
    check_alert("spell_stress", &spells::stress(), Marks::default());
    check_alert("spell_stress_peak", &spells::stress_peak(), Marks::default());
    check_alert("spell_still", &spells::still(), Marks::default());
    check_alert("spell_hidden", &spells::hidden(false), Marks::default());
    check_alert("spell_hidden_repo", &spells::hidden_repo(), Marks::default());
    check_alert("spell_hidden_beside", &spells::hidden(true), Marks::default());
    check_alert("spell_effr", &spells::effr(), Marks::default());
    check_alert("spell_tgcr", &spells::tgcr(), Marks::default());
    check_alert("spell_cleared_together", &spells::cleared_together(), Marks::default());
    check_alert("spell_taken_back", &spells::corrected(false), SENT_BEFORE);
    check_alert("spell_lowered", &spells::corrected(true), Marks::default());
}

#[test]
fn weeks_in_which_a_rule_spoke() {
    check_alert("week_drain", &weeks::drain(), Marks::default());
    check_alert("week_treasury_cash", &weeks::treasury_cash(), Marks::default());
    check_alert("week_quarter_end", &weeks::quarter_end(), Marks::default());
    check_alert("week_gdp", &weeks::gdp(), Marks::default());
    check_alert("week_drawdown_over", &weeks::drawdown_over(), Marks::default());
    check_alert("week_corrected", &weeks::corrected(), SENT_BEFORE);
}

#[test]
fn notes() {
    check_alert("note_cut", &fomc::cut_with_note(), SENT_BEFORE);
    check_alert("note_december", &fomc::december(), Marks::default());
    check_alert("note_kept", &fomc::kept_with_note(), Marks::default());
    check_alert("note_alone", &fomc::note_alone(), Marks::default());
}

#[test]
fn meetings() {
    check_alert("meeting_tomorrow", &fomc::reminder(Lead::Day), Marks::default());
    check_alert("meeting_in_an_hour", &fomc::reminder(Lead::Hour), Marks::default());
    check_alert("meeting_minutes", &fomc::minutes(), Marks::default());
    check_alert("meeting_calendar", &fomc::calendar(), Marks::default());
    check_alert("unscheduled_cut", &fomc::unscheduled_cut(), Marks::default());
    let unscheduled = [
        (
            "unscheduled_facility",
            "Federal Reserve Board announces a new funding facility",
            "2023-03-12",
            Severity::Notable,
        ),
        ("unscheduled_note", "Implementation Note issued <today>", "2019-10-11", Severity::Critical),
        ("unscheduled_other", "Statement on Longer-Run Goals", "2025-08-22", Severity::Info),
    ];
    for (name, title, date, severity) in unscheduled {
        check_alert(name, &fomc::unscheduled(title, date, severity), Marks::default());
    }
}

#[test]
fn notices_about_the_data() {
    check_alert("data_late", &data::late(), Marks::default());
    check_alert("data_over", &data::over(), Marks::default());
    check_alert("data_disagree", &data::disagree(), Marks::default());
    for (name, alert) in data::others() {
        check_alert(&format!("data_{name}"), &alert, Marks::default());
    }
}

/// What is graver rings: the message says at its top what is new. What merely adds says nothing.
#[test]
fn manners_of_a_revision() {
    let mut graver = spells::three_rules();
    (graver.revision, graver.manner) = (2, Manner::Escalates);
    check_alert("manner_escalates", &graver, SENT_BEFORE);
    let mut technical = fomc::december();
    (technical.revision, technical.manner) = (2, Manner::Escalates);
    check_alert("manner_escalates_by_note", &technical, SENT_BEFORE);
    let renderer = renderer();
    graver.manner = Manner::Adds;
    for lang in Lang::ALL {
        let [told, new] = [SENT_BEFORE, Marks::default()].map(|marks| told(renderer.alert(lang, &graver, marks)));
        assert_eq!(told, new);
    }
}

#[test]
fn answers_to_commands() {
    check_reply("answer_fomc", &Reply::Fomc(Box::new(answers::fomc_board())));
    check_reply("answer_fomc_empty", &Reply::Fomc(Box::new(answers::fomc_empty())));
    check_reply("answer_h41", &Reply::H41(Box::new(answers::h41())));
    let empty = H41Board { week: None, next: None, ..answers::h41() };
    check_reply("answer_h41_empty", &Reply::H41(Box::new(empty)));
    check_reply("answer_repo", &Reply::Repo(Box::new(answers::repo())));
    check_reply("answer_repo_empty", &Reply::Repo(Box::new(answers::repo_empty())));
    check_reply("answer_next", &Reply::Next(Box::new(answers::coming())));
    let empty = NextBoard { events: vec![], blackout: None, ..answers::coming() };
    check_reply("answer_next_empty", &Reply::Next(Box::new(empty)));
    check_reply("answer_history", &Reply::History(Box::new(answers::history())));
    let empty = HistoryBoard { lines: vec![], ..answers::history() };
    check_reply("answer_history_empty", &Reply::History(Box::new(empty)));
    check_reply("answer_why", &Reply::Why(Some(Box::new(answers::why()))));
    check_reply("answer_why_week", &Reply::Why(Some(Box::new(answers::why_week()))));
    check_reply("answer_why_decision", &Reply::Why(Some(Box::new(answers::why_decision()))));
    check_reply("answer_why_nothing", &Reply::Why(None));
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
    check_reply("status_many_rules", &Reply::Status(Box::new(answers::many_rules())));
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
        ("nearest_command", Reply::NearestCommand("status")),
        ("too_many", Reply::TooMany),
        ("for_administrators", Reply::ForAdministrators),
        ("choose_language", Reply::ChooseLanguage),
        ("privacy", Reply::Privacy { answers: TimeDelta::hours(48), messages: TimeDelta::days(90) }),
        ("delete_ask", Reply::DeleteAsk),
        ("delete_yes", Reply::DeleteYes),
        ("delete_no", Reply::DeleteNo),
        ("deleted", Reply::Deleted { answers: TimeDelta::hours(48) }),
        ("delete_done", Reply::DeleteDone),
        ("delete_kept", Reply::DeleteKept),
        ("delete_nothing", Reply::DeleteNothing),
        ("mydata", Reply::PersonalData(Box::new(samples::personal::full()))),
        ("mydata_none", Reply::PersonalData(Box::new(samples::personal::nothing()))),
    ] {
        check_reply(name, &reply);
    }
}

#[test]
fn the_answer_to_a_button_is_short() {
    let renderer = renderer();
    for lang in Lang::ALL {
        for notice in
            [Reply::ButtonExpired, Reply::TooMany, Reply::ForAdministrators, Reply::DeleteDone, Reply::DeleteKept]
        {
            let html = told(renderer.reply(lang, &notice));
            assert!(html.utf16_len() <= 200 && html.as_str() == html.plain(), "{html:?}");
        }
    }
}

#[test]
fn a_test_says_how_alerts_come() {
    for (name, ringing) in samples::personal::ringing() {
        check_alert(&format!("test_{name}"), &samples::personal::test(ringing), Marks::default());
    }
}

#[test]
fn what_telegram_shows_of_the_bot_fits() {
    for lang in Lang::ALL {
        for (short, most) in [(false, 512), (true, 120)] {
            let text = renderer().description(lang, short).expect("a text");
            assert!((1..=most).contains(&text.encode_utf16().count()), "{text}");
        }
        assert!(!told(renderer().topic_gone(lang)).is_empty());
    }
}

/// Nothing that is published can make a message too long; were it so, the end of it would be told.
#[test]
fn an_alert_too_long_for_one_message_ends_with_where_the_rest_is() {
    let mut alert = samples::weekly_up();
    let Body::Weekly(report) = &mut alert.body else { panic!("not a weekly message") };
    report.levels = report.levels.iter().cycle().take(200).cloned().collect();
    for lang in Lang::ALL {
        let html = told(renderer().alert(lang, &alert, Marks { possible_repeat: true, revision_of_sent: false }));
        assert!(html.utf16_len() <= MESSAGE_LIMIT, "{}", html.utf16_len());
        let text = html.plain();
        let last: Vec<&str> = text.lines().rev().take(3).collect();
        assert!(last[2].contains("/why"), "{last:?}");
        assert_eq!(crate::render::html::tests::fault(html.as_str()), None);
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
