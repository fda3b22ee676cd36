//! Which runs of lines are pieces of a table or the grid of a chart.

use crate::markup::{close_title, lead};
use crate::piece::{Piece, Shape};
use crate::{BlockKind, FragmentLayout, Marker, MarkerStyle};

/// Most lines that one cell goes on for, in an exploded table.
const CELL_LINES: usize = 14;

/// Most blank lines in a row inside an exploded table.
const ROW_GAP: u32 = 2;

/// Fewest empty cells that make the grid of a chart.
const CHART_CELLS: usize = 4;

/// Most lines between two lines of an aligned table that do not look like its rows themselves.
const WRAPPED_ROWS: usize = 3;

/// A run of pieces that is a fragment, from the piece asked for up to but not including `end`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) kind: BlockKind,
    pub(crate) end: usize,
}

/// Finds fragments among the pieces of one document.
pub(crate) struct Fragments<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    /// Pieces before this one were looked at as a table and found to be text.
    text_until: usize,
}

impl<'a> Fragments<'a> {
    pub(crate) fn new(source: &'a str, pieces: &'a [Piece]) -> Self {
        Self { source, pieces, text_until: 0 }
    }

    /// The fragment that begins at piece `at`, if one does. Asked for each piece in order.
    pub(crate) fn begin(&mut self, at: usize) -> Option<Run> {
        match self.pieces[at].shape {
            Shape::Pipe => Some(self.piped(at)),
            Shape::Row | Shape::BareRow => self.tabbed(at),
            Shape::TabCell if self.leads_rows(at) => self.tabbed(at),
            Shape::TabCell | Shape::BareTab if at >= self.text_until => self.exploded(at),
            Shape::Spaced | Shape::Gap if at >= self.text_until => self.aligned(at),
            _ => None,
        }
    }

    fn shape(&self, at: usize) -> Shape {
        self.pieces.get(at).map_or(Shape::PageBreak, |piece| piece.shape)
    }

    fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.text.text(self.source))
    }

    fn piped(&self, at: usize) -> Run {
        let count = self.pieces[at..].iter().take_while(|piece| piece.shape == Shape::Pipe).count();
        Run { kind: BlockKind::Fragment(FragmentLayout::Piped), end: at + count }
    }

    /// A first row that is empty but for its last cell ("→金额") and stands on rows with several cells.
    fn leads_rows(&self, at: usize) -> bool {
        self.shape(at + 1) == Shape::Row && self.text(at).len() <= 60
    }

    fn tabbed(&self, at: usize) -> Option<Run> {
        let in_table = |shape| {
            matches!(shape, Shape::Row | Shape::BareRow | Shape::BareTab | Shape::TabCell | Shape::TabEnd)
        };
        let mut end = at + 1;
        while end < self.pieces.len() && in_table(self.shape(end)) && !self.is_title(end) {
            end += 1;
        }
        let rows = &self.pieces[at..end];
        if rows.iter().all(|row| matches!(row.shape, Shape::BareRow | Shape::BareTab)) {
            return (rows.len() >= CHART_CELLS).then_some(Run { kind: BlockKind::Chart, end });
        }
        // a paragraph indented by two tabs is no table
        let alone = rows.len() == 1 && self.pieces[at].shape == Shape::Row;
        if alone && self.is_indented_text(at) {
            return None;
        }
        Some(Run { kind: BlockKind::Fragment(FragmentLayout::Tabbed), end })
    }

    /// Whether the line is a heading that ends with a tab, below the last row of a table.
    fn is_title(&self, at: usize) -> bool {
        let head = lead(self.text(at));
        let marked = head.hashes > 0
            || Marker::at_start(&self.text(at)[head.at..], 0).is_some_and(|marker| {
                matches!(marker.style, MarkerStyle::Part | MarkerStyle::Han | MarkerStyle::HanParen)
            });
        self.shape(at) == Shape::TabEnd
            && marked
            && !matches!(self.shape(at + 1), Shape::Row | Shape::BareRow)
    }

    fn is_indented_text(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let before = crate::Span::new(piece.start, piece.text.start).text(self.source);
        let after = self.pieces.get(at + 1).map_or(piece.text.end, |next| next.start);
        let after = crate::Span::new(piece.text.end, after).text(self.source);
        before.contains('\t') && !after.contains('\t') && !self.text(at).contains('\t')
    }

    /// One cell a line behind a tab, or the empty grid of a chart.
    fn exploded(&mut self, at: usize) -> Option<Run> {
        let mut rhythm = Rhythm::default();
        let mut end = at;
        let mut next = at;
        while next < self.pieces.len() {
            match self.shape(next) {
                Shape::BareTab => rhythm.bare_cell(),
                Shape::TabCell if rhythm.cells == 0 && rhythm.bare >= 12 => break,
                Shape::TabCell => rhythm.cell(self.text(next)),
                Shape::Blank => {
                    rhythm.blank();
                    if rhythm.blanks > ROW_GAP
                        && !(rhythm.cells == 0 && self.shape(next + 1) == Shape::BareTab)
                    {
                        break;
                    }
                    next += 1;
                    continue;
                }
                _ => match self.continued_cell(next, rhythm.blanks) {
                    Some(after) => {
                        next = after;
                        end = after;
                        continue;
                    }
                    None => break,
                },
            }
            next += 1;
            end = next;
        }
        self.text_until = end.max(at + 1);
        if rhythm.is_grid() {
            return Some(Run { kind: BlockKind::Chart, end });
        }
        rhythm.is_table().then_some(Run { kind: BlockKind::Fragment(FragmentLayout::Exploded), end })
    }

    /// Where a cell that goes on without a tab from piece `at` ends, if cells follow it.
    fn continued_cell(&self, at: usize, blanks: u32) -> Option<usize> {
        let mut next = at;
        let mut blank_inside = blanks;
        while next < self.pieces.len() && next - at < CELL_LINES {
            match self.shape(next) {
                Shape::TabCell | Shape::BareTab => {
                    let title = blanks > 0 && close_title(self.text(next - 1)).ends_with('表');
                    return (next > at && blank_inside <= 1 && !title).then_some(next);
                }
                Shape::Blank => {
                    blank_inside += 1;
                    if blank_inside > 1 {
                        return None;
                    }
                }
                Shape::Text | Shape::Gap | Shape::Spaced | Shape::Number | Shape::TabEnd
                    if !self.is_barrier(next) => {}
                _ => return None,
            }
            next += 1;
        }
        None
    }

    /// A line at which every table ends.
    fn is_barrier(&self, at: usize) -> bool {
        let text = self.text(at);
        let head = lead(text);
        head.hashes > 0
            || Marker::at_start(&text[head.at..], 0)
                .is_some_and(|marker| matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex))
    }

    /// Columns aligned by blanks; lines without columns belong to them where rows follow.
    fn aligned(&mut self, at: usize) -> Option<Run> {
        let first_is_row = self.shape(at) == Shape::Spaced;
        if !first_is_row && (self.shape(at + 1) != Shape::Spaced || self.is_numbered(at)) {
            return None;
        }
        let (mut end, mut rows, mut next) = (at, 0, at);
        while next < self.pieces.len() {
            match self.shape(next) {
                Shape::Spaced => {
                    rows += 1;
                    end = next + 1;
                }
                Shape::Blank | Shape::Text | Shape::Gap | Shape::Number
                    if next - end < WRAPPED_ROWS
                        && !self.is_barrier(next)
                        && self.text(next).len() <= 120 => {}
                _ => break,
            }
            next += 1;
        }
        // the last rows of a table often have one gap alone
        while rows >= 2 && self.shape(end) == Shape::Gap && !self.is_numbered(end) {
            end += 1;
        }
        self.text_until = end.max(at + 1);
        (rows >= 2).then_some(Run { kind: BlockKind::Fragment(FragmentLayout::Aligned), end })
    }

    fn is_numbered(&self, at: usize) -> bool {
        let text = self.text(at);
        let head = lead(text);
        head.hashes > 0 || Marker::at_start(&text[head.at..], 0).is_some()
    }
}

/// What an exploded table shows of its rows while it is read.
#[derive(Debug, Default)]
struct Rhythm {
    /// Cells with text.
    cells: u32,
    /// Cells without.
    bare: u32,
    /// Cells that are sentences or long.
    sentences: u32,
    /// Groups of two and more cells, parted by blank lines.
    rows: u32,
    /// Cells of the group being read.
    in_row: u32,
    /// Blank lines just read.
    blanks: u32,
}

impl Rhythm {
    fn cell(&mut self, text: &str) {
        self.cells += 1;
        self.sentences += u32::from(text.len() > 90 || text.ends_with(['。', '；', '：']));
        self.any_cell();
    }

    fn bare_cell(&mut self) {
        self.bare += 1;
        self.any_cell();
    }

    fn any_cell(&mut self) {
        self.blanks = 0;
        self.in_row += 1;
        self.rows += u32::from(self.in_row == 2);
    }

    fn blank(&mut self) {
        self.blanks += 1;
        self.in_row = 0;
    }

    fn is_grid(&self) -> bool {
        self.cells == 0 && u64::from(self.bare) >= CHART_CELLS as u64
    }

    /// Rows parted by blank lines, and cells that are no sentences or are empty; paragraphs behind tabs have neither.
    fn is_table(&self) -> bool {
        let short = self.cells - self.sentences;
        self.cells > 0
            && match self.rows {
                0 => false,
                1 => {
                    (self.bare > 0 || self.sentences == 0)
                        && self.cells + self.bare >= 4
                        && short * 2 >= self.cells
                }
                _ => self.bare > 0 || short * 2 >= self.cells,
            }
    }
}
