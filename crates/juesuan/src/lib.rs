#![doc = include_str!("../README.md")]

#[cfg(feature = "programs")]
pub mod programs;
pub mod refusal;

use std::sync::Arc;

use juesuan_ingest::IngestError;
use juesuan_read::{Document, ReadError};
use juesuan_segment::TooLong;
use juesuan_source::chars::hex;
use sha2::{Digest as _, Sha256};

pub use juesuan_ingest as ingest;
pub use juesuan_model as model;
pub use juesuan_output as output;
pub use juesuan_read::{Vocabulary, VocabularyError, VocabularyFault, WordKind};
pub use juesuan_rules as rules;
pub use juesuan_segment as segment;
pub use juesuan_source::Threshold;
pub use juesuan_table as table;

/// Largest document that is read where nothing else is asked for: far beyond any published one, and such that a hostile
/// one fits into the memory of ordinary machines.
pub const LONGEST_DOCUMENT: u64 = 32 << 20;

/// The same for text, in which each byte can be a number: published accounts are a hundredth of it.
pub const LONGEST_TEXT: u64 = 8 << 20;

/// Seconds that reading one document takes at most where nothing else is asked for.
pub const LONGEST_READING: u32 = 600;

/// How a document is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Encoding of the text in place of the one guessed.
    pub encoding: Option<ingest::TextEncoding>,
    /// How much is read of a document that is no text.
    pub limits: ingest::Limits,
    /// Whether pages are drawn as they look, where the format says how, for review pages.
    pub page_pictures: bool,
    /// Whether characters are recognised on pages that are pictures, by a program that is installed.
    pub ocr: bool,
    /// The words by which it is read: those that are built in, and those of a user's file.
    pub vocabulary: Arc<Vocabulary>,
}

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no text that we can decode.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The text is too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The tables could not be bound to the model.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A document that was read, with its text.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Everything that was found in it.
    pub report: model::Report,
    /// Its decoded text; the spans in the report are byte ranges of it.
    pub text: String,
}

impl Reading {
    /// Applies rules and puts checks and findings into the report.
    pub fn check(&mut self, rules: &rules::RuleSet) -> rules::Summary {
        let outcome = rules::Checker::new(rules).text(&self.text).check(&self.report);
        let summary = outcome.summary();
        outcome.write_to(&mut self.report);
        explain(&mut self.report, rules);
        summary
    }
}

/// Puts what is known of the rules that found something beside their findings.
fn explain(report: &mut model::Report, rules: &rules::RuleSet) {
    let mut found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    found.sort_unstable();
    found.dedup();
    let both = |text: &rules::Text| {
        [rules::Language::Zh, rules::Language::En].map(|language| text.get(language).to_owned())
    };
    let explained = found.into_iter().filter_map(|id| rules.get(id)).map(|rule| {
        let info = rule.info();
        model::Explanation {
            rule: info.id.to_string(),
            title: both(&info.title),
            why: both(&info.why),
            basis: [rules::Language::Zh, rules::Language::En].map(|language| rules::basis(info, language)),
        }
    });
    report.explanations = explained.collect();
}

/// Reads one document: bytes in, everything that was found in them out.
///
/// `name` is what the document is called in outputs: its path relative to the root of the run.
///
/// # Errors
/// [`Error`] where the bytes are of a format or encoding that cannot be read. A readable text always gives a report,
/// if an empty one.
pub fn read(bytes: &[u8], name: &str, options: &Options) -> Result<model::Report, Error> {
    read_text(bytes, name, options).map(|reading| reading.report)
}

/// Reads one document as [`read`] does and gives its decoded text too, for outputs that show the source.
///
/// # Errors
/// As [`read`].
pub fn read_text(bytes: &[u8], name: &str, options: &Options) -> Result<Reading, Error> {
    let source = source(bytes, options)?;
    let segmentation = segment::segment(&source.text)?;
    let mut tables = table::reconstruct_with(&segmentation, &*options.vocabulary);
    tables.position(&source.positioned);
    let recognised = recognised(&source);
    tables.prove(&source.text, &recognised, &*options.vocabulary);
    let info = model::SourceInfo {
        path: name.to_owned(),
        format: source.format.ending().unwrap_or_else(|| text_format(name)).to_owned(),
        encoding: source.encoding.name().to_owned(),
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        ..model::SourceInfo::default()
    };
    let document = Document::with_pages(segmentation, tables, info, source.pages.clone())
        .with_vocabulary(&options.vocabulary);
    let mut report = juesuan_read::read(&document)?;
    if !source.undecodable.is_empty() {
        report.repairs.extend(source.undecodable.iter().map(|run| undecodable(&document, run)));
        report.repairs.sort_by_key(|repair| repair.line);
    }
    report.repairs.extend(source.hidden.iter().map(|part| hidden(&document, part)));
    report.doubt(&recognised);
    report.repairs.extend(recognised.iter().map(|&span| recognised_page(&document, span)));
    report.repairs.extend(source.pictures.iter().map(|&page| picture(&document, page, &source.pages)));
    report.repairs.sort_by_key(|repair| repair.line);
    report.repairs.extend(computed(&document, &source));
    report.repairs.sort_by_key(|repair| repair.line);
    report.formulas = formulas(&document, &source);
    report.runs = source.runs;
    report.page_pictures = source.page_pictures;
    report.sheets = source.sheets;
    Ok(Reading { report, text: source.text.into_owned() })
}

