//! Prints the figures that a text states: `cargo run -p juesuan-read --example facts -- FILE`.

#![allow(clippy::print_stdout)] // an example speaks

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("give the path of a text")?;
    let text = std::fs::read_to_string(path)?;
    let segmentation = juesuan_segment::segment(&text)?;
    for fact in juesuan_read::narrative::facts(&segmentation, None) {
        let period = fact.period.as_ref().map(ToString::to_string).unwrap_or_default();
        let (line, value, unit, role) = (fact.line, fact.value, &fact.unit, fact.role);
        println!("{line}: {value} {unit} | {period} {role} | {}", fact.subject);
    }
    Ok(())
}
