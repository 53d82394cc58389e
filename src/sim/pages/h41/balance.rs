//! From a few known figures to a page on which everything adds up.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{H41Figures, Week};

type Column = BTreeMap<String, i64>;

/// A total, its parts, and the part that takes what the known ones leave over.
struct Group {
    total: &'static str,
    parts: &'static [&'static str],
    remainder: &'static str,
}

const FACILITIES: [&str; 6] = ["cpff", "corporate_credit", "main_street", "municipal_liquidity", "talf", "maiden_lane"];

const GROUPS: [Group; 6] = [
    Group {
        total: "treasuries",
        parts: &["bills", "notes_nominal", "notes_indexed", "inflation_compensation"],
        remainder: "notes_nominal",
    },
    Group { total: "securities", parts: &["treasuries", "agency_debt", "mbs"], remainder: "agency_debt" },
    Group { total: "repo", parts: &["repo_foreign", "repo_others"], remainder: "repo_foreign" },
    Group {
        total: "loans",
        parts: &[
            "primary_credit",
            "secondary_credit",
            "seasonal_credit",
            "pdcf",
            "mmlf",
            "ppplf",
            "btfp",
            "other_credit",
        ],
        remainder: "other_credit",
    },
    Group { total: "reverse_repo", parts: &["foreign_rrp", "on_rrp"], remainder: "foreign_rrp" },
    Group {
        total: "deposits",
        parts: &["term_deposits", "tga", "tga_supplementary", "foreign_official_deposits", "other_deposits"],
        remainder: "other_deposits",
    },
];
const CREDIT: [&str; 7] = ["securities", "premiums", "discounts", "repo", "loans", "float", "swap_lines"];
const BESIDE_CREDIT: [&str; 4] = ["foreign_currency_assets", "gold", "sdr", "treasury_currency"];
const ABSORBING: [&str; 6] =
    ["currency", "reverse_repo", "treasury_cash", "deposits", "treasury_contributions", "other_liabilities"];

/// Completes known figures so that every identity of the release holds. A figure that is given is
/// never changed, and a line that nothing needs stays absent.
///
/// Residual lines:
/// - `other_assets` ("Other Federal Reserve assets") takes what the known assets leave of Reserve Bank
///   credit. Levels: credit follows from `fed_assets`. Averages: no total of assets is published as an
///   average, so supply is what is absorbed plus `reserves`.
/// - `other_liabilities` ("Other liabilities and capital") takes what the known absorbing lines leave
///   where both `reserves` and the total supplied are known. Without `reserves` (no history of Wednesday
///   reserves is kept) the total absorbed is left out rather than invented.
/// - Inside a group with a known total: `notes_nominal` of Treasuries, `agency_debt` of securities,
///   `repo_foreign`, `other_credit`, `foreign_rrp`, `other_deposits`. A group without a known total
///   gets the sum of its known parts.
///
/// As reserves and the other averages are the caller's own, changes explain themselves as published:
/// reserves = −TGA − ON RRP + standing repo + other lines.
#[must_use]
pub fn from_known(
    wednesday: NaiveDate,
    released: NaiveDate,
    week: &Week,
    week_before: &Week,
    year_before: &Week,
) -> H41Figures {
    let balanced = |week: &Week| Week { avg: balance(&week.avg), wed: balance(&week.wed) };
    H41Figures {
        wednesday,
        released,
        week: balanced(week),
        week_before: balanced(week_before),
        year_before: balanced(year_before),
        misprints: Vec::new(),
    }
}

/// The average of a daily amount over the seven days that end on `wednesday`, as the release counts it:
/// every calendar day has one vote, and a day without a figure (weekend, holiday) carries the one
/// before. `None` where the first day has nothing to carry within a week.
#[must_use]
pub fn week_average(daily: &BTreeMap<NaiveDate, i64>, wednesday: NaiveDate) -> Option<i64> {
    let outstanding = |back: u64| {
        let day = wednesday.checked_sub_days(Days::new(back))?;
        let oldest = day.checked_sub_days(Days::new(7))?;
        daily.range(oldest..=day).next_back().map(|(_, value)| *value)
    };
    let sum: i64 = (0..7).map(outstanding).sum::<Option<i64>>()?;
    // Half a million rounds away from zero.
    Some((2 * sum + 7 * sum.signum()) / 14)
}

