//! Tidewatch tells people in Telegram when US dollar liquidity shifts.
//!
//! The modules in reading order; ARCHITECTURE.md walks through them twice.

pub mod unit;
pub mod clock;
pub mod calendar;
pub mod series;
pub mod source;
pub mod fetch;
pub mod metric;
pub mod rule;
pub mod alert;
pub mod board;
pub mod replay;
pub mod store;
pub mod ingest;
pub mod watch;
pub mod lang;
pub mod render;
pub mod telegram;
pub mod delivery;
pub mod bot;
pub mod sim;
pub mod app;
pub mod cli;
pub mod config;
pub mod crash;
pub mod health;
pub mod stats;
pub mod telemetry;
#[cfg(test)]
mod house;
#[cfg(test)]
mod testing;
