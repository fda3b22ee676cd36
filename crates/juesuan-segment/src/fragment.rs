//! Which runs of lines are pieces of a table or the grid of a chart.

use crate::exploded_cells::ExplodedCells;
use crate::extent::columns;
use crate::markup::lead;
use crate::piece::{Piece, Shape};
use crate::run::{Run, numbers_on};
use crate::tuning::TUNING;
use crate::zone::{self, Zone};
use crate::{
    BlockKind, FragmentLayout, Marker, MarkerStyle, Span, aligned, form_zone, heading, html_tag, single_space,
};

/// Finds fragments among the pieces of one document.
pub(crate) struct Fragments<'a> {
    source: &'a str,
    pieces: &'a [Piece],
    /// Pieces before this one were looked at as a table and found to be text.
    text_until: usize,
    /// No `</table>` follows any more.
    no_more_closed: bool,
    /// The last piece of the table read last.
    last_row: Option<usize>,
    /// The same, where its columns are aligned by blanks.
    last_aligned: Option<usize>,
    /// Forms whose cells only blanks or line ends part, in order.
    zones: Vec<Zone>,
    /// Where the titles of forms of self-evaluation stand, in order.
    titles: Vec<usize>,
}

impl<'a> Fragments<'a> {
    pub(crate) fn new(source: &'a str, pieces: &'a [Piece]) -> Self {
        let zones = form_zone::with_forms(zone::zones(source, pieces), form_zone::zones(source, pieces));
        Self {
            source,
            pieces,
            text_until: 0,
            no_more_closed: false,
            last_row: None,
            last_aligned: None,
            zones,
            titles: form_zone::titles(source, pieces),
        }
    }

    /// The fragment that begins at piece `at`, if one does. Asked for each piece in order.
    pub(crate) fn begin(&mut self, at: usize) -> Option<Run> {
        let next_form = self.next_form(at);
        let run = match self.pieces[at].shape {
            _ if self.zone(at).is_some() => self.zone(at),
            Shape::Pipe => Some(self.piped(at)),
            Shape::Barred if at >= self.text_until => self.barred(at),
            Shape::Html => Some(self.html(at)),
            Shape::Row | Shape::BareRow => self.tabbed(at),
            Shape::TabCell if self.leads_rows(at) => self.tabbed(at),
            Shape::TabCell | Shape::BareTab if at >= self.text_until => self.exploded(at),
            Shape::Spaced | Shape::Gap if at >= self.text_until => self.aligned(at),
            Shape::Text if self.names_next_row(at).is_some() => self.next_page(at),
            Shape::Text => match self.resumes(at) {
                Some(Shape::Row) => self.tabbed(at),
                Some(_) => self.aligned(at),
                None => self.flat(at),
            },
            _ => None,
        };
        // nothing runs over the first line of a form
        let run = run.map(|run| Run { end: run.end.min(next_form), ..run });
        if let Some(run) = run.filter(|run| run.kind != BlockKind::Chart) {
            self.last_row = Some(run.end - 1);
            self.last_aligned = (run.kind == Run::ALIGNED.kind).then_some(run.end - 1);
        }
        run
    }

    /// The first piece of the next form behind this one, or its title.
    fn next_form(&self, at: usize) -> usize {
        let zone = self.zones.get(self.zones.partition_point(|zone| zone.first <= at)).map(|zone| zone.first);
        let title = self.titles.get(self.titles.partition_point(|title| *title <= at)).copied();
        zone.into_iter().chain(title).min().unwrap_or(self.pieces.len())
    }

    /// The body of a form that begins at this piece.
    fn zone(&self, at: usize) -> Option<Run> {
        let index = self.zones.binary_search_by_key(&at, |zone| zone.first).ok()?;
        let zone = self.zones.get(index)?;
        Some(Run { kind: BlockKind::Fragment(zone.layout), end: zone.end })
    }

    /// Rows with one blank between their cells, below the unit, the body or the number of a form, or where the page
    /// before ended with such rows.
    fn flat(&mut self, at: usize) -> Option<Run> {
        let printed = |piece: &&Piece| !piece.shape.is_empty() && piece.shape != Shape::Number;
        let from = at.saturating_sub(TUNING.fragment.page_break_lines);
        let above = from + self.pieces[from..at].iter().rposition(|piece| printed(&piece))?;
        let form = matches!(
            self.pieces[above].shape,
            Shape::Label(BlockKind::Unit | BlockKind::FormNumber | BlockKind::Department)
        );
        let resumed = || self.last_aligned == Some(above) && single_space::is_row(self.text(above));
        if !form && !resumed() {
            return None;
        }
        let end = single_space::end(self.source, &self.pieces[..self.next_form(at)], at)?;
        Some(Run { end, ..Run::ALIGNED })
    }

