//! The words of the command line and what they mean.

mod formats;
mod values;

use std::ffi::{OsStr, OsString};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use juesuan::ingest::TextEncoding;
use juesuan::model::Severity;
use juesuan::output::Format;
#[cfg(feature = "parquet")]
use juesuan::output::parquet::Partition;

/// Turns published final accounts (部门决算) and performance self-evaluations (绩效自评) into exact, typed data.
#[derive(Parser, Debug)]
#[command(name = "juesuan", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "`juesuan PATH…` means `juesuan check PATH…`")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Convert documents into data: CSV package, JSON, Parquet, workbooks, pages
    ///
    /// Every document that can be read goes into the output, every other one is named with its reason. What was
    /// written is listed on standard output, a summary goes to standard error.
    Convert(Convert),
    /// Check documents against the rules
    ///
    /// Sums inside and between the tables, figures in the text against the tables, shares, changes, scores,
    /// completeness. `juesuan explain ID` says what is behind a finding.
    Check(Check),
    /// Show what changed between two documents or two data packages
    ///
    /// Two years of one body, or two versions of one document. Figures are matched by what their rows and columns
    /// mean, so that another form, another order or another unit is no change. Programmes and indicators are compared
    /// too. Documents of two packages meet by name, then by the body that publishes them. As CSV and JSON a change has
    /// the columns of the data package, the value of each side, and the difference in the unit of B and in per cent of A.
    Diff(Diff),
    /// Show the review page of a folder in the browser, served on this machine
    ///
    /// Prints the address to open. It listens at 127.0.0.1 alone, and answers nobody who does not know the address with
    /// the token in it. Documents are read as they are looked at; with --out what was read is kept, and the same command
    /// goes on there.
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// List the rules, or show one
    Rules(Catalogue),
    /// Show what a rule checks, why, and on what it rests
    Explain(Explain),
    /// Show the blocks and sections of a document
    Segments(OneFile),
    /// Show the tables of a document
    Tables(Tables),
    /// Print the JSON Schema of the JSON output
    Schema,
    /// Print the completions for a shell
    Completions(Completions),
    /// Print a manual page, or write all of them into a folder
    Man(Man),
}

/// What all commands take.
#[derive(Args, Debug)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Language of messages; that of the locale where it is not given, Chinese where the locale is neither
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) lang: Option<Language>,
    /// Say nothing but errors: no progress, no summary
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what is done; twice: in detail
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Write what is done, with times, into a file
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) log: Option<PathBuf>,
    /// Colours; `NO_COLOR` in the environment switches them off too
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Take settings from this file in place of a `juesuan.toml` that is found; it may name places anywhere
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// Take no settings from a file
    #[arg(long, global = true)]
    pub(super) no_config: bool,
}

#[derive(Args, Debug)]
pub(super) struct Convert {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Folder for the output; made where it does not exist
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,
    /// Formats to write, parted by commas
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', default_value = "csv", value_parser = formats())]
    pub(super) to: Vec<&'static Format>,
    /// How Parquet files are parted
    #[cfg(feature = "parquet")]
    #[arg(long, value_name = "BY", default_value = "none", value_parser = partitions())]
    pub(super) partition: Partition,
    /// Begin CSV files with a byte order mark, by which Excel knows that they are UTF-8
    #[arg(long)]
    pub(super) csv_bom: bool,
    /// Keep what is done, so that the same command goes on where it was stopped
    #[arg(long)]
    pub(super) resume: bool,
    #[command(flatten)]
    pub(super) choice: Choice,
}

