//! Stand-ins for the outside world, in its real wire formats: for the demo, for tests and for drills.

pub mod telegram;
