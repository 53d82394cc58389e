//! What a note directs the Desk to do with the portfolio, as data.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Directives of an implementation note. What the note does not mention is empty: unknown, not ended.
///
/// Every part has a default, so that notes stored before a part existed still read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Directives {
    /// What happens to principal payments from Treasury securities, in the order of the dates.
    pub treasury_principal: Vec<Principal>,
    /// What happens to principal payments from agency debt and agency mortgage-backed securities.
    pub agency_principal: Vec<Principal>,
    /// Reserve management: purchases of Treasury bills to keep reserves ample. `None` if not directed.
    pub bill_purchases: Option<BillPurchases>,
    /// The ON RRP limit per counterparty and day.
    pub on_rrp_limit: Option<Limit>,
    /// The aggregate limit of a standing repo operation, removed in December 2025.
    pub srf_limit: Option<Limit>,
}

/// What happens to principal payments from one day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// The first day.
    pub in_force_from: NaiveDate,
    /// So many $ billion a month are let go, only the rest is reinvested; `None`: all is reinvested.
    pub cap: Option<Decimal>,
    /// Into what; `None` where the note does not say.
    pub into: Option<Reinvestment>,
}

/// What principal payments are put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reinvestment {
    /// Treasury securities: Treasury principal is rolled over at auction.
    Treasuries,
    /// Treasury bills alone.
    Bills,
    /// Agency mortgage-backed securities.
    AgencyMbs,
}

/// Purchases of bills to keep reserves ample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillPurchases {
    /// The first day of the directive.
    pub in_force_from: NaiveDate,
}

/// A limit of an operation that the note directs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// In $ billion.
    Billions(Decimal),
    /// The operation is directed without one.
    Unlimited,
}
