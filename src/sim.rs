//! Stand-ins in real wire formats: what the demonstration and the tests put in the place of the world.

pub mod decisions;
pub mod pages;
