//! `juesuan.toml`: options that are given once for a folder and all below it.
//!
//! The keys are the long options. At the top they hold for every command that has such an option, in a table named
//! after a command for that command alone. Settings become words of the command line, so they are understood exactly as
//! if they were typed; what is typed wins.

use std::any::TypeId;
use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Context as _, Result, anyhow};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::args::Language;
use super::nearest::nearest;
use super::terminal::language_asked;

/// The file's name.
const FILE: &str = "juesuan.toml";

/// Options that cannot be set in the file.
const NOT_IN_FILE: [&str; 3] = ["help", "version", "no-config"];

/// Options of which only one can be given: typing one of them overrules the file's other.
const EXCLUSIVE: [&str; 2] = ["quiet", "verbose"];

/// The words of the command line, with those that the nearest `juesuan.toml` adds, and that file.
///
/// # Errors
/// An unknown key, a value of the wrong kind, or a file that is no TOML, with the place under-lined.
pub(super) fn complete(command: &Command, words: Vec<OsString>) -> Result<(Vec<OsString>, Option<PathBuf>)> {
    // what is wrong with the words themselves is said when they are understood
    let Some(typed) = typed(command, &words) else { return Ok((words, None)) };
    if typed.get_flag("no_config") {
        return Ok((words, None));
    }
    let Some(file) = std::env::current_dir().ok().and_then(|here| found_upwards(&here)) else {
        return Ok((words, None));
    };
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let settings = settings(command, &typed, &text, folder, language_asked(&words).unwrap_or(Language::Zh));
    let added = settings.map_err(|fault| anyhow!(fault.draw(&text, &file)))?;
    Ok((insert(words, added), Some(file)))
}

/// The file in this folder or the nearest one above it.
fn found_upwards(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file())
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

/// What is wrong in the file, and where.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    at: Range<usize>,
    message: String,
    help: String,
}

impl Fault {
    fn draw(&self, text: &str, file: &Path) -> String {
        let path = file.display().to_string();
        let at = self.at.start.min(text.len())..self.at.end.min(text.len());
        let snippet = Snippet::source(text).path(&path).annotation(AnnotationKind::Primary.span(at));
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.message)).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(&self.help));
        }
        Renderer::plain().render(&[group])
    }
}

