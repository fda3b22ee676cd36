//! `juesuan.toml`: options that are given once for a folder and all below it.
//!
//! The keys are the long options. At the top they hold for every command that has such an option, in a table named
//! after a command for that command alone. Settings become words of the command line, so they are understood exactly as
//! if they were typed; what is typed wins.
//!
//! A file that is merely found may have come with a downloaded folder. It is obeyed only where it is the user's own,
//! names no place outside its folder (no log and no output can be sent elsewhere by it), accepts no findings, and
//! whatever makes a check say less or read otherwise is named. What is given by `--config` may name any place.

mod fault;
mod folder;
mod reader;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use toml::de::{DeTable, DeValue};

use super::args::Language;
use super::shorthand::ONLY_TYPED;
use super::terminal::language_asked;
use super::{error_messages, ordinary};
use fault::Fault;
use folder::Folder;
use reader::Reader;

/// The file's name.
const FILE: &str = "juesuan.toml";

/// Options that cannot be set in the file.
const NOT_IN_FILE: [&str; 4] = ["help", "version", "config", "no-config"];

/// Options that a file does not set that was merely found: a list may name any file, a watch never ends, and to accept
/// all findings is nobody's decision but the user's.
const NOT_IN_FOUND: [&str; 3] = ["files-from", "watch", "write-baseline"];

/// Options by which nothing is found less, said less or read otherwise. All others of a file that was merely found are
/// named, also those that a later version has.
const HARMLESS: [&str; 18] = [
    "by",
    "color",
    "csv-bom",
    "format",
    "jobs",
    "lang",
    "log",
    "ocr",
    "out",
    "partition",
    "port",
    "reason",
    "resume",
    "rules",
    "sort",
    "stdin-name",
    "to",
    "verbose",
];

/// Options of which only one can be given: typing one of them overrules the file's other.
const EXCLUSIVE: [&str; 2] = ["quiet", "verbose"];

/// Largest file of settings, in bytes.
const LONGEST: u64 = 1 << 20;

/// What the settings make of a command line.
#[derive(Debug, Default)]
pub(super) struct Completed {
    /// The words that were typed, with those that the file adds.
    pub(super) words: Vec<OsString>,
    /// The file that was obeyed.
    pub(super) obeyed: Option<PathBuf>,
    /// Settings of a file that was merely found by which less is said than without it.
    pub(super) silenced: Vec<String>,
    /// A file that was found and is not the user's own.
    pub(super) passed_by: Option<PathBuf>,
}

/// The words of the command line, with those that the file given by `--config` or the nearest `juesuan.toml` adds.
///
/// # Errors
/// An unknown key, a value of the wrong kind, a place outside the folder of a file that was merely found, or a file
/// that is no TOML, with the place under-lined.
pub(super) fn complete(command: &Command, words: Vec<OsString>) -> Result<Completed> {
    // what is wrong with the words themselves is said when they are understood
    let Some(typed) = typed(command, &words) else { return Ok(Completed { words, ..Completed::default() }) };
    let given = typed.get_one::<PathBuf>("config").cloned();
    if typed.get_flag("no_config") {
        return Ok(Completed { words, ..Completed::default() });
    }
    let found = || std::env::current_dir().ok().and_then(|here| found_upwards(&here));
    let confined = given.is_none();
    let Some(file) = given.or_else(found) else { return Ok(Completed { words, ..Completed::default() }) };
    if confined && !is_own(&file) {
        return Ok(Completed { words, passed_by: Some(file), ..Completed::default() });
    }
    let language = language_asked(&words).unwrap_or(Language::Zh);
    let text = ordinary::read_text(&file, LONGEST)
        .map_err(|error| anyhow!("{}: {}", file.display(), error_messages::unread(&error, language)))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let settings = settings(command, &typed, &text, &Folder { path: folder, confined }, language);
    let added = settings.map_err(|fault| anyhow!(fault.draw(&text, &file, language)))?;
    let silenced = if confined { silencing(&added) } else { Vec::new() };
    Ok(Completed { words: insert(words, added), obeyed: Some(file), silenced, passed_by: None })
}

/// The names of the options among these words by which less is said.
fn silencing(words: &[OsString]) -> Vec<String> {
    let name = |word: &OsString| {
        let name = word.to_str()?.strip_prefix("--")?.split('=').next()?;
        (!HARMLESS.contains(&name)).then(|| name.to_owned())
    };
    words.iter().filter_map(name).collect()
}

/// The words that a file of settings, found in an empty folder, adds to a command; else what is wrong with it, as shown.
///
/// # Errors
/// What the file says that cannot be obeyed.
pub fn words_of_settings(text: &str, command: &str) -> Result<Vec<OsString>, String> {
    let definition = super::command();
    let words = ["juesuan".into(), command.into()];
    let Some(typed) = typed(&definition, &words) else { return Ok(Vec::new()) };
    let folder = Folder { path: Path::new("/nowhere"), confined: true };
    settings(&definition, &typed, text, &folder, Language::En)
        .map_err(|fault| fault.draw(text, Path::new(FILE), Language::En))
}

