//! Words of a row: what stands in a line without a gap.

use juesuan_source::chars::is_minus;

use super::drawing::Glyph;
use super::lines::{Gap, Line, Mark};
use super::pieces;
use crate::tuning::{TUNING, Tolerances};

/// Characters without a gap between them.
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The height that tells its row.
    pub(super) y: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// The place from the left that tells its cell.
    pub(super) stands: f32,
    /// Whether a gap as between columns is before it.
    pub(super) begins: bool,
}

impl Word {
    /// The words of a line, from left to right.
    pub(super) fn all(line: &Line, tuning: &Tolerances) -> Vec<Self> {
        let mut is_first = true;
        pieces::words(&line.marks, tuning)
            .map(|marks| {
                let begins = std::mem::take(&mut is_first)
                    || marks.first().is_some_and(|mark| mark.gap == Gap::Column);
                let (x0, x1) = pieces::extent_of(marks);
                // the blank before a word goes with it, and those within a word that is spaced out
                let with_blank = |mark: &Mark| {
                    let blank = Glyph { char: ' ', x1: mark.glyph.x0, ..mark.glyph };
                    (mark.gap == Gap::Blank).then_some(blank).into_iter().chain([mark.glyph])
                };
                let glyphs = marks.iter().flat_map(with_blank).collect();
                Self {
                    glyphs,
                    x0,
                    x1,
                    y: line.middle(),
                    top: line.y0,
                    bottom: line.y1,
                    stands: f32::midpoint(x0, x1),
                    begins,
                }
            })
            .collect()
    }

    /// The parts on both sides of a side of columns that stands between a figure and what is no figure.
    pub(super) fn cut(self, xs: &[f32]) -> Vec<Self> {
        let is_cut = |last: &Glyph, next: &Glyph| {
            let side = xs.partition_point(|&x| x < last.x1 - TUNING.drawn.cut_points);
            let is_side = xs.get(side).is_some_and(|&x| x <= next.x0 + TUNING.drawn.cut_points);
            let is_value = last.plain().is_ascii_digit() || is_minus(last.plain());
            is_side && is_value && !matches!(next.plain(), '0'..='9' | '.' | ',' | '%')
        };
        let parts: Vec<&[Glyph]> = self.glyphs.chunk_by(|last, next| !is_cut(last, next)).collect();
        if parts.len() < 2 {
            return vec![self];
        }
        let part = |(at, glyphs): (usize, &&[Glyph])| {
            let x0 = glyphs.iter().map(|glyph| glyph.x0).fold(f32::INFINITY, f32::min);
            let x1 = glyphs.iter().map(|glyph| glyph.x1).fold(f32::NEG_INFINITY, f32::max);
            let (glyphs, stands) = (glyphs.to_vec(), f32::midpoint(x0, x1));
            Self { glyphs, x0, x1, stands, begins: self.begins || at > 0, ..self }
        };
        parts.iter().enumerate().map(part).collect()
    }
}
