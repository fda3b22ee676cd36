//! Which kind of file the bytes are, told by their first bytes and not by a file name.

use std::fmt;

/// A kind of file.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Text and markdown in any encoding: the one format that is read so far.
    Text,
    /// PDF.
    Pdf,
    /// Word since 2007.
    Docx,
    /// Excel since 2007.
    Xlsx,
    /// `OpenDocument` text.
    Odt,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Any other zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A file or a tar archive packed by gzip.
    Gzip,
    /// The same packed as Zstandard.
    Zstd,
    /// Word up to 2003.
    Doc,
    /// Excel up to 2003.
    Xls,
    /// Any other compound file of old Office programs.
    Ole,
    /// A document of Office that opens with a password: its container tells no more.
    Locked,
    /// Bytes that are no text and of no known kind.
    Binary,
    /// Rich text.
    Rtf,
    /// HTML.
    Html,
    /// OFD, the national layout format of China.
    Ofd,
    /// A picture: a scanned page has no text.
    Picture,
}

impl Format {
    /// The format that the bytes of a file tell, whatever its name.
    pub fn of(bytes: &[u8]) -> Self {
        sniff(bytes).0
    }

    /// Whether such a file holds others.
    pub const fn is_archive(self) -> bool {
        matches!(self, Self::Zip | Self::Tar | Self::Gzip | Self::Zstd)
    }

    /// How files of a format that is read are called at the end of their names; `None` for text, whose name says more.
    pub const fn ending(self) -> Option<&'static str> {
        match self {
            Self::Pdf => Some("pdf"),
            Self::Docx => Some("docx"),
            Self::Xlsx => Some("xlsx"),
            Self::Xls => Some("xls"),
            Self::Html => Some("html"),
            Self::Ods => Some("ods"),
            Self::Doc => Some("doc"),
            Self::Rtf => Some("rtf"),
            Self::Odt => Some("odt"),
            Self::Ofd => Some("ofd"),
            _ => None,
        }
    }

    /// What a person can do about a file of this format.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Text => "it is text",
            Self::Pdf => "convert it to text with `pdftotext -layout`",
            Self::Ofd => "save it as PDF",
            Self::Doc | Self::Odt | Self::Rtf => {
                "save it as .docx, or run `soffice --headless --convert-to docx FILE`"
            }
            Self::Docx | Self::Html => {
                "save it as plain text, or run `soffice --headless --convert-to txt:Text FILE`"
            }
            Self::Xlsx | Self::Ods | Self::Xls => "save each sheet as tab-separated text",
            Self::Zip | Self::Tar | Self::Gzip | Self::Zstd => "unpack it and pass the documents in it",
            Self::Ole | Self::Locked | Self::Binary => {
                "open it with the program that made it and save it as .docx, .xlsx or PDF"
            }
            Self::Picture => "a picture of a page has no text; run character recognition first",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Pdf => "a PDF file",
            Self::Docx => "a Word document (.docx)",
            Self::Xlsx => "an Excel workbook (.xlsx)",
            Self::Odt => "an OpenDocument text (.odt)",
            Self::Ods => "an OpenDocument spreadsheet (.ods)",
            Self::Zip => "a zip archive",
            Self::Tar => "a tar archive",
            Self::Gzip => "a file packed by gzip",
            Self::Zstd => "a file packed as Zstandard",
            Self::Doc => "an old Word document (.doc)",
            Self::Xls => "an old Excel workbook (.xls)",
            Self::Ole => "a compound file of an old Office program",
            Self::Locked => "an Office document",
            Self::Binary => "a file of no known kind",
            Self::Rtf => "a rich text file (.rtf)",
            Self::Html => "an HTML page",
            Self::Ofd => "an OFD file",
            Self::Picture => "a picture",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// First bytes that tell a format.
const MAGIC: [(&[u8], Format); 14] = [
    (b"\x1f\x8b\x08", Format::Gzip),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"%PDF-", Format::Pdf),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Ole),
    (b"{\\rtf", Format::Rtf),
    (b"\x89PNG\r\n\x1a\n", Format::Picture),
    (b"\xff\xd8\xff", Format::Picture),
    (b"II*\x00", Format::Picture),
    (b"MM\x00*", Format::Picture),
    (b"GIF87a", Format::Picture),
    (b"GIF89a", Format::Picture),
    (b"RIFF", Format::Picture),
];

