//! Workbooks: what each cell shows, sheet by sheet, titles and notes as lines and the rest as tables.

mod address;
mod aside;
mod beside;
mod book;
mod decimal;
mod format_section;
mod formula;
mod hidden;
mod number_format;
mod ods;
mod old;
mod old_formats;
mod page;
mod reference;
mod row_column;
mod shown;
mod spreadsheet_ml;
mod stated;
mod time_stamp;
mod xlsx;

#[cfg(feature = "docx")]
use crate::flow::Block;
use crate::flow::Printer;
use crate::limits::Room;
use crate::{Format, IngestError, Limits, Source};
use book::Book;

/// Reads a workbook of `format`.
pub(crate) fn read(bytes: &[u8], format: Format, limits: Limits) -> Result<Source<'_>, IngestError> {
    let mut book = book(bytes, format, &Room::new(limits))?;
    let stated = std::mem::take(&mut book.stated);
    let mut printer = Printer::of_sheets(format, limits, book.names());
    printer.print(&book.blocks())?;
    let mut source = printer.finish(bytes)?;
    source.formulas = stated::placed(stated, &source.sheets);
    Ok(source)
}

fn book(bytes: &[u8], format: Format, room: &Room) -> Result<Book, IngestError> {
    match format {
        Format::Ods => ods::read(bytes, room),
        Format::Xls if crate::format::is_spreadsheet_ml(bytes) => spreadsheet_ml::read(bytes, room),
        Format::Xls => old::read(bytes, room),
        _ if is_binary(bytes) => old::read_binary(bytes, room),
        _ => xlsx::read(bytes, room),
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    crate::package::Package::open(bytes, Format::Xlsx, &Room::for_a_look())
        .is_ok_and(|package| package.has("xl/workbook.bin"))
}

/// The tables of a workbook that is embedded in a document. What cannot be read is a picture in the document, as it is
/// for its reader; one that is longer than its document may be ends the reading, for it would be lost in silence.
#[cfg(feature = "docx")]
pub(crate) fn embedded(bytes: &[u8], room: &Room) -> Result<Vec<Block>, IngestError> {
    let format = crate::format::sniff(bytes).0;
    // a workbook of today in the container of an old program
    let packed = || crate::compound::Compound::open(bytes, format).ok()?.stream("Package");
    if format == Format::Ole
        && let Some(inner) = packed().filter(|inner| crate::format::sniff(inner).0 != Format::Ole)
    {
        return embedded(&inner, room);
    }
    if !matches!(format, Format::Xlsx | Format::Xls | Format::Ods) {
        return Ok(Vec::new());
    }
    match book(bytes, format, room) {
        Err(error @ IngestError::TooMuch { .. }) => Err(error),
        book => Ok(book.map(Book::active_blocks).unwrap_or_default()),
    }
}
