//! The accounting that every release obeys. A figure that breaks it may be a typing error at the
//! source, a damaged page or our own misreading: it is reported, and holds back alerts.
//!
//! "Components may not sum to totals because of rounding": each addend may be off by half a million
//! and so may the total; the tolerance is one million an addend, at most ten.

use super::line::Line;
use super::page::Page;
use crate::source::Problem;

/// Which of a line's two figures.
type Pick = fn(&Line) -> Option<i64>;

/// The largest difference that rounding explains, in millions of dollars. Reserves of table 5 and of
/// table 1 have differed by three.
const WIDEST_TOLERANCE: i64 = 10;

/// Checks all identities of a page; a figure that is missing is not zero, so an identity without its
/// total or without any part is left alone.
pub fn check(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    let columns: [(&str, Pick); 2] = [("week average", |line| line.average), ("Wednesday", |line| line.level)];
    for (column, pick) in columns {
        let mut table = Checker { table: "table 1", column, pick, lines: &page.lines, problems: &mut problems };
        table.groups();
        table.totals(&["total_supplying", "total_absorbing"]);
        table.sum("total_supplying", &["total_absorbing", "reserves"]);
    }
    let pick: Pick = |line| line.level;
    let lines = &page.condition;
    let mut table = Checker { table: "table 5", column: "Wednesday", pick, lines, problems: &mut problems };
    table.groups();
    table.totals(&["fed_assets", "fed_liabilities", "fed_capital"]);
    table.sum("fed_assets", &["fed_liabilities", "fed_capital"]);
    problems.extend(signs(page));
    problems.extend(between_tables(page));
    problems.extend(bridge(page));
    problems
}

struct Checker<'a> {
    table: &'static str,
    column: &'static str,
    pick: Pick,
    lines: &'a [Line],
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    /// Every line that has parts is their sum.
    fn groups(&mut self) {
        let lines = self.lines;
        for total in lines.iter().filter(|line| line.known) {
            let is_part = |line: &&Line| line.parent == Some(total.name.as_str());
            self.compare(total, lines.iter().filter(is_part).collect());
        }
    }

    /// A grand total is the sum of the lines of first rank above it, up to the total before.
    fn totals(&mut self, names: &[&str]) {
        let mut rest = self.lines;
        for name in names {
            let Some(position) = rest.iter().position(|line| line.known && line.name == *name) else { continue };
            let Some((above, [total, below @ ..])) = rest.split_at_checked(position) else { continue };
            self.compare(total, above.iter().filter(|line| line.parent == Some("")).collect());
            rest = below;
        }
    }

    fn sum(&mut self, total: &str, parts: &[&str]) {
        let line = |name: &str| find(self.lines, name).filter(|line| (self.pick)(line).is_some());
        let found: Option<Vec<&Line>> = parts.iter().map(|name| line(name)).collect();
        if let (Some(total), Some(parts)) = (line(total), found) {
            self.compare(total, parts);
        }
    }

    /// A new line may be one of the parts or an "of which": either way of counting may hold.
    fn compare(&mut self, total: &Line, parts: Vec<&Line>) {
        let values = |known: bool| -> Vec<i64> {
            parts.iter().filter(|line| line.known == known).filter_map(|line| (self.pick)(line)).collect()
        };
        let (old, new) = (values(true), values(false));
        let Some(printed) = (self.pick)(total).filter(|_| !old.is_empty()) else { return };
        let tolerance = i64::try_from(old.len() + new.len()).unwrap_or(WIDEST_TOLERANCE).min(WIDEST_TOLERANCE);
        let (sum, added): (i64, i64) = (old.iter().sum(), new.iter().sum());
        if (printed - sum).abs() > tolerance && (printed - sum - added).abs() > tolerance {
            let detail = format!(
                "{}, {}: {} is printed as {printed}, its parts add up to {} (tolerance {tolerance})",
                self.table,
                self.column,
                total.name,
                sum + added,
            );
            self.problems.push(Problem::new("identity_break", detail));
        }
    }
}

fn find<'a>(lines: &'a [Line], name: &str) -> Option<&'a Line> {
    lines.iter().find(|line| line.known && line.name == name)
}

/// Lines that may be of either sign: float and deferred items, and what nets assets against liabilities.
const EITHER_SIGN: [&str; 5] = ["float", "other_liabilities", "remaining_liabilities", "other_capital", "fed_capital"];

/// Amounts are not negative, but for those that are; discounts are never positive. Only amounts so small
/// that the sums would forgive a lost sign as rounding are looked at here.
fn signs(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for line in page.lines.iter().chain(&page.condition).filter(|line| line.known) {
        let wrong = |value: i64| if line.name == "discounts" { value > 0 } else { value < 0 };
        for (column, value) in [("week average", line.average), ("Wednesday", line.level)] {
            if let Some(value) = value.filter(|value| wrong(*value) && value.abs() <= WIDEST_TOLERANCE)
                && !EITHER_SIGN.contains(&line.name.as_str())
            {
                let detail = format!("{}, {column}: {value} has the wrong sign", line.name);
                problems.push(Problem::new("bad_value", detail));
            }
        }
    }
    problems
}

/// Table 5 prints most Wednesday levels of table 1 again.
fn between_tables(page: &Page) -> Vec<Problem> {
    let mut problems = Vec::new();
    for again in page.condition.iter().filter(|line| line.known) {
        let first = find(&page.lines, &again.name).and_then(|line| line.level);
        let (Some(first), Some(second)) = (first, again.level) else { continue };
        if (first - second).abs() > WIDEST_TOLERANCE {
            let detail = format!("{} on Wednesday: {first} in table 1, {second} in table 5", again.name);
            problems.push(Problem::new("identity_break", detail));
        }
    }
    problems
}

/// Total assets from table 1: Reserve Bank credit holds float net of deferred items, which are a
/// liability in table 5; gold, SDR certificates, coin and foreign currency stand beside it.
fn bridge(page: &Page) -> Option<Problem> {
    let second = |name: &str| find(&page.condition, name)?.level;
    let assets = second("fed_assets")?;
    let credit = find(&page.lines, "reserve_bank_credit")?.level?;
    let beside = ["gold_certificates", "sdr", "coin", "foreign_currency_assets", "deferred_items"];
    let beside: i64 = beside.into_iter().map(second).sum::<Option<i64>>()?;
    let detail = format!("total assets are printed as {assets}; table 1 makes them {}", credit + beside);
    ((assets - credit - beside).abs() > WIDEST_TOLERANCE).then(|| Problem::new("identity_break", detail))
}