/// Names of parts that tell the formats inside an archive apart.
const PARTS: [(&[u8], Format); 5] = [
    (b"OFD.xml", Format::Ofd),
    (b"word/document.xml", Format::Docx),
    (b"xl/workbook", Format::Xlsx),
    (b"application/vnd.oasis.opendocument.text", Format::Odt),
    (b"application/vnd.oasis.opendocument.spreadsheet", Format::Ods),
];

/// Names of streams, in UTF-16, that tell the formats inside a compound file apart.
const STREAMS: [(&[u8], Format); 3] = [
    (b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", Format::Locked),
    (b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", Format::Doc),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0", Format::Xls),
];

/// The tags with which an HTML page begins.
const PAGES: [&[u8]; 7] = [b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<?xml", b"<!--"];

/// How many of them need no other tag behind them.
const SURE: usize = 5;

/// The tags with which a part of a page begins that somebody saved without its head.
const PARTS_OF_PAGES: [&[u8]; 12] = [
    b"<div",
    b"<p>",
    b"<p ",
    b"<table",
    b"<h1",
    b"<h2",
    b"<h3",
    b"<h4",
    b"<center",
    b"<section",
    b"<article",
    b"<span",
];

/// The format of `bytes`, and the offset of the bytes that tell it.
pub(crate) fn sniff(bytes: &[u8]) -> (Format, u64) {
    if let Some(at) = pdf_begins(bytes) {
        return (Format::Pdf, at as u64);
    }
    let found =
        MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map_or(Format::Text, |&(_, format)| format);
    let format = match found {
        Format::Zip => packed(bytes).or_else(|| inside(bytes, &PARTS)).unwrap_or(Format::Zip),
        Format::Ole => inside(bytes, &STREAMS).unwrap_or(Format::Ole),
        Format::Picture if bytes.starts_with(b"RIFF") && bytes.get(8..12) != Some(b"WEBP") => Format::Text,
        // the mark of a tar stands behind the first name
        Format::Text if bytes.get(257..262) == Some(b"ustar") => Format::Tar,
        other => other,
    };
    if format == Format::Text { page(bytes) } else { (format, 0) }
}

/// Readers of PDF look for its first words so far.
const PDF_HEAD: usize = 1024;

/// Where a PDF begins. Some programs put a few bytes in front of it, and servers their answer; a text that speaks of PDF
/// has no objects.
pub(crate) fn pdf_begins(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..PDF_HEAD.min(bytes.len())).unwrap_or(bytes);
    let at = memchr::memmem::find(head, b"%PDF-")?;
    let is_bare = head.iter().take(at).all(|byte| !byte.is_ascii_graphic());
    let has_objects =
        || memchr::memmem::find(bytes, b" obj").is_some() && memchr::memmem::find(bytes, b"endobj").is_some();
    (is_bare || has_objects()).then_some(at)
}

/// The format by the list of parts. Without it, the names of parts may be those of documents inside an archive.
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
fn packed(bytes: &[u8]) -> Option<Format> {
    crate::package::Package::open(bytes, Format::Zip, &crate::limits::Room::for_a_look())
        .ok()
        .map(|mut package| package.kind())
}

#[cfg(not(any(feature = "docx", feature = "ofd", feature = "sheet")))]
fn packed(_: &[u8]) -> Option<Format> {
    None
}

fn inside(bytes: &[u8], names: &[(&[u8], Format)]) -> Option<Format> {
    names.iter().find(|(name, _)| memchr::memmem::find(bytes, name).is_some()).map(|&(_, format)| format)
}

/// A web archive is a message whose parts are pages.
#[cfg(feature = "html")]
fn is_archive(bytes: &[u8]) -> bool {
    crate::html::is_mime(bytes)
}

#[cfg(not(feature = "html"))]
fn is_archive(_: &[u8]) -> bool {
    false
}

/// The namespace of workbooks in one XML file.
const SPREADSHEET_ML: &[u8] = b"urn:schemas-microsoft-com:office:spreadsheet";

/// Whether the bytes are a workbook in one XML file (XML Spreadsheet 2003): its root says so.
pub(crate) fn is_spreadsheet_ml(bytes: &[u8]) -> bool {
    let narrow = narrowed(bytes);
    let text = narrow.as_deref().unwrap_or(bytes);
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    // a declaration, comments and instructions may stand in front
    let mut tags = memchr::memchr_iter(b'<', text).filter_map(|at| text.get(at + 1..));
    let root = tags.find(|tag| !tag.starts_with(b"?") && !tag.starts_with(b"!"));
    let Some(root) = root.filter(|_| text.starts_with(b"<")) else { return false };
    let root = memchr::memchr(b'>', root).and_then(|end| root.get(..end)).unwrap_or(root);
    let name = root.split(u8::is_ascii_whitespace).next().unwrap_or(root);
    name.ends_with(b"Workbook") && memchr::memmem::find(root, SPREADSHEET_ML).is_some()
}

/// HTML begins with its tag, after a byte order mark and white space.
fn page(bytes: &[u8]) -> (Format, u64) {
    if is_spreadsheet_ml(bytes) {
        return (Format::Xls, 0);
    }
    if is_archive(bytes) {
        return (Format::Html, 0);
    }
    if let Some(narrow) = narrowed(bytes) {
        return (page(&narrow).0, 0);
    }
    let without_bom = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = without_bom.trim_ascii_start();
    let begins = |tag: &&[u8]| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    let is_page = match PAGES.iter().position(begins) {
        // an XML declaration or a comment says nothing unless the document is HTML
        Some(SURE..) => text
            .get(..512.min(text.len()))
            .is_some_and(|head| memchr::memmem::find(&head.to_ascii_lowercase(), b"<html").is_some()),
        Some(_) => true,
        None => is_part(text),
    };
    if is_page { (Format::Html, (bytes.len() - text.len()) as u64) } else { (Format::Text, 0) }
}

/// The ASCII characters of a page in UTF-16, by its byte order mark or the zero beside its first tag; `None` for other bytes.
fn narrowed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (units, is_little) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, true),
        [0xfe, 0xff, rest @ ..] => (rest, false),
        [b'<', 0, ..] => (bytes, true),
        [0, b'<', ..] => (bytes, false),
        _ => return None,
    };
    let (pairs, _) = units.as_chunks::<2>();
    let unit = |&pair: &[u8; 2]| if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    Some(pairs.iter().map(|pair| u8::try_from(unit(pair)).unwrap_or(b'?')).collect())
}

