//! Short replies, and what is said on the way in and out.

use super::{Sample, reply};
use crate::render::{Greeting, Reply};

pub(super) fn samples() -> Vec<Sample> {
    vec![
        reply("/start for the first time", Reply::Welcome(Greeting::New)),
        reply("The same, once the language is chosen", Reply::Welcome(Greeting::Settled)),
        reply("/start after /stop", Reply::Welcome(Greeting::Back)),
        reply("/start of a subscriber", Reply::AlreadySubscribed),
        reply("A language was chosen (the answer to a button)", Reply::LanguageChosen),
        reply("/help", Reply::Help),
        reply("/stop", Reply::Stopped),
        reply("/stop of somebody who is not subscribed", Reply::NotSubscribed),
        reply("An unknown command", Reply::UnknownCommand),
        reply("What is no command", Reply::NotUnderstood),
        reply("A failure of ours", Reply::Apology),
        reply("A button of an old message (the answer to a button)", Reply::ButtonExpired),
    ]
}
