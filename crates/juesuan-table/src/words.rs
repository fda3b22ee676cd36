//! The words by which headers, stubs and the furniture of forms are known. Data, so that other provinces and years
//! can be added without touching the code.

use std::sync::LazyLock;

use juesuan_source::chars::is_numeral;
use juesuan_vocabulary::table::words as lists;
use juesuan_vocabulary::table::words::{ENDS_OF_NAMES, FORM_NAMES, UNITS};

use crate::cell::clean;
use crate::table::Role;

/// How a word is compared with the key of a cell.
#[derive(Copy, Clone, Debug)]
enum Fit {
    /// The whole cell.
    Whole,
    /// The cell's beginning, followed by nothing or a parenthesis.
    Stem,
    /// The cell's end.
    End,
    /// Anywhere in the cell.
    Part,
}

use Fit::{End, Part, Stem, Whole};

impl Fit {
    fn named(fit: &str) -> Option<Self> {
        Some(match fit {
            "whole" => Whole,
            "stem" => Stem,
            "end" => End,
            "part" => Part,
            _ => return None,
        })
    }
}

impl Role {
    fn named(role: &str) -> Option<Self> {
        Some(match role {
            "code" => Self::Code,
            "label" => Self::Label,
            "row_number" => Self::RowNumber,
            "ordinal" => Self::Ordinal,
            "figure" => Self::Figure,
            "text" => Self::Text,
            _ => return None,
        })
    }
}

/// Header words and the role of the columns below them. The first entry that fits decides.
static HEADERS: LazyLock<Vec<(Fit, &str, Role)>> = LazyLock::new(|| {
    lists::HEADERS
        .iter()
        .filter_map(|(fit, word, role)| Some((Fit::named(fit)?, *word, Role::named(role)?)))
        .collect()
});

/// Whether a cell with this key can hardly be anything but a header. Words that also end the names of revenue and
/// expenditure items (收入, 支出, 结余 …) are not enough in the middle of a table.
pub(crate) fn heads(key: &str) -> bool {
    let weak = |fit, role| matches!((fit, role), (End, Role::Figure));
    candidates(key).any(|(fit, word, role)| !weak(fit, role) && fits(key, fit, word))
}

/// The role that a header cell with this key announces; `None` where it is no known header word.
pub(crate) fn header(key: &str) -> Option<Role> {
    candidates(key).find(|(fit, word, _)| fits(key, *fit, word)).map(|(_, _, role)| role)
}

/// Whether a cell with this key is a header word and nothing more.
pub(crate) fn names_column(key: &str) -> bool {
    candidates(key).any(|(_, word, _)| word == key)
}

/// Whether a header word goes on from the end of one line at the beginning of the next: 事业收 | 入.
pub(crate) fn breaks_word(upper: &str, lower: &str) -> bool {
    let whole = [upper, lower].concat();
    candidates(&whole).any(|(fit, word, _)| {
        let across = |(at, _): (usize, &str)| at < upper.len() && upper.len() < at + word.len();
        fits(&whole, fit, word) && whole.match_indices(word).any(across)
    })
}

/// Longest header cell, in bytes, that is looked up.
const LONGEST: usize = 28 * 3;

/// Slots of [`BY_FIRST`].
const SLOTS: usize = 128;

/// For each slot, the entries of [`HEADERS`] whose word begins with a character of that slot, as a set of bits.
static BY_FIRST: LazyLock<[u128; SLOTS]> = LazyLock::new(|| {
    let mut slots = [0; SLOTS];
    for (entry, (_, word, _)) in HEADERS.iter().enumerate() {
        if let [_, middle, last, ..] = word.as_bytes() {
            slots[slot(*middle, *last)] |= 1 << entry;
        }
    }
    slots
});

/// The slot of a character by the last two of its three bytes.
const fn slot(middle: u8, last: u8) -> usize {
    (middle as usize * 29 + last as usize) % SLOTS
}

/// The entries, in order, whose first character occurs in the key.
fn candidates(key: &str) -> impl Iterator<Item = (Fit, &'static str, Role)> {
    let bytes = if key.len() <= LONGEST { key.as_bytes() } else { &[] };
    let mut found = bytes
        .windows(3)
        .filter(|bytes| bytes[0] >= 0xe0)
        .fold(0u128, |found, bytes| found | BY_FIRST[slot(bytes[1], bytes[2])]);
    std::iter::from_fn(move || {
        let next = found.trailing_zeros() as usize;
        found &= found.wrapping_sub(1);
        HEADERS.get(next).copied()
    })
}

fn fits(key: &str, fit: Fit, word: &str) -> bool {
    match fit {
        Whole => key == word,
        Stem => key.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('(')),
        End => key
            .strip_suffix(')')
            .and_then(|key| key.rsplit_once('('))
            .map_or(key, |(stem, _)| stem)
            .ends_with(word),
        Part => key.contains(word),
    }
}

/// What a row inside the grid that belongs to the form and not to its data says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Furnishing {
    Unit,
    Department,
    FormNumber,
    Note,
    /// The year, or when the form was filled in.
    Date,
}

impl Furnishing {
    fn named(what: &str) -> Option<Self> {
        Some(match what {
            "unit" => Self::Unit,
            "department" => Self::Department,
            "note" => Self::Note,
            "date" => Self::Date,
            _ => return None,
        })
    }
}

