//! The pictures of all pages of a document, as far as there is room for them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_interpret::InterpreterCache;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use juesuan_source::{PageImage, PageIndex, PagePicture};

use super::effort::Effort;
use super::interpreted::draw;
use super::outlines::Outlines;
use super::paper::Paper;
use crate::Picture;
use crate::limits::Clock;
use crate::png::png;
use crate::tuning::TUNING;

/// How much is drawn of a document.
#[derive(Copy, Clone, Debug)]
pub(super) struct Most {
    pages: usize,
    /// Bytes of all pictures.
    bytes: usize,
    /// Steps that one page takes.
    steps: usize,
}

impl Default for Most {
    fn default() -> Self {
        let tuning = &TUNING.pictures;
        Self { pages: tuning.most_pages, bytes: tuning.most_bytes, steps: tuning.most_steps }
    }
}

/// The pictures of all pages. A page that cannot be drawn has none, and no fault of one ends the reading of the document.
pub(super) fn pages_drawn(pdf: &Pdf, clock: &Clock, most: Most) -> Vec<PagePicture> {
    let tuning = &TUNING.pictures;
    let (mut outlines, mut room) = (Outlines::new(), most.bytes);
    let mut cache = InterpreterCache::new();
    let pages = pdf.pages().iter().zip(0..).map(|(page, number): (&Page<'_>, u32)| {
        let (width, height) = page.render_dimensions();
        let mut drawn = PagePicture {
            page: PageIndex(number),
            width: hundredths(width),
            height: hundredths(height),
            image: PageImage::LeftOut,
            lacks_type: false,
        };
        if number as usize >= most.pages || room == 0 || clock.is_over() {
            return drawn;
        }
        let picture = Picture::blank((width, height), tuning.dots, tuning.most_pixels);
        let effort = Effort::new(most.steps, clock);
        let work = || {
            let scale = f64::from(picture.scale());
            let paper = draw(page, pdf, &cache, scale, Paper::new(picture, &mut outlines, &effort));
            // half a page would look like a whole one
            (png(&paper.picture).filter(|_| !effort.is_over()), paper.lacks_type)
        };
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok((Some(file), lacks_type)) if file.len() <= room => {
                room -= file.len();
                drawn = PagePicture { image: PageImage::Png(Arc::from(file)), lacks_type, ..drawn };
            }
            // no smaller page behind it takes its place: what is shown ends somewhere
            Ok((Some(_), _)) => room = 0,
            Ok((None, _)) | Err(_) => {
                drawn.image = PageImage::Failed;
                // what is half done in there is not to be relied on
                cache = InterpreterCache::new();
            }
        }
        drawn
    });
    pages.collect()
}

/// A length in hundredths of a point.
#[expect(clippy::cast_possible_truncation, reason = "out of range is capped")]
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    /// A file of three pages, a square inch each; all but the second are black.
    fn file() -> Vec<u8> {
        let page = |contents: u8| {
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Contents {contents} 0 R >>")
        };
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>".to_owned(),
            page(6),
            page(7),
            page(6),
            "<< /Length 14 >>\nstream\n0 0 72 72 re f\nendstream".to_owned(),
            "<< /Length 0 >>\nstream\n\nendstream".to_owned(),
        ];
        let objects = objects.iter().zip(1..).map(|(object, nth)| format!("{nth} 0 obj {object} endobj\n"));
        format!("%PDF-1.4\n{}trailer << /Root 1 0 R /Size 8 >>\n%%EOF", objects.collect::<String>())
            .into_bytes()
    }

    fn images(most: Most) -> Vec<PageImage> {
        let Ok(pdf) = Pdf::new(file()) else { return Vec::new() };
        let clock = Clock::new(Limits::default());
        pages_drawn(&pdf, &clock, most).into_iter().map(|page| page.image).collect()
    }

    #[test]
    fn what_is_not_drawn_says_why() {
        let all = images(Most::default());
        assert!(matches!(&all[..], [PageImage::Png(_), PageImage::Png(_), PageImage::Png(_)]), "{all:?}");
        let two = images(Most { pages: 2, ..Most::default() });
        assert!(matches!(&two[..], [PageImage::Png(_), PageImage::Png(_), PageImage::LeftOut]), "{two:?}");
        // a page that takes too long is none, and those behind it are drawn
        let empty = images(Most { steps: 100, ..Most::default() });
        assert!(matches!(&empty[..], [PageImage::Failed, PageImage::Png(_), PageImage::Failed]), "{empty:?}");
        let [PageImage::Png(black), ..] = &all[..] else { return };
        let little = images(Most { bytes: black.len(), ..Most::default() });
        assert!(
            matches!(&little[..], [PageImage::Png(_), PageImage::LeftOut, PageImage::LeftOut]),
            "{little:?}"
        );
    }
}
