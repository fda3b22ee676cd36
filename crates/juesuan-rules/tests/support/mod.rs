//! What several test files need: fixtures and real documents, read into reports.

#![allow(dead_code, clippy::expect_used)] // each test file uses its own part

use std::path::{Path, PathBuf};

use juesuan_model::{Report, SourceInfo};

/// A document: its name, its text and what was read from it.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) report: Report,
}

/// The documents of the project.
pub(crate) fn fixtures() -> Vec<Document> {
    let mut found = Vec::new();
    for case in
        std::fs::read_dir(workspace().join("fixtures")).expect("fixtures are part of the project").flatten()
    {
        found.extend(documents(&case.path(), |name| name.starts_with("input.")));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The real documents beside the project; none where they are not there.
pub(crate) fn seeds() -> Vec<Document> {
    let shared =
        std::env::var_os("JUESUAN_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    let mut found = documents(&shared.join("seeds"), |_| true);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn documents(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<Document> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .filter(|file| wanted(&file.file_name().to_string_lossy()))
        .filter_map(|file| {
            let text = std::fs::read_to_string(file.path()).ok()?;
            let case = folder.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{case}/{}", file.file_name().to_string_lossy());
            Some(Document { name, report: read(&text), text })
        })
        .collect()
}

/// The report of a text.
pub(crate) fn read(text: &str) -> Report {
    let segmentation = juesuan_segment::segment(text).expect("short enough");
    let tables = juesuan_table::reconstruct_with(&segmentation, &juesuan_read::Vocabulary::default());
    let document = juesuan_read::Document::new(segmentation, tables, SourceInfo::default());
    juesuan_read::read(&document).expect("tables that hold together")
}
