//! The `juesuan` command line: words in, calls to the library, exit code out.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command line speaks through both

mod cli;
mod commands;
mod inputs;
mod show;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};

/// Some input could not be read.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Convert(args) => commands::convert::run(&args),
        Command::Segments(args) => commands::stage::segments(&args),
        Command::Tables(args) => commands::stage::tables(&args),
        Command::Schema => commands::schema::run(),
    };
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_unreadable) => ExitCode::from(UNREADABLE),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(UNREADABLE)
        }
    }
}
