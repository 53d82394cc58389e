use chrono_tz::TZ_VARIANTS;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// Every kind of press, with each of the smaller values.
fn verbs() -> impl Strategy<Value = Verb> {
    let hours = (0..1440_i64, 0..1440_i64).prop_map(|(from, to)| QuietHours::new(from, to));
    prop_oneof![
        prop::sample::select(PAGES.map(|(_, page)| page).to_vec()).prop_map(Verb::Show),
        Just(Verb::Done),
        prop::sample::select(Lang::ALL.to_vec()).prop_map(Verb::Language),
        (prop::sample::select(Category::ALL.to_vec()), any::<bool>()).prop_map(|(kind, taken)| Verb::Take(kind, taken)),
        prop::sample::select(LEAST.to_vec()).prop_map(Verb::Least),
        any::<bool>().prop_map(Verb::Silent),
        hours.prop_map(Verb::Quiet),
        Just(Verb::Quiet(None)),
        any::<bool>().prop_map(Verb::CriticalRings),
        prop::sample::select(TZ_VARIANTS.to_vec()).prop_map(Verb::Zone),
        any::<bool>().prop_map(Verb::Alerts),
    ]
}

proptest! {
    #[test]
    fn what_a_button_carries_is_read_back_and_fits(subscriber in 1..i64::MAX, verb in verbs()) {
        let press = Press { subscriber, verb };
        let data = press.data();
        prop_assert!(data.len() <= 64, "{data} has {} bytes", data.len());
        prop_assert_eq!(Press::read(&data), Some(press));
    }

    #[test]
    fn whatever_an_app_sends_is_read_without_a_panic(data in any::<String>(), tail in "[a-z0-9:+-]{0,30}") {
        prop_assert_eq!(Press::read(&data).map(|press| press.data()), Press::read(&data).map(|_| data.clone()));
        let near = format!("s:1:{tail}");
        prop_assert!(Press::read(&near).is_none_or(|press| press.data() == near));
    }
}

#[test]
fn the_longest_zone_fits_below_the_largest_id() {
    let longest = TZ_VARIANTS.into_iter().max_by_key(|zone| zone.name().len()).expect("a zone");
    let data = Press { subscriber: i64::MAX, verb: Verb::Zone(longest) }.data();
    assert_eq!((data.len(), longest.name()), (59, "America/Argentina/ComodRivadavia"));
}

#[rstest]
#[case("s:12:take:funding:0", Verb::Take(Category::Funding, false))]
#[case("s:12:rank:2", Verb::Least(Severity::Notable))]
#[case("s:12:quiet:1380-420", Verb::Quiet(QuietHours::new(1380, 420)))]
#[case("s:12:quiet:none", Verb::Quiet(None))]
#[case("s:12:zone:Europe/Vienna", Verb::Zone(Tz::Europe__Vienna))]
#[case("s:12:done:", Verb::Done)]
fn data_reads_as(#[case] data: &str, #[case] verb: Verb) {
    assert_eq!(Press::read(data), Some(Press { subscriber: 12, verb }));
}

#[rstest]
#[case("")]
#[case("s")]
#[case("s:12")]
#[case("s:12:take:funding")]
#[case("s:12:take:funding:2")]
#[case("s:12:take:gold:1")]
#[case("s:12:rank:0")]
#[case("s:12:quiet:1440-0")]
#[case("s:12:quiet:-1-5")]
#[case("s:12:zone:Mars/Olympus")]
#[case("s:012:done:")]
#[case("s:+12:done:")]
#[case("s:99999999999999999999:done:")]
#[case("t:12:done:")]
#[case("s:12:done:now")]
#[case("s:12:page:closed")]
#[case("s:12:lang:ZH-HANT")]
fn what_no_button_of_ours_carries_is_refused(#[case] data: &str) {
    assert_eq!(Press::read(data), None);
}

#[test]
fn deep_links_name_a_subscriber() {
    assert_eq!(deep_link(12), "s12");
    assert_eq!(linked("s12"), Some(12));
    for strange in ["", "s", "12", "s-12", "s0", "s012", "s12x", "S12", "s99999999999999999999"] {
        assert_eq!(linked(strange), None, "{strange}");
    }
}
