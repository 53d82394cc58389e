//! Whole conversations over SQLite: updates go into the inbox, answers are read from the outbox.

mod answers;
mod conversations;
mod faults;
mod house;
mod schema;
mod settings;
mod town;
