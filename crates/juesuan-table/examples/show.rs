//! Shows the tables of a text file as they were understood: `cargo run --example show -- FILE [FROM [TO]]`, where the
//! numbers are the first and the last line to look at.

#[path = "../tests/render/mod.rs"]
mod render;

#[path = "../tests/field/mod.rs"]
mod field;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let from: u32 = arguments.next().map_or(Ok(1), |from| from.parse())?;
    let to: u32 = arguments.next().map_or(Ok(u32::MAX), |to| to.parse())?;
    let source = std::fs::read_to_string(file)?;
    let segmentation = juesuan_segment::segment(&source)?;
    let mut read = field::reconstruct(&segmentation);
    let shown = |offset| (from..=to).contains(&segmentation.lines.line(offset));
    read.tables.retain(|table| shown(table.span.start));
    read.repairs.retain(|repair| shown(repair.at.start));
    std::io::stdout().write_all(render::render(&source, &read).as_bytes())?;
    Ok(())
}