/// The words that the settings for this command make.
fn settings(
    command: &Command,
    typed: &ArgMatches,
    text: &str,
    folder: &Path,
    language: Language,
) -> Result<Vec<OsString>, Fault> {
    let file = DeTable::parse(text).map_err(|error| Fault {
        at: error.span().unwrap_or(0..0),
        message: error.message().to_owned(),
        help: String::new(),
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
        arg.is_some_and(|_| !is_typed(command, typed, &sub, long))
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
        .any(|arg| typed.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine))
}

/// The options of commands and those of all, as far as they can stand in the file.
fn flags<'c>(command: &'c Command, subs: &[&'c Command]) -> impl Iterator<Item = &'c Arg> {
    let own = subs.iter().flat_map(|sub| sub.get_arguments()).collect::<Vec<_>>();
    let everywhere = command.get_arguments().filter(|arg| arg.is_global_set());
    own.into_iter()
        .chain(everywhere)
        .filter(|arg| arg.get_long().is_some_and(|long| !NOT_IN_FILE.contains(&long)))
}

/// Reads keys and values of the file.
struct Reader<'c> {
    command: &'c Command,
    folder: &'c Path,
    language: Language,
}

impl<'c> Reader<'c> {
    /// The option that a key names.
    fn flag(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        subs: &[&'c Command],
        top: bool,
    ) -> Result<&'c Arg, Fault> {
        let name = &**key.get_ref();
        let mut known: Vec<&str> = Vec::new();
        for arg in flags(self.command, subs) {
            let Some(long) = arg.get_long() else { continue };
            if long == name {
                return Ok(arg);
            }
            known.push(long);
        }
        if top {
            known.extend(self.command.get_subcommands().map(Command::get_name));
        }
        known.sort_unstable();
        known.dedup();
        let near = nearest(name, known.iter().copied());
        let help = match (self.language, near) {
            (Language::Zh, Some(near)) => format!("是不是 {near}？"),
            (Language::En, Some(near)) => format!("did you mean {near}?"),
            (Language::Zh, None) => format!("可用的有：{}", known.join("、")),
            (Language::En, None) => format!("there are {}", known.join(", ")),
        };
        let message = match self.language {
            Language::Zh => format!("没有名为 {name} 的设置"),
            Language::En => format!("there is no setting {name}"),
        };
        Err(Fault { at: key.span(), message, help })
    }

    /// The words that a setting makes, under the name of its option.
    fn words(&self, arg: &Arg, value: &Spanned<DeValue<'_>>) -> Result<(String, Vec<OsString>), Fault> {
        let long = arg.get_long().unwrap_or_default().to_owned();
        let flag = OsString::from(format!("--{long}"));
        let words = match (arg.get_action(), value.get_ref()) {
            (ArgAction::SetTrue | ArgAction::Count, DeValue::Boolean(set)) => vec![flag; usize::from(*set)],
            (ArgAction::Count, DeValue::Integer(times)) => {
                vec![flag; times.as_str().parse().unwrap_or(0).min(3)]
            }
            (ArgAction::SetTrue | ArgAction::Count, _) => {
                return Err(self.wrong_kind(value, self.language.of("应为 true 或 false", "true or false")));
            }
            (_, DeValue::Array(list)) if arg.get_value_delimiter().is_some() => {
                let parts: Option<Vec<&str>> = list.iter().map(|part| part.get_ref().as_str()).collect();
                let parts = parts.ok_or_else(|| {
                    self.wrong_kind(value, self.language.of("应为文字的列表", "a list of texts"))
                })?;
                checked(arg, value, &parts.join(","))?
            }
            (_, DeValue::String(text)) if is_path(arg) => {
                let path = self.folder.join(&**text);
                checked(arg, value, &path.to_string_lossy())?
            }
            (_, DeValue::String(text)) => checked(arg, value, text)?,
            (_, DeValue::Integer(number)) => checked(arg, value, number.as_str())?,
            _ => return Err(self.wrong_kind(value, self.language.of("应为文字或数字", "a text or a number"))),
        };
        Ok((long, words))
    }

    fn wrong_kind(&self, value: &Spanned<DeValue<'_>>, wanted: &str) -> Fault {
        let found = value.get_ref().type_str();
        let message = match self.language {
            Language::Zh => format!("这里是 {found}，{wanted}"),
            Language::En => format!("this is a {found}; it takes {wanted}"),
        };
        Fault { at: value.span(), message, help: String::new() }
    }
}

/// The word for a value that the option takes.
fn checked(arg: &Arg, value: &Spanned<DeValue<'_>>, text: &str) -> Result<Vec<OsString>, Fault> {
    let word = OsString::from(format!("--{}={text}", arg.get_long().unwrap_or_default()));
    let alone = Command::new("juesuan").no_binary_name(true).arg(arg.clone().required(false));
    match alone.try_get_matches_from([&word]) {
        Ok(_) => Ok(vec![word]),
        Err(error) => {
            // the first lines of the error speak of the value, the last of how the program is called
            let said = error.render().to_string();
            let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
            let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let help: Vec<&str> = lines.take_while(|line| !line.starts_with("For more")).collect();
            Err(Fault { at: value.span(), message, help: help.join("\n") })
        }
    }
}

/// Paths in the file are relative to its folder.
fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<PathBuf>()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// The words that a file adds to typed ones, or its fault as shown.
    fn check(typed_words: &str, text: &str, expected: &Expect) {
        let command = crate::cli::command();
        let words: Vec<OsString> = typed_words.split(' ').map(OsString::from).collect();
        let typed = typed(&command, &words).expect("words that can be understood");
        let shown = match settings(&command, &typed, text, Path::new("project"), Language::En) {
            Ok(words) => words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" "),
            Err(fault) => fault.draw(text, Path::new("juesuan.toml")),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn settings_become_words_and_typed_ones_win() {
        let file = "encoding = \"gb18030\"\nverbose = 2\n[convert]\nout = \"data\"\nto = [\"csv\", \"json\"]\njobs = 2\n\
            resume = true\n[check]\ndeny = \"warning\"\n";
        check(
            "juesuan convert a.txt",
            file,
            &expect![
                "--encoding=gb18030 --verbose --verbose --jobs=2 --out=project/data --resume --to=csv,json"
            ],
        );
        check(
            "juesuan convert a.txt --to md --out x --jobs 1 -q",
            file,
            &expect!["--encoding=gb18030 --resume"],
        );
        check("juesuan check a.txt", file, &expect!["--encoding=gb18030 --verbose --verbose --deny=warning"]);
        check("juesuan schema", file, &expect!["--verbose --verbose"]);
    }

    #[test]
    fn a_commands_own_setting_comes_before_that_for_all() {
        let file = "lang = \"en\"\n[check]\nlang = \"zh\"\n";
        check("juesuan check a.txt", file, &expect!["--lang=zh"]);
        check("juesuan rules", file, &expect!["--lang=en"]);
    }

    #[test]
    fn faults_show_their_place() {
        check(
            "juesuan check a.txt",
            "lang = \"en\"\n[convert]\npartitions = \"year\"\n",
            &expect![[r#"
            error: there is no setting partitions
             --> juesuan.toml:3:1
              |
            3 | partitions = "year"
              | ^^^^^^^^^^
              |
              = help: did you mean partition?"#]],
        );
        check(
            "juesuan check a.txt",
            "[chek]\ndeny = \"error\"\n",
            &expect![[r#"
            error: there is no setting chek
             --> juesuan.toml:1:2
              |
            1 | [chek]
              |  ^^^^
              |
              = help: did you mean check?"#]],
        );
        check(
            "juesuan check a.txt",
            "[check]\ndeny = \"eror\"\n",
            &expect![[r#"
            error: invalid value 'eror' for '--deny <SEVERITY>'
             --> juesuan.toml:2:8
              |
            2 | deny = "eror"
              |        ^^^^^^
              |
              = help: [possible values: error, warning, info]
                      tip: a similar value exists: 'error'"#]],
        );
        check(
            "juesuan check a.txt",
            "quiet = \"yes\"\n",
            &expect![[r#"
            error: this is a string; it takes true or false
             --> juesuan.toml:1:9
              |
            1 | quiet = "yes"
              |         ^^^^^"#]],
        );
        check(
            "juesuan check a.txt",
            "jobs = 0\n",
            &expect![[r#"
                error: invalid value '0' for '--jobs <N>': a whole number, 1 or more / 应为不小于 1 的整数
                 --> juesuan.toml:1:8
                  |
                1 | jobs = 0
                  |        ^"#]],
        );
        check(
            "juesuan check a.txt",
            "jobs = \n",
            &expect![[r#"
            error: string values must be quoted, expected literal string
             --> juesuan.toml:1:8
              |
            1 | jobs = 
              |        ^"#]],
        );
    }

    #[test]
    fn words_stand_before_the_paths_behind_two_dashes() {
        let words = ["juesuan", "check", "--", "-a.txt"].map(OsString::from).to_vec();
        let all = insert(words, vec!["--jobs=1".into()]);
        assert_eq!(all, ["juesuan", "check", "--jobs=1", "--", "-a.txt"].map(OsString::from));
    }
}
