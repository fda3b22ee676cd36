//! The table that a reader gets: columns with their header paths, rows, cells, and the context around them.

use std::borrow::Cow;
use std::ops::Range;

use juesuan_segment::{FragmentLayout, SectionId, Span};
use juesuan_source::{Certainty, ColumnIndex, RowIndex};
use rust_decimal::Decimal;

use crate::cell::clean;
use crate::cell::number;
use crate::choice::Choice;

/// A run of lines of the source that went into a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Its bytes.
    pub span: Span,
    /// How its cells stand in the text.
    pub layout: FragmentLayout,
}

/// What surrounds a table and belongs to it. All spans point to the printed text, markup included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The innermost section in which the table stands.
    pub section: Option<SectionId>,
    /// The table's title: a title row of the grid, or else the heading right above.
    pub title: Option<Span>,
    /// The caption right above ("表 1-2-1 …").
    pub caption: Option<Span>,
    /// The official number of the form ("公开01表").
    pub form_number: Option<Span>,
    /// The unit line ("单位：万元").
    pub unit: Option<Span>,
    /// The body that publishes the table ("部门：…").
    pub department: Option<Span>,
    /// The notes below the table ("注：…").
    pub notes: Vec<Span>,
}

/// One side of a table that was printed with several lists next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// What is printed above the panel (收入, 支出, 预算数); `None` where nothing is.
    pub side: Option<String>,
    /// Its columns, as indices into [`Table::columns`].
    pub columns: Range<u16>,
}

impl Panel {
    /// The places of its columns, from left to right.
    pub fn column_indices(&self) -> impl Iterator<Item = ColumnIndex> + use<> {
        self.columns.clone().map(ColumnIndex::from)
    }
}

/// What the cells of a column are.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 科目编码: function, economic or other codes.
    Code,
    /// 科目名称, 项目: the name of what the row is about.
    Label,
    /// 行次: the number of the line in the official form.
    RowNumber,
    /// 序号: a running number.
    Ordinal,
    /// Amounts, counts, percentages, scores.
    Figure,
    /// Anything else.
    Text,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header path from top to bottom, cleaned of white space and markup; the side of its panel comes first.
    /// Empty where no header is printed.
    pub path: Vec<String>,
    /// What its cells are.
    pub role: Role,
    /// The panel it belongs to, as an index into [`Table::panels`].
    pub panel: u16,
    /// The header cells that the path was read from.
    pub spans: Vec<Span>,
}

impl Column {
    /// The header from top to bottom in one line: 收入/决算数.
    pub fn path(&self) -> String {
        self.path.join("/")
    }
}

/// What a row is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A row with its own values.
    Data,
    /// A heading inside the grid: one text cell that speaks of the rows below it.
    Group,
    /// 栏次: the official numbers of the columns, not data.
    ColumnNumbers,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its bytes, without the line end; a row joined over a page break covers both parts.
    pub span: Span,
    /// Its cells in [`Table::cells`], in the order of the columns; blank cells at the end of a row are left out.
    pub cells: Range<u32>,
}

/// What a cell holds.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Nothing, or a mark that stands for nothing (`null`).
    #[default]
    Blank,
    /// A dash: "nothing to report", which is neither blank nor zero.
    Dash,
    /// A number in a figure column.
    Amount,
    /// A whole number outside figure columns: row numbers, ordinals, codes.
    Count,
    /// A number with a per-cent sign.
    Percent,
    /// Anything else.
    Text,
}

/// One cell: a place in the source and what is there. Its text is read through [`CellRef`].
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its printed bytes without surrounding blanks; an empty span where nothing is printed.
    pub span: Span,
    /// 1 + the index of its joined or repaired text in the table's side storage; 0 where it stands as printed.
    pub(crate) read_as: u32,
    /// What it holds.
    pub kind: CellKind,
    /// The text as it is read differs from the printed one by markup, blanks or separators.
    pub(crate) unclean: bool,
    /// How sure it is that it belongs in this row and column.
    pub certainty: Certainty,
}

