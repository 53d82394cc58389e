//! The command line of Tidewatch.

use std::process::ExitCode;

fn main() -> ExitCode {
    tidewatch::cli::main()
}
