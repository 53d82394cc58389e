//! Minutes of a meeting: the frame of the real ones around a few sentences of our own.

use chrono::NaiveDate;

use super::frame::{self, document, escape};
use super::words::{days, group, voters, written};
use super::{DecisionText, NoteText, decision};

/// Composes the minutes of the meeting from `start` to the day of the decision, released on a day.
#[must_use]
pub fn minutes(start: NaiveDate, d: &DecisionText, n: &NoteText, released: NaiveDate) -> String {
    let held = days(start, d.date);
    let sections = [
        ("Developments in Financial Markets and Open Market Operations", markets(n)),
        ("Staff Review of the Economic Situation", "The staff reviewed the economy.".into()),
        ("Staff Review of the Financial Situation", "The staff reviewed financial markets.".into()),
        ("Staff Economic Outlook", "The staff presented its outlook.".into()),
        ("Participants' Views on Current Conditions and the Economic Outlook", "Participants gave theirs.".into()),
        ("Committee Policy Actions", format!("Members decided to {}.", decision(d))),
    ];
    let section =
        |(title, text): (&str, String)| format!("<p><strong>{title}</strong></p>\n\n<p>{}</p>", escape(&text));
    let sections = sections.map(section).join("\n\n");
    let content = format!(
        "<div class='row'>\n<div id=\"article\" class=\"col-xs-12 col-sm-8 col-md-9\">\n\
         <h3>Minutes of the Federal Open Market Committee</h3>\n\n<p><strong>{held}</strong></p>\n\n<p>{composed}</p>\n\n{sections}\n\n{votes}\n\n<p>(Released {released})</p>\n</div>\n</div>",
        composed = frame::COMPOSED_WORDS,
        votes = votes(d),
        released = written(released),
    );
    document(&format!("FOMC Minutes, {held}"), released, &content)
}

/// What the directive that came of the meeting says about the balance sheet.
fn markets(n: &NoteText) -> String {
    let runoff = match (n.treasury_cap, n.runoff_ends) {
        (Some(_), Some(end)) => format!("The run-off of securities holdings was to end on {}.", written(end)),
        (Some(cap), None) => {
            format!("Treasury securities were to run off by no more than ${cap} billion a month.")
        }
        (None, _) => "All principal payments were to be reinvested.".to_owned(),
    };
    if n.bill_purchases {
        return format!("{runoff} Bills were to be bought so that reserves stay ample.");
    }
    runoff
}

/// The two paragraphs of the vote; a dissent's words follow its names. Where the statement of the day
/// prints a count instead of names, so do these.
fn votes(d: &DecisionText) -> String {
    let names = if d.voters.is_empty() { format!("{} members", d.votes_for) } else { voters(&d.voters) };
    let groups: Vec<String> = d.dissents.chunk_by(|a, b| a.preference == b.preference).map(group).collect();
    let against = if groups.is_empty() { "None".to_owned() } else { groups.join(", and ") };
    format!(
        "<p><strong>Voting for this action: </strong>{}.</p>\n\n<p><strong>Voting against this action: </strong>{}.</p>",
        escape(&names),
        escape(&against)
    )
}
