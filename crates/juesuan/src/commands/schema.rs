//! `juesuan schema`

use std::io::Write as _;

use anyhow::Result;

/// Prints the JSON Schema of the JSON output.
pub(crate) fn run() -> Result<usize> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", juesuan::output::json_schema())?;
    Ok(0)
}
