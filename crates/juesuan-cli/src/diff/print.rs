//! Changes as a table, as CSV, as JSON.

use std::io::Write as _;

use anyhow::Result;
use comfy_table::{CellAlignment, Table, presets};

use super::compare::Change;
use crate::args::{DiffFormat, Language};
use crate::visible;
use juesuan::model::Decimal;
use juesuan::output::escape_text;

/// Columns of CSV and keys of JSON.
const COLUMNS: [&str; 16] = [
    "document_a",
    "document_b",
    "table",
    "code",
    "label",
    "item",
    "column",
    "measure",
    "value_a",
    "value_b",
    "unit_a",
    "unit_b",
    "difference",
    "percent",
    "line_a",
    "line_b",
];

/// Longest texts for people, in characters: table, row, column, value.
const LONGEST: [usize; 4] = [8, 18, 14, 12];

/// Writes changes to standard output.
pub(super) fn print(format: DiffFormat, language: Language, changes: &[Change]) -> Result<()> {
    let text = match format {
        DiffFormat::Human => visible::text(&human(language, changes)).into_owned(),
        DiffFormat::Csv => visible::text(&csv(changes)?).into_owned(),
        DiffFormat::Json => visible::json(&json(changes)?).into_owned(),
    };
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// The values of a change, in the order of [`COLUMNS`].
fn values(change: &Change) -> [String; 16] {
    let about = &change.about;
    let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
    let [document_a, document_b] = change.documents.clone();
    let [value_a, value_b] = change.values.clone();
    let [line_a, line_b] = change.lines.clone();
    let [unit_a, unit_b] = change.units.clone();
    [
        document_a,
        document_b,
        about.table.clone(),
        about.code.clone(),
        about.label.clone(),
        about.item.clone(),
        about.column.clone(),
        about.measure.clone(),
        value_a,
        value_b,
        unit_a,
        unit_b,
        number(change.difference),
        number(change.percent),
        line_a,
        line_b,
    ]
}

fn csv(changes: &[Change]) -> Result<String> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for change in changes {
        writer.write_record(values(change).iter().map(|value| escape_text(value).into_owned()))?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)?)
}

/// Values are texts, as in the JSON form of a report: no reader rounds them.
fn json(changes: &[Change]) -> Result<String> {
    let object = |change: &Change| {
        let pairs = COLUMNS.iter().zip(values(change)).filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| ((*name).to_owned(), value.into())).collect::<serde_json::Map<_, _>>()
    };
    let mut text = serde_json::to_string_pretty(&changes.iter().map(object).collect::<Vec<_>>())?;
    text.push('\n');
    Ok(text)
}

/// A box for each pair of documents.
fn human(language: Language, changes: &[Change]) -> String {
    let mut text = String::new();
    for changes in changes.chunk_by(|left, right| left.documents == right.documents) {
        let Some(first) = changes.first() else { continue };
        let [before, after] = &first.documents;
        match (&**before, &**after) {
            ("", only) => text.push_str(&format!("{}{only}\n\n", language.of("只在 B 中：", "only in B: "))),
            (only, "") => text.push_str(&format!("{}{only}\n\n", language.of("只在 A 中：", "only in A: "))),
            _ => text.push_str(&format!("{before} → {after}\n{}\n\n", grid(language, changes))),
        }
    }
    text
}

fn grid(language: Language, changes: &[Change]) -> Table {
    let mut grid = Table::new();
    grid.load_style(presets::UTF8_FULL_CONDENSED);
    grid.set_header(language.of(
        ["表", "行", "列", "A", "B", "单位", "差额", "%"],
        ["table", "row", "column", "A", "B", "unit", "difference", "%"],
    ));
    for change in changes {
        let about = &change.about;
        let row = format!("{} {}", about.code, about.label);
        let column = if about.column.is_empty() { &about.measure } else { &about.column };
        let unit = match &change.units {
            [before, after] if before == after || before.is_empty() => after.clone(),
            [before, after] if after.is_empty() => before.clone(),
            [before, after] => format!("{before} → {after}"),
        };
        let number = |number: Option<Decimal>| {
            number.map(|number| {
                if number.is_sign_negative() || number.is_zero() {
                    number.to_string()
                } else {
                    format!("+{number}")
                }
            })
        };
        let [before, after] = &change.values;
        grid.add_row([
            short(&about.table, LONGEST[0]),
            short(row.trim(), LONGEST[1]),
            short(column, LONGEST[2]),
            value(before),
            value(after),
            unit,
            number(change.difference).unwrap_or_default(),
            number(change.percent).unwrap_or_default(),
        ]);
    }
    for number in [3, 4, 6, 7] {
        if let Some(column) = grid.column_mut(number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    grid
}

/// A value: a number is shown whole, whatever its width.
fn value(text: &str) -> String {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,%".contains(&byte));
    if is_number { text.to_owned() } else { short(text, LONGEST[3]) }
}

/// The end tells most: rows are often told apart by their last words.
fn short(text: &str, longest: usize) -> String {
    let length = text.chars().count();
    if length <= longest {
        return text.to_owned();
    }
    format!("…{}", text.chars().skip(length + 1 - longest).collect::<String>())
}
