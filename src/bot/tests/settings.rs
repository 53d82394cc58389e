//! The settings menu, page by page, against the strict stand-in.

use std::fmt::Write as _;

use rstest::rstest;
use serde_json::Value;

use super::town::{ANNA, BEN, CHANNEL, FORUM, GROUP, Town, data_of, methods, notice};
use crate::alert::Category;
use crate::lang::Lang;
use crate::sim::telegram::MessageView;
use crate::store::subscriber::{QuietHours, Standing, Subscriber};

const PAGES: [&str; 9] = ["main", "lang", "take", "rank", "sound", "quiet", "from", "to", "zone"];

/// A town in which a chat is subscribed and its menu is open.
async fn opened(chat: i64) -> Town {
    let mut town = Town::build().await;
    for text in ["/start", "/settings"] {
        if chat == CHANNEL {
            town.sim.channel_posts(chat, text, None).unwrap();
            town.go().await;
        } else {
            town.says(chat, ANNA, text).await;
        }
    }
    town
}

/// From every page every button is pressed, and the message stays the same one.
#[rstest]
#[case::private(ANNA)]
#[case::supergroup(GROUP)]
#[case::forum(FORUM)]
#[case::channel(CHANNEL)]
#[tokio::test]
async fn every_page_and_button_works_in_one_message(#[case] chat: i64) {
    let mut town = opened(chat).await;
    let menu = town.last(chat).id;
    let mut pressed = 0;
    for page in PAGES.map(|page| format!("s:1:page:{page}")) {
        let said = town.forges(chat, ANNA, menu, &page).await;
        assert_eq!(said.last().unwrap().method, "editMessageText", "{page}");
        for data in data_of(&town.last(chat)).into_iter().filter(|data| *data != "s:1:done:") {
            town.forges(chat, ANNA, menu, &page).await;
            let said = town.presses(chat, ANNA, &data).await;
            let known = ["getChatMember", "answerCallbackQuery", "editMessageText", "setMyCommands"];
            assert!(methods(&said).iter().all(|method| known.contains(method)), "{data}: {said:?}");
            assert_eq!(town.last(chat).id, menu, "edited in place");
            pressed += 1;
        }
    }
    assert_eq!(pressed, 7 + 4 + 9 + 4 + 3 + 9 + 25 + 25 + 13);
    let said = town.presses(chat, ANNA, "s:1:done:").await;
    assert_eq!(said.last().unwrap().method, "editMessageText");
    assert_eq!((town.last(chat).reply_markup, town.last(chat).id), (None, menu));
    assert_eq!(town.subscriber(chat).await.unwrap().menu, "");
}

/// Text and buttons of a message, as a phone shows them.
fn drawn(message: &MessageView) -> String {
    let mut drawn = message.html.clone();
    let rows = message.reply_markup.as_ref().map(|markup| markup["inline_keyboard"].clone()).unwrap_or_default();
    for row in rows.as_array().into_iter().flatten().filter_map(Value::as_array) {
        let texts: Vec<&str> = row.iter().filter_map(|button| button["text"].as_str()).collect();
        write!(drawn, "\n[ {} ]", texts.join(" | ")).unwrap();
    }
    drawn
}

/// Every page in every language. A changed snapshot is a changed menu: read it.
#[tokio::test]
async fn pages_read_as_they_should() {
    for lang in Lang::ALL {
        let mut town = opened(GROUP).await;
        let menu = town.last(GROUP).id;
        let settings = ["take:crypto:0", "take:operations:0", "rank:2", "quiet:1380-420", "critical:1"];
        for data in settings.map(str::to_owned).into_iter().chain([format!("lang:{}", lang.as_str())]) {
            town.forges(GROUP, ANNA, menu, &format!("s:1:{data}")).await;
        }
        let mut pages = String::new();
        for page in PAGES {
            town.forges(GROUP, ANNA, menu, &format!("s:1:page:{page}")).await;
            write!(pages, "== {page}\n{}\n\n", drawn(&town.last(GROUP))).unwrap();
        }
        town.presses(GROUP, ANNA, "s:1:done:").await;
        write!(pages, "== closed\n{}\n", drawn(&town.last(GROUP))).unwrap();
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("menu.{}", lang.as_str()), pages);
        });
    }
}

type Look = fn(&Subscriber) -> bool;

