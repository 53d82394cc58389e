//! Answers to people: welcome, help, the board, and short lines for everything else.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::alert::Severity;
use crate::board::Board;
use crate::board::answers::{BillsBoard, FomcBoard, H41Board, HistoryBoard, NextBoard, RepoBoard, TgaBoard, Why};
use crate::board::operator::Page;
use crate::clock::ny;
use crate::unit::{BasisPoints, Percent, UsdMillions};

use super::alert::{bullet, sign};
use super::date::Pen;
use super::html::Html;
use super::keys::{self, Key};
use super::menu::{Menu, Notice};
use super::operator::{self, AdminButton};
use super::personal::{self, PersonalData};
use super::words::{Words, args};
use super::{COMMANDS, RenderError, answer, status};

/// How somebody who subscribes is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greeting {
    /// For the first time; the language was guessed, and is asked for.
    New,
    /// The language has been chosen.
    Settled,
    /// Again, after a /stop.
    Back,
}

/// What somebody is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Subscribed: what will come, and one example. The languages hang below it as buttons.
    Welcome(Greeting),
    /// A language was chosen; said in that language.
    LanguageChosen,
    /// /start from somebody who is subscribed.
    AlreadySubscribed,
    /// /stop.
    Stopped,
    /// /stop from somebody who is not subscribed.
    NotSubscribed,
    /// /help.
    Help,
    /// /status.
    Status(Box<Board>),
    /// /fomc.
    Fomc(Box<FomcBoard>),
    /// /h41.
    H41(Box<H41Board>),
    /// /repo.
    Repo(Box<RepoBoard>),
    /// /tga.
    Tga(Box<TgaBoard>),
    /// /bills.
    Bills(Box<BillsBoard>),
    /// /next.
    Next(Box<NextBoard>),
    /// /history.
    History(Box<HistoryBoard>),
    /// /why; `None` where nothing has been told yet.
    Why(Option<Box<Why>>),
    /// /why about a rule that does not exist, with the ids of those that do.
    NoSuchRule(Vec<String>),
    /// A command that does not exist.
    UnknownCommand,
    /// A command that does not exist, and the one that is spelled like it.
    NearestCommand(&'static str),
    /// No such command, but two are spelled equally near.
    NearestCommands(&'static str, &'static str),
    /// A chat sends more than it is answered.
    TooMany,
    /// /lang: the languages hang below it as buttons.
    ChooseLanguage,
    /// /privacy.
    Privacy {
        /// How long answers and numbers of updates are kept.
        answers: TimeDelta,
        /// How long the record of alerts sent is kept.
        messages: TimeDelta,
    },
    /// /mydata.
    PersonalData(Box<PersonalData>),
    /// /deletemydata: the question, above two buttons.
    DeleteAsk,
    /// The button that confirms. A label.
    DeleteYes,
    /// The button that does not. A label.
    DeleteNo,
    /// Everything is deleted.
    Deleted {
        /// How long this answer itself is kept.
        answers: TimeDelta,
    },
    /// The same as the notice of a button.
    DeleteDone,
    /// It was not confirmed.
    DeleteKept,
    /// /deletemydata from a chat that has no settings.
    DeleteNothing,
    /// Anything that is no command.
    NotUnderstood,
    /// A handler failed for good; the message is given up.
    Apology,
    /// /admin.
    Admin(Box<Page>),
    /// The label of a button of /admin.
    AdminButton(AdminButton),
    /// A button of an old message; short enough for the answer to a button (200 characters).
    ButtonExpired,
    /// A page of the settings menu; its buttons hang below it.
    Menu(Box<Menu>),
    /// A line about settings, rights or groups.
    Notice(Notice),
}

/// The terms-of-use notice that the New York Fed asks of those who show its rates, in its wording.
pub const NYFED_NOTICE: &str = "The SOFR is subject to the Terms of Use posted at newyorkfed.org. The New York Fed is \
    not responsible for publication of the SOFR by Tidewatch, does not sanction or endorse any particular \
    republication, and has no liability for your use.";

