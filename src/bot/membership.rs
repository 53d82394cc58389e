//! Somebody blocked the bot, or came back.

use std::sync::Arc;

use super::context::Context;
use super::plan::{Change, Failure, Plan};
use crate::store::subscriber::{Standing, Subscriber};
use crate::telegram::GoneClass;

/// Nothing is said: the person either cannot hear it or has just chosen to hear from us again.
pub(super) async fn changed(context: Arc<Context>) -> Result<Plan, Failure> {
    let plan = Plan::say(context.lang(), Vec::new());
    let Some(subscriber) = &context.subscriber else { return Ok(plan) };
    let standing = match (context.incoming.standing.as_deref(), &subscriber.standing) {
        (Some("kicked" | "left"), Standing::Active | Standing::Asked) => {
            let class = if context.incoming.is_private() { GoneClass::Blocked } else { GoneClass::Kicked };
            Standing::Suspended(class.as_str().to_owned())
        }
        (Some("member" | "administrator"), Standing::Suspended(_)) => Standing::Active,
        // Who had unsubscribed stays so, whatever they do with the chat.
        _ => return Ok(plan),
    };
    Ok(plan.with(Change::Update(Subscriber { standing, ..subscriber.clone() })))
}
