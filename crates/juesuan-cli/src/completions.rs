//! `juesuan completions`

use std::io::Write as _;

use anyhow::Result;

use super::Done;
use super::args::Completions;

/// Prints the completions for a shell.
pub(super) fn run(args: &Completions) -> Result<Done> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "juesuan", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Done::default())
}
