//! FOMC pages: short texts of our own around the official figures.
//!
//! The grammar is the Board's, down to its typography (byte-order mark, CRLF, non-breaking hyphens, a
//! `<p>` that is never closed); the prose is ours, and every page says so.

pub mod calendar;
mod frame;
mod minutes;
mod release;
mod words;

use std::cmp::Ordering;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::source::{Dissent, Verb};
use crate::unit::Percent;
use frame::Page;
pub use frame::escape;
pub use minutes::minutes;
pub use release::{announcement, minutes_title, press_release};
use words::{day_of_year, dissent_sentence, move_in_points, range, rate, voters, written};

/// What a composed statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionText {
    /// The day of the decision; from 17 June 2026 on the page has the format with a printed count.
    pub date: NaiveDate,
    /// As on the page: "2:00 p.m. EDT".
    pub time: String,
    /// The target range before the decision, lower limit first.
    pub previous: (Percent, Percent),
    /// The target range decided on.
    pub range: (Percent, Percent),
    /// The number of votes for it: printed since June 2026.
    pub votes_for: u32,
    /// Who voted for it, the chair and the vice chair first: printed until April 2026.
    pub voters: Vec<String>,
    /// Who voted against it, and what they preferred ("preferred to …").
    pub dissents: Vec<Dissent>,
}

/// What a composed implementation note says; limits and caps in $ billion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteText {
    /// The day of the decision.
    pub announced: NaiveDate,
    /// From when everything holds.
    pub in_force_from: NaiveDate,
    /// The target range before the decision: it chooses the verbs.
    pub previous: (Percent, Percent),
    /// The target range decided on.
    pub range: (Percent, Percent),
    /// Interest on reserve balances.
    pub iorb: Percent,
    /// The ON RRP offering rate.
    pub on_rrp: Percent,
    /// Its limit per counterparty and day.
    pub on_rrp_limit: Decimal,
    /// The standing repo rate; with a limit it is a minimum bid rate.
    pub srf: Percent,
    /// The aggregate limit of a standing repo operation, until December 2025.
    pub srf_limit: Option<Decimal>,
    /// The primary credit rate.
    pub primary_credit: Percent,
    /// The monthly cap on the run-off of Treasury securities.
    pub treasury_cap: Option<Decimal>,
    /// A cap that replaces it later, and from when.
    pub treasury_cap_next: Option<(Decimal, NaiveDate)>,
    /// The monthly cap on the run-off of agency securities.
    pub agency_cap: Option<Decimal>,
    /// From when all principal payments are reinvested, where the caps above end; without caps they are.
    pub runoff_ends: Option<NaiveDate>,
    /// Whether the Desk is to buy bills so as to keep reserves ample.
    pub bill_purchases: bool,
}

/// The first day of the format with a printed count: 17 June 2026.
const COUNTED_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 6, 17);

/// Composes a statement page.
#[must_use]
pub fn statement(d: &DecisionText) -> String {
    let counted = COUNTED_FROM.is_some_and(|from| d.date >= from);
    let body = if counted { counted_body(d) } else { named_body(d) };
    let note = format!(
        "<p><a href=\"/newsevents/pressreleases/monetary{}a1.htm\">Implementation Note issued {}</a></p>",
        d.date.format("%Y%m%d"),
        written(d.date)
    );
    Page {
        title: "Federal Reserve issues FOMC statement",
        date: d.date,
        release: Some(&d.time),
        body: &[body, frame::COMPOSED.to_owned(), note].join("\n\n"),
    }
    .html()
}

/// The format since June 2026: the count opens the page, the decision comes first.
fn counted_body(d: &DecisionText) -> String {
    let mut body = format!(
        "<p>The Federal Open Market Committee approved the following statement for release by a {} \u{2013} {} vote:</p>\n\n\
         <p>The Committee decided to {}.</p>",
        d.votes_for,
        d.dissents.len(),
        decision(d)
    );
    if !d.dissents.is_empty() {
        let against = dissent_sentence("the monetary policy action", &d.dissents);
        body.push_str(&format!("\n\n<p>&nbsp;</p>\n\n<p>{}</p>", escape(&against)));
    }
    body
}

/// The format until April 2026: the names of the vote close the page.
fn named_body(d: &DecisionText) -> String {
    let mut vote = format!("Voting for the monetary policy action were {}.", voters(&d.voters));
    if !d.dissents.is_empty() {
        vote.push(' ');
        vote.push_str(&dissent_sentence("this action", &d.dissents));
    }
    format!("<p>In support of its goals, the Committee decided to {}.</p>\n\n<p>{}</p>", decision(d), escape(&vote))
}

/// "lower the target range for the federal funds rate by 1/4 percentage point to 3-3/4 to 4 percent".
fn decision(d: &DecisionText) -> String {
    let object = "the target range for the federal funds rate";
    match (verb(d.previous, d.range), range(d.range)) {
        (Verb::Maintain, range) => format!("maintain {object} at {range}"),
        (Verb::Raise, range) => format!("raise {object} by {} to {range}", move_in_points(d.previous.1, d.range.1)),
        (Verb::Lower, range) => format!("lower {object} by {} to {range}", move_in_points(d.previous.1, d.range.1)),
    }
}

/// What a move from one range to another is called.
#[must_use]
pub fn verb(previous: (Percent, Percent), range: (Percent, Percent)) -> Verb {
    match range.1.cmp(&previous.1) {
        Ordering::Less => Verb::Lower,
        Ordering::Equal => Verb::Maintain,
        Ordering::Greater => Verb::Raise,
    }
}

