//! Finds sentences and figures of published documents in the files of the repository.
//!
//! The documents are private and lie beside the workspace; where they do not, the check says so and passes.

mod figures;
mod phrases;
mod shingles;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use phrases::Phrases;
use shingles::Shingles;

/// Folders of published documents, seen from the workspace.
const PUBLISHED: [&str; 2] = ["../shared/seeds", "../shared/real"];

/// What is searched; fuzz seeds are made of the fixtures, yet they are in the repository too.
const SEARCHED: [&str; 6] = ["crates", "docs", "fixtures", "fuzz", "xtask", "README*"];

/// Facts rather than sentences: names of codes and forms, and the list of set phrases itself.
const FACTS: [&str; 2] = ["crates/juesuan-model/data/", "xtask/data/set-phrases.txt"];

/// Folders of generated accounts: their amounts are drawn by chance, and so is a figure of four digits that is in a
/// published document, too.
const GENERATED: [&str; 2] = ["fixtures/", "fuzz/"];

/// Sentences and figures of published documents.
#[derive(Default)]
struct Published {
    shingles: Shingles,
    figures: HashSet<String>,
}

/// A place that shares something with a published document.
struct Hit {
    kind: &'static str,
    path: String,
    line: usize,
    shared: String,
}

/// Prints every hit and fails where there are any; with `report` it only prints.
pub(crate) fn run(workspace: &Path, report: bool) -> Result<()> {
    let Some(published) = Published::read(workspace)? else {
        eprintln!("originality: SKIPPED, none of {} exists", PUBLISHED.join(", "));
        return Ok(());
    };
    eprintln!(
        "originality: comparing with {} runs and {} figures of published documents",
        published.shingles.len(),
        published.figures.len()
    );
    let mut phrases = Phrases::read(workspace)?;
    let mut hits = Vec::new();
    for path in tracked(workspace)? {
        // bytes that are no text are encodings of other files
        if let Ok(text) = fs::read_to_string(workspace.join(&path)) {
            published.search(&path, &text, &mut phrases, &mut hits);
        }
    }
    for Hit { kind, path, line, shared } in &hits {
        println!("{path}:{line}: {kind} {shared}");
    }
    let idle = phrases.idle();
    for phrase in &idle {
        println!("xtask/data/set-phrases.txt: {phrase} excuses nothing");
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::from([("sentence", 0), ("figure", 0)]);
    for hit in &hits {
        *counts.entry(hit.kind).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {kind}(s)")).collect();
    eprintln!("originality: {}, {} idle phrase(s)", counts.join(", "), idle.len());
    let is_clean = hits.is_empty() && idle.is_empty();
    if !report && !is_clean {
        bail!("originality: replace what is shared by words and figures of our own");
    }
    Ok(())
}

impl Published {
    /// Reads the text files of the folders; `None` where no folder exists.
    fn read(workspace: &Path) -> Result<Option<Self>> {
        let folders: Vec<PathBuf> = PUBLISHED.iter().map(|folder| workspace.join(folder)).collect();
        let mut published = Self::default();
        let mut files = 0;
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            for path in crate::kept::files(folder)? {
                let is_text = path.extension().is_some_and(|end| end == "txt" || end == "csv");
                if is_text {
                    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
                    let text = String::from_utf8_lossy(&bytes);
                    published.shingles.add(&text);
                    published.figures.extend(figures::figures(&text).into_iter().map(|(_, value)| value));
                    files += 1;
                }
            }
        }
        Ok((files > 0).then_some(published))
    }

    fn search(&self, path: &str, text: &str, phrases: &mut Phrases, hits: &mut Vec<Hit>) {
        let line = |at: usize| 1 + text[..at].matches('\n').count();
        for shared in self.shingles.shared(text, phrases) {
            let line = line(shared.start);
            hits.push(Hit { kind: "sentence", path: path.to_owned(), line, shared: shared.run });
        }
        let is_generated = GENERATED.iter().any(|folder| path.starts_with(folder));
        for (at, value) in figures::figures(text) {
            let is_chance = is_generated && figures::significant(&value) == figures::SIGNIFICANT;
            if self.figures.contains(&value) && !is_chance {
                let shared = text[at.clone()].to_owned();
                hits.push(Hit { kind: "figure", path: path.to_owned(), line: line(at.start), shared });
            }
        }
    }
}

/// The files that Git knows, below what is searched.
fn tracked(workspace: &Path) -> Result<Vec<String>> {
    let output =
        Command::new("git").arg("ls-files").arg("-z").args(SEARCHED).current_dir(workspace).output()?;
    if !output.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    }
    let list = String::from_utf8(output.stdout).context("names of files are UTF-8")?;
    let paths = list.split('\0').filter(|path| !path.is_empty());
    Ok(paths.filter(|path| !FACTS.iter().any(|fact| path.starts_with(fact))).map(str::to_owned).collect())
}
