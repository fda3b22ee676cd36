//! A whole file: its pages one after the other, and the errors of files that cannot be read.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::page::Page as Drawn;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::glyphs::Canvas;
use super::limits::Halt;
use crate::builder::Builder;
use crate::drawn::limits::{LIMITS, Limits};
use crate::drawn::page::Page;
use crate::drawn::writer::{list_unknown, write};
use crate::limits::{Clock, Reached};
use crate::tuning::{TUNING, Tolerances};
use crate::{Format, IngestError, Source};

/// Reads a PDF.
///
/// # Errors
/// [`IngestError::Encrypted`] where a password is needed, [`IngestError::Damaged`] where no page can be found,
/// [`IngestError::NoText`] where the pages are pictures, [`IngestError::TooMuch`] beyond the limits.
pub(crate) fn read(bytes: &[u8], most: crate::Limits) -> Result<Source<'_>, IngestError> {
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
    let work = || pages(bytes, &TUNING.drawn, &limits, (&clock, &at));
    let (mut pages, is_drawn) = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
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
    list_unknown(&mut source);
    Ok(source)
}

fn damaged(reason: &str) -> IngestError {
    IngestError::Damaged { format: Format::Pdf, reason: reason.to_owned() }
}

/// The pages of a file as they are drawn, and whether they show anything but characters.
fn pages(
    bytes: &[u8],
    tuning: &Tolerances,
    limits: &Limits,
    (clock, at): (&Clock, &Cell<u32>),
) -> Result<(Vec<Page>, bool), IngestError> {
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
    let mut is_drawn = false;
    for (page, number) in drawn.iter().zip(1..) {
        at.set(number);
        if clock.is_over() {
            Halt::TooSlow.raise();
        }
        let mut canvas = Canvas::new(tuning, limits, clock);
        draw(page, &pdf, &cache, &mut canvas);
        operations += canvas.operations();
        is_drawn |= canvas.is_drawn;
        if operations > limits.all_operations {
            Halt::TooMuch { what: "drawing operations", limit: limits.all_operations }.raise();
        }
        let page = Page::of(canvas.drawing, page.render_dimensions(), tuning, limits);
        text += page.characters() as u64;
        if text > limits.text {
            Halt::TooMuch { what: "bytes of text", limit: limits.text }.raise();
        }
        pages.push(page);
    }
    Ok((pages, is_drawn))
}

fn draw<'p>(page: &Drawn<'p>, pdf: &'p Pdf, cache: &InterpreterCache<'p>, canvas: &mut Canvas<'_>) {
    let (width, height) = page.render_dimensions();
    let transform: Affine = page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, canvas);
}

/// How many pages a file has whose pages are pictures without text, or next to none.
fn scanned(pages: &[Page]) -> Option<u32> {
    let characters: usize = pages.iter().map(Page::characters).sum();
    let pictures = pages.iter().filter(|page| page.has_picture).count();
    let is_scan = characters == 0 || pictures * 2 > pages.len() && characters < 12 * pages.len();
    is_scan.then(|| u32::try_from(pages.len()).unwrap_or(u32::MAX))
}
