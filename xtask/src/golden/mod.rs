//! Golden outputs: what the converter makes of each fixture, kept beside its input.
//!
//! Every fixture has the four small views of [`view`]. One small fixture is kept in every format that is text, and one with
//! tables in the files that hold its figures; all of them in all formats would say the same many times over.

mod view;

use std::collections::HashSet;
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

/// The fixture that is kept in every format that is text, so that a change of any of them shows as a difference.
const IN_EVERY_FORMAT: &str = "truncated-lines";

/// The fixture with tables whose figures, facts and findings are kept to the byte.
const WITH_FIGURES: &str = "exploded-word";

/// The files of the data package that say the same for every document, or the same as a view.
const SAID_ELSEWHERE: [&str; 2] = ["datapackage.json", "checks.csv"];

/// The golden files of one case, by name.
fn convert(case: &Path, rules: &RuleSet) -> Result<Files> {
    let input = input_of(case)?;
    let name = input.file_name().context("an input has a name")?.to_string_lossy().into_owned();
    let mut reading = juesuan::read_text(&fs::read(&input)?, &name, &juesuan::Options::default())?;
    reading.check(rules);
    let mut files = Files::new();
    files.insert("outline.golden".into(), view::outline(&reading.report));
    files.insert("grid.golden".into(), view::grid(&reading.report));
    files.insert("facts.golden".into(), view::facts(&reading.report));
    files.insert("findings.golden".into(), view::findings(&reading.report));
    if case.ends_with(WITH_FIGURES) {
        let mut package = written("csv", &reading)?;
        package.retain(|name, _| !SAID_ELSEWHERE.contains(&name.as_str()));
        files.extend(package);
    }
    if case.ends_with(IN_EVERY_FORMAT) {
        let mut package = written("csv", &reading)?;
        // what became of each rule is in the JSON, too
        package.remove("checks.csv");
        files.extend(package);
        files.extend(other_formats(&reading, rules)?);
    }
    Ok(files)
}

/// What one format writes for one document.
fn written(format: &str, reading: &Reading) -> Result<Files> {
    let out = tempfile::tempdir()?;
    let format = juesuan::output::format(format).with_context(|| format!("{format} is no format"))?;
    let mut writer = format.create(out.path())?;
    writer.write(&reading.report, &reading.text)?;
    writer.finish()?;
    read_folder(out.path())
}

/// What one document is in the formats that are text, beside the package; lines of JSON say what JSON says. Their names end so that
/// none is taken for an input when somebody converts the folder.
fn other_formats(reading: &Reading, rules: &RuleSet) -> Result<Files> {
    let mut files = Files::new();
    files.insert("report.json".into(), juesuan::output::to_json(&reading.report)?);
    let described: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule.info())).collect();
    let documents = [(&reading.report, reading.text.as_str())];
    let log = sarif::log(&described, &documents, |finding| &finding.message)?;
    files.insert("findings.sarif".into(), with_cited_rules(&log)?);
    let marks = github::annotations(&reading.report, &reading.report.source.path, |finding| &finding.message);
    files.insert("findings.github".into(), marks);
    files.insert("report.md.golden".into(), juesuan::output::to_markdown(&reading.report));
    let page = juesuan::output::review_page(&reading.report, &reading.text);
    files.insert("report.html.golden".into(), without_assets(&page));
    Ok(files)
}

/// A SARIF log without the descriptions of rules that no result cites: the catalogue has golden pages of its own.
fn with_cited_rules(log: &str) -> Result<String> {
    let mut log: serde_json::Value = serde_json::from_str(log)?;
    let runs = log["runs"].as_array_mut().context("a log has runs")?;
    for run in runs {
        let cited: HashSet<String> = run["results"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|result| result["ruleId"].as_str().map(str::to_owned))
            .collect();
        let described = run["tool"]["driver"]["rules"].as_array_mut().context("a run describes its rules")?;
        described.retain(|rule| rule["id"].as_str().is_some_and(|id| cited.contains(id)));
    }
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

fn describe(info: &RuleInfo) -> sarif::Rule {
    let (id, severity) = (info.id.to_string(), info.severity);
    let help = String::new();
    let address = Some(juesuan::rules::reference::address(&id));
    sarif::Rule {
        id,
        title: info.title.zh.to_string(),
        why: info.why.zh.to_string(),
        help,
        address,
        severity,
    }
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
