//! Tidewatch tells people in Telegram when US dollar liquidity shifts.
//!
//! The modules in reading order; ARCHITECTURE.md walks through them twice.
#![cfg_attr(test, allow(clippy::missing_errors_doc, reason = "tests are their own documentation"))]

pub mod alert;
pub mod board;
pub mod calendar;
pub mod clock;
pub mod lang;
pub mod series;
pub mod sim;
pub mod source;
pub mod store;
pub mod telegram;
pub mod unit;
