//! Whole conversations over SQLite: updates go into the inbox, answers are read from the outbox.

mod admin;
mod answers;
mod conversations;
mod faults;
mod hammering;
mod house;
mod personal;
mod schema;
