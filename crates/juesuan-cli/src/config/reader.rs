//! Keys and values of a file of settings, read as options and the words that they make.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::DeValue;

use super::fault::Fault;
use super::folder::Folder;
use super::{NOT_IN_FOUND, flags};
use crate::args::Language;
use crate::clap_messages_zh;
use crate::suggest::nearest;

/// Reads keys and values of the file.
pub(super) struct Reader<'c> {
    pub(super) command: &'c Command,
    pub(super) folder: &'c Folder<'c>,
    pub(super) language: Language,
}

impl<'c> Reader<'c> {
    /// The option that a key names.
    pub(super) fn flag(
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
    pub(super) fn words(
        &self,
        arg: &Arg,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(String, Vec<OsString>), Fault> {
        let long = arg.get_long().unwrap_or_default().to_owned();
        if self.folder.confined && NOT_IN_FOUND.contains(&&*long) {
            return Err(self.only_given(value));
        }
        let flag = OsString::from(format!("--{long}"));
        let words = match (arg.get_action(), value.get_ref()) {
            (ArgAction::SetTrue | ArgAction::Count, DeValue::Boolean(set)) => vec![flag; usize::from(*set)],
            (ArgAction::Count, DeValue::Integer(times)) => {
                vec![flag; times.as_str().parse().unwrap_or(0).min(3)]
            }
            (ArgAction::SetTrue | ArgAction::Count, _) => {
                return Err(self.wrong_kind(value, self.language.of("应为 true 或 false", "true or false")));
            }
            (_, DeValue::Table(table)) if is_map(arg) => {
                let mut words = Vec::new();
                for (key, value) in table {
                    let text = match value.get_ref() {
                        DeValue::String(text) => text.to_string(),
                        DeValue::Array(list) => {
                            let parts: Option<Vec<&str>> =
                                list.iter().map(|part| part.get_ref().as_str()).collect();
                            let wanted = self.language.of("应为文字的列表", "a list of texts");
                            parts.ok_or_else(|| self.wrong_kind(value, wanted))?.join(",")
                        }
                        _ => {
                            let wanted =
                                self.language.of("应为文字或文字的列表", "a text or a list of texts");
                            return Err(self.wrong_kind(value, wanted));
                        }
                    };
                    words.extend(checked(arg, value, &format!("{}={text}", key.get_ref()), self.language)?);
                }
                words
            }
            (_, DeValue::Array(list)) if arg.get_value_delimiter().is_some() => {
                let parts: Option<Vec<&str>> = list.iter().map(|part| part.get_ref().as_str()).collect();
                let parts = parts.ok_or_else(|| {
                    self.wrong_kind(value, self.language.of("应为文字的列表", "a list of texts"))
                })?;
                checked(arg, value, &parts.join(","), self.language)?
            }
            (_, DeValue::String(text)) if is_path(arg) => {
                let path = self.folder.place(text).ok_or_else(|| self.outside(value))?;
                checked(arg, value, &path.to_string_lossy(), self.language)?
            }
            (_, DeValue::String(text)) => checked(arg, value, text, self.language)?,
            (_, DeValue::Integer(number)) => checked(arg, value, number.as_str(), self.language)?,
            _ => return Err(self.wrong_kind(value, self.language.of("应为文字或数字", "a text or a number"))),
        };
        Ok((long, words))
    }

    /// That a file that was merely found cannot set this.
    pub(super) fn only_given(&self, value: &Spanned<DeValue<'_>>) -> Fault {
        let message = self.language.of(
            "找到的 juesuan.toml 不能设置这一项",
            "a juesuan.toml that was found does not set this option",
        );
        Fault { at: value.span(), message: message.to_owned(), help: self.type_it().to_owned() }
    }

    const fn type_it(&self) -> &'static str {
        self.language.of(
            "请在命令行上给出这一项，或用 --config 指明这个文件",
            "type this option, or give the file by --config",
        )
    }

    fn outside(&self, value: &Spanned<DeValue<'_>>) -> Fault {
        let message = self.language.of(
            "找到的 juesuan.toml 不能指向它所在文件夹之外",
            "a juesuan.toml that was found names no place outside its folder",
        );
        Fault { at: value.span(), message: message.to_owned(), help: self.type_it().to_owned() }
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
fn checked(
    arg: &Arg,
    value: &Spanned<DeValue<'_>>,
    text: &str,
    language: Language,
) -> Result<Vec<OsString>, Fault> {
    let word = OsString::from(format!("--{}={text}", arg.get_long().unwrap_or_default()));
    let alone = Command::new("juesuan").no_binary_name(true).arg(arg.clone().required(false));
    match alone.try_get_matches_from([&word]) {
        Ok(_) => Ok(vec![word]),
        Err(error) => {
            // the first lines of the error speak of the value, the last of how the program is called
            let chinese = (language == Language::Zh).then(|| clap_messages_zh::in_chinese(&error)).flatten();
            let said = chinese.unwrap_or_else(|| error.render().to_string());
            let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
            let message = lines
                .next()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .trim_start_matches("错误：")
                .to_owned();
            let help: Vec<&str> = lines
                .take_while(|line| {
                    !["For more", "详细", "用法", "Usage"].iter().any(|end| line.starts_with(end))
                })
                .collect();
            Err(Fault { at: value.span(), message, help: help.join("\n") })
        }
    }
}

/// Options that are a table in the file: rules with their severity, patterns with their rules.
fn is_map(arg: &Arg) -> bool {
    matches!(arg.get_id().as_str(), "severity" | "per_file_ignores")
}

/// Paths in the file are relative to its folder.
fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<PathBuf>()
}
