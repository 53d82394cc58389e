//! Stand-ins in real wire formats: a fault-injecting Telegram, the upstream sites publishing history
//! at simulated times.

pub mod decisions;
pub mod history;
pub mod page;
pub mod pages;
pub mod telegram;
pub mod upstream;
pub mod world;