/// The file in this folder or the nearest one above it.
fn found_upwards(folder: &Path) -> Option<PathBuf> {
    // what is no file, or a link that leads nowhere, is an error and no reason to go by other settings
    folder.ancestors().map(|folder| folder.join(FILE)).find(|file| file.symlink_metadata().is_ok())
}

/// Whether a file belongs to the user, or to the administrator, and nobody else can write it.
#[cfg(unix)]
fn is_own(file: &Path) -> bool {
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt as _;
    /// The right of everybody to write.
    const OTHERS_WRITE: u32 = 0o002;
    let own = [0, rustix::process::geteuid().as_raw()];
    let is_own = |found: Metadata| own.contains(&found.uid());
    match file.metadata() {
        Ok(found) => found.mode() & OTHERS_WRITE == 0 && is_own(found),
        // the rights of a link say nothing
        Err(_) => file.symlink_metadata().is_ok_and(is_own),
    }
}

/// Elsewhere rights are not looked at.
#[cfg(not(unix))]
fn is_own(_: &Path) -> bool {
    true
}

/// What was typed, where nothing is required yet: the file may give it.
fn typed(command: &Command, words: &[OsString]) -> Option<ArgMatches> {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let relaxed = names.iter().fold(command.clone(), |command, name| {
        command.mut_subcommand(name, |sub| sub.mut_args(|arg| arg.required(false)))
    });
    relaxed.try_get_matches_from(words).ok()
}

/// Words are added before a `--`, behind which everything is a path.
fn insert(mut words: Vec<OsString>, added: Vec<OsString>) -> Vec<OsString> {
    let at = words.iter().position(|word| word == "--").unwrap_or(words.len());
    words.splice(at..at, added);
    words
}

/// The words that the settings for this command make.
fn settings(
    command: &Command,
    typed: &ArgMatches,
    text: &str,
    folder: &Folder<'_>,
    language: Language,
) -> Result<Vec<OsString>, Fault> {
    let file = DeTable::parse(text).map_err(|error| Fault {
        at: error.span().unwrap_or(0..0),
        message: language.of("这里不合 TOML 的写法", error.message()).to_owned(),
        help: language
            .of("文字要加引号，如 out = \"data\"", "a text stands in quotation marks: out = \"data\"")
            .into(),
    })?;
    let reader = Reader { command, folder, language };
    let mut chosen: Vec<(String, Vec<OsString>)> = Vec::new();
    let mut tables = Vec::new();
    let all: Vec<&Command> = command.get_subcommands().collect();
    for (key, value) in file.get_ref() {
        if let (DeValue::Table(table), Some(sub)) =
            (value.get_ref(), command.find_subcommand(&**key.get_ref()))
        {
            tables.push((sub, table));
            continue;
        }
        let arg = reader.flag(key, &all, true)?;
        chosen.push(reader.words(arg, value)?);
    }
    let current = typed.subcommand();
    for (sub, table) in tables {
        for (key, value) in table {
            if folder.confined && ONLY_TYPED == (sub.get_name(), &**key.get_ref()) {
                return Err(reader.only_given(value));
            }
            let setting = reader.words(reader.flag(key, &[sub], false)?, value)?;
            // a command's own setting comes before that for all
            if current.is_some_and(|(name, _)| name == sub.get_name()) {
                chosen.retain(|(name, _)| *name != setting.0);
                chosen.push(setting);
            }
        }
    }
    let Some((name, typed)) = current else { return Ok(Vec::new()) };
    let sub: Vec<&Command> = command.find_subcommand(name).into_iter().collect();
    let applies = |long: &str| {
        let arg = flags(command, &sub).find(|arg| arg.get_long() == Some(long));
        let kept_from_it = folder.confined && ONLY_TYPED == (name, long);
        arg.filter(|_| !kept_from_it).is_some_and(|_| !is_typed(command, typed, &sub, long))
    };
    Ok(chosen.into_iter().filter(|(long, _)| applies(long)).flat_map(|(_, words)| words).collect())
}

/// Whether the option, or one that excludes it, was typed.
fn is_typed(command: &Command, typed: &ArgMatches, sub: &[&Command], long: &str) -> bool {
    let exclusive = EXCLUSIVE.contains(&long);
    flags(command, sub)
        .filter(|arg| {
            arg.get_long().is_some_and(|other| other == long || exclusive && EXCLUSIVE.contains(&other))
        })
        .any(|arg| {
            let source = typed.value_source(arg.get_id().as_str());
            matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable))
        })
}

/// The options of commands and those of all, as far as they can stand in the file.
fn flags<'c>(command: &'c Command, subs: &[&'c Command]) -> impl Iterator<Item = &'c Arg> {
    let own = subs.iter().flat_map(|sub| sub.get_arguments()).collect::<Vec<_>>();
    let everywhere = command.get_arguments().filter(|arg| arg.is_global_set());
    own.into_iter()
        .chain(everywhere)
        .filter(|arg| arg.get_long().is_some_and(|long| !NOT_IN_FILE.contains(&long)))
}

#[cfg(test)]
mod tests;
