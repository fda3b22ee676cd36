//! What is known of a rule before it is applied: the page that `explain` prints.

use std::borrow::Cow;

use juesuan_model::{FindingKind, RuleId, Severity};

/// A text in the two languages of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Text {
    /// A text that is part of the program.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A text that was put together.
    pub fn owned(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Cow::Owned(zh.into()), en: Cow::Owned(en.into()) }
    }

    /// Whether neither language has it.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// A family of rules: the hundred in which their ids lie, and the folder in which their files are.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// `JS1xx`: identities inside one statutory table.
    WithinTable,
    /// `JS2xx`: identities between statutory tables.
    BetweenTables,
    /// `JS3xx`: the tables against the running text.
    TableText,
    /// `JS4xx`: the running text against itself.
    Narrative,
    /// `JS5xx`: performance self-evaluations.
    Performance,
    /// `JS6xx`: units and magnitudes.
    Units,
    /// `JS7xx`: what must be disclosed.
    Completeness,
    /// `JS8xx`: names, codes and duplicates.
    Names,
    /// `JS9xx`: text cut off and numbers that could not be read.
    Reading,
    /// Rules that a user brought along.
    User,
}

impl Family {
    /// All families in the order of their ids.
    pub const ALL: [Self; 10] = [
        Self::WithinTable,
        Self::BetweenTables,
        Self::TableText,
        Self::Narrative,
        Self::Performance,
        Self::Units,
        Self::Completeness,
        Self::Names,
        Self::Reading,
        Self::User,
    ];

    /// The word by which a family is chosen: `within`, `between`, `text` …
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WithinTable => "within",
            Self::BetweenTables => "between",
            Self::TableText => "text",
            Self::Narrative => "narrative",
            Self::Performance => "performance",
            Self::Units => "units",
            Self::Completeness => "completeness",
            Self::Names => "names",
            Self::Reading => "reading",
            Self::User => "user",
        }
    }

    /// Its title.
    pub const fn title(self) -> Text {
        match self {
            Self::WithinTable => Text::new("表内勾稽", "Identities inside a table"),
            Self::BetweenTables => Text::new("表间勾稽", "Identities between tables"),
            Self::TableText => Text::new("文表一致", "Tables against the text"),
            Self::Narrative => Text::new("文内一致", "The text against itself"),
            Self::Performance => Text::new("绩效自评", "Performance self-evaluation"),
            Self::Units => Text::new("单位与量级", "Units and magnitudes"),
            Self::Completeness => Text::new("公开完整性", "Completeness of disclosure"),
            Self::Names => Text::new("名称与重复", "Names and duplicates"),
            Self::Reading => Text::new("截断与未读", "Truncated and unread"),
            Self::User => Text::new("自定义", "Rules of the user"),
        }
    }

    /// The family of an id of ours: JS131 lies within a table.
    pub fn of_id(id: &str) -> Self {
        let digit =
            id.strip_prefix("JS").and_then(|digits| digits.chars().next()).and_then(|c| c.to_digit(10));
        match digit {
            Some(1) => Self::WithinTable,
            Some(2) => Self::BetweenTables,
            Some(3) => Self::TableText,
            Some(4) => Self::Narrative,
            Some(5) => Self::Performance,
            Some(6) => Self::Units,
            Some(7) => Self::Completeness,
            Some(8) => Self::Names,
            Some(9) => Self::Reading,
            _ => Self::User,
        }
    }
}

/// Whether a rule may still change. Rules of all three are applied alike.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RuleStatus {
    /// New: what it finds, and how much that weighs, may change with any version.
    Preview,
    /// Keeps its meaning; a change is told in the changelog.
    Stable,
    /// Goes with a later version; its reason names what takes its place.
    Deprecated,
}

impl RuleStatus {
    /// All of them, in the order in which a rule goes through them.
    pub const ALL: [Self; 3] = [Self::Preview, Self::Stable, Self::Deprecated];

    /// `preview`, `stable` or `deprecated`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Stable => "stable",
            Self::Deprecated => "deprecated",
        }
    }

    /// Its name.
    pub const fn title(self) -> Text {
        match self {
            Self::Preview => Text::new("试行", "preview"),
            Self::Stable => Text::new("稳定", "stable"),
            Self::Deprecated => Text::new("将停用", "deprecated"),
        }
    }
}

/// On what a rule rests.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BasisKind {
    /// Sums and shares that hold for all figures.
    Arithmetic,
    /// The relations that the Ministry's form states for its rows and columns.
    Form,
    /// A regulation on what must be published.
    Regulation,
}

impl BasisKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Arithmetic, Self::Form, Self::Regulation];

    /// `arithmetic`, `form` or `regulation`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Form => "form",
            Self::Regulation => "regulation",
        }
    }
}

/// On what a rule rests, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Of which sort it is.
    pub kind: BasisKind,
    /// The form or regulation by name; empty for plain arithmetic.
    pub source: Cow<'static, str>,
}

impl Basis {
    /// Plain arithmetic.
    pub const ARITHMETIC: Self = Self { kind: BasisKind::Arithmetic, source: Cow::Borrowed("") };

    /// A basis that is part of the program.
    pub const fn new(kind: BasisKind, source: &'static str) -> Self {
        Self { kind, source: Cow::Borrowed(source) }
    }
}

/// Everything that is known of a rule before it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its id: JS and three digits, never reused; a user's rule has any word.
    pub id: RuleId,
    /// Whether it may still change.
    pub status: RuleStatus,
    /// The family to which it belongs.
    pub family: Family,
    /// What must hold, in one line.
    pub title: Text,
    /// The message of a finding, with `{places}` to be filled in: see [`crate::Draft`].
    pub message: Text,
    /// The kind of its findings.
    pub kind: FindingKind,
    /// How much its findings weigh, where rounding does not explain them.
    pub severity: Severity,
    /// On what it rests.
    pub basis: Basis,
    /// Why it matters.
    pub why: Text,
    /// An example of what it finds.
    pub example: Text,
}
