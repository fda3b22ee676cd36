//! Prints the sections of a document, or with `--blocks` its blocks.

use juesuan_segment::segment;

#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let blocks = arguments.iter().position(|a| a == "--blocks").map(|at| arguments.remove(at)).is_some();
    let path = arguments.first().ok_or("usage: outline [--blocks] FILE")?;
    let source = std::fs::read_to_string(path)?;
    let document = segment(&source)?;
    if let Some(width) = document.cut_at {
        println!("cut at {width} characters: {} lines", document.cut_lines.len());
    }
    if blocks {
        for block in &document.blocks {
            let text: String = document.text(block).trim_end().chars().take(50).collect();
            let more = if block.continues { " …continues" } else { "" };
            println!("{:>5} {:?}{more} {:?}", document.line(block.span), block.kind, text);
        }
    } else {
        for section in &document.sections {
            let indent = "  ".repeat(usize::from(section.level));
            let line = document.line(section.heading);
            println!("{line:>5} {indent}{} {}", document.number(section), document.title(section));
        }
    }
    Ok(())
}
