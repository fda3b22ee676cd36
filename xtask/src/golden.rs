//! Golden outputs: what the converter writes for each fixture, kept beside its input.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use juesuan::Reading;
use juesuan::output::{github, sarif};
use juesuan::rules::{RuleInfo, RuleSet, catalogue};

use crate::kept::{self, Files, files, folders, read_folder};

/// Regenerates, or with `check` compares, `golden/` of every case in `fixtures`.
pub(crate) fn run(fixtures: &Path, check: bool) -> Result<()> {
    let rules = catalogue();
    let mut faults = Vec::new();
    for case in folders(fixtures)? {
        let fresh = convert(&case, &rules).with_context(|| format!("cannot convert {}", case.display()))?;
        faults.extend(kept::settle(&case.join("golden"), &fresh, check)?);
    }
    kept::report("golden outputs", "cargo xtask golden", &faults)
}

/// The case that is kept in every format that is text, so that a change of any of them shows as a difference.
const IN_EVERY_FORMAT: &str = "exploded-word";

/// The package and the JSON of one case, by file name; of one case all that is text.
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
    if case.ends_with(IN_EVERY_FORMAT) {
        files.extend(other_formats(&reading, rules)?);
    }
    Ok(files)
}

/// What one document is in the formats that are text but neither the package nor JSON. Their names end so that none is
/// taken for an input when somebody converts the folder.
fn other_formats(reading: &Reading, rules: &RuleSet) -> Result<Files> {
    let out = tempfile::tempdir()?;
    let mut lines =
        juesuan::output::format("jsonl").context("lines of JSON are a format")?.create(out.path())?;
    lines.write(&reading.report, &reading.text)?;
    lines.finish()?;
    let mut files = read_folder(out.path())?;
    let described: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule.info())).collect();
    let documents = [(&reading.report, reading.text.as_str())];
    files.insert("findings.sarif".into(), sarif::log(&described, &documents, |finding| &finding.message)?);
    files.insert("findings.github".into(), github::annotations(&reading.report, |finding| &finding.message));
    files.insert("report.md.golden".into(), juesuan::output::to_markdown(&reading.report));
    let page = juesuan::output::review_page(&reading.report, &reading.text);
    files.insert("report.html".into(), without_assets(&page));
    Ok(files)
}

fn describe(info: &RuleInfo) -> sarif::Rule {
    let (id, severity) = (info.id.to_string(), info.severity);
    sarif::Rule { id, title: info.title.zh.to_string(), why: info.why.zh.to_string(), severity }
}

/// A page without its style, its script and their hashes, which are files of their own; an element a line.
fn without_assets(page: &str) -> String {
    let mut text = page.to_owned();
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>"), ("content=\"default-src", "\"")]
    {
        let start = text.find(open).map(|at| at + open.len());
        let cut = start.and_then(|start| Some(start..start + text[start..].find(close)?));
        if let Some(cut) = cut {
            text.replace_range(cut, "…");
        }
    }
    text.replace("><", ">\n<") + "\n"
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