/// What a cell with this key says about the form, if it does.
pub(crate) fn furnishing(key: &str) -> Option<Furnishing> {
    let key = key.strip_prefix('(').unwrap_or(key);
    let listed = lists::FURNISHINGS.iter().find(|(start, _)| key.starts_with(start));
    let listed = listed.and_then(|(_, what)| Furnishing::named(what));
    let numbered = || {
        let number = key.strip_prefix("公开").or_else(|| key.strip_prefix("财决"))?;
        let short =
            number.len() < 16 && (number.ends_with('表') || number.ends_with(|c: char| c.is_ascii_digit()));
        short.then_some(Furnishing::FormNumber)
    };
    let year = || {
        let digits = key.strip_suffix("年度)").or_else(|| key.strip_suffix("年度"))?;
        (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(Furnishing::Date)
    };
    listed.or_else(numbered).or_else(year)
}

/// Whether a text is the title of a form of accounts or a budget: it ends in 表 and speaks of neither an evaluation nor
/// all tables together.
pub(crate) fn names_statement(title: &str) -> bool {
    let name = title.split(['（', '(']).next().unwrap_or(title);
    let name = if name.ends_with('表') { name } else { title };
    name.ends_with('表')
        && lists::STATEMENT_PARTS.iter().any(|word| name.contains(word))
        && !lists::NO_STATEMENT.iter().any(|word| name.contains(word))
}

/// Marks of the row that numbers the columns.
pub(crate) fn numbers_columns(key: &str) -> bool {
    lists::COLUMN_NUMBERS.contains(&key)
}

/// Whether a cell holds nothing but words that stand above a stub: 类, 款, 项, 栏次, in any order.
pub(crate) fn names_stub(key: &str) -> bool {
    key.chars().all(|c| "类款项栏次列".contains(c))
}

/// Beginnings of rows that sum up: never the continuation of a row above.
pub(crate) fn sums_up(key: &str) -> bool {
    lists::SUMS.iter().any(|word| key.starts_with(word))
}

/// Whether a header or the name of a row says that it is a sum: 合计, 小计, 本年支出合计, 总分.
pub(crate) fn totals(key: &str) -> bool {
    let stem = key.split_once('(').map_or(key, |(stem, _)| stem);
    lists::TOTALS.iter().any(|word| stem.ends_with(word))
}

/// The places of what was left, came in, was spent and is left among the heads of a form that has all four.
pub(crate) fn balance(heads: impl Iterator<Item = String>) -> Option<[usize; 4]> {
    let heads: Vec<String> = heads.collect();
    let at = |fits: &dyn Fn(&str) -> bool| heads.iter().position(|head| fits(head));
    let opening = at(&|head| head.starts_with("年初") || head.starts_with("上年结转"))?;
    let income = at(&|head| head.starts_with("本年收入"))?;
    let spent = at(&totals).filter(|&spent| spent > income)?;
    let closing = at(&|head| head.starts_with("年末"))?;
    (opening < income && spent < closing).then_some([opening, income, spent, closing])
}

/// Whether the name of an item may end with this text.
pub(crate) fn ends_name(key: &str) -> bool {
    ENDS_OF_NAMES.iter().any(|end| key.ends_with(end))
}

/// Whether the text begins like an item: with its number or with 其中.
pub(crate) fn begins_item(key: &str) -> bool {
    is_numbered(key) || key.starts_with("其中")
}

/// Whether the text begins with the number of an item: 一、 （一） 1.
pub(crate) fn is_numbered(key: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit() || is_numeral(c);
    let number = key.trim_start_matches('(');
    let rest = number.trim_start_matches(counts);
    // 0.35元 is an amount
    let decimals = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    rest.len() < number.len() && rest.starts_with(['、', '.', '．', ')']) && !decimals
}

/// Whether a label opens the form of a self-evaluation: 项目名称, with the name of a programme beside it.
pub fn opens_form(label: &str) -> bool {
    let key = clean::key(label);
    FORM_NAMES.contains(&key.trim_end_matches(':'))
}

/// Whether the text is a number with its bound: ≥98%, ≤3.
pub(crate) fn is_bounded(key: &str) -> bool {
    let number = key.trim_start_matches(['≥', '≤', '>', '<', '=', '＞', '＜', '＝']);
    number.len() < key.len()
        && number.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Headers of the three columns into which some forms part a code, apart or together.
pub(crate) fn is_code_part(key: &str) -> bool {
    lists::CODE_PARTS.contains(&key)
}

/// Whether a text is the unit of a number: 元, 人次, 元/人.
pub(crate) fn is_unit(text: &str) -> bool {
    text.split('/').all(|unit| UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        assert_eq!(header("功能分类科目编码"), Some(Role::Code));
        assert_eq!(header("项目"), Some(Role::Label));
        assert_eq!(header("项目(按功能分类)"), Some(Role::Label));
        assert_eq!(header("项目支出"), Some(Role::Figure));
        assert_eq!(header("全年预算数(A)"), Some(Role::Figure));
        assert_eq!(header("三级指标"), Some(Role::Text));
        assert_eq!(header("产出指标"), None);
        assert_eq!(header("因公出国(境)费"), Some(Role::Figure));
        assert_eq!(header("其他收入(含利息)"), Some(Role::Figure));
    }
}
