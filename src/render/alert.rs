//! What every alert has: the headline, marks, what comes next, the source.

use crate::alert::{Alert, Body, Manner, Severity};
use crate::calendar::Upcoming;

use super::date::Pen;
use super::html::Html;
use super::words::args;
use super::{
    MESSAGE_LIMIT, Marks, RenderError, correction, decision, funding, keys, meeting, note, origin, quality, test,
    weekly,
};

/// How many coming releases an alert names.
const NEXT: usize = 2;

/// The whole message.
pub(super) fn render(pen: &Pen<'_>, alert: &Alert, marks: Marks) -> Result<Html, RenderError> {
    let told = told(pen, alert)?;
    let mut lines = vec![headline(alert.severity(), &told.title)];
    lines.extend(preface(pen, alert, marks, &told)?);
    lines.extend(told.lines);
    lines.extend(next(pen, &alert.next)?);
    let mut last: Vec<Html> = origin::line(pen, alert)?.into_iter().collect();
    if marks.possible_repeat {
        last.push(Html::text(&pen.say(&keys::POSSIBLE_REPEAT, args![])?));
    }
    let whole = Html::lines(lines.iter().chain(&last).cloned());
    if whole.utf16_len() <= MESSAGE_LIMIT {
        return Ok(whole);
    }
    last.insert(0, Html::text(&pen.say(&keys::CUT_SHORT, args![])?));
    Ok(Html::lines(lines).cut(&Html::lines(last), MESSAGE_LIMIT))
}

/// What the body says, without what every alert has.
pub(super) fn told(pen: &Pen<'_>, alert: &Alert) -> Result<Told, RenderError> {
    match &alert.body {
        Body::Funding(report) => funding::render(pen, &alert.id, report),
        Body::Weekly(report) => weekly::render(pen, report),
        Body::Decision(report) => decision::render(pen, report),
        Body::NotParsed(report) => decision::render_not_parsed(pen, report),
        Body::Note(report) => note::render(pen, report),
        Body::Reminder(report) => meeting::reminder(pen, report),
        Body::Minutes(report) => meeting::minutes(pen, report),
        Body::Meeting(report) => meeting::calendar(pen, report),
        Body::Unscheduled(report) => meeting::unscheduled(pen, report),
        Body::Quality(report) => quality::render(pen, report),
        Body::Test(report) => test::render(pen, report),
    }
}

/// What a body says: its headline, and the lines below it.
pub(super) struct Told {
    pub(super) title: String,
    pub(super) lines: Vec<Html>,
    /// What a graver revision brings, by name; the headline where there is no shorter one.
    pub(super) news: Option<String>,
}

impl Told {
    /// A message whose headline names what is new.
    pub(super) const fn new(title: String, lines: Vec<Html>) -> Self {
        Self { title, lines, news: None }
    }
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

pub(super) fn headline(severity: Severity, title: &str) -> Html {
    Html::text(&format!("{} ", sign(severity))).then(&Html::text(title).bold())
}

/// What must be known before the figures are read: that they correct others, that they are late.
fn preface(pen: &Pen<'_>, alert: &Alert, marks: Marks, told: &Told) -> Result<Vec<Html>, RenderError> {
    let mut lines = Vec::new();
    lines.extend(revision(pen, alert, marks, told)?.map(|text| Html::text(&text)));
    if let Some(due) = alert.late_since {
        let span = pen.span(alert.at - due)?;
        lines.push(Html::text(&pen.say(&keys::LATE, args![pen.moment(due)?, span])?));
    }
    Ok(lines)
}

/// How this revision differs from the one before; revised figures are named to everybody.
fn revision(pen: &Pen<'_>, alert: &Alert, marks: Marks, told: &Told) -> Result<Option<String>, RenderError> {
    let revised = correction::items(pen, correction::of(&alert.body))?;
    match (marks.revision_of_sent, alert.manner, revised) {
        (true, Manner::Adds, _) | (false, _, None) => Ok(None),
        (true, Manner::Escalates, _) => {
            let grade = pen.say(&keys::SEVERITY, args![alert.severity().as_str()])?;
            let news = told.news.as_deref().unwrap_or(&told.title);
            pen.say(&keys::ESCALATED, args![alert.revision, grade, news]).map(Some)
        }
        (true, _, Some(items)) => pen.say(&keys::REVISED_FIGURES, args![alert.revision, items]).map(Some),
        (true, _, None) => pen.say(&keys::REVISED, args![alert.revision]).map(Some),
        (false, _, Some(items)) => pen.say(&keys::CORRECTION, args![items]).map(Some),
    }
}

fn next(pen: &Pen<'_>, next: &[Upcoming]) -> Result<Option<Html>, RenderError> {
    let items = next.iter().take(NEXT).map(|next| upcoming(pen, next)).collect::<Result<Vec<_>, _>>()?;
    if items.is_empty() {
        return Ok(None);
    }
    let list = items.join(&pen.say(&keys::NEXT_SEPARATOR, args![])?);
    Ok(Some(Html::text(&pen.say(&keys::NEXT, args![list])?)))
}

const fn release_tag(next: &Upcoming) -> &'static str {
    next.kind.as_str()
}
