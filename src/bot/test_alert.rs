//! `/test`: an alert to this chat alone, by the way of all alerts.

use std::sync::Arc;

use chrono::TimeDelta;

use super::context::Context;
use super::plan::{Change, Failure, Plan};
use crate::alert::{Alert, Body, Manner, Ringing, TestReport};
use crate::delivery::enqueue_alert_for;
use crate::render::Reply;
use crate::store::subscriber::{Sound, Standing};
use crate::store::{StoreError, Tx};

/// Whoever asked is not waiting any more.
const WORTH: TimeDelta = TimeDelta::hours(1);

/// The test itself is the answer: where it does not come, alerts would not come either.
pub(super) async fn test(context: Arc<Context>) -> Result<Plan, Failure> {
    let lang = context.lang();
    let active = context.subscriber.as_ref().filter(|known| known.standing == Standing::Active);
    let Some(subscriber) = active else { return Ok(Plan::message(lang, Reply::NotSubscribed)) };
    let (asked_at, id) = (context.now, format!("test/{}", context.incoming.update_id));
    let report = TestReport { asked_at, until: asked_at + WORTH, ringing: ringing(&subscriber.sound, &context) };
    Ok(Plan::say(lang, Vec::new()).with(Change::Test { subscriber: subscriber.id, id, report }))
}

fn ringing(sound: &Sound, context: &Context) -> Ringing {
    match sound.quiet.filter(|_| sound.is_quiet(context.now)) {
        _ if sound.silent => Ringing::Silent,
        Some(hours) => Ringing::Quiet {
            from: hours.from,
            to: hours.to,
            zone: sound.zone.name().to_owned(),
            critical_rings: sound.critical_rings,
        },
        None => Ringing::Rings,
    }
}

/// Owes the test, in the transaction of the update that asks for it.
pub(super) async fn owe(tx: &mut Tx, subscriber: i64, id: &str, report: &TestReport) -> Result<(), StoreError> {
    let alert = Alert {
        id: id.to_owned(),
        revision: 1,
        manner: Manner::New,
        at: report.asked_at,
        late_since: None,
        body: Body::Test(report.clone()),
        next: Vec::new(),
    };
    enqueue_alert_for(tx, &alert, subscriber).await
}
