//! Stand-ins in real wire formats: what the upstream sites and Telegram would say.

pub mod pages;
