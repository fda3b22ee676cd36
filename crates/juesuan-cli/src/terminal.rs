//! What is said to the person who runs the program: language, colour, errors, and nothing where silence was asked for.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use clap::builder::styling::{AnsiColor, Style};
use clap::{ColorChoice, ValueEnum as _};
use indicatif::ProgressBar;

use super::args::{Color, Global, Language};
use super::visible;

/// The standard error of a run.
#[derive(Clone, Debug)]
pub(super) struct Terminal {
    /// Language of messages.
    pub(super) language: Language,
    /// Language of help and manual pages.
    pub(super) help_language: Language,
    /// Nothing but errors is said.
    pub(super) quiet: bool,
    /// Whether standard output takes colour.
    pub(super) colour: bool,
    colour_errors: bool,
    /// The bar at the bottom, which lines must not run into; hidden until there is progress.
    pub(super) bar: ProgressBar,
}

impl Terminal {
    /// As the options ask.
    pub(super) fn new(global: &Global) -> Self {
        Self {
            language: global.lang.or_else(of_locale).unwrap_or(Language::Zh),
            help_language: global.lang.or_else(of_locale).unwrap_or(Language::Zh),
            quiet: global.quiet,
            colour: colour(global.color, std::io::stdout().is_terminal()),
            colour_errors: colour(global.color, std::io::stderr().is_terminal()),
            bar: ProgressBar::hidden(),
        }
    }

    /// Says why something could not be done.
    pub(super) fn error(&self, message: &str) {
        tracing::error!("{}", visible::name(message));
        self.headed(AnsiColor::Red, self.language.of("错误：", "error: "), message);
    }

    /// Says what deserves attention.
    pub(super) fn warn(&self, message: &str) {
        tracing::warn!("{}", visible::name(message));
        if !self.quiet {
            self.headed(AnsiColor::Yellow, self.language.of("注意：", "note: "), message);
        }
    }

    /// Says what a person must know also where silence was asked for.
    pub(super) fn insist(&self, message: &str) {
        tracing::warn!("{}", visible::name(message));
        self.headed(AnsiColor::Yellow, self.language.of("注意：", "note: "), message);
    }

    /// Says something unless silence was asked for.
    pub(super) fn say(&self, message: &str) {
        if !self.quiet {
            self.bar.suspend(|| say_plainly(message));
        }
    }

    fn headed(&self, colour: AnsiColor, head: &str, message: &str) {
        let style = if self.colour_errors { colour.on_default().bold() } else { Style::new() };
        let message = visible::text(message);
        self.bar.suspend(|| write_line(&format!("{style}{head}{style:#}{message}")));
    }
}

/// Says something; nothing in it steers the terminal.
pub(super) fn say_plainly(message: &str) {
    write_line(&visible::text(message));
}

/// Writes a line to standard error. Where that is closed or full nobody listens, and the run goes on.
fn write_line(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Whether there is colour on a stream: as asked, else on a terminal where `NO_COLOR` is not set.
fn colour(when: Color, terminal: bool) -> bool {
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// The colour asked for, as far as it can be known before the words are understood: help and errors of the command line
/// itself keep to it too.
pub(super) fn colour_of(words: &[OsString]) -> ColorChoice {
    early(words, "--color").and_then(|value| value.parse().ok()).unwrap_or(ColorChoice::Auto)
}

/// The language that is asked for by option or locale, as far as it can be known before the words are understood.
pub(super) fn language_asked(words: &[OsString]) -> Option<Language> {
    let asked = early(words, "--lang").or_else(|| std::env::var("JUESUAN_LANG").ok());
    asked.and_then(|value| Language::from_str(&value, true).ok()).or_else(of_locale)
}

/// The value that stands behind an option, the last where it is given twice.
fn early(words: &[OsString], option: &str) -> Option<String> {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    let mut found = None;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix(option) {
            Some("") => words.next().map(std::borrow::Cow::into_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        found = value.or(found);
    }
    found
}

/// The language of this process' locale.
fn of_locale() -> Option<Language> {
    locale(|name| std::env::var(name).ok(), sys_locale::get_locale)
}

/// The language of the locale, where it is one of ours: that of the environment, else that of the system.
fn locale(
    variable: impl Fn(&str) -> Option<String>,
    system: impl FnOnce() -> Option<String>,
) -> Option<Language> {
    let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let locale = set.find(|value| !value.is_empty()).or_else(system)?;
    [("en", Language::En), ("zh", Language::Zh)]
        .into_iter()
        .find_map(|(start, language)| locale.starts_with(start).then_some(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_decides_the_language_where_it_can() {
        let language = |set: &[(&str, &str)]| {
            let variable = |name: &str| set.iter().find(|(known, _)| *known == name);
            locale(|name| variable(name).map(|(_, value)| (*value).to_owned()), || None)
        };
        assert_eq!(language(&[("LANG", "en_GB.UTF-8")]), Some(Language::En));
        assert_eq!(language(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")]), Some(Language::Zh));
        assert_eq!(language(&[("LANG", "en_US"), ("LC_ALL", "")]), Some(Language::En));
        assert_eq!(language(&[("LANG", "C.UTF-8")]), None);
        assert_eq!(language(&[]), None);
        assert_eq!(locale(|_| None, || Some("zh-Hans-CN".into())), Some(Language::Zh));
    }

    #[test]
    fn the_colour_is_known_before_the_words_are_understood() {
        let colour = |words: &[&str]| colour_of(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(colour(&["juesuan", "--color=never", "x"]), ColorChoice::Never);
        assert_eq!(colour(&["juesuan", "check", "--color", "always"]), ColorChoice::Always);
        assert_eq!(colour(&["juesuan", "check"]), ColorChoice::Auto);
    }
}
