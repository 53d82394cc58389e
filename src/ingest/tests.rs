//! Releases as they came out, taken in from composed pages; and all that can be wrong with one.

mod bad_pages;
mod dormant;
mod events;
mod first_start;
mod joins;
mod late;
mod notes;
mod october;
mod revisions;
mod steps;
mod transaction;
