//! What a part of a line between a title and a head says.

use std::sync::LazyLock;

use juesuan_source::chars::{digit, is_figure, is_numeral};
use juesuan_vocabulary::{WordList as _, bodies, headings, lists, units};

use crate::tuning::TUNING;
use crate::{BlockKind, label};

/// What a part of such a line says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Unit,
    /// The label of a unit that stands in the next cell or line.
    UnitLabel,
    Body,
    Number,
    /// A date, a year, a currency, or what a label in front of it says of the form.
    Date,
    /// A word that is no head: a body that ends in no known way, if the unit stands beside or below it.
    Unknown,
    /// A word of the head, or a figure: the lines of the title end above it.
    Head,
}

impl Says {
    /// The kind of the block that such a part becomes.
    pub(super) const fn kind(self) -> BlockKind {
        match self {
            Self::Unit => BlockKind::Unit,
            Self::Number => BlockKind::FormNumber,
            Self::Date => BlockKind::Furniture,
            Self::Body | Self::UnitLabel | Self::Unknown | Self::Head => BlockKind::Department,
        }
    }
}

/// What a part of a line says.
pub(super) fn says(text: &str) -> Says {
    if text.len() > TUNING.label.label_limit.bytes() {
        return Says::Head;
    }
    match label::label(text) {
        Some(BlockKind::Unit) => return Says::Unit,
        Some(BlockKind::Department) if !text.ends_with(['：', ':']) => return Says::Body,
        Some(BlockKind::FormNumber) => return Says::Number,
        _ => {}
    }
    let inside = text.trim_matches(['（', '）', '(', ')', '【', '】', '[', ']']).trim();
    if let Some((front, behind)) = inside.split_once(['：', ':']) {
        return labelled(front.trim(), behind.trim());
    }
    if is_unit(inside) {
        Says::Unit
    } else if is_date(inside) || inside == units::CURRENCY {
        Says::Date
    } else if number_line(text).is_some() {
        Says::Number
    } else if is_body(text) {
        Says::Body
    } else if names_column(inside) || is_value(inside) {
        Says::Head
    } else {
        Says::Unknown
    }
}

/// What a label and what stands behind its colon say.
fn labelled(label: &str, behind: &str) -> Says {
    let is_unit_label = units::LABELS.contains(&label);
    if behind.is_empty() {
        return if is_unit_label { Says::UnitLabel } else { Says::Unknown };
    }
    if is_unit_label && is_unit(behind) {
        return Says::Unit;
    }
    if number_line(behind).is_some() {
        return Says::Number;
    }
    let head = names_column(label) || lists::OF_WHICH.contains(label) || is_value(behind);
    let told = is_date(behind) || behind == units::CURRENCY || is_code(behind);
    match (head, told) {
        (_, true) => Says::Date,
        (true, false) => Says::Head,
        (false, false) => Says::Unknown,
    }
}

/// Whether a text is the unit of a table: 万元, 人民币元, 万元、%, 元（保留两位小数）.
fn is_unit(text: &str) -> bool {
    let money = text.strip_prefix(units::CURRENCY).unwrap_or(text).trim_start();
    let end = money.find(['、', '，', ',', '/', '（', '(']).unwrap_or(money.len());
    let (unit, rest) = money.split_at(end);
    units::TABLE_UNITS.contains(&unit.trim())
        && unit.trim().ends_with(units::YUAN)
        && rest.chars().count() <= TUNING.label.unit
}

/// Whether a text is a date or a period: 2024年度, 2024年12月31日, 2024-12-31, 2024年1-12月.
fn is_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let signs = text.chars().filter(|c| matches!(c, '-' | '/' | '.' | '—')).count();
    let words = text.chars().filter(|c| headings::DATE_WORDS.contains(c)).count();
    digits >= 1 && digits + signs + words == text.chars().count() && (words > 0 || digits >= 6 && signs == 2)
}

/// What stands behind the words of a number: 附表3, 附件1-3, （附表3）, 表3-1.
pub(super) fn number_line(text: &str) -> Option<&str> {
    let inside = text.trim_matches(['（', '）', '(', ')']).trim();
    let mut rest = inside;
    while let Some(behind) = headings::FORM_NUMBER_STARTS
        .strip_start(rest)
        .or_else(|| headings::FORM_NUMBER_WORDS.strip_start(rest))
    {
        rest = behind.trim_start();
    }
    let number = rest.trim_end_matches(headings::TABLE).trim();
    let fits = rest.len() < inside.len()
        && !number.is_empty()
        && number.len() <= TUNING.label.form_number.bytes()
        && number.chars().all(|c| digit(c).is_some() || is_part(c));
    fits.then_some(number)
}

/// Whether a character may stand between the parts of a number, or is a Chinese numeral.
fn is_part(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '.') || is_numeral(c)
}

/// Whether a text is the code of a body: 201001, 201-001.
fn is_code(text: &str) -> bool {
    text.len() >= 3
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a text is an amount, or a figure with separators.
fn is_value(text: &str) -> bool {
    is_figure(text) && !is_code(text)
}

/// Whether a text is the name of a body, perhaps behind its code: 201001-云山县财政局, [201]某局.
fn is_body(text: &str) -> bool {
    let code = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '-' | '—' | '_' | '[' | ']' | '（' | '）' | '(' | ')' | '【' | '】')
    };
    let name = text.trim_start_matches(code);
    let end = name.find(['（', '(']).unwrap_or(name.len());
    let name = name[..end].trim_end_matches(code);
    name.chars().count() >= TUNING.zone.shortest_body
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '，' | '：' | ':'))
        && bodies::ENDINGS.any_ends(name)
}

/// A head word, and how much of a cell it is.
struct HeadWord {
    amount: &'static str,
    word: &'static str,
}

/// The words of heads that the tables know.
static HEAD_WORDS: LazyLock<Vec<HeadWord>> = LazyLock::new(|| {
    let rows =
        |name| juesuan_vocabulary::list("table_words", "heads", name).map_or(&[][..], |list| list.rows);
    let heads = rows("heads").iter().filter_map(|row| {
        let mut cells = row.split('\t');
        Some(HeadWord { amount: cells.next()?, word: cells.next()? })
    });
    let names = ["one_blank_apart", "column_numbers", "code_parts", "has_columns"];
    let names = names.iter().flat_map(|name| rows(name));
    heads.chain(names.map(|word| HeadWord { amount: "part", word })).collect()
});

/// Whether a text is a head of columns.
fn names_column(text: &str) -> bool {
    HEAD_WORDS.iter().any(|head| match head.amount {
        "whole" => text == head.word,
        "stem" => text.split(['（', '(']).next() == Some(head.word),
        "end" => text.ends_with(head.word),
        _ => head.word.chars().count() > 1 && text.contains(head.word) || text == head.word,
    })
}
