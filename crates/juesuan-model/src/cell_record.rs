//! How the cells of a workbook are written: each with its sheet and its address.

use std::borrow::Cow;
use std::collections::HashMap;

use juesuan_source::{SheetCell, Sheets, Span, cell_at};
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

/// A cell of a workbook and the bytes of the decoded text that it shows.
#[derive(serde::Serialize, Deserialize, JsonSchema)]
pub(crate) struct CellRecord<'s> {
    /// Byte offset of the first character in the decoded text.
    start: u32,
    /// Byte offset after the last character.
    end: u32,
    /// Name of the sheet.
    sheet: Cow<'s, str>,
    /// Column and row: B7.
    cell: Cow<'s, str>,
}

pub(crate) fn serialize<S: Serializer>(sheets: &Sheets, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sheets.cells.iter().filter_map(|cell| {
        let name = sheets.name(*cell)?;
        let Span { start, end } = cell.span;
        Some(CellRecord { start, end, sheet: Cow::Borrowed(name.sheet), cell: name.address().into() })
    }))
}

pub(crate) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Sheets, D::Error> {
    let records = Vec::<CellRecord<'static>>::deserialize(deserializer)?;
    let mut sheets = Sheets::default();
    let mut known: HashMap<String, u32> = HashMap::new();
    for record in records {
        let (row, column) =
            cell_at(&record.cell).ok_or_else(|| D::Error::custom(format!("no cell: {}", record.cell)))?;
        let next = u32::try_from(sheets.names.len()).unwrap_or(u32::MAX);
        let sheet = *known.entry(record.sheet.clone().into_owned()).or_insert(next);
        if sheet == next {
            sheets.names.push(record.sheet.into_owned());
        }
        sheets.cells.push(SheetCell { span: Span::new(record.start, record.end), sheet, row, column });
    }
    Ok(sheets)
}
