//! What is printed of one side of a comparison.

use std::borrow::Cow;

use juesuan_model::{Code, Decimal, Measure, RowIndex, TableId};

use super::plan::{Addend, Atom, Column, Row};
use super::rows;
use crate::comparison::{Term, times};
use crate::doubt::Doubt;
use crate::figure_name::table_zh;
use crate::statement_index::{Book, Lookup, Sheet};

/// What the quantifier stands at.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Bound {
    pub(super) row: Option<RowIndex>,
    pub(super) code: Option<Code>,
    pub(super) measure: Option<Measure>,
    /// Whether tables are compared with each other.
    pub(super) across: bool,
}

/// Where figures are looked for, and by what they are multiplied.
#[derive(Copy, Clone)]
pub(super) struct Reader<'a, 'b> {
    book: &'a Book<'b>,
    bound: Bound,
    factor: Decimal,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader of single figures, where no quantifier stands anywhere.
    pub(super) fn of(book: &'a Book<'b>) -> Self {
        Self { book, bound: Bound::default(), factor: Decimal::ONE }
    }
}

/// One side of a comparison as far as it is printed.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // four answers that do not depend on one another
pub(super) struct Side {
    pub(super) terms: Vec<Term>,
    pub(super) constant: Decimal,
    /// Whether anything was printed, or stated in another way.
    pub(super) defined: bool,
    /// What was missing first.
    pub(super) gap: Option<Gap>,
    /// Whether what is missing cannot be taken as nothing.
    pub(super) broken: bool,
    /// Whether what is missing has a name that the vocabulary does not know: it may be misspelt.
    pub(super) doubtful: bool,
    /// Whether any figure was looked for: without, the side is a number.
    pub(super) looked: bool,
    /// Whether a column of a printed table was not found: that is no data and not nothing.
    pub(super) no_column: bool,
    /// Whether a total is blank, and what it is the total of is not.
    pub(super) no_total: bool,
    /// Why rows of a sum may not have been read.
    pub(super) rows: Option<Doubt>,
}

impl Side {
    pub(super) fn clear(&mut self) {
        self.terms.clear();
        self.constant = Decimal::ZERO;
        self.gap = None;
        (self.defined, self.broken) = (false, false);
        (self.doubtful, self.looked) = (false, false);
        (self.no_column, self.no_total) = (false, false);
        self.rows = None;
    }
}

/// Something that is not there. Most gaps concern nobody, and are called something only where one does.
#[derive(Clone, Debug)]
pub(super) enum Gap {
    Table(TableId),
    Row(TableId, GapRow),
    Column(TableId, Column),
    Cell(TableId, GapRow, Column),
}

/// The row of a gap.
#[derive(Clone, Debug)]
pub(super) enum GapRow {
    /// One that is printed.
    Printed(RowIndex),
    /// One that was asked for, where it is that of the quantifier by its code.
    Asked(Row, Option<Code>),
}

impl Gap {
    pub(super) fn name(&self, book: &Book<'_>) -> String {
        let row_name = |table: TableId, row: &GapRow| match row {
            GapRow::Printed(at) => {
                let row = book.sheet(table).and_then(|sheet| sheet.table().row(*at));
                row.map_or_else(String::new, |row| format!("{}{}", row.code_text(), row.label))
            }
            GapRow::Asked(Row::Bound, Some(code)) => code.to_string(),
            GapRow::Asked(row, _) => row_name(row),
        };
        match self {
            Self::Table(table) => table_zh(*table),
            Self::Row(table, row) => format!("{}“{}”行", table_zh(*table), row_name(*table, row)),
            Self::Column(table, column) => format!("{}“{}”栏", table_zh(*table), column_name(column)),
            Self::Cell(table, row, column) => {
                format!("{}“{}”{}", table_zh(*table), row_name(*table, row), column_name(column))
            }
        }
    }
}

