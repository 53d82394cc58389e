//! Many messages must not make the page stutter.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tidewatch::clock::{Clock, Pace};
use tidewatch::sim::page::{Page, Reader, Remote, Served};
use tidewatch::sim::telegram::{Limits, TelegramSim, TelegramSimConfig};
use tokio_util::sync::CancellationToken;

use super::{Room, pictures};
use crate::common::{Browser, pass};

const CHATS: [(i64, &str); 3] = [(1, "en"), (2, "zh-Hant"), (3, "zh-Hans")];
/// Messages of a chat.
const MANY: usize = 500;
/// Ten a second in each chat is ten times what Telegram lets a bot do.
const BETWEEN: std::time::Duration = std::time::Duration::from_millis(90);
/// What three messages at once may cost, in milliseconds of the page's own thread: a third of a pause that
/// is felt (200). 37 were seen on two cores that others used as well.
const WORK: f64 = 66.0;
/// What a page with 1,500 messages may cost to open, in slices of 40.
const WORK_AT_ONCE: f64 = 6000.0;

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_messages_a_chat_are_drawn_without_a_pause_that_is_felt() {
    let Some(mut browser) = Browser::start() else { return };
    let start: DateTime<Utc> = "2025-10-31T12:00:00Z".parse().expect("an instant");
    let (clock, player) = Clock::played(start);
    let unlimited = TelegramSimConfig { limits: Limits::NONE, ..TelegramSimConfig::default() };
    let telegram = TelegramSim::new(unlimited, clock.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let send = format!("http://{}/bot1:any/sendMessage", listener.local_addr().expect("bound"));
    let api = tokio::spawn(axum::serve(listener, telegram.router()).into_future());
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    for (chat, _) in CHATS {
        telegram.private_chat(chat, "Reader", None);
    }
    let remote = Remote::new((clock, player), (start, start + TimeDelta::days(1)), Pace::Times(3600), None);
    let readers = CHATS.map(|(chat, lang)| Reader { chat, name: "Reader", lang });
    let page = Arc::new(Page::new(Arc::clone(&telegram), remote, readers.to_vec()));
    let served = Served::bind(&page, 0).await.expect("a port");
    let (url, stop) = (served.url(), CancellationToken::new());
    let serving = tokio::spawn(served.serve(stop.clone()));

    browser.resize(1280, 800, false);
    browser.open(&url);
    browser.until("document.querySelectorAll('.chat').length === 3");
    watch_for_pauses(&mut browser);
    let before = browser.worked();
    let key = json!({ "inline_keyboard": [[{ "text": "why", "callback_data": "why" }]] });
    for number in 1..=MANY {
        for (chat, _) in CHATS {
            let message = json!({ "chat_id": chat, "text": text(number), "parse_mode": "HTML", "reply_markup": key });
            let sent = http.post(&send).json(&message).send().await.expect("an answer");
            assert!(sent.status().is_success(), "{}", sent.text().await.expect("a text"));
        }
        pass(BETWEEN).await;
    }
    drawn(&mut browser);
    let worked = (browser.worked() - before) / MANY as f64 * 1000.0;
    eprintln!("{worked:.1} ms of work for a message in each of three chats; {}", pauses(&mut browser));
    assert!(worked < WORK, "{worked} ms for three messages");
    let bottom = "(() => { const list = document.querySelector('.chat .scroll');
        return list.scrollHeight - list.scrollTop - list.clientHeight; })()";
    let bottom = browser.look(bottom).as_f64().expect("a number");
    assert!(bottom < 2.0, "it stays at the newest message: {bottom} pixels are below");
    browser.photograph(&pictures().join("flood.png"));

    // All of them at once: a page that is opened late.
    browser.open(&url);
    watch_for_pauses(&mut browser);
    drawn(&mut browser);
    let worked = browser.worked() * 1000.0;
    eprintln!("{worked:.1} ms of work to draw all of them at once; {}", pauses(&mut browser));
    assert!(worked < WORK_AT_ONCE, "{worked} ms for a late look");
    assert_eq!(browser.complaints(), [""; 0]);
    api.abort();
    stop.cancel();
    serving.await.expect("no panic").expect("served");
}

/// As an alert is built.
fn text(number: usize) -> String {
    let line = "\n• <i>SOFR</i>, of Thu 30 Oct: 4.04 %, <u>14 bp</u> above IORB; 附買回利率高於準備金利率";
    format!(
        "<b>Message {number}</b>{}\n<blockquote>/status everything</blockquote>\n<pre>{number:>12}</pre>",
        line.repeat(5)
    )
}

fn drawn(browser: &mut Browser) {
    browser.until("document.querySelectorAll('.chat').length === 3");
    for (chat, _) in CHATS {
        browser.until(&format!("{}.length === {MANY}", Room(chat).all(".message")));
    }
    browser.look("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))");
}

/// Counts what the browser calls long tasks, those before this call included.
fn watch_for_pauses(browser: &mut Browser) {
    browser.look(
        "(() => { window.pauses = []; new PerformanceObserver((list) => list.getEntries()
            .forEach((task) => window.pauses.push(task.duration))).observe({ type: 'longtask', buffered: true }); })()",
    );
}

/// For who reads along: on a machine with other work they say more about that than about the page.
fn pauses(browser: &mut Browser) -> String {
    let all: Vec<f64> = serde_json::from_value(browser.look("window.pauses")).expect("numbers");
    let longest = all.iter().copied().fold(0.0, f64::max);
    format!("{} pauses over 50 ms on the wall, the longest {longest} ms", all.len())
}
