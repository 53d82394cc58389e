//! The program as a process: its command line, how it starts and stops, and what it survives.
//!
//! One binary for all of them: it links once. Each test has a directory and a stand-in of its own.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod clients;
#[cfg(test)]
mod common;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod life;
#[cfg(test)]
mod ops;
#[cfg(test)]
mod page;
#[cfg(test)]
mod results;