/// The text of a cell that does not stand in the source as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadAs {
    /// What was read.
    pub(crate) text: String,
    /// All the places it was read from.
    pub(crate) spans: Vec<Span>,
}

/// A grid rebuilt from one or more fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Title, unit and notes around it.
    pub context: Context,
    /// From its first to its last byte, header included.
    pub span: Span,
    /// The fragments it was rebuilt from, in order.
    pub fragments: Vec<Fragment>,
    /// Its sides; one where nothing is printed side by side.
    pub panels: Vec<Panel>,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows below the header, from top to bottom.
    pub rows: Vec<Row>,
    /// The cells of all rows.
    pub cells: Vec<Cell>,
    /// What spoke for the templates of its form, where they were tried: cells that no separator parts.
    pub choice: Option<Box<Choice>>,
    /// Texts that differ from what is printed.
    pub(crate) read_as: Vec<ReadAs>,
    /// Columns with merged cells.
    pub(crate) groups: Vec<Groups>,
}

impl Table {
    /// The cell in this row and column; a blank one where the table has no such place.
    pub fn cell(&self, row: RowIndex, column: ColumnIndex) -> CellRef<'_> {
        self.cell_at(row.get(), column.get())
    }

    /// The cell in this row and column, by the plain numbers that count while a table is built.
    pub(crate) fn cell_at(&self, row: usize, column: usize) -> CellRef<'_> {
        let cell = self.cells.get(self.range(row)).and_then(|cells| cells.get(column));
        CellRef { table: self, cell: cell.copied().unwrap_or_default() }
    }

    /// Where the cells of a row are; nowhere where the table has no such row.
    fn range(&self, row: usize) -> Range<usize> {
        self.rows.get(row).map_or(0..0, |row| row.cells.start as usize..row.cells.end as usize)
    }

    /// The places of all rows, from top to bottom.
    pub fn row_indices(&self) -> impl DoubleEndedIterator<Item = RowIndex> + ExactSizeIterator + use<> {
        (0..self.rows.len()).map(RowIndex::new)
    }

    /// The row at this place.
    pub fn row(&self, at: RowIndex) -> Option<&Row> {
        self.rows.get(at.get())
    }

    /// The column at this place.
    pub fn column(&self, at: ColumnIndex) -> Option<&Column> {
        self.columns.get(at.get())
    }

    /// The places of the rows with values of their own, from top to bottom.
    pub fn data_rows(&self) -> impl Iterator<Item = RowIndex> {
        let rows = self.row_indices().zip(&self.rows);
        rows.filter(|(_, row)| row.kind == RowKind::Data).map(|(at, _)| at)
    }

    /// The places of all columns, from left to right.
    pub fn column_indices(&self) -> impl DoubleEndedIterator<Item = ColumnIndex> + ExactSizeIterator + use<> {
        (0..self.columns.len()).map(ColumnIndex::new)
    }

    /// Says how sure the places of the figures of a row are.
    pub(crate) fn mark(&mut self, row: usize, certainty: Certainty) {
        let range = self.range(row);
        for (cell, column) in self.cells.get_mut(range).unwrap_or(&mut []).iter_mut().zip(&self.columns) {
            if column.role == Role::Figure {
                cell.certainty = certainty;
            }
        }
    }

    /// The cells of a row, one for each column.
    pub fn row_cells(&self, row: RowIndex) -> impl Iterator<Item = CellRef<'_>> {
        self.row_cells_at(row.get())
    }

    /// The cells of a row, by the plain number that counts while a table is built.
    pub(crate) fn row_cells_at(&self, row: usize) -> impl Iterator<Item = CellRef<'_>> {
        self.cells.get(self.range(row)).unwrap_or(&[]).iter().map(|&cell| CellRef { table: self, cell })
    }

    /// The value of a merged cell: the nearest filled cell at or above this place, as long as no column further left
    /// begins a new group in between (a new 一级指标 resets the 二级指标 below it).
    pub fn group_value(&self, row: RowIndex, column: ColumnIndex) -> Option<CellRef<'_>> {
        let here = self.cell(row, column);
        if here.kind() != CellKind::Blank {
            return Some(here);
        }
        let anchors = &self.groups.iter().find(|groups| groups.column == column)?.anchors;
        let next = anchors.partition_point(|&anchor| anchor <= row);
        let anchor = *anchors.get(next.checked_sub(1)?)?;
        Some(self.cell(anchor, column)).filter(|cell| cell.kind() != CellKind::Blank)
    }
}

