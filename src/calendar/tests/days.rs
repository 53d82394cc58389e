//! Business days and classes of single dates, for machines that have no history at hand.

use super::*;

#[test]
fn four_ways_to_be_closed() {
    // date, Reserve Banks open?, federal offices open?, markets open?
    let cases = [
        ("2025-04-18", true, true, false),   // Good Friday
        ("2026-04-03", true, true, false),   // Good Friday with payrolls: an early close, yet no SOFR
        ("2025-01-09", true, false, true),   // day of mourning
        ("2018-12-05", true, false, false),  // day of mourning that closed the markets too
        ("2025-12-24", true, false, true),   // by executive order
        ("2025-12-26", true, false, true),   // by executive order
        ("2026-12-24", true, true, true),    // no order is known
        ("2026-07-03", true, false, false),  // Independence Day on a Saturday
        ("2022-06-20", false, false, false), // Juneteenth on a Sunday
        ("2027-12-31", true, false, true),   // New Year's Day on a Saturday
        ("2026-11-26", false, false, false), // Thanksgiving
        ("2026-11-27", true, true, true),    // the day after
        ("2026-11-22", false, false, false), // a Sunday
    ];
    for (date, banks, offices, markets) in cases {
        let open = |market| CALENDAR.is_business(market, day(date));
        assert_eq!(open(Market::FedBanks), banks, "Reserve Banks on {date}");
        assert_eq!(open(Market::FederalOffices), offices, "federal offices on {date}");
        assert_eq!(open(Market::Sifma), markets, "markets on {date}");
    }
}

#[test]
fn the_business_days_beside_a_date() {
    // market, date, the business day before, the one after
    let cases = [
        (Market::Sifma, "2025-04-18", "2025-04-17", "2025-04-21"),
        (Market::FedBanks, "2025-04-18", "2025-04-17", "2025-04-21"),
        (Market::FedBanks, "2025-04-17", "2025-04-16", "2025-04-18"),
        (Market::FederalOffices, "2025-12-25", "2025-12-23", "2025-12-29"),
        (Market::Sifma, "2025-12-25", "2025-12-24", "2025-12-26"),
        (Market::Sifma, "2026-07-04", "2026-07-02", "2026-07-06"),
        (Market::FedBanks, "2026-07-04", "2026-07-03", "2026-07-06"),
    ];
    for (market, date, before, after) in cases {
        assert_eq!(CALENDAR.previous_business(market, day(date)), day(before), "{market:?} before {date}");
        assert_eq!(CALENDAR.next_business(market, day(date)), day(after), "{market:?} after {date}");
    }
    assert_eq!(CALENDAR.next_business(Market::Sifma, NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(CALENDAR.previous_business(Market::Sifma, NaiveDate::MIN), NaiveDate::MIN);
}

#[test]
fn the_class_of_a_date() {
    let cases = [
        ("2025-10-31", Some(DateClass::MonthEnd)),
        ("2025-11-03", Some(DateClass::MonthEnd)), // the first day takes the class of the month just ended
        ("2025-11-04", None),
        ("2025-09-30", Some(DateClass::QuarterEnd)),
        ("2025-10-01", Some(DateClass::QuarterEnd)),
        ("2025-12-31", Some(DateClass::YearEnd)),
        ("2026-01-01", None), // no business
        ("2026-01-02", Some(DateClass::YearEnd)),
        ("2024-03-28", Some(DateClass::QuarterEnd)), // Good Friday was the 29th
        ("2024-03-29", None),
        ("2024-04-01", Some(DateClass::QuarterEnd)),
        ("2025-10-14", None),
        ("2025-10-15", Some(DateClass::MidMonth)),
        ("2025-10-16", Some(DateClass::MidMonth)),
        ("2025-10-17", None),
        ("2025-11-14", None), // the 15th was a Saturday
        ("2025-11-17", Some(DateClass::MidMonth)),
        ("2025-11-18", Some(DateClass::MidMonth)),
        ("2026-02-17", Some(DateClass::MidMonth)), // the 15th was a Sunday, the 16th a holiday
        ("2026-02-18", Some(DateClass::MidMonth)),
        ("2026-02-19", None),
    ];
    for (date, class) in cases {
        assert_eq!(CALENDAR.class(day(date)), class, "{date}");
    }
}