/// The whole answer.
pub(super) fn render(words: &Words, reply: &Reply) -> Result<Html, RenderError> {
    let line = |key: &Key<0>| words.say(key, args![]).map(|text| Html::text(&text));
    match reply {
        Reply::Welcome(greeting) => welcome(words, *greeting),
        Reply::LanguageChosen => line(&keys::LANGUAGE_CHOSEN),
        Reply::AlreadySubscribed => line(&keys::ALREADY_SUBSCRIBED),
        Reply::Stopped => line(&keys::STOPPED),
        Reply::NotSubscribed => line(&keys::NOT_SUBSCRIBED),
        Reply::Help => help(words),
        Reply::Status(board) => status::render(&Pen { words, now: board.now }, board),
        Reply::Fomc(board) => answer::fomc(&Pen { words, now: board.now }, board),
        Reply::H41(board) => answer::h41(&Pen { words, now: board.now }, board),
        Reply::Repo(board) => answer::repo(&Pen { words, now: board.now }, board),
        Reply::Tga(board) => answer::tga(&Pen { words, now: board.now }, board),
        Reply::Bills(board) => answer::bills(&Pen { words, now: board.now }, board),
        Reply::Next(board) => answer::next(&Pen { words, now: board.now }, board),
        Reply::History(board) => answer::history(&Pen { words, now: board.now }, board),
        Reply::Why(why) => {
            // With nothing to explain there is no date to write either.
            let now = why.as_ref().map_or(DateTime::UNIX_EPOCH, |why| why.now);
            answer::why(&Pen { words, now }, why.as_deref())
        }
        Reply::NoSuchRule(rules) => {
            words.say(&keys::NO_SUCH_RULE, args![rules.join(" ")]).map(|text| Html::text(&text))
        }
        Reply::UnknownCommand => line(&keys::UNKNOWN_COMMAND),
        Reply::NearestCommands(name, other) => {
            words.say(&keys::NEAREST_COMMANDS, args![*name, *other]).map(|text| Html::text(&text))
        }
        Reply::NearestCommand(name) => words.say(&keys::NEAREST_COMMAND, args![*name]).map(|text| Html::text(&text)),
        Reply::TooMany => line(&keys::TOO_MANY),
        Reply::ChooseLanguage => line(&keys::WELCOME_ASK).map(Html::bold),
        Reply::Privacy { answers, messages } => personal::privacy(words, *answers, *messages),
        Reply::PersonalData(data) => personal::data(&Pen { words, now: data.now }, data),
        Reply::DeleteAsk => line(&keys::DELETE_ASK),
        Reply::DeleteYes => line(&keys::DELETE_YES),
        Reply::DeleteNo => line(&keys::DELETE_NO),
        Reply::Deleted { answers } => {
            words.say(&keys::DELETED, args![answers.num_hours()]).map(|text| Html::text(&text))
        }
        Reply::DeleteDone => line(&keys::DELETE_DONE),
        Reply::DeleteKept => line(&keys::DELETE_KEPT),
        Reply::DeleteNothing => line(&keys::DELETE_NOTHING),
        Reply::NotUnderstood => line(&keys::NOT_UNDERSTOOD),
        Reply::Apology => line(&keys::APOLOGY),
        Reply::Admin(page) => operator::page(words, page),
        Reply::AdminButton(button) => operator::label(words, *button),
        Reply::ButtonExpired => line(&keys::BUTTON_EXPIRED),
        Reply::Menu(menu) => super::menu::render(words, menu),
        Reply::Notice(notice) => super::menu::notice(words, notice),
    }
}

