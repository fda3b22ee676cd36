//! The `juesuan` command line: words in, calls to the library, exit code out.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command line speaks through both

mod cli;
mod commands;
mod inputs;
mod show;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};
use commands::Done;

/// Findings at or above the level that is denied.
const DENIED: u8 = 1;

/// Some input could not be read.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Convert(args) => commands::convert::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Rules(args) => commands::catalogue::list(&args),
        Command::Explain(args) => commands::catalogue::explain(&args),
        Command::Segments(args) => commands::stage::segments(&args),
        Command::Tables(args) => commands::stage::tables(&args),
        Command::Schema => commands::schema::run(),
    };
    match done {
        Ok(Done { unreadable: 1.., .. }) => ExitCode::from(UNREADABLE),
        Ok(Done { denied: 1.., .. }) => ExitCode::from(DENIED),
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(UNREADABLE)
        }
    }
}
