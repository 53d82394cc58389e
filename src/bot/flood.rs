//! One chat that hammers: it is told once, and then not answered until it calms down. Others do not wait.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use super::BotParts;
use super::context::{Command, Context};
use super::plan::{Failure, Plan, Say};
use super::requests::Target;
use super::turn::{commit, owe, read};
use crate::render::Reply;
use crate::store::inbox::{self, Settled, Waiting};
use crate::store::{StoreError, subscriber};
use crate::telegram::update::{Incoming, Kind};

/// Messages of a chat in a minute that are answered.
const MESSAGES: usize = 20;
/// Presses of buttons in a minute that are answered: a menu is pressed through faster than commands are typed.
const PRESSES: usize = 60;
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// Chats that are remembered at a time. With more of them in one minute it is not one chat that hammers.
const CHATS: usize = 4096;

/// The last minute of each chat. Kept in memory only: a restart forgives.
#[derive(Debug, Default)]
pub(super) struct Flood {
    chats: HashMap<(i64, Act), Minute>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Act {
    Message,
    Press,
}

#[derive(Debug, Default)]
struct Minute {
    /// The latest attempts, answered or not, at most one more than the limit.
    at: VecDeque<DateTime<Utc>>,
    told: bool,
}

/// What becomes of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is handled.
    Answer,
    /// The chat is told that it sends too much.
    Notice,
    /// Nothing is said.
    Silence,
}

impl Flood {
    /// Judges an update that comes to its first attempt, and remembers it.
    pub(super) fn judge(&mut self, waiting: &Waiting, now: DateTime<Utc>) -> Verdict {
        let act = read(waiting).ok().as_ref().and_then(act);
        match act.filter(|_| waiting.attempts == 0) {
            Some(act) => self.count((waiting.chat, act), now),
            None => Verdict::Answer,
        }
    }

    fn count(&mut self, key: (i64, Act), now: DateTime<Utc>) -> Verdict {
        if self.chats.len() >= CHATS && !self.chats.contains_key(&key) {
            self.chats.retain(|_, minute| minute.at.back().is_some_and(|last| now - *last < MINUTE));
            if self.chats.len() >= CHATS {
                self.chats.clear();
            }
        }
        let most = if key.1 == Act::Press { PRESSES } else { MESSAGES };
        let minute = self.chats.entry(key).or_default();
        minute.at.push_back(now);
        while minute.at.len() > most + 1 || minute.at.front().is_some_and(|first| now - *first >= MINUTE) {
            minute.at.pop_front();
        }
        let over = minute.at.len() > most;
        match (over, std::mem::replace(&mut minute.told, over)) {
            (false, _) => Verdict::Answer,
            (true, false) => Verdict::Notice,
            (true, true) => Verdict::Silence,
        }
    }
}

/// What an update counts as. What the bot does not answer anyway does not count.
fn act(incoming: &Incoming) -> Option<Act> {
    let is_command = || incoming.text.as_deref().and_then(Command::read).is_some();
    match incoming.kind {
        Kind::Callback => Some(Act::Press),
        Kind::Message if incoming.is_private() || is_command() => Some(Act::Message),
        _ => None,
    }
}

/// Puts an update away with the notice, in one transaction; whether a notice is owed.
pub(super) async fn refuse<B>(parts: &BotParts<B>, waiting: &Waiting, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut tx = parts.store.begin().await?;
    if !inbox::settle(&mut tx, waiting.update_id, Settled::Handled).await? {
        return Ok(false);
    }
    let Ok(incoming) = read(waiting) else { return commit(tx).await.map(|()| false) };
    let say = match &incoming.callback {
        Some(press) => Say::Answer { callback: press.id.clone(), reply: Reply::TooMany },
        None => Say::Message { reply: Reply::TooMany, languages: false },
    };
    let to = Target { chat: waiting.chat, thread: incoming.thread };
    let known = subscriber::of_chat(&mut tx, waiting.chat).await?;
    let id = known.as_ref().map_or(0, |known| known.id);
    let plan = Plan::say(Context::new(incoming, known, now).lang(), vec![say]);
    let owed = match owe(parts, &mut tx, waiting, (to, id), &plan, now).await {
        Ok(()) => true,
        Err(Failure::Store { source }) => return Err(source),
        Err(error) => {
            tracing::error!(%error, "the notice to a hammering chat cannot be worded");
            false
        }
    };
    commit(tx).await.map(|()| owed)
}

/// Puts updates away that nobody answers, in one transaction.
pub(super) async fn silence<B>(parts: &BotParts<B>, updates: &[i64]) -> Result<(), StoreError> {
    if updates.is_empty() {
        return Ok(());
    }
    let mut tx = parts.store.begin().await?;
    for update in updates {
        inbox::settle(&mut tx, *update, Settled::Handled).await?;
    }
    commit(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_761_912_000 + seconds, 0).expect("an instant")
    }

    #[test]
    fn a_chat_is_told_once_and_answered_again_when_it_calms() {
        let mut flood = Flood::default();
        let mut says = |seconds| flood.count((7, Act::Message), at(seconds));
        for _ in 0..MESSAGES {
            assert_eq!(says(0), Verdict::Answer);
        }
        assert_eq!([says(1), says(2), says(3)], [Verdict::Notice, Verdict::Silence, Verdict::Silence]);
        // Who goes on every two seconds is not answered, however long.
        for second in (4..400).step_by(2) {
            assert_eq!(says(second), Verdict::Silence);
        }
        assert_eq!(says(460), Verdict::Answer, "a minute of peace");
    }

    #[test]
    fn presses_have_a_limit_of_their_own() {
        let mut flood = Flood::default();
        let answered = (0..100).filter(|_| flood.count((7, Act::Press), at(0)) == Verdict::Answer).count();
        assert_eq!(answered, PRESSES);
        assert_eq!(flood.count((7, Act::Message), at(0)), Verdict::Answer);
    }

    #[test]
    fn memory_is_bounded_by_chats_and_by_attempts() {
        let mut flood = Flood::default();
        for chat in 0..100_000 {
            flood.count((chat % 50_000, Act::Message), at(chat / 1000));
            assert!(flood.chats.len() <= CHATS);
        }
        (0..10_000).for_each(|_| drop(flood.count((-1, Act::Press), at(500))));
        assert_eq!(flood.chats[&(-1, Act::Press)].at.len(), PRESSES + 1);
    }
}
