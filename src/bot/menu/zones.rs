//! Time zones: those that are offered, and those that people type.

use chrono_tz::{TZ_VARIANTS, Tz};

/// From west to east.
pub(super) const COMMON: [Tz; 12] = [
    Tz::America__Los_Angeles,
    Tz::America__Chicago,
    Tz::America__New_York,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Asia__Dubai,
    Tz::Asia__Singapore,
    Tz::Asia__Hong_Kong,
    Tz::Asia__Shanghai,
    Tz::Asia__Taipei,
    Tz::Asia__Tokyo,
    Tz::Australia__Sydney,
];

/// Cities as the buttons call them where the zone's own name does not, and other spellings of these.
const NAMED: [(&str, Tz); 29] = [
    ("洛杉磯", Tz::America__Los_Angeles),
    ("洛杉矶", Tz::America__Los_Angeles),
    ("芝加哥", Tz::America__Chicago),
    ("紐約", Tz::America__New_York),
    ("纽约", Tz::America__New_York),
    ("倫敦", Tz::Europe__London),
    ("伦敦", Tz::Europe__London),
    ("Frankfurt", Tz::Europe__Berlin),
    ("法蘭克福", Tz::Europe__Berlin),
    ("法兰克福", Tz::Europe__Berlin),
    ("柏林", Tz::Europe__Berlin),
    ("杜拜", Tz::Asia__Dubai),
    ("迪拜", Tz::Asia__Dubai),
    ("新加坡", Tz::Asia__Singapore),
    ("香港", Tz::Asia__Hong_Kong),
    ("上海", Tz::Asia__Shanghai),
    ("北京", Tz::Asia__Shanghai),
    ("Beijing", Tz::Asia__Shanghai),
    ("臺北", Tz::Asia__Taipei),
    ("台北", Tz::Asia__Taipei),
    ("臺灣", Tz::Asia__Taipei),
    ("台灣", Tz::Asia__Taipei),
    ("台湾", Tz::Asia__Taipei),
    ("東京", Tz::Asia__Tokyo),
    ("东京", Tz::Asia__Tokyo),
    ("雪梨", Tz::Australia__Sydney),
    ("悉尼", Tz::Australia__Sydney),
    ("維也納", Tz::Europe__Vienna),
    ("维也纳", Tz::Europe__Vienna),
];

/// No zone's name is longer; what is, is not looked at.
const LONGEST: usize = 32;

/// How many zones are suggested at most.
const GUESSES: usize = 3;

/// How alike a name has to be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.84;

/// The zone that is meant: by its full name, or by its city where only one has it, in any case and with
/// spaces for `_`. Else the names that look alike, the likeliest first.
pub(super) fn find(typed: &str) -> Result<Tz, Vec<&'static str>> {
    if typed.chars().count() > LONGEST {
        return Err(Vec::new());
    }
    let typed = plain(typed);
    if let Some(zone) = TZ_VARIANTS.into_iter().find(|zone| plain(zone.name()) == typed) {
        return Ok(zone);
    }
    if let Some((_, zone)) = NAMED.into_iter().find(|(name, _)| plain(name) == typed) {
        return Ok(zone);
    }
    let by_city: Vec<Tz> = TZ_VARIANTS.into_iter().filter(|zone| plain(city(*zone)) == typed).collect();
    match by_city.as_slice() {
        [zone] => Ok(*zone),
        [] => Err(alike(&typed)),
        several => Err(several.iter().take(GUESSES).map(|zone| zone.name()).collect()),
    }
}

fn alike(typed: &str) -> Vec<&'static str> {
    let likeness = |zone: Tz| {
        let names = [plain(zone.name()), plain(city(zone))];
        names.iter().map(|name| strsim::jaro_winkler(name, typed)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &str)> =
        TZ_VARIANTS.into_iter().map(|zone| (likeness(zone), zone.name())).filter(|(like, _)| *like >= ALIKE).collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    near.into_iter().take(GUESSES).map(|(_, name)| name).collect()
}

/// The last part of a zone's name.
fn city(zone: Tz) -> &'static str {
    zone.name().rsplit('/').next().unwrap_or_default()
}

/// As names are compared.
fn plain(name: &str) -> String {
    name.split([' ', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Europe/Vienna", Tz::Europe__Vienna)]
    #[case("europe/vienna", Tz::Europe__Vienna)]
    #[case("vienna", Tz::Europe__Vienna)]
    #[case("New York", Tz::America__New_York)]
    #[case(" hong  kong ", Tz::Asia__Hong_Kong)]
    #[case("Asia/Ho Chi Minh", Tz::Asia__Ho_Chi_Minh)]
    #[case("utc", Tz::UTC)]
    #[case("台北", Tz::Asia__Taipei)]
    #[case("臺北", Tz::Asia__Taipei)]
    #[case("上海", Tz::Asia__Shanghai)]
    #[case("frankfurt", Tz::Europe__Berlin)]
    fn zones_are_found_as_people_type_them(#[case] typed: &str, #[case] zone: Tz) {
        assert_eq!(find(typed), Ok(zone));
    }

    #[rstest]
    #[case("Europe/Viena", "Europe/Vienna")]
    #[case("Taipeh", "Asia/Taipei")]
    #[case("Asia/Tokio", "Asia/Tokyo")]
    #[case("Louisville", "America/Kentucky/Louisville")]
    fn a_slip_gets_a_guess(#[case] typed: &str, #[case] guess: &str) {
        assert_eq!(find(typed).unwrap_err().first(), Some(&guess));
    }

    #[rstest]
    #[case("🙂")]
    #[case("'; DROP TABLE subscriber; --")]
    #[case("<b>{ $x }</b>&amp;")]
    #[case("مرحبا بالعالم")]
    #[case("台北市信義區")]
    fn what_is_like_no_zone_gets_none(#[case] typed: &str) {
        assert_eq!(find(typed), Err(vec![]));
    }

    #[test]
    fn what_is_too_long_is_not_even_compared() {
        assert_eq!(find(&"Europe/Vienna ".repeat(300)), Err(vec![]));
    }

    /// Whatever a button says, in any language, can be typed.
    #[test]
    fn every_city_of_the_buttons_is_found() {
        for source in [
            include_str!("../../../config/locales/en.ftl"),
            include_str!("../../../config/locales/zh-Hant.ftl"),
            include_str!("../../../config/locales/zh-Hans.ftl"),
        ] {
            let list = source.split_once("\ncity = ").and_then(|(_, rest)| rest.split_once("\n}")).expect("a list").0;
            let names: Vec<&str> =
                list.lines().filter_map(|line| line.split_once("] ")).map(|(_, name)| name).collect();
            // One of them is also a zone of its own by an older name.
            let present = |zone| if zone == Tz::Singapore { Tz::Asia__Singapore } else { zone };
            let zones: Vec<Tz> = names.iter().map(|name| present(find(name).expect(name))).collect();
            assert_eq!(zones, COMMON);
        }
    }

    proptest! {
        #[test]
        fn every_zone_is_found_by_its_own_name_and_nothing_panics(zone in prop::sample::select(TZ_VARIANTS.to_vec()), any in any::<String>()) {
            prop_assert_eq!(find(zone.name()).map(|found| found.name().to_lowercase()), Ok(zone.name().to_lowercase()));
            drop(find(&any));
        }
    }
}
