//! Tables as they were printed, with what their rows and columns mean.

mod record;

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::amount::same_print;
use crate::record::word_list;
use crate::{Amount, Code, Item, Measure, Place, TableId, TableKind, Unit};

word_list! {
    /// How a table stood in the text.
    Layout {
        /// A row a line, cells parted by tabs.
        Tabbed = "tabbed",
        /// A cell a line.
        Exploded = "exploded",
        /// Markdown pipes.
        Piped = "piped",
        /// Columns aligned by runs of blanks.
        Aligned = "aligned",
        /// Fragments of several layouts.
        Mixed = "mixed",
    }
}

/// A column: its headers and what they mean.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct Column {
    /// The headers above it, top to bottom; in a side-by-side form the side comes first.
    pub path: Vec<String>,
    /// The unit that its headers state, where it differs from the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// What the figures in it measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// What the figures in it are about, in forms that print across what others print down (Z09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
}

impl Column {
    /// A column under these headers, its meaning still open.
    pub fn new(path: Vec<String>) -> Self {
        Self { path, ..Self::default() }
    }

    /// The headers joined by `/`, as in the data package.
    pub fn title(&self) -> String {
        self.path.join("/")
    }
}

/// A row: its label and what it means. A line of a side-by-side form is one row a side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// 行次: the printed row number.
    pub number: Option<u32>,
    /// The code, where one of the classification was read.
    pub code: Option<Code>,
    /// The characters in place of the code where they are not its digits: "301 01", or no code at all.
    pub printed_code: Option<Box<str>>,
    /// The label as printed, numbering included, white space and markup removed.
    pub label: String,
    /// What the row means.
    pub item: Option<Item>,
    /// The unit that the label states, where it differs from the columns' and the table's.
    pub unit: Option<Unit>,
    /// The line, counted from 1, on which the row begins.
    pub line: u32,
}

impl Row {
    /// A row with this label, its meaning still open.
    pub fn new(label: impl Into<String>, line: u32) -> Self {
        Self { label: label.into(), line, ..Self::default() }
    }

    /// The same row with its printed code, read as a code where it is one.
    #[must_use]
    pub fn with_code(mut self, printed: &str) -> Self {
        self.code = Code::new(printed).ok();
        let kept = self.code.is_none_or(|code| code.to_string() != printed);
        self.printed_code = (kept && !printed.is_empty()).then(|| printed.into());
        self
    }

    /// The digits of the code, else what is printed in its place; empty where the row has neither.
    pub fn code_text(&self) -> Cow<'_, str> {
        match (self.code, &self.printed_code) {
            (Some(code), _) => Cow::Owned(code.to_string()),
            (None, Some(printed)) => Cow::Borrowed(printed),
            (None, None) => Cow::Borrowed(""),
        }
    }

    /// One row has one form: a printed code that is a code is read as one and kept only where it looks different.
    fn settle(&mut self) {
        if let Some(printed) = self.printed_code.take() {
            self.code = self.code.or_else(|| Code::new(&printed).ok());
            let kept = !printed.is_empty() && self.code.is_none_or(|code| code.to_string() != *printed);
            self.printed_code = kept.then_some(printed);
        }
    }
}

