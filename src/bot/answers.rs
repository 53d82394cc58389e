//! Commands that show what is known. All of it is public: who is not subscribed may look as well.

use std::sync::Arc;

use super::context::Context;
use super::plan::{Failure, Plan};
use super::{Boards, Question};
use crate::render::Reply;

pub(super) async fn status<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.board(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Status(Box::new(board))))
}

pub(super) async fn fomc<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.fomc(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Fomc(Box::new(board))))
}

pub(super) async fn h41<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.h41(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::H41(Box::new(board))))
}

pub(super) async fn repo<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.repo(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Repo(Box::new(board))))
}

pub(super) async fn tga<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.tga(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Tga(Box::new(board))))
}

pub(super) async fn bills<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.bills(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Bills(Box::new(board))))
}

pub(super) async fn next<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.next(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::Next(Box::new(board))))
}

pub(super) async fn history<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let board = boards.history(context.now).await?;
    Ok(Plan::message(context.lang(), Reply::History(Box::new(board))))
}

/// Explains the rule that is named, else the message that is replied to, else what was told last.
pub(super) async fn why<B: Boards>(context: Arc<Context>, boards: Arc<B>) -> Result<Plan, Failure> {
    let lang = context.lang();
    let argument = context.command.as_ref().and_then(|command| command.argument.as_deref());
    let question = match (argument.map(rule_id), context.incoming.replied_to) {
        (Some(rule), _) => {
            let rules = boards.rules();
            if !rules.contains(&rule) {
                return Ok(Plan::message(lang, Reply::NoSuchRule(rules)));
            }
            Question::Rule(rule)
        }
        (None, Some(message)) => Question::Message(message),
        (None, None) => Question::Last,
    };
    let chat = context.incoming.chat.as_ref().map_or(0, |chat| chat.id);
    let why = boards.why(chat, question, context.now).await?;
    Ok(Plan::message(lang, Reply::Why(why.map(Box::new))))
}

/// A rule's id as people type it: `R01`, `r1`, `1`.
fn rule_id(typed: &str) -> String {
    let number = typed.trim_start_matches(['r', 'R']).parse::<u8>();
    number.map_or_else(|_| typed.to_owned(), |number| format!("R{number:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_named_as_people_type_them() {
        for (typed, id) in
            [("R01", "R01"), ("r1", "R01"), ("1", "R01"), ("R22", "R22"), ("sofr", "sofr"), ("R999", "R999")]
        {
            assert_eq!(rule_id(typed), id);
        }
    }
}