/// Which rules are applied, and how much their findings weigh.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Rules")]
pub(super) struct Choice {
    /// Rules of your own beside the catalogue, in the formula language (docs/formulas.md)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) rules: Option<PathBuf>,
    /// Apply these rules alone: ids (JS131), beginnings of ids (JS1) or families (within), parted by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not apply these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Give the findings of rules another severity: JS401=info
    #[arg(long, value_name = "RULES=SEVERITY", value_delimiter = ',', value_parser = weighed)]
    pub(super) severity: Vec<(String, Least)>,
    /// Leave findings of rules out for documents that match a pattern: '2021/**=JS7'
    #[arg(long, value_name = "PATTERN=RULES", value_parser = for_files)]
    pub(super) per_file_ignores: Vec<(String, Vec<String>)>,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// How findings are printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub(super) format: CheckFormat,
    /// Least severity that makes the exit code 1
    #[arg(short, long, value_enum, value_name = "SEVERITY", default_value = "error")]
    pub(super) deny: Least,
    /// Exit code 0 whatever is found
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Least severity that is printed; for people notes are left out unless they are denied, in data nothing is
    #[arg(short, long, value_enum, value_name = "SEVERITY")]
    pub(super) show: Option<Least>,
    /// Order of findings in a document; for people the severest come first, in data they stand by place
    #[arg(long, value_enum, value_name = "BY")]
    pub(super) sort: Option<Order>,
    /// Count findings by rule in place of printing them
    #[arg(long)]
    pub(super) statistics: bool,
    /// Check again whenever a document changes, until Ctrl-C
    #[arg(short, long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) choice: Choice,
    #[command(flatten)]
    pub(super) accepted: Accepted,
}

/// Findings that somebody accepted.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Accepted findings")]
pub(super) struct Accepted {
    /// Findings that were accepted before: they are not shown
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,
    /// Write the findings of this run as accepted ones; reasons that the file holds stay
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) write_baseline: Option<PathBuf>,
    /// Why the findings that are written are accepted
    #[arg(long, value_name = "TEXT", requires = "write_baseline")]
    pub(super) reason: Option<String>,
    /// Who accepts them
    #[arg(long, value_name = "NAME", requires = "write_baseline")]
    pub(super) by: Option<String>,
}

#[cfg(feature = "serve")]
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// Files and folders (walked by .gitignore rules); more can be dropped on the page
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Folder in which what was read is kept; made where it does not exist
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
    /// Port to listen at; a free one where it is 0
    #[arg(long, value_name = "PORT", default_value_t = 0, value_parser = port)]
    pub(super) port: u16,
    /// Documents read at once; as many as there are processors where it is not given
    #[arg(short, long, value_name = "N", value_parser = workers)]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) choice: Choice,
}

#[derive(Args, Debug)]
pub(super) struct Diff {
    /// The earlier document, or the folder of its data package
    #[arg(value_name = "A", value_hint = ValueHint::AnyPath)]
    pub(super) before: String,
    /// The later document, or the folder of its data package
    #[arg(value_name = "B", value_hint = ValueHint::AnyPath)]
    pub(super) after: String,
    /// How changes are printed
    #[arg(short, long, value_enum, default_value = "human")]
    pub(super) format: DiffFormat,
    #[command(flatten)]
    pub(super) decoding: Decoding,
}

#[derive(Args, Debug)]
pub(super) struct Catalogue {
    /// Show this rule alone
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The rule's id
    #[arg(value_name = "ID")]
    pub(super) id: String,
}

#[derive(Args, Debug)]
pub(super) struct OneFile {
    /// The document, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: String,
    #[command(flatten)]
    pub(super) decoding: Decoding,
}

#[derive(Args, Debug)]
pub(super) struct Tables {
    #[command(flatten)]
    pub(super) document: OneFile,
    /// Say why each table was read so: the templates that were tried, what spoke for them and against them
    #[arg(long)]
    pub(super) why: bool,
}

#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: Shell,
}

#[derive(Args, Debug)]
pub(super) struct Man {
    /// The command whose page is printed; that of `juesuan` where none is given
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub(super) command: Option<String>,
    /// Folder for the pages of all commands
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
}

/// Documents to read, and how.
#[derive(Args, Debug)]
pub(super) struct Inputs {
    /// Files, folders (walked by .gitignore rules), globs, or - for standard input
    #[arg(required_unless_present = "files_from", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<OsString>,
    /// More PATHs from a list, one a line or parted by NUL; - reads it from standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files_from: Option<PathBuf>,
    /// What the document from standard input is called
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) stdin_name: Option<String>,
    /// Documents read at once; as many as there are processors where it is not given
    #[arg(short, long, value_name = "N", value_parser = workers)]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) isolation: Isolation,
    #[command(flatten)]
    pub(super) decoding: Decoding,
}

