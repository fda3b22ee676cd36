//! The formulas of a workbook beside the values that it stores: whether one is what the other gives.

use std::collections::HashMap;
use std::rc::Rc;

use juesuan_source::Sheets;

use super::decimal::Decimal;
use super::formula::{Cells, Formula};
use super::number_format::shown;
use super::reference::{Shift, moved};
use crate::source::SheetFormula;
use crate::tuning::TUNING;

/// A stored value that is nearer to what its formula gives than one part in so many is the same: workbooks compute with
/// binary fractions.
const SAME: i128 = 1_000_000_000;

/// The same of small values, in units in which is computed: a quotient is rounded to the unit before it is made a share.
const NOISE: u128 = 100;

/// A formula of a cell with the number that is stored for it, if any.
pub(super) struct Stated {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) formula: Formula,
    /// The number format of the cell.
    pub(super) format: String,
    pub(super) stored: Option<Decimal>,
}

/// What a formula gives.
#[derive(Debug)]
pub(super) struct Given {
    sheet: u32,
    row: u32,
    column: u32,
    formula: String,
    gives: Option<String>,
    is_stored: bool,
}

impl Stated {
    /// Computes the formula, and says what its cell should show; `None` where it is more than is computed.
    pub(super) fn compute(self, sheet: u32, cells: &mut Cells, since_1904: bool) -> Given {
        let at = (sheet, self.row, self.column);
        let is_stored = self.stored.is_some();
        let value = if is_stored { cells.gives(sheet, &self.formula) } else { cells.value(at) };
        let value = value.map(|value| match self.stored {
            Some(stored) if is_same(&stored, &value) => stored,
            _ => value,
        });
        let gives = value.map(|value| shown(&value, &self.format, since_1904));
        let formula = self.formula.shown();
        Given { sheet, row: self.row, column: self.column, formula, gives, is_stored }
    }
}

impl Formula {
    /// The formula of its cell; one that is long and shared is cut.
    fn shown(&self) -> String {
        if self.shift == Shift::default() {
            return format!("={}", self.text);
        }
        let cut = self.text.char_indices().nth(TUNING.files.longest_shared).map(|(at, _)| at);
        let start = cut.and_then(|at| self.text.get(..at)).unwrap_or(&self.text);
        format!("={}{}", moved(start, self.shift), if cut.is_some() { "…" } else { "" })
    }
}

impl Given {
    /// What a cell shows whose value is not stored: the value, or the formula where it is more than is computed.
    pub(super) fn text(&self) -> Option<&str> {
        (!self.is_stored).then(|| self.gives.as_deref().unwrap_or(&self.formula))
    }

    pub(super) fn place(&self) -> (u32, u32, u32) {
        (self.sheet, self.row, self.column)
    }
}

/// What has been met of the formulas of a workbook, and the cells that they may name.
#[derive(Default)]
pub(super) struct Formulas {
    cells: Cells,
    stated: Vec<(u32, Stated)>,
    sheet: u32,
    /// Formulas that cells of the sheet share: where each was written, and its text.
    shared: HashMap<u32, (u32, u32, Rc<str>)>,
}

impl Formulas {
    /// Begins a sheet.
    pub(super) fn begin(&mut self, name: &str, sheet: u32) {
        self.cells.sheet(name, sheet);
        self.sheet = sheet;
        self.shared.clear();
    }

    pub(super) fn number(&mut self, (row, column): (u32, u32), number: &Decimal) {
        self.cells.number((self.sheet, row, column), number);
    }

    pub(super) fn text(&mut self, (row, column): (u32, u32)) {
        self.cells.text((self.sheet, row, column));
    }

    /// Adds the formula of a cell, with its number format and the number that is stored; an empty text is that of the formula
    /// with the same number.
    pub(super) fn formula(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        shared: Option<u32>,
        (format, stored): (String, Option<Decimal>),
    ) {
        let mut formula = Formula { text: text.into(), ..Formula::default() };
        match shared.map(|number| (number, self.shared.get(&number))) {
            Some((_, Some((from_row, from_column, first)))) if text.is_empty() => {
                formula.text = Rc::clone(first);
                let by = |to: u32, from: u32| i64::from(to) - i64::from(from);
                formula.shift = Shift { rows: by(row, *from_row), columns: by(column, *from_column) };
            }
            Some((number, _)) => {
                self.shared.insert(number, (row, column, Rc::clone(&formula.text)));
            }
            None => {}
        }
        if formula.text.is_empty() {
            return;
        }
        if stored.is_none() {
            self.cells.formula((self.sheet, row, column), formula.clone());
        }
        self.stated.push((self.sheet, Stated { row, column, formula, format, stored }));
    }

    /// What all formulas give.
    pub(super) fn give(self, since_1904: bool) -> Vec<Given> {
        let Self { mut cells, stated, .. } = self;
        stated.into_iter().map(|(sheet, stated)| stated.compute(sheet, &mut cells, since_1904)).collect()
    }
}

/// Whether two numbers differ by no more than the noise of binary fractions.
fn is_same(stored: &Decimal, value: &Decimal) -> bool {
    let (Some(stored), Some(value)) = (stored.fixed(), value.fixed()) else { return false };
    let size = stored.unsigned_abs().max(value.unsigned_abs());
    stored.abs_diff(value) <= size / SAME.unsigned_abs() + NOISE
}

/// The formulas whose cells are printed, in the order of the text.
pub(super) fn placed(given: Vec<Given>, sheets: &Sheets) -> Vec<SheetFormula> {
    let mut by_cell: HashMap<(u32, u32, u32), Given> =
        given.into_iter().map(|given| ((given.sheet, given.row, given.column), given)).collect();
    let cells = sheets.cells.iter().filter_map(|cell| {
        let given = by_cell.remove(&(cell.sheet, cell.row, cell.column))?;
        let Given { formula, gives, is_stored, .. } = given;
        Some(SheetFormula { span: cell.span, formula, gives, is_stored })
    });
    cells.collect()
}
