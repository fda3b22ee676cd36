//! Phrases that say little, and what to say instead.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::settings::Settings;
use super::source::Crate;

/// The places in comments, READMEs and docs where a banned phrase stands.
pub(crate) fn faults(root: &Path, crates: &[Crate], settings: &Settings) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in crates.iter().flat_map(super::production) {
        let text = fs::read_to_string(root.join(&file.path))?;
        let comments = text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//"));
        faults.extend(comments.filter_map(|(at, line)| fault(&file.path, at, line, settings)));
    }
    for page in pages(root)? {
        let name = page.strip_prefix(root).unwrap_or(&page).display().to_string();
        let text = fs::read_to_string(&page)?;
        faults.extend(text.lines().enumerate().filter_map(|(at, line)| fault(&name, at, line, settings)));
    }
    Ok(faults)
}

/// The pages that people write: those of the project and of each crate.
fn pages(root: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut pages = Vec::new();
    for folder in [root.to_owned(), root.join("docs")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    for entry in fs::read_dir(root.join("crates"))? {
        pages.extend(Some(entry?.path().join("README.md")).filter(|page| page.exists()));
    }
    pages.sort();
    Ok(pages)
}

fn fault(path: &str, at: usize, line: &str, settings: &Settings) -> Option<String> {
    let lower = line.to_lowercase();
    let phrase = settings.phrases.iter().find(|phrase| {
        let excepted = phrase.except.iter().any(|start| path.starts_with(start));
        !excepted && lower.contains(&phrase.banned)
    })?;
    Some(format!("{path}:{}: “{}”; say {}", at + 1, phrase.banned, phrase.instead))
}
