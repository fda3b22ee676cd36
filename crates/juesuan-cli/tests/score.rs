//! The real documents against what a careful reader found in them, by the scorer that comes with the labels.

#![allow(clippy::expect_used, clippy::print_stderr, clippy::unwrap_used)] // a test may expect, and may speak

#[path = "../../juesuan/tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

/// One folder of labels: the document it labels, a resource, and the least F1 we hold.
const HELD: [(&str, &str, &str, &str); 6] = [
    ("002-tables", "002_", "observations", "1.0"),
    ("002-tables", "002_", "sections", "0.97"),
    ("002-reports", "002_", "sections", "0.97"),
    ("002-reports", "002_", "indicators", "0.99"),
    ("002-reports", "002_", "programmes", "0.99"),
    ("001-body", "001_", "sections", "0.97"),
];

fn convert(seeds: &Path, out: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .args(["convert", "--to", "csv", "--out"])
        .arg(out)
        .arg(seeds)
        .status()
        .expect("the binary runs");
    assert!(status.success(), "the real documents convert");
}

#[test]
fn the_labelled_stretches_are_read_as_labelled() {
    let test = "the_labelled_stretches_are_read_as_labelled";
    let Some(shared) = support::shared(test) else { return };
    if Command::new("python3").arg("--version").output().is_err() {
        return support::skipped(test, "python3");
    }
    let out = tempfile::tempdir().expect("a folder for the package");
    convert(&shared.join("seeds"), out.path());
    let mut below = Vec::new();
    for (folder, document, resource, least) in HELD {
        let scored = Command::new("python3")
            .arg(shared.join("tools/score.py"))
            .arg(out.path())
            .arg(shared.join("truth").join(folder))
            .args(["--document", document, "--only", resource, "--min", least])
            .output()
            .expect("the scorer runs");
        let said = String::from_utf8_lossy(&scored.stdout).into_owned();
        eprintln!("{folder}: {said}");
        if !scored.status.success() {
            below.push(format!(
                "{folder} {resource} below {least}:\n{said}{}",
                String::from_utf8_lossy(&scored.stderr)
            ));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
