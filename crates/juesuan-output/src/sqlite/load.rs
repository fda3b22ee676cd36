//! Rows into the database.

use juesuan_model::{Decimal, Report};
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params_from_iter};

use super::schema;
use crate::rows::{Damaged, pack, pack_row, unpack};
use crate::value::{integer, text as text_of};
use crate::{RESOURCES, Rendered, Value};

/// Values of a row of the text of sections.
const SECTION: usize = 4;

/// Why a document cannot be added.
#[derive(Debug)]
pub(super) enum Trouble {
    /// What was rendered of it is no rows.
    Damaged,
    /// What the database says.
    Database(rusqlite::Error),
}

impl From<Damaged> for Trouble {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// The rows of a document, a piece for each table, and behind them those of the text of its sections.
pub(super) fn render(report: &Report, text: &str) -> Rendered {
    let tables = RESOURCES.iter().map(|resource| pack(resource, report));
    let pieces = tables.chain([sections(report, text)]).collect();
    Rendered { document: report.source.path.clone(), pieces }
}

/// Adds what a document says, or nothing of it.
pub(super) fn document(database: &mut Connection, rendered: &Rendered) -> Result<(), Trouble> {
    let one = database.savepoint()?;
    for (resource, piece) in RESOURCES.into_iter().zip(&rendered.pieces) {
        let mut insert = one.prepare_cached(&schema::insert(resource))?;
        unpack::<Trouble>(piece, resource.fields.len(), |row| {
            let mut stored: Vec<Stored> = Vec::with_capacity(row.len() + 1);
            for (field, value) in resource.fields.iter().zip(row) {
                stored.push(of(value));
                if schema::is_printed(resource, field) {
                    stored.push(printed(value));
                }
            }
            insert.execute(params_from_iter(stored))?;
            Ok(())
        })?;
    }
    {
        let mut insert = one.prepare_cached("INSERT INTO section_text VALUES (?, ?, ?, ?)")?;
        unpack::<Trouble>(rendered.piece(RESOURCES.len()), SECTION, |row| {
            // a section without a title has an empty one
            let stored = row.iter().map(|value| match value {
                Value::Empty => Stored::Text(String::new()),
                value => of(value),
            });
            insert.execute(params_from_iter(stored))?;
            Ok(())
        })?;
    }
    Ok(one.commit()?)
}

/// The text of the sections, each without what stands under its own headings; what stands before the first has the
/// title of the document.
fn sections(report: &Report, text: &str) -> Vec<u8> {
    let mut rows = Vec::new();
    let starts = report.sections.iter().map(|section| section.place.span.start as usize);
    let ends = starts.clone().skip(1).chain([text.len()]);
    let first = starts.clone().next().unwrap_or(text.len());
    let mut add = |line: u32, title: &str, from: usize, to: usize| {
        let body = text.get(from..to).unwrap_or_default().trim();
        if !(title.is_empty() && body.is_empty()) {
            let row: [Value<'_>; SECTION] =
                [text_of(&report.source.path), integer(line), text_of(title), text_of(body)];
            pack_row(&mut rows, &row);
        }
    };
    add(1, &report.source.title, 0, first);
    for ((section, start), end) in report.sections.iter().zip(starts).zip(ends) {
        add(section.place.line, &section.title, start, end);
    }
    rows
}

fn of(value: &Value<'_>) -> Stored {
    match value {
        Value::Empty => Stored::Null,
        Value::Text(text) => Stored::Text(text.clone().into_owned()),
        Value::Integer(number) => {
            i64::try_from(*number).map_or_else(|_| Stored::Text(number.to_string()), Stored::Integer)
        }
        Value::Number(number) => of_number(*number),
    }
}

/// A whole number as such, any other as text that the column turns into the nearest number it has.
fn of_number(number: Decimal) -> Stored {
    let whole = number.is_integer().then(|| number.normalize().to_string().parse().ok()).flatten();
    whole.map_or_else(|| Stored::Text(number.to_string()), Stored::Integer)
}

fn printed(value: &Value<'_>) -> Stored {
    match value {
        Value::Number(number) => Stored::Text(number.to_string()),
        other => of(other),
    }
}