/// Adds a sum to a side.
pub(super) fn sum(side: &mut Side, book: &Book<'_>, addends: &[Addend], bound: Bound, sign: Decimal) {
    for addend in addends {
        let Some(factor) = times(addend.factor, sign) else {
            side.broken = true;
            break;
        };
        for (index, choice) in addend.choices.iter().enumerate() {
            let last = index + 1 == addend.choices.len();
            if atom(side, Reader { book, bound, factor }, choice, last) || side.broken {
                break;
            }
        }
    }
}

/// Adds what is printed of an atom; tells whether anything was. Gaps count only at the last choice.
fn atom(side: &mut Side, reader: Reader<'_, '_>, atom: &Atom, last: bool) -> bool {
    let Reader { book, bound, factor } = reader;
    let before = side.terms.len();
    let known_gap = if last { None } else { side.gap.clone() };
    (side.no_column, side.no_total) = (false, false);
    let table = match atom {
        Atom::Number(number) => {
            match factor.checked_mul(*number).and_then(|product| side.constant.checked_add(product)) {
                Some(sum) => (side.constant, side.defined) = (sum, true),
                None => side.broken = true,
            }
            return true;
        }
        Atom::Group(addends) => {
            sum(side, book, addends, bound, factor);
            return side.terms.len() > before;
        }
        Atom::Cell { table, .. } | Atom::Set { table, .. } => *table,
    };
    side.looked = true;
    let Some(sheet) = book.sheet(table) else {
        if book.is_declared_empty(table) {
            side.defined = true;
        } else {
            side.gap = Some(Gap::Table(table));
            side.broken = true;
        }
        return false;
    };
    match atom {
        Atom::Cell { row, column, .. } => cell(side, reader, sheet, row, column),
        Atom::Set { rows: sets, except, column, .. } => {
            let column = bind(column, bound);
            side.rows = side.rows.or(book.doubts().of_rows(table));
            // the lines of a budget go down to parts of parts, of which only the names that are known say which they are
            let open = table.is_budget() && sheet.has_open_rows();
            side.rows = side.rows.or(open.then_some(Doubt::UnknownRow));
            let rows =
                rows::select(sheet, sets, except, |row| match rows::find(sheet, row, row_of(sheet, bound)) {
                    Some(row) => look(book, sheet, row, &column),
                    None => Lookup::NoRow,
                });
            for row in rows {
                take(side, reader, sheet, row, &column);
            }
        }
        Atom::Number(_) | Atom::Group(_) => {}
    }
    let printed = side.terms.len() > before;
    if !printed && !side.broken && book.is_declared_empty(table) {
        side.defined = true;
    }
    if !last && !printed && !side.broken {
        side.gap = known_gap;
    } else if last && !printed {
        // between tables neither is nothing; across a row a total that is not printed cannot be computed with
        let nothing = side.no_column || side.no_total;
        side.broken |= nothing && bound.across || side.no_total && bound.row.is_some();
    }
    printed
}

fn row_of(sheet: &Sheet<'_>, bound: Bound) -> Option<RowIndex> {
    bound.row.or_else(|| sheet.row_of_code(bound.code?))
}

/// The column, where it is that of the quantifier.
fn bind(column: &Column, bound: Bound) -> Cow<'_, Column> {
    match (column, bound.measure) {
        (Column::Bound, Some(measure)) => Cow::Owned(Column::Measure(measure)),
        (column, _) => Cow::Borrowed(column),
    }
}

