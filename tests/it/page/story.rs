//! A visitor's whole way through the product.

use std::time::Duration;

use super::{Demo, Room, pictures};
use crate::common::Browser;

const ENGLISH: Room = Room(1001);

/// From a first look to the last: leave, come back, change the language, receive the alert of 3 November,
/// ask why, go through every page of the settings, delete everything.
#[tokio::test]
async fn a_visitor_tries_everything() {
    let Some(mut browser) = Browser::start() else { return };
    let mut demo = Demo::start(&["--from", "2025-10-31", "--to", "2025-11-04", "--paused"]).await;
    browser.resize(1280, 800, false);
    browser.open(&demo.url);
    first_look(&mut browser);
    leave_and_come_back(&mut browser);
    the_alert_comes(&mut browser);
    why(&mut browser);
    commands_by_keys(&mut browser);
    settings(&mut browser);
    photographs(&mut browser, "story");
    delete(&mut browser);
    assert_eq!(browser.complaints(), [String::new(); 0]);
    let foreign: Vec<String> = browser.asked().into_iter().filter(|url| !url.starts_with(&demo.url)).collect();
    assert_eq!(foreign.iter().filter(|url| *url != "about:blank").collect::<Vec<_>>(), [&String::new(); 0]);
    demo.process.terminate();
    assert!(demo.process.ended(Duration::from_secs(30)).await.success());
    assert!(demo.process.stdout().contains("2025-10-31 to 2025-11-04: "), "{}", demo.process.stdout());
}

/// Three readers have subscribed by themselves; the story waits.
fn first_look(browser: &mut Browser) {
    browser.until("document.querySelectorAll('.message.bot').length >= 3");
    for (chat, welcome) in [(1001, "Welcome to Tidewatch"), (1002, "歡迎使用 Tidewatch"), (1003, "欢迎使用 Tidewatch")]
    {
        browser.until(&format!("{}?.innerText.includes('{welcome}')", Room(chat).last()));
        browser.until(&format!("{}.textContent.length > 0", Room(chat).one(".message.bot .edited")));
    }
    let top = browser.text("document.querySelector('.top').innerText");
    for said in ["no token, no network", "/status", "Paused", "Fri, 31 Oct 2025", "New York"] {
        assert!(top.contains(said), "{said} is not in {top}");
    }
}

fn leave_and_come_back(browser: &mut Browser) {
    let parting = ENGLISH.ask(browser, "/stop");
    assert!(parting.contains("/start"), "{parting}");
    let welcome = ENGLISH.ask(browser, "/start");
    assert!(welcome.contains("Welcome"), "{welcome}");
    browser.click(&ENGLISH.key("繁體中文"));
    // The welcome is rewritten in place, and the button's answer is seen for a moment.
    browser.until(&format!("{}.innerText.includes('歡迎使用')", ENGLISH.last()));
    browser.until(&format!("{}?.textContent === 'edited'", ENGLISH.last() + ".querySelector('.edited')"));
    browser.until(&format!("{}.matches('.up') && {0}.textContent.length > 0", ENGLISH.one(".toast")));
}

fn the_alert_comes(browser: &mut Browser) {
    browser.look("(() => { const speed = document.getElementById('speed'); speed.value = 'max'; \
        speed.dispatchEvent(new Event('change')); })()");
    browser.click("document.getElementById('pause')");
    let alert = format!("{}.find((message) => message.innerText.includes('4.22%') && message.innerText.includes('32'))",
        ENGLISH.all(".message.bot:not(:has(.key))"));
    browser.until(&format!("!!{alert}"));
    let text = browser.text(&format!("{alert}.innerText"));
    assert!(text.contains("資金壓力：嚴重") && text.contains("08:00"), "{text}");
    // Days are told apart, and the end of the story leaves the bot awake.
    let days = browser.text(&format!("{}.map((day) => day.textContent).join()", ENGLISH.all(".day")));
    assert!(days.contains("Friday 31 October 2025") && days.contains("Monday 3 November 2025"), "{days}");
    browser.until("document.body.dataset.doing === 'ended'");
    browser.until("document.getElementById('pause').disabled");
}

fn why(browser: &mut Browser) {
    let answer = ENGLISH.ask(browser, "/why R01");
    assert!(answer.contains("R01") || answer.contains("SOFR"), "{answer}");
    assert!(answer.contains("32") && answer.contains("25"), "the figure and its level: {answer}");
}

/// The list of commands is the bot's own, and is worked by keys alone.
fn commands_by_keys(browser: &mut Browser) {
    let before = ENGLISH.count(browser);
    browser.click(&ENGLISH.one(".box"));
    browser.type_text("/ne");
    browser.until(&format!("{}.length === 1", ENGLISH.all(".choice")));
    assert!(browser.text(&ENGLISH.one(".choice").replace("querySelector", "querySelector")
        .to_string().as_str().to_owned().add_text()).starts_with("/next"));
    browser.key("ArrowUp");
    browser.key("Enter");
    browser.until(&format!("{}.length > {before}", ENGLISH.all(".message.bot")));
    browser.until(&format!("document.activeElement === {}", ENGLISH.one(".box")));
}