/// Where the groups of a column with merged cells begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Groups {
    pub(crate) column: ColumnIndex,
    /// Rows in which the column is filled, or in which one further left is, in rising order.
    pub(crate) anchors: Vec<RowIndex>,
}

/// A cell together with the table that holds its repaired text.
#[derive(Copy, Clone, Debug)]
pub struct CellRef<'t> {
    table: &'t Table,
    cell: Cell,
}

impl<'t> CellRef<'t> {
    /// What the cell holds.
    pub fn kind(&self) -> CellKind {
        self.cell.kind
    }

    /// How sure it is that it belongs in this row and column.
    pub fn certainty(&self) -> Certainty {
        self.cell.certainty
    }

    /// Where it is printed; the first place for a joined cell, an empty span for a blank one.
    pub fn span(&self) -> Span {
        self.cell.span
    }

    /// All the places it was read from: more than one for a cell joined over a page break, none for a cell that
    /// stands as printed.
    pub fn joined_spans(&self) -> &'t [Span] {
        self.read().map_or(&[], |read| &read.spans)
    }

    /// Whether the text differs from what is printed, by a repair.
    pub fn is_repaired(&self) -> bool {
        self.cell.read_as != 0
    }

    /// What was read: without markup and stray blanks, parts joined, digits healed; empty for a blank cell.
    ///
    /// `source` is the text of the document that the table was rebuilt from.
    pub fn text<'s>(&self, source: &'s str) -> Cow<'s, str>
    where
        't: 's,
    {
        if let Some(read) = self.read() {
            return Cow::Borrowed(&read.text);
        }
        let printed = self.cell.span.text(source);
        match self.cell.kind {
            CellKind::Blank => Cow::Borrowed(""),
            _ if !self.cell.unclean => Cow::Borrowed(printed),
            CellKind::Amount | CellKind::Count | CellKind::Percent => match number::normal(printed) {
                Cow::Owned(number) => Cow::Owned(number),
                Cow::Borrowed(_) => Cow::Owned(number::normal(&clean::text(printed)).into_owned()),
            },
            CellKind::Dash | CellKind::Text => clean::text(printed),
        }
    }

    /// What is printed, markup and all; the parts of a joined cell follow each other.
    pub fn printed<'s>(&self, source: &'s str) -> Cow<'s, str> {
        match self.joined_spans() {
            [] | [_] => Cow::Borrowed(self.cell.span.text(source)),
            parts => Cow::Owned(parts.iter().map(|part| part.text(source)).collect()),
        }
    }

    /// The number, with as many decimals as are printed; of a percentage, the number before the sign.
    /// `None` for other cells and for numbers that a [`Decimal`] cannot hold.
    pub fn number(&self, source: &str) -> Option<Decimal> {
        match self.cell.kind {
            CellKind::Amount | CellKind::Count | CellKind::Percent => number::decimal(&self.text(source)),
            CellKind::Blank | CellKind::Dash | CellKind::Text => None,
        }
    }

    fn read(&self) -> Option<&'t ReadAs> {
        let index = self.cell.read_as.checked_sub(1)?;
        self.table.read_as.get(index as usize)
    }
}
