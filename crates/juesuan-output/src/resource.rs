//! What a file of the package is: its name, its columns, and how a report fills them.

use juesuan_model::Report;

use crate::Value;

/// The type of a column.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldKind {
    /// Text.
    Text,
    /// A whole number that is not negative.
    Integer,
    /// An exact decimal number with its printed decimals.
    Number,
    /// A calendar year.
    Year,
}

impl FieldKind {
    /// The name of the type in a Table Schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Year => "year",
        }
    }
}

/// A column.
#[derive(Copy, Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: FieldKind,
    /// Whether every row has a value.
    pub required: bool,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// The words it can hold, where they are a closed list.
    pub words: fn() -> Vec<&'static str>,
    /// The least number it can hold.
    pub minimum: Option<u32>,
    /// The regular expression that the whole of its text matches.
    pub pattern: Option<&'static str>,
}

/// What texts of a closed form look like.
pub(crate) mod pattern {
    /// The name of a table within its document.
    pub(crate) const TABLE: &str = "^(Z0[1-9]|B[0-9]{2}|T[1-9][0-9]*)$";
    /// The meaning of a row: a function code, an economic code, or words of the vocabulary.
    pub(crate) const ITEM: &str =
        "^(fn:2[0-9]{2}([0-9]{2}){0,2}|ec:[35][0-9]{2}([0-9]{2})?|[a-z0-9_]+(:[a-z0-9_]+)*)$";
    /// The meaning of a column.
    pub(crate) const KEY: &str = "^[a-z][a-z0-9_]*$";
    /// Yes or no.
    pub(crate) const TRUTH: &str = "^(true|false)$";
    /// Hexadecimal SHA-256.
    pub(crate) const SHA256: &str = "^[0-9a-f]{64}$";
    /// Numbers joined by `;`.
    pub(crate) const LIST: &str = "^[1-9][0-9]*(;[1-9][0-9]*)*$";
    /// A cell of a sheet.
    pub(crate) const CELL: &str = "^[A-Z]+[1-9][0-9]*$";
    /// The name of a rule or of a finding: one word.
    pub(crate) const WORD: &str = "^\\S+$";
}

/// Columns whose values must exist in another file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns, named alike in both files.
    pub fields: &'static [&'static str],
    /// The other file.
    pub resource: &'static str,
}

/// Receives a row and writes it: CSV, Parquet, a sheet.
pub(crate) type RowSink<'s> = dyn FnMut(&[Value<'_>]) + 's;

/// A file of the package.
pub struct Resource {
    /// Its name, without `.csv`.
    pub name: &'static str,
    /// What its rows are, in Chinese.
    pub zh: &'static str,
    /// What its rows are, in English.
    pub en: &'static str,
    /// Its columns.
    pub fields: &'static [Field],
    /// The columns that tell its rows apart, where any do.
    pub primary_key: &'static [&'static str],
    /// The columns that name rows of other files.
    pub foreign_keys: &'static [ForeignKey],
    pub(crate) fill: fn(&Report, &mut RowSink<'_>),
}

impl Resource {
    /// Gives every row of a report, a value for each of [`Resource::fields`], in order.
    pub fn rows(&self, report: &Report, mut row: impl FnMut(&[Value<'_>])) {
        (self.fill)(report, &mut row);
    }
}

impl std::fmt::Debug for Resource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resource")
            .field("name", &self.name)
            .field("fields", &self.fields)
            .finish_non_exhaustive()
    }
}

/// Defines a file: each column with its type, its meaning in both languages, and its value, so that the schema and the
/// rows cannot drift apart.
macro_rules! resource {
    (
        $static:ident $name:literal $zh:literal $en:literal
        key [$($key:literal),*]
        $(refers [$($ref_field:literal),*] to $ref_to:literal)*
        |$report:ident| for $row:pat in $rows:expr => {
            $($field:ident $kind:ident $($required:ident)? $([$words:expr])? $(>= $minimum:literal)? $(~ [$pattern:path])?
                $field_zh:literal $field_en:literal = $value:expr;)+
        }
    ) => {
        pub(super) static $static: $crate::Resource = $crate::Resource {
            name: $name,
            zh: $zh,
            en: $en,
            fields: &[$($crate::Field {
                name: stringify!($field),
                kind: $crate::FieldKind::$kind,
                required: $crate::resource::resource!(@required $($required)?),
                zh: $field_zh,
                en: $field_en,
                words: $crate::resource::resource!(@words $($words)?),
                minimum: $crate::resource::resource!(@option $($minimum)?),
                pattern: $crate::resource::resource!(@option $($pattern)?),
            }),+],
            primary_key: &[$($key),*],
            foreign_keys: &[$($crate::ForeignKey { fields: &[$($ref_field),*], resource: $ref_to }),*],
            fill: |$report, sink| {
                for $row in $rows {
                    sink(&[$($value),+]);
                }
            },
        };
    };
    (@required required) => { true };
    (@required) => { false };
    (@words $words:expr) => { || $words.iter().map(|word| word.as_str()).collect() };
    (@words) => { Vec::new };
    (@option $given:expr) => { Some($given) };
    (@option) => { None };
}

pub(crate) use resource;