fn balance(known: &Column) -> Column {
    let mut column = known.clone();
    for group in &GROUPS {
        fill_group(&mut column, group);
    }
    supply(&mut column);
    absorb(&mut column);
    column
}

fn fill_group(column: &mut Column, group: &Group) {
    let Some(sum) = sum(column, group.parts) else { return };
    match column.get(group.total).map(|total| total - sum) {
        None => {
            column.insert(group.total.to_owned(), sum);
        }
        Some(0) => {}
        Some(rest) => fill(column, group.remainder, rest),
    }
}

/// The supplying side: its total, Reserve Bank credit, and the residual asset.
fn supply(column: &mut Column) {
    let beside = sum(column, &BESIDE_CREDIT).unwrap_or_default();
    if !column.contains_key("reserve_bank_credit") {
        let from_total = column.get("total_supplying").map(|total| total - beside);
        let Some(credit) = from_total.or_else(|| credit_of_assets(column)).or_else(|| credit_needed(column, beside))
        else {
            return;
        };
        fill(column, "reserve_bank_credit", credit);
    }
    let Some(credit) = column.get("reserve_bank_credit").copied() else { return };
    fill(column, "total_supplying", credit + beside);
    let known = sum(column, &CREDIT).unwrap_or_default() + sum(column, &FACILITIES).unwrap_or_default();
    fill(column, "other_assets", credit - known);
}

/// Total assets less what stands beside Reserve Bank credit; coin is left to the residual.
fn credit_of_assets(column: &Column) -> Option<i64> {
    let assets = column.get("fed_assets")?;
    let beside = sum(column, &["foreign_currency_assets", "gold", "sdr"]).unwrap_or_default();
    Some(assets - beside - deferred_items(column).unwrap_or_default())
}

/// What must have been supplied for the reserves to be what they are.
fn credit_needed(column: &Column, beside: i64) -> Option<i64> {
    let absorbed = column.get("total_absorbing").copied().or_else(|| sum(column, &ABSORBING)).unwrap_or_default();
    Some(column.get("reserves")? + absorbed - beside)
}

/// The absorbing side, where reserves are known.
fn absorb(column: &mut Column) {
    let (Some(supplied), Some(reserves)) = (column.get("total_supplying"), column.get("reserves")) else { return };
    let absorbed = supplied - reserves;
    fill(column, "total_absorbing", absorbed);
    let known = sum(column, &ABSORBING).unwrap_or_default();
    if known != absorbed {
        fill(column, "other_liabilities", absorbed - known);
    }
}

/// Table 5 from the levels of table 1: the same lines, float split into its two sides, and "Other
/// assets" as the residual. Capital and total liabilities stay absent.
pub(super) fn condition(levels: &Column) -> Column {
    let mut column = levels.clone();
    let lending = sum(&column, &["securities", "premiums", "discounts", "repo", "loans"]);
    let float = column.get("float").copied();
    let additions = [
        ("securities_and_lending", lending),
        ("gold_certificates", column.get("gold").copied()),
        ("items_in_collection", float.map(|float| float.max(0))),
        ("deferred_items", deferred_items(&column)),
        ("all_deposits", column.get("reserves").zip(column.get("deposits")).map(|(reserves, rest)| reserves + rest)),
    ];
    column.extend(additions.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let known = ["gold_certificates", "sdr", "securities_and_lending", "items_in_collection", "swap_lines"];
    let known = sum(&column, &known).unwrap_or_default()
        + sum(&column, &["foreign_currency_assets"]).unwrap_or_default()
        + sum(&column, &FACILITIES).unwrap_or_default();
    if let Some(assets) = column.get("fed_assets").copied() {
        fill(&mut column, "remaining_assets", assets - known);
    }
    column
}

/// Float is items in collection less items deferred.
fn deferred_items(column: &Column) -> Option<i64> {
    column.get("float").map(|float| (-float).max(0))
}

fn fill(column: &mut Column, name: &str, value: i64) {
    column.entry(name.to_owned()).or_insert(value);
}

/// The sum of those parts that are there; `None` without any.
fn sum(column: &Column, parts: &[&str]) -> Option<i64> {
    parts.iter().filter_map(|name| column.get(*name).copied()).reduce(|sum, part| sum + part)
}
