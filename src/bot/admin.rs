//! `/admin`, in the operator's chat only: how the program is, and alerts held back or let go.
//!
//! Which chat that is stands in the configuration and nowhere else, and is looked at for the command and for
//! every press. Everywhere else the command is as unknown as any other word. In a group everybody who is in
//! it is an operator.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use teloxide::dptree;
use teloxide::payloads::{EditMessageText, EditMessageTextSetters as _, SendMessage, SendMessageSetters as _};
use teloxide::types::{ChatId, InlineKeyboardButton, InlineKeyboardMarkup, MessageId, ParseMode, ThreadId};

use super::Boards;
use super::context::Context;
use super::plan::{Change, Failure, Plan, Say};
use super::reply::BotWords;
use super::requests::Target;
use super::route::Route;
use crate::board::operator::{Home, Page};
use crate::lang::Lang;
use crate::render::{AdminButton, Reply};
use crate::stats::Stats;
use crate::store::{Store, StoreError};
use crate::telegram::update::Kind;
use crate::telegram::{Identity, Request};

/// What a button of ours carries, before its name.
const DATA: &str = "adm:";
/// Failures are listed of this time.
const LATELY: TimeDelta = TimeDelta::days(1);

/// What an operator is shown, and who that is.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The operator's chat; 0 is nobody's.
    pub chat: i64,
    /// The database.
    pub store: Store,
    /// What was counted.
    pub stats: Stats,
    /// The epoch that delivery writes under.
    pub epoch: i64,
    /// When the process started.
    pub started: DateTime<Utc>,
}

/// What an operator asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    button: AdminButton,
    /// The press and the message below which it was made; none for the command.
    press: Option<(String, i64)>,
}

/// The branch of the route: the command and the presses of the operator's chat.
pub(super) fn branch<B: Boards>() -> Route {
    dptree::filter_map(asked::<B>).endpoint(answer::<B>)
}

fn asked<B: Boards>(context: Arc<Context>, identity: Identity, boards: Arc<B>) -> Option<Ask> {
    let (desk, incoming) = (boards.operator()?, &context.incoming);
    let is_here = desk.chat != 0 && incoming.chat.as_ref().is_some_and(|chat| chat.id == desk.chat);
    let is_person = !incoming.from.as_ref().is_some_and(|from| from.is_bot);
    if !is_here || !is_person {
        return None;
    }
    match (&incoming.kind, &incoming.callback) {
        (Kind::Message, _) => {
            let command = context.command.as_ref()?;
            let meant = command.name == "admin" && command.is_for(&identity);
            meant.then_some(Ask { button: AdminButton::Home, press: None })
        }
        (Kind::Callback, Some(press)) => {
            let name = press.data.as_deref()?.strip_prefix(DATA)?;
            let button = AdminButton::ALL.into_iter().find(|button| button.as_str() == name)?;
            Some(Ask { button, press: Some((press.id.clone(), press.message_id?)) })
        }
        _ => None,
    }
}

async fn answer<B: Boards>(context: Arc<Context>, ask: Ask, boards: Arc<B>) -> Result<Plan, Failure> {
    let (lang, now) = (context.lang(), context.now);
    let Some(desk) = boards.operator() else { return Ok(Plan::say(lang, Vec::new())) };
    let paused = desk.store.paused_since().await?;
    // What is so already is not done again: "since" stays what it was.
    let wish = match ask.button {
        AdminButton::PauseYes => Some(true),
        AdminButton::ResumeYes => Some(false),
        _ => None,
    };
    let change = wish.filter(|wish| *wish != paused.is_some()).map_or(Change::Nothing, Change::Pause);
    let paused = match wish {
        Some(true) => paused.or(Some(now)),
        Some(false) => None,
        None => paused,
    };
    let page = page(ask.button, desk, boards.as_ref(), paused, now).await?;
    let (notice, message_id) = match ask.press {
        Some((callback, message_id)) => {
            (Some(Say::Answer { callback, reply: Reply::AdminButton(ask.button) }), Some(message_id))
        }
        None => (None, None),
    };
    let says = notice.into_iter().chain([Say::Desk { message_id, page: Box::new(page) }]).collect();
    Ok(Plan::say(lang, says).with(change))
}

