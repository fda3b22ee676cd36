//! What the lengths of the lines say about the document: cut off at a width, or wrapped at one.

use juesuan_source::chars::is_figure;

use crate::Span;
use crate::extent::{columns, measure};
use crate::piece::{Piece, Shape};
use crate::seam::{are_torn, is_open};
use crate::tuning::TUNING;
use crate::wrap::{WRAPPED_AT, Wrap, wrapped};

/// How the lines of a document end.
#[derive(Debug, Default)]
pub(crate) struct Widths {
    /// Characters at which lines were cut off.
    pub(crate) cut_at: Option<u32>,
    /// The lines that were cut off.
    pub(crate) cut_lines: Vec<Span>,
    /// How paragraphs are wrapped over several lines, where they are.
    pub(crate) wrap: Option<Wrap>,
    /// Whether so many sentences run on below their line that lines are wrapped, at whatever width.
    pub(crate) runs_on: bool,
}

impl Widths {
    /// Whether this text was cut off at the end of its line.
    pub(crate) fn is_cut(&self, text: Span) -> bool {
        self.cut_lines.binary_search_by(|cut| cut.end.cmp(&text.end)).is_ok()
    }
}

/// Whether the last thing on a line is a figure or a dash behind a wide gap: the cell of a column, and no cut sentence.
fn ends_with_cell(text: &str) -> bool {
    text.rsplit_once("  ").is_some_and(|(_, cell)| is_figure(cell.trim()))
}

/// Measures a document.
///
/// Lines are cut off where most of the longest lines have exactly the same number of characters (a tab counts),
/// stop in the midst of a sentence, and are not gone on with by the line below.
pub(crate) fn measure_document(source: &str, pieces: &[Piece]) -> Widths {
    let running =
        |piece: &&Piece| matches!(piece.shape, Shape::Text | Shape::Gap | Shape::TabCell | Shape::Label(_));
    let longest = pieces.iter().filter(running).map(|piece| piece.text.len()).max().unwrap_or(0);
    if longest == 0 || longest > TUNING.widths.width_limit.bytes() {
        return uncut(source, pieces);
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
    let near = long.iter().filter(|line| line.1 as usize * 10 >= width as usize * TUNING.widths.near).count();
    let cut: Vec<usize> = full
        .iter()
        .copied()
        .filter(|&at| {
            let text = pieces[at].text.text(source);
            is_open(text) && !ends_with_cell(text) && !goes_on(source, pieces, at)
        })
        .collect();
    let cut_off = cut.len() * 2 >= near && cut.len() * 5 >= full.len() * TUNING.widths.cut_open;
    if width >= TUNING.widths.narrowest
        && cut.len() >= TUNING.widths.fewest_cut
        && cut_off
        && !are_torn(source, pieces, &cut)
    {
        let span = |&at: &usize| Span::new(pieces[at].start, pieces[at].text.end);
        return Widths {
            cut_at: Some(width),
            cut_lines: cut.iter().map(span).collect(),
            ..Widths::default()
        };
    }
    uncut(source, pieces)
}

/// The widths of a document whose lines are whole.
fn uncut(source: &str, pieces: &[Piece]) -> Widths {
    Widths { wrap: wrapped(source, pieces), runs_on: runs_on(source, pieces), ..Widths::default() }
}

/// Whether the sentences of many lines run on below, where a line of text follows: paragraphs of one line end closed.
fn runs_on(source: &str, pieces: &[Piece]) -> bool {
    let (mut sentences, mut open) = (0_usize, 0_usize);
    for pair in pieces.windows(2) {
        let [piece, below] = pair else { continue };
        let text = piece.text.text(source);
        if piece.shape != Shape::Text
            || !matches!(below.shape, Shape::Text | Shape::Gap)
            || !text.contains(['，', '。', '；'])
        {
            continue;
        }
        sentences += 1;
        let item = || crate::Marker::at_start(below.text.text(source), 0).is_some();
        open += usize::from(is_open(text) && columns(text) <= *WRAPPED_AT.end() && !item());
    }
    open >= TUNING.widths.fewest_open && open * TUNING.widths.one_in_open >= sentences
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
