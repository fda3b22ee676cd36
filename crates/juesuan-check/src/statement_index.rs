//! The statutory tables of one report, or those of a budget, indexed by what their cells mean.

use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use juesuan_model::{
    BudgetId, Cell, Code, Entry, Item, Measure, Report, Row, RowIndex, StatementId, Table, TableId, Unit,
    vocabulary,
};

use crate::cell_quantity::{assumed_unit, quantity, usual_decimals};
use crate::doubt::{Doubt, Doubts};
use crate::quantity::Source;
use crate::quick::{QuickMap, TextMap};
use crate::text_line::Unwrapped;
use crate::{FigureId, Quantity};

/// The statutory tables of a report, those of a budget, and all figures in them.
#[derive(Debug)]
pub struct Book<'r> {
    report: &'r Report,
    /// The statutory tables, then those of a budget.
    sheets: Vec<Sheet<'r>>,
    /// How many of them are statutory.
    statutory: usize,
    figures: Vec<Quantity>,
    doubts: Doubts,
    unwrapped: Option<Unwrapped>,
}

/// One statutory table, or one of a budget.
#[derive(Debug)]
pub struct Sheet<'r> {
    id: TableId,
    table: &'r Table,
    /// The figure of the table's first cell; those of the others follow.
    first: u32,
    /// The first cell of each meaning.
    by_meaning: QuickMap<(Item, Measure), u32>,
    /// Rows of the classification, top to bottom.
    coded: Vec<(RowIndex, Code)>,
    row_of_code: TextMap<Code, RowIndex>,
    measures: Vec<Measure>,
    /// For each row and each of the measures the first cell, counted from 1; 0 where there is none.
    in_measures: Vec<u32>,
    /// The measures that rows of the classification have figures in.
    told: Vec<Measure>,
    leaves_blank: bool,
    open: Open,
}

/// What of a table has figures and a meaning that is not known: it may be what a rule does not find.
#[derive(Copy, Clone, Debug, Default)]
struct Open {
    columns: bool,
    rows: bool,
}

/// Measures of what was spent, which a row has together.
const SPENT: [&str; 6] = ["expenditure", "basic", "project", "budget", "budget_basic", "budget_project"];

/// What stands where a rule looks for a figure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A number, or a dash, which says that there is nothing.
    Found(FigureId),
    /// Something that is no number.
    Unreadable,
    /// The row and the column are there and the cell is blank.
    Blank,
    /// A total is blank, and what it is the total of is not: it was not read, or not printed.
    Lost,
    /// The form has no such column.
    NoColumn,
    /// The form has no such row.
    NoRow,
    /// The document has no such table.
    NoTable,
}

impl<'r> Book<'r> {
    /// The tables of a report.
    pub fn of(report: &'r Report) -> Self {
        Self::with_text(report, None)
    }

    /// The tables of a report that was read from this text, which may print tables that were not read.
    pub fn with_text(report: &'r Report, text: Option<&str>) -> Self {
        let doubts = text.map_or_else(|| Doubts::of(report), |text| Doubts::with_text(report, text));
        let wraps = text.filter(|_| !report.seams.is_empty());
        let unwrapped = wraps.map(|text| Unwrapped::of(text, &report.seams));
        let mut book =
            Self { report, sheets: Vec::new(), statutory: 0, figures: Vec::new(), doubts, unwrapped };
        let statements = StatementId::ALL.map(TableId::from);
        book.add_all(&statements);
        book.statutory = book.sheets.len();
        let budgets = BudgetId::ALL.map(TableId::from);
        book.add_all(&budgets);
        book
    }

    fn add_all(&mut self, ids: &[TableId]) {
        let assumed = assumed_unit(self.report, ids);
        for &id in ids {
            if let Some(table) = self.report.table(id) {
                self.add(id, table, assumed.as_ref());
            }
        }
    }

    fn add(&mut self, id: TableId, table: &'r Table, assumed: Option<&Unit>) {
        let sheet_index = u8::try_from(self.sheets.len()).unwrap_or(u8::MAX);
        let first = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        let decimals = usual_decimals(table);
        self.figures.reserve(table.cells().len());
        for (index, cell) in (0..).zip(table.cells()) {
            let unit = table.unit_of(cell).or(assumed);
            let source = Source::Cell { sheet: sheet_index, cell: index };
            self.figures.push(quantity(cell, unit, decimals, source));
        }
        self.sheets.push(Sheet::new(id, table, first));
    }