/// Decodes the bytes of one document by these options.
///
/// # Errors
/// As [`read`].
pub fn source<'a>(bytes: &'a [u8], options: &Options) -> Result<ingest::Source<'a>, IngestError> {
    let Options { encoding, limits, page_pictures, .. } = *options;
    let decoding = ingest::Options { encoding, format: None, limits, page_pictures, recogniser: None };
    #[cfg(feature = "programs")]
    if options.ocr {
        let tesseract = programs::Tesseract::default();
        return ingest::ingest(bytes, ingest::Options { recogniser: Some(&tesseract), ..decoding });
    }
    ingest::ingest(bytes, decoding)
}

/// The text of the pages whose characters were recognised.
fn recognised(source: &ingest::Source<'_>) -> Vec<segment::Span> {
    let end = source.text.len();
    let begins = |page: usize| source.pages.get(page).map_or(end, |&start| start as usize);
    let of = |&page: &u32| {
        // where a document has one page, nothing says where it begins
        let start = if page == 1 { 0 } else { begins(page.saturating_sub(1) as usize) };
        segment::Span::of(start..begins(page as usize).max(start))
    };
    source.recognised.iter().map(of).collect()
}

/// A page that is a picture among pages with text: nothing of it was read.
fn picture(document: &Document<'_>, page: u32, starts: &[u32]) -> model::Repair {
    let start = starts.get(page.saturating_sub(1) as usize).copied().unwrap_or(0);
    let place = document.place(segment::Span::new(start, start));
    model::Repair {
        kind: "page_without_text".into(),
        line: place.line,
        printed: String::new(),
        read_as: String::new(),
        reason: format!("page {page} is a picture without text; nothing on it was read").into(),
        places: vec![place],
    }
}

/// A page whose characters were recognised.
fn recognised_page(document: &Document<'_>, span: segment::Span) -> model::Repair {
    let place = document.place(span);
    model::Repair {
        kind: model::RECOGNISED_PAGE.into(),
        line: place.line,
        printed: String::new(),
        read_as: String::new(),
        reason: juesuan_read::RECOGNISED.into(),
        places: vec![place],
    }
}

/// What the file hides, and whether it was read.
fn hidden(document: &Document<'_>, part: &ingest::Hidden) -> model::Repair {
    let place = document.place(segment::Span::new(part.offset, part.offset));
    let kind = match part.kind {
        ingest::HiddenKind::Sheet => "hidden_sheet",
        ingest::HiddenKind::Rows => "hidden_rows",
        ingest::HiddenKind::Columns => "hidden_columns",
        _ => "hidden_text",
    };
    let (read_as, reason) = if part.is_read {
        (part.name.clone(), juesuan_read::HIDDEN_READ)
    } else {
        (String::new(), juesuan_read::HIDDEN_LEFT_OUT)
    };
    model::Repair {
        kind: kind.into(),
        line: place.line,
        printed: part.name.clone(),
        read_as,
        reason: reason.into(),
        places: vec![place],
    }
}

/// The cells whose values are not stored in the workbook: their formulas were computed.
fn computed<'d>(
    document: &'d Document<'_>,
    source: &'d ingest::Source<'_>,
) -> impl Iterator<Item = model::Repair> + use<'d> {
    let open = source.formulas.iter().filter(|formula| !formula.is_stored);
    open.filter_map(|formula| {
        let place = document.place(formula.span);
        Some(model::Repair {
            kind: "computed_formula".into(),
            line: place.line,
            printed: formula.formula.clone(),
            read_as: formula.gives.clone()?,
            reason: juesuan_read::COMPUTED_FORMULA.into(),
            places: vec![place],
        })
    })
}

/// The formulas beside which the workbook stores a value.
fn formulas(document: &Document<'_>, source: &ingest::Source<'_>) -> Vec<model::SheetFormula> {
    let stored = source.formulas.iter().filter(|formula| formula.is_stored);
    let stated = stored.map(|one| model::SheetFormula {
        place: document.place(one.span),
        formula: one.formula.clone(),
        printed: source.text.get(one.span.range()).unwrap_or_default().to_owned(),
        gives: one.gives.clone(),
    });
    stated.collect()
}

/// Bytes that are no characters of the encoding: visible in the text as U+FFFD, and reported.
fn undecodable(document: &Document<'_>, run: &ingest::Undecodable) -> model::Repair {
    let start = run.offset as usize;
    let span = segment::Span::of(start..start + char::REPLACEMENT_CHARACTER.len_utf8());
    model::Repair {
        kind: "undecodable".into(),
        line: run.line,
        printed: char::REPLACEMENT_CHARACTER.to_string(),
        read_as: char::REPLACEMENT_CHARACTER.to_string(),
        reason: run.to_string().into(),
        places: vec![document.place(span)],
    }
}

/// The SHA-256 of the bytes of a file, as reports name it.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The format of a text by the ending of its name.
fn text_format(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known)) { "md" } else { "txt" }
}

/// The thresholds of all stages: numbers that decide and that no regulation gives.
pub fn thresholds() -> Vec<Threshold> {
    let mut all = juesuan_ingest::thresholds();
    all.extend(juesuan_segment::thresholds());
    all.extend(juesuan_table::thresholds());
    all.extend(juesuan_read::thresholds());
    all.extend(juesuan_check::thresholds());
    all.extend(juesuan_rules::thresholds());
    all
}
