//! The findings of one document as they are printed in each format.

use anyhow::Result;

use crate::args::{Check, CheckFormat, Language};
use crate::terminal::Terminal;
use crate::{show, visible};
use juesuan::Reading;
use juesuan::output::{findings_object, github, sarif};
use juesuan::rules::{RuleSet, Summary};

/// A document with what the rules said of it.
pub(super) struct Judged {
    pub(super) reading: Reading,
    pub(super) summary: Summary,
    /// Findings that were accepted before and are left out.
    pub(super) accepted: usize,
    /// Findings that are not shown.
    pub(super) hidden: usize,
}

/// How the findings of a document are printed.
pub(super) struct Print {
    kind: Kind,
    language: Language,
}

enum Kind {
    Human {
        colour: bool,
    },
    Json,
    Sarif(sarif::Indexes),
    Github,
    /// Nothing of a document is printed by itself.
    Statistics,
}

impl Print {
    /// As the options ask, about these rules.
    pub(super) fn new(args: &Check, rules: &RuleSet, terminal: &Terminal) -> Self {
        let kind = match args.format {
            _ if args.statistics => Kind::Statistics,
            CheckFormat::Human => Kind::Human { colour: terminal.colour },
            CheckFormat::Json => Kind::Json,
            CheckFormat::Sarif => Kind::Sarif(sarif::Indexes::of(rules.iter().map(|rule| &*rule.info().id))),
            CheckFormat::Github => Kind::Github,
        };
        Self { kind, language: terminal.language }
    }

    /// What is printed of a document that lies at a path.
    pub(super) fn document(&self, path: &str, judged: &Judged) -> Result<String> {
        let (language, path) = (self.language, visible::name(path));
        let Judged { reading, .. } = judged;
        Ok(match &self.kind {
            Kind::Human { colour } => {
                let findings = show::findings(reading, &path, language, *colour);
                format!("{findings}{path}: {}\n", said(judged, language))
            }
            Kind::Json => visible::json(&findings_object(&reading.report, Some(&path))?).into_owned(),
            Kind::Sarif(indexes) => {
                let message = |finding| show::message(finding, language);
                visible::json(&indexes.results(&reading.report, &reading.text, &path, message)).into_owned()
            }
            Kind::Github => {
                let report = &reading.report;
                let marks = github::annotations(report, &path, |finding| show::message(finding, language));
                visible::text(&marks).into_owned()
            }
            Kind::Statistics => String::new(),
        })
    }
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
