//! From the raw grid to tables: headers found, rows collected, repeated headers dropped.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::Certainty;
use juesuan_source::chars::page_number;

use crate::cell::clean;
use crate::cell::look::Look;
use crate::cell::number;
use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::rebuild::column_roles;
use crate::rebuild::form_metadata::{furnish, inherited, is_furnishing};
use crate::rebuild::header;
use crate::rebuild::open_table::Open;
use crate::rebuild::split_rows;
use crate::repair::{Repair, RepairKind};
use crate::sums::resolve::{Loose, Why};
use crate::table::{Cell, CellKind, Role, Row, RowKind, Table};
use crate::template;
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words::is_titled;

/// Builds the tables of one grid. What stands around them is added later.
///
/// `titled` says that the title of a form stands above the grid: a lone cell above its header is no title then, but the
/// head of all columns.
pub(crate) fn tables(source: &Text<'_>, grid: &Grid, titled: bool, repairs: &mut Vec<Repair>) -> Vec<Table> {
    let mut builder = Builder { source, grid, titled, repairs, open: None, done: Vec::new() };
    let mut row = 0;
    while row < grid.rows.len() {
        row = builder.take(row).max(row + 1);
    }
    builder.close();
    builder.done
}

/// Builds the table of a form whose rows have their columns.
pub(crate) fn by_form(
    source: &Text<'_>,
    read: template::Read,
    span: Span,
    repairs: &mut Vec<Repair>,
) -> Table {
    let mut open = Open::headless(0);
    open.table.columns = read.columns;
    open.table.span = span;
    for row in 0..read.grid.rows.len() {
        open.push(&read.grid, row, RowKind::Data, source);
    }
    let mut table = column_roles::finish(open, source, repairs);
    for (rows, certainty) in [(&read.open, Certainty::Doubtful), (&read.proved, Certainty::Proved)] {
        for &row in rows {
            table.mark(row, certainty);
        }
    }
    table
}

/// What a header does.
enum Opening {
    /// It repeats that of the open table, up to this row.
    Repeated(usize),
    /// It begins a table.
    New(Range<usize>),
}

struct Builder<'a> {
    source: &'a Text<'a>,
    grid: &'a Grid,
    titled: bool,
    repairs: &'a mut Vec<Repair>,
    open: Option<Open>,
    done: Vec<Table>,
}