    fn aligned(&mut self, at: usize) -> Option<Run> {
        let (run, read_until) = aligned::begin(self.source, &self.pieces[..self.next_form(at)], at);
        self.text_until = read_until;
        let lone = || self.is_lone_row(at).then_some(Run { end: at + 1, ..Run::ALIGNED });
        run.or_else(lone)
    }

    /// Whether a line with several columns and a figure, all that the next page has of it, follows an aligned table.
    fn is_lone_row(&self, at: usize) -> bool {
        self.is_lone_row_below(at, at)
    }

    /// The row, if a page of an aligned table begins with names in a column of their own: those of the next row, or the
    /// rest of one that the page break cut.
    fn names_next_row(&self, at: usize) -> Option<usize> {
        let mut lines = at..self.pieces.len().min(at + 1 + TUNING.fragment.name_lines);
        let row = lines.find(|&at| !self.is_name(&self.pieces[at]))?;
        (row > at && self.is_lone_row_below(at, row)).then_some(row)
    }

    /// Whether a piece is a name that stands in a column, without its row.
    fn is_name(&self, piece: &Piece) -> bool {
        let text = piece.text.text(self.source);
        let indented = columns(Span::new(piece.start, piece.text.start).text(self.source)) > 0;
        let ends = text.ends_with(['。', '：', '；', ':']);
        piece.shape == Shape::Text && indented && text.len() <= TUNING.run.name_limit.bytes() && !ends
    }

    fn next_page(&mut self, at: usize) -> Option<Run> {
        let row = self.names_next_row(at)?;
        let (run, read_until) = aligned::begin(self.source, &self.pieces[..self.next_form(at)], at);
        self.text_until = read_until;
        run.or(Some(Run { end: row + 1, ..Run::ALIGNED }))
    }

    /// Whether the row at piece `at` is a lone one that begins with piece `first`.
    fn is_lone_row_below(&self, first: usize, at: usize) -> bool {
        let above = self
            .last_aligned
            .filter(|&last| last < first && first - last <= TUNING.fragment.page_break_lines);
        let parted = |last: usize| {
            let between = self.pieces.get(last + 1..first).unwrap_or(&[]);
            let mut below = between.iter().skip_while(|piece| self.is_name(piece));
            below.all(|piece| piece.shape.is_empty() || piece.shape == Shape::Number)
        };
        self.shape(at) == Shape::Spaced && above.is_some_and(parted) && aligned::has_figure(self.text(at))
    }

    /// The shape of the rows below a line that goes on with the numbers of the table above, from which a page break
    /// parts them.
    fn resumes(&self, at: usize) -> Option<Shape> {
        // a run can end in lines that are asked for again, so that the last row may lie ahead
        let last =
            self.last_row.filter(|&last| last < at && at - last <= TUNING.fragment.page_break_lines)?;
        if !numbers_on(self.text(last), self.text(at)) {
            return None;
        }
        let mut above = self.pieces[last + 1..at].iter();
        let parted = above.all(|piece| piece.shape.is_empty() || piece.shape == Shape::Number);
        let mut below =
            self.pieces[at + 1..].iter().take(TUNING.fragment.cell_lines).map(|piece| piece.shape);
        // names that stand free are rows only in a column of their own
        let piece = &self.pieces[at];
        let indent = columns(Span::new(piece.start, piece.text.start).text(self.source));
        let free = indent >= TUNING.aligned.indent;
        let row = below.find(|&shape| shape != Shape::Text && !(free && shape == Shape::Blank))?;
        (parted && matches!(row, Shape::Row | Shape::Spaced | Shape::Gap)).then_some(row)
    }

    fn shape(&self, at: usize) -> Shape {
        self.pieces.get(at).map_or(Shape::PageBreak, |piece| piece.shape)
    }

    fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.text.text(self.source))
    }

    /// Rows between pipes; a cell of several lines leaves lines that pipes open and close apart.
    fn piped(&self, at: usize) -> Run {
        let mut end = at;
        while self.shape(end) == Shape::Pipe {
            let closed = self.text(end).ends_with('|');
            end += 1;
            if !closed {
                let rest = self.pieces[end..].iter().take(TUNING.fragment.cell_lines);
                let mut rest = rest.take_while(|piece| !piece.shape.is_empty() && piece.shape != Shape::Pipe);
                end += rest
                    .position(|piece| piece.text.text(self.source).ends_with('|'))
                    .map_or(0, |lines| lines + 1);
            }
        }
        Run { kind: BlockKind::Fragment(FragmentLayout::Piped), end }
    }

    /// Rows between pipes of which none stands in front; where most lines are one cell and its pipe, a cell a line.
    fn barred(&mut self, at: usize) -> Option<Run> {
        let mut end = at;
        let mut rows = 0;
        while matches!(self.shape(end), Shape::Barred | Shape::Pipe) {
            let text = self.text(end);
            rows += usize::from(text.strip_suffix('|').unwrap_or(text).contains('|'));
            end += 1;
        }
        self.text_until = end.max(at + 1);
        let lines = end - at;
        let (layout, fewest) = if rows * 2 >= lines {
            (FragmentLayout::Piped, 2)
        } else {
            (FragmentLayout::Exploded, TUNING.fragment.fewest_barred_cells)
        };
        let layout = Some(layout).filter(|_| lines >= fewest);
        layout.map(|layout| Run { kind: BlockKind::Fragment(layout), end })
    }

    /// Up to the line that closes the table. One that nothing closes goes on as long as lines begin with a tag.
    fn html(&mut self, at: usize) -> Run {
        let kind = BlockKind::Fragment(FragmentLayout::Html);
        if !self.no_more_closed {
            let closes = |piece: &Piece| html_tag::closes_table(piece.text.text(self.source));
            if let Some(lines) = self.pieces[at..].iter().position(closes) {
                return Run { kind, end: at + lines + 1 };
            }
            self.no_more_closed = true;
        }
        let rest = &self.pieces[at + 1..];
        let inside = |piece: &&Piece| {
            piece.shape == Shape::Blank || html_tag::is_inside_table(piece.text.text(self.source))
        };
        let lines = rest.iter().take_while(inside).count();
        let blanks = rest[..lines].iter().rev().take_while(|piece| piece.shape == Shape::Blank).count();
        Run { kind, end: at + 1 + lines - blanks }
    }

    /// A first row that is empty but for its last cell ("→金额") and stands on rows with several cells.
    fn leads_rows(&self, at: usize) -> bool {
        self.shape(at + 1) == Shape::Row && self.text(at).len() <= TUNING.fragment.last_cell.bytes()
    }

    fn tabbed(&self, at: usize) -> Option<Run> {
        let in_table = |shape| {
            matches!(shape, Shape::Row | Shape::BareRow | Shape::BareTab | Shape::TabCell | Shape::TabEnd)
        };
        let mut end = at + 1;
        while end < self.pieces.len() {
            // a row of which the empty cells are gone shows by its number
            let bare_name = self.shape(end) == Shape::Text && numbers_on(self.text(end - 1), self.text(end));
            // a page may begin with a row of which one blank parts the cells
            let spaced = self.shape(end) == Shape::Text
                && juesuan_source::chars::is_spaced_row(self.text(end))
                && matches!(self.shape(end + 1), Shape::Row | Shape::BareRow);
            if !(bare_name || spaced) && (!in_table(self.shape(end)) || self.is_title(end)) {
                break;
            }
            end += 1;
        }
        let rows = &self.pieces[at..end];
        if rows.iter().all(|row| matches!(row.shape, Shape::BareRow | Shape::BareTab)) {
            return (rows.len() >= TUNING.exploded_cells.chart_cells)
                .then_some(Run { kind: BlockKind::Chart, end });
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
        let before = Span::new(piece.start, piece.text.start).text(self.source);
        let after = self.pieces.get(at + 1).map_or(piece.text.end, |next| next.start);
        let after = Span::new(piece.text.end, after).text(self.source);
        before.contains('\t') && !after.contains('\t') && !self.text(at).contains('\t')
    }

    /// One cell a line behind a tab, or the empty grid of a chart.
    fn exploded(&mut self, at: usize) -> Option<Run> {
        let mut rhythm = ExplodedCells::default();
        let mut end = at;
        let mut next = at;
        while next < self.pieces.len() {
            match self.shape(next) {
                Shape::BareTab => rhythm.bare_cell(),
                Shape::TabCell if rhythm.cells == 0 && rhythm.bare >= TUNING.fragment.bare_tabs => break,
                Shape::TabCell => rhythm.cell(self.text(next)),
                Shape::Blank => {
                    rhythm.blank();
                    if rhythm.blanks > TUNING.fragment.row_gap
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
        while next < self.pieces.len() && next - at < TUNING.fragment.cell_lines {
            match self.shape(next) {
                Shape::TabCell | Shape::BareTab => {
                    return (next > at && blank_inside <= 1).then_some(next);
                }
                Shape::Blank => {
                    blank_inside += 1;
                    if blank_inside > 1 {
                        return None;
                    }
                }
                Shape::Text | Shape::Gap | Shape::Spaced | Shape::Number | Shape::TabEnd
                    if !(self.is_barrier(next) || (blank_inside > 0 && self.is_heading(next))) => {}
                _ => return None,
            }
            next += 1;
        }
        None
    }

    /// A line that could be a heading or the title of the next table.
    fn is_heading(&self, at: usize) -> bool {
        heading::candidate(self.source, self.pieces[at].text).is_some()
    }

    /// A line at which every table ends.
    fn is_barrier(&self, at: usize) -> bool {
        let text = self.text(at);
        let head = lead(text);
        head.hashes > 0
            || Marker::at_start(&text[head.at..], 0)
                .is_some_and(|marker| matches!(marker.style, MarkerStyle::Part | MarkerStyle::Annex))
    }
}
