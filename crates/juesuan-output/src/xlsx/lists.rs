//! Programmes, indicators, facts, repairs and what was not read: the rows of the data package, with their columns.

use juesuan_model::{Place, PlacedNumber, PlacedText, Report};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use super::sheet::{Book, MOST_ROWS, Sheet, column};
use super::style::Look;
use crate::{Field, Resource, Value};

/// Where the value of a row's column stands in the document.
type PlaceOf = fn(&Report, usize, &str) -> Option<Place>;

/// The resources that have a sheet of their own, and where their values stand.
const LISTS: &[(&str, PlaceOf)] = &[
    ("programmes", place_in_programme),
    ("indicators", place_in_indicator),
    ("facts", |report, row, column| Some(report.facts.get(row)?.place).filter(|_| column == "value")),
    ("repairs", |_, _, _| None),
    ("unread", |report, row, column| Some(report.unread.get(row)?.place).filter(|_| column == "text")),
];

/// Rows of the header: what a column means, and its name in the data package.
const HEAD_ROWS: RowNum = 2;

/// Widest column, in narrow characters.
const WIDEST: usize = 50;

/// Rows of a list at most: what is beyond is in the data package.
const MOST_LISTED: usize = 20_000;

/// The sheets of the lists that have any rows.
pub(super) fn lists<'r>(report: &'r Report, book: &mut Book<'r>) -> Result<Vec<Worksheet>, XlsxError> {
    let mut sheets = Vec::new();
    for (name, place_of) in LISTS {
        let Some(resource) = crate::resource(name) else { continue };
        let mut rows = 0;
        resource.rows(report, |_| rows += 1);
        if rows > 0 {
            book.cut |= rows > MOST_LISTED;
            sheets.push(list(report, resource, *place_of, rows.min(MOST_LISTED), book)?);
        }
    }
    Ok(sheets)
}

/// The sheet of a list with its first rows.
fn list<'r>(
    report: &'r Report,
    resource: &Resource,
    place_of: PlaceOf,
    rows: usize,
    book: &mut Book<'r>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(book, resource.zh)?;
    let fields = shown(resource);
    for (at, field) in fields.iter().enumerate() {
        sheet.text(0, at, heading(field.zh), Look::Head)?;
        sheet.text(1, at, field.name, Look::Key)?;
    }
    let mut index = 0;
    let mut result = Ok(());
    resource.rows(report, |values| {
        if result.is_ok() && index < rows {
            let row = HEAD_ROWS + RowNum::try_from(index).unwrap_or(MOST_ROWS);
            result = write_row(&mut sheet, row, fields, values.get(1..).unwrap_or_default(), |column| {
                place_of(report, index, column)
            });
        }
        index += 1;
    });
    result?;
    sheet.page.set_freeze_panes(HEAD_ROWS, 0)?;
    let bottom = HEAD_ROWS - 1 + RowNum::try_from(rows).unwrap_or(0);
    sheet.page.autofilter(HEAD_ROWS - 1, 0, bottom, column(fields.len().saturating_sub(1)).unwrap_or(0))?;
    sheet.page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, HEAD_ROWS - 1)?;
    sheet.finish(WIDEST)
}

/// The columns: all but the document, which is the workbook.
fn shown(resource: &Resource) -> &'static [Field] {
    resource.fields.get(1..).unwrap_or_default()
}

/// Column name without its parenthesised note.
pub(super) fn heading(zh: &str) -> &str {
    zh.split(['（', '：']).next().unwrap_or(zh)
}

fn write_row(
    sheet: &mut Sheet<'_, '_>,
    row: RowNum,
    fields: &[Field],
    values: &[Value<'_>],
    place: impl Fn(&str) -> Option<Place>,
) -> Result<(), XlsxError> {
    for (at, (field, value)) in fields.iter().zip(values).enumerate() {
        match (value, place(field.name)) {
            (Value::Empty, _) => sheet.text(row, at, "", Look::Text)?,
            (Value::Text(text), None) => sheet.text(row, at, text, Look::Text)?,
            (Value::Text(text), Some(place)) => sheet.placed_text((row, at), text, Look::Text, place)?,
            (Value::Integer(number), _) => sheet.count(row, at, *number)?,
            (Value::Number(number), place) => sheet.figure((row, at), *number, None, place)?,
        }
    }
    Ok(())
}

fn place_in_programme(report: &Report, row: usize, column: &str) -> Option<Place> {
    let programme = report.programmes.get(row)?;
    let number = |number: &Option<PlacedNumber>| number.as_ref().map(|number| number.place);
    match column {
        "programme" => Some(programme.place),
        "budget_initial" => number(&programme.budget_initial),
        "budget_adjusted" => number(&programme.budget_adjusted),
        "executed" => number(&programme.executed),
        "rate" => number(&programme.rate),
        "rate_weight" => number(&programme.rate_weight),
        "rate_score" => number(&programme.rate_score),
        "total_score" => number(&programme.total_score),
        "grade" => programme.grade.as_ref().map(|grade| grade.place),
        _ => None,
    }
}

fn place_in_indicator(report: &Report, row: usize, column: &str) -> Option<Place> {
    let indicator = report.indicators.get(row)?;
    let number = |number: &Option<PlacedNumber>| number.as_ref().map(|number| number.place);
    let text = |text: &Option<PlacedText>| text.as_ref().map(|text| text.place);
    match column {
        "level3" => Some(indicator.place),
        "target" => text(&indicator.target),
        "actual" => text(&indicator.actual),
        "weight" => number(&indicator.weight),
        "score" => number(&indicator.score),
        "note" => text(&indicator.note),
        _ => None,
    }
}
