//! The command line: its words and what they mean.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use juesuan::output::{self, Format};

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
    #[command(flatten)]
    pub(crate) reading: Reading,
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
