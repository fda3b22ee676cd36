//! What saves typing: `juesuan FILE`, and variables of the environment in place of options.

use std::ffi::OsString;
use std::path::Path;

use clap::{ArgAction, Command};

/// Options that have no variable: they mean different things in different commands.
const NO_VARIABLE: [&str; 6] = ["format", "help", "version", "reason", "by", "write-baseline"];

/// An option of a command that counts where it is typed alone: who asks for a manual page writes nothing.
pub(super) const ONLY_TYPED: (&str, &str) = ("man", "out");

/// `juesuan FILE` means `juesuan check FILE`: a first word that is no command and leads somewhere.
pub(super) fn expand(mut words: Vec<OsString>) -> Vec<OsString> {
    let command = super::command();
    let mut at = 1;
    while let Some(word) = words.get(at) {
        let text = word.to_string_lossy();
        if takes_the_next_word(&command, &text) {
            at += 2;
            continue;
        }
        if text.starts_with('-') && text != "-" {
            at += 1;
            continue;
        }
        let is_command = text == "help" || command.find_subcommand(word).is_some();
        if !is_command && leads_somewhere(word, &text) {
            words.insert(1, "check".into());
        }
        break;
    }
    words
}

/// Whether a word is an option, of all commands or of `check`, whose value is the next word.
fn takes_the_next_word(command: &Command, word: &str) -> bool {
    let of_check = command.find_subcommand("check").into_iter().flat_map(Command::get_arguments);
    let options = command.get_arguments().chain(of_check);
    options.filter(|arg| arg.get_action().takes_values()).any(|arg| {
        let long = arg.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long));
        let short = arg
            .get_short()
            .is_some_and(|short| word.strip_prefix('-').is_some_and(|word| word.chars().eq([short])));
        long || short
    })
}

fn leads_somewhere(word: &OsString, text: &str) -> bool {
    text == "-" || Path::new(word).exists() || text.contains(['/', '\\', '*', '.'])
}

/// The same command line with `JUESUAN_…` in place of each option with a value that is not typed.
pub(super) fn with_variables(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = named(command);
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, named))
}

fn named(command: Command) -> Command {
    let of = command.get_name().to_owned();
    command.mut_args(|arg| {
        let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
        let has_one = |long: &str| !NO_VARIABLE.contains(&long) && (&*of, long) != ONLY_TYPED;
        let long = arg.get_long().filter(|long| takes && has_one(long));
        let name = long.map(|long| format!("JUESUAN_{}", long.replace('-', "_").to_uppercase()));
        // a variable that is empty says as little as one that is not set
        let is_empty = |name: &String| std::env::var_os(name).is_some_and(|value| value.is_empty());
        match name.filter(|name| !is_empty(name)) {
            Some(name) => arg.env(name).hide_env(true),
            None => arg,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(words: &[&str]) -> Vec<String> {
        let words = expand(words.iter().map(OsString::from).collect());
        words.iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_path_in_place_of_a_command_is_checked() {
        assert_eq!(expanded(&["juesuan", "2022/a.txt"]), ["juesuan", "check", "2022/a.txt"]);
        assert_eq!(expanded(&["juesuan", "--lang", "en", "-"]), ["juesuan", "check", "--lang", "en", "-"]);
        assert_eq!(
            expanded(&["juesuan", "-d", "warning", "a.txt"]),
            ["juesuan", "check", "-d", "warning", "a.txt"]
        );
        assert_eq!(expanded(&["juesuan", "rules", "a.txt"]), ["juesuan", "rules", "a.txt"]);
        assert_eq!(expanded(&["juesuan", "chek"]), ["juesuan", "chek"]);
        assert_eq!(expanded(&["juesuan"]), ["juesuan"]);
    }
}
