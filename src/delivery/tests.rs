//! The sender against a scripted Telegram, on a clock that jumps.

mod crashes;
mod flow;
mod forgetting;
mod manners;
mod model;
mod model_of_revisions;
mod outcomes;
mod overtaken;
mod reminders;
mod revisions;
mod room;
mod sound;
mod threads;
