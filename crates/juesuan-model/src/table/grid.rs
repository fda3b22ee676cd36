//! The grid: rows, columns and cells that fit each other.

use super::{Cell, Column, ColumnIndex, Entry, Figure, Layout, Row, RowIndex};
use crate::{Item, Measure, TableId, TableKind, Unit};

/// What a table is made of, before it is checked by [`Table::new`].
#[derive(Clone, Debug)]
pub struct TableParts {
    /// Its name within the document.
    pub id: TableId,
    /// What it is about.
    pub kind: TableKind,
    /// Its title as printed; empty where it has none.
    pub title: String,
    /// The unit printed above it.
    pub unit: Option<Unit>,
    /// Its first line, counted from 1.
    pub line_start: u32,
    /// Its last line.
    pub line_end: u32,
    /// From how many pieces it was joined.
    pub fragments: u32,
    /// How it stood in the text.
    pub layout: Layout,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Its rows, top to bottom.
    pub rows: Vec<Row>,
    /// Its cells, blank ones left out.
    pub cells: Vec<Cell>,
}

/// A table: columns, rows, and the cells that are not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    id: TableId,
    kind: TableKind,
    title: String,
    unit: Option<Unit>,
    line_start: u32,
    line_end: u32,
    fragments: u32,
    layout: Layout,
    columns: Vec<Column>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    /// Which cell is the first of each row, and behind them how many there are: rules ask for rows without end.
    starts: Vec<u32>,
}

/// Why parts do not make a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A cell outside the grid.
    #[error(
        "table {table}: cell at row {row}, column {column} lies outside its {rows} rows and {columns} columns"
    )]
    Outside {
        /// The table.
        table: TableId,
        /// The cell's row, counted from 0.
        row: RowIndex,
        /// The cell's column, counted from 0.
        column: ColumnIndex,
        /// How many rows there are.
        rows: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// Two cells in one place.
    #[error("table {table}: two cells at row {row}, column {column}")]
    Doubled {
        /// The table.
        table: TableId,
        /// The row, counted from 0.
        row: RowIndex,
        /// The column, counted from 0.
        column: ColumnIndex,
    },
    /// The last line comes before the first.
    #[error("table {table}: it ends on line {end} before it begins on line {start}")]
    Lines {
        /// The table.
        table: TableId,
        /// Its first line.
        start: u32,
        /// Its last line.
        end: u32,
    },
}

impl Table {
    /// A table of these parts; cells are put in order by row and column.
    ///
    /// # Errors
    /// [`TableError`] where a cell lies outside the grid or on another cell, or the lines run backwards.
    pub fn new(parts: TableParts) -> Result<Self, TableError> {
        let TableParts {
            id,
            kind,
            title,
            unit,
            line_start,
            line_end,
            fragments,
            layout,
            columns,
            rows,
            mut cells,
        } = parts;
        if line_end < line_start {
            return Err(TableError::Lines { table: id, start: line_start, end: line_end });
        }
        let place = |cell: &Cell| (cell.row, cell.column);
        if !cells.is_sorted_by_key(place) {
            cells.sort_by_key(place);
        }
        for cell in &cells {
            if cell.row.get() >= rows.len() || cell.column.get() >= columns.len() {
                return Err(TableError::Outside {
                    table: id,
                    row: cell.row,
                    column: cell.column,
                    rows: rows.len(),
                    columns: columns.len(),
                });
            }
        }
        if let Some([cell, _]) = cells.array_windows().find(|[a, b]| place(a) == place(b)) {
            return Err(TableError::Doubled { table: id, row: cell.row, column: cell.column });
        }
        let mut table = Self {
            id,
            kind,
            title,
            unit,
            line_start,
            line_end,
            fragments,
            layout,
            columns,
            rows,
            cells,
            starts: Vec::new(),
        };
        table.settle();
        table.starts = starts(&table.rows, &table.cells);
        Ok(table)
    }

    /// One table has one form: a cell that repeats the unit it would have anyway holds a plain number, a text that is
    /// a lone dash is a dash, and a cell without text is blank, which is not listed.
    fn settle(&mut self) {
        let Self { unit, columns, rows, cells, .. } = self;
        rows.iter_mut().for_each(Row::settle);
        cells.retain(|cell| !matches!(&cell.entry, Entry::Text(text) if text.is_empty()));
        for cell in cells {
            let row = rows.get(cell.row.get()).and_then(|row| row.unit.as_ref());
            let column = columns.get(cell.column.get()).and_then(|column| column.unit.as_ref());
            match &cell.entry {
                Entry::Measured(amount) if row.or(column).or(unit.as_ref()) == Some(&amount.unit) => {
                    cell.entry = Entry::Number(amount.value);
                }
                Entry::Text(text) if &**text == "-" => cell.entry = Entry::Dash,
                _ => {}
            }
        }
    }

    /// Its name within the document: `Z05`, `T574`.
    pub const fn id(&self) -> TableId {
        self.id
    }

