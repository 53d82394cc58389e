//! The loop against sites that publish history at simulated times, and against sites that are ill.

mod backfill;
mod faults;
mod meetings;
mod misprints;
mod outages;
mod periods;
mod record;
mod room;
mod stage;
mod unscheduled;
