//! What a newcomer sees in the terminal: each message as it comes, and a summary.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::{Args, lang_of};
use crate::clock::ny;
use crate::lang::Lang;
use crate::rule::RuleBook;
use crate::sim::telegram::{Entry, TelegramSim};
use crate::store::Store;

/// Prints messages of some languages as they are accepted.
pub(super) struct Show {
    langs: Vec<Lang>,
    seen: u64,
}

impl Show {
    pub(super) fn new(langs: Vec<Lang>) -> Self {
        Self { langs, seen: 0 }
    }

    /// Prints what comes until all is `told`; where nobody reads on, it stops the demo.
    pub(super) async fn run(
        mut self,
        telegram: Arc<TelegramSim>,
        stop: CancellationToken,
        told: CancellationToken,
    ) -> io::Result<()> {
        let mut versions = telegram.follow();
        loop {
            if let Err(error) = self.look(&telegram) {
                stop.cancel();
                return Err(error);
            }
            tokio::select! {
                biased;
                () = told.cancelled() => return self.look(&telegram),
                changed = versions.changed() => if changed.is_err() { return Ok(()) },
            }
        }
    }

    /// Prints what has come since the last look.
    fn look(&mut self, telegram: &TelegramSim) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for entry in telegram.journal_after(self.seen) {
            self.seen = entry.seq;
            if let Some((chat, lang, text)) = message(&entry).filter(|(_, lang, _)| self.langs.contains(lang)) {
                let at = ny::civil(entry.at).format("%a %d %b %Y %H:%M:%S");
                writeln!(out, "── {at} New York · chat {chat} · {}", lang.as_str())?;
                if entry.method == "editMessageText" {
                    writeln!(out, "(rewritten in place) {} …\n", text.lines().next().unwrap_or_default())?;
                } else {
                    writeln!(out, "{text}\n")?;
                }
            }
        }
        out.flush()
    }
}

/// Chat, language and readable text of an accepted message.
fn message(entry: &Entry) -> Option<(i64, Lang, String)> {
    let chat = entry.chat.filter(|_| entry.accepted)?;
    let html = entry.params.get("text")?.as_str()?;
    Some((chat, lang_of(chat)?, crate::render::Html::from_rendered(html.to_owned()).plain()))
}

/// Three lines that say what happened.
pub(super) async fn summary(telegram: &TelegramSim, store: &Store, args: &Args) -> anyhow::Result<()> {
    let journal = telegram.journal();
    let accepted: Vec<&Entry> = journal.iter().filter(|entry| message(entry).is_some()).collect();
    let chats: BTreeSet<i64> = accepted.iter().filter_map(|entry| entry.chat).collect();
    let (ledger, book) = (store.ledger().await?, RuleBook::built_in()?);
    let mut out = io::stdout().lock();
    writeln!(out, "{} to {}: {} messages to {} chats", args.from, args.to, accepted.len(), chats.len())?;
    for line in ledger {
        let at = ny::civil(line.at).format("%a %d %b %H:%M");
        let peak = if line.peak { ", new peak" } else { "" };
        let name = book.get(&line.rule).map_or(line.rule.as_str(), |rule| rule.name.as_str());
        writeln!(out, "  {at}  {name}: {}{peak} (as of {})", line.severity.as_str(), line.date)?;
    }
    if !args.headless && args.lang.is_none() {
        writeln!(out, "The same in other languages: --lang zh-Hant, --lang zh-Hans, --lang all")?;
    }
    Ok(())
}