/// Composes the page of an implementation note.
#[must_use]
pub fn note(n: &NoteText) -> String {
    let (announced, effective) = (written(n.announced), written(n.in_force_from));
    let body = format!(
        "<p>{composed}</p>\n\n<p>The Federal Reserve has made the following decisions to implement the monetary policy \
         stance announced by the Federal Open Market Committee in its <a href=\"/newsevents/pressreleases/monetary{day}a.htm\">\
         statement</a> on {announced}:</p>\n\n<ul>\n<li>\n<p>{iorb}</p>\n</li>\n<li>The Federal Open Market Committee voted \
         to direct the Open Market Desk as follows:\n<blockquote>\n<p>\"Effective {effective}, the Federal Open Market Committee \
         directs the Desk to:</p>\n\n<ul>\n{directive}\n</ul>\n</blockquote>\n</li>\n<li>\n<p>{primary}</p>\n</li>\n</ul>\n\n\
         <p>This information will be updated as appropriate.</p>",
        composed = frame::COMPOSED_WORDS,
        day = n.announced.format("%Y%m%d"),
        iorb = interest_on_reserves(n, &effective),
        directive = directive(n).iter().map(|item| format!("<li>{item}</li>")).collect::<Vec<_>>().join("\n"),
        primary = primary_credit(n, &effective),
    );
    let title = format!("Implementation Note issued {announced}");
    Page { title: &title, date: n.announced, release: None, body: &body }.html()
}

fn interest_on_reserves(n: &NoteText, effective: &str) -> String {
    let deed = match verb(n.previous, n.range) {
        Verb::Maintain => ("maintain", "at"),
        Verb::Raise => ("raise", "to"),
        Verb::Lower => ("lower", "to"),
    };
    format!(
        "The Board of Governors voted to {} the interest rate paid on reserve balances {} {} percent, effective {effective}.",
        deed.0,
        deed.1,
        rate(n.iorb)
    )
}

fn directive(n: &NoteText) -> Vec<String> {
    let mut items = vec![format!("Maintain the federal funds rate in a target range of {}.", range(n.range))];
    items.push(match n.srf_limit {
        Some(limit) => format!(
            "Conduct standing overnight repurchase agreement operations with a minimum bid rate of {} percent and with an \
             aggregate operation limit of ${limit} billion.",
            rate(n.srf)
        ),
        None => {
            format!("Conduct standing overnight repurchase agreement operations at a rate of {} percent.", rate(n.srf))
        }
    });
    items.push(format!(
        "Conduct standing overnight reverse repurchase agreement operations at an offering rate of {} percent and with a \
         per-counterparty limit of ${} billion per day.",
        rate(n.on_rrp),
        n.on_rrp_limit
    ));
    if n.bill_purchases {
        items.push(
            "When appropriate, increase the System Open Market Account holdings of securities through purchases of Treasury \
             bills and, if needed, other Treasury securities to maintain an ample level of reserves."
                .to_owned(),
        );
    }
    items.extend([treasury_payments(n), agency_payments(n)]);
    items
}

/// What happens to principal payments from Treasury securities: all rolled over, or what exceeds a cap.
fn treasury_payments(n: &NoteText) -> String {
    let all = "all principal payments from the Federal Reserve's holdings of Treasury securities";
    let Some(cap) = n.treasury_cap else { return format!("Roll over at auction {all}.") };
    let part =
        "the amount of principal payments from the Federal Reserve's holdings of Treasury securities that exceeds";
    let mut item = format!("Roll over at auction {part} a cap of ${cap} billion per month.");
    if let Some((next, from)) = n.treasury_cap_next {
        item.push_str(&format!(
            " Beginning on {}, roll over at auction {part} a cap of ${next} billion per month.",
            day_of_year(from)
        ));
    }
    if let Some(from) = n.runoff_ends {
        item.push_str(&format!(" Beginning on {}, roll over at auction {all}.", day_of_year(from)));
    }
    item
}

/// The same of agency securities. Without a cap all goes into bills, as since December 2025.
fn agency_payments(n: &NoteText) -> String {
    let all = "all principal payments from the Federal Reserve's holdings of agency securities into Treasury bills";
    let Some(cap) = n.agency_cap else { return format!("Reinvest {all}.") };
    let mut item = format!(
        "Reinvest the amount of principal payments from the Federal Reserve's holdings of agency debt and agency \
         mortgage-backed securities that exceeds a cap of ${cap} billion per month into {}.",
        agency_aim(n.announced)
    );
    if let Some(from) = n.runoff_ends {
        item.push_str(&format!(" Beginning on {}, reinvest {all}.", day_of_year(from)));
    }
    item
}

/// What payments above the cap were put into: decided on 1 May 2024, Treasury securities from 1 June on.
fn agency_aim(announced: NaiveDate) -> &'static str {
    match NaiveDate::from_ymd_opt(2024, 5, 1).map(|changed| announced.cmp(&changed)) {
        Some(Ordering::Less) => "agency mortgage-backed securities",
        Some(Ordering::Equal) => {
            "agency mortgage-backed securities through May 31 and beginning June 1 into Treasury securities"
        }
        _ => "Treasury securities",
    }
}

fn primary_credit(n: &NoteText, effective: &str) -> String {
    let level = rate(n.primary_credit);
    let deed = match verb(n.previous, n.range) {
        Verb::Maintain => {
            return format!(
                "The Board of Governors voted to establish the primary credit rate at the existing level of {level} percent."
            );
        }
        Verb::Raise => "increase",
        Verb::Lower => "decrease",
    };
    let points = move_in_points(n.previous.1, n.range.1);
    format!(
        "The Board of Governors approved a {points} {deed} in the primary credit rate to {level} percent, effective {effective}."
    )
}

#[cfg(test)]
mod tests;
