//! Figures as each language writes them. Rounding is half away from zero, once, at the end.

use rust_decimal::{Decimal, RoundingStrategy};

use super::RenderError;
use super::keys;
use super::words::{Words, args};
use crate::lang::Lang;
use crate::unit::{BasisPoints, Percent, UsdMillions};

/// The true minus sign.
pub(super) const MINUS: &str = "−";

/// How a language scales dollars: English by thousands (M, B, T), Chinese by ten-thousands (萬, 億, 兆).
struct Scale {
    /// How many small units a million dollars are.
    small_per_million: Decimal,
    /// Millions of dollars in one middle unit: a billion, or 億.
    middle: Decimal,
    /// Decimals of a middle unit that say as much as tenths of a billion dollars.
    tenths: u32,
}

/// Millions of dollars in a trillion, 兆, 万亿.
const LARGE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

impl Scale {
    const fn of(lang: Lang) -> Self {
        match lang {
            Lang::En => Self { small_per_million: Decimal::ONE, middle: Decimal::ONE_THOUSAND, tenths: 1 },
            Lang::ZhHant | Lang::ZhHans => {
                Self { small_per_million: Decimal::ONE_HUNDRED, middle: Decimal::ONE_HUNDRED, tenths: 0 }
            }
        }
    }
}

/// Which sign goes before an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `−` where it is negative.
    Level,
    /// `+` or `−`, none for zero.
    Change,
}

impl Words {
    /// An amount to be grasped at a glance: `$738.0 B`, `$2.85 T`.
    pub(super) fn amount(&self, value: UsdMillions) -> Result<String, RenderError> {
        self.scaled(value, Sign::Level)
    }

    /// A change, always signed: `+$73.8 B`.
    pub(super) fn change(&self, value: UsdMillions) -> Result<String, RenderError> {
        self.scaled(value, Sign::Change)
    }

    /// A level that a table of tenths of a billion must agree with: `$2,932.1 B`, `2.9321 兆美元`.
    pub(super) fn exact(&self, value: UsdMillions) -> Result<String, RenderError> {
        let scale = Scale::of(self.lang);
        if self.lang == Lang::En || value.abs().0 < LARGE {
            return self.middle(value, scale.tenths, Sign::Level);
        }
        let (sign, figure) = parts(value.0 / LARGE, 4, Sign::Level);
        self.say(&keys::AMOUNT_LARGE, args![sign, figure])
    }

    /// Standing repo: two decimals in billions, `$50.35 B`, `503.5 億美元`; below ten millions, where
    /// these would read as zero, whole millions. Nothing is a bare 0 in Chinese.
    pub(super) fn repo(&self, value: UsdMillions) -> Result<String, RenderError> {
        if value.0.is_zero() && self.lang != Lang::En {
            return Ok("0".to_owned());
        }
        if !value.0.is_zero() && value.abs().0 < Decimal::TEN {
            return self.small(value, Sign::Level);
        }
        self.middle(value, Scale::of(self.lang).tenths + 1, Sign::Level)
    }

    /// A rule's level, with no more decimals than it needs: `$50 B`, `500 億美元`.
    pub(super) fn level(&self, value: UsdMillions) -> Result<String, RenderError> {
        let (sign, figure) = short(value.0 / Scale::of(self.lang).middle, 2, Sign::Level);
        self.say(&keys::AMOUNT_MIDDLE, args![sign, figure])
    }

    /// The bare figure of [`Words::level`], for sums in brackets.
    pub(super) fn level_figure(&self, value: UsdMillions) -> String {
        let (sign, figure) = short(value.0 / Scale::of(self.lang).middle, 2, Sign::Level);
        format!("{sign}{figure}")
    }

    /// A level in a table whose unit stands in its heading.
    pub(super) fn cell(&self, value: UsdMillions) -> String {
        self.cell_with(value, Sign::Level)
    }

    /// A change in a table.
    pub(super) fn cell_change(&self, value: UsdMillions) -> String {
        self.cell_with(value, Sign::Change)
    }

    /// Standing repo in a table: a decimal more than other amounts.
    pub(super) fn cell_repo(&self, value: UsdMillions) -> String {
        let scale = Scale::of(self.lang);
        let (sign, figure) = parts(value.0 / scale.middle, scale.tenths + 1, Sign::Level);
        format!("{sign}{figure}")
    }

    /// A large amount in a narrow table: whole units.
    pub(super) fn cell_whole(&self, value: UsdMillions) -> String {
        let (sign, figure) = parts(value.0 / Scale::of(self.lang).middle, 0, Sign::Level);
        format!("{sign}{figure}")
    }

