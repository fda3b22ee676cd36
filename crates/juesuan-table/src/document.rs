//! All tables of a text, as one reads them: titles, units, rows with their names, figures with their headers.

use std::borrow::Cow;
use std::fmt;

use juesuan_segment::{Segmentation, Span, TooLong, plain, segment};
use juesuan_source::{Certainty, RowIndex};
use rust_decimal::Decimal;

use crate::repair::Repair;
use crate::table::{CellRef, Column, Panel, Role, Table};
use crate::{Lexicon, Tables, reconstruct_with};

/// Reads all tables of a text by words that any table may print.
///
/// # Errors
/// [`TooLong`] where the text has 4 GiB or more.
pub fn read(text: &str) -> Result<Document<'_>, TooLong> {
    read_with(text, &())
}

/// Reads all tables of a text by the words and forms of a lexicon.
///
/// # Errors
/// [`TooLong`] where the text has 4 GiB or more.
pub fn read_with<'s>(text: &'s str, lexicon: &dyn Lexicon) -> Result<Document<'s>, TooLong> {
    let segmentation = segment(text)?;
    let tables = reconstruct_with(&segmentation, lexicon);
    Ok(Document { segmentation, tables })
}

/// A text with its tables.
#[derive(Debug)]
pub struct Document<'s> {
    segmentation: Segmentation<'s>,
    tables: Tables,
}

impl<'s> Document<'s> {
    /// The text that was read.
    pub fn source(&self) -> &'s str {
        self.segmentation.source
    }

    /// The tables in the order of the text.
    pub fn tables(&self) -> impl ExactSizeIterator<Item = TableView<'_>> {
        self.tables.tables.iter().map(|grid| TableView { document: self, grid })
    }

    /// What was changed on the way, in the order of the text.
    pub fn repairs(&self) -> &[Repair] {
        &self.tables.repairs
    }

    /// The line on which a place begins, counted from 1.
    pub fn line(&self, span: Span) -> u32 {
        self.segmentation.lines.line(span.start)
    }

    fn said(&self, span: Option<Span>) -> Cow<'_, str> {
        span.map_or(Cow::Borrowed(""), |span| plain(span.text(self.source())))
    }
}

/// A table of a document.
#[derive(Copy, Clone, Debug)]
pub struct TableView<'d> {
    document: &'d Document<'d>,
    grid: &'d Table,
}

impl<'d> TableView<'d> {
    /// The title without markup; empty where none is printed.
    pub fn title(&self) -> Cow<'d, str> {
        self.document.said(self.grid.context.title)
    }

    /// The unit of its figures without the label: 万元; empty where none is printed.
    pub fn unit(&self) -> Cow<'d, str> {
        match self.document.said(self.grid.context.unit) {
            Cow::Borrowed(line) => Cow::Borrowed(behind_label(line)),
            Cow::Owned(line) => Cow::Owned(behind_label(&line).to_owned()),
        }
    }

    /// The rows that have a name, a code or figures, from top to bottom; what is printed side by side follows from left to
    /// right.
    pub fn rows(&self) -> impl Iterator<Item = RowView<'d>> {
        let table = *self;
        let parts = move |row| table.grid.panels.iter().map(move |panel| RowView { table, panel, row });
        self.grid.data_rows().flat_map(parts).filter(RowView::is_filled)
    }

    /// The grid behind it: columns, cells, context, all with their places.
    pub const fn grid(&self) -> &'d Table {
        self.grid
    }
}

/// The text behind the colon of a label: 单位：万元.
fn behind_label(line: &str) -> &str {
    line.rsplit([':', '：']).next().unwrap_or(line).trim_end_matches([')', '）'])
}

/// A row of a table, or of one of the lists that a table prints side by side.
#[derive(Copy, Clone, Debug)]
pub struct RowView<'d> {
    table: TableView<'d>,
    panel: &'d Panel,
    row: RowIndex,
}

impl<'d> RowView<'d> {
    /// The name of the row; empty where none is printed.
    pub fn label(&self) -> Cow<'d, str> {
        self.first(Role::Label)
    }

    /// The code of the row; empty where none is printed.
    pub fn code(&self) -> Cow<'d, str> {
        self.first(Role::Code)
    }

    /// The cells that hold numbers, from left to right.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'d>> {
        let source = self.table.document.source();
        let figures = self.columns(Role::Figure);
        figures.filter_map(move |(column, cell)| Some(Figure { column, cell, number: cell.number(source)? }))
    }

    /// The line on which the row begins, counted from 1.
    pub fn line(&self) -> u32 {
        self.table.grid.row(self.row).map_or(0, |row| self.table.document.line(row.span))
    }

    fn is_filled(&self) -> bool {
        self.figures().next().is_some() || !self.label().is_empty() || !self.code().is_empty()
    }

    fn first(&self, role: Role) -> Cow<'d, str> {
        let source = self.table.document.source();
        let texts = self.columns(role).map(|(_, cell)| cell.text(source));
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn columns(&self, role: Role) -> impl Iterator<Item = (&'d Column, CellRef<'d>)> + use<'d> {
        let (grid, row) = (self.table.grid, self.row);
        let columns = self.panel.column_indices().filter_map(|at| Some((at, grid.column(at)?)));
        columns
            .filter(move |(_, column)| column.role == role)
            .map(move |(at, column)| (column, grid.cell(row, at)))
    }
}

/// A number in a table.
#[derive(Copy, Clone, Debug)]
pub struct Figure<'d> {
    column: &'d Column,
    cell: CellRef<'d>,
    number: Decimal,
}

impl<'d> Figure<'d> {
    /// Its column.
    pub const fn column(&self) -> &'d Column {
        self.column
    }

    /// Its exact value, with as many decimals as are printed.
    pub const fn number(&self) -> Decimal {
        self.number
    }

    /// How sure it is that it belongs in this row and column.
    pub fn certainty(&self) -> Certainty {
        self.cell.certainty()
    }

    /// Where it is printed.
    pub fn span(&self) -> Span {
        self.cell.span()
    }
}

impl fmt::Display for Figure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.number, f)
    }
}