impl Builder<'_> {
    /// Takes the row, or several rows that go together, and returns the one after them.
    fn take(&mut self, row: usize) -> usize {
        if self.begins_form(row) {
            self.close();
        }
        if let Some(next) = self.take_header(row) {
            return next;
        }
        if self.take_furnishing(row) || self.take_page_number(row) || self.take_title(row) {
            return row + 1;
        }
        let grid = self.grid;
        let open = self.open.get_or_insert_with(|| Open::headless(row));
        let counts = open.data_rows == 0 && header::is_column_numbers(grid, self.source, row);
        if counts || header::says_column_numbers(grid, self.source, row) {
            open.push(grid, row, RowKind::ColumnNumbers, self.source);
        } else if !split_rows::join(open, grid, row, self.source, self.repairs) {
            let kind = kind_of(open, grid, row);
            note_code_names(grid, row, kind, self.source, self.repairs);
            open.push(grid, row, kind, self.source);
        }
        row + 1
    }

    /// Whether the next form of a self-evaluation begins below the rows of the one before: 项目名称 and a name.
    fn begins_form(&self, row: usize) -> bool {
        let below_rows = self.open.as_ref().is_some_and(|open| open.data_rows > 0);
        let mut cells = self.grid.cells(row).iter().filter(|cell| !cell.is_blank());
        let mut key = || cells.next().map(|cell| self.grid.key(*cell, self.source));
        below_rows
            && key().is_some_and(|label| self.source.words.opens_form(&label))
            && key().is_some_and(|name| !self.source.words.heads(&name))
            && self.repeated(row).is_none()
    }

    /// Takes a header with the title rows above it: a repeated one is dropped, a new one begins a table.
    fn take_header(&mut self, row: usize) -> Option<usize> {
        let (head, opening) = self.opening(row)?;
        let rows = match opening {
            Opening::Repeated(end) => {
                self.drop_repeated(row, head, end);
                return Some(end);
            }
            Opening::New(rows) => rows,
        };
        self.close();
        let mut context = self.done.last().map(|table| inherited(&table.context)).unwrap_or_default();
        for title in row..head {
            furnish(&mut context, self.grid, title, self.source);
        }
        let mut open = Open::headless(row);
        open.table.cells.reserve(self.grid.cells_from(rows.end));
        open.table.rows.reserve(self.grid.rows.len() - rows.end);
        open.table.columns = header::columns(self.grid, self.source, &rows);
        open.table.context = context;
        open.header = rows.clone();
        for above in row..rows.end {
            open.table.span = open.table.span.join(self.grid.rows[above].span);
        }
        self.open = Some(open);
        Some(rows.end)
    }

    /// The header that begins at `row` or after the rows with title and unit that begin there, and its first row.
    fn opening(&self, row: usize) -> Option<(usize, Opening)> {
        let mut over_all = None;
        for head in row..row + TUNING.build.longest_preamble {
            let here = self.grid.rows.get(head).filter(|here| here.numbers == 0)?;
            let furnishes = is_furnishing(self.grid, head, self.source);
            if here.filled >= 2 && !furnishes {
                let opening = self.header_at(head)?;
                return Some(match (over_all, opening) {
                    (Some(top), Opening::New(rows)) => (top, Opening::New(top..rows.end)),
                    (_, opening) => (head, opening),
                });
            }
            over_all = if furnishes { None } else { over_all.or(self.heads_all(head).then_some(head)) };
            // in the middle of a table, a name without values is an item and no title
            let title = here.width() == 1 && (here.printed_width == 1 || here.after_gap);
            if !(title || furnishes || self.open.is_none()) {
                return None;
            }
        }
        None
    }

    /// Whether the lone cell of a row is the head of all columns: the form has its title above the grid.
    fn heads_all(&self, row: usize) -> bool {
        let none_yet = self.open.is_none() && self.done.is_empty();
        let cell = self.grid.cell(row, 0);
        let key = self.grid.key(cell, self.source);
        let short =
            key.chars().count() <= TUNING.build.longest && !key.contains(|c: char| c.is_ascii_digit());
        self.titled && none_yet && self.grid.rows[row].width() == 1 && short && !is_titled(&key)
    }

    /// The header that begins at this row; within a table only one that can be nothing else.
    fn header_at(&self, head: usize) -> Option<Opening> {
        if let Some(end) = self.repeated(head) {
            return Some(Opening::Repeated(end));
        }
        let may_open = self.open.is_none() || header::is_sure(self.grid, self.source, head);
        may_open.then(|| header::find(self.grid, self.source, head))?.map(Opening::New)
    }

    /// Where the repetition of the open table's header that begins at this row ends.
    fn repeated(&self, head: usize) -> Option<usize> {
        let header = &self.open.as_ref()?.header;
        let first = header.clone().find(|&row| same_row(self.grid, row, head, self.source))?;
        let same = (first..header.end)
            .zip(head..)
            .take_while(|&(ours, row)| same_row(self.grid, ours, row, self.source));
        let end = head + same.count();
        Some(end + usize::from(header::is_column_numbers(self.grid, self.source, end)))
    }

    /// Drops a repeated header, the title rows above it and the column numbers below it.
    fn drop_repeated(&mut self, row: usize, head: usize, end: usize) {
        let Some(open) = &mut self.open else { return };
        let span = |rows: Range<usize>| {
            let rows = self.grid.rows.get(rows).unwrap_or(&[]);
            rows.iter().map(|row| row.span).reduce(Span::join).unwrap_or_default()
        };
        // a cell over all columns comes again with the header, and is no title
        let again = |row: usize| open.header.clone().any(|ours| same_row(self.grid, ours, row, self.source));
        for title in (row..head).filter(|row| !again(*row)).collect::<Vec<_>>() {
            furnish(&mut open.table.context, self.grid, title, self.source);
        }
        let at = span(row..end);
        open.resumed = Some(end);
        open.table.span = open.table.span.join(at);
        self.repairs.push(Repair {
            kind: RepairKind::StitchedTable,
            at,
            other: Some(span(open.header.clone())),
            printed: at.text(self.source).trim().to_owned(),
            read_as: String::new(),
            reason: Reason::StitchedHeader,
        });
    }

    /// Takes a row that says something about the form and not about its items.
    fn take_furnishing(&mut self, row: usize) -> bool {
        if !is_furnishing(self.grid, row, self.source) {
            return false;
        }
        let open = self.open.get_or_insert_with(|| Open::headless(row));
        furnish(&mut open.table.context, self.grid, row, self.source);
        open.table.span = open.table.span.join(self.grid.rows[row].span);
        true
    }

    /// Takes a row with one text above the first row of a table without a header: its title.
    fn take_title(&mut self, row: usize) -> bool {
        let here = &self.grid.rows[row];
        let wider = |next: &crate::grid::RawRow| next.filled > 1;
        let empty =
            self.open.as_ref().is_none_or(|open| open.table.columns.is_empty() && open.table.rows.is_empty());
        let title = here.filled == 1 && here.numbers == 0 && self.grid.rows.get(row + 1).is_some_and(wider);
        if empty && title {
            let open = self.open.get_or_insert_with(|| Open::headless(row));
            furnish(&mut open.table.context, self.grid, row, self.source);
            open.table.span = open.table.span.join(here.span);
        }
        empty && title
    }

    /// Takes out a page number that stands on a line of its own.
    fn take_page_number(&mut self, row: usize) -> bool {
        let here = &self.grid.rows[row];
        if !here.lone {
            return false;
        }
        let text = here.span.text(self.source);
        let is_page = page_number(text).is_some();
        let wide = self.open.as_ref().is_some_and(|open| open.table.columns.len() > 2);
        if is_page && wide {
            self.repairs.push(Repair {
                kind: RepairKind::DroppedPageNumber,
                at: here.span,
                other: None,
                printed: text.trim().to_owned(),
                read_as: String::new(),
                reason: Reason::LoneNumber,
            });
        }
        is_page && wide
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.done.push(column_roles::finish(open, self.source, self.repairs));
        }
    }
}