    /// `32 bp`, `−0.5 bp`: whole where it is whole.
    pub(super) fn bp(&self, value: BasisPoints) -> Result<String, RenderError> {
        self.say(&keys::BASIS_POINTS, args![bp_figure(value, false)])
    }

    /// `+32 bp`, `−2 bp`.
    pub(super) fn bp_signed(&self, value: BasisPoints) -> Result<String, RenderError> {
        self.say(&keys::BASIS_POINTS, args![bp_figure(value, true)])
    }

    /// A rate: `4.22 %`.
    pub(super) fn rate(&self, value: Percent) -> Result<String, RenderError> {
        let (sign, figure) = parts(value.0, 2, Sign::Level);
        self.say(&keys::PERCENT, args![format!("{sign}{figure}")])
    }

    /// A share: `9.6 %`.
    pub(super) fn share(&self, value: Percent) -> Result<String, RenderError> {
        let (sign, figure) = parts(value.0, 1, Sign::Level);
        self.say(&keys::PERCENT, args![format!("{sign}{figure}")])
    }

    /// A target range: `3.75–4.00 %`.
    pub(super) fn range(&self, range: (Percent, Percent)) -> Result<String, RenderError> {
        let [low, high] = [range.0, range.1].map(|limit| parts(limit.0, 2, Sign::Level));
        self.say(&keys::RANGE, args![format!("{}{}", low.0, low.1), format!("{}{}", high.0, high.1)])
    }

    fn scaled(&self, value: UsdMillions, sign: Sign) -> Result<String, RenderError> {
        if value.abs().0 >= LARGE {
            let (sign, figure) = parts(value.0 / LARGE, 2, sign);
            return self.say(&keys::AMOUNT_LARGE, args![sign, figure]);
        }
        // What would round to nothing is said in the smaller unit.
        let least = Decimal::new(50, 0);
        if !value.0.is_zero() && value.abs().0 < least {
            return self.small(value, sign);
        }
        self.middle(value, Scale::of(self.lang).tenths, sign)
    }

    /// Whole small units; a part of one where there is no whole one, so that little is not nothing.
    fn small(&self, value: UsdMillions, sign: Sign) -> Result<String, RenderError> {
        let units = value.0 * Scale::of(self.lang).small_per_million;
        let (sign, figure) = if units.abs() < Decimal::ONE { short(units, 2, sign) } else { parts(units, 0, sign) };
        self.say(&keys::AMOUNT_SMALL, args![sign, figure])
    }

    fn middle(&self, value: UsdMillions, decimals: u32, sign: Sign) -> Result<String, RenderError> {
        let (sign, figure) = parts(value.0 / Scale::of(self.lang).middle, decimals, sign);
        self.say(&keys::AMOUNT_MIDDLE, args![sign, figure])
    }

    fn cell_with(&self, value: UsdMillions, sign: Sign) -> String {
        let scale = Scale::of(self.lang);
        let (sign, figure) = parts(value.0 / scale.middle, scale.tenths, sign);
        format!("{sign}{figure}")
    }
}

/// The bare figure of a spread: `32`, `−0.5`, with a plus on request.
pub(super) fn bp_figure(value: BasisPoints, signed: bool) -> String {
    let (sign, figure) = short(value.0, 1, if signed { Sign::Change } else { Sign::Level });
    format!("{sign}{figure}")
}

/// The bare figure of a rate: `4.22`.
pub(super) fn rate_figure(value: Percent) -> String {
    let (sign, figure) = parts(value.0, 2, Sign::Level);
    format!("{sign}{figure}")
}

/// A figure without a unit of its own: `9.5`, `−2.81`.
pub(super) fn plain(value: Decimal) -> String {
    let (sign, figure) = short(value, 2, Sign::Level);
    format!("{sign}{figure}")
}

/// Sign and grouped digits with exactly that many decimals. What rounds to zero has no sign.
fn parts(value: Decimal, decimals: u32, sign: Sign) -> (&'static str, String) {
    let mut rounded = round(value, decimals);
    rounded.rescale(decimals);
    (sign_of(rounded, sign), grouped(&rounded.abs().to_string()))
}

/// As [`parts`], with at most that many decimals.
fn short(value: Decimal, decimals: u32, sign: Sign) -> (&'static str, String) {
    let rounded = round(value, decimals).normalize();
    (sign_of(rounded, sign), grouped(&rounded.abs().to_string()))
}

fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

const fn sign_of(rounded: Decimal, sign: Sign) -> &'static str {
    match (rounded.is_zero(), rounded.is_sign_negative(), sign) {
        (true, ..) | (false, false, Sign::Level) => "",
        (false, true, _) => MINUS,
        (false, false, Sign::Change) => "+",
    }
}

/// Thousands separators into the whole part of unsigned digits.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::with_capacity(digits.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests;
