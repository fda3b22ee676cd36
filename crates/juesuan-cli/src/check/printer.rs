//! Findings as they are printed, document by document: nothing of a document is kept.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Stdout, Write};

use anyhow::{Context as _, Result, bail};

use super::judge::Verdict;
use crate::args::{Check, CheckFormat, Language};
use crate::show;
use crate::terminal::Terminal;
use juesuan::model::Severity;
use juesuan::output::sarif;
use juesuan::rules::{Rule, RuleSet, catalogue, page, reference};

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

/// How often each rule found something, and in how many documents.
type Count = BTreeMap<(Severity, String), [u64; 2]>;

/// A rule of the count.
type Counted = ((Severity, String), [u64; 2]);

/// Prints findings in one of the formats.
pub(super) struct Printer {
    language: Language,
    kind: Kind,
}

enum Kind {
    Human(Out),
    Json { out: Out, any: bool },
    Sarif(sarif::Log<Out>),
    Github(Out),
    Statistics { out: Out, count: Count, titles: BTreeMap<String, String>, json: bool },
}

impl Printer {
    /// Begins to print, about these rules.
    pub(super) fn begin(args: &Check, rules: &RuleSet, terminal: &Terminal) -> Result<Self> {
        let mut out = Out::open();
        let language = terminal.language;
        let kind = match args.format {
            format if args.statistics => {
                if !matches!(format, CheckFormat::Human | CheckFormat::Json) {
                    bail!(language.of(
                        "--statistics 只有 human 和 json 两种格式",
                        "--statistics goes with --format human or json",
                    ));
                }
                let json = format == CheckFormat::Json;
                let title = |rule: &dyn Rule| {
                    (rule.info().id.to_string(), rule.info().title.get(language.into()).to_owned())
                };
                Kind::Statistics { out, count: Count::new(), titles: rules.iter().map(title).collect(), json }
            }
            CheckFormat::Human => Kind::Human(out),
            CheckFormat::Json => {
                write!(out, "[").with_context(|| standard_output(language))?;
                Kind::Json { out, any: false }
            }
            CheckFormat::Sarif => {
                let known = catalogue();
                let rules: Vec<sarif::Rule> =
                    rules.iter().map(|rule| describe(rule, &known, language)).collect();
                let root =
                    std::env::current_dir().ok().map(|here| sarif::folder_uri(&here.to_string_lossy()));
                let log = sarif::Log::begin(out, &rules, root.as_deref());
                Kind::Sarif(log.with_context(|| standard_output(language))?)
            }
            CheckFormat::Github => Kind::Github(out),
        };
        Ok(Self { language, kind })
    }

    /// Prints what is said of a document.
    pub(super) fn document(&mut self, verdict: &Verdict) -> Result<()> {
        let language = self.language;
        self.write(verdict).with_context(|| standard_output(language))
    }

    fn write(&mut self, verdict: &Verdict) -> io::Result<()> {
        match &mut self.kind {
            Kind::Human(out) => {
                write!(out, "{}", verdict.printed)?;
                // people wait for it
                out.flush()
            }
            Kind::Json { out, any } => {
                let parted = if std::mem::replace(any, true) { "," } else { "" };
                write!(out, "{parted}\n{}", verdict.printed)
            }
            Kind::Sarif(log) => log.add(&verdict.printed),
            Kind::Github(out) => write!(out, "{}", verdict.printed),
            Kind::Statistics { count, .. } => {
                for (severity, rule, times) in &verdict.counts {
                    let [all, documents] = count.entry((*severity, rule.clone())).or_default();
                    (*all, *documents) = (*all + times, *documents + 1);
                }
                Ok(())
            }
        }
    }

    /// Ends what was begun: what is printed is whole, also where a run was stopped.
    pub(super) fn finish(self) -> Result<()> {
        let language = self.language;
        let end = || -> io::Result<()> {
            match self.kind {
                Kind::Human(mut out) | Kind::Github(mut out) => out.flush(),
                Kind::Json { mut out, any } => {
                    writeln!(out, "{}", if any { "\n]" } else { "]" })?;
                    out.flush()
                }
                Kind::Sarif(log) => log.finish()?.flush(),
                Kind::Statistics { mut out, count, titles, json } => {
                    let lines = in_order(count);
                    if json {
                        writeln!(out, "{:#}", statistics_json(&lines, &titles))?;
                    } else {
                        statistics(&mut out, &lines, &titles, language)?;
                    }
                    out.flush()
                }
            }
        };
        end().with_context(|| standard_output(language))
    }
}

/// The severest and most frequent first.
fn in_order(count: Count) -> Vec<Counted> {
    let mut lines: Vec<_> = count.into_iter().collect();
    lines.sort_by(|((severity, rule), [all, _]), ((other, rule_of), [all_of, _])| {
        other.cmp(severity).then(all_of.cmp(all)).then(rule.cmp(rule_of))
    });
    lines
}

/// The findings by rule, for programs.
fn statistics_json(lines: &[Counted], titles: &BTreeMap<String, String>) -> serde_json::Value {
    let line = |((severity, rule), [findings, documents]): &Counted| {
        let title = titles.get(rule);
        serde_json::json!({
            "rule": rule, "severity": severity, "title": title, "findings": findings, "documents": documents,
        })
    };
    lines.iter().map(line).collect()
}

/// The findings by rule, for people.
fn statistics(
    out: &mut impl Write,
    lines: &[Counted],
    titles: &BTreeMap<String, String>,
    language: Language,
) -> io::Result<()> {
    for ((severity, rule), [all, documents]) in lines {
        let title = titles.get(rule).map_or("", String::as_str);
        let severity = show::severity(*severity, language);
        let documents = match language {
            Language::Zh => format!("（{documents} 份文件）"),
            Language::En => format!(" ({})", crate::summary::counted(*documents, "document")),
        };
        writeln!(out, "{all:>7}  {severity:<7}  {rule:<6}  {title}{documents}")?;
    }
    Ok(())
}

/// What a review tool shows of a rule.
fn describe(rule: &dyn Rule, known: &RuleSet, language: Language) -> sarif::Rule {
    let info = rule.info();
    sarif::Rule {
        id: info.id.to_string(),
        title: info.title.get(language.into()).to_owned(),
        why: info.why.get(language.into()).to_owned(),
        help: page(rule, language.into()),
        // a user's own rules are described nowhere else
        address: known.get(&info.id).map(|_| reference::address(&info.id)),
        severity: info.severity,
    }
}

fn standard_output(language: Language) -> &'static str {
    language.of("标准输出", "standard output")
}