    /// The text with its paragraphs on one line each, where any is broken over several.
    pub(crate) const fn unwrapped(&self) -> Option<&Unwrapped> {
        self.unwrapped.as_ref()
    }

    /// The report itself.
    pub const fn report(&self) -> &'r Report {
        self.report
    }

    /// The statutory tables that are there.
    pub fn sheets(&self) -> &[Sheet<'r>] {
        self.sheets.get(..self.statutory).unwrap_or_default()
    }

    /// The tables of a budget that are there.
    pub fn budgets(&self) -> &[Sheet<'r>] {
        self.sheets.get(self.statutory..).unwrap_or_default()
    }

    /// The statutory tables and those of a budget: figures know their tables by their place among these.
    pub(crate) fn every_sheet(&self) -> &[Sheet<'r>] {
        &self.sheets
    }

    /// One of the statutory tables or of those of a budget.
    pub fn sheet(&self, id: impl Into<TableId>) -> Option<&Sheet<'r>> {
        let id = id.into();
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// The figure about an item in a measure of a table.
    pub fn find(&self, id: impl Into<TableId>, item: Item, measure: Measure) -> Lookup {
        self.sheet(id).map_or(Lookup::NoTable, |sheet| self.checked(sheet.find(item, measure)))
    }

    /// Whether the document says that a table has nothing to report, and does not print it.
    pub fn is_declared_empty(&self, id: impl Into<TableId>) -> bool {
        let id = id.into();
        self.report.empty_statements.iter().any(|empty| TableId::from(empty.statement) == id)
    }

    /// What of the report was not read with certainty.
    pub const fn doubts(&self) -> &Doubts {
        &self.doubts
    }

    /// Why it cannot be said of a row that a printed table lacks it: not all of its rows were read, or not all of them
    /// are understood.
    pub fn may_have_more(&self, id: impl Into<TableId>) -> Option<Doubt> {
        let id = id.into();
        let sheet = self.sheet(id)?;
        self.doubts.of_rows(id).or_else(|| {
            let open = if sheet.coded().is_empty() { Doubt::NoFigures } else { Doubt::UnknownRow };
            (sheet.coded().is_empty() || sheet.has_open_rows()).then_some(open)
        })
    }

    /// A figure of one of the tables that was read with certainty; `None` of one in doubt, on which nothing may rest.
    pub fn figure(&self, id: FigureId) -> Option<&Quantity> {
        self.printed(id).filter(|figure| self.doubts.at(figure.place).is_none())
    }

    /// A figure of one of the tables as it was read, though it be in doubt: for comparisons that go through
    /// [`Log`](crate::Log), which holds them back, and for what speaks for a document and not against it.
    pub fn printed(&self, id: FigureId) -> Option<&Quantity> {
        self.figures.get(id.index())
    }

    pub(crate) fn figures(&self) -> &[Quantity] {
        &self.figures
    }

    /// A number that is too large to be computed with is as good as none.
    pub fn checked(&self, found: Lookup) -> Lookup {
        match found {
            Lookup::Found(id) if !self.printed(id).is_some_and(|figure| figure.readable) => {
                Lookup::Unreadable
            }
            other => other,
        }
    }
}

