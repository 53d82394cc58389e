//! Who published it and when: the last line of a message.

use crate::alert::{Alert, Body};
use crate::source::{Host, SourceKind};

use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{RenderError, keys};

/// The source and its moment. A late message knows only when it was due; a notice about a source
/// names it in its headline; what nobody published has no moment.
pub(super) fn line(pen: &Pen<'_>, alert: &Alert) -> Result<Option<Html>, RenderError> {
    let publisher = pen.say(&keys::PUBLISHER, args![publisher(&alert.body)])?;
    let text = match (&alert.body, alert.late_since) {
        (Body::Quality(_) | Body::Test(_), _) => return Ok(None),
        (Body::Reminder(_), _) => pen.say(&keys::SOURCE_CALENDAR, args![publisher])?,
        (Body::Meeting(_), _) => pen.say(&keys::SOURCE_SEEN, args![publisher, pen.moment(alert.at)?])?,
        (Body::Unscheduled(report), _) => {
            pen.say(&keys::SOURCE_PUBLISHED, args![publisher, pen.moment(report.published)?])?
        }
        (_, Some(due)) => pen.say(&keys::SOURCE_DUE, args![publisher, pen.moment(due)?])?,
        (_, None) => pen.say(&keys::SOURCE_PUBLISHED, args![publisher, pen.moment(alert.at)?])?,
    };
    Ok(Some(Html::text(&text)))
}

const fn publisher(body: &Body) -> &'static str {
    let host = match body {
        Body::Funding(_) => Host::NewYorkFed,
        Body::Quality(report) => host_of(report.source),
        Body::NotParsed(report) => host_of(report.source),
        _ => Host::Board,
    };
    match host {
        Host::NewYorkFed => "nyfed",
        Host::Board => "board",
    }
}

const fn host_of(source: SourceKind) -> Host {
    match source {
        SourceKind::NyfedRates | SourceKind::NyfedRepo => Host::NewYorkFed,
        _ => Host::Board,
    }
}
