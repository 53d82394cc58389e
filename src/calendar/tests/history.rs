//! Day by day against what was published: a business day is one with a print.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::*;
use crate::series::SeriesId;

/// The dates of a `date,value` file.
fn dates(name: &str) -> Option<BTreeSet<NaiveDate>> {
    let text = shared(&format!("history/{name}.csv"))?;
    Some(text.lines().skip(1).map(|line| day(line.split(',').next().unwrap_or_default())).collect())
}

#[track_caller]
fn check_prints(name: &str, is_open: impl Fn(NaiveDate) -> bool) {
    let Some(prints) = dates(name) else { return };
    let (first, last) = (prints.first().expect("a row"), prints.last().expect("a row"));
    for date in first.iter_days().take_while(|date| date <= last) {
        assert_eq!(is_open(date), prints.contains(&date), "{name} of {date}");
    }
}

#[test]
fn sofr_and_tgcr_print_for_every_sifma_business_day_and_no_other() {
    check_prints("sofr", |date| CALENDAR.is_business(Market::Sifma, date));
    check_prints("tgcr", |date| CALENDAR.is_business(Market::Sifma, date));
}

#[test]
fn effr_prints_for_every_business_day_of_the_reserve_banks_and_no_other() {
    check_prints("effr", |date| CALENDAR.is_business(Market::FedBanks, date));
}

#[test]
fn standing_repo_runs_when_banks_and_markets_are_both_open() {
    check_prints("srf_accepted", |date| {
        CALENDAR.is_business(Market::FedBanks, date) && CALENDAR.is_business(Market::Sifma, date)
    });
}

/// The copy of the reverse repo series has three gaps of its own; what it has lies on operation days.
#[test]
fn reverse_repo_runs_on_no_other_day() {
    for date in dates("on_rrp").into_iter().flatten() {
        let open = CALENDAR.is_business(Market::FedBanks, date) && CALENDAR.is_business(Market::Sifma, date);
        assert!(open, "{date}");
    }
}

/// The classes once more, from the prints alone and by another way: by position within the month.
#[test]
fn classes_are_those_of_the_days_that_printed() {
    let Some(prints) = dates("sofr") else { return };
    let prints: Vec<_> = prints.into_iter().collect();
    let month = |date: &NaiveDate| (date.year(), date.month());
    for group in prints.chunk_by(|a, b| month(a) == month(b)) {
        let middle = group.iter().position(|date| date.day() >= 15);
        for (place, date) in group.iter().enumerate() {
            let (first, last) = (place == 0, place + 1 == group.len());
            if [prints.first(), prints.last()].contains(&Some(date)) {
                continue; // the neighbours are not in the file
            }
            let ended = if last { date.month() } else { (date.month() + 10) % 12 + 1 };
            let expected = match ended {
                12 if first || last => Some(DateClass::YearEnd),
                3 | 6 | 9 if first || last => Some(DateClass::QuarterEnd),
                _ if first || last => Some(DateClass::MonthEnd),
                _ if middle.is_some_and(|middle| place == middle || place == middle + 1) => Some(DateClass::MidMonth),
                _ => None,
            };
            assert_eq!(CALENDAR.class(*date), expected, "{date}");
        }
    }
}

/// Every row of the table of holidays: who is closed, what is published.
#[test]
fn the_table_of_holidays_agrees() {
    let Some(text) = shared("facts/holidays.csv") else { return };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let date = day(cell(0));
        let weekend = cell(5) == "weekend";
        let open = |market| CALENDAR.is_business(market, date);
        assert_eq!(!open(Market::FedBanks), cell(3).starts_with('Y') || weekend, "Reserve Banks on {date}");
        assert_eq!(!open(Market::FederalOffices), cell(4).starts_with('Y') || weekend, "federal offices on {date}");
        assert_eq!(open(Market::Sifma), cell(6) == "Y", "SOFR of {date}");
        assert_eq!(open(Market::FedBanks), cell(7) == "Y", "EFFR of {date}");
        assert_eq!(open(Market::FedBanks) && open(Market::Sifma), cell(8) == "Y", "operations on {date}");
        rows += 1;
    }
    assert!(rows > 40, "only {rows} rows were read");
}

#[test]
fn the_meetings_are_those_of_the_official_page() {
    let Some(text) = shared("facts/fomc_meetings.csv") else { return };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), CALENDAR.meetings().len());
    for (row, meeting) in rows.iter().zip(CALENDAR.meetings().iter()) {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        assert_eq!((meeting.start, meeting.end), (day(cell(1)), day(cell(2))));
        assert_eq!(meeting.kind == MeetingKind::Scheduled, cell(3) == "scheduled", "{}", meeting.start);
        assert_eq!(meeting.kind == MeetingKind::NotationVote, cell(3) == "notation vote", "{}", meeting.start);
        assert_eq!(meeting.sep, cell(4) == "Y", "{}", meeting.start);
        let date = |column: usize| Some(cell(column)).filter(|text| !text.is_empty()).map(day);
        assert_eq!(meeting.minutes_on(), date(7), "minutes of {}", meeting.start);
        let blackout = Blackout::of(meeting);
        assert_eq!(blackout.map(|quiet| (quiet.from, quiet.to)), date(9).zip(date(10)), "{}", meeting.start);
    }
}

/// The date of the statement, by way of the first day in force.
#[test]
fn every_rate_decision_was_announced_at_a_statement_of_the_calendar() {
    let Some(text) = shared("facts/fomc_decisions.csv") else { return };
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (date, effective) = (cells.next().unwrap_or_default(), cells.nth(1).unwrap_or_default());
        if effective.is_empty() || date < "2019" {
            continue;
        }
        let known = CALENDAR.known_at(&SeriesId::of("target_upper"), day(effective)).expect("a rule");
        assert_eq!(crate::clock::ny::date(known), day(date), "in force from {effective}");
    }
}

/// Steps of all administered rates: announced after the value before, and before they are in force.
#[test]
fn every_step_was_known_before_it_was_in_force() {
    for name in ["iorb", "on_rrp_rate", "srf_rate", "target_lower", "target_upper"] {
        let Some(steps) = dates(name) else { return };
        for date in steps {
            let known = CALENDAR.known_at(&SeriesId::of(name), date).expect("a rule");
            let before = crate::clock::ny::at(date, 0, 0) - known;
            assert!(before > TimeDelta::zero() && before < TimeDelta::hours(48), "{name} of {date}: {known}");
        }
    }
}
