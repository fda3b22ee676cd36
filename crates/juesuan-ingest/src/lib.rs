#![doc = include_str!("../README.md")]

#[cfg(feature = "archive")]
pub mod archive;
mod broken;
#[cfg(any(feature = "docx", feature = "html", feature = "ofd", feature = "pdf", feature = "sheet"))]
mod builder;
#[cfg(feature = "sheet")]
mod compound;
mod decode;
mod detect;
#[cfg(feature = "docx")]
mod docx;
#[cfg(any(feature = "ofd", feature = "pdf"))]
mod drawn;
mod encoding;
mod endings;
#[cfg(any(feature = "docx", feature = "html", feature = "sheet"))]
mod flow;
mod format;
#[cfg(feature = "html")]
mod html;
mod limits;
#[cfg(feature = "ofd")]
mod ofd;
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
#[cfg(feature = "pdf")]
mod png;
#[cfg(any(feature = "docx", feature = "html", feature = "ofd", feature = "pdf", feature = "sheet"))]
mod raised;
mod recognition;
#[cfg(feature = "sheet")]
mod sheet;
mod source;
mod tuning;
#[cfg(any(feature = "docx", feature = "ofd", feature = "sheet"))]
mod xml;

use juesuan_source::chars::with_unified;

pub use encoding::TextEncoding;
pub use endings::{ARCHIVE_ENDINGS, ENDINGS};
pub use format::Format;
pub use juesuan_source::TooLong;
pub use limits::{Limits, Reached};
pub use picture::Picture;
pub use recognition::{INSTALL, Recogniser, RecognitionError, Word, is_of_this};
pub use source::{Hidden, HiddenKind, SheetFormula, Source, Undecodable};
pub use tuning::thresholds;

/// What the caller knows better than the bytes tell.
#[derive(Copy, Clone, Debug, Default)]
pub struct Options<'r> {
    /// Decode as this, whatever the bytes look like; a byte order mark of the same encoding is still taken off.
    pub encoding: Option<TextEncoding>,
    /// Read as this format, whatever the first bytes look like.
    pub format: Option<Format>,
    /// How much is read of a document that is no text.
    pub limits: Limits,
    /// Whether the pages are drawn as they look, where the format says how; see [`Source::page_pictures`].
    pub page_pictures: bool,
    /// Who recognises characters on pages that are pictures; such pages are not read where nobody does.
    pub recogniser: Option<&'r dyn Recogniser>,
}

/// Why bytes could not be made into a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The first bytes are those of a format that is not read.
    #[error("byte {offset}: this is {format}, which cannot be read yet; {}", format.advice())]
    Unsupported {
        /// The format.
        format: Format,
        /// Where in the bytes it was recognised.
        offset: u64,
    },
    /// The file says what it is, and is broken beyond reading.
    #[error("this is {format}, and it is damaged: {reason}")]
    Damaged {
        /// The format.
        format: Format,
        /// What is wrong, in English.
        reason: String,
    },
    /// The file opens with a password only.
    #[error("this is {format} that opens with a password; save a copy without one")]
    Encrypted {
        /// The format.
        format: Format,
    },
    /// The pages are pictures: there is no text to read.
    #[error(
        "this is {format} of {pages} pages without text, a scan; run character recognition first (--ocr)"
    )]
    NoText {
        /// The format.
        format: Format,
        /// How many pages it has.
        pages: u32,
    },
    /// The pages are pictures, and nobody can recognise the characters on them.
    #[error("this is {format} with pages that are pictures, and {error}")]
    Unrecognised {
        /// The format.
        format: Format,
        /// Why not.
        error: RecognitionError,
    },
    /// Nothing stands in the file: a workbook without a cell, a web page without text, blank pages.
    #[error("this is {format} in which nothing is written; check whether it was saved whole")]
    Empty {
        /// The format.
        format: Format,
    },
    /// Reading took longer than is spent on one document.
    #[error(
        "this is {format} that is still not read after {seconds} seconds, when reading had come to {place}; \
         --max-seconds allows more"
    )]
    TooSlow {
        /// The format.
        format: Format,
        /// The limit.
        seconds: u32,
        /// How far reading had come.
        place: Reached,
    },
    /// The file is larger than what is read of one document.
    #[error("this is {format} with more than {limit} {what}; so much is not read as one document")]
    TooMuch {
        /// The format.
        format: Format,
        /// What there is too much of: `pages`, `cells`, `bytes` …
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// A file in an archive of which the archive does not tell what it holds.
    #[error("this stands in {format} as {reason}")]
    NotUnpacked {
        /// The format of the archive.
        format: Format,
        /// As what it stands there, in English.
        reason: &'static str,
    },
    /// An encoding was asked for that nobody knows.
    #[error("unknown encoding `{0}`; try utf-8, utf-16le, utf-16be, gb18030 or big5")]
    UnknownEncoding(String),
    /// Offsets into a source are 32 bits wide.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Decodes the bytes of one document.
///
/// Radicals, which some programs write for the characters that are drawn alike, become these characters.
/// UTF-8 is not copied. Bytes that are no text in their encoding become U+FFFD and are listed in
/// [`Source::undecodable`]; they are never an error. Time and memory are linear in the input.
///
/// # Errors
/// [`IngestError::Unsupported`] for formats that are not built in or not read at all, [`IngestError::TooLong`] where
/// the text would have 4 GiB or more, and what each reader says of files that are broken, locked or without text.
pub fn ingest<'a>(bytes: &'a [u8], options: Options<'_>) -> Result<Source<'a>, IngestError> {
    let mut source = read(bytes, options)?;
    if source.format != Format::Text && source.text.chars().all(char::is_whitespace) {
        return Err(IngestError::Empty { format: source.format });
    }
    source.text = with_unified(source.text);
    Ok(source)
}

fn read<'a>(bytes: &'a [u8], options: Options<'_>) -> Result<Source<'a>, IngestError> {
    let (found, offset) = format::sniff(bytes);
    let format = options.format.unwrap_or(found);
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => return pdf::read(bytes, options),
        #[cfg(feature = "ofd")]
        Format::Ofd => return ofd::read(bytes, options.limits),
        #[cfg(feature = "docx")]
        Format::Docx => return docx::read(bytes, options.limits),
        #[cfg(feature = "html")]
        Format::Html => return html::read(bytes, options),
        #[cfg(feature = "sheet")]
        Format::Xlsx | Format::Xls | Format::Ods => return sheet::read(bytes, format, options.limits),
        Format::Locked => return Err(IngestError::Encrypted { format }),
        Format::Zip | Format::Ole if broken::is_cut(bytes, format) => {
            let reason = String::from("the list of its parts is missing");
            return Err(IngestError::Damaged { format, reason });
        }
        _ => {}
    }
    if format != Format::Text {
        return Err(IngestError::Unsupported { format, offset: if format == found { offset } else { 0 } });
    }
    if options.format.is_none() && options.encoding.is_none() && broken::is_no_text(bytes) {
        return Err(IngestError::Unsupported { format: Format::Binary, offset: 0 });
    }
    let (encoding, bom) = match options.encoding {
        Some(encoding) => (encoding, encoding.bom_of(bytes)),
        None => detect::detect(bytes),
    };
    decode::decode(bytes, encoding, bom)
}
