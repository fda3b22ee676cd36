//! Writes the inputs from which fuzzing starts: short pieces of the fixtures in every layout and encoding.
//!
//! `cargo run -p juesuan-testkit --example fuzz_seeds -- fuzz/seeds`

use std::path::{Path, PathBuf};

use juesuan_testkit::{fixtures, transform};

/// Longest piece, in lines: fuzzing is fastest on short inputs.
const LINES: usize = 24;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("fuzz/seeds"), PathBuf::from);
    for fixture in fixtures() {
        for (index, piece) in pieces(&fixture.input).iter().enumerate() {
            let name = format!("{}-{index}", fixture.name);
            write(&folder.join("segment"), &name, piece.as_bytes())?;
            for transformation in transform::ALL {
                let spoilt = (transformation.apply)(piece);
                let is_text = std::str::from_utf8(&spoilt).is_ok();
                let changes_layout = !transformation.keeps_lines && spoilt != piece.as_bytes();
                // encodings need one piece, layouts a few
                if is_text && changes_layout && index == 1 {
                    write(&folder.join("table"), &format!("{name}-{}", transformation.name), &spoilt)?;
                }
                if transformation.keeps_lines && index == 0 {
                    write(&folder.join("ingest"), &format!("{name}-{}", transformation.name), &spoilt)?;
                }
            }
            if piece.contains('\t') {
                write(&folder.join("table"), &name, piece.as_bytes())?;
            }
        }
    }
    Ok(())
}

/// A piece at the start, and one around each of the first tables.
fn pieces(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |&at: &usize| lines[at].contains('\t') && !lines[at - 1].contains('\t');
    let tables = (1..lines.len()).filter(begins).map(|at| at.saturating_sub(6));
    let mut starts: Vec<usize> = std::iter::once(0).chain(tables).collect();
    starts.dedup_by(|later, earlier| *later < *earlier + LINES);
    starts.truncate(8);
    starts.iter().map(|&at| lines[at..lines.len().min(at + LINES)].join("\n") + "\n").collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(name), bytes)
}