#[rstest]
#[case("take:funding:0", "Not taken: Funding pressure", |s: &Subscriber| s.takes == 255 - Category::Funding.bit())]
#[case("take:crypto:0", "Not taken: Crypto context (no alerts yet)", |s: &Subscriber| s.takes == 127)]
#[case("take:fomc:1", "Taken: FOMC", |s: &Subscriber| s.takes == 255)]
#[case("rank:2", "Severity: notable and critical", |s: &Subscriber| s.min_rank == 2)]
#[case("rank:3", "Severity: critical only", |s: &Subscriber| s.min_rank == 3)]
#[case("silent:1", "Sound: off, critical alerts too", |s: &Subscriber| s.sound.silent)]
#[case("quiet:1380-420", "Quiet hours: 23:00–07:00", |s: &Subscriber| s.sound.quiet == QuietHours::new(1380, 420))]
#[case("quiet:0-0", "Quiet hours: the whole day", |s: &Subscriber| s.sound.quiet == QuietHours::new(0, 0))]
#[case("quiet:none", "Quiet hours: none", |s: &Subscriber| s.sound.quiet.is_none())]
#[case("critical:1", "Critical alerts ring in quiet hours.", |s: &Subscriber| s.sound.critical_rings)]
#[case("zone:Asia/Tokyo", "Time zone: Tokyo, now 21:00", |s: &Subscriber| s.sound.zone == chrono_tz::Asia::Tokyo)]
#[case("on:0", "Stopped: no more alerts. /start brings them back.", |s: &Subscriber| s.standing == Standing::Stopped)]
#[case("on:1", "Alerts: on", |s: &Subscriber| s.standing == Standing::Active)]
#[case("lang:zh-Hans", "语言：简体中文。", |s: &Subscriber| s.lang == Lang::ZhHans)]
#[tokio::test]
async fn a_press_changes_one_setting_and_says_so(#[case] data: &str, #[case] said: &str, #[case] holds: Look) {
    let mut town = opened(ANNA).await;
    let (menu, before) = (town.last(ANNA).id, town.subscriber(ANNA).await.unwrap());
    for time in ["once", "twice"] {
        let answers = town.forges(ANNA, ANNA, menu, &format!("s:1:{data}")).await;
        assert_eq!(notice(&answers), said, "{time}");
        let after = town.subscriber(ANNA).await.unwrap();
        assert!(holds(&after), "{time}: {after:?}");
        assert_eq!((after.id, after.chat, after.created_at, &after.menu), (1, ANNA, before.created_at, &before.menu));
    }
}

#[tokio::test]
async fn opening_it_again_takes_the_buttons_off_the_earlier_one() {
    let mut town = opened(ANNA).await;
    let old = town.last(ANNA).id;
    let said = town.says(ANNA, ANNA, "/settings").await;
    assert_eq!(methods(&said), ["editMessageReplyMarkup", "sendMessage"]);
    let messages = town.messages(ANNA);
    assert_eq!(messages.iter().find(|message| message.id == old).unwrap().reply_markup, None);

    let said = town.forges(ANNA, ANNA, old, "s:1:rank:3").await;
    assert_eq!(methods(&said), ["answerCallbackQuery", "editMessageReplyMarkup"]);
    assert_eq!(notice(&said), "This button is too old. Send the command again.");
    assert_eq!(town.subscriber(ANNA).await.unwrap().min_rank, 1);
    assert!(town.last(ANNA).reply_markup.is_some(), "the new one is alive");
    // The zones are a menu too.
    let said = town.says(ANNA, ANNA, "/timezone").await;
    assert_eq!(methods(&said), ["editMessageReplyMarkup", "sendMessage"]);
    assert!(town.last(ANNA).text.starts_with("Settings\nTime zone: New York, now 08:00"));
}

#[rstest]
#[case::another_subscriber("s:2:rank:3")]
#[case::nobody("s:99:rank:3")]
#[case::no_such_page("s:1:page:gold")]
#[case::no_such_value("s:1:rank:7")]
#[case::garbage("s:1:rank")]
#[case::sql("s:1:zone:'; DROP TABLE subscriber; --")]
#[tokio::test]
async fn a_dead_button_is_answered_and_a_living_menu_survives_it(#[case] data: &str) {
    let mut town = opened(ANNA).await;
    let (menu, before) = (town.last(ANNA).id, town.subscriber(ANNA).await);
    let welcome = town.messages(ANNA)[0].id;
    let said = town.forges(ANNA, ANNA, welcome, data).await;
    assert_eq!(methods(&said), ["answerCallbackQuery", "editMessageReplyMarkup"], "below a message that is no menu");
    town.forges(ANNA, ANNA, menu, data).await;
    assert_eq!(town.subscriber(ANNA).await, before);
}

#[tokio::test]
async fn a_menu_of_a_deleted_subscriber_is_dead() {
    let mut town = opened(ANNA).await;
    let menu = town.last(ANNA).id;
    let mut tx = town.store.begin().await.unwrap();
    crate::store::subscriber::delete(&mut tx, ANNA).await.unwrap();
    tx.commit().await.unwrap();
    let said = town.forges(ANNA, ANNA, menu, "s:1:rank:3").await;
    assert_eq!(methods(&said), ["answerCallbackQuery", "editMessageReplyMarkup"]);
    assert_eq!(town.last(ANNA).reply_markup, None);
    // A newcomer's number is never that of somebody before.
    town.says(ANNA, ANNA, "/start").await;
    assert_eq!(town.subscriber(ANNA).await.unwrap().id, 2);
    assert_eq!(
        notice(&town.forges(ANNA, ANNA, menu, "s:1:rank:3").await),
        "This button is too old. Send the command again."
    );
}

