//! One chat that hammers: it is told once, and then not answered until it calms down. Others do not wait.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use super::BotParts;
use super::context::{Command, Context};
use super::plan::{Failure, Plan, Say};
use super::turn::{commit, owe, read, target};
use crate::render::Reply;
use crate::store::inbox::{self, Settled, Waiting};
use crate::store::{StoreError, subscriber};
use crate::telegram::update::{Incoming, Kind};

/// Messages of a chat in a minute that are answered.
const MESSAGES: usize = 20;
/// Presses of buttons in a minute that are answered: a menu is pressed through faster than commands are typed.
const PRESSES: usize = 60;
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// How many people of a group may do so at a time: one of them who hammers silences nobody else.
const PEOPLE: usize = 3;
/// Minutes that are remembered at a time. With more of them it is not one chat that hammers.
const MINUTES: usize = 4096;

/// The last minute of each person in each chat. Kept in memory only: a restart forgives.
#[derive(Debug, Default)]
pub(super) struct Flood {
    minutes: HashMap<Key, Minute>,
}

/// Where, who (everybody, for a group as a whole), and what.
type Key = (i64, Option<i64>, Act);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Act {
    Message,
    Press,
}

#[derive(Debug, Default)]
struct Minute {
    /// The newest update that was counted: later attempts of one are not.
    last: Option<i64>,
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
    /// Judges an update, and remembers it.
    pub(super) fn judge(&mut self, waiting: &Waiting, now: DateTime<Utc>) -> Verdict {
        let Ok(incoming) = read(waiting) else { return Verdict::Answer };
        let Some(act) = act(&incoming) else { return Verdict::Answer };
        // Nobody is named in a channel, and there is one person in a private chat.
        let person = incoming.from.as_ref().map(|from| from.id).filter(|_| !incoming.is_private());
        let own = self.count((waiting.chat, person, act), waiting.update_id, now);
        if person.is_none() || own != Verdict::Answer {
            return own;
        }
        self.count((waiting.chat, None, act), waiting.update_id, now)
    }

    fn count(&mut self, key: Key, update: i64, now: DateTime<Utc>) -> Verdict {
        if self.minutes.len() >= MINUTES && !self.minutes.contains_key(&key) {
            self.minutes.retain(|_, minute| minute.at.back().is_some_and(|last| now - *last < MINUTE));
            if self.minutes.len() >= MINUTES {
                self.minutes.clear();
            }
        }
        let (chat, person, act) = key;
        let people = if chat < 0 && person.is_none() { PEOPLE } else { 1 };
        let most = people * if act == Act::Press { PRESSES } else { MESSAGES };
        let minute = self.minutes.entry(key).or_default();
        // Numbers may begin anew, lower, after a week without updates: the last minute is long over then.
        let counted = minute.at.back().is_some_and(|last| now - *last < MINUTE);
        if counted && minute.last.is_some_and(|last| update <= last) {
            return Verdict::Answer;
        }
        minute.last = Some(update);
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
        Kind::Message | Kind::ChannelPost if incoming.is_private() || is_command() => Some(Act::Message),
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
    let to = target(waiting, &incoming);
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
    use serde_json::json;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_761_912_000 + seconds, 0).expect("an instant")
    }

    #[test]
    fn a_chat_is_told_once_and_answered_again_when_it_calms() {
        let mut flood = Flood::default();
        let mut update = 0;
        let mut says = |seconds| {
            update += 1;
            flood.count((7, None, Act::Message), update, at(seconds))
        };
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
        let answered =
            (0..100).filter(|update| flood.count((7, None, Act::Press), *update, at(0)) == Verdict::Answer).count();
        assert_eq!(answered, PRESSES);
        assert_eq!(flood.count((7, None, Act::Message), 1, at(0)), Verdict::Answer);
    }

    #[test]
    fn one_member_who_hammers_silences_nobody_else_of_the_group() {
        let mut flood = Flood::default();
        let mut update = 0;
        let mut says = |person: i64| {
            update += 1;
            let message = json!({"message_id": 1, "date": 1, "text": "/status", "chat": {"id": -9, "type": "group"},
                "from": {"id": person, "is_bot": false}});
            let payload = json!({"update_id": update, "message": message}).to_string();
            flood.judge(&Waiting { update_id: update, chat: -9, attempts: 0, payload }, at(0))
        };
        let answered = (0..500).filter(|_| says(1) == Verdict::Answer).count();
        assert_eq!(answered, MESSAGES);
        assert_eq!(says(2), Verdict::Answer, "an administrator, who can still stop it all");
        let answered = (0..500).filter(|number| says(10 + number) == Verdict::Answer).count();
        assert_eq!(answered, MESSAGES * PEOPLE - MESSAGES - 1, "and all of them together are bounded too");
    }

    #[test]
    fn memory_is_bounded_by_chats_and_by_attempts() {
        let mut flood = Flood::default();
        for chat in 0..100_000 {
            flood.count((chat % 50_000, None, Act::Message), chat, at(chat / 1000));
            assert!(flood.minutes.len() <= MINUTES);
        }
        for update in 0..10_000 {
            flood.count((-1, Some(5), Act::Press), update, at(500));
        }
        assert_eq!(flood.minutes[&(-1, Some(5), Act::Press)].at.len(), PRESSES + 1);
    }
}
