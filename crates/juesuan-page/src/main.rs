//! The program in the page: one request from standard input, its answer to standard output.

use std::io::{Read as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut request = Vec::new();
    std::io::stdin().lock().read_to_end(&mut request)?;
    std::io::stdout().lock().write_all(&juesuan_page::answer(&request)?)?;
    Ok(())
}