async fn page<B: Boards>(
    button: AdminButton,
    desk: &Desk,
    boards: &B,
    paused: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Page, StoreError> {
    let waiting = || async { Ok::<i64, StoreError>(desk.store.queue().await?.iter().map(|line| line.rows).sum()) };
    Ok(match button {
        AdminButton::Sources => Page::Sources { sources: boards.board(now).await?.sources, now },
        AdminButton::Queue => Page::Queue {
            queue: desk.store.queue().await?,
            inbox: desk.store.inbox_line().await?,
            failures: desk.store.failures_since(now - LATELY).await?,
            now,
        },
        AdminButton::Pause => Page::AskPause,
        AdminButton::Resume => Page::AskResume { waiting: waiting().await? },
        AdminButton::Home | AdminButton::PauseYes | AdminButton::ResumeYes => {
            let people = desk.store.subscriber_lines().await?;
            let active = people.iter().filter(|line| line.state == "active").map(|line| line.rows).sum();
            let age = |age: Option<std::time::Duration>| age.and_then(|age| TimeDelta::from_std(age).ok());
            Page::Home(Home {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                uptime: now - desk.started,
                epoch: desk.epoch,
                delivery: age(desk.stats.delivery.age()),
                intake: age(desk.stats.intake.age()),
                subscribers: (active, people.iter().map(|line| line.rows).sum()),
                waiting: waiting().await?,
                paused_since: paused,
                now,
            })
        }
    })
}

/// The buttons below a page, row by row.
fn buttons(page: &Page) -> Vec<Vec<AdminButton>> {
    use AdminButton::{Home, Pause, PauseYes, Queue, Resume, ResumeYes, Sources};
    match page {
        Page::Home(home) => {
            vec![vec![Home, Sources, Queue], vec![if home.paused_since.is_some() { Resume } else { Pause }]]
        }
        Page::Sources { .. } | Page::Queue { .. } => vec![vec![Home, Sources, Queue]],
        Page::AskPause => vec![vec![PauseYes, Home]],
        Page::AskResume { .. } => vec![vec![ResumeYes, Home]],
    }
}

/// The request for a page: a new message, or an older one rewritten in place.
pub(super) fn request(
    words: &dyn BotWords,
    lang: Lang,
    to: Target,
    message_id: Option<i64>,
    page: &Page,
) -> Result<Request, Failure> {
    let text = words.reply(lang, &Reply::Admin(Box::new(page.clone()))).map_err(Failure::Words)?;
    let mut rows = Vec::new();
    for row in buttons(page) {
        let button = |button: AdminButton| {
            let label = words.reply(lang, &Reply::AdminButton(button)).map_err(Failure::Words)?;
            Ok(InlineKeyboardButton::callback(label, format!("{DATA}{}", button.as_str())))
        };
        rows.push(row.into_iter().map(button).collect::<Result<Vec<_>, Failure>>()?);
    }
    let keyboard = InlineKeyboardMarkup::new(rows);
    if let Some(message_id) = message_id {
        let message_id = MessageId(i32::try_from(message_id).unwrap_or_default());
        let edit = EditMessageText::new(ChatId(to.chat), message_id, text).parse_mode(ParseMode::Html);
        return Ok(Request::of(&edit.reply_markup(keyboard))?);
    }
    let mut message = SendMessage::new(ChatId(to.chat), text).parse_mode(ParseMode::Html).reply_markup(keyboard);
    if let Some(thread) = to.thread.and_then(|thread| i32::try_from(thread).ok()) {
        message = message.message_thread_id(ThreadId(MessageId(thread)));
    }
    Ok(Request::of(&message)?)
}
