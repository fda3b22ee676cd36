//! The words that options take, where there are few.

use clap::ValueEnum;
use juesuan::model::Severity;
use juesuan::rules;

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

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// A table for people
    Human,
    /// CSV with a header
    Csv,
    /// A JSON array, one object a change
    Json,
}

/// A severity and all above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Info,
}

impl Least {
    pub(crate) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The order of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// The severest first
    Severity,
    /// As they stand in the document
    Place,
}

/// When there is colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Also in files and pipes
    Always,
    /// Nowhere
    Never,
}

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl Language {
    /// One of two texts.
    pub(crate) const fn of<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

impl From<Language> for rules::Language {
    fn from(language: Language) -> Self {
        language.of(Self::Zh, Self::En)
    }
}

/// Why a value is none that its option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ValueTrouble {
    /// Not at least one.
    #[error("a whole number, 1 or more")]
    Count,
    /// No number of bytes.
    #[error("a whole number of bytes")]
    Bytes,
    /// No number of seconds.
    #[error("a whole number of seconds")]
    Seconds,
    /// No port.
    #[cfg(feature = "serve")]
    #[error("a port from 0 to 65535; 0 takes one that is free")]
    Port,
    /// No encoding that is known.
    #[error("unknown encoding; try utf-8, utf-16le, utf-16be, gb18030 or big5")]
    Encoding,
    /// No rules with their severity.
    #[error("rules, = and error, warning or info: JS401=info")]
    Weight,
    /// No pattern with its rules.
    #[error("a pattern of documents, = and rules: '2021/**=JS7'")]
    Pattern,
}

impl ValueTrouble {
    /// The same in Chinese.
    pub(crate) const fn in_chinese(self) -> &'static str {
        match self {
            Self::Count => "应为不小于 1 的整数",
            Self::Bytes => "应为字节数（整数）",
            Self::Seconds => "应为秒数（整数）",
            #[cfg(feature = "serve")]
            Self::Port => "应为 0 至 65535 的端口号，0 表示任选空闲端口",
            Self::Encoding => "没有这种编码；可试 utf-8、utf-16le、utf-16be、gb18030、big5",
            Self::Weight => "应为“规则=error、warning 或 info”，如 JS401=info",
            Self::Pattern => "应为“通配符=规则”，如 '2021/**=JS7'",
        }
    }
}