    /// What it is about.
    pub const fn kind(&self) -> TableKind {
        self.kind
    }

    /// Its title as printed; empty where it has none.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The unit printed above it.
    pub const fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// Its first line, counted from 1.
    pub const fn line_start(&self) -> u32 {
        self.line_start
    }

    /// Its last line.
    pub const fn line_end(&self) -> u32 {
        self.line_end
    }

    /// From how many pieces it was joined.
    pub const fn fragments(&self) -> u32 {
        self.fragments
    }

    /// How it stood in the text.
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// Its columns, left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows, top to bottom.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Its cells in order of row and column, blank ones left out.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The parts again, to be changed and checked anew.
    pub fn into_parts(self) -> TableParts {
        let Self {
            id, kind, title, unit, line_start, line_end, fragments, layout, columns, rows, cells, ..
        } = self;
        TableParts { id, kind, title, unit, line_start, line_end, fragments, layout, columns, rows, cells }
    }

    /// The row at this index; `None` where the table ends before it.
    pub fn row(&self, row: RowIndex) -> Option<&Row> {
        self.rows.get(row.get())
    }

    /// The column at this index; `None` where the table ends before it.
    pub fn column(&self, column: ColumnIndex) -> Option<&Column> {
        self.columns.get(column.get())
    }

    /// The indices of the rows, top to bottom.
    pub fn row_indices(
        &self,
    ) -> impl DoubleEndedIterator<Item = RowIndex> + ExactSizeIterator + Clone + use<> {
        (0..self.rows.len()).map(RowIndex::new)
    }

    /// The rows with their indices, top to bottom.
    pub fn indexed_rows(&self) -> impl DoubleEndedIterator<Item = (RowIndex, &Row)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(at, row)| (RowIndex::new(at), row))
    }

    /// The columns with their indices, left to right.
    pub fn indexed_columns(
        &self,
    ) -> impl DoubleEndedIterator<Item = (ColumnIndex, &Column)> + ExactSizeIterator {
        self.columns.iter().enumerate().map(|(at, column)| (ColumnIndex::new(at), column))
    }

    /// The cell in this place; `None` where it is blank or outside.
    pub fn cell(&self, row: RowIndex, column: ColumnIndex) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get(at)
    }

    /// The cells of one row, left to right.
    pub fn cells_of(&self, row: RowIndex) -> &[Cell] {
        let start = |row: usize| self.starts.get(row).map_or(0, |start| *start as usize);
        self.cells.get(start(row.get())..start(row.get() + 1)).unwrap_or_default()
    }

    /// The unit of a cell: its own, else that of its row, its column, its table.
    pub fn unit_of<'t>(&'t self, cell: &'t Cell) -> Option<&'t Unit> {
        if let Entry::Measured(amount) = &cell.entry {
            return Some(&amount.unit);
        }
        self.inherited_unit(cell.row, cell.column)
    }

    /// The unit of a number that states none itself.
    fn inherited_unit(&self, row: RowIndex, column: ColumnIndex) -> Option<&Unit> {
        let row = self.row(row).and_then(|row| row.unit.as_ref());
        let column = self.column(column).and_then(|column| column.unit.as_ref());
        row.or(column).or(self.unit.as_ref())
    }

    /// A cell with its row, column and unit; `None` where it holds no number.
    pub fn figure_of<'t>(&'t self, cell: &'t Cell) -> Option<Figure<'t>> {
        Some(Figure {
            value: cell.number()?,
            unit: self.unit_of(cell),
            place: cell.place,
            row: self.row(cell.row)?,
            column: self.column(cell.column)?,
            cell,
        })
    }

    /// Every number of the table, by row and column.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        self.cells.iter().filter_map(|cell| self.figure_of(cell))
    }

    /// The first figure about an item in a measure.
    pub fn figure(&self, item: Item, measure: Measure) -> Option<Figure<'_>> {
        // most tables have no row and no column about it
        let is_there = self.rows.iter().any(|row| row.item == Some(item))
            || self.columns.iter().any(|column| column.item == Some(item));
        let is_it = |figure: &Figure<'_>| figure.item() == Some(item) && figure.measure() == Some(measure);
        if is_there { self.figures().find(is_it) } else { None }
    }

    /// The rows with this meaning and their indexes.
    pub fn rows_about(&self, item: Item) -> impl Iterator<Item = (RowIndex, &Row)> {
        self.indexed_rows().filter(move |(_, row)| row.item == Some(item))
    }
}

/// Which of the cells, in order of their rows, is the first of each row, and behind them how many there are.
fn starts(rows: &[Row], cells: &[Cell]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(rows.len() + 1);
    for (at, cell) in (0..).zip(cells) {
        // rows without cells begin where the next one does
        starts.resize(starts.len().max(cell.row.get() + 1), at);
    }
    starts.resize(rows.len() + 1, u32::try_from(cells.len()).unwrap_or(u32::MAX));
    starts
}
