//! Faults that are played on demand.

use serde::{Deserialize, Serialize};
use std::time::Duration;

use super::answer::{Refusal, Wire};

/// Which requests go wrong, how often, and how. Conditions that are absent match everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The method, in any case.
    #[serde(default)]
    pub method: Option<String>,
    /// The chat.
    #[serde(default)]
    pub chat: Option<i64>,
    /// A piece of the text or caption as it was sent.
    #[serde(default)]
    pub contains: Option<String>,
    /// This many matching requests pass first.
    #[serde(default)]
    pub skip: u32,
    /// Then this many go wrong; `None`: all.
    #[serde(default = "once")]
    pub times: Option<u32>,
    /// How.
    pub action: Action,
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that serde's default wants")]
fn once() -> Option<u32> {
    Some(1)
}

impl Fault {
    /// One fault for the next request of any kind; narrow it with the other methods.
    #[must_use]
    pub fn new(action: Action) -> Self {
        Self { method: None, chat: None, contains: None, skip: 0, times: once(), action }
    }

    /// Only this method.
    #[must_use]
    pub fn method(self, method: &str) -> Self {
        Self { method: Some(method.to_owned()), ..self }
    }

    /// Only this chat.
    #[must_use]
    pub fn chat(self, chat: i64) -> Self {
        Self { chat: Some(chat), ..self }
    }

    /// Only texts that contain this.
    #[must_use]
    pub fn contains(self, piece: &str) -> Self {
        Self { contains: Some(piece.to_owned()), ..self }
    }

    /// After this many matching requests have passed.
    #[must_use]
    pub fn skip(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// This many times.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Until faults are cleared.
    #[must_use]
    pub fn always(self) -> Self {
        Self { times: None, ..self }
    }

    fn matches(&self, probe: &Probe<'_>) -> bool {
        self.method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(probe.method))
            && self.chat.is_none_or(|chat| probe.chat == Some(chat))
            && self.contains.as_ref().is_none_or(|piece| probe.text.contains(piece))
    }

    /// Counts a matching request; true if the fault is played on it.
    fn fires(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        match &mut self.times {
            Some(0) => false,
            Some(times) => {
                *times -= 1;
                true
            }
            None => true,
        }
    }
}

/// How a request goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Refused with Telegram's JSON; takes no effect.
    Refuse {
        /// `error_code` and HTTP status: 400, 403, 429, 500 …
        code: u16,
        /// `description`, whole: `Forbidden: user is deactivated`.
        description: String,
        /// `parameters.retry_after`, seconds.
        #[serde(default)]
        retry_after: Option<i64>,
        /// `parameters.migrate_to_chat_id`.
        #[serde(default)]
        migrate_to_chat_id: Option<i64>,
    },
    /// A gateway's HTML page with this status; takes no effect.
    Html {
        /// 502, 503, 504 …
        status: u16,
    },
    /// Status 200 and unreadable JSON; takes no effect.
    Garbage,
    /// The connection breaks; takes no effect.
    Drop,
    /// Waits this real time before it takes effect; a later fault may follow.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// Takes effect, then waits this real time with the answer.
    DelayAnswer {
        /// Milliseconds.
        ms: u64,
    },
    /// Takes effect, then the connection breaks.
    AcceptThenDrop,
    /// Takes effect, then the headers and half of the body come and the connection breaks.
    AcceptThenHalf,
    /// Takes effect, then a gateway's HTML page.
    AcceptThenHtml {
        /// 502, 503, 504 …
        status: u16,
    },
    /// Takes effect, then status 200 and unreadable JSON.
    AcceptThenGarbage,
}

impl Action {
    /// 429 with `retry_after` seconds.
    #[must_use]
    pub fn flood_wait(seconds: i64) -> Self {
        Refusal::flood(seconds).into()
    }

    /// A refusal with Telegram's whole description.
    #[must_use]
    pub fn refuse(code: u16, description: &str) -> Self {
        Refusal::new(code, description).into()
    }

    /// The group has become this supergroup.
    #[must_use]
    pub fn migrate(to: i64) -> Self {
        Refusal::migrated(to).into()
    }

    /// The spelling in JSON.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Refuse { .. } => "refuse",
            Self::Html { .. } => "html",
            Self::Garbage => "garbage",
            Self::Drop => "drop",
            Self::Delay { .. } => "delay",
            Self::DelayAnswer { .. } => "delay_answer",
            Self::AcceptThenDrop => "accept_then_drop",
            Self::AcceptThenHalf => "accept_then_half",
            Self::AcceptThenHtml { .. } => "accept_then_html",
            Self::AcceptThenGarbage => "accept_then_garbage",
        }
    }

    /// The answer instead of taking effect; `None` if the request takes effect.
    pub(super) fn instead(&self) -> Option<Result<Wire, Refusal>> {
        match self {
            Self::Refuse { code, description, retry_after, migrate_to_chat_id } => Some(Err(Refusal {
                code: *code,
                description: description.clone(),
                retry_after: *retry_after,
                migrate_to: *migrate_to_chat_id,
            })),
            Self::Html { status } => Some(Ok(Wire::Html(*status))),
            Self::Garbage => Some(Ok(Wire::Garbage)),
            Self::Drop => Some(Ok(Wire::Cut)),
            _ => None,
        }
    }

    /// What is answered after taking effect, where it is not the true answer.
    pub(super) fn afterwards(&self, truth: Wire) -> Wire {
        match (self, truth) {
            (Self::AcceptThenHalf, Wire::Json(status, body)) => Wire::Half(status, body),
            (Self::AcceptThenDrop, _) => Wire::Cut,
            (Self::AcceptThenHtml { status }, _) => Wire::Html(*status),
            (Self::AcceptThenGarbage, _) => Wire::Garbage,
            (_, truth) => truth,
        }
    }
}

impl From<Refusal> for Action {
    fn from(refusal: Refusal) -> Self {
        let Refusal { code, description, retry_after, migrate_to } = refusal;
        Self::Refuse { code, description, retry_after, migrate_to_chat_id: migrate_to }
    }
}

/// What faults look at.
#[derive(Debug)]
pub(super) struct Probe<'a> {
    pub method: &'a str,
    pub chat: Option<i64>,
    pub text: &'a str,
}

/// What is played on one request.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Before it takes effect.
    pub delay: Duration,
    /// Everything but the delay.
    pub action: Option<Action>,
}

/// The armed faults.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn arm(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn armed(&self) -> &[Fault] {
        &self.0
    }

    /// The first fault that fires, together with the delays that fire before it.
    pub(super) fn plan(&mut self, probe: &Probe<'_>) -> Plan {
        let mut plan = Plan::default();
        for fault in self.0.iter_mut().filter(|fault| fault.matches(probe)) {
            if !fault.fires() {
                continue;
            }
            if let Action::Delay { ms } = fault.action {
                plan.delay += Duration::from_millis(ms);
            } else {
                plan.action = Some(fault.action.clone());
                break;
            }
        }
        self.0.retain(|fault| fault.times != Some(0));
        plan
    }
}
