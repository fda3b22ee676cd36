//! Files that are generated and kept in the repository: written anew, or compared with what is kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

/// Text files by name.
pub(crate) type Files = BTreeMap<String, String>;

/// Largest generated file: a larger one wants to be parted.
const LARGEST: usize = 1 << 20;

/// Lines of a difference that are shown.
const SHOWN: usize = 60;

/// Makes a folder hold exactly `fresh`, or with `check` tells how it differs.
pub(crate) fn settle(folder: &Path, fresh: &Files, check: bool) -> Result<Vec<String>> {
    let kept = read_folder(folder)?;
    let dangling: Vec<&String> = kept.keys().filter(|name| !fresh.contains_key(*name)).collect();
    if check {
        let mut faults = compare(folder, fresh, &kept);
        faults.extend(dangling.iter().map(|name| format!("dangling: {}", folder.join(name).display())));
        return Ok(faults);
    }
    for name in dangling {
        fs::remove_file(folder.join(name))?;
    }
    write(folder, fresh, &kept)?;
    Ok(Vec::new())
}

/// The same for some files of a folder that holds others, too.
pub(crate) fn settle_some(folder: &Path, fresh: &Files, check: bool) -> Result<Vec<String>> {
    let kept = read_folder(folder)?;
    if check {
        return Ok(compare(folder, fresh, &kept));
    }
    write(folder, fresh, &kept)?;
    Ok(Vec::new())
}

/// Prints the faults and fails where there are any; `command` mends them.
pub(crate) fn report(what: &str, command: &str, faults: &[String]) -> Result<()> {
    for fault in faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{what}: {} file(s) differ: run `{command}` and read the change", faults.len());
    }
    eprintln!("{what}: current");
    Ok(())
}

fn compare(folder: &Path, fresh: &Files, kept: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in fresh {
        let path = folder.join(name);
        match kept.get(name) {
            None => faults.push(format!("missing: {}", path.display())),
            Some(old) if old != text => {
                let diff = TextDiff::from_lines(old, text);
                let shown = diff.unified_diff().context_radius(1).header("kept", "fresh").to_string();
                faults.push(format!("stale: {}\n{}", path.display(), head(&shown)));
            }
            Some(_) if text.len() > LARGEST => faults.push(format!("larger than 1 MiB: {}", path.display())),
            Some(_) => {}
        }
    }
    faults
}

fn head(text: &str) -> String {
    let total = text.lines().count();
    let mut shown: Vec<&str> = text.lines().take(SHOWN).collect();
    let rest = format!("… {} more lines", total.saturating_sub(SHOWN));
    if total > SHOWN {
        shown.push(&rest);
    }
    shown.join("\n")
}

fn write(folder: &Path, fresh: &Files, kept: &Files) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in fresh.iter().filter(|(name, text)| kept.get(*name) != Some(*text)) {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// The text files of a folder by name; none where the folder does not exist.
pub(crate) fn read_folder(folder: &Path) -> Result<Files> {
    if !folder.exists() {
        return Ok(Files::new());
    }
    let read = |path: PathBuf| -> Result<(String, String)> {
        let name = path.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(&path)?))
    };
    files(folder)?.into_iter().map(read).collect()
}

/// The files of a folder by name; hidden ones, in which a run keeps account of itself, are left out.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    sorted(folder, |path| path.is_file() && !hidden(path))
}

/// The folders in a folder by name.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    sorted(folder, Path::is_dir)
}

fn sorted(folder: &Path, keep: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.retain(|path| keep(path));
    paths.sort();
    Ok(paths)
}
