//! A whole file: its pages one after the other, and the errors of files that cannot be read.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use juesuan_source::PagePicture;

use super::glyphs::Canvas;
use super::interpreted::draw;
use super::limits::Halt;
use super::pages_drawn::{Most, pages_drawn};
use super::scan::Scan;
use crate::builder::Builder;
use crate::drawn::drawing::Drawing;
use crate::drawn::limits::{LIMITS, Limits};
use crate::drawn::page::Page;
use crate::drawn::recognised::push_words;
use crate::drawn::strokes::take_strokes;
use crate::drawn::writer::{list_unknown, write};
use crate::limits::{Clock, Reached};
use crate::tuning::TUNING;
use crate::{Format, IngestError, Options, Picture, Recogniser, RecognitionError, Source};

/// Reads a PDF.
///
/// # Errors
/// [`IngestError::Encrypted`] where a password is needed, [`IngestError::Damaged`] where no page can be found,
/// [`IngestError::NoText`] where the pages are pictures, [`IngestError::TooMuch`] beyond the limits.
pub(crate) fn read<'a>(bytes: &'a [u8], options: Options<'_>) -> Result<Source<'a>, IngestError> {
    let most = options.limits;
    let too_much = |what, limit| IngestError::TooMuch { format: Format::Pdf, what, limit };
    if bytes.len() as u64 > LIMITS.bytes {
        return Err(too_much("bytes", LIMITS.bytes));
    }
    let limits = Limits { text: most.text, ..LIMITS };
    // offsets in a PDF count from its first word
    let bytes_of_file = bytes;
    let bytes = bytes.get(crate::format::pdf_begins(bytes).unwrap_or(0)..).unwrap_or(bytes);
    if crate::broken::is_cut_pdf(bytes) {
        return Err(damaged("it ends in the middle"));
    }
    if super::streams::has_longer(bytes, LIMITS.stream) {
        return Err(too_much("bytes in one stream when unpacked", LIMITS.stream));
    }
    // the library is young: what makes it panic is a damaged file, and no reason to stop a run over thousands
    let (clock, at) = (Clock::new(most), Cell::new(1));
    let work = || pages(bytes, &limits, (&clock, &at), &options);
    let Drawings { mut pages, is_drawn, recognised, page_pictures } = catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| {
            Err(match Halt::of(&*payload) {
                Some(Halt::TooMuch { what, limit }) => too_much(what, limit),
                Some(Halt::TooSlow) => clock.error(Format::Pdf, Reached::Page(at.get())),
                None => damaged("its contents cannot be interpreted"),
            })
        })?;
    if let Some(pages) = scanned(&pages) {
        if !is_drawn {
            return Err(IngestError::Empty { format: Format::Pdf });
        }
        return Err(IngestError::NoText { format: Format::Pdf, pages });
    }
    let mut builder = Builder::default();
    write(&mut pages, &mut builder, &TUNING.drawn);
    let mut source = builder.finish(bytes_of_file, Format::Pdf, most)?;
    source.pictures = Page::pictures(&pages);
    source.recognised = recognised;
    source.page_pictures = page_pictures;
    list_unknown(&mut source);
    Ok(source)
}

fn damaged(reason: &str) -> IngestError {
    IngestError::Damaged { format: Format::Pdf, reason: reason.to_owned() }
}

/// The pages of a file as they are drawn.
struct Drawings {
    pages: Vec<Page>,
    /// Whether they show anything but characters.
    is_drawn: bool,
    /// Those whose characters were recognised, counted from 1.
    recognised: Vec<u32>,
    /// How they look, where that is asked for.
    page_pictures: Vec<PagePicture>,
}

fn pages(
    bytes: &[u8],
    limits: &Limits,
    (clock, at): (&Clock, &Cell<u32>),
    options: &Options<'_>,
) -> Result<Drawings, IngestError> {
    let tuning = &TUNING.drawn;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            IngestError::Encrypted { format: Format::Pdf }
        }
        LoadPdfError::Decryption(_) => damaged("its encryption is not understood"),
        LoadPdfError::Invalid => damaged("its objects cannot be found"),
    })?;
    let drawn = pdf.pages();
    if drawn.is_empty() {
        return Err(damaged("it has no pages"));
    }
    if drawn.len() as u64 > limits.pages {
        return Err(IngestError::TooMuch { format: Format::Pdf, what: "pages", limit: limits.pages });
    }
    let cache = InterpreterCache::new();
    let (mut operations, mut text) = (0, 0);
    let mut pages = Vec::with_capacity(drawn.len());
    let (mut is_drawn, mut read_from_pictures) = (false, Vec::new());
    for (page, number) in drawn.iter().zip(1..) {
        at.set(number);
        if clock.is_over() {
            Halt::TooSlow.raise();
        }
        let canvas = draw(page, &pdf, &cache, 1.0, Canvas::new(tuning, limits, clock));
        operations += canvas.operations();
        is_drawn |= canvas.is_drawn;
        if operations > limits.all_operations {
            Halt::TooMuch { what: "drawing operations", limit: limits.all_operations }.raise();
        }
        let mut drawing = canvas.drawing;
        if let Some(recogniser) = options.recogniser.filter(|_| drawing.is_picture()) {
            let scan = Scan::blank(page.render_dimensions(), clock);
            if recognise(draw(page, &pdf, &cache, 1.0, scan).picture, recogniser, &mut drawing, clock)? {
                read_from_pictures.push(number);
            }
        }
        let page = Page::of(drawing, page.render_dimensions(), tuning, limits);
        text += page.characters() as u64;
        if text > limits.text {
            Halt::TooMuch { what: "bytes of text", limit: limits.text }.raise();
        }
        pages.push(page);
    }
    let page_pictures =
        if options.page_pictures { pages_drawn(&pdf, clock, Most::default()) } else { Vec::new() };
    Ok(Drawings { pages, is_drawn, recognised: read_from_pictures, page_pictures })
}

/// Adds to what a page draws the lines and characters that are to be seen on its picture; says whether there are any.
fn recognise(
    mut picture: Picture,
    recogniser: &dyn Recogniser,
    drawing: &mut Drawing<'_>,
    clock: &Clock,
) -> Result<bool, IngestError> {
    let edges = take_strokes(&mut picture);
    let words = recogniser.words(&picture, clock.left()).map_err(|error| match error {
        RecognitionError::TooSlow => Halt::TooSlow.raise(),
        error => IngestError::Unrecognised { format: Format::Pdf, error },
    })?;
    push_words(drawing, &words, &picture);
    drawing.edges.extend(edges);
    Ok(!words.is_empty())
}

/// How many pages a file has whose pages are pictures without text, or next to none.
fn scanned(pages: &[Page]) -> Option<u32> {
    let characters: usize = pages.iter().map(Page::characters).sum();
    let pictures = pages.iter().filter(|page| page.has_picture).count();
    let is_scan = characters == 0
        || pictures * 2 > pages.len() && characters < TUNING.recognised.most_characters * pages.len();
    is_scan.then(|| u32::try_from(pages.len()).unwrap_or(u32::MAX))
}