#[tokio::test]
async fn two_people_at_once_leave_what_the_last_press_says() {
    let mut town = opened(GROUP).await;
    town.sim.set_member(GROUP, BEN, "administrator").unwrap();
    let menu = town.last(GROUP).id;
    for (user, data) in [(ANNA, "take:h41:0"), (BEN, "take:h41:0"), (BEN, "take:fomc:0"), (ANNA, "take:fomc:1")] {
        town.sim.member_presses_stale(GROUP, user, menu, &format!("s:1:{data}")).unwrap();
    }
    let said = town.go().await;
    let count = |method: &str| said.iter().filter(|entry| entry.method == method).count();
    assert_eq!((count("getChatMember"), count("answerCallbackQuery")), (4, 4), "each press is checked and answered");
    assert_eq!(count("editMessageText"), 1, "the last edit shows it all: those before it were not sent");
    assert_eq!(town.subscriber(GROUP).await.unwrap().takes, 255 - Category::H41.bit());
    assert!(town.last(GROUP).text.contains("Kinds: FOMC, Funding pressure"), "{}", town.last(GROUP).text);
}

#[tokio::test]
async fn a_press_after_done_does_not_bring_the_menu_back() {
    let mut town = opened(GROUP).await;
    let menu = town.last(GROUP).id;
    town.presses(GROUP, ANNA, "s:1:done:").await;
    let said = town.forges(GROUP, ANNA, menu, "s:1:rank:3").await;
    assert_eq!(notice(&said), "This button is too old. Send the command again.");
    assert_eq!((town.subscriber(GROUP).await.unwrap().min_rank, town.last(GROUP).reply_markup), (1, None));
}

#[tokio::test]
async fn who_has_no_settings_is_told_how_to_get_them() {
    let mut town = Town::build().await;
    for text in ["/settings", "/timezone", "/timezone Asia/Tokyo"] {
        town.says(ANNA, ANNA, text).await;
        assert_eq!(town.last(ANNA).text, "No settings here yet: /start subscribes first.");
    }
    // Who has stopped still has them, and can start again from there.
    for text in ["/start", "/stop", "/settings"] {
        town.says(ANNA, ANNA, text).await;
    }
    assert!(town.last(ANNA).text.contains("Alerts: stopped"));
    town.presses(ANNA, ANNA, "s:1:on:1").await;
    assert_eq!(town.subscriber(ANNA).await.unwrap().standing, Standing::Active);
}

#[rstest]
#[case("Europe/Vienna", "Time zone: Europe/Vienna, now 13:00")]
#[case("new york", "Time zone: New York, now 08:00")]
#[case("Europe/Viena", "No such time zone: Europe/Viena\nPerhaps: Europe/Vienna")]
#[case("<b>&{ $x }</b>", "No such time zone: <b>&{ $x }</b>\nZones are named")]
#[case("'; DROP TABLE subscriber; --", "No such time zone: '; DROP TABLE subscriber; --\nZones")]
#[case("مرحبا 🙂", "No such time zone: مرحبا 🙂\nZones")]
#[tokio::test]
async fn a_time_zone_is_set_by_name_or_guessed_at(#[case] typed: &str, #[case] answer: &str) {
    let mut town = Town::build().await;
    town.says(ANNA, ANNA, "/start").await;
    town.says(ANNA, ANNA, &format!("/timezone {typed}")).await;
    assert!(town.last(ANNA).text.starts_with(answer), "{}", town.last(ANNA).text);
}

/// Whatever stands behind a command, the answer is short and Telegram takes it.
#[rstest]
#[case::huge("/timezone ", "字")]
#[case::huge_start("/start ", "s")]
#[case::huge_settings("/settings ", "🙂")]
#[case::huge_stop("/stop ", "<b>")]
#[case::huge_why("/why ", "&")]
#[tokio::test]
async fn huge_arguments_do_no_harm(#[case] command: &str, #[case] piece: &str) {
    let mut town = Town::build().await;
    town.says(ANNA, ANNA, "/start").await;
    let room = 4096 - command.len();
    let text = format!("{command}{}", piece.repeat(room / piece.encode_utf16().count()));
    let said = town.says(ANNA, ANNA, &text).await;
    assert!(said.iter().all(|entry| entry.accepted));
    assert!(town.last(ANNA).text.chars().count() < 500);
}

/// The welcome's own buttons stay what they were.
#[tokio::test]
async fn language_buttons_below_the_welcome_work_beside_a_menu() {
    let mut town = opened(ANNA).await;
    let menu = town.last(ANNA).id;
    let said = town.presses(ANNA, ANNA, "lang:zh-Hant").await;
    assert_eq!(methods(&said), ["answerCallbackQuery", "setMyCommands", "editMessageText"]);
    assert_eq!(town.subscriber(ANNA).await.unwrap().lang, Lang::ZhHant);
    let said = town.forges(ANNA, ANNA, menu, "s:1:rank:2").await;
    assert_eq!(notice(&said), "程度：留意與嚴重");
}
