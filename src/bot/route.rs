//! Which handler an update belongs to.

use std::sync::Arc;

use teloxide::dptree::{self, Handler};

use super::Boards;
use super::context::Context;
use super::plan::{Failure, Plan};
use super::rights::{self, Rights};
use super::{answers, language, membership, menu, privacy, start, talk, test_alert};
use crate::telegram::Identity;
use crate::telegram::update::Kind;

/// The whole tree.
pub(super) type Route = Handler<'static, Result<Plan, Failure>>;

/// Needs an `Arc<Context>`, an [`Identity`] and an `Arc<B>` when it is dispatched. What no branch
/// takes is done without an answer: prose and unknown commands in groups and channels, other bots.
pub(super) fn tree<B: Boards>() -> Route {
    dptree::entry()
        .branch(dptree::filter(is_migration).endpoint(membership::migrated))
        .branch(dptree::filter(is_kind(&Kind::MyChatMember)).endpoint(membership::changed))
        .branch(
            dptree::filter(is_kind(&Kind::Callback))
                .branch(dptree::filter(is_turned_away).endpoint(rights::refuse))
                .branch(dptree::filter_map(start::choice).endpoint(start::choose))
                .branch(dptree::filter_map(privacy::decision).endpoint(privacy::decide))
                .branch(dptree::filter_map(menu::pressed).endpoint(menu::press))
                .branch(dptree::filter_map(membership::wanted).endpoint(membership::subscribe))
                .endpoint(talk::expired_button),
        )
        .branch(
            dptree::filter(is_spoken)
                .branch(dptree::filter(is_guarded).endpoint(rights::refuse))
                .branch(command("start").branch(dptree::filter_map(menu::linked).endpoint(menu::open_linked)))
                .branch(command("start").endpoint(start::start))
                .branch(command("stop").endpoint(talk::stop))
                .branch(command("settings").endpoint(menu::settings))
                .branch(command("timezone").endpoint(menu::timezone))
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
                .branch(
                    dptree::filter(is_private)
                        .branch(dptree::filter(is_command).endpoint(talk::unknown_command))
                        .branch(dptree::filter(is_prose).endpoint(talk::not_understood)),
                ),
        )
}

fn is_kind(kind: &Kind) -> impl Fn(Arc<Context>) -> bool + Send + Sync + 'static {
    let kind = kind.clone();
    move |context: Arc<Context>| context.incoming.kind == kind
}

/// Something that a person wrote. Bots that answer bots never stop; anonymous administrators write under
/// a bot's name.
fn is_spoken(context: Arc<Context>) -> bool {
    let incoming = &context.incoming;
    let by_bot = incoming.from.as_ref().is_some_and(|from| from.is_bot) && !incoming.is_anonymous();
    matches!(incoming.kind, Kind::Message | Kind::ChannelPost) && incoming.chat.is_some() && !by_bot
}

fn is_private(context: Arc<Context>) -> bool {
    context.incoming.is_private()
}

fn is_migration(context: Arc<Context>) -> bool {
    context.incoming.migration.is_some()
}

/// A press of somebody who may not change these settings, or of whom nobody knows.
fn is_turned_away(context: Arc<Context>) -> bool {
    matches!(context.rights, Rights::Refused | Rights::Unknown)
}

/// The same with a command.
fn is_guarded(context: Arc<Context>, identity: Identity) -> bool {
    let command = context.command.as_ref().filter(|command| command.is_for(&identity));
    command.is_some_and(|command| rights::GUARDED.contains(&command.name.as_str())) && !context.may_change()
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
