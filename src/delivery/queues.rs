//! The claimed rows, by chat: a view of the database, never the only copy.
//!
//! A chat has at most one message under way, and at most the head of each of its lanes in here: so one
//! chat with hundreds of rows holds nobody up, and creation order holds by construction.

use std::collections::BTreeMap;

use super::Lane;
use crate::store::delivery::Row;

/// A chat's messages, or its answers to buttons: the two do not wait for each other.
pub(super) type LineKey = (i64, bool);

#[derive(Debug, Default)]
pub(super) struct Queues {
    lines: BTreeMap<LineKey, Line>,
    turns: u64,
    held: BTreeMap<Lane, usize>,
}

#[derive(Debug, Default)]
struct Line {
    /// By lane, then creation order; with the turn at which it was claimed.
    rows: BTreeMap<(Lane, i64), (u64, Row)>,
    in_flight: Option<Lane>,
}

/// The row of a line that goes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    pub lane: Lane,
    turn: u64,
    seq: i64,
    pub line: LineKey,
}

impl Head {
    pub(super) const fn chat(&self) -> i64 {
        self.line.0
    }
}

/// The line of a row.
pub(super) fn line_of(chat: i64, lane: Lane) -> LineKey {
    (chat, lane == Lane::Answer)
}

impl Queues {
    /// Whether the head of a lane may be claimed: none of the lane is in hand or under way. A
    /// revision is decided by what became of the older one, so it waits for anything under way.
    pub(super) fn admits(&self, row: &Row) -> bool {
        let lane = Lane::from_code(row.lane);
        let Some(line) = self.lines.get(&line_of(row.chat, lane)) else { return true };
        let flying = if row.key.revision > 1 { line.in_flight.is_some() } else { line.in_flight == Some(lane) };
        !flying && line.rows.range((lane, i64::MIN)..=(lane, i64::MAX)).next().is_none()
    }

    /// Takes a claimed row in.
    pub(super) fn push(&mut self, row: Row) {
        let lane = Lane::from_code(row.lane);
        self.turns += 1;
        let line = self.lines.entry(line_of(row.chat, lane)).or_default();
        if line.rows.insert((lane, row.seq), (self.turns, row)).is_none() {
            *self.held.entry(lane).or_default() += 1;
        }
    }

    /// How many rows of a lane are in hand.
    pub(super) fn held(&self, lane: Lane) -> usize {
        self.held.get(&lane).copied().unwrap_or_default()
    }

    /// What could go now as far as order is concerned: lanes first, then first come, first served.
    pub(super) fn heads(&self) -> Vec<Head> {
        let head = |(line, entry): (&LineKey, &Line)| {
            let ((lane, seq), (turn, _)) = entry.rows.first_key_value()?;
            entry.in_flight.is_none().then_some(Head { lane: *lane, turn: *turn, seq: *seq, line: *line })
        };
        let mut heads: Vec<Head> = self.lines.iter().filter_map(head).collect();
        heads.sort_unstable();
        heads
    }

    /// Takes a head out; its line waits until [`Queues::landed`].
    pub(super) fn take(&mut self, head: Head) -> Option<Row> {
        let line = self.lines.get_mut(&head.line)?;
        let (_, row) = line.rows.remove(&(head.lane, head.seq))?;
        line.in_flight = Some(head.lane);
        self.count_out(head.lane);
        Some(row)
    }

    /// The request of a line ended and is on record.
    pub(super) fn landed(&mut self, line: LineKey) {
        if let Some(entry) = self.lines.get_mut(&line) {
            entry.in_flight = None;
            if entry.rows.is_empty() {
                self.lines.remove(&line);
            }
        }
    }

    /// Lets go of a chat's rows; what is under way stays so.
    pub(super) fn drop_chat(&mut self, chat: i64) {
        for line in [(chat, false), (chat, true)] {
            let Some(entry) = self.lines.get_mut(&line) else { continue };
            let lanes: Vec<Lane> = entry.rows.keys().map(|(lane, _)| *lane).collect();
            entry.rows.clear();
            if entry.in_flight.is_none() {
                self.lines.remove(&line);
            }
            lanes.into_iter().for_each(|lane| self.count_out(lane));
        }
    }

    /// Lets go of everything; what is under way stays so.
    pub(super) fn clear(&mut self) {
        self.lines.retain(|_, line| {
            line.rows.clear();
            line.in_flight.is_some()
        });
        self.held.clear();
    }

    fn count_out(&mut self, lane: Lane) {
        if let Some(held) = self.held.get_mut(&lane) {
            *held = held.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::store::delivery::Key;

    fn row(chat: i64, lane: Lane, seq: i64, revision: i64) -> Row {
        Row {
            key: Key { alert: format!("a{seq}"), revision, subscriber: chat, thread: 0 },
            chat,
            lane: lane.code(),
            seq,
            method: "sendMessage".to_owned(),
            payload: None,
            refers: None,
            marks: 0,
            again: true,
            attempt: 0,
            unknowns: 0,
            due_at: DateTime::default(),
            lang: None,
            active: true,
            sound: None,
            expires_at: None,
            newest: None,
        }
    }

    fn order(queues: &Queues) -> Vec<(i64, Lane)> {
        queues.heads().iter().map(|head| (head.chat(), head.lane)).collect()
    }

    #[test]
    fn lanes_go_first_and_then_who_came_first() {
        let mut queues = Queues::default();
        for (seq, (chat, lane)) in
            (0..).zip([(3, Lane::Normal), (1, Lane::Normal), (2, Lane::Urgent), (1, Lane::Reply)])
        {
            queues.push(row(chat, lane, seq, 1));
        }
        assert_eq!(order(&queues), [(1, Lane::Reply), (2, Lane::Urgent), (3, Lane::Normal)]);
        assert_eq!((queues.held(Lane::Normal), queues.held(Lane::Digest)), (2, 0));
    }

    #[test]
    fn a_chat_with_a_message_under_way_waits_for_its_end() {
        let mut queues = Queues::default();
        queues.push(row(1, Lane::Normal, 1, 1));
        let head = queues.heads()[0];
        assert_eq!(queues.take(head).map(|row| row.seq), Some(1));
        assert!(!queues.admits(&row(1, Lane::Normal, 2, 1)), "the first may come back and then goes first");
        assert!(queues.admits(&row(1, Lane::Reply, 3, 1)), "another lane does not depend on it …");
        assert!(!queues.admits(&row(1, Lane::Reply, 3, 2)), "… but a revision does");
        queues.push(row(1, Lane::Reply, 3, 1));
        queues.push(row(1, Lane::Answer, 4, 1));
        assert_eq!(order(&queues), [(1, Lane::Answer)], "only answers to buttons go beside it");
        queues.landed((1, false));
        assert_eq!(order(&queues), [(1, Lane::Answer), (1, Lane::Reply)]);
    }

    #[test]
    fn letting_go_of_a_chat_leaves_the_others_and_what_is_under_way() {
        let mut queues = Queues::default();
        for (chat, lane, seq) in [(1, Lane::Normal, 1), (1, Lane::Urgent, 2), (2, Lane::Normal, 3)] {
            queues.push(row(chat, lane, seq, 1));
        }
        let head = queues.heads()[0];
        assert!(queues.take(head).is_some());
        queues.drop_chat(1);
        assert_eq!(order(&queues), [(2, Lane::Normal)]);
        assert_eq!((queues.held(Lane::Urgent), queues.held(Lane::Normal)), (0, 1));
        assert!(!queues.admits(&row(1, Lane::Urgent, 4, 1)), "still under way");
        queues.clear();
        assert!(queues.heads().is_empty());
    }
}
