//! The demo's chat page: where it is served, and how its story begins.

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{Args, FIRST_STEPS, Instant, READERS};
use crate::clock::{Clock, Pace, Player};
use crate::sim::page::{Page, Reader, Remote, Served};
use crate::sim::telegram::TelegramSim;

/// Where the page is looked for first.
const PORT: u16 = 8787;
/// Six hours a second: a day takes four seconds, the whole story three minutes.
const PAGE_PACE: Pace = Pace::Times(21_600);
/// A paused story begins when everybody has subscribed.
const AFTER_FIRST_STEPS: TimeDelta = TimeDelta::seconds(10);

/// The clock's controls, set as the arguments say.
pub(super) fn remote(args: &Args, clock: (Clock, Player), story: (Instant, Instant)) -> Option<Remote> {
    if args.headless {
        clock.1.play(args.speed.unwrap_or(Pace::Max), None);
        return None;
    }
    let [.., chosen] = FIRST_STEPS;
    let before_pause = args.paused.then(|| chosen + AFTER_FIRST_STEPS);
    Some(Remote::new(clock, story, args.speed.unwrap_or(PAGE_PACE), before_pause))
}

/// Serves the page, if there is to be one, until `stop`.
pub(super) async fn page(
    args: &Args,
    telegram: &Arc<TelegramSim>,
    remote: Option<Remote>,
    stop: &CancellationToken,
) -> anyhow::Result<Option<JoinHandle<io::Result<()>>>> {
    let Some(remote) = remote else { return Ok(None) };
    let readers = READERS.map(|(chat, name, _, lang)| Reader { chat, name, lang: lang.as_str() });
    let page = Arc::new(Page::new(Arc::clone(telegram), remote, readers.to_vec()));
    let served = bind(args.port, &page).await?;
    // Nobody who has closed stderr needs the line.
    drop(writeln!(io::stderr(), "open {} in a browser; Ctrl-C ends the demo", served.url()));
    Ok(Some(tokio::spawn(served.serve(stop.clone()))))
}

/// On the port that was asked for and on no other; where none was, on any.
async fn bind(asked: Option<u16>, page: &Arc<Page>) -> anyhow::Result<Served> {
    let port = asked.unwrap_or(PORT);
    let problem = match Served::bind(page, port).await {
        Ok(served) => return Ok(served),
        Err(problem) => problem,
    };
    if asked.is_some() {
        return Err(problem).with_context(|| format!("cannot serve the page on 127.0.0.1:{port}"));
    }
    drop(writeln!(io::stderr(), "port {port} is not to be had ({problem}); taking a free one"));
    Served::bind(page, 0).await.context("cannot serve the page on any port of 127.0.0.1")
}
