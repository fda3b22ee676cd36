//! The command line: words in, calls to the library, exit code out. One module a command.
//!
//! A library behind the binary, so that the manual in `docs/cli.md` can be made from the same definitions.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command line speaks through both

mod archives;
mod args;
mod check;
mod choice;
mod clap_messages_zh;
mod completions;
mod config;
mod convert;
mod death;
mod diff;
mod error_messages;
mod examples;
mod help_zh;
mod inputs;
mod inspect;
mod interrupt;
mod isolate;
mod lock;
mod log;
mod man;
mod manual;
mod mislabelled;
mod names;
mod office;
mod office_trouble;
mod ordinary;
mod pattern;
mod pipeline;
mod progress;
mod reader;
mod resume;
mod rules;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod shorthand;
mod show;
mod stale_files;
mod suggest;
mod summary;
mod terminal;
mod visible;
mod vocabulary;
mod work;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _};

pub use args::Language;
use args::{Cli, Command};
pub use config::words_of_settings;
use inputs::Input;
pub use isolate::started_by;
use juesuan::{Options, Reading};
pub use manual::manual;
use terminal::Terminal;

/// Findings at or above the level that is denied; in `diff`, differences.
const DENIED: u8 = 1;

/// Some input could not be read, or the command could not be carried out.
const UNREADABLE: u8 = 2;

/// Result of a run, for the exit code.
#[derive(Copy, Clone, Debug, Default)]
struct Done {
    /// Inputs that could not be read.
    unreadable: usize,
    /// Findings at or above the level that is denied, or differences.
    denied: usize,
}

impl Done {
    const fn code(self) -> u8 {
        match self {
            Self { unreadable: 1.., .. } => UNREADABLE,
            Self { denied: 1.., .. } => DENIED,
            Self { .. } => 0,
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os().collect()))
}

/// Runs the command line on these words, of which the first is the program's name, and gives the exit code.
///
/// Words that ask for help, and words that cannot be understood, end the process.
pub fn run(words: Vec<OsString>) -> u8 {
    if words.get(1).is_some_and(|word| word == isolate::COMMAND) {
        return reader::run();
    }
    let code = ran(shorthand::expand(words));
    interrupt::leave();
    code
}

/// The exit code of a run on words that begin with a command.
fn ran(words: Vec<OsString>) -> u8 {
    let config::Completed { words, obeyed, silenced, passed_by } = match config::complete(&command(), words) {
        Ok(completed) => completed,
        Err(error) => return failed(&error),
    };
    let cli = match parse(&words) {
        Ok(cli) => cli,
        Err(error) => return misunderstood(&error, &words),
    };
    let terminal = Terminal::new(&cli.global);
    let done = log::start(&cli.global, &terminal).and_then(|()| {
        if let Some(file) = obeyed {
            if !silenced.is_empty() {
                let names = silenced.join(terminal.language.of("、", ", "));
                let by = terminal.language.of("按找到的设置：", "as the settings that were found say:");
                terminal.insist(&format!("{}: {by} {names}", file.display()));
            }
            tracing::info!("{} {}", terminal.language.of("设置：", "settings:"), file.display());
        }
        if let Some(file) = passed_by {
            let why = terminal.language.of(
                "不属于您，或人人可写，未采用；--config 可指明采用",
                "is not yours or can be written by everybody, and was passed by; --config FILE takes it",
            );
            terminal.warn(&format!("{}: {why}", file.display()));
        }
        carry_out(&cli.command, &words, &terminal)
    });
    match done {
        Ok(done) => done.code(),
        // stdout was closed early (`juesuan rules | head`)
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            if let Some(stopped) = error.downcast_ref::<interrupt::Stopped>() {
                return stopped.code();
            }
            terminal.error(&error_messages::of_run(&error, terminal.language));
            UNREADABLE
        }
    }
}

/// The definition of the command line: commands, options, help in English.
pub fn command() -> clap::Command {
    examples::with_examples(shorthand::with_variables(Cli::command()), Language::En)
}

/// The same with its help in a language.
fn command_in(language: Language) -> clap::Command {
    match language {
        Language::En => command(),
        Language::Zh => {
            let command = shorthand::with_variables(Cli::command());
            examples::with_examples(help_zh::in_chinese(command), language)
        }
    }
}

fn parse(words: &[OsString]) -> Result<Cli, clap::Error> {
    let language = terminal::language_asked(words).unwrap_or(Language::Zh);
    let mut command = command_in(language).color(terminal::colour_of(words));
    let matches = command.try_get_matches_from_mut(words)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

fn carry_out(command: &Command, words: &[OsString], terminal: &Terminal) -> Result<Done> {
    match command {
        Command::Convert(args) => convert::run(args, words, terminal),
        Command::Check(args) => check::run(args, words, terminal),
        Command::Diff(args) => diff::run(args, terminal),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args, terminal),
        Command::Rules(args) => rules::list(args, terminal),
        Command::Explain(args) => rules::explain(args, terminal),
        Command::Segments(args) => inspect::segments(args, terminal),
        Command::Tables(args) => inspect::tables(args, terminal),
        Command::Schema => schema::run(),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args, terminal),
    }
}

/// Words that cannot be understood, or that ask for help.
fn misunderstood(error: &clap::Error, words: &[OsString]) -> u8 {
    let chinese = terminal::language_asked(words).unwrap_or(Language::Zh) == Language::Zh;
    match clap_messages_zh::in_chinese(error).filter(|_| chinese) {
        Some(said) => {
            terminal::say_plainly(&said);
            UNREADABLE
        }
        None => error.exit(),
    }
}

/// The configuration could not be used; its error shows the place in the file.
fn failed(error: &anyhow::Error) -> u8 {
    terminal::say_plainly(&format!("{error:#}"));
    UNREADABLE
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |io: &std::io::Error| io.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}

/// Reads one input.
fn read(input: &Input, longest: u64, options: &Options) -> Result<Reading> {
    office::Opened::of(input.bytes(longest)?, options.limits.seconds)?.read(&input.document, options)
}
