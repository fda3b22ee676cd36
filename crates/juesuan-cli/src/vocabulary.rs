//! `--vocabulary`: the words of a user's file, and how documents are read with them.

use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::args::{Decoding, LONGEST_DOCUMENT, LONGEST_TEXT, Language};
use super::{error_messages, ordinary};
use juesuan::ingest::Limits;
use juesuan::{Options, Vocabulary, VocabularyError, VocabularyFault, WordKind};

/// Largest file of words, in bytes.
const LONGEST: u64 = 4 << 20;

/// How documents are read.
///
/// # Errors
/// A file of words that cannot be read or understood, with its name and the line.
pub(super) fn options(decoding: &Decoding, language: Language) -> Result<Options> {
    let vocabulary = Arc::new(vocabulary(decoding, language)?);
    Ok(Options { vocabulary, ..reading(decoding) })
}

/// How bytes become text.
pub(super) fn reading(decoding: &Decoding) -> Options {
    let (encoding, ocr) = (decoding.encoding, decoding.ocr);
    Options { encoding, ocr, limits: limits(decoding), ..Options::default() }
}

/// How much of a document is read: text that comes out of one may be as long as text that lies in a file.
fn limits(decoding: &Decoding) -> Limits {
    let most = Limits { seconds: decoding.max_seconds, ..Limits::default() };
    if decoding.max_bytes == LONGEST_DOCUMENT {
        return most;
    }
    // who asks for more text than usual gets what it is packed in too
    let more = |usual: u64| usual.max(usual / LONGEST_TEXT * decoding.max_bytes);
    let (unpacked, cells) = (more(most.unpacked), most.cells.max(decoding.max_bytes / 8));
    Limits { text: decoding.max_bytes, unpacked, cells, seconds: most.seconds }
}

/// The words by which documents are read.
///
/// # Errors
/// As [`options`].
pub(super) fn vocabulary(decoding: &Decoding, language: Language) -> Result<Vocabulary> {
    let Some(file) = &decoding.vocabulary else { return Ok(Vocabulary::default()) };
    let refused = |error: &VocabularyError| {
        let (place, fault) = (file.display(), fault(&error.fault, language));
        anyhow!("--vocabulary {place}:{}: {fault}", error.line)
    };
    Vocabulary::parse(&text(decoding, language)?).map_err(|error| refused(&error))
}

/// The text of the file of words; empty where none is given.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn text(decoding: &Decoding, language: Language) -> Result<String> {
    let Some(file) = &decoding.vocabulary else { return Ok(String::new()) };
    ordinary::read_text(file, LONGEST).map_err(|error| {
        anyhow!("--vocabulary {}: {}", file.display(), error_messages::unread(&error, language))
    })
}

/// What is wrong with a line.
fn fault(fault: &VocabularyFault, language: Language) -> String {
    if language == Language::En {
        return fault.to_string();
    }
    let kind = |kind: WordKind| match kind {
        WordKind::Title => "表名",
        WordKind::Column => "栏目",
        WordKind::Row => "行名",
        WordKind::Unit => "单位",
        _ => kind.as_str(),
    };
    match fault {
        VocabularyFault::Kind(word) => format!("第一列是 title、column、row 或 unit，不能是“{word}”"),
        VocabularyFault::Fields => "一行有三列，以制表符分隔：种类、文件里的说法、内置的说法".to_owned(),
        VocabularyFault::Unknown(of, word) => format!("没有内置的{}“{word}”", kind(*of)),
        VocabularyFault::Contradiction(of, word) => format!("{}“{word}”已有别的意思", kind(*of)),
        other => other.to_string(),
    }
}
