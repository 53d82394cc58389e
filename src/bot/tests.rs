//! Whole conversations over SQLite: updates go into the inbox, answers are read from the outbox.

mod admin;
mod answers;
mod conversations;
mod faults;
mod groups;
mod hammering;
mod house;
mod membership;
mod model;
mod personal;
mod schema;
mod settings;
mod town;
