//! Findings as they are printed, document by document: nothing of a document is kept.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Stdout, Write};

use anyhow::{Context as _, Result};

use super::Judged;
use crate::args::{Check, CheckFormat, Language};
use crate::inputs::Input;
use crate::terminal::Terminal;
use crate::{show, visible};
use juesuan::model::Severity;
use juesuan::output::{findings_object, github, sarif};
use juesuan::rules::{Rule, RuleSet, page};

/// Standard output. Who has read enough ends the reading, not the counting.
#[derive(Debug)]
struct Out {
    out: BufWriter<Stdout>,
    closed: bool,
}

impl Out {
    fn open() -> Self {
        Self { out: BufWriter::new(io::stdout()), closed: false }
    }

    fn unless_closed<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            done => done,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let done = self.out.write(bytes);
        self.unless_closed(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let done = self.out.flush();
        self.unless_closed(done, ())
    }
}

/// Prints findings in one of the formats.
pub(super) struct Printer<'t> {
    terminal: &'t Terminal,
    kind: Kind,
}

enum Kind {
    Human(Out),
    Json { out: Out, any: bool },
    Sarif(sarif::Log<Out>),
    Github(Out),
    Statistics { out: Out, count: BTreeMap<(Severity, String), [u64; 2]>, titles: BTreeMap<String, String> },
}

impl<'t> Printer<'t> {
    /// Begins to print, about these rules.
    pub(super) fn begin(args: &Check, rules: &RuleSet, terminal: &'t Terminal) -> Result<Self> {
        let mut out = Out::open();
        let language = terminal.language;
        let kind = match args.format {
            _ if args.statistics => {
                let title = |rule: &dyn Rule| {
                    (rule.info().id.to_string(), rule.info().title.get(language.into()).to_owned())
                };
                Kind::Statistics { out, count: BTreeMap::new(), titles: rules.iter().map(title).collect() }
            }
            CheckFormat::Human => Kind::Human(out),
            CheckFormat::Json => {
                write!(out, "[").with_context(|| standard_output(language))?;
                Kind::Json { out, any: false }
            }
            CheckFormat::Sarif => {
                let rules: Vec<sarif::Rule> = rules.iter().map(|rule| describe(rule, language)).collect();
                let root =
                    std::env::current_dir().ok().map(|here| sarif::folder_uri(&here.to_string_lossy()));
                let log = sarif::Log::begin(out, &rules, root.as_deref());
                Kind::Sarif(log.with_context(|| standard_output(language))?)
            }
            CheckFormat::Github => Kind::Github(out),
        };
        Ok(Self { terminal, kind })
    }

    /// Prints the findings of a document that are to be shown.
    pub(super) fn document(&mut self, input: &Input, judged: &Judged) -> Result<()> {
        let language = self.terminal.language;
        self.write(input, judged).with_context(|| standard_output(language))
    }

    fn write(&mut self, input: &Input, judged: &Judged) -> Result<()> {
        let (language, path) = (self.terminal.language, visible::name(&input.path));
        let report = &judged.reading.report;
        match &mut self.kind {
            Kind::Human(out) => {
                let findings = show::findings(&judged.reading, &path, language, self.terminal.colour);
                writeln!(out, "{findings}{path}: {}", said(judged, language))?;
                // people wait for it
                out.flush()?;
            }
            Kind::Json { out, any } => {
                let parted = if std::mem::replace(any, true) { "," } else { "" };
                write!(out, "{parted}\n{}", findings_object(report, Some(&path))?)?;
            }
            Kind::Sarif(log) => {
                let message = |finding| show::message(finding, language);
                log.document(report, &judged.reading.text, &path, message)?;
            }
            Kind::Github(out) => {
                let marks = github::annotations(report, &path, |finding| show::message(finding, language));
                write!(out, "{}", visible::text(&marks))?;
            }
            Kind::Statistics { count, .. } => {
                let mut here: BTreeMap<(Severity, String), u64> = BTreeMap::new();
                for finding in &report.findings {
                    *here.entry((finding.severity, finding.rule.to_string())).or_default() += 1;
                }
                for (key, times) in here {
                    let [all, documents] = count.entry(key).or_default();
                    (*all, *documents) = (*all + times, *documents + 1);
                }
            }
        }
        Ok(())
    }

    /// Ends what was begun: what is printed is whole, also where a run was stopped.
    pub(super) fn finish(self) -> Result<()> {
        let language = self.terminal.language;
        let end = || -> io::Result<()> {
            match self.kind {
                Kind::Human(mut out) | Kind::Github(mut out) => out.flush(),
                Kind::Json { mut out, any } => {
                    writeln!(out, "{}", if any { "\n]" } else { "]" })?;
                    out.flush()
                }
                Kind::Sarif(log) => log.finish()?.flush(),
                Kind::Statistics { mut out, count, titles } => {
                    statistics(&mut out, count, &titles, language)?;
                    out.flush()
                }
            }
        };
        end().with_context(|| standard_output(language))
    }
}

/// The findings by rule, the severest and most frequent first.
fn statistics(
    out: &mut impl Write,
    count: BTreeMap<(Severity, String), [u64; 2]>,
    titles: &BTreeMap<String, String>,
    language: Language,
) -> io::Result<()> {
    let mut lines: Vec<_> = count.into_iter().collect();
    lines.sort_by(|((severity, rule), [all, _]), ((other, rule_of), [all_of, _])| {
        other.cmp(severity).then(all_of.cmp(all)).then(rule.cmp(rule_of))
    });
    for ((severity, rule), [all, documents]) in lines {
        let title = titles.get(&rule).map_or("", String::as_str);
        let severity = show::severity(severity, language);
        let documents = match language {
            Language::Zh => format!("（{documents} 份文件）"),
            Language::En => format!(" ({})", crate::summary::counted(documents, "document")),
        };
        writeln!(out, "{all:>7}  {severity:<7}  {rule:<6}  {title}{documents}")?;
    }
    Ok(())
}

/// How many rules were applied, and how many findings were accepted before or are not shown.
fn said(judged: &Judged, language: Language) -> String {
    let Judged { summary, accepted, hidden, .. } = judged;
    let mut said = match language {
        Language::Zh => summary.to_string(),
        Language::En => summary.english(),
    };
    if *accepted > 0 {
        said.push_str(&match language {
            Language::Zh => format!("；其中 {accepted} 条已在基线中接受"),
            Language::En => format!("; {accepted} of them accepted in the baseline"),
        });
    }
    if *hidden > 0 {
        said.push_str(&match language {
            Language::Zh => format!("；{hidden} 条未显示（--show info 显示）"),
            Language::En => format!("; {hidden} not shown (--show info shows all)"),
        });
    }
    said
}

/// What a review tool shows of a rule.
fn describe(rule: &dyn Rule, language: Language) -> sarif::Rule {
    let info = rule.info();
    sarif::Rule {
        id: info.id.to_string(),
        title: info.title.get(language.into()).to_owned(),
        why: info.why.get(language.into()).to_owned(),
        help: page(rule, language.into()),
        severity: info.severity,
    }
}

fn standard_output(language: Language) -> &'static str {
    language.of("标准输出", "standard output")
}
