//! The decisions that the stand-in publishes, from `config/decisions.csv`.

use std::sync::OnceLock;

use chrono::{DateTime, Days, NaiveDate, Timelike, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::pages::fomc::{DecisionText, NoteText};
use crate::clock::ny;
use crate::source::Dissent;
use crate::unit::Percent;

/// One decision with all that its two pages say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The statement.
    pub statement: DecisionText,
    /// The implementation note.
    pub note: NoteText,
    /// The day on which the minutes come out.
    pub minutes: NaiveDate,
}

impl Decision {
    /// When the minutes come out: 14:00, New York.
    #[must_use]
    pub fn minutes_at(&self) -> DateTime<Utc> {
        ny::at(self.minutes, 14, 0)
    }
}

/// Minutes come out three weeks after the decision, but for holidays.
const MINUTES_AFTER: Days = Days::new(21);

/// Why a table of decisions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Not CSV, or not these columns.
    #[error("the table of decisions cannot be read")]
    Csv(#[from] csv::Error),
    /// A voter or dissenter whose full name is not known.
    #[error("decision of {date}: no member is called {surname:?}")]
    Member {
        /// The decision.
        date: NaiveDate,
        /// The name in the table.
        surname: String,
    },
    /// A dissent whose preference is neither basis points nor a known key.
    #[error("decision of {date}: cannot read the dissent {dissent:?}")]
    Preference {
        /// The decision.
        date: NaiveDate,
        /// The entry of the table.
        dissent: String,
    },
    /// A date at the end of the calendar.
    #[error("decision of {0}: there is no next day")]
    Date(NaiveDate),
    /// A later cap without its date, or a date without its cap.
    #[error("decision of {0}: treasury_cap_next and treasury_cap_next_from belong together")]
    NextCap(NaiveDate),
    /// Something else than `y` or nothing.
    #[error("decision of {0}: bills is y or empty")]
    Bills(NaiveDate),
}

/// The decisions of the built-in table, oldest first.
///
/// # Errors
/// The table that was built in is damaged.
pub fn decisions() -> Result<&'static [Decision], &'static TableError> {
    static TABLE: OnceLock<Result<Vec<Decision>, TableError>> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../config/decisions.csv"))).as_deref()
}

/// Reads a table in the form of `config/decisions.csv`.
///
/// # Errors
/// Names the first row that cannot be understood.
pub fn read(table: &str) -> Result<Vec<Decision>, TableError> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
    reader.deserialize::<Row>().map(|row| row?.decision()).collect()
}

#[derive(Deserialize)]
struct Row {
    date: NaiveDate,
    lower: Decimal,
    upper: Decimal,
    change: Decimal,
    iorb: Decimal,
    on_rrp: Decimal,
    on_rrp_limit: Decimal,
    srf: Decimal,
    srf_limit: Option<Decimal>,
    primary: Decimal,
    treasury_cap: Option<Decimal>,
    treasury_cap_next: Option<Decimal>,
    treasury_cap_next_from: Option<NaiveDate>,
    agency_cap: Option<Decimal>,
    runoff_ends: Option<NaiveDate>,
    bills: String,
    minutes: Option<NaiveDate>,
    voters: String,
    dissents: String,
}

impl Row {
    fn decision(self) -> Result<Decision, TableError> {
        let moved = self.change / Decimal::ONE_HUNDRED;
        let range = (Percent(self.lower), Percent(self.upper));
        let previous = (Percent(self.lower - moved), Percent(self.upper - moved));
        let usual = self.date.checked_add_days(MINUTES_AFTER).ok_or(TableError::Date(self.date))?;
        Ok(Decision {
            statement: self.statement(previous, range)?,
            note: self.note(previous, range)?,
            minutes: self.minutes.unwrap_or(usual),
        })
    }

    fn statement(&self, previous: (Percent, Percent), range: (Percent, Percent)) -> Result<DecisionText, TableError> {
        let counted = self.voters.parse().ok();
        let surnames = self.voters.split_whitespace().filter(|_| counted.is_none());
        let voters = surnames.map(|surname| self.member(surname)).collect::<Result<Vec<_>, _>>()?;
        let votes_for = counted.unwrap_or_else(|| u32::try_from(voters.len()).unwrap_or(u32::MAX));
        let dissents = self.dissents.split(';').filter(|entry| !entry.is_empty());
        let dissents = dissents.map(|entry| self.dissent(entry)).collect::<Result<Vec<_>, _>>()?;
        let time = printed_time(ny::at(self.date, 14, 0));
        Ok(DecisionText { date: self.date, time, previous, range, votes_for, voters, dissents })
    }

    fn note(&self, previous: (Percent, Percent), range: (Percent, Percent)) -> Result<NoteText, TableError> {
        let treasury_cap_next = match (self.treasury_cap_next, self.treasury_cap_next_from) {
            (None, None) => None,
            (Some(cap), Some(from)) => Some((cap, from)),
            _ => return Err(TableError::NextCap(self.date)),
        };
        if !matches!(self.bills.as_str(), "" | "y") {
            return Err(TableError::Bills(self.date));
        }
        Ok(NoteText {
            announced: self.date,
            // Directives take effect the day after the decision.
            in_force_from: self.date.checked_add_days(Days::new(1)).ok_or(TableError::Date(self.date))?,
            previous,
            range,
            iorb: Percent(self.iorb),
            on_rrp: Percent(self.on_rrp),
            on_rrp_limit: self.on_rrp_limit,
            srf: Percent(self.srf),
            srf_limit: self.srf_limit,
            primary_credit: Percent(self.primary),
            treasury_cap: self.treasury_cap,
            treasury_cap_next,
            agency_cap: self.agency_cap,
            runoff_ends: self.runoff_ends,
            bill_purchases: self.bills == "y",
        })
    }

