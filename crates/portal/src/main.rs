//! The binary `attest`: everything is in the library, so that tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    portal::cli::run(std::env::args_os())
}