/// Adds the figure of a cell. An item can be printed across as well as down, so it is looked for by meaning first.
pub(super) fn cell(side: &mut Side, reader: Reader<'_, '_>, sheet: &Sheet<'_>, row: &Row, column: &Column) {
    let Reader { book, bound, factor } = reader;
    let column = bind(column, bound);
    if let (Row::Item(item), Column::Measure(measure)) = (row, &*column) {
        let found = book.checked(sheet.find(*item, *measure));
        if found == Lookup::NoRow {
            side.rows = side.rows.or(book.doubts().of_rows(sheet.id()));
        }
        if let Some(row) = sheet.row_about(*item).filter(|_| found == Lookup::Blank) {
            side.rows = side.rows.or_else(|| of_cells(book, sheet, row));
        }
        note(side, sheet, found, factor, (&|| GapRow::Asked(row.clone(), None), &column));
        return;
    }
    if let (Row::Bound, Some(code), false) = (row, bound.code, sheet.has_unique_codes()) {
        // the units of a department, one under the other: together they are what other tables print once
        for &(at, _) in sheet.coded().iter().filter(|(_, other)| *other == code) {
            take(side, reader, sheet, at, &column);
        }
        return;
    }
    if let Some(at) = rows::find(sheet, row, row_of(sheet, bound)) {
        take(side, reader, sheet, at, &column);
    } else {
        side.doubtful |= matches!(row, Row::Label(_));
        let asked = || GapRow::Asked(row.clone(), bound.code);
        // the row may be among those that were not read
        side.rows = side.rows.or(book.doubts().of_rows(sheet.id()));
        note(side, sheet, Lookup::NoRow, factor, (&asked, &column));
    }
}

/// Adds the figure of a row.
pub(super) fn take(
    side: &mut Side,
    reader: Reader<'_, '_>,
    sheet: &Sheet<'_>,
    row: RowIndex,
    column: &Column,
) {
    let found = look(reader.book, sheet, row, column);
    if found == Lookup::Blank {
        side.rows = side.rows.or_else(|| of_cells(reader.book, sheet, row));
    }
    side.doubtful |= found == Lookup::NoColumn && matches!(column, Column::Header(_));
    note(side, sheet, found, reader.factor, (&|| GapRow::Printed(row), column));
}

/// Why a figure of a row may stand in another of its cells, so that a blank one is not nothing for sure.
fn of_cells(book: &Book<'_>, sheet: &Sheet<'_>, row: RowIndex) -> Option<Doubt> {
    sheet.table().cells_of(row).iter().find_map(|cell| book.doubts().at(cell.place))
}

fn look(book: &Book<'_>, sheet: &Sheet<'_>, row: RowIndex, column: &Column) -> Lookup {
    let found = match column {
        Column::Measure(measure) => sheet.in_row(row, *measure),
        Column::Header(header) => sheet.in_row_under(row, header),
        Column::Bound => Lookup::NoColumn,
    };
    book.checked(found)
}

fn note(
    side: &mut Side,
    sheet: &Sheet<'_>,
    found: Lookup,
    factor: Decimal,
    (row, column): (&dyn Fn() -> GapRow, &Column),
) {
    match found {
        Lookup::NoColumn if sheet.has_open_columns() => side.rows = side.rows.or(Some(Doubt::UnknownColumn)),
        Lookup::NoRow if sheet.has_open_rows() => side.rows = side.rows.or(Some(Doubt::UnknownRow)),
        _ => {}
    }
    side.no_column |= found == Lookup::NoColumn;
    side.no_total |= found == Lookup::Lost;
    let gap = match found {
        Lookup::Found(figure) => {
            side.terms.push(Term { figure, factor });
            side.defined = true;
            return;
        }
        Lookup::Unreadable => {
            side.broken = true;
            side.gap = Some(Gap::Cell(sheet.id(), row(), column.clone()));
            return;
        }
        _ if side.gap.is_some() => return,
        Lookup::NoColumn => Gap::Column(sheet.id(), column.clone()),
        Lookup::NoRow => Gap::Row(sheet.id(), row()),
        Lookup::NoTable => Gap::Table(sheet.id()),
        Lookup::Blank | Lookup::Lost => Gap::Cell(sheet.id(), row(), column.clone()),
    };
    side.gap = Some(gap);
}

fn row_name(row: &Row) -> String {
    match row {
        Row::Item(item) => item.name_zh().map_or_else(|| item.to_string(), str::to_owned),
        Row::Label(label) => label.clone(),
        Row::Bound => String::new(),
    }
}

fn column_name(column: &Column) -> String {
    match column {
        Column::Measure(measure) => measure.name_zh().unwrap_or(measure.as_str()).to_owned(),
        Column::Header(header) => header.clone(),
        Column::Bound => String::new(),
    }
}
