//! The loop against sites that publish history at simulated times, and against sites that are ill.

mod backfill;
mod days;
mod disagreements;
mod faults;
mod meetings;
mod misprints;
mod outages;
mod patience;
mod periods;
mod record;
mod room;
mod stage;
mod unscheduled;
