//! Golden outputs: what the converter writes for each fixture, kept beside its input.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

/// Largest golden file: a larger one is a fixture that wants to be smaller.
const LARGEST: usize = 1 << 20;

/// Regenerates, or with `check` compares, `golden/` of every case in `fixtures`.
pub(crate) fn run(fixtures: &Path, check: bool) -> Result<()> {
    let cases = folders(fixtures)?;
    let mut faults = Vec::new();
    for case in &cases {
        let fresh = convert(case).with_context(|| format!("cannot convert {}", case.display()))?;
        let folder = case.join("golden");
        let kept = read_folder(&folder)?;
        if check {
            compare(&folder, &fresh, &kept, &mut faults);
        } else {
            write_folder(&folder, &fresh, &kept)?;
        }
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    if !faults.is_empty() {
        bail!("{} golden file(s) differ: run `cargo xtask golden` and read the change", faults.len());
    }
    eprintln!("golden outputs of {} fixtures {}", cases.len(), if check { "are current" } else { "written" });
    Ok(())
}

type Files = BTreeMap<String, String>;

/// All output files of one case, by name.
fn convert(case: &Path) -> Result<Files> {
    let input = input_of(case)?;
    let name = input.file_name().context("an input has a name")?.to_string_lossy().into_owned();
    let reading = juesuan::read_text(&fs::read(&input)?, &name, &juesuan::Options::default())?;
    let out = tempfile::tempdir()?;
    let csv = juesuan_output::format("csv").context("the package is a format")?;
    let mut package = csv.create(out.path())?;
    package.write(&reading.report, &reading.text)?;
    package.finish()?;
    let mut files = read_folder(out.path())?;
    files.insert("report.json".into(), juesuan_output::to_json(&reading.report)?);
    Ok(files)
}

/// The input of a case: its file `input.*`.
fn input_of(case: &Path) -> Result<PathBuf> {
    let mut inputs: Vec<PathBuf> = files(case)?;
    inputs.retain(|path| path.file_stem().is_some_and(|stem| stem == "input"));
    match inputs.as_slice() {
        [input] => Ok(input.clone()),
        found => bail!("{} holds {} files named input.*, not one", case.display(), found.len()),
    }
}

fn compare(folder: &Path, fresh: &Files, kept: &Files, faults: &mut Vec<String>) {
    for (name, text) in fresh {
        let path = folder.join(name);
        match kept.get(name) {
            None => faults.push(format!("missing: {}", path.display())),
            Some(old) if old != text => {
                let diff = TextDiff::from_lines(old, text);
                let shown = diff.unified_diff().context_radius(1).header("kept", "fresh").to_string();
                faults.push(format!("stale: {}\n{}", path.display(), head(&shown, 60)));
            }
            Some(_) if text.len() > LARGEST => faults.push(format!("larger than 1 MiB: {}", path.display())),
            Some(_) => {}
        }
    }
    let dangling = kept.keys().filter(|name| !fresh.contains_key(*name));
    faults.extend(dangling.map(|name| format!("dangling: {}", folder.join(name).display())));
}

fn head(text: &str, lines: usize) -> String {
    let total = text.lines().count();
    let mut shown: Vec<&str> = text.lines().take(lines).collect();
    let rest = format!("… {} more lines", total.saturating_sub(lines));
    if total > lines {
        shown.push(&rest);
    }
    shown.join("\n")
}

fn write_folder(folder: &Path, fresh: &Files, kept: &Files) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in kept.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, text) in fresh.iter().filter(|(name, text)| kept.get(*name) != Some(*text)) {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// The text files of a folder by name; none where the folder does not exist.
fn read_folder(folder: &Path) -> Result<Files> {
    if !folder.exists() {
        return Ok(Files::new());
    }
    let read = |path: PathBuf| -> Result<(String, String)> {
        let name = path.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(&path)?))
    };
    files(folder)?.into_iter().map(read).collect()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    sorted(folder, |path| path.is_file())
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    sorted(folder, |path| path.is_dir())
}

fn sorted(folder: &Path, keep: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.retain(|path| keep(path));
    paths.sort();
    Ok(paths)
}
