//! Names of rows that cannot be as they were read.

use std::borrow::Cow;

use juesuan_model::{Code, Row, RowIndex, Table, TableId, vocabulary};
use juesuan_source::chars::places;
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::{dates, headings};

use crate::quick::QuickMap;
use crate::tuning::TUNING;

/// What stands before a number that is part of a name.
const BEFORE_NUMBERS: &[&str] = &["（", "(", "〔", "[", headings::ORDINAL, "-", "—", dates::UNTIL];

/// Whether figures or codes stand in the name of a row. Years, numbers of lists and what stands in brackets are part
/// of names.
pub(super) fn has_figures(row: &Row) -> bool {
    if !row.label.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let label = row.label.trim();
    let mut rest = label;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..]
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
            .unwrap_or(rest.len() - at);
        let (run, behind) = (&rest[at..at + digits], &rest[at + digits..]);
        let count = run.chars().filter(char::is_ascii_digit).count();
        let year =
            count == 4 && !run.contains('.') && [dates::YEAR, dates::UNTIL, "-", "—"].any_begins(behind);
        let bracketed = BEFORE_NUMBERS.any_ends(&rest[..at]);
        let leading = at == 0 && rest.len() == label.len();
        // 301工资福利支出 with no code beside it is how some forms print both in one cell
        let own_code = leading && row.code.is_some_and(|code| code.to_string() == run);
        let numbered = leading && count < 3;
        if !(year || bracketed || own_code || numbered) && (count > 2 || is_amount(run)) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether a number looks like an amount: it has decimals, or thousands are parted.
pub(super) fn is_amount(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    places(&plain).is_some_and(|places| places > 1 || places == 0 && plain.contains([',', '，']))
}

/// Rows whose names are woven together with those of their neighbours: all letters of their own names are there, and
/// the others belong to names beside them.
pub(super) fn torn(table: &Table, year: Option<u16>) -> impl Iterator<Item = RowIndex> {
    let name = move |row: &Row| row.code.and_then(|code| code.name(year));
    let names: Vec<Option<&str>> = table.rows().iter().map(name).collect();
    table.indexed_rows().filter_map(move |(at, row)| {
        let index = at.get();
        let own = (*names.get(index)?)?;
        // most are printed as they are called
        if row.label == own {
            return None;
        }
        let (own, label) = (vocabulary::label_key(own), vocabulary::label_key(&row.label));
        if label == own || label.is_empty() || row.code.is_some_and(|code| is_name(code, &label)) {
            return None;
        }
        // the end of a long name is found some rows below it
        let near = index.saturating_sub(TUNING.doubt_labels.near)
            ..(index + TUNING.doubt_labels.near + 1).min(names.len());
        let beside = near.filter(|near| *near != index).filter_map(|near| *names.get(near)?);
        let beside: Vec<Cow<'_, str>> = beside.map(vocabulary::label_key).collect();
        is_woven(&label, &own, beside.iter().map(|name| &**name)).then_some(at)
    })
}

/// Rows whose names are not those of their codes, but for a character: the rest stands on the line above or below, or what
/// is there belongs to another row.
pub(super) fn cut(table: &Table, year: Option<u16>) -> impl Iterator<Item = RowIndex> {
    table.indexed_rows().filter_map(move |(at, row)| {
        let code = row.code?;
        let name = code.name(year).filter(|name| row.label != *name)?;
        let name = vocabulary::label_key(name);
        let label = vocabulary::label_key(&row.label);
        let differ = name.chars().zip(label.chars()).filter(|(left, right)| left != right).count();
        let misspelt = name.chars().count() == label.chars().count() && differ == 1;
        (label != name && !misspelt && !is_name(code, &label)).then_some(at)
    })
}

/// Rows whose names end with that of another row of the form: two rows were read as one.
pub(super) fn of_two_rows(table: &Table, form: TableId, year: Option<u16>) -> impl Iterator<Item = RowIndex> {
    table.indexed_rows().filter_map(move |(at, row)| {
        let code = row.code?;
        let name = vocabulary::label_key(code.name(year)?);
        let label = vocabulary::label_key(&row.label);
        let rest = label.strip_prefix(&*name)?;
        (!is_name(code, &label) && vocabulary::is_row(form.into(), rest)).then_some(at)
    })
}

/// Whether names are numbered and a number is left out (1. 3.): a row was not read, and its figures may stand in another.
pub(super) fn skip_numbers(rows: &[Row]) -> bool {
    let number = |row: &Row| {
        let label = row.label.trim_start();
        let end = label.find(|c: char| !c.is_ascii_digit())?;
        let is_number = label.get(end..)?.starts_with(['.', '．', '、']);
        label.get(..end)?.parse::<usize>().ok().filter(|_| is_number)
    };
    let mut numbers: Vec<usize> = rows.iter().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.last().is_some_and(|last| *last != numbers.len())
}

fn is_name(code: Code, label: &str) -> bool {
    let same = |name: &&str| vocabulary::label_key(name) == label;
    match code {
        Code::Function(code) => vocabulary::function_names(code).any(|name| same(&name)),
        Code::Economic(code) => vocabulary::economic_names(code).any(|name| same(&name)),
    }
}

fn is_woven<'n>(label: &str, own: &str, beside: impl Iterator<Item = &'n str>) -> bool {
    let mut left: QuickMap<u32, i32> = QuickMap::default();
    label.chars().for_each(|c| *left.entry(u32::from(c)).or_default() += 1);
    for letter in own.chars() {
        let count = left.entry(u32::from(letter)).or_default();
        *count -= 1;
        if *count < 0 {
            return false;
        }
    }
    left.retain(|_, count| *count > 0);
    let mut others: QuickMap<u32, i32> = QuickMap::default();
    beside.flat_map(str::chars).for_each(|c| *others.entry(u32::from(c)).or_default() += 1);
    !left.is_empty() && left.iter().all(|(letter, count)| others.get(letter).is_some_and(|has| has >= count))
}
