//! Number formats in workbooks of Excel 97 to 2003 and what they hide, which the library that reads their cells does not
//! tell.

use std::collections::HashMap;

use super::hidden::Hidden;
use super::number_format::built_in;
use crate::Format;
use crate::compound::{Compound, u16_at, u32_at};

/// Kinds of records.
const BOUND_SHEET: u16 = 0x0085;
const DATE_1904: u16 = 0x0022;
const EXTENDED_FORMAT: u16 = 0x00e0;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027e;
const SHORT_NUMBERS: u16 = 0x00bd;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
/// The version of Excel 97 and later.
const SINCE_97: u16 = 0x0600;

/// How the numbers of a workbook are shown.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// The code of each style.
    codes: Vec<String>,
    sheets: HashMap<String, Sheet>,
    pub(super) since_1904: bool,
}

/// What the records of a sheet say beside its cells.
#[derive(Debug, Default)]
struct Sheet {
    /// The style of the number at a row and a column.
    styles: HashMap<(u32, u32), u16>,
    hidden: Hidden,
}

impl Formats {
    /// Reads the formats of a workbook; none where it is older or damaged.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Some(book) = Compound::open(bytes, Format::Xls).ok().and_then(|file| file.stream("Workbook"))
        else {
            return Self::default();
        };
        let mut formats = Self::default();
        let mut sheets: Vec<(usize, String)> = Vec::new();
        let mut codes: HashMap<u16, String> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        for (kind, data) in records(&book) {
            match kind {
                BEGIN if u16_at(data, 0) != Some(SINCE_97) => return Self::default(),
                FORMAT => codes.extend(u16_at(data, 0).zip(text(data, 2))),
                EXTENDED_FORMAT => styles.extend(u16_at(data, 2)),
                DATE_1904 => formats.since_1904 = u16_at(data, 0) == Some(1),
                BOUND_SHEET => sheets.extend(sheet(data)),
                END => break,
                _ => {}
            }
        }
        let code = |id: &u16| {
            let own = codes.get(id).map(String::as_str);
            own.unwrap_or_else(|| built_in(u32::from(*id))).to_owned()
        };
        formats.codes = styles.iter().map(code).collect();
        for (at, name) in sheets {
            formats.sheets.entry(name).or_insert_with(|| Sheet::read(book.get(at..).unwrap_or_default()));
        }
        formats
    }

    /// The format of the number at a place of a sheet; empty where none is known.
    pub(super) fn code(&self, sheet: &str, place: (u32, u32)) -> &str {
        let style = self.sheets.get(sheet).and_then(|sheet| sheet.styles.get(&place));
        style.and_then(|&style| self.codes.get(usize::from(style))).map_or("", String::as_str)
    }

    /// The rows and columns that a sheet hides.
    pub(super) fn hidden(&mut self, sheet: &str) -> Hidden {
        self.sheets.get_mut(sheet).map(|sheet| std::mem::take(&mut sheet.hidden)).unwrap_or_default()
    }
}

/// The records of a stream, kind and contents.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, 0)?, usize::from(u16_at(stream, 2)?));
        let data = stream.get(4..4 + length)?;
        stream = stream.get(4 + length..).unwrap_or_default();
        Some((kind, data))
    })
}

/// Where a sheet begins and what it is called.
fn sheet(data: &[u8]) -> Option<(usize, String)> {
    let at = u32_at(data, 0)? as usize;
    let (count, is_wide) = (usize::from(*data.get(6)?), data.get(7)? & 1 == 1);
    Some((at, characters(data.get(8..)?, count, is_wide)))
}

/// A text that begins with its length.
fn text(data: &[u8], at: usize) -> Option<String> {
    let count = usize::from(u16_at(data, at)?);
    let is_wide = data.get(at + 2)? & 1 == 1;
    Some(characters(data.get(at + 3..)?, count, is_wide))
}

/// Characters of two bytes each, or of one.
fn characters(data: &[u8], count: usize, is_wide: bool) -> String {
    if !is_wide {
        return data.iter().take(count).map(|&byte| char::from(byte)).collect();
    }
    let (pairs, _) = data.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().take(count).map(|&pair| u16::from_le_bytes(pair)).collect();
    String::from_utf16_lossy(&units)
}

impl Sheet {
    /// Reads a sheet whose records begin here.
    fn read(stream: &[u8]) -> Self {
        let mut sheet = Self::default();
        // a chart inside the sheet has a beginning and an end of its own
        let mut depth = 0;
        for (kind, data) in records(stream) {
            match kind {
                BEGIN => depth += 1,
                END => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                _ if depth == 1 => sheet.take(kind, data),
                _ => {}
            }
        }
        sheet
    }

    fn take(&mut self, kind: u16, data: &[u8]) {
        let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        let has = |at: usize, bit: u32| u16_at(data, at).is_some_and(|bits| bits >> bit & 1 == 1);
        match kind {
            NUMBER | SHORT_NUMBER | FORMULA => self.styles.extend(place().zip(u16_at(data, 4))),
            SHORT_NUMBERS => {
                let Some((row, first)) = place() else { return };
                let inner = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (column, cell) in (first..).zip(inner.chunks_exact(6)) {
                    self.styles.extend(u16_at(cell, 0).map(|style| ((row, column), style)));
                }
            }
            // a row without height, columns that are hidden
            ROW if has(12, 5) => {
                self.hidden.rows.extend(u16_at(data, 0).map(u32::from).map(|row| row..row + 1));
            }
            COLUMNS if has(8, 0) => {
                self.hidden.columns.extend(place().map(|(first, last)| first..last + 1));
            }
            _ => {}
        }
    }
}
