//! The command line of Tidewatch.

fn main() {}
