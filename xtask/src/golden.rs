//! Golden outputs: what the converter writes for each fixture, kept beside its input.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use juesuan::rules::RuleSet;

use crate::kept::{self, Files, files, folders, read_folder};

/// Regenerates, or with `check` compares, `golden/` of every case in `fixtures`.
pub(crate) fn run(fixtures: &Path, check: bool) -> Result<()> {
    let rules = RuleSet::all();
    let mut faults = Vec::new();
    for case in folders(fixtures)? {
        let fresh = convert(&case, &rules).with_context(|| format!("cannot convert {}", case.display()))?;
        faults.extend(kept::settle(&case.join("golden"), &fresh, check)?);
    }
    kept::report("golden outputs", "cargo xtask golden", &faults)
}

/// The package and the JSON of one case, by file name.
fn convert(case: &Path, rules: &RuleSet) -> Result<Files> {
    let input = input_of(case)?;
    let name = input.file_name().context("an input has a name")?.to_string_lossy().into_owned();
    let mut reading = juesuan::read_text(&fs::read(&input)?, &name, &juesuan::Options::default())?;
    reading.check(rules);
    let out = tempfile::tempdir()?;
    let csv = juesuan::output::format("csv").context("the package is a format")?;
    let mut package = csv.create(out.path())?;
    package.write(&reading.report, &reading.text)?;
    package.finish()?;
    let mut files = read_folder(out.path())?;
    files.insert("report.json".into(), juesuan::output::to_json(&reading.report)?);
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
