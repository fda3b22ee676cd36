//! `juesuan check`: what the rules find in each document, for people, programs and review tools.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::args::{Check, CheckFormat, Language};
use super::inputs::{self, Input};
use super::progress::Progress;
use super::summary::Tally;
use super::terminal::Terminal;
use super::{Done, ordinary, pipeline, show, trouble, visible};
use juesuan::model::Finding;
use juesuan::output::{github, sarif};
use juesuan::rules::{RuleInfo, RuleSet, Summary, Text};
use juesuan::{Options, Reading};

/// A document with what the rules said of it.
struct Judged {
    reading: Reading,
    summary: Summary,
    /// Findings that were accepted before and are left out.
    accepted: usize,
}

pub(super) fn run(args: &Check, terminal: &Terminal) -> Result<Done> {
    let language = terminal.language;
    let (rules, _) = super::rules::load(args.rules.as_deref(), language)?;
    let known = args.baseline.as_deref().map(|file| read_baseline(file, language)).transpose()?;
    let known = known.unwrap_or_default();
    args.write_baseline.as_deref().map(|file| may_write_baseline(file, language)).transpose()?;
    let found = inputs::expand(&args.inputs.paths, None);
    found.say(terminal);
    let options = Options { encoding: args.inputs.decoding.encoding };
    let longest = args.inputs.decoding.max_bytes;
    let judge = |input: &Input| {
        let mut reading = super::read(input, longest, &options)?;
        let summary = reading.check(&rules);
        let Reading { report, .. } = &mut reading;
        let all = report.findings.len();
        report.findings.retain(|finding| !known.contains(&key(&report.source.path, finding)));
        tracing::info!("{}: {all} findings", input.document);
        Ok(Judged { accepted: all - reading.report.findings.len(), reading, summary })
    };
    let workers = pipeline::workers(args.inputs.jobs, found.inputs.len())?;
    // findings that run over the terminal are progress enough
    let mut progress = Progress::start(terminal, &found.inputs, args.format != CheckFormat::Human);
    let mut run = Run::new(args, terminal);
    run.done.unreadable = found.unusable.len();
    pipeline::in_order(&workers, &found.inputs, judge, |input, result| {
        match result {
            Ok(judged) => run.take(judged)?,
            Err(error) => {
                terminal.error(&format!("{}: {}", input.document, trouble::unread(&error, language)));
                run.done.unreadable += 1;
            }
        }
        progress.done(input);
        Ok(())
    })?;
    progress.finish();
    if let Some(file) = &args.write_baseline {
        write_baseline(file, &run.accepted)?;
    }
    match print(args.format, language, &rules, &run.checked) {
        Err(error) if super::is_broken_pipe(&error) => {}
        printed => printed?,
    }
    if run.tally.documents > 1 {
        terminal.say(&run.tally.checked(run.done.unreadable, language));
    }
    Ok(run.done)
}

/// What a run has come to.
struct Run<'a> {
    args: &'a Check,
    terminal: &'a Terminal,
    done: Done,
    tally: Tally,
    /// Documents for the formats that print them together.
    checked: Vec<Reading>,
    /// Lines for a new baseline.
    accepted: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(args: &'a Check, terminal: &'a Terminal) -> Self {
        let (done, tally) = (Done::default(), Tally::default());
        Self { args, terminal, done, tally, checked: Vec::new(), accepted: Vec::new() }
    }

    /// Takes the next document: counts what is denied, leaves out what is not to be shown, prints or keeps the rest.
    fn take(&mut self, judged: Judged) -> Result<()> {
        let Judged { mut reading, summary, accepted } = judged;
        self.tally.add(&Tally::of(&reading, &summary));
        let Reading { report, .. } = &mut reading;
        let least = self.args.deny.severity();
        self.done.denied += report.findings.iter().filter(|finding| finding.severity >= least).count();
        if self.args.write_baseline.is_some() {
            self.accepted.extend(report.findings.iter().map(|finding| key(&report.source.path, finding)));
        }
        let all = report.findings.len();
        report.findings.retain(|finding| finding.severity >= self.args.shown());
        let hidden = all - report.findings.len();
        if self.args.format == CheckFormat::Human {
            return human(&reading, &summary, [accepted, hidden], self.terminal);
        }
        self.checked.push(reading);
        Ok(())
    }
}

