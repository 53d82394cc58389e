//! The Board's calendar of meetings, `/monetarypolicy/fomccalendars.htm`.
//!
//! The frame is the real one: a panel a year, the present year first, the past ones after it, the next
//! one last; a row a meeting, with links to what is out.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use super::frame::{COMPOSED_WORDS, document};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// What stands in brackets behind the days: "notation vote", "unscheduled", "cancelled".
    pub remark: Option<&'static str>,
    /// Whether projections come with it: an asterisk.
    pub sep: bool,
    /// Whether its statement is out: it and the note are linked.
    pub statement: bool,
    /// When its minutes came out, where they have.
    pub minutes: Option<NaiveDate>,
}

/// How many past years the page shows.
const PAST_YEARS: i32 = 5;

/// The page as of `today`.
#[must_use]
pub fn calendar(entries: &[Entry], today: NaiveDate) -> String {
    let this = today.year();
    let years = (0..=PAST_YEARS).map(|back| this - back).chain([this + 1]);
    let panels: String = years.filter_map(|year| panel(entries, year)).collect();
    let content = format!("<h3>Meeting calendars</h3>\n<p>{COMPOSED_WORDS}</p>\n{panels}");
    document("FOMC calendars", today, &content)
}

fn panel(entries: &[Entry], year: i32) -> Option<String> {
    let rows = entries.iter().filter(|entry| entry.start.year() == year).zip(0_u32..);
    let rows: String = rows.map(|(entry, place)| row(entry, place % 2 == 1)).collect();
    (!rows.is_empty()).then(|| {
        format!(
            "<div class=\"panel panel-default\"><div class=\"panel-heading\"><h4><a id=\"{}\">{year} FOMC Meetings</a></h4></div>\n\
             {rows}<div class=\"panel-footer\">* With projections.</div>\n</div>\n",
            // The real anchors are numbers without meaning.
            40_000 + year
        )
    })
}

/// A row; every second one is shaded, and its classes stand in another order.
fn row(entry: &Entry, shaded: bool) -> String {
    let (outer, shade) = if shaded {
        ("fomc-meeting--shaded row fomc-meeting", "fomc-meeting--shaded ")
    } else {
        ("row fomc-meeting", "")
    };
    format!(
        "        <div class=\"{outer}\" \">\n            <div class=\"{shade}fomc-meeting__month col-xs-5 col-sm-3 col-md-2\">\
         <strong>{}</strong></div>\n            <div class=\"fomc-meeting__date col-xs-4 col-sm-9 col-md-10 col-lg-1\">{}</div>\n\
         {}        </div>\n",
        month(entry),
        date(entry),
        links(entry)
    )
}

/// "October", or "Apr/May" where the meeting goes over the end of a month.
fn month(entry: &Entry) -> String {
    if entry.start.month() == entry.end.month() {
        return entry.start.format("%B").to_string();
    }
    format!("{}/{}", entry.start.format("%b"), entry.end.format("%b"))
}

/// "17-18*", "22 (notation vote)".
fn date(entry: &Entry) -> String {
    let mut text = entry.start.day().to_string();
    if entry.end != entry.start {
        text = format!("{text}-{}", entry.end.day());
    }
    if entry.sep {
        text.push('*');
    }
    entry.remark.map_or_else(|| text.clone(), |remark| format!("{text} ({remark})"))
}

fn links(entry: &Entry) -> String {
    let day = entry.end.format("%Y%m%d");
    let mut text = String::from("            <div class=\"col-xs-12 col-md-4 col-lg-2\">\n");
    let mut add = |line: std::fmt::Arguments<'_>| {
        // Writing into a string does not fail.
        text.write_fmt(line).unwrap_or_default();
    };
    if entry.statement {
        add(format_args!(
            "               <strong>Statement:</strong><br>\n               <a href=\"/newsevents/pressreleases/monetary{day}a.htm\">HTML</a><br>\n\
             \x20              <a href=\"/newsevents/pressreleases/monetary{day}a1.htm\">Implementation Note</a>\n"
        ));
    }
    add(format_args!(
        "            </div>\n            <div class=\"col-xs-12 col-md-4 col-lg-3\">\n                <br>\n            </div>\n\
         \x20           <div class=\"col-xs-12 col-md-4 col-lg-4 fomc-meeting__minutes\">\n"
    ));
    if let Some(released) = entry.minutes {
        // Days below ten bear a nought here, and nowhere else on the site.
        add(format_args!(
            "                <strong>Minutes:</strong><br>\n                <a href=\"/monetarypolicy/fomcminutes{day}.htm\">HTML</a>\n\
             \x20               <br> (Released {})\n",
            released.format("%B %d, %Y")
        ));
    }
    add(format_args!("            </div>\n"));
    text
}
