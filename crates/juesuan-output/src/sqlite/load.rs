//! Rows into the database.

use juesuan_model::{Decimal, Report};
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, Result, params_from_iter};

use super::schema;
use crate::{RESOURCES, Value};

/// Adds what a document says, or nothing of it.
pub(super) fn document(database: &mut Connection, report: &Report, text: &str) -> Result<()> {
    let one = database.savepoint()?;
    for resource in RESOURCES {
        let mut insert = one.prepare_cached(&schema::insert(resource))?;
        let mut result = Ok(0);
        resource.rows(report, |row| {
            if result.is_ok() {
                let mut stored: Vec<Stored> = Vec::with_capacity(row.len() + 1);
                for (field, value) in resource.fields.iter().zip(row) {
                    stored.push(of(value));
                    if schema::is_printed(resource, field) {
                        stored.push(printed(value));
                    }
                }
                result = insert.execute(params_from_iter(stored));
            }
        });
        result?;
    }
    sections(&one, report, text)?;
    one.commit()
}

/// The text of the sections, each without what stands under its own headings; what stands before the first has the
/// title of the document.
fn sections(database: &Connection, report: &Report, text: &str) -> Result<()> {
    let mut insert = database.prepare_cached("INSERT INTO section_text VALUES (?, ?, ?, ?)")?;
    let starts = report.sections.iter().map(|section| section.place.span.start as usize);
    let ends = starts.clone().skip(1).chain([text.len()]);
    let first = starts.clone().next().unwrap_or(text.len());
    let mut add = |line: u32, title: &str, from: usize, to: usize| {
        let body = text.get(from..to).unwrap_or_default().trim();
        match (title, body) {
            ("", "") => Ok(0),
            _ => insert.execute((&report.source.path, line, title, body)),
        }
    };
    add(1, &report.source.title, 0, first)?;
    for ((section, start), end) in report.sections.iter().zip(starts).zip(ends) {
        add(section.place.line, &section.title, start, end)?;
    }
    Ok(())
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
