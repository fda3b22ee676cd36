//! How the work grows with the input: counted instructions of the program on documents made to be hard, at two sizes.

mod inputs;
mod page;

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use inputs::inputs;

/// Ten times the bytes may cost at most this many times the instructions.
const MOST: f64 = 11.0;

/// Bytes of the smaller document; the larger has ten times as many.
const SMALL: usize = 20_000;

/// Counts instructions with `valgrind` and prints a line a document.
///
/// # Errors
/// Where `valgrind` or the program is missing, and where a document costs more than allowed.
pub(crate) fn run(root: &Path, program: &Path) -> Result<()> {
    let valgrind = Command::new("valgrind").arg("--version").output();
    ensure!(
        valgrind.is_ok_and(|done| done.status.success()),
        "valgrind is not installed; it counts the instructions"
    );
    let program = root.join(program);
    ensure!(program.is_file(), "{}: no such program; cargo build --release makes it", program.display());
    let folder = tempfile::tempdir()?;
    // a quotient that is read by people
    #[expect(clippy::cast_precision_loss)]
    let each = |count: u64, bytes: u64| count as f64 / bytes as f64;
    let mut grown = Vec::new();
    println!("{:>6}  instructions a byte for {} and {} bytes", "×", SMALL, 10 * SMALL);
    for (name, make) in inputs() {
        let mut counts = [(0, 0); 2];
        for (count, size) in counts.iter_mut().zip([SMALL, 10 * SMALL]) {
            let file = make(root, size)?;
            let counted = instructions(&program, folder.path(), &file).with_context(|| name.clone())?;
            *count = (counted, file.len() as u64);
        }
        let [(small, small_bytes), (large, large_bytes)] = counts;
        let factor = 10.0 * each(large, large_bytes) / each(small, small_bytes);
        println!(
            "{factor:>6.1}  {:>6.0} {:>6.0}  {name}",
            each(small, small_bytes),
            each(large, large_bytes)
        );
        if factor > MOST {
            grown.push(name);
        }
    }
    if !grown.is_empty() {
        bail!("more than {MOST} times the work for ten times the bytes: {}", grown.join(", "));
    }
    Ok(())
}

/// Instructions of a whole conversion of a document to CSV with all rules, on one thread.
fn instructions(program: &Path, folder: &Path, file: &[u8]) -> Result<u64> {
    // what it is, is told by its bytes
    let input = folder.join("input.txt");
    std::fs::write(&input, file)?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["convert", "--jobs", "1", "--to", "csv", "-q", "--out"])
        .arg(folder.join("out"))
        .arg(&input)
        .output()?;
    let told = String::from_utf8_lossy(&run.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected :"));
    let (_, count) = collected.with_context(|| format!("valgrind counted nothing: {told}"))?;
    Ok(count.trim().parse()?)
}