/// The description of a command, as its menu shows it.
pub(super) fn command(words: &Words, name: &str) -> Result<String, RenderError> {
    let key = match name {
        "start" => keys::COMMAND_START,
        "status" => keys::COMMAND_STATUS,
        "fomc" => keys::COMMAND_FOMC,
        "h41" => keys::COMMAND_H41,
        "repo" => keys::COMMAND_REPO,
        "tga" => keys::COMMAND_TGA,
        "bills" => keys::COMMAND_BILLS,
        "next" => keys::COMMAND_NEXT,
        "history" => keys::COMMAND_HISTORY,
        "why" => keys::COMMAND_WHY,
        "help" => keys::COMMAND_HELP,
        "stop" => keys::COMMAND_STOP,
        "settings" => keys::COMMAND_SETTINGS,
        "timezone" => keys::COMMAND_TIMEZONE,
        "lang" => keys::COMMAND_LANG,
        "test" => keys::COMMAND_TEST,
        "privacy" => keys::COMMAND_PRIVACY,
        "mydata" => keys::COMMAND_MYDATA,
        "deletemydata" => keys::COMMAND_DELETEMYDATA,
        _ => return Err(RenderError::UnknownCommand { name: name.to_owned() }),
    };
    words.say(&key, args![])
}

fn welcome(words: &Words, greeting: Greeting) -> Result<Html, RenderError> {
    let hello = if greeting == Greeting::Back { keys::WELCOME_BACK } else { keys::WELCOME_FRESH };
    let line = |key: &Key<0>| words.say(key, args![]).map(|text| Html::text(&text));
    let mut lines = vec![
        line(&hello)?.bold(),
        line(&keys::WELCOME_WHAT)?,
        Html::default(),
        line(&keys::WELCOME_COMING)?,
        Html::default(),
        line(&keys::WELCOME_EXAMPLE)?,
        example(words)?.quote(),
        line(&keys::WELCOME_HINT)?,
        line(&keys::HELP_ADVICE)?,
    ];
    if greeting == Greeting::New {
        lines.push(line(&keys::WELCOME_ASK)?.bold());
    }
    Ok(Html::lines(lines))
}

/// What was known on Monday, 3 November 2025 at 08:00: SOFR of 31 October 4.22 %, IORB 3.90 %,
/// standing repo of that day $50.350 billion (New York Fed).
fn example(words: &Words) -> Result<Html, RenderError> {
    let friday = NaiveDate::from_ymd_opt(2025, 10, 31).unwrap_or_default();
    let monday: DateTime<Utc> = ny::at(NaiveDate::from_ymd_opt(2025, 11, 3).unwrap_or_default(), 8, 0);
    let pen = Pen { words, now: monday };
    let title = pen.say(&keys::FUNDING_TITLE, args![pen.say(&keys::SEVERITY, args!["critical"])?])?;
    let title = Html::text(&format!("{} ", sign(Severity::Critical))).then(&Html::text(&title).bold());
    let rate = pen.rate(Percent(Decimal::new(422, 2)))?;
    let spread = pen.bp(BasisPoints(Decimal::new(32, 0)))?;
    let sofr = pen.say(&keys::SOFR_ABOVE, args![rate, pen.day(friday)?, spread])?;
    let amount = pen.repo(UsdMillions(Decimal::new(50_350, 0)))?;
    let repo = pen.say(&keys::REPO_ON, args![amount, pen.day(friday)?])?;
    Ok(Html::lines([title, Html::text(&sofr), bullet(&pen, &repo)?]))
}

fn help(words: &Words) -> Result<Html, RenderError> {
    let line = |key: &Key<0>| words.say(key, args![]).map(|text| Html::text(&text));
    let mut lines = vec![line(&keys::HELP_TITLE)?.bold(), line(&keys::HELP_WHAT)?, Html::default()];
    for name in COMMANDS {
        let text = words.say(&keys::HELP_COMMAND, args![name, command(words, name)?])?;
        lines.push(Html::text(&text));
    }
    lines.extend([Html::default(), line(&keys::HELP_TERMS)?, Html::default()]);
    lines.extend([line(&keys::HELP_SIGNS)?, line(&keys::HELP_THRESHOLDS)?, line(&keys::HELP_ADVICE)?]);
    lines.push(Html::default());
    lines.push(Html::text(&words.say(&keys::HELP_NYFED, args![NYFED_NOTICE])?));
    Ok(Html::lines(lines))
}
