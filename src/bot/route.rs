//! Which handler an update belongs to.

use std::sync::Arc;

use teloxide::dptree::{self, Handler};

use super::Boards;
use super::context::Context;
use super::plan::{Failure, Plan};
use super::{answers, language, membership, privacy, start, talk, test_alert};
use crate::telegram::Identity;
use crate::telegram::update::Kind;

/// The whole tree.
pub(super) type Route = Handler<'static, Result<Plan, Failure>>;

/// Needs an `Arc<Context>`, an [`Identity`] and an `Arc<B>` when it is dispatched. What no branch
/// takes is done without an answer: groups, channels, other bots.
pub(super) fn tree<B: Boards>() -> Route {
    dptree::entry()
        .branch(dptree::filter(is_kind(&Kind::MyChatMember)).endpoint(membership::changed))
        .branch(
            dptree::filter(is_kind(&Kind::Callback))
                .branch(dptree::filter_map(start::choice).endpoint(start::choose))
                .branch(dptree::filter_map(privacy::decision).endpoint(privacy::decide))
                .endpoint(talk::expired_button),
        )
        .branch(
            dptree::filter(is_private_message)
                .branch(command("start").endpoint(start::start))
                .branch(command("stop").endpoint(talk::stop))
                .branch(command("status").endpoint(answers::status::<B>))
                .branch(command("fomc").endpoint(answers::fomc::<B>))
                .branch(command("h41").endpoint(answers::h41::<B>))
                .branch(command("repo").endpoint(answers::repo::<B>))
                .branch(command("next").endpoint(answers::next::<B>))
                .branch(command("history").endpoint(answers::history::<B>))
                .branch(command("why").endpoint(answers::why::<B>))
                .branch(command("help").endpoint(talk::help))
                .branch(command("lang").endpoint(language::ask))
                .branch(command("test").endpoint(test_alert::test))
                .branch(command("privacy").endpoint(privacy::privacy))
                .branch(command("mydata").endpoint(privacy::data))
                .branch(command("deletemydata").endpoint(privacy::ask))
                .branch(dptree::filter(is_command).endpoint(talk::unknown_command))
                .branch(dptree::filter(is_prose).endpoint(talk::not_understood)),
        )
}

fn is_kind(kind: &Kind) -> impl Fn(Arc<Context>) -> bool + Send + Sync + 'static {
    let kind = kind.clone();
    move |context: Arc<Context>| context.incoming.kind == kind
}

/// Bots that answer bots never stop.
fn is_private_message(context: Arc<Context>) -> bool {
    let incoming = &context.incoming;
    incoming.kind == Kind::Message && incoming.is_private() && !incoming.from.as_ref().is_some_and(|from| from.is_bot)
}

fn command(name: &'static str) -> Route {
    dptree::filter(move |context: Arc<Context>, identity: Identity| {
        let command = context.command.as_ref();
        command.is_some_and(|command| command.name == name && command.is_for(&identity))
    })
}

fn is_command(context: Arc<Context>, identity: Identity) -> bool {
    context.command.as_ref().is_some_and(|command| command.is_for(&identity))
}

fn is_prose(context: Arc<Context>) -> bool {
    context.command.is_none() && context.incoming.content
}
