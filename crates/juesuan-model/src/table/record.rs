//! The serialised form of a table: rows that hold their cells, with the column names of the data package.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Cell, Column, ColumnIndex, Entry, Figure, Layout, Row, RowIndex, Table, TableParts};
use crate::record::{DecimalText, is_given};
use crate::{Amount, Certainty, Decimal, Item, Measure, Place, TableId, TableKind, Unit};

/// A table as written.
#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Table")]
struct TableRecord {
    /// Z01 … Z09 for the statutory tables, else T and the first line.
    table: TableId,
    /// What it is about.
    kind: TableKind,
    /// Title as printed.
    title: String,
    /// Unit printed above the table.
    unit: Option<Unit>,
    /// First line, counted from 1.
    line_start: u32,
    /// Last line.
    line_end: u32,
    /// From how many pieces the table was joined.
    fragments: u32,
    /// How it stood in the text.
    layout: Layout,
    /// Columns, left to right.
    columns: Vec<Column>,
    /// Rows, top to bottom.
    rows: Vec<RowRecord>,
}

#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Row")]
struct RowRecord {
    /// Printed row number (行次).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row_no: Option<u32>,
    /// Code as read; what is printed in its place where that is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    code: String,
    /// Characters of the code as printed, where they are not its digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed_code: Option<Box<str>>,
    /// Label as printed, without white space and markup.
    label: String,
    /// What the row means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<Item>,
    /// What the row measures, where its columns do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<Measure>,
    /// Unit stated by the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    /// Line on which the row begins.
    line: u32,
    /// Cells that are not blank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cells: Vec<CellRecord>,
}

#[derive(Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "Cell")]
struct CellRecord {
    /// Index of the column, counted from 0.
    #[schemars(with = "u16")]
    at: ColumnIndex,
    /// Headers of the column, joined by `/`. Derived: not read back.
    #[serde(default, skip_deserializing)]
    column: String,
    /// Number as printed, without separators and stray spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<DecimalText>")]
    value: Option<Decimal>,
    /// Unit of the number: of the cell, its row, its column or its table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    /// Money in yuan, exactly. Derived: not read back.
    #[serde(default, skip_serializing_if = "Option::is_none", skip_deserializing)]
    #[schemars(with = "Option<DecimalText>")]
    amount_yuan: Option<Decimal>,
    /// Words, where the cell holds no number; a lone dash is written `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Box<str>>,
    /// Characters as printed, where they are not what was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<Box<str>>,
    /// How sure it is that it belongs in this row and column; left out where the format itself states the cell.
    #[serde(default, skip_serializing_if = "is_given")]
    #[schemars(with = "String")]
    certainty: Certainty,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        TableRecord {
            table: self.id(),
            kind: self.kind(),
            title: self.title().to_owned(),
            unit: self.unit().cloned(),
            line_start: self.line_start(),
            line_end: self.line_end(),
            fragments: self.fragments(),
            layout: self.layout(),
            columns: self.columns().to_vec(),
            rows: self.indexed_rows().map(|(index, row)| write_row(self, index, row)).collect(),
        }
        .serialize(to)
    }
}

fn write_row(table: &Table, index: RowIndex, row: &Row) -> RowRecord {
    RowRecord {
        row_no: row.number,
        code: row.code_text().into_owned(),
        printed_code: row.code.and(row.printed_code.clone()),
        label: row.label.clone(),
        item: row.item,
        measure: row.measure,
        unit: row.unit.clone(),
        line: row.line,
        cells: table.cells_of(index).iter().map(|cell| write_cell(table, cell)).collect(),
    }
}

fn write_cell(table: &Table, cell: &Cell) -> CellRecord {
    let figure = table.figure_of(cell);
    let column = table.column(cell.column);
    CellRecord {
        at: cell.column,
        column: column.map(Column::title).unwrap_or_default(),
        value: cell.number(),
        unit: figure.and_then(|figure| figure.unit.cloned()),
        amount_yuan: figure.as_ref().and_then(Figure::yuan),
        text: match &cell.entry {
            Entry::Dash => Some("-".into()),
            Entry::Text(text) => Some(text.clone()),
            Entry::Number(_) | Entry::Measured(_) => None,
        },
        printed: cell.printed.clone(),
        certainty: cell.certainty,
        place: cell.place,
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let record = TableRecord::deserialize(from)?;
        let of_row = |(at, row): (usize, &RowRecord)| -> Vec<Cell> {
            row.cells.iter().map(|cell| read_cell(RowIndex::new(at), cell)).collect()
        };
        let cells = record.rows.iter().enumerate().flat_map(of_row).collect();
        let parts = TableParts {
            id: record.table,
            kind: record.kind,
            title: record.title,
            unit: record.unit,
            line_start: record.line_start,
            line_end: record.line_end,
            fragments: record.fragments,
            layout: record.layout,
            columns: record.columns,
            rows: record.rows.into_iter().map(read_row).collect(),
            cells,
        };
        Self::new(parts).map_err(serde::de::Error::custom)
    }
}

fn read_row(record: RowRecord) -> Row {
    let mut row = Row::new(record.label, record.line).with_code(&record.code);
    row.printed_code = record.printed_code.or(row.printed_code);
    Row { number: record.row_no, item: record.item, measure: record.measure, unit: record.unit, ..row }
}

fn read_cell(row: RowIndex, record: &CellRecord) -> Cell {
    let entry = match (record.value, &record.unit, record.text.as_deref()) {
        (Some(value), Some(unit), _) => Entry::Measured(Box::new(Amount::new(value, unit.clone()))),
        (Some(value), None, _) => Entry::Number(value),
        (None, _, None | Some("-")) => Entry::Dash,
        (None, _, Some(text)) => Entry::Text(text.into()),
    };
    Cell {
        row,
        column: record.at,
        entry,
        printed: record.printed.clone(),
        certainty: record.certainty,
        place: record.place,
    }
}

impl schemars::JsonSchema for Table {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Table".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        TableRecord::json_schema(generator)
    }
}