impl Open {
    /// Adds a row of the grid.
    fn push(&mut self, grid: &Grid, row: usize, kind: RowKind, source: &Text<'_>) {
        let raw = &grid.rows[row];
        let cells = grid.cells(row);
        let start = Span::of(0..self.table.cells.len()).end;
        if self.filled.len() < cells.len() {
            self.filled.resize(cells.len(), 0);
        }
        for (column, &cell) in cells.iter().enumerate() {
            let codes = names_codes(grid, row, kind, column, source) && is_code_part(cell, source);
            let named = codes || self.names_figures(grid, row, column, source);
            if named {
                self.name_column(column, cell, source);
            }
            let cell = if named { RawCell::default() } else { cell };
            self.filled[column] += u32::from(kind == RowKind::Data && !cell.is_blank());
            if cell.seen.unclean || cell.seen.look == Look::Broken {
                self.doubtful.push(Span::of(0..self.table.cells.len()).end);
            }
            self.table.cells.push(first_reading(cell));
            if cell.parts > 0 {
                let parts = grid.parts(cell).to_vec();
                let text: String = parts.iter().map(|part| clean::text(part.text(source))).collect();
                // codes are of digits alone
                let money = cell.seen.look == Look::Number && text.contains(['.', ',']);
                let (kind, text) = if money {
                    (CellKind::Amount, number::normal(&text).into_owned())
                } else {
                    (CellKind::Text, text)
                };
                self.read_as(self.table.cells.len() - 1, kind, text, parts);
            }
        }
        self.data_rows += u32::from(kind == RowKind::Data);
        let columns = self.table.columns.len();
        let why = match usize::from(raw.printed_width) {
            width if width > columns && columns > 0 => Some(Why::Surplus(width - columns)),
            _ if grid.is_loose(row) => Some(Why::Place),
            width => (width < columns).then_some(Why::Width),
        };
        let at = self.table.rows.len();
        self.loose.extend(why.map(|why| Loose { row: at, why }));
        let cells = start..Span::of(0..self.table.cells.len()).end;
        self.table.span = self.table.span.join(raw.span);
        self.table.rows.push(Row { kind, span: raw.span, cells });
    }

