//! HTML pages and saved web pages: headings, paragraphs, lists and tables, without scripts, menus and footers.

mod charset;
mod furniture;
mod mime;
mod role;
mod sheets;
mod table;
mod walk;

use crate::flow::{Block, Printer};
use crate::limits::Clock;
use crate::{Format, IngestError, Options, Source, TextEncoding};

pub(crate) use mime::is_mime;

/// Reads an HTML page, alone or in a web archive (MHTML).
pub(crate) fn read<'a>(bytes: &'a [u8], options: Options<'_>) -> Result<Source<'a>, IngestError> {
    let mut printer = Printer::new(Format::Html, options.limits);
    let clock = Clock::new(options.limits);
    let mut encoding = TextEncoding::UTF_8;
    if is_mime(bytes) {
        for (index, part) in mime::pages(bytes).into_iter().enumerate() {
            let (blocks, found) = page(&part.bytes, options.encoding.or(part.charset), &clock)?;
            if index > 0 {
                printer.print(&[Block::Page])?;
            }
            printer.print(&blocks)?;
            encoding = found;
        }
    } else {
        let (blocks, found) = page(bytes, options.encoding, &clock)?;
        printer.print(&blocks)?;
        encoding = found;
    }
    let mut source = printer.finish(bytes)?;
    source.encoding = encoding;
    Ok(source)
}

/// The blocks of one page, and its encoding.
fn page(
    bytes: &[u8],
    encoding: Option<TextEncoding>,
    clock: &Clock,
) -> Result<(Vec<Block>, TextEncoding), IngestError> {
    let (encoding, bom) = match encoding {
        Some(encoding) => (encoding, encoding.bom_of(bytes)),
        None => charset::detect(bytes),
    };
    let decoded = crate::decode::decode(bytes, encoding, bom)?;
    Ok((walk::blocks(&decoded.text, clock)?, encoding))
}
