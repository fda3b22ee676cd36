//! From characters to lines of text.

use super::drawing::Glyph;
use crate::tuning::Tolerances;

/// What stands before a character of a line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// A blank.
    Blank,
    /// A gap as between columns.
    Column,
}

/// A visible character of a line.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) glyph: Glyph,
    pub(crate) gap: Gap,
    /// Whether the file prints a blank before it.
    pub(crate) is_spaced: bool,
}

/// Characters that stand beside one another, from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) marks: Vec<Mark>,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) y0: f32,
    pub(crate) y1: f32,
    /// The usual height of its type.
    pub(crate) size: f32,
    /// Whether it stands on the page behind the one on which it is written down.
    pub(crate) is_of_next_page: bool,
}

impl Line {
    /// Its middle, from the top of the page.
    pub(crate) fn middle(&self) -> f32 {
        f32::midpoint(self.y0, self.y1)
    }

    /// Whether it has gaps as between columns.
    pub(crate) fn has_columns(&self) -> bool {
        self.marks.iter().any(|mark| mark.gap == Gap::Column)
    }

    /// The same line farther down.
    pub(crate) fn moved(&self, by: f32) -> Self {
        Self { y0: self.y0 + by, y1: self.y1 + by, ..self.clone() }
    }

    /// The characters without blanks.
    pub(crate) fn chars(&self) -> impl DoubleEndedIterator<Item = char> + '_ {
        self.marks.iter().map(|mark| mark.glyph.char)
    }

    /// A line of characters that stand in one, sorted from left to right, with blanks among them.
    fn of(mut glyphs: Vec<Glyph>, tuning: &Tolerances) -> Option<Self> {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut marks: Vec<Mark> = Vec::with_capacity(glyphs.len());
        let mut is_after_blank = false;
        for glyph in glyphs {
            if glyph.char.is_whitespace() {
                is_after_blank = true;
                continue;
            }
            let gap = marks.last().map_or(Gap::None, |last| gap(&last.glyph, &glyph, is_after_blank, tuning));
            let gap = if gap == Gap::None && ends_amount(&marks, &glyph, tuning) { Gap::Blank } else { gap };
            marks.push(Mark { glyph, gap, is_spaced: is_after_blank });
            is_after_blank = false;
        }
        Self::of_marks(marks)
    }

    /// The line that some marks of a line make; `None` where there are none.
    pub(crate) fn of_marks(marks: Vec<Mark>) -> Option<Self> {
        let mut sizes: Vec<f32> = marks.iter().map(|mark| mark.glyph.size).collect();
        sizes.sort_by(f32::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied()?;
        let bound = |value: fn(&Glyph) -> f32, pick: fn(f32, f32) -> f32| {
            marks.iter().map(|mark| value(&mark.glyph)).reduce(pick).unwrap_or(0.0)
        };
        let (x0, x1) = (bound(|g| g.x0, f32::min), bound(|g| g.x1, f32::max));
        let (y0, y1) = (bound(|g| g.y0, f32::min), bound(|g| g.y1, f32::max));
        Some(Self { marks, x0, x1, y0, y1, size, is_of_next_page: false })
    }
}

/// Whether an amount with two places ends before a digit that stands a little apart: the code of the next column begins there.
fn ends_amount(marks: &[Mark], next: &Glyph, tuning: &Tolerances) -> bool {
    let [.., whole, point, tenth, last] = marks else { return false };
    let is_digit = |mark: &Mark| mark.glyph.plain().is_ascii_digit();
    let is_amount = is_digit(whole) && point.glyph.plain() == '.' && is_digit(tenth) && is_digit(last);
    let inner = last.glyph.x0 - tenth.glyph.x1;
    let apart = next.x0 - last.glyph.x1;
    is_amount
        && last.gap == Gap::None
        && next.plain().is_ascii_digit()
        && apart > tuning.behind_amount * next.size
        && apart > inner.max(0.0) * 2.0
}

/// Whether a character is of the scripts that are written without blanks.
pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || matches!(char, '“' | '”' | '‘' | '’' | '…' | '—')
}

fn gap(left: &Glyph, right: &Glyph, is_after_blank: bool, tuning: &Tolerances) -> Gap {
    let size = left.size.max(right.size);
    let width = (right.x0 - left.x1) / size.max(0.1);
    let is_spread = is_han(left.char) && is_han(right.char);
    let blank = match (is_after_blank, is_spread) {
        (true, _) => tuning.blank_printed,
        (false, true) => tuning.blank_between_han,
        (false, false) => tuning.blank,
    };
    if width > tuning.column_gap {
        Gap::Column
    } else if width > blank {
        Gap::Blank
    } else {
        Gap::None
    }
}

/// Sets characters in lines, from top to bottom.
pub(crate) fn lines(mut glyphs: Vec<Glyph>, tuning: &Tolerances) -> Vec<Line> {
    // blanks have no place of their own: they go with the line they stand in, and begin none
    glyphs.sort_by(|a, b| a.middle().1.total_cmp(&b.middle().1));
    let mut found = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    let mut anchor: Option<(f32, f32)> = None;
    for glyph in glyphs {
        let middle = glyph.middle().1;
        let is_blank = glyph.char.is_whitespace();
        if let Some((at, size)) = anchor
            && (middle - at).abs() > tuning.same_line * size.max(if is_blank { 0.0 } else { glyph.size })
        {
            found.extend(Line::of(std::mem::take(&mut line), tuning));
            anchor = None;
        }
        if !is_blank {
            // the largest type of a line says how far its middle may be
            anchor = Some(match anchor {
                Some((at, size)) if size >= glyph.size => (at, size),
                Some((at, _)) => (f32::midpoint(at, middle), glyph.size),
                None => (middle, glyph.size),
            });
        }
        line.push(glyph);
    }
    found.extend(Line::of(line, tuning));
    found
}

/// The line of a text in type of ten points, as it is drawn without gaps; blanks have half a width.
#[cfg(test)]
pub(super) fn lines_of_text(text: &str) -> Vec<Line> {
    use super::drawing::Turn;
    let mut x1 = 0.0;
    let glyph = |char: char| {
        let x0 = x1;
        x1 += if char.is_ascii() { 5.0 } else { 10.0 };
        Glyph { char, x0, x1, y0: 0.0, y1: 10.0, size: 10.0, turn: Turn::Upright, is_pale: false }
    };
    lines(text.chars().map(glyph).collect(), &crate::tuning::TUNING.drawn)
}
