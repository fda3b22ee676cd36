//! Workbooks of Excel up to 2003, and those in its binary format, through calamine.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Reader, SheetVisible, Xls, Xlsb};

use super::book::Book;
use super::decimal::Decimal;
use super::number_format::shown;
use super::old_formats::Formats;
use super::page::{Merged, Page};
use super::shown::Shown;
use crate::limits::{Room, Used};
use crate::package::Package;
use crate::{Format, IngestError};

/// Reads a workbook of Excel up to 2003.
pub(super) fn read(bytes: &[u8], room: &Room) -> Result<Book, IngestError> {
    let used = Used::new(Format::Xls, room.limits);
    guarded(Format::Xls, || {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut formats = Formats::read(bytes);
        Ok(pages(&mut book, used, &mut formats, |book, name| {
            book.merge_cells_by_sheet_name(name).unwrap_or_default()
        }))
    })
}

/// Reads a workbook in the binary format of later versions.
pub(super) fn read_binary(bytes: &[u8], room: &Room) -> Result<Book, IngestError> {
    Package::open(bytes, Format::Xlsx, room)?.measure()?;
    let used = Used::new(Format::Xlsx, room.limits);
    guarded(Format::Xlsx, || {
        let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        Ok(pages(&mut book, used, &mut Formats::default(), |_, _| Vec::new()))
    })
}

/// Old files are read by a library that trusts their offsets: where it panics, the file is damaged.
fn guarded(
    format: Format,
    read: impl FnOnce() -> Result<Result<Book, IngestError>, String>,
) -> Result<Book, IngestError> {
    let damaged = |reason: String| IngestError::Damaged { format, reason };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(book)) => book,
        Ok(Err(reason)) if reason.to_lowercase().contains("password") => {
            Err(IngestError::Encrypted { format })
        }
        Ok(Err(reason)) => Err(damaged(reason)),
        Err(_) => Err(damaged(String::from("its records do not fit together"))),
    }
}

fn pages<'b, R: Reader<Cursor<&'b [u8]>>>(
    book: &mut R,
    mut used: Used,
    formats: &mut Formats,
    merged: impl Fn(&R, &str) -> Vec<Dimensions>,
) -> Result<Book, IngestError> {
    let mut read = Book::default();
    for sheet in book.sheets_metadata().to_vec() {
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let hidden = formats.hidden(&sheet.name);
        let mut page = Page { name: sheet.name.clone(), is_hidden, hidden, ..Page::default() };
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let place =
                |from: u32, offset: usize| from.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let (row, column) = (place(top, row), place(left, column));
            let text = text(value, formats.code(&sheet.name, (row, column)), formats.since_1904);
            used.cell_of(&sheet.name, (row, column), text.len())?;
            page.cells.push(Shown { row, column, text });
        }
        page.merged.extend(merged(book, &sheet.name).into_iter().map(|one| Merged {
            rows: one.start.0..one.end.0.saturating_add(1),
            columns: one.start.1..one.end.1.saturating_add(1),
        }));
        read.pages.push(page);
    }
    Ok(read)
}

/// What a cell of this format shows.
fn text(value: &Data, code: &str, since_1904: bool) -> String {
    match value {
        Data::Float(number) if number.is_finite() => shown(&Decimal::of(*number), code, since_1904),
        #[expect(clippy::cast_precision_loss, reason = "workbooks keep numbers as f64")]
        Data::Int(number) => shown(&Decimal::of(*number as f64), code, since_1904),
        Data::DateTime(time) if !code.is_empty() => shown(&Decimal::of(time.as_f64()), code, since_1904),
        Data::DateTime(time) => shown(&Decimal::of(time.as_f64()), "yyyy\"年\"m\"月\"d\"日\"", false),
        Data::Bool(on) => String::from(if *on { "TRUE" } else { "FALSE" }),
        other => other.to_string(),
    }
}
