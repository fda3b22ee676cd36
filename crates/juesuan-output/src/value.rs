//! The values of the package's cells, typed: every tabular output writes the same ones.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use juesuan_model::{Decimal, Place, Report, Unit};
use juesuan_source::Rect;

/// One value of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// Not stated, not known, or not applicable.
    Empty,
    /// Text as printed, without markup.
    Text(Cow<'v, str>),
    /// A count, a line, an offset.
    Integer(u64),
    /// An exact number with its printed decimals.
    Number(Decimal),
}

/// Borrowed text; empty text is [`Value::Empty`].
pub(crate) fn text(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Empty } else { Value::Text(Cow::Borrowed(text)) }
}

/// Text that is written for the occasion.
pub(crate) fn written<'v>(text: impl Into<Cow<'v, str>>) -> Value<'v> {
    match text.into() {
        text if text.is_empty() => Value::Empty,
        text => Value::Text(text),
    }
}

/// A whole number.
pub(crate) fn integer<'v>(number: impl Into<u64>) -> Value<'v> {
    Value::Integer(number.into())
}

/// How many there are.
pub(crate) fn count<'v, T>(list: &[T]) -> Value<'v> {
    Value::Integer(list.len() as u64)
}

/// A value that may be missing.
pub(crate) fn optional<'v, T>(value: Option<T>, write: impl FnOnce(T) -> Value<'v>) -> Value<'v> {
    value.map_or(Value::Empty, write)
}

/// A number that may be missing.
pub(crate) fn number<'v>(number: impl Into<Option<Decimal>>) -> Value<'v> {
    number.into().map_or(Value::Empty, Value::Number)
}

/// An edge of the box around a place, in points; empty where the format has no positions.
pub(crate) fn points<'v>(report: &Report, place: Place, edge: fn(Rect) -> i32) -> Value<'v> {
    number(report.bounds(place.span).map(|bounds| Decimal::new(edge(bounds).max(0).into(), 2)))
}

/// The name of the sheet on which a place stands; empty where the format has no sheets.
pub(crate) fn sheet(report: &Report, place: Place) -> Value<'_> {
    report.cell(place.span).map_or(Value::Empty, |cell| text(cell.sheet))
}

/// The cell of its sheet in which a place begins: `B7`.
pub(crate) fn cell<'v>(report: &Report, place: Place) -> Value<'v> {
    report.cell(place.span).map_or(Value::Empty, |cell| written(cell.address()))
}

/// The cells in which places begin, with their sheets and joined by `;`, each once, in the order given.
pub(crate) fn cells<'p>(report: &Report, places: impl IntoIterator<Item = &'p Place>) -> String {
    let mut seen = HashSet::new();
    let cells = places.into_iter().filter_map(|place| report.cell(place.span));
    let names: Vec<String> = cells.filter(|&cell| seen.insert(cell)).map(|cell| cell.to_string()).collect();
    names.join(";")
}

/// A unit that may be missing.
pub(crate) fn unit(unit: Option<&Unit>) -> Value<'_> {
    optional(unit, |unit| Value::Text(unit.name()))
}

/// Numbers joined by `;`, each once, in the order given.
pub(crate) fn list(numbers: impl Iterator<Item = u32>) -> String {
    let mut seen = HashSet::new();
    let mut text = String::new();
    // what stands nowhere has no line
    for number in numbers.filter(|&number| number > 0 && seen.insert(number)) {
        let parted = if text.is_empty() { "" } else { ";" };
        // writing to a string never fails
        let _ = write!(text, "{parted}{number}");
    }
    text
}