impl<'r> Sheet<'r> {
    fn new(id: TableId, table: &'r Table, first: u32) -> Self {
        let mut by_meaning =
            QuickMap::with_capacity_and_hasher(table.cells().len(), BuildHasherDefault::default());
        for (index, cell) in (0..).zip(table.cells()) {
            let row = table.row(cell.row);
            let column = table.column(cell.column);
            let Some((row, column)) = row.zip(column) else { continue };
            if let Some((item, measure)) = row.item.or(column.item).zip(column.measure.or(row.measure)) {
                by_meaning.entry((item, measure)).or_insert(index);
            }
        }
        let coded: Vec<_> = table.indexed_rows().filter_map(|(at, row)| Some((at, code_of(row)?))).collect();
        let mut row_of_code = TextMap::with_capacity_and_hasher(coded.len(), RandomState::default());
        for &(row, code) in &coded {
            row_of_code.entry(code).or_insert(row);
        }
        let mut measures = Vec::new();
        let of_columns = table.columns().iter().filter_map(|column| column.measure);
        for measure in of_columns.chain(table.rows().iter().filter_map(|row| row.measure)) {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        let says_nothing = |cell: &Cell| match &cell.entry {
            Entry::Number(value) => value.is_zero(),
            Entry::Dash => true,
            Entry::Measured(_) | Entry::Text(_) => false,
        };
        let leaves_blank = !table.cells().iter().any(says_nothing);
        let open = Open::of(table);
        let in_measures = in_measures(table, &measures);
        let told = told(table);
        Self {
            id,
            table,
            first,
            by_meaning,
            coded,
            row_of_code,
            measures,
            in_measures,
            told,
            leaves_blank,
            open,
        }
    }

    /// Whether a column has figures and a meaning that is not known.
    pub const fn has_open_columns(&self) -> bool {
        self.open.columns
    }

    /// Whether a row has figures and a meaning that is not known.
    pub const fn has_open_rows(&self) -> bool {
        self.open.rows
    }

    /// What a blank cell says: nothing, or of a total of rows with figures that it is missing.
    fn blank(&self, row: RowIndex, measure: Measure) -> Lookup {
        let is_total = |row: &Row| row.item.is_some_and(Item::is_total) && row.code.is_none();
        if !self.table.row(row).is_some_and(is_total) {
            return Lookup::Blank;
        }
        let of_cell = |cell: &Cell| self.table.column(cell.column)?.measure;
        // where a total prints nothing that was spent, all of that is missing, whatever column the rows have it in
        let is_spent = |cell: &Cell| of_cell(cell).is_some_and(|measure| SPENT.contains(&measure.as_str()));
        let bare = SPENT.contains(&measure.as_str()) && !self.table.cells_of(row).iter().any(is_spent);
        let lost = |told: &Measure| *told == measure || bare && SPENT.contains(&told.as_str());
        if self.told.iter().any(lost) { Lookup::Lost } else { Lookup::Blank }
    }

    /// Which statutory table it is, or which of a budget.
    pub const fn id(&self) -> TableId {
        self.id
    }

    /// The table as it was read.
    pub const fn table(&self) -> &'r Table {
        self.table
    }

    /// What its columns measure, each once, left to right.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Its rows of the classification with their codes, top to bottom.
    pub fn coded(&self) -> &[(RowIndex, Code)] {
        &self.coded
    }

    /// The row of a code; the first where the table prints several.
    pub fn row_of_code(&self, code: Code) -> Option<RowIndex> {
        self.row_of_code.get(&code).copied()
    }

    /// Whether no code is printed twice (the units of a department printed one under the other repeat them).
    pub fn has_unique_codes(&self) -> bool {
        self.row_of_code.len() == self.coded.len()
    }

    /// Whether the form leaves cells blank where there is nothing: it prints no zero and no dash anywhere.
    pub const fn leaves_blank(&self) -> bool {
        self.leaves_blank
    }

    /// The figure about an item in a measure.
    pub fn find(&self, item: Item, measure: Measure) -> Lookup {
        if let Some(&cell) = self.by_meaning.get(&(item, measure)) {
            return self.entry(cell);
        }
        if !self.measures.contains(&measure) {
            return Lookup::NoColumn;
        }
        let across = || self.table.columns().iter().any(|column| column.item == Some(item));
        match self.row_about(item) {
            Some(row) => self.blank(row, measure),
            None if across() => Lookup::Blank,
            None => Lookup::NoRow,
        }
    }

    /// The first row about an item.
    pub fn row_about(&self, item: Item) -> Option<RowIndex> {
        self.table.rows_about(item).next().map(|(row, _)| row)
    }

    /// The figure of a row in a measure.
    pub fn in_row(&self, row: RowIndex, measure: Measure) -> Lookup {
        let Some(at) = self.measures.iter().position(|known| *known == measure) else {
            return Lookup::NoColumn;
        };
        let cell = self.in_measures.get(row.get() * self.measures.len() + at);
        match cell.and_then(|cell| cell.checked_sub(1)) {
            Some(cell) => self.entry(cell),
            None => self.blank(row, measure),
        }
    }