/// What stands in a cell. A blank cell is not listed at all: blank, dash, 0 and 0.00 are four different things.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A number in the unit of its row, column or table.
    Number(Decimal),
    /// A number with its own unit beside it in the cell.
    Measured(Box<Amount>),
    /// A dash of any kind: the form has no value here.
    Dash,
    /// Words.
    Text(Box<str>),
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => same_print(*left, *right),
            (Self::Measured(left), Self::Measured(right)) => left == right,
            (Self::Dash, Self::Dash) => true,
            (Self::Text(left), Self::Text(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Entry {}

/// One cell that is not blank. Kept small: a document has more cells than anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Index of its row in [`Table::rows`].
    pub row: u32,
    /// Index of its column in [`Table::columns`].
    pub column: u16,
    /// What stands in it.
    pub entry: Entry,
    /// The characters as printed, where they are not what was read: "1 0" for 10.
    pub printed: Option<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

impl Cell {
    /// The number in it, whatever its unit.
    pub fn number(&self) -> Option<Decimal> {
        match &self.entry {
            Entry::Number(value) => Some(*value),
            Entry::Measured(amount) => Some(amount.value),
            Entry::Dash | Entry::Text(_) => None,
        }
    }
}

/// A figure of a table with everything that says what it is.
#[derive(Copy, Clone, Debug)]
pub struct Figure<'r> {
    /// The value as printed.
    pub value: Decimal,
    /// The unit of the cell, else of its row, its column, its table.
    pub unit: Option<&'r Unit>,
    /// Where it stands.
    pub place: Place,
    /// Its row.
    pub row: &'r Row,
    /// Its column.
    pub column: &'r Column,
    /// Its cell.
    pub cell: &'r Cell,
}

impl Figure<'_> {
    /// The value with its unit; `None` where no unit is known.
    pub fn amount(&self) -> Option<Amount> {
        self.unit.map(|unit| Amount::new(self.value, unit.clone()))
    }

    /// The money in yuan, exactly; `None` where it is not money.
    pub fn yuan(&self) -> Option<Decimal> {
        self.amount()?.yuan()
    }

    /// What the figure is about: its row's item, else its column's.
    pub fn item(&self) -> Option<Item> {
        self.row.item.or(self.column.item)
    }

    /// What the figure measures.
    pub fn measure(&self) -> Option<Measure> {
        self.column.measure
    }
}

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
        row: u32,
        /// The cell's column, counted from 0.
        column: u16,
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
        row: u32,
        /// The column, counted from 0.
        column: u16,
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
            if cell.row as usize >= rows.len() || usize::from(cell.column) >= columns.len() {
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
        let mut table =
            Self { id, kind, title, unit, line_start, line_end, fragments, layout, columns, rows, cells };
        table.settle();
        Ok(table)
    }

    /// One table has one form: a cell that repeats the unit it would have anyway holds a plain number, a text that is
    /// a lone dash is a dash, and a cell without text is blank, which is not listed.
    fn settle(&mut self) {
        let Self { unit, columns, rows, cells, .. } = self;
        rows.iter_mut().for_each(Row::settle);
        cells.retain(|cell| !matches!(&cell.entry, Entry::Text(text) if text.is_empty()));
        for cell in cells {
            let row = rows.get(cell.row as usize).and_then(|row| row.unit.as_ref());
            let column = columns.get(usize::from(cell.column)).and_then(|column| column.unit.as_ref());
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
        let Self { id, kind, title, unit, line_start, line_end, fragments, layout, columns, rows, cells } =
            self;
        TableParts { id, kind, title, unit, line_start, line_end, fragments, layout, columns, rows, cells }
    }

    /// The cell in this place; `None` where it is blank or outside.
    pub fn cell(&self, row: u32, column: u16) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get(at)
    }

    /// The cells of one row, left to right.
    pub fn cells_of(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The unit of a cell: its own, else that of its row, its column, its table.
    pub fn unit_of<'t>(&'t self, cell: &'t Cell) -> Option<&'t Unit> {
        if let Entry::Measured(amount) = &cell.entry {
            return Some(&amount.unit);
        }
        self.inherited_unit(cell.row, cell.column)
    }

    /// The unit of a number that states none itself.
    fn inherited_unit(&self, row: u32, column: u16) -> Option<&Unit> {
        let row = self.rows.get(row as usize).and_then(|row| row.unit.as_ref());
        let column = self.columns.get(usize::from(column)).and_then(|column| column.unit.as_ref());
        row.or(column).or(self.unit.as_ref())
    }

    /// A cell with its row, column and unit; `None` where it holds no number.
    pub fn figure_of<'t>(&'t self, cell: &'t Cell) -> Option<Figure<'t>> {
        Some(Figure {
            value: cell.number()?,
            unit: self.unit_of(cell),
            place: cell.place,
            row: self.rows.get(cell.row as usize)?,
            column: self.columns.get(usize::from(cell.column))?,
            cell,
        })
    }

    /// Every number of the table, by row and column.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        self.cells.iter().filter_map(|cell| self.figure_of(cell))
    }

    /// The first figure about an item in a measure.
    pub fn figure(&self, item: Item, measure: Measure) -> Option<Figure<'_>> {
        self.figures().find(|figure| figure.item() == Some(item) && figure.measure() == Some(measure))
    }

    /// The rows with this meaning and their indexes.
    pub fn rows_about(&self, item: Item) -> impl Iterator<Item = (u32, &Row)> {
        (0..).zip(&self.rows).filter(move |(_, row)| row.item == Some(item))
    }
}
