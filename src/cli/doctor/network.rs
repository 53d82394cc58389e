//! What has to be asked: Telegram, and the sites.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{Line, fail, ok, warn};
use crate::app;
use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::fetch::{FetchError, Fetched, Fetcher};
use crate::source::{self, Address, Host, SourceKind};
use crate::telegram::{ApiError, Client, ClientConfig};
use crate::telemetry::chain;

/// A clock that is off by more looks for releases too late.
const OFF: TimeDelta = TimeDelta::seconds(2);

pub(super) async fn telegram(config: &Config, token: SecretString) -> Line {
    let timeout = Duration::from_secs(config.telegram.request_timeout_seconds);
    let client = Client::new(&ClientConfig { api_url: config.telegram.api_url.clone(), token, timeout });
    let client = match client {
        Ok(client) => client,
        Err(error) => return fail("telegram", chain(&error)),
    };
    let me: Result<Value, ApiError> = client.query("getMe", &json!({})).await;
    match me {
        Ok(me) => {
            let name = me.get("username").and_then(Value::as_str).unwrap_or("a bot without a name");
            ok("telegram", format!("knows this bot as @{name}"))
        }
        Err(error @ ApiError::Token) => {
            fail("telegram", format!("{error}; @BotFather shows the present one under /mybots"))
        }
        Err(error @ ApiError::Unreachable(_)) => {
            // Its beginning alone: whoever wrote a token behind it would have it printed.
            let there = url::Url::parse(&config.telegram.api_url).map(|url| url.origin().ascii_serialization());
            let there = there.unwrap_or_else(|_| "telegram.api_url".to_owned());
            let text = format!("{error}; does this machine reach {there}, perhaps by a proxy?");
            fail("telegram", text)
        }
        Err(error) => fail("telegram", format!("{error}; try again in a minute")),
    }
}

/// The clock against a site's, then each source.
pub(super) async fn sites(config: &Config, calendar: &Calendar) -> Vec<Line> {
    let fetcher = match app::fetcher(config) {
        Ok(fetcher) => fetcher,
        Err(error) => return vec![fail("sources", chain(error.as_ref()))],
    };
    let mut lines = vec![clock(&fetcher).await];
    let now = Clock::shifted(TimeDelta::seconds(config.drill.clock_shift_seconds)).now();
    for kind in SourceKind::ALL {
        lines.push(match address(kind, calendar, now) {
            Some(address) => page(&fetcher, kind, &address).await,
            None => {
                warn(kind.as_str(), "no meeting is known whose page could be there: look at calendar.meetings_file")
            }
        });
    }
    lines
}

async fn clock(fetcher: &Fetcher) -> Line {
    let machine = Clock::system();
    let began = Instant::now();
    let there = match fetcher.time_at(Host::Board.origin()).await {
        Ok(Some(there)) => there,
        Ok(None) => return warn("clock", "the site does not say what time it is there: look whether NTP runs"),
        Err(error) => {
            return warn("clock", format!("cannot be compared: {}", failed(Host::Board.origin(), &error)));
        }
    };
    // The header was written somewhere between question and answer, and is cut to the second.
    let travel = TimeDelta::from_std(began.elapsed() / 2).unwrap_or_default();
    let off = machine.now() - travel - there - TimeDelta::milliseconds(500);
    let seconds = off.as_seconds_f32();
    if off.abs() > OFF {
        warn("clock", format!("off by {seconds:+.0} s: start NTP, release windows open by the clock"))
    } else {
        ok("clock", "agrees with the site's to 2 s")
    }
}

async fn page(fetcher: &Fetcher, kind: SourceKind, address: &Address) -> Line {
    let page = match fetcher.get(address, None).await {
        Ok(Fetched::Page(page)) => page,
        Ok(Fetched::NotModified) => return warn(kind.as_str(), "answered a plain question with \"not modified\""),
        Err(error) => return fail(kind.as_str(), failed(&address.public(), &error)),
    };
    match kind.parse(&page.body) {
        Ok(release) => {
            let newest = release.observations.iter().map(|figure| figure.date).max();
            let newest = newest.map_or_else(String::new, |date| format!(", newest figure of {date}"));
            let size = page.body.len() / 1000;
            match release.problems.first() {
                None => ok(kind.as_str(), format!("read, {size} kB{newest}")),
                Some(problem) => {
                    warn(kind.as_str(), format!("read with a problem, {}: {}", problem.code, problem.detail))
                }
            }
        }
        Err(error) => {
            let text =
                format!("{} cannot be read: {}; a changed page needs a new version", address.public(), chain(&error));
            fail(kind.as_str(), text)
        }
    }
}

/// What was asked, once: errors of the connection name it themselves.
fn failed(address: &str, error: &FetchError) -> String {
    let why = chain(error);
    if why.contains(" for url (") { why } else { format!("{address}: {why}") }
}

/// Where a page of the kind should be now: of dated ones, the last that is long out.
fn address(kind: SourceKind, calendar: &Calendar, now: DateTime<Utc>) -> Option<Address> {
    let yesterday = now - TimeDelta::days(1);
    let meetings = calendar.meetings();
    let held = || meetings.iter().rev().find(|meeting| meeting.statement_at <= yesterday).map(|meeting| meeting.end);
    let with_minutes = || {
        let out = |meeting: &&crate::calendar::Meeting| {
            meeting.minutes_on().is_some_and(|date| date < yesterday.date_naive())
        };
        meetings.iter().rev().find(out).map(|meeting| meeting.end)
    };
    Some(match kind {
        SourceKind::NyfedRates => source::nyfed_rates::locate(now),
        SourceKind::NyfedRepo => source::nyfed_repo::locate(now),
        SourceKind::H41 => source::h41::locate(),
        SourceKind::FomcCalendar => source::fomc_calendar::locate(),
        SourceKind::PressFeed => source::press_feed::locate(),
        SourceKind::FomcStatement => source::fomc_statement::locate(held()?),
        SourceKind::ImplementationNote => source::implementation_note::locate(held()?),
        SourceKind::FomcMinutes => source::fomc_minutes::locate(with_minutes()?),
    })
}