    /// The figure of a row under a header that the vocabulary does not know.
    pub fn in_row_under(&self, row: RowIndex, header: &str) -> Lookup {
        let wanted = vocabulary::label_key(header);
        let Some((column, _)) = self.table.indexed_columns().find(|(_, column)| {
            column.path.last().is_some_and(|last| vocabulary::label_key(last) == wanted)
                || vocabulary::label_key(&column.title()) == wanted
        }) else {
            return Lookup::NoColumn;
        };
        let cells = self.table.cells();
        let at = cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        at.map_or(Lookup::Blank, |at| self.entry(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// The cell with this index, as a figure.
    pub fn entry(&self, cell: u32) -> Lookup {
        match self.table.cells().get(cell as usize).map(|cell| &cell.entry) {
            Some(Entry::Number(_) | Entry::Measured(_) | Entry::Dash) => {
                Lookup::Found(FigureId(self.first.saturating_add(cell)))
            }
            Some(Entry::Text(_)) => Lookup::Unreadable,
            None => Lookup::Blank,
        }
    }

    /// The cell of the table that is this figure.
    pub(crate) fn cell_of(&self, figure: FigureId) -> Option<&'r Cell> {
        self.table.cells().get(figure.0.checked_sub(self.first)? as usize)
    }

    /// Whether a row is only a part of another one, so that a sum of rows does not contain it: 其中 …, or a line
    /// that the form names below the line it belongs to.
    pub(crate) fn is_part(&self, row: &Row) -> bool {
        let below =
            |(part, whole): &(Item, Item)| row.item == Some(*part) && self.row_about(*whole).is_some();
        row.is_of_which() || PARTS.iter().any(below)
    }
}

/// For each row of a table and each of some measures the first cell, counted from 1; 0 where there is none. Formulas ask for
/// nothing as often.
fn in_measures(table: &Table, measures: &[Measure]) -> Vec<u32> {
    let index = |measure: Option<Measure>| measures.iter().position(|known| Some(*known) == measure);
    let of_columns: Vec<Option<usize>> = table.columns().iter().map(|column| index(column.measure)).collect();
    let mut first = vec![0; table.rows().len() * measures.len()];
    for (at, cell) in (1..).zip(table.cells()) {
        let of_row = || table.row(cell.row).and_then(|row| index(row.measure));
        let measure = of_columns.get(cell.column.get()).copied().flatten().or_else(of_row);
        let place = measure.and_then(|measure| first.get_mut(cell.row.get() * measures.len() + measure));
        if let Some(place) = place.filter(|place| **place == 0) {
            *place = at;
        }
    }
    first
}

/// The measures of the columns in which rows with a code have figures.
fn told(table: &Table) -> Vec<Measure> {
    let mut filled = vec![false; table.columns().len()];
    let coded = |cell: &&Cell| table.row(cell.row).is_some_and(|row| row.code.is_some());
    let has_figure = |cell: &&Cell| cell.number().is_some_and(|value| !value.is_zero());
    for cell in table.cells().iter().filter(coded).filter(has_figure) {
        if let Some(filled) = filled.get_mut(cell.column.get()) {
            *filled = true;
        }
    }
    table
        .columns()
        .iter()
        .zip(filled)
        .filter(|(_, filled)| *filled)
        .filter_map(|(column, _)| column.measure)
        .collect()
}

impl Open {
    fn of(table: &Table) -> Self {
        let mut open = Self::default();
        for cell in table.cells().iter().filter(|cell| cell.number().is_some_and(|value| !value.is_zero())) {
            let row = table.row(cell.row);
            let column = table.column(cell.column);
            let Some((row, column)) = row.zip(column) else { continue };
            open.columns |= column.measure.is_none() && column.item.is_none() && row.measure.is_none();
            open.rows |=
                row.item.is_none() && row.code.is_none() && row.measure.is_none() && !row.is_of_which();
        }
        open
    }
}

/// Lines that belong to another line where the form prints both.
static PARTS: LazyLock<Vec<(Item, Item)>> = LazyLock::new(|| {
    const PAIRS: [(&str, &str); 12] = [
        ("income:general_public_budget", "income:fiscal_appropriation"),
        ("income:government_fund", "income:fiscal_appropriation"),
        ("income:state_capital", "income:fiscal_appropriation"),
        ("income:education_fees", "income:operations"),
        ("income:opening_basic", "income:opening"),
        ("income:opening_project", "income:opening"),
        ("income:opening_business", "income:opening"),
        ("expenditure:closing_basic", "expenditure:closing"),
        ("expenditure:closing_project", "expenditure:closing"),
        ("expenditure:closing_business", "expenditure:closing"),
        ("expenditure:basic_personnel", "expenditure:basic"),
        ("expenditure:basic_public", "expenditure:basic"),
    ];
    let items = |(part, whole)| Some((Item::named(part).ok()?, Item::named(whole).ok()?));
    PAIRS.into_iter().filter_map(items).collect()
});

/// The code of a row: its own, or that of the class that its label names.
pub fn code_of(row: &Row) -> Option<Code> {
    row.code.or_else(|| row.item.and_then(Item::code))
}
