//! What is wrong with a data package that cannot be compared.

use juesuan::model::{Decimal, MoneyUnit};
use juesuan::output::{self, FieldKind};

use super::row::Record;
use crate::args::Language;

/// Longest row of a file, in bytes.
pub(super) const LONGEST_ROW: u64 = 16 << 20;

/// Most bytes that the rows of one document have in one file: all of them are compared at once.
pub(super) const LONGEST_DOCUMENT: u64 = 64 << 20;

/// What is wrong with a file of a package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Damage {
    /// A column that is compared is not there.
    #[error("the column {0} is missing")]
    NoColumn(&'static str),
    /// A field that is not of the kind of its column.
    #[error("{value:?} is no {column}")]
    Field {
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// Value, unit and amount in yuan that contradict one another.
    #[error("{value} {unit} is not {yuan:?} yuan")]
    Amount {
        /// The value.
        value: String,
        /// Its unit.
        unit: String,
        /// What stands as amount in yuan.
        yuan: String,
    },
    /// The rows of a document do not stand together.
    #[error("the rows of {0} do not stand together")]
    Apart(String),
    /// Rows of a document that is none of the package.
    #[error("documents.csv does not name {0}")]
    Unlisted(String),
    /// A document that the package names twice.
    #[error("{0} stands here twice")]
    Twice(String),
    /// A row that is too long for anybody.
    #[error("a row is longer than {LONGEST_ROW} bytes")]
    LongRow,
    /// More rows of one document than are compared.
    #[error("the rows of {0} are longer than {LONGEST_DOCUMENT} bytes")]
    LongDocument(String),
}

impl Damage {
    /// The sentence for a person.
    pub(super) fn say(&self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        match self {
            Self::NoColumn(column) => format!("缺少 {column} 一列"),
            Self::Field { column, value } => format!("{column} 一列中的 {value:?} 不对"),
            Self::Amount { value, unit, yuan } => format!("{value}{unit} 不是 {yuan:?} 元"),
            Self::Apart(document) => format!("{document} 的各行没有放在一起"),
            Self::Unlisted(document) => format!("documents.csv 里没有 {document}"),
            Self::Twice(document) => format!("{document} 出现了两次"),
            Self::LongRow => format!("有一行超过 {LONGEST_ROW} 字节"),
            Self::LongDocument(document) => format!("{document} 的各行超过 {LONGEST_DOCUMENT} 字节"),
        }
    }
}

/// The columns of each file that are compared, or tell what a row is about.
pub(super) const fn compared(file: &str) -> &'static [&'static str] {
    match file.as_bytes() {
        b"documents" => &["document", "status", "entity"],
        b"tables" => &["document", "table", "title", "line_start", "line_end"],
        b"observations" => &[
            "document",
            "table",
            "code",
            "label",
            "column",
            "value",
            "unit",
            "amount_yuan",
            "line",
            "item",
            "measure",
        ],
        b"programmes" => &[
            "document",
            "programme",
            "source",
            "unit",
            "budget_initial",
            "budget_adjusted",
            "executed",
            "rate",
            "rate_weight",
            "rate_score",
            "total_score",
            "grade",
            "line",
        ],
        _ => &[
            "document",
            "programme",
            "level1",
            "level2",
            "level3",
            "target",
            "actual",
            "weight",
            "score",
            "line",
        ],
    }
}

/// What is wrong with a row: a field that is no number where its column has numbers, none where there must be one, an amount
/// that does not follow from value and unit.
pub(super) fn of_row(file: &str, record: &Record<'_>) -> Result<(), Damage> {
    let fields = output::resource(file).map_or(&[][..], |resource| resource.fields);
    for field in fields.iter().filter(|field| record.fields.contains(&field.name)) {
        let value = record.get(field.name);
        let is_of_kind = match field.kind {
            _ if value.is_empty() => !field.required,
            FieldKind::Number => value.parse::<Decimal>().is_ok(),
            FieldKind::Integer | FieldKind::Year => value.parse::<i64>().is_ok(),
            _ => true,
        };
        if !is_of_kind {
            return Err(Damage::Field { column: field.name, value: value.to_owned() });
        }
    }
    if file == "observations" { amount(record) } else { Ok(()) }
}

fn amount(record: &Record<'_>) -> Result<(), Damage> {
    let [value, unit, yuan] = ["value", "unit", "amount_yuan"].map(|field| record.get(field));
    let money = MoneyUnit::named(unit);
    let follows = match (money, value.parse::<Decimal>(), yuan.parse::<Decimal>()) {
        (Some(money), Ok(value), Ok(yuan)) => {
            value.checked_mul(money.factor().into()).is_none_or(|follows| follows == yuan)
        }
        // more money than can be computed with has no amount
        (Some(money), Ok(value), Err(_)) => {
            yuan.is_empty() && value.checked_mul(money.factor().into()).is_none()
        }
        _ => yuan.is_empty(),
    };
    let damage = || Damage::Amount { value: value.to_owned(), unit: unit.to_owned(), yuan: yuan.to_owned() };
    if follows { Ok(()) } else { Err(damage()) }
}
