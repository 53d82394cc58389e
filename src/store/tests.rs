//! Both databases: every statement prepared, and one story told on each.

mod addresses;
mod migrations;
mod statements;
mod story;
