//! What every alert has: the headline, marks, what comes next, the source.

use crate::alert::{Alert, Body, Severity};
use crate::calendar::Upcoming;
use crate::source::{Host, SourceKind};

use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{Marks, RenderError, decision, funding, keys, weekly};

/// How many coming releases an alert names.
const NEXT: usize = 2;

/// The whole message.
pub(super) fn render(pen: &Pen<'_>, alert: &Alert, marks: Marks) -> Result<Html, RenderError> {
    let told = match &alert.body {
        Body::Funding(report) => funding::render(pen, &alert.id, report)?,
        Body::Weekly(report) => weekly::render(pen, report)?,
        Body::Decision(report) => decision::render(pen, report)?,
        Body::NotParsed(report) => decision::render_not_parsed(pen, report)?,
    };
    let mut lines = vec![headline(alert.severity(), &told.title)];
    lines.extend(preface(pen, alert, marks)?);
    lines.extend(told.lines);
    lines.extend(next(pen, &alert.next)?);
    lines.push(source(pen, alert)?);
    if marks.possible_repeat {
        lines.push(Html::text(&pen.say(&keys::POSSIBLE_REPEAT, args![])?));
    }
    Ok(Html::lines(lines))
}

/// What a body says: its headline, and the lines below it.
pub(super) struct Told {
    pub(super) title: String,
    pub(super) lines: Vec<Html>,
}

/// Signs mark severity, never good or bad.
pub(super) const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Normal => "✅",
        Severity::Info => "▫️",
        Severity::Notable => "🟠",
        Severity::Critical => "🔴",
    }
}

/// One item of a list.
pub(super) fn bullet(pen: &Pen<'_>, text: &str) -> Result<Html, RenderError> {
    Ok(Html::text(&pen.say(&keys::BULLET, args![text])?))
}

/// A coming release and its time.
pub(super) fn upcoming(pen: &Pen<'_>, next: &Upcoming) -> Result<String, RenderError> {
    let what = pen.say(&keys::RELEASE, args![release_tag(next)])?;
    pen.say(&keys::NEXT_ITEM, args![what, pen.soon(next.at)?])
}

fn headline(severity: Severity, title: &str) -> Html {
    Html::text(&format!("{} ", sign(severity))).then(&Html::text(title).bold())
}

/// What must be known before the figures are read: that they correct others, that they are late.
fn preface(pen: &Pen<'_>, alert: &Alert, marks: Marks) -> Result<Vec<Html>, RenderError> {
    let mut lines = Vec::new();
    if marks.revision_of_sent {
        lines.push(Html::text(&pen.say(&keys::REVISED, args![alert.revision])?));
    }
    if let Some(due) = alert.late_since {
        let span = pen.span(alert.at - due)?;
        lines.push(Html::text(&pen.say(&keys::LATE, args![pen.moment(due)?, span])?));
    }
    Ok(lines)
}

fn next(pen: &Pen<'_>, next: &[Upcoming]) -> Result<Option<Html>, RenderError> {
    let items = next.iter().take(NEXT).map(|next| upcoming(pen, next)).collect::<Result<Vec<_>, _>>()?;
    if items.is_empty() {
        return Ok(None);
    }
    let list = items.join(&pen.say(&keys::NEXT_SEPARATOR, args![])?);
    Ok(Some(Html::text(&pen.say(&keys::NEXT, args![list])?)))
}

/// Who published it and when; of a late message only the due time is known.
fn source(pen: &Pen<'_>, alert: &Alert) -> Result<Html, RenderError> {
    let host = match &alert.body {
        Body::Funding(_) => Host::NewYorkFed,
        Body::Weekly(_) | Body::Decision(_) => Host::Board,
        Body::NotParsed(report) => host_of(report.source),
    };
    let publisher = match host {
        Host::NewYorkFed => "nyfed",
        Host::Board => "board",
    };
    let publisher = pen.say(&keys::PUBLISHER, args![publisher])?;
    let text = match alert.late_since {
        Some(due) => pen.say(&keys::SOURCE_DUE, args![publisher, pen.moment(due)?])?,
        None => pen.say(&keys::SOURCE_PUBLISHED, args![publisher, pen.moment(alert.at)?])?,
    };
    Ok(Html::text(&text))
}

const fn host_of(source: SourceKind) -> Host {
    match source {
        SourceKind::NyfedRates | SourceKind::NyfedRepo => Host::NewYorkFed,
        SourceKind::H41
        | SourceKind::FomcStatement
        | SourceKind::ImplementationNote
        | SourceKind::FomcCalendar
        | SourceKind::FomcMinutes
        | SourceKind::PressFeed => Host::Board,
    }
}

const fn release_tag(next: &Upcoming) -> &'static str {
    next.kind.as_str()
}
