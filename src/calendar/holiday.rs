//! The yearly holidays as rules, and on which day each market keeps them.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::Market;

/// The days of one year on which a market is closed though they are not Saturdays or Sundays.
/// A New Year's Day kept on the Friday before belongs to the year of the holiday, not of that Friday.
pub(super) fn closed_days(market: Market, year: i32) -> impl Iterator<Item = NaiveDate> {
    HOLIDAYS
        .iter()
        .filter(move |holiday| holiday.kept_since(market).is_some_and(|since| since <= year))
        .filter_map(move |holiday| holiday.kept_on(market, holiday.rule.date(year)?))
}

/// A holiday that comes back every year.
struct Holiday {
    rule: Rule,
    keepers: Keepers,
    /// Whether bond markets close on the Friday before when it falls on a Saturday.
    markets_keep_friday: bool,
}

enum Keepers {
    /// Federal law; the years are the first in which offices and banks, and markets, kept it.
    Everybody { law: i32, markets: i32 },
    /// A custom of the markets alone.
    Markets,
}

enum Rule {
    Fixed(u32, u32),
    Nth(u8, Weekday, u32),
    LastMonday(u32),
    GoodFriday,
}

const ALWAYS: Keepers = Keepers::Everybody { law: i32::MIN, markets: i32::MIN };

/// Sources: 5 U.S.C. 6103; the Reserve Banks' holiday schedules; SIFMA's recommendations, checked
/// against every date with and without a SOFR since April 2018.
const HOLIDAYS: [Holiday; 12] = [
    // New Year's Day. Markets stay open on 31 December: the year's books are closed on it.
    Holiday { rule: Rule::Fixed(1, 1), keepers: ALWAYS, markets_keep_friday: false },
    // Birthday of Martin Luther King, Jr.
    Holiday { rule: Rule::Nth(3, Weekday::Mon, 1), keepers: ALWAYS, markets_keep_friday: true },
    // Washington's Birthday.
    Holiday { rule: Rule::Nth(3, Weekday::Mon, 2), keepers: ALWAYS, markets_keep_friday: true },
    // Good Friday: no SOFR even in years when SIFMA recommends only an early close (2021, 2023, 2026).
    Holiday { rule: Rule::GoodFriday, keepers: Keepers::Markets, markets_keep_friday: true },
    // Memorial Day.
    Holiday { rule: Rule::LastMonday(5), keepers: ALWAYS, markets_keep_friday: true },
    // Juneteenth became law on 17 June 2021; federal offices closed the day after, markets did not.
    Holiday {
        rule: Rule::Fixed(6, 19),
        keepers: Keepers::Everybody { law: 2021, markets: 2022 },
        markets_keep_friday: true,
    },
    // Independence Day.
    Holiday { rule: Rule::Fixed(7, 4), keepers: ALWAYS, markets_keep_friday: true },
    // Labor Day.
    Holiday { rule: Rule::Nth(1, Weekday::Mon, 9), keepers: ALWAYS, markets_keep_friday: true },
    // Columbus Day.
    Holiday { rule: Rule::Nth(2, Weekday::Mon, 10), keepers: ALWAYS, markets_keep_friday: true },
    // Veterans Day. SOFR was published for Friday 10 November 2023.
    Holiday { rule: Rule::Fixed(11, 11), keepers: ALWAYS, markets_keep_friday: false },
    // Thanksgiving Day.
    Holiday { rule: Rule::Nth(4, Weekday::Thu, 11), keepers: ALWAYS, markets_keep_friday: true },
    // Christmas Day.
    Holiday { rule: Rule::Fixed(12, 25), keepers: ALWAYS, markets_keep_friday: true },
];

impl Holiday {
    fn kept_since(&self, market: Market) -> Option<i32> {
        match (&self.keepers, market) {
            (Keepers::Everybody { markets, .. }, Market::Sifma) => Some(*markets),
            (Keepers::Everybody { law, .. }, _) => Some(*law),
            (Keepers::Markets, Market::Sifma) => Some(i32::MIN),
            (Keepers::Markets, _) => None,
        }
    }

    /// Sunday moves to Monday everywhere. Saturday: the Reserve Banks are open the Friday before,
    /// federal offices are closed, markets mostly follow the offices.
    fn kept_on(&self, market: Market, date: NaiveDate) -> Option<NaiveDate> {
        match (date.weekday(), market) {
            (Weekday::Sun, _) => date.succ_opt(),
            (Weekday::Sat, Market::FedBanks) => None,
            (Weekday::Sat, Market::Sifma) if !self.markets_keep_friday => None,
            (Weekday::Sat, _) => date.pred_opt(),
            _ => Some(date),
        }
    }
}

impl Rule {
    fn date(&self, year: i32) -> Option<NaiveDate> {
        match *self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Nth(n, weekday, month) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, n),
            // No month that ends a holiday rule is followed by another year.
            Self::LastMonday(month) => {
                NaiveDate::from_weekday_of_month_opt(year, month + 1, Weekday::Mon, 1)?.checked_sub_signed(WEEK)
            }
            Self::GoodFriday => easter(year)?.checked_sub_signed(TimeDelta::days(2)),
        }
    }
}

const WEEK: TimeDelta = TimeDelta::days(7);

/// Easter Sunday of the Gregorian calendar: the Sunday after the first ecclesiastical full moon on
/// or after 21 March.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    // Leap days that the Gregorian calendar leaves out, and the moon's own correction.
    let skipped = century - century / 4;
    let moon_drift = (8 * century + 13) / 25;
    let epact = (19 * golden + skipped - moon_drift + 15).rem_euclid(30);
    // Two full moons may not share a date within the nineteen-year cycle.
    let late = epact == 29 || (epact == 28 && golden > 10);
    let full_moon = NaiveDate::from_ymd_opt(year, 3, 21)? + TimeDelta::days(i64::from(epact - i32::from(late)));
    let to_sunday = 7 - i64::from(full_moon.weekday().num_days_from_sunday());
    full_moon.checked_add_signed(TimeDelta::days(to_sunday))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_as_the_almanacs_have_it() {
        let known = [
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2018-04-01",
            "2019-04-21",
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
        ];
        for text in known {
            let date: NaiveDate = text.parse().expect("a date");
            assert_eq!(easter(date.year()), Some(date));
        }
    }

    #[test]
    fn the_saturday_rules_differ() {
        let closed = |market, text: &str| {
            let date: NaiveDate = text.parse().expect("a date");
            [date.year(), date.year() + 1].iter().any(|year| closed_days(market, *year).any(|day| day == date))
        };
        // date of the Friday before: Reserve Banks, federal offices, bond markets closed?
        let cases = [
            ("2020-07-03", false, true, true),
            ("2021-06-18", false, true, false),
            ("2021-12-24", false, true, true),
            ("2021-12-31", false, true, false),
            ("2023-11-10", false, true, false),
            ("2026-07-03", false, true, true),
            ("2027-06-18", false, true, true),
            ("2027-12-24", false, true, true),
            ("2027-12-31", false, true, false),
            ("2028-11-10", false, true, false),
        ];
        for (date, banks, offices, markets) in cases {
            assert_eq!(closed(Market::FedBanks, date), banks, "Reserve Banks, {date}");
            assert_eq!(closed(Market::FederalOffices, date), offices, "federal offices, {date}");
            assert_eq!(closed(Market::Sifma, date), markets, "markets, {date}");
        }
    }
}
