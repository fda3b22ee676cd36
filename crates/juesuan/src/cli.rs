//! The command line: its words and what they mean.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use juesuan::model::Severity;
use juesuan::output::{self, Format};
use juesuan::rules;

/// Turns published final accounts (部门决算) and performance self-evaluations (绩效自评) into data.
#[derive(Parser, Debug)]
#[command(name = "juesuan", version, about, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Convert documents into a data package
    #[command(after_help = "Examples:
  juesuan convert 2022/ --out data
  juesuan convert 'reports/**/*.txt' --out data --to csv,json
  pdftotext -layout a.pdf - | juesuan convert - --out data")]
    Convert(Convert),
    /// Check documents against the rules
    #[command(after_help = "Exit code 0: nothing at or above --deny; 1: some; 2: an input could not be read.

Examples:
  juesuan check report.txt
  juesuan check 2022/ --format sarif > findings.sarif
  juesuan check report.txt --rules own.txt --deny warning --lang en")]
    Check(Check),
    /// List the rules, or show one
    Rules(Catalogue),
    /// Show what a rule checks, why, and on what it rests
    Explain(Explain),
    /// Show the blocks and sections of a document
    Segments(OneFile),
    /// Show the tables of a document
    Tables(OneFile),
    /// Print the JSON Schema of the JSON output
    Schema,
}

#[derive(Args, Debug)]
pub(crate) struct Convert {
    /// Files, folders (walked by .gitignore rules), globs, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// Folder for the output; made where it does not exist
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Output formats
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv", value_parser = formats())]
    pub(crate) to: Vec<&'static Format>,
    /// Rules of your own beside the catalogue, in the formula language (docs/formulas.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// Documents read at once; as many as there are processors where it is not given
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Files, folders (walked by .gitignore rules), globs, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: CheckFormat,
    /// Least severity that makes the exit code 1
    #[arg(long, value_enum, default_value = "error")]
    pub(crate) deny: Deny,
    /// Rules of your own, in the formula language (docs/formulas.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// Findings that were accepted before: they are not shown
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the findings of this run as accepted ones
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Language of messages
    #[arg(long, value_enum, default_value = "zh")]
    pub(crate) lang: Language,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args, Debug)]
pub(crate) struct Catalogue {
    /// Show this rule alone
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Language of titles
    #[arg(long, value_enum, default_value = "zh")]
    pub(crate) lang: Language,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The rule's id
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Language of the page
    #[arg(long, value_enum, default_value = "zh")]
    pub(crate) lang: Language,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people, with the lines of the source
    Human,
    /// A JSON array, one object a document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// The least severity that is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Info,
}

impl Deny {
    pub(crate) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Language> for rules::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct OneFile {
    /// The document, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How the bytes of a document are read.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// Encoding of the text (utf-8, utf-16le, gb18030, big5 …) in place of the one guessed
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<juesuan::ingest::TextEncoding>,
}

/// The formats that the output crate knows, by name.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(
        output::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)),
    )
    .try_map(|name| output::format(&name).ok_or("no such format"))
}
