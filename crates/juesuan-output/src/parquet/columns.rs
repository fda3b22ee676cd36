//! Rows become columns: a batch of rows of one resource.

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::builder::{Decimal128Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, SchemaRef};

use super::schema::{decimal, scaled};
use crate::{Field, FieldKind, Resource, Value};

/// Rows that are collected before they are encoded.
const BATCH_ROWS: usize = 4096;

/// Bytes of text that are collected before they are encoded.
const BATCH_BYTES: usize = 1 << 20;

/// The rows of one resource that were not handed on yet, as columns.
pub(super) struct Columns {
    schema: SchemaRef,
    /// A column for each field; `None` for one that has none in this file.
    builders: Vec<Option<Column>>,
    rows: usize,
    bytes: usize,
}

enum Column {
    Text(StringBuilder),
    Integer(Int64Builder),
    Year(Int32Builder),
    Number { value: Decimal128Builder, printed: StringBuilder },
}

impl Columns {
    /// Columns for the fields of a resource that the schema has.
    pub(super) fn new(resource: &Resource, schema: SchemaRef) -> Self {
        let column = |field: &Field| schema.index_of(field.name).ok().map(|_| Column::new(field.kind));
        let builders = resource.fields.iter().map(column).collect();
        Self { schema, builders, rows: 0, bytes: 0 }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Bytes that the rows hold, roughly: each value has a place of its own, and text its characters.
    pub(super) const fn memory(&self) -> usize {
        self.bytes + self.rows * self.builders.len() * size_of::<i128>()
    }

    /// Whether it is time to hand the rows on.
    pub(super) const fn is_full(&self) -> bool {
        self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }

    /// Adds a row, a value for each field.
    pub(super) fn push(&mut self, row: &[Value<'_>]) {
        for (column, value) in self.builders.iter_mut().zip(row) {
            let Some(column) = column else { continue };
            column.push(value);
            self.bytes += if let Value::Text(text) = value { text.len() } else { 0 };
        }
        self.rows += 1;
    }

    /// Hands the rows on, and is empty again.
    pub(super) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let mut printed = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        for column in self.builders.iter_mut().flatten() {
            arrays.push(match column {
                Column::Text(text) => Arc::new(text.finish()),
                Column::Integer(number) => Arc::new(number.finish()),
                Column::Year(year) => Arc::new(year.finish()),
                Column::Number { value, printed: text } => {
                    printed.push(Arc::new(text.finish()) as ArrayRef);
                    Arc::new(value.finish().with_data_type(decimal()))
                }
            });
        }
        arrays.append(&mut printed);
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }
}

impl Column {
    fn new(kind: FieldKind) -> Self {
        match kind {
            FieldKind::Text => Self::Text(StringBuilder::new()),
            FieldKind::Integer => Self::Integer(Int64Builder::new()),
            FieldKind::Year => Self::Year(Int32Builder::new()),
            FieldKind::Number => {
                Self::Number { value: Decimal128Builder::new(), printed: StringBuilder::new() }
            }
        }
    }

    /// A value of another kind than its column's does not occur: the field says what it is. It would be left empty.
    fn push(&mut self, value: &Value<'_>) {
        match (self, value) {
            (Self::Text(column), Value::Text(text)) => column.append_value(text),
            (Self::Text(column), _) => column.append_null(),
            (Self::Integer(column), value) => column.append_option(whole(value)),
            (Self::Year(column), value) => {
                column.append_option(whole(value).and_then(|year| i32::try_from(year).ok()));
            }
            (Self::Number { value: column, printed }, Value::Number(number)) => {
                column.append_option(scaled(*number));
                // writing to a builder in memory cannot fail
                let _ = write!(printed, "{number}");
                printed.append_value("");
            }
            (Self::Number { value: column, printed }, _) => {
                column.append_null();
                printed.append_null();
            }
        }
    }
}

fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => i64::try_from(*number).ok(),
        _ => None,
    }
}
