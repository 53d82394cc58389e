//! `/why` of three alerts.

use super::build::*;
use super::decisions::cut;
use super::funding::sofr_critical;
use super::{Sample, reply, spells, weeks};
use crate::alert::Input;
use crate::board::answers::{Why, WhyRule};
use crate::render::Reply;

pub(super) fn samples() -> Vec<Sample> {
    let because = |why| Reply::Why(Some(Box::new(why)));
    vec![
        reply("/why of a rule", because(why())),
        reply("/why of a week", because(why_week())),
        reply("/why of a mean over many days", because(many_inputs())),
        reply("/why of a decision", because(why_decision())),
        reply("/why before anything was told", Reply::Why(None)),
        reply("/why R77", Reply::NoSuchRule(vec!["R01".to_owned(), "R05".to_owned()])),
    ]
}

/// Why 31 October was critical.
pub(in crate::render) fn why() -> Why {
    let input = |series: &str, date: &str, value: &str| Input {
        series: SeriesId::named(series),
        date: day(date),
        value: dec(value),
    };
    let inputs = vec![input("sofr", "2025-10-31", "4.22"), input("iorb", "2025-10-30", "3.90")];
    let alert = with_funding(sofr_critical(), |report| {
        report.findings.iter_mut().for_each(|spread| spread.inputs.clone_from(&inputs));
    });
    let sources = [
        "https://www.newyorkfed.org/markets/reference-rates/sofr",
        "https://www.federalreserve.gov/monetarypolicy/reserve-balances.htm",
    ];
    let rule = WhyRule { id: "R01".to_owned(), version: 1, sources: sources.map(str::to_owned).into() };
    Why { now: at("2025-11-03", 9, 0), alert, rules: vec![rule] }
}

/// Why the drain of November was told: two rules and week averages.
pub(in crate::render) fn why_week() -> Why {
    let input = |(date, value)| Input { series: SeriesId::named("reserves_avg"), date: day(date), value: dec(value) };
    let earlier = [("2025-10-15", "3019028"), ("2025-08-20", "3317292")];
    let alert = with_week(weeks::drain(), |report| {
        for (finding, earlier) in report.findings.iter_mut().zip(earlier) {
            finding.inputs = [earlier, ("2025-11-12", "2855030")].map(input).into();
            let (series, date) = (SeriesId::named("gdp"), day("2025-04-01"));
            finding.inputs.push(Input { series, date, value: dec("30353902") });
        }
    });
    let sources = vec!["https://www.federalreserve.gov/releases/h41/".to_owned()];
    let rules = ["R22", "R23"].map(|id| WhyRule { id: id.to_owned(), version: 1, sources: sources.clone() });
    Why { now: at("2025-11-14", 9, 0), alert, rules: rules.into() }
}

/// A decision has no level of ours behind it.
pub(in crate::render) fn why_decision() -> Why {
    let sources = vec!["https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm".to_owned()];
    let rule = WhyRule { id: "R15".to_owned(), version: 1, sources };
    Why { now: at("2025-10-29", 15, 0), alert: cut(), rules: vec![rule] }
}

/// The mean of five days rests on ten figures: the last ones are counted.
fn many_inputs() -> Why {
    let days = ["2025-10-17", "2025-10-20", "2025-10-21", "2025-10-22", "2025-10-23"];
    let rates = ["4.21", "4.18", "4.18", "4.18", "4.20"];
    let input = |series: &str, date: &str, value: &str| Input {
        series: SeriesId::named(series),
        date: day(date),
        value: dec(value),
    };
    let inputs: Vec<Input> = days
        .iter()
        .zip(rates)
        .flat_map(|(date, rate)| [input("tgcr", date, rate), input("iorb", date, "4.15")])
        .collect();
    let alert = with_funding(spells::tgcr(), |report| {
        report.findings.iter_mut().for_each(|finding| finding.inputs.clone_from(&inputs));
    });
    let rule = WhyRule { id: "R04".to_owned(), version: 1, sources: Vec::new() };
    Why { now: at("2025-10-24", 9, 0), alert, rules: vec![rule] }
}
