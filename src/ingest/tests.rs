//! Releases as they came out, taken in from composed pages; and all that can be wrong with one.

mod bad_pages;
mod dormant;
mod first_start;
mod late;
mod october;
mod steps;
mod transaction;
