//! What an operator reads: `/admin`.

use chrono::{DateTime, TimeDelta, Utc};

use super::alert::bullet;
use super::date::Pen;
use super::html::Html;
use super::words::{Words, args};
use super::{RenderError, keys, status};
use crate::board::operator::{Failures, Home, InboxLine, Page, QueueLine};

/// A button below a page of `/admin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdminButton {
    /// How the program is.
    Home,
    /// How the sources are.
    Sources,
    /// What waits and what failed.
    Queue,
    /// Alerts are to wait; asks first.
    Pause,
    /// Yes, they are.
    PauseYes,
    /// Alerts are to go again; asks first.
    Resume,
    /// Yes, they are.
    ResumeYes,
}

impl AdminButton {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Home, Self::Sources, Self::Queue, Self::Pause, Self::PauseYes, Self::Resume, Self::ResumeYes];

    /// The name in what the button carries, and in the locale files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Sources => "sources",
            Self::Queue => "queue",
            Self::Pause => "pause",
            Self::PauseYes => "pause-yes",
            Self::Resume => "resume",
            Self::ResumeYes => "resume-yes",
        }
    }
}

/// The label of a button: no markup.
pub(super) fn label(words: &Words, button: AdminButton) -> Result<Html, RenderError> {
    words.say(&keys::ADMIN_BUTTON, args![button.as_str()]).map(|text| Html::text(&text))
}

/// The whole page.
pub(super) fn page(words: &Words, page: &Page) -> Result<Html, RenderError> {
    let line = |text: String| Html::text(&text);
    match page {
        Page::Home(page) => home(&Pen { words, now: page.now }, page),
        Page::Sources { sources, now } => {
            let pen = Pen { words, now: *now };
            let mut lines = vec![label(words, AdminButton::Sources)?.bold()];
            for source in sources {
                lines.extend(status::source(&pen, source)?);
                // Why, in English as the log has it: this reader can mend it.
                if !source.detail.is_empty() {
                    lines.push(Html::text(&source.detail.chars().take(200).collect::<String>()));
                }
            }
            Ok(Html::lines(lines))
        }
        Page::Queue { queue: lines, inbox, failures, now } => queue(&Pen { words, now: *now }, lines, *inbox, failures),
        Page::AskPause => words.say(&keys::ADMIN_ASK_PAUSE, args![]).map(line),
        Page::AskResume { waiting } => words.say(&keys::ADMIN_ASK_RESUME, args![*waiting]).map(line),
    }
}

fn home(pen: &Pen<'_>, page: &Home) -> Result<Html, RenderError> {
    let (active, all) = page.subscribers;
    let alerts = match page.paused_since {
        Some(since) => pen.say(&keys::ADMIN_PAUSED, args![pen.moment(since)?])?,
        None => pen.say(&keys::ADMIN_GOING, args![])?,
    };
    let title = pen.say(&keys::ADMIN_TITLE, args![page.version.clone()])?;
    let mut lines = vec![Html::text(&title).bold(), Html::text(&alerts)];
    let running = pen.say(&keys::ADMIN_RUNNING, args![pen.span(page.uptime)?, page.epoch])?;
    let mut texts = vec![running];
    for (name, age) in [("delivery", page.delivery), ("intake", page.intake)] {
        texts.push(match age {
            Some(age) => pen.say(&keys::ADMIN_LOOP, args![name, pen.span(age)?])?,
            None => pen.say(&keys::ADMIN_LOOP_NEVER, args![name])?,
        });
    }
    texts.push(pen.say(&keys::ADMIN_SUBSCRIBERS, args![active, all])?);
    texts.push(pen.say(&keys::ADMIN_WAITING, args![page.waiting])?);
    for text in texts {
        lines.push(bullet(pen, &text)?);
    }
    Ok(Html::lines(lines))
}

fn queue(pen: &Pen<'_>, queue: &[QueueLine], inbox: InboxLine, failures: &[Failures]) -> Result<Html, RenderError> {
    let mut lines = vec![label(pen.words, AdminButton::Queue)?.bold()];
    let since = |at: Option<DateTime<Utc>>| pen.span(at.map_or(TimeDelta::zero(), |at| pen.now - at));
    for line in queue {
        let values = args![line.lane, line.state.clone(), line.rows, since(line.oldest)?];
        lines.push(bullet(pen, &pen.say(&keys::ADMIN_LANE, values)?)?);
    }
    if queue.is_empty() {
        lines.push(Html::text(&pen.say(&keys::ADMIN_QUEUE_EMPTY, args![])?));
    }
    lines.push(Html::text(&pen.say(&keys::ADMIN_INBOX, args![inbox.rows])?));
    lines.push(Html::text(&pen.say(&keys::ADMIN_FAILURES, args![])?).bold());
    for failure in failures.iter().take(10) {
        let values = args![failure.class.clone(), failure.rows, pen.ago(failure.last.unwrap_or(pen.now))?];
        lines.push(bullet(pen, &pen.say(&keys::ADMIN_FAILURE, values)?)?);
    }
    if failures.is_empty() {
        lines.push(Html::text(&pen.say(&keys::ADMIN_NO_FAILURES, args![])?));
    }
    Ok(Html::lines(lines))
}
