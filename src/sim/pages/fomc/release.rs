//! Press releases that decide nothing themselves: the one that announces minutes, and whatever a test
//! or an operator lets the Board say.

use chrono::NaiveDate;

use super::frame::{self, Page, escape};
use super::words::days;

/// A press release with that headline. `body` is HTML, or plain text of which each line becomes a
/// paragraph; `time` as on the page ("5:00 p.m. EDT").
#[must_use]
pub fn press_release(title: &str, date: NaiveDate, time: &str, body: &str) -> String {
    let paragraphs = if body.trim_start().starts_with('<') {
        body.to_owned()
    } else {
        let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| format!("<p>{}</p>", escape(line))).collect::<Vec<_>>().join("\n\n")
    };
    let body = [paragraphs, frame::COMPOSED.to_owned()].join("\n\n");
    Page { title, date, release: Some(time), body: &body }.html()
}

/// The headline under which minutes are announced, on the page and in the feed.
#[must_use]
pub fn minutes_title(start: NaiveDate, end: NaiveDate) -> String {
    format!("Minutes of the Federal Open Market Committee, {}", days(start, end).replace('\u{2013}', "-"))
}

/// The release that announces the minutes of the meeting from `start` to `end`.
#[must_use]
pub fn announcement(start: NaiveDate, end: NaiveDate, released: NaiveDate, time: &str) -> String {
    let body = format!(
        "<p>The minutes of this meeting are out: <a href=\"/monetarypolicy/fomcminutes{}.htm\">HTML</a>.</p>",
        end.format("%Y%m%d")
    );
    press_release(&minutes_title(start, end), released, time, &body)
}
