//! `juesuan schema`

use std::io::Write as _;

use anyhow::Result;

use super::Done;

/// Prints the JSON Schema of the JSON output.
pub(super) fn run() -> Result<Done> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", juesuan::output::json_schema())?;
    Ok(Done::default())
}
