//! Small figures that stand raised behind a number: marks of notes, which would make another number of it.

use super::base_line::{ASCENT, DESCENT};
use super::drawing::Glyph;
use crate::raised::is_mark;
use crate::tuning::Tolerances;

/// Takes out the marks behind numbers, on a page whose type stands upright; they are drawn right behind them.
pub(super) fn leave_out_marks(glyphs: &mut Vec<Glyph>, tuning: &Tolerances) {
    let mut last: Option<Glyph> = None;
    let mut edge = 0.0;
    glyphs.retain(|glyph| {
        let is_raised = last.is_some_and(|last| {
            is_mark(last.char.encode_utf8(&mut [0; 4]))
                && glyph.char.is_ascii_digit()
                && stands_above(glyph, &last, tuning)
                && (glyph.x0 - edge).abs() <= tuning.mark_gap * last.size
        });
        edge = glyph.x1;
        if !is_raised {
            last = Some(*glyph);
        }
        !is_raised
    });
}

/// Whether a character is smaller than the one before it and stands higher, but on the same line.
fn stands_above(glyph: &Glyph, last: &Glyph, tuning: &Tolerances) -> bool {
    let base = |glyph: &Glyph| {
        let height = glyph.y1 - glyph.y0;
        glyph.y1 - height * narrow(DESCENT / (ASCENT + DESCENT))
    };
    let raised = base(last) - base(glyph);
    glyph.turn == last.turn
        && glyph.size <= tuning.mark_size * last.size
        && raised >= tuning.mark_raised * last.size
        && raised <= last.size
}

#[expect(clippy::cast_possible_truncation, reason = "a part of one")]
fn narrow(part: f64) -> f32 {
    part as f32
}
