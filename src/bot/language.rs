//! `/lang`: the languages as buttons, without anything else changing.

use std::sync::Arc;

use super::context::Context;
use super::plan::{Failure, Plan, Say};
use crate::render::Reply;

/// Asks for the language; a press is `start`'s business.
pub(super) async fn ask(context: Arc<Context>) -> Result<Plan, Failure> {
    let lang = context.lang();
    Ok(match context.subscriber {
        None => Plan::message(lang, Reply::NotSubscribed),
        Some(_) => Plan::say(lang, vec![Say::Message { reply: Reply::ChooseLanguage, languages: true }]),
    })
}
