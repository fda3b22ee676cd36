//! `juesuan check`: what the rules find in each document, for people, programs and review tools.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::args::{Check, CheckFormat, Language};
use super::inputs::{self, Input};
use super::progress::Progress;
use super::summary::Tally;
use super::terminal::Terminal;
use super::{Done, pipeline, show, trouble};
use crate::model::Finding;
use crate::output::{github, sarif};
use crate::rules::{RuleInfo, RuleSet, Summary, Text};
use crate::{Options, Reading};

/// A document with what the rules said of it.
type Checked = (Reading, Summary);

pub(super) fn run(args: &Check, terminal: &Terminal) -> Result<Done> {
    let language = terminal.language;
    let (rules, _) = super::rules::load(args.rules.as_deref(), language)?;
    let known = args.baseline.as_deref().map(read_baseline).transpose()?.unwrap_or_default();
    let found = inputs::expand(&args.inputs.paths, None);
    found.say(terminal);
    let mut done = Done { unreadable: found.unusable.len(), ..Done::default() };
    let options = Options { encoding: args.inputs.decoding.encoding };
    let check = |input: &Input| {
        let mut reading = super::read(input, &options)?;
        let summary = reading.check(&rules);
        let Reading { report, .. } = &mut reading;
        report.findings.retain(|finding| !known.contains(&key(&report.source.path, finding)));
        tracing::info!("{}: {} findings", input.document, report.findings.len());
        Ok((reading, summary))
    };
    let workers = pipeline::workers(args.inputs.jobs)?;
    // findings that run over the terminal are progress enough
    let beside = args.format != CheckFormat::Human;
    let mut progress = Progress::start(terminal, &found.inputs, beside);
    let mut tally = Tally::default();
    let mut checked = Vec::new();
    pipeline::in_order(&workers, &found.inputs, check, |input, result| {
        match result {
            Ok((reading, summary)) => {
                tally.add(&Tally::of(&reading, &summary));
                let denied = |finding: &&Finding| finding.severity >= args.deny.severity();
                done.denied += reading.report.findings.iter().filter(denied).count();
                if args.format == CheckFormat::Human {
                    human(&reading, &summary, terminal)?;
                }
                if args.format != CheckFormat::Human || args.write_baseline.is_some() {
                    checked.push((reading, summary));
                }
            }
            Err(error) => {
                terminal.error(&format!("{}: {}", input.document, trouble::unread(&error, language)));
                done.unreadable += 1;
            }
        }
        progress.done(input);
        Ok(())
    })?;
    progress.finish();
    if let Some(file) = &args.write_baseline {
        write_baseline(file, &checked)?;
    }
    print(args.format, language, &rules, &checked)?;
    if tally.documents > 1 {
        terminal.say(&tally.checked(done.unreadable, language));
    }
    Ok(done)
}

/// The findings of one document, and how many rules were applied.
fn human(reading: &Reading, summary: &Summary, terminal: &Terminal) -> Result<()> {
    let findings = show::findings(reading, terminal.language, terminal.colour);
    let summary = match terminal.language {
        Language::Zh => summary.to_string(),
        Language::En => summary.english(),
    };
    Ok(writeln!(std::io::stdout().lock(), "{findings}{}: {summary}", reading.report.source.path)?)
}

/// The formats that need all documents.
fn print(format: CheckFormat, language: Language, rules: &RuleSet, checked: &[Checked]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        CheckFormat::Human => {}
        CheckFormat::Json => {
            let reports: Vec<_> = checked.iter().map(|(reading, _)| &reading.report).collect();
            writeln!(out, "{}", crate::output::findings_json(&reports)?)?;
        }
        CheckFormat::Sarif => {
            let documents: Vec<_> =
                checked.iter().map(|(reading, _)| (&reading.report, reading.text.as_str())).collect();
            let rules: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule.info(), language)).collect();
            let log = sarif::log(&rules, &documents, |finding| show::message(finding, language))?;
            writeln!(out, "{log}")?;
        }
        CheckFormat::Github => {
            for (reading, _) in checked {
                let marks = github::annotations(&reading.report, |finding| show::message(finding, language));
                write!(out, "{marks}")?;
            }
        }
    }
    Ok(())
}

/// What a review tool shows of a rule.
fn describe(info: &RuleInfo, language: Language) -> sarif::Rule {
    let text = |text: &Text| match language {
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

fn write_baseline(file: &Path, checked: &[Checked]) -> Result<()> {
    let mut lines = vec!["# accepted findings: document, rule, printed, expected".to_owned()];
    for (reading, _) in checked {
        lines.extend(reading.report.findings.iter().map(|finding| key(&reading.report.source.path, finding)));
    }
    lines.push(String::new());
    std::fs::write(file, lines.join("\n")).with_context(|| file.display().to_string())
}
