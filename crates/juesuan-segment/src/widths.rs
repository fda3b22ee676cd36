//! What the lengths of the lines say about the document: cut off at a width, or wrapped at one.

use crate::Span;
use crate::piece::{Piece, Shape};

/// A longest line beyond this many bytes is neither a cut nor a wrapped one.
const WIDTH_LIMIT: usize = 1200;

/// Fewest lines of the full width that make a cut.
const FEWEST_CUT: usize = 5;

/// How the lines of a document end.
#[derive(Debug, Default)]
pub(crate) struct Widths {
    /// Characters at which lines were cut off.
    pub(crate) cut_at: Option<u32>,
    /// The lines that were cut off.
    pub(crate) cut_lines: Vec<Span>,
    /// Columns from which on a line counts as full, where paragraphs are wrapped over several lines.
    pub(crate) wrapped_from: Option<u32>,
}

impl Widths {
    /// Whether this text was cut off at the end of its line.
    pub(crate) fn is_cut(&self, text: Span) -> bool {
        self.cut_lines.binary_search_by(|cut| cut.end.cmp(&text.end)).is_ok()
    }
}

/// Characters and columns (a Chinese character is two wide) of a text.
fn measure(text: &str) -> (u32, u32) {
    let chars = Span::of(0..text.chars().count()).end;
    // a character of three bytes is two columns wide
    (chars, chars.midpoint(Span::of(0..text.len()).end))
}

/// Columns of a text.
pub(crate) fn columns(text: &str) -> u32 {
    measure(text).1
}

/// Whether a text that ends so could go on: no mark closes it.
pub(crate) fn is_open(text: &str) -> bool {
    const CLOSED: &str = "。；！？：…”’》】」";
    let bytes = text.as_bytes();
    match *bytes {
        [.., a, b, c] if a >= 0xE2 => !CLOSED.as_bytes().as_chunks().0.contains(&[a, b, c]),
        [.., before, b'.'] => before.is_ascii_digit(),
        [.., last] => !matches!(last, b'.' | b';' | b':' | b'!' | b'?' | b'"' | b'*' | b'>'),
        [] => false,
    }
}

/// Measures a document.
///
/// Lines are cut off where most of the longest lines have exactly the same number of characters (a tab counts),
/// stop in the midst of a sentence, and are not gone on with by the line below.
pub(crate) fn measure_document(source: &str, pieces: &[Piece]) -> Widths {
    let running =
        |piece: &&Piece| matches!(piece.shape, Shape::Text | Shape::Gap | Shape::TabCell | Shape::Label(_));
    let longest = pieces.iter().filter(running).map(|piece| piece.text.len()).max().unwrap_or(0);
    if longest == 0 || longest > WIDTH_LIMIT {
        return Widths::default();
    }
    // a line of the full width has at least a quarter of the bytes of the longest
    let long: Vec<(usize, u32, u32)> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| running(piece) && piece.text.len() * 4 >= longest)
        .map(|(at, piece)| {
            let (chars, columns) = measure(Span::new(piece.start, piece.text.end).text(source));
            (at, chars, columns)
        })
        .collect();
    let width = long.iter().map(|line| line.1).max().unwrap_or(0);
    let full: Vec<usize> = long.iter().filter(|line| line.1 == width).map(|line| line.0).collect();
    let near = long.iter().filter(|line| line.1 * 10 >= width * 7).count();
    let cut: Vec<usize> = full
        .iter()
        .copied()
        .filter(|&at| is_open(pieces[at].text.text(source)) && !goes_on(source, pieces, at))
        .collect();
    if width >= 15 && cut.len() >= FEWEST_CUT && cut.len() * 2 >= near && cut.len() * 5 >= full.len() * 4 {
        let span = |&at: &usize| Span::new(pieces[at].start, pieces[at].text.end);
        return Widths { cut_at: Some(width), cut_lines: cut.iter().map(span).collect(), wrapped_from: None };
    }
    Widths { wrapped_from: wrapped_from(source, pieces, &long), ..Widths::default() }
}

/// Whether the line below carries on with the text of this one, judged by its indentation alone.
fn goes_on(source: &str, pieces: &[Piece], at: usize) -> bool {
    let indent = |piece: &Piece| piece.text.start - piece.start;
    let Some(next) = pieces.get(at + 1).filter(|next| !next.shape.is_empty()) else { return false };
    if crate::Marker::at_start(next.text.text(source), next.text.start).is_some() {
        return false;
    }
    // lines that all begin alike say nothing: then the columns decide, which differ where characters were counted
    indent(next) < indent(&pieces[at])
}

/// From how many columns on a line is full, if many lines are about as long as the longest and go on below.
fn wrapped_from(source: &str, pieces: &[Piece], long: &[(usize, u32, u32)]) -> Option<u32> {
    let widest = long.iter().map(|line| line.2).max()?;
    let full_from = widest / 100 * 82 + widest % 100 * 82 / 100;
    let full: Vec<usize> = long.iter().filter(|line| line.2 >= full_from).map(|line| line.0).collect();
    let goes_on = full
        .iter()
        .filter(|&&at| {
            is_open(pieces[at].text.text(source))
                && pieces.get(at + 1).is_some_and(|next| !next.shape.is_empty())
        })
        .count();
    ((40..=160).contains(&widest)
        && full.len() >= 4
        && full.len() * 4 >= long.len()
        && goes_on * 2 >= full.len())
    .then_some(full_from)
}
