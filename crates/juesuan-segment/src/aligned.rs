//! Tables whose columns are aligned by blanks, as PDF readers print them.
//!
//! Figures may stand on the line above or below their names, names may be wrapped over several lines: a line without
//! columns belongs to the table where rows follow it soon.

use juesuan_source::chars::{is_figure, is_minus};

use crate::extent::{columns, measure};
use crate::markup::{lead, trim};
use crate::piece::{Piece, Shape};
use crate::run::{Run, numbers_on};
use crate::tuning::TUNING;
use crate::{BlockKind, FragmentLayout, Marker, MarkerStyle, Span};

/// What a line is to a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Several columns.
    Row,
    /// A name and a figure.
    Pair,
    /// Figures alone.
    Figures,
    /// Text that may be a piece of a row.
    Loose,
    /// No part of it.
    Foreign,
}

/// The table that begins at piece `at`, if one does, and the piece up to which it was looked for.
pub(crate) fn begin(source: &str, pieces: &[Piece], at: usize) -> (Option<Run>, usize) {
    let reader = Reader { source, pieces };
    if !reader.may_begin(at) {
        return (None, at + 1);
    }
    let (mut rows, mut pairs, mut spaced) = (0, 0, 0);
    let mut names = Names::default();
    let (mut end, mut next, mut loose) = (at, at, 0);
    let mut figures = false;
    while next < pieces.len() {
        let part = reader.part(next);
        match part {
            Part::Row | Part::Pair | Part::Figures => {
                rows += 1;
                pairs += usize::from(part != Part::Row);
                spaced += usize::from(pieces[next].shape == Shape::Spaced);
                figures |= has_figure(reader.text(next));
                end = next + 1;
            }
            // a name in its column is a row without figures
            Part::Loose if rows >= 2 && reader.numbers_on_in_column(next) => end = next + 1,
            Part::Loose if loose < TUNING.aligned.wrapped_lines || reader.numbers_on(next) => {}
            Part::Loose if rows >= 2 && loose < TUNING.aligned.free_lines && reader.stands_free(next) => {}
            Part::Loose
                if !figures
                    && loose < TUNING.aligned.header_lines
                    && reader.text(next).len() <= TUNING.aligned.word_limit.bytes() => {}
            _ => break,
        }
        let on_its_way = part != Part::Loose || reader.numbers_on(next);
        loose = if on_its_way { 0 } else { loose + 1 };
        names.read(part == Part::Loose && pieces[next].shape != Shape::Blank, reader.is_nameless(next));
        next += 1;
    }
    // where figures stand above their names, the last name stands below the last row
    if end > at && names.stand_below() && reader.is_nameless(end - 1) && reader.part(end) == Part::Loose {
        end += usize::from(reader.shape(end) == Shape::Text);
    }
    while rows >= 2 && reader.shape(end) == Shape::Text && numbers_on(reader.text(end - 1), reader.text(end))
    {
        end += 1;
    }
    while rows >= 2 && reader.shape(end) == Shape::Gap && !reader.is_numbered(end) {
        end += 1;
    }
    let table = (spaced >= 1 && rows >= 2) || pairs >= 3;
    let run = Run { kind: BlockKind::Fragment(FragmentLayout::Aligned), end };
    (table.then_some(run), end.max(at + 1))
}

/// Whether names stand above or below the lines of their figures.
#[derive(Default)]
struct Names {
    first: Option<bool>,
    below: usize,
    after_figures: bool,
    after_name: bool,
}

impl Names {
    fn read(&mut self, name: bool, nameless: bool) {
        self.below += usize::from(name && self.after_figures);
        if nameless {
            self.first.get_or_insert(self.after_name);
        }
        (self.after_name, self.after_figures) = (name, nameless);
    }

    fn stand_below(&self) -> bool {
        self.first == Some(false) && self.below >= 2
    }
}

struct Reader<'a> {
    source: &'a str,
    pieces: &'a [Piece],
}

impl<'a> Reader<'a> {
    fn shape(&self, at: usize) -> Shape {
        self.pieces.get(at).map_or(Shape::PageBreak, |piece| piece.shape)
    }

    fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.text.text(self.source))
    }

    fn is_numbered(&self, at: usize) -> bool {
        let text = self.text(at);
        let head = lead(text);
        head.hashes > 0 || Marker::at_start(&text[head.at..], 0).is_some()
    }

    /// Whether a name goes on with the number of a name at most two lines above.
    fn numbers_on(&self, at: usize) -> bool {
        let above = self.pieces[at.saturating_sub(2)..at].iter().rev();
        let mut above = above.map(|piece| piece.text.text(self.source));
        self.shape(at) == Shape::Text && above.any(|above| numbers_on(above, self.text(at)))
            || matches!(self.shape(at), Shape::Text | Shape::Gap) && self.numbers_on_in_column(at)
    }

    /// A row, or a line of the header above one.
    fn may_begin(&self, at: usize) -> bool {
        match self.part(at) {
            Part::Row | Part::Pair | Part::Figures => {
                self.shape(at) == Shape::Spaced || !self.is_numbered(at)
            }
            Part::Loose => {
                self.shape(at) == Shape::Text
                    || (self.shape(at + 1) == Shape::Spaced && !self.is_numbered(at))
            }
            Part::Foreign => false,
        }
    }

    fn part(&self, at: usize) -> Part {
        let Some(piece) = self.pieces.get(at) else { return Part::Foreign };
        let text = piece.text.text(self.source);
        match piece.shape {
            Shape::Spaced => Part::Row,
            Shape::Blank => Part::Loose,
            Shape::Gap | Shape::Text | Shape::Number if is_short(text) => {
                if self.is_barrier(at) {
                    return Part::Foreign;
                }
                let indent = columns(Span::new(piece.start, piece.text.start).text(self.source));
                let page = piece.shape == Shape::Number && is_between_dashes(text);
                let figures = !page && text.split_ascii_whitespace().all(is_figure);
                if figures
                    && (piece.shape == Shape::Gap || indent >= TUNING.aligned.indent || text.contains('.'))
                {
                    return Part::Figures;
                }
                let last = text.rsplit("  ").next().unwrap_or(text);
                let pair =
                    piece.shape == Shape::Gap && (is_figure(trim(last)) || indent >= TUNING.aligned.indent);
                if pair { Part::Pair } else { Part::Loose }
            }
            _ => Part::Foreign,
        }
    }

    /// A row that begins in a later column with a figure.
    fn is_nameless(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return false };
        let indent = columns(Span::new(piece.start, piece.text.start).text(self.source));
        indent >= TUNING.aligned.indent
            && self.text(at).split_ascii_whitespace().next().is_some_and(is_figure)
    }

    /// A short line in a later column, or a blank one.
    fn stands_free(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return false };
        let indent = columns(Span::new(piece.start, piece.text.start).text(self.source));
        piece.shape == Shape::Blank || indent >= TUNING.aligned.indent
    }

    /// A line at which every table ends: marked headings, parts, and numbered headings that stand free.
    fn is_barrier(&self, at: usize) -> bool {
        let text = self.text(at);
        let head = lead(text);
        let Some(marker) = Marker::at_start(&text[head.at..], 0) else { return head.hashes > 0 };
        let outer = matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex);
        let free = at.checked_sub(1).is_none_or(|above| self.shape(above).is_empty())
            && self.shape(at + 1).is_empty();
        head.hashes > 0 || outer || (free && !self.numbers_on_in_column(at))
    }

    /// Whether the line stands in a later column, or has several, and goes on with the numbers of a cell close above: 四、
    /// below 三、.
    fn numbers_on_in_column(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return false };
        let indent = columns(Span::new(piece.start, piece.text.start).text(self.source));
        let near = self.pieces.get(at.saturating_sub(TUNING.aligned.name_lines)..at).unwrap_or(&[]);
        // some programs count the characters of a line, others how wide they are
        let below = |[characters, wide]: [u32; 2]| {
            characters.abs_diff(indent) < TUNING.aligned.indent
                || wide.abs_diff(indent) < TUNING.aligned.indent
        };
        (indent >= TUNING.aligned.indent || piece.shape == Shape::Gap)
            && near.iter().any(|piece| {
                self.cells(piece).any(|(from, cell)| below(from) && numbers_on(cell, self.text(at)))
            })
    }

    /// What stands between wide gaps of a line, with the place where it begins: in characters, and in columns.
    fn cells(&self, piece: &Piece) -> impl Iterator<Item = ([u32; 2], &'a str)> + use<'a> {
        let mut from = measure(Span::new(piece.start, piece.text.start).text(self.source));
        piece.text.text(self.source).split("  ").filter_map(move |cell| {
            let blank = measure(cell.get(..cell.len() - cell.trim_start().len()).unwrap_or(""));
            let begins = [from.0 + blank.0, from.1 + blank.1];
            let width = measure(cell);
            from = (from.0 + width.0 + 2, from.1 + width.1 + 2);
            let cell = trim(cell);
            (!cell.is_empty()).then_some((begins, cell))
        })
    }
}

/// Whether little is printed on a line, however far apart: 预算数 and 决算数 above many columns.
fn is_short(text: &str) -> bool {
    text.len() <= TUNING.aligned.loose_limit.bytes()
        || (text.len() <= TUNING.aligned.far
            && text.split_ascii_whitespace().map(str::len).sum::<usize>()
                <= TUNING.aligned.loose_limit.bytes())
}

/// Whether a text has a dash at either end and a figure between them, as page numbers do: — 7 —, - 12 -.
fn is_between_dashes(text: &str) -> bool {
    let inner = text.trim_matches(is_minus);
    text.starts_with(is_minus) && text.ends_with(is_minus) && !inner.trim().is_empty()
}

/// Whether one of the columns of a line is a figure.
pub(crate) fn has_figure(line: &str) -> bool {
    line.split("  ").any(|cell| is_figure(trim(cell)))
}
