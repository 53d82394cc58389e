//! Stand-ins in the real wire formats, for the demo and for tests.

pub mod pages;
