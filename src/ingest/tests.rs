//! Releases as they came out, taken in from composed pages; and all that can be wrong with one.

mod bad_pages;
mod dormant;
mod events;
mod first_start;
mod joins;
mod late;
mod misdated;
mod mismatch;
mod notes;
mod october;
mod restored;
mod revisions;
mod steps;
mod taken_up;
mod transaction;
