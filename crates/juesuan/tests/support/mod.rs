//! What several test files need: where the documents are, and what a missing one means.

// each test file uses its own part; a test may speak and may expect
#![allow(dead_code, unreachable_pub, clippy::print_stderr, clippy::expect_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether a missing program or folder is a failure: in CI everything must be there.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some()
}

/// Says that a test was skipped; fails where nothing may be missing.
pub fn skipped(test: &str, missing: &str) {
    assert!(!in_ci(), "{test}: {missing} is missing, and in CI nothing may be");
    // written past the capture of test output: a skipped test must be seen
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {missing} is missing");
}

/// The folder of real documents, beside the project; it is not part of it, so that also CI can lack it.
pub fn shared(test: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("JUESUAN_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    if folder.join("seeds").is_dir() {
        return Some(folder);
    }
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no real documents at {}", folder.display());
    None
}

/// The real documents: name and bytes.
pub fn seeds(test: &str) -> Vec<(String, Vec<u8>)> {
    shared(test).map(|shared| files(&shared.join("seeds"))).unwrap_or_default()
}

/// The inputs of all fixtures: name of the case and bytes.
pub fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for case in
        std::fs::read_dir(workspace().join("fixtures")).expect("fixtures are part of the project").flatten()
    {
        for (name, bytes) in files(&case.path()).into_iter().filter(|(name, _)| name.starts_with("input.")) {
            found.push((format!("{}/{name}", case.file_name().to_string_lossy()), bytes));
        }
    }
    found.sort();
    found
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if let Ok(bytes) = std::fs::read(file.path()) {
            found.push((file.file_name().to_string_lossy().into_owned(), bytes));
        }
    }
    found.sort();
    found
}