    /// Whether a cell of the first row below a header still names its column, though others hold the figures of the
    /// total: 合计, 基本支出 and 项目支出 below 本年支出, which has no other names for its columns.
    fn names_figures(&self, grid: &Grid, row: usize, column: usize, source: &Text<'_>) -> bool {
        let columns = &self.table.columns;
        let raw = &grid.rows[row];
        if self.data_rows > 0 || raw.numbers == 0 || column == 0 {
            return false;
        }
        let names = |at: usize| {
            let cell = grid.cell(row, at);
            let word = || source.header(&grid.key(cell, source));
            cell.seen.look == Look::Text
                && cell.span.len() < TUNING.build.longest_head.bytes()
                && word() == Some(Role::Figure)
        };
        let stub = |at: usize| {
            let role = columns.get(at).and_then(|column| header::announced(source, column));
            matches!(role, Some(Role::Code | Role::Label | Role::Ordinal | Role::RowNumber))
        };
        let shared = |other: usize| {
            let (Some(here), Some(there)) = (columns.get(column), columns.get(other)) else { return false };
            !here.spans.is_empty() && here.spans.first() == there.spans.first() && names(other)
        };
        names(column) && !stub(column) && (shared(column - 1) || shared(column + 1))
    }

    /// Adds a cell to the names of its column.
    fn name_column(&mut self, column: usize, cell: RawCell, source: &Text<'_>) {
        let Some(column) = self.table.columns.get_mut(column) else { return };
        let name = clean::text(cell.span.text(source)).replace(' ', "");
        if column.path.last() != Some(&name) && !matches!(&*name, "类款项" | "类款") {
            column.path.push(name);
            column.spans.push(cell.span);
        }
    }
}

/// Whether a cell in this place may name a column of codes though its row has values: a head row that is also the row
/// of the total. Behind the name of something 项 is a unit.
fn names_codes(grid: &Grid, row: usize, kind: RowKind, column: usize, source: &Text<'_>) -> bool {
    let parts = |cells: &[RawCell]| cells.iter().all(|cell| cell.is_blank() || is_code_part(*cell, source));
    kind == RowKind::Data
        && column < 3
        && grid.rows[row].numbers > 0
        && grid.cells(row).get(..column).is_some_and(parts)
}

/// Records that the names of the code columns stand in the row of the total.
fn note_code_names(grid: &Grid, row: usize, kind: RowKind, source: &Text<'_>, repairs: &mut Vec<Repair>) {
    let named = |&(column, cell): &(usize, &RawCell)| {
        names_codes(grid, row, kind, column, source) && is_code_part(*cell, source)
    };
    let cells = grid.cells(row).iter().take(3).enumerate().filter(named);
    if let Some(at) = cells.map(|(_, cell)| cell.span).reduce(Span::join) {
        repairs.push(Repair {
            kind: RepairKind::ReadCode,
            at,
            other: None,
            printed: at.text(source).to_owned(),
            read_as: String::new(),
            reason: Reason::CodeHeads,
        });
    }
}

/// Whether the cell names one of the three columns into which some forms part a code.
fn is_code_part(cell: RawCell, source: &Text<'_>) -> bool {
    cell.seen.look == Look::Text && cell.span.len() <= 15 && source.words.is_code_part(&cell.key(source))
}

/// The cell as it is taken before the role of its column is known.
fn first_reading(raw: RawCell) -> Cell {
    let kind = match raw.seen.look {
        Look::Blank => CellKind::Blank,
        Look::Dash => CellKind::Dash,
        Look::Number => CellKind::Amount,
        Look::Percent => CellKind::Percent,
        Look::Broken | Look::Text => CellKind::Text,
    };
    Cell { span: raw.span, kind, unclean: raw.seen.unclean, ..Cell::default() }
}

/// A row with one text cell at its left end speaks of the rows below it.
fn kind_of(open: &Open, grid: &Grid, row: usize) -> RowKind {
    let raw = &grid.rows[row];
    let heads = raw.filled == 1 && raw.numbers == 0 && raw.width() == 1 && open.table.columns.len() > 3;
    if heads { RowKind::Group } else { RowKind::Data }
}

/// Whether two rows of the grid print the same but for blanks and markup.
fn same_row(grid: &Grid, left: usize, right: usize, source: &Text<'_>) -> bool {
    let (Some(a), Some(b)) = (grid.rows.get(left), grid.rows.get(right)) else { return false };
    let cells = || grid.cells(left).iter().zip(grid.cells(right));
    a.filled == b.filled
        && a.numbers == b.numbers
        && a.width() == b.width()
        && cells().all(|(a, b)| a.says_the_same(*b, source))
}
