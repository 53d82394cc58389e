//! The sender against a scripted Telegram, on a clock that jumps.

mod crashes;
mod flow;
mod model;
mod outcomes;
mod revisions;
mod room;