    fn member(&self, surname: &str) -> Result<String, TableError> {
        let found = MEMBERS.iter().find(|name| name.rsplit(' ').next() == Some(surname));
        let unknown = || TableError::Member { date: self.date, surname: surname.to_owned() };
        found.map(|name| (*name).to_owned()).ok_or_else(unknown)
    }

    fn dissent(&self, entry: &str) -> Result<Dissent, TableError> {
        let unreadable = || TableError::Preference { date: self.date, dissent: entry.to_owned() };
        let (surname, what) = entry.split_once(':').ok_or_else(unreadable)?;
        Ok(Dissent { name: self.member(surname)?, preference: preference(what).ok_or_else(unreadable)? })
    }
}

/// A preference in the grammar of statements.
fn preference(what: &str) -> Option<String> {
    Some(match what {
        "hold" => "preferred no change to the target range for the federal funds rate at this meeting".into(),
        "runoff" => "supported the range but preferred to keep the pace of decline in securities holdings".into(),
        "bias" => "supported the range but not words that lean towards easing".into(),
        points => {
            let points: i32 = points.parse().ok()?;
            let verb = if points < 0 { "lower" } else { "raise" };
            let size = match points.unsigned_abs() {
                25 => "1/4",
                50 => "1/2",
                75 => "3/4",
                100 => "1",
                _ => return None,
            };
            format!(
                "preferred to {verb} the target range for the federal funds rate by {size} percentage point at this meeting"
            )
        }
    })
}

/// "2:00 p.m. EDT": a time as pages print it.
#[must_use]
pub fn printed_time(at: DateTime<Utc>) -> String {
    let local = ny::civil(at);
    let half = if local.hour() < 12 { "a.m." } else { "p.m." };
    let zone = if (at.naive_utc() - local).num_hours() == 4 { "EDT" } else { "EST" };
    format!("{} {half} {zone}", local.format("%-I:%M"))
}

/// Members who voted in these years, as statements print them.
const MEMBERS: [&str; 22] = [
    "Thomas I. Barkin",
    "Michael S. Barr",
    "Raphael W. Bostic",
    "Michelle W. Bowman",
    "Susan M. Collins",
    "Lisa D. Cook",
    "Mary C. Daly",
    "Austan D. Goolsbee",
    "Beth M. Hammack",
    "Philip N. Jefferson",
    "Neel Kashkari",
    "Adriana D. Kugler",
    "Lorie K. Logan",
    "Loretta J. Mester",
    "Stephen I. Miran",
    "Alberto G. Musalem",
    "Anna Paulson",
    "Jerome H. Powell",
    "Jeffrey R. Schmid",
    "Christopher J. Waller",
    "Kevin M. Warsh",
    "John C. Williams",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_whole_and_without_gaps() {
        let table = decisions().expect("a table");
        assert_eq!(table.len(), 22);
        for pair in table.windows(2) {
            let [earlier, later] = pair else { panic!("a pair") };
            assert!(earlier.statement.date < later.statement.date);
            assert_eq!(earlier.statement.range, later.statement.previous, "{}", later.statement.date);
        }
        let october = table.iter().find(|d| d.statement.date.to_string() == "2025-10-29").expect("October 2025");
        assert_eq!(october.statement.time, "2:00 p.m. EDT");
        assert_eq!((october.statement.votes_for, october.statement.dissents.len()), (10, 2));
        assert_eq!(october.note.iorb.to_string(), "3.90");
        assert_eq!(october.note.runoff_ends.map(|date| date.to_string()).as_deref(), Some("2025-12-01"));
        assert_eq!(october.minutes.to_string(), "2025-11-19");
        let december = table.iter().find(|d| d.statement.date.to_string() == "2025-12-10").expect("December 2025");
        assert_eq!(december.minutes_at(), ny::at("2025-12-30".parse().expect("a date"), 14, 0), "an exception");
        assert_eq!((december.note.treasury_cap, december.note.bill_purchases), (None, true));
    }

    #[test]
    fn a_bad_row_is_named() {
        let table = include_str!("../../config/decisions.csv");
        for (from, to) in [("Schmid:hold", "Smith:hold"), ("Schmid:hold", "Schmid:more"), ("Schmid:hold", "Schmid")] {
            let error = read(&table.replacen(from, to, 1)).expect_err("a bad row").to_string();
            assert!(error.starts_with("decision of 2025-10-29"), "{error}");
        }
        assert!(matches!(read("date\nnever\n"), Err(TableError::Csv(_))));
    }

    /// Rates and votes of the register, where it is there to compare with.
    #[test]
    fn the_table_agrees_with_the_register() {
        let register = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/facts/fomc_decisions.csv"));
        if !register.exists() {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} is missing", register.display());
            println!("skipped: {} is missing", register.display());
            return;
        }
        let rows = csv::Reader::from_path(register).expect("a register").into_records();
        let rows: Vec<csv::StringRecord> = rows.map(|row| row.expect("a row")).collect();
        for Decision { statement, note, .. } in decisions().expect("a table") {
            let row = rows.iter().find(|row| row.get(0) == Some(&statement.date.to_string())).expect("a row");
            let column = |at: usize| row.get(at).and_then(|cell| cell.parse::<Decimal>().ok());
            let known = [
                statement.range.0.0,
                statement.range.1.0,
                (statement.range.1 - statement.previous.1).0 * Decimal::ONE_HUNDRED,
                note.iorb.0,
                note.on_rrp.0,
                note.on_rrp_limit,
                note.srf.0,
                note.primary_credit.0,
                statement.votes_for.into(),
                statement.dissents.len().into(),
            ];
            assert_eq!(known.map(Some), std::array::from_fn(|at| column(at + 3)), "{}", statement.date);
        }
    }
}
