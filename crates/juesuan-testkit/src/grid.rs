//! Tables as data: what is printed in each cell, and what is true of it.

use crate::truth::{Indicator, Observation, Programme};

/// What a cell is, besides its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing to read: text, an empty cell, a 行次.
    #[default]
    Plain,
    /// Covered by a merged cell to its left: a tab in a row of tabs, no cell at all where Word wrote the text.
    Covered,
    /// A figure.
    Figure(Observation),
}

/// One printed cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The characters between the separators.
    pub text: String,
    /// What they are.
    pub role: Role,
}

impl Cell {
    /// A cell with text that is no figure.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Plain }
    }

    /// An empty cell.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A cell covered by the merged cell to its left.
    pub fn covered() -> Self {
        Self { text: String::new(), role: Role::Covered }
    }

    /// A figure.
    pub fn figure(printed: impl Into<String>, observation: Observation) -> Self {
        Self { text: printed.into(), role: Role::Figure(observation) }
    }
}

/// One printed row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The indicator that begins in this row.
    pub indicator: Option<Indicator>,
    /// The programme that this row of a summary table describes.
    pub programme: Option<Programme>,
}

impl Row {
    /// A row of text cells; an empty string is an empty cell.
    pub fn texts<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(cells.into_iter().map(Cell::text).collect())
    }

    /// A row of cells.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// A header row: `+` marks a cell that the merged cell to its left covers.
    pub fn header<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(
            cells
                .into_iter()
                .map(|text| if text == "+" { Cell::covered() } else { Cell::text(text) })
                .collect(),
        )
    }
}

/// What stands between two pages of one table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Seam {
    /// Blank lines and the header as before.
    Header,
    /// Blank lines and the header with a blank inside its words ("经济分类 科目编码").
    SpacedHeader,
    /// Blank lines alone: the next page begins with a data row.
    Bare,
    /// A rule (`---`) between blank lines; each row of the next page carries a rule of dashes.
    Ruled,
    /// A form feed before the header.
    FormFeed,
}

/// A page break inside a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Index of the first row of the next page.
    pub before: usize,
    /// What stands there.
    pub seam: Seam,
}

/// A table: header rows, data rows, and where pages cut it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Rows that a page break repeats.
    pub header: Vec<Row>,
    /// Rows below the header.
    pub rows: Vec<Row>,
    /// Page breaks, in order.
    pub breaks: Vec<Break>,
}

impl Grid {
    /// Number of columns of the widest row.
    pub fn width(&self) -> usize {
        self.header.iter().chain(&self.rows).map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Cuts the table before each of these rows.
    #[must_use]
    pub fn cut(mut self, before: &[usize], seam: Seam) -> Self {
        self.breaks.extend(before.iter().map(|&before| Break { before, seam }));
        self.breaks.sort_by_key(|cut| cut.before);
        self
    }
}
