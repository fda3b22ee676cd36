//! Prints the text that is read from a file: `cargo run -p juesuan-ingest --all-features --example text FILE`.

use std::error::Error;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(path)?;
    let source = juesuan_ingest::ingest(&bytes, juesuan_ingest::Options::default())?;
    std::io::stdout().write_all(source.text.as_bytes())?;
    Ok(())
}
