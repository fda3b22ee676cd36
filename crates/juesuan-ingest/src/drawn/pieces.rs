//! What gaps and blanks part in a line, and what it looks like.

use juesuan_source::chars::{is_digit, is_minus};

use super::lines::{Gap, Line, Mark, is_han};
use crate::tuning::Tolerances;

/// A piece of a line between two gaps.
pub(crate) struct Piece<'l> {
    pub(crate) marks: &'l [Mark],
    pub(crate) x0: f32,
    pub(crate) x1: f32,
}

/// Left and right end of marks that stand in a row.
pub(super) fn extent_of(marks: &[Mark]) -> (f32, f32) {
    marks.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), mark| {
        (x0.min(mark.glyph.x0), x1.max(mark.glyph.x1))
    })
}

/// Words of a head: its neighbours stand closer to it than words of a text.
pub(super) fn words<'m>(marks: &'m [Mark], tuning: &Tolerances) -> impl Iterator<Item = &'m [Mark]> {
    let goes_on = |last: &Mark, next: &Mark| {
        next.gap == Gap::None && next.glyph.x0 - last.glyph.x1 < tuning.blank * next.glyph.size
    };
    with_spaced(marks, goes_on).into_iter()
}

/// The parts of a line that go on from mark to mark; single characters that a printed blank parts are a word that is spaced out.
pub(super) fn with_spaced(marks: &[Mark], goes_on: impl Fn(&Mark, &Mark) -> bool) -> Vec<&[Mark]> {
    let parts: Vec<&[Mark]> = marks.chunk_by(goes_on).collect();
    // the dashes and zeros of neighbouring columns are no word
    let is_of_word =
        |mark: &Mark| is_han(mark.glyph.char) && !is_minus(mark.glyph.char) && !is_digit(mark.glyph.char);
    let is_spaced = |part: &[Mark], next: &[Mark]| match (part, next) {
        ([last], [first]) => {
            first.is_spaced && first.gap == Gap::Blank && is_of_word(last) && is_of_word(first)
        }
        _ => false,
    };
    let mut found = Vec::with_capacity(parts.len());
    let mut start = 0;
    for chain in parts.chunk_by(|part, next| is_spaced(part, next)) {
        let end = start + chain.iter().map(|part| part.len()).sum::<usize>();
        found.extend(marks.get(start..end));
        start = end;
    }
    found
}

/// The places of the numbers of columns, where a line has them: 1, 2, 3 …
pub(super) fn numbers(line: &Line) -> Option<Vec<(f32, f32)>> {
    let (figures, others): (Vec<&[Mark]>, Vec<&[Mark]>) = parts(line).partition(|marks| is_figure(marks));
    let counts = |(at, marks): (usize, &&[Mark])| {
        let text: String = marks.iter().map(|mark| mark.glyph.plain()).collect();
        text == (at + 1).to_string()
    };
    let is_numbers =
        figures.len() > 1 && others.len() <= figures.len() && figures.iter().enumerate().all(counts);
    is_numbers.then(|| figures.into_iter().map(extent_of).collect())
}

/// What blanks and gaps part in a line.
pub(super) fn parts(line: &Line) -> impl Iterator<Item = &[Mark]> {
    line.marks.chunk_by(|_, next| next.gap == Gap::None)
}

/// Whether a line has an amount: a figure with decimals or parted thousands, or several figures and dashes that do not number
/// columns.
pub(super) fn has_amount(line: &Line) -> bool {
    let is_value = |marks: &&[Mark]| is_figure(marks) || is_dash(marks);
    parts(line).any(is_amount) || parts(line).filter(is_value).count() > 1 && numbers(line).is_none()
}

/// Whether marks are a dash, as where nothing was spent.
pub(super) fn is_dash(marks: &[Mark]) -> bool {
    marks.iter().all(|mark| is_minus(mark.glyph.plain()))
}

/// Whether a line says the body, the date or the unit above a head.
pub(super) fn is_label(line: &Line) -> bool {
    let is_said = |marks: &[Mark]| marks.iter().any(|mark| matches!(mark.glyph.char, '：' | ':'));
    let said: Vec<bool> = pieces(line).map(|piece| is_said(piece.marks)).collect();
    let count = said.iter().filter(|&&said| said).count();
    !has_amount(line) && count > 0 && (count > 1 || said.len() < 3 || said.first() == Some(&true))
}

/// Whether a line ends with the number of a page, as those of a table of contents.
pub(super) fn ends_with_page(line: &Line) -> bool {
    pieces(line).last().is_some_and(|last| {
        last.marks.len() < 4 && last.marks.iter().all(|mark| mark.glyph.plain().is_ascii_digit())
    })
}

/// The pieces of a line, from left to right.
pub(crate) fn pieces(line: &Line) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = line.marks.as_slice();
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let count = 1 + rest.iter().skip(1).take_while(|mark| mark.gap != Gap::Column).count();
        let (marks, after) = rest.split_at_checked(count)?;
        rest = after;
        let x1 = marks.iter().map(|mark| mark.glyph.x1).fold(first.glyph.x1, f32::max);
        Some(Piece { marks, x0: first.glyph.x0, x1 })
    })
}

/// Whether a piece is a figure, as far as its characters tell.
pub(crate) fn is_figure(marks: &[Mark]) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
    marks.iter().all(|mark| is_part(mark.glyph.plain()))
        && marks.iter().any(|mark| mark.glyph.plain().is_ascii_digit())
}

/// Whether a piece is a figure with decimals or parted thousands.
pub(crate) fn is_amount(marks: &[Mark]) -> bool {
    is_figure(marks) && marks.iter().any(|mark| matches!(mark.glyph.plain(), '.' | ','))
}

/// How far two ranges overlap; less than nothing where there is room between them.
pub(super) fn overlap(a: (f32, f32), b: (f32, f32)) -> f32 {
    a.1.min(b.1) - a.0.max(b.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::lines::lines_of_text;
    use crate::tuning::TUNING;

    #[test]
    fn dashes_and_zeros_of_neighbouring_columns_are_no_word() {
        let words = |text: &str| -> Vec<String> {
            let lines = lines_of_text(text);
            let marks = lines.iter().flat_map(|line| words(&line.marks, &TUNING.drawn));
            marks.map(|marks| marks.iter().map(|mark| mark.glyph.char).collect()).collect()
        };
        assert_eq!(words("项 目"), ["项目"]);
        assert_eq!(words("— —"), ["—", "—"]);
        assert_eq!(words("０ ０ －"), ["０", "０", "－"]);
    }
}