/// Whether a text is a part of a page: it begins and ends with tags, and a table stands in it.
fn is_part(text: &[u8]) -> bool {
    let begins = |tag: &&[u8]| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    let has = |tag: &[u8]| memchr::memmem::find(text, tag).is_some();
    PARTS_OF_PAGES.iter().any(begins)
        && text.trim_ascii_end().ends_with(b">")
        && (has(b"</table>") || has(b"</TABLE>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_their_bytes() {
        let cases: [(&[u8], Format); 19] = [
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", Format::Html),
            (b"\xfe\xff\0<\0t\0a\0b\0l\0e\0>", Format::Text),
            (b"\xff\xfe1\0\n\0", Format::Text),
            (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", Format::Pdf),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                Format::Locked,
            ),
            (b"<p>a</p><p>b</p><table><tr><td>1</td></tr></table>\n", Format::Html),
            (b"<p>a</p>\n<table><tr><td>1</td></tr></table>\nb\n", Format::Text),
            (b"%PDF-1.7\n", Format::Pdf),
            (b"\n\0%PDF-1.4", Format::Pdf),
            (b"see %PDF-1.4", Format::Text),
            (b"PK\x03\x04....[Content_Types].xml..word/document.xml", Format::Docx),
            (b"PK\x03\x04....xl/workbook.xml", Format::Xlsx),
            (b"PK\x03\x04....readme", Format::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", Format::Doc),
            (b"\xef\xbb\xbf <!DOCTYPE HTML><p>", Format::Html),
            (b"<b>1</b>", Format::Text),
            (b"RIFF....WAVE", Format::Text),
            (b"{\\rtf1", Format::Rtf),
            (b"", Format::Text),
        ];
        for (bytes, format) in cases {
            assert_eq!(sniff(bytes).0, format, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
