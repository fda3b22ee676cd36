//! `juesuan check`: what the rules find in each document, for people, programs and review tools.

use std::collections::HashSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use juesuan::model::Finding;
use juesuan::output::{github, sarif};
use juesuan::rules::{RuleSet, Summary};
use juesuan::{Options, Reading};

use super::Done;
use crate::cli::{Check, CheckFormat, Language};
use crate::inputs;
use crate::show;

pub(crate) fn run(args: &Check) -> Result<Done> {
    let rules = rules(args.rules.as_deref())?;
    let options = Options { encoding: args.reading.encoding };
    let known = args.baseline.as_deref().map(read_baseline).transpose()?.unwrap_or_default();
    let (inputs, unusable) = inputs::expand(&args.paths);
    let mut done = Done { unreadable: unusable.len(), ..Done::default() };
    for bad in &unusable {
        eprintln!("error: {}: {:#}", bad.path, bad.reason);
    }
    let mut checked = Vec::new();
    for input in &inputs {
        match super::read(input, &options) {
            Ok(mut reading) => {
                let summary = reading.check(&rules);
                reading
                    .report
                    .findings
                    .retain(|finding| !known.contains(&key(&reading.report.source.path, finding)));
                done.denied +=
                    reading.report.findings.iter().filter(|f| f.severity >= args.deny.severity()).count();
                checked.push((reading, summary));
            }
            Err(error) => {
                eprintln!("error: {}: {error:#}", input.document);
                done.unreadable += 1;
            }
        }
    }
    if let Some(file) = &args.write_baseline {
        write_baseline(file, &checked)?;
    }
    print(args, &rules, &checked)?;
    Ok(done)
}

/// The catalogue, with the formulas of a user's file.
pub(crate) fn rules(file: Option<&Path>) -> Result<RuleSet> {
    let Some(file) = file else { return Ok(RuleSet::all()) };
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    RuleSet::all().with_formulas(&text).with_context(|| file.display().to_string())
}

fn print(args: &Check, rules: &RuleSet, checked: &[(Reading, Summary)]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match args.format {
        CheckFormat::Human => {
            let colour =
                out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            for (reading, summary) in checked {
                write!(out, "{}", show::findings(reading, args.lang, colour))?;
                let summary = match args.lang {
                    Language::Zh => summary.to_string(),
                    Language::En => summary.english(),
                };
                writeln!(out, "{}: {summary}", reading.report.source.path)?;
            }
        }
        CheckFormat::Json => {
            let reports: Vec<_> = checked.iter().map(|(reading, _)| &reading.report).collect();
            writeln!(out, "{}", juesuan::output::findings_json(&reports)?)?;
        }
        CheckFormat::Sarif => {
            let documents: Vec<_> =
                checked.iter().map(|(reading, _)| (&reading.report, reading.text.as_str())).collect();
            let rules: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule.info(), args.lang)).collect();
            writeln!(
                out,
                "{}",
                sarif::log(&rules, &documents, |finding| show::message(finding, args.lang))?
            )?;
        }
        CheckFormat::Github => {
            for (reading, _) in checked {
                let marks = github::annotations(&reading.report, |finding| show::message(finding, args.lang));
                write!(out, "{marks}")?;
            }
        }
    }
    Ok(())
}

/// What a review tool shows of a rule.
fn describe(info: &juesuan::rules::RuleInfo, language: Language) -> sarif::Rule {
    let text = |text: &juesuan::rules::Text| match language {
        Language::Zh => text.zh.to_string(),
        Language::En => text.en.to_string(),
    };
    sarif::Rule {
        id: info.id.to_string(),
        title: text(&info.title),
        why: text(&info.why),
        severity: info.severity,
    }
}

/// What makes a finding the same one after lines moved: document, rule, and what is printed and expected.
fn key(document: &str, finding: &Finding) -> String {
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    [document, &finding.rule, &clean(&finding.printed), &clean(&finding.expected)].join("\t")
}

/// The findings that were accepted: a line each, as [`key`] writes them.
fn read_baseline(file: &Path) -> Result<HashSet<String>> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

fn write_baseline(file: &Path, checked: &[(Reading, Summary)]) -> Result<()> {
    let mut lines = vec!["# accepted findings: document, rule, printed, expected".to_owned()];
    for (reading, _) in checked {
        lines.extend(reading.report.findings.iter().map(|finding| key(&reading.report.source.path, finding)));
    }
    lines.push(String::new());
    std::fs::write(file, lines.join("\n")).with_context(|| file.display().to_string())
}