/// The findings of one document, how many rules were applied, and how many findings were accepted before or are not
/// shown.
fn human(reading: &Reading, summary: &Summary, left_out: [usize; 2], terminal: &Terminal) -> Result<()> {
    let mut findings = show::findings(reading, terminal.language, terminal.colour);
    findings.push_str(&reading.report.source.path);
    findings.push_str(": ");
    findings.push_str(&match terminal.language {
        Language::Zh => summary.to_string(),
        Language::En => summary.english(),
    });
    let [accepted, hidden] = left_out;
    if accepted > 0 {
        findings.push_str(&match terminal.language {
            Language::Zh => format!("；其中 {accepted} 条已在基线中接受"),
            Language::En => format!("; {accepted} of them accepted in the baseline"),
        });
    }
    if hidden > 0 {
        findings.push_str(&match terminal.language {
            Language::Zh => format!("；{hidden} 条未显示（--show info 显示）"),
            Language::En => format!("; {hidden} not shown (--show info shows all)"),
        });
    }
    // who has read enough ends the reading, not the counting
    match writeln!(std::io::stdout().lock(), "{findings}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// The formats that need all documents.
fn print(format: CheckFormat, language: Language, rules: &RuleSet, checked: &[Reading]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        CheckFormat::Human => {}
        CheckFormat::Json => {
            let reports: Vec<_> = checked.iter().map(|reading| &reading.report).collect();
            writeln!(out, "{}", juesuan::output::findings_json(&reports)?)?;
        }
        CheckFormat::Sarif => {
            let documents: Vec<_> =
                checked.iter().map(|reading| (&reading.report, reading.text.as_str())).collect();
            let rules: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule.info(), language)).collect();
            let log = sarif::log(&rules, &documents, |finding| show::message(finding, language))?;
            writeln!(out, "{log}")?;
        }
        CheckFormat::Github => {
            for reading in checked {
                let marks = github::annotations(&reading.report, |finding| show::message(finding, language));
                write!(out, "{}", visible::text(&marks))?;
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

/// The first line of a file of accepted findings.
const BASELINE: &str = "# accepted findings: document, rule, printed, expected";

/// Largest file of accepted findings, in bytes.
const LONGEST_BASELINE: u64 = 1 << 30;

/// The findings that were accepted: a line each, as [`key`] writes them.
fn read_baseline(file: &Path, language: Language) -> Result<HashSet<String>> {
    let text = ordinary::read_text(file, LONGEST_BASELINE).map_err(|error| {
        let missing = error.downcast_ref::<std::io::Error>();
        let missing = missing.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        let (why, file) = (trouble::unread(&error, language), file.display());
        match language {
            _ if !missing => anyhow!("--baseline {file}: {why}"),
            Language::Zh => anyhow!("--baseline {file}: 没有这个文件；可用 --write-baseline {file} 生成"),
            Language::En => anyhow!("--baseline {file}: there is none; --write-baseline {file} makes it"),
        }
    })?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// Refuses to write accepted findings over a file that holds something else.
fn may_write_baseline(file: &Path, language: Language) -> Result<()> {
    ordinary::may_replace(file, |line| line == BASELINE).map_err(|error| {
        anyhow!("--write-baseline {}: {}", file.display(), trouble::unread(&error, language))
    })
}

fn write_baseline(file: &Path, accepted: &[String]) -> Result<()> {
    let mut lines = format!("{BASELINE}\n");
    for line in accepted {
        lines.push_str(line);
        lines.push('\n');
    }
    std::fs::write(file, lines).with_context(|| format!("--write-baseline {}", file.display()))
}
