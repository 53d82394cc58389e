//! Tidewatch tells people in Telegram when US dollar liquidity shifts.
//!
//! The modules in reading order; ARCHITECTURE.md walks through them twice.
#![cfg_attr(test, allow(clippy::missing_errors_doc, reason = "tests are their own documentation"))]

pub mod alert;
pub mod board;
pub mod calendar;
pub mod clock;
pub mod config;
pub mod lang;
pub mod metric;
pub mod replay;
pub mod rule;
pub mod series;
pub mod sim;
pub mod source;
pub mod store;
pub mod telegram;
#[cfg(test)]
mod testing;
pub mod unit;