/// How the bytes of a document become text.
#[derive(Args, Debug)]
pub(super) struct Decoding {
    /// Encoding of the text (utf-8, utf-16le, gb18030, big5 …) in place of the one guessed
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<TextEncoding>,
    /// Words of titles, columns, rows and units beside those that are built in (docs/cli.md)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) vocabulary: Option<PathBuf>,
    /// Bytes of a document at most, of text a quarter where it is not given; a longer one is not read, and named
    #[arg(long, value_name = "N", default_value_t = LONGEST_DOCUMENT, value_parser = bytes)]
    pub(super) max_bytes: u64,
    /// Seconds that reading a document may take; one that takes longer is not read, and named
    #[arg(long, value_name = "N", default_value_t = LONGEST_READING, value_parser = seconds)]
    pub(super) max_seconds: u32,
    /// Recognise the characters on pages of a PDF that are pictures, with tesseract where it is installed; their figures are
    /// doubtful until a sum proves them
    #[arg(long)]
    pub(super) ocr: bool,
}

/// Documents that are read in processes of their own.
#[derive(Args, Debug)]
pub(super) struct Isolation {
    /// Read documents in processes of their own: one that makes its process die is named, and the run goes on
    #[arg(long)]
    pub(super) isolate: bool,
    /// Bytes of memory that such a process may have, on Linux; a document that needs more is not read, and named
    #[arg(long, value_name = "N", default_value_t = MOST_MEMORY, value_parser = bytes)]
    pub(super) max_memory: u64,
}

/// Bytes of memory for a process that reads documents where nothing else is asked for: far beyond what any document
/// needs that is not made to do harm.
const MOST_MEMORY: u64 = 4 << 30;

use formats::formats;
#[cfg(feature = "parquet")]
use formats::partitions;
pub(super) use juesuan::{LONGEST_DOCUMENT, LONGEST_READING, LONGEST_TEXT};
pub use values::Language;
pub(super) use values::{CheckFormat, Color, DiffFormat, Least, Order, ValueTrouble};

impl Inputs {
    /// Whether standard input is one of the documents or the list of them.
    pub(super) fn reads_stdin(&self) -> bool {
        let is_stdin = |path: &OsStr| path == "-";
        self.paths.iter().any(|path| is_stdin(path))
            || self.files_from.as_ref().is_some_and(|list| is_stdin(list.as_os_str()))
    }
}

impl Check {
    /// The least severity that is printed.
    pub(super) fn shown(&self) -> Severity {
        match (self.show, self.format) {
            (Some(asked), _) => asked.severity(),
            (None, CheckFormat::Human) => self.deny.severity().min(Severity::Warning),
            (None, _) => Severity::Info,
        }
    }

    /// The order of findings.
    pub(super) fn order(&self) -> Order {
        let human = self.format == CheckFormat::Human;
        self.sort.unwrap_or(if human { Order::Severity } else { Order::Place })
    }
}

/// `JS401=info`
fn weighed(word: &str) -> Result<(String, Least), ValueTrouble> {
    let (rules, level) = word.rsplit_once('=').ok_or(ValueTrouble::Weight)?;
    Ok((rules.to_owned(), Least::from_str(level, true).map_err(|_| ValueTrouble::Weight)?))
}

/// `2021/**=JS7,JS401`
fn for_files(word: &str) -> Result<(String, Vec<String>), ValueTrouble> {
    let (pattern, rules) = word.rsplit_once('=').ok_or(ValueTrouble::Pattern)?;
    globset::Glob::new(pattern).map_err(|_| ValueTrouble::Pattern)?;
    Ok((pattern.to_owned(), rules.split(',').map(str::to_owned).collect()))
}

fn workers(word: &str) -> Result<NonZeroUsize, ValueTrouble> {
    word.parse().map_err(|_| ValueTrouble::Count)
}

fn bytes(word: &str) -> Result<u64, ValueTrouble> {
    word.parse().map_err(|_| ValueTrouble::Bytes)
}

fn seconds(word: &str) -> Result<u32, ValueTrouble> {
    word.parse().map_err(|_| ValueTrouble::Seconds)
}

#[cfg(feature = "serve")]
fn port(word: &str) -> Result<u16, ValueTrouble> {
    word.parse().map_err(|_| ValueTrouble::Port)
}

fn encoding(word: &str) -> Result<TextEncoding, ValueTrouble> {
    word.parse().map_err(|_| ValueTrouble::Encoding)
}
