//! Applies a plan to the tables of a report.

use juesuan_model::{Code, Decimal, Measure, StatementId};

use super::plan::{self, Addend, Atom, Column, Condition, Plan, Relation, Row, Scope};
use super::{rows, tree};
use crate::book::{Book, Lookup, Sheet};
use crate::ledger::{Log, Operator, Term};
use crate::name::table_zh;

/// Applies one formula, and tells the log of every instance.
pub(super) fn apply(plan: &Plan, book: &Book<'_>, log: &mut Log<'_, '_>) {
    if plan.tables.iter().all(|&table| book.sheet(table).is_none()) {
        return;
    }
    let mut run = Run { plan, book, log, left: Side::default(), right: Side::default() };
    for condition in &plan.conditions {
        match run.is_met(condition) {
            Met::Yes => {}
            Met::No => return,
            Met::Unknown(gap) => {
                run.log.missing(gap.name());
                return;
            }
        }
    }
    match &plan.scope {
        Scope::Once => {
            run.instance(Bound::default());
        }
        Scope::Rows { table, side } => run.each_row(*table, *side),
        Scope::Columns(table) => run.each_column(*table),
        Scope::Codes { level, tables } => run.each_code(*level, tables),
        Scope::Tree(table) => run.tree(*table),
    }
}

/// What the quantifier stands at.
#[derive(Copy, Clone, Debug, Default)]
struct Bound {
    row: Option<u32>,
    code: Option<Code>,
    measure: Option<Measure>,
}

/// One side of a comparison as far as it is printed.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // four answers that do not depend on one another
struct Side {
    terms: Vec<Term>,
    constant: Decimal,
    /// Whether anything was printed, or stated in another way.
    defined: bool,
    /// What was missing first.
    gap: Option<Gap>,
    /// Whether what is missing cannot be taken as nothing.
    broken: bool,
    /// Whether what is missing has a name that the vocabulary does not know: it may be misspelt.
    doubtful: bool,
    /// Whether any figure was looked for: without, the side is a number.
    looked: bool,
}

impl Side {
    fn clear(&mut self) {
        self.terms.clear();
        self.constant = Decimal::ZERO;
        self.gap = None;
        (self.defined, self.broken) = (false, false);
        (self.doubtful, self.looked) = (false, false);
    }
}

/// Something that is not there.
#[derive(Clone, Debug)]
enum Gap {
    Table(StatementId),
    Row(StatementId, String),
    Column(StatementId, String),
    Cell(StatementId, String, String),
}

impl Gap {
    fn name(&self) -> String {
        match self {
            Self::Table(table) => table_zh(*table),
            Self::Row(table, row) => format!("{}“{row}”行", table_zh(*table)),
            Self::Column(table, column) => format!("{}“{column}”栏", table_zh(*table)),
            Self::Cell(table, row, column) => format!("{}“{row}”{column}", table_zh(*table)),
        }
    }
}

/// Whether a condition is met.
enum Met {
    Yes,
    No,
    /// This is missing to tell.
    Unknown(Gap),
}

/// What became of an instance.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Step {
    Next,
    /// A whole table is missing: the other instances will lack it, too.
    Stop,
}

struct Run<'p, 'b, 'r, 'l, 'c, 'x> {
    plan: &'p Plan,
    book: &'b Book<'r>,
    log: &'x mut Log<'l, 'c>,
    left: Side,
    right: Side,
}

impl Run<'_, '_, '_, '_, '_, '_> {
    fn each_row(&mut self, table: StatementId, side: Option<plan::Side>) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for (row, printed) in (0..).zip(sheet.table().rows()) {
            if side.is_some_and(|side| rows::side(printed).is_some_and(|of_row| of_row != side)) {
                continue;
            }
            if self.instance(Bound { row: Some(row), ..Bound::default() }) == Step::Stop {
                return;
            }
        }
    }

    fn each_column(&mut self, table: StatementId) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for &measure in sheet.measures() {
            if self.instance(Bound { measure: Some(measure), ..Bound::default() }) == Step::Stop {
                return;
            }
        }
    }

    fn each_code(&mut self, level: Option<juesuan_model::CodeLevel>, tables: &[StatementId]) {
        let sheets = tables.iter().filter_map(|&table| self.book.sheet(table));
        let codes = sheets.flat_map(|sheet| sheet.coded().iter().map(|&(_, code)| code));
        let mut codes: Vec<Code> =
            codes.filter(|code| level.is_none_or(|level| code.level() == level)).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            if self.instance(Bound { code: Some(code), ..Bound::default() }) == Step::Stop {
                return;
            }
        }
    }

    fn tree(&mut self, table: StatementId) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for (parent, children) in tree::families(sheet) {
            for &measure in sheet.measures() {
                let column = Column::Measure(measure);
                self.left.clear();
                self.right.clear();
                take(&mut self.left, self.book, sheet, parent, &column, Decimal::ONE);
                for &child in &children {
                    take(&mut self.right, self.book, sheet, child, &column, Decimal::ONE);
                }
                self.compare(Operator::Equal);
            }
        }
    }

    /// Compares in one instance: the first of the plan's relations that holds, else the first.
    fn instance(&mut self, bound: Bound) -> Step {
        let relations = &self.plan.relations;
        let Some(first) = relations.first() else { return Step::Stop };
        let others = relations.get(1..).unwrap_or_default();
        let chosen = if others.is_empty() || self.holds(first, bound) {
            first
        } else {
            others.iter().find(|relation| self.holds(relation, bound)).unwrap_or(first)
        };
        self.fill(chosen, bound);
        self.compare(chosen.operator)
    }

    fn fill(&mut self, relation: &Relation, bound: Bound) {
        self.left.clear();
        self.right.clear();
        sum(&mut self.left, self.book, &relation.left, bound, Decimal::ONE);
        sum(&mut self.right, self.book, &relation.right, bound, Decimal::ONE);
    }

    fn is_met(&mut self, condition: &Condition) -> Met {
        match condition {
            Condition::Holds(relation) if self.holds(relation, Bound::default()) => Met::Yes,
            Condition::Holds(_) => {
                let lacking = |side: &Side| side.broken || !side.defined;
                let sides = [&self.left, &self.right];
                let gap = sides.into_iter().filter(|side| lacking(side)).find_map(|side| side.gap.clone());
                gap.map_or(Met::No, Met::Unknown)
            }
            Condition::Has(Atom::Cell { table, row, column }) => {
                let Some(sheet) = self.book.sheet(*table) else { return Met::No };
                let mut side = Side::default();
                cell(&mut side, self.book, sheet, (row, column), Bound::default(), Decimal::ONE);
                match side.gap {
                    Some(Gap::Row(..) | Gap::Column(..) | Gap::Table(_)) => Met::No,
                    Some(Gap::Cell(..)) | None => Met::Yes,
                }
            }
            Condition::Has(_) => Met::No,
        }
    }

    fn holds(&mut self, relation: &Relation, bound: Bound) -> bool {
        self.fill(relation, bound);
        let (left, right) = (&self.left, &self.right);
        if left.broken || right.broken || !left.defined || !right.defined {
            return false;
        }
        let constant = left.constant - right.constant;
        if left.terms.is_empty() && right.terms.is_empty() {
            return constant.is_zero();
        }
        self.log.would_hold(&left.terms, relation.operator, &right.terms, constant)
    }

    fn compare(&mut self, operator: Operator) -> Step {
        let (left, right) = (&self.left, &self.right);
        for side in [left, right].into_iter().filter(|side| side.broken) {
            if let Some(gap) = &side.gap {
                self.log.missing(gap.name());
                return if matches!(gap, Gap::Table(_)) { Step::Stop } else { Step::Next };
            }
        }
        if left.terms.is_empty() && right.terms.is_empty() {
            // neither side is printed, which is worth a word only where something must have been there
            let expected = !left.looked || !right.looked || left.doubtful || right.doubtful;
            let gap =
                [left, right].into_iter().filter(|side| !side.defined).find_map(|side| side.gap.as_ref());
            if let (true, Some(gap)) = (expected, gap) {
                self.log.missing(gap.name());
            }
            return Step::Next;
        }
        if !left.defined || !right.defined {
            let (lacking, other) = if left.defined { (right, left) } else { (left, right) };
            // nothing against a blank: not worth a word
            if let (Some(gap), false) = (&lacking.gap, self.log.all_zero(&other.terms)) {
                self.log.missing(gap.name());
            }
            return Step::Next;
        }
        let constant = left.constant - right.constant;
        self.log.compare_with(&left.terms, operator, &right.terms, constant, self.plan.tolerance);
        Step::Next
    }
}

/// Adds a sum to a side.
fn sum(side: &mut Side, book: &Book<'_>, addends: &[Addend], bound: Bound, sign: Decimal) {
    for addend in addends {
        let factor = sign * addend.factor;
        for (index, choice) in addend.choices.iter().enumerate() {
            let last = index + 1 == addend.choices.len();
            if atom(side, book, choice, bound, factor, last) || side.broken {
                break;
            }
        }
    }
}

/// Adds what is printed of an atom; tells whether anything was. Gaps count only at the last choice.
fn atom(side: &mut Side, book: &Book<'_>, atom: &Atom, bound: Bound, factor: Decimal, last: bool) -> bool {
    let before = (side.terms.len(), side.gap.clone());
    let table = match atom {
        Atom::Number(number) => {
            side.constant += factor * number;
            side.defined = true;
            return true;
        }
        Atom::Group(addends) => {
            sum(side, book, addends, bound, factor);
            return side.terms.len() > before.0;
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
        Atom::Cell { row, column, .. } => cell(side, book, sheet, (row, column), bound, factor),
        Atom::Set { rows: sets, except, column, .. } => {
            let column = bind(column, bound);
            let rows =
                rows::select(sheet, sets, except, |row| match rows::find(sheet, row, row_of(sheet, bound)) {
                    Some(row) => look(book, sheet, row, &column),
                    None => Lookup::NoRow,
                });
            for row in rows {
                take(side, book, sheet, row, &column, factor);
            }
        }
        Atom::Number(_) | Atom::Group(_) => {}
    }
    let printed = side.terms.len() > before.0;
    if !printed && !side.broken && book.is_declared_empty(table) {
        side.defined = true;
    }
    if !last && !printed && !side.broken {
        side.gap = before.1;
    }
    printed
}

fn row_of(sheet: &Sheet<'_>, bound: Bound) -> Option<u32> {
    bound.row.or_else(|| sheet.row_of_code(bound.code?))
}

/// The column, where it is that of the quantifier.
fn bind(column: &Column, bound: Bound) -> Column {
    match (column, bound.measure) {
        (Column::Bound, Some(measure)) => Column::Measure(measure),
        (column, _) => column.clone(),
    }
}

/// Adds the figure of a cell. An item can be printed across as well as down, so it is looked for by meaning first.
fn cell(
    side: &mut Side,
    book: &Book<'_>,
    sheet: &Sheet<'_>,
    (row, column): (&Row, &Column),
    bound: Bound,
    factor: Decimal,
) {
    let column = bind(column, bound);
    if let (Row::Item(item), Column::Measure(measure)) = (row, &column) {
        let found = book.checked(sheet.find(*item, *measure));
        note(side, sheet, found, factor, (&|| row_name(row), &column));
        return;
    }
    if let (Row::Bound, Some(code), false) = (row, bound.code, sheet.has_unique_codes()) {
        // the units of a department, one under the other: together they are what other tables print once
        for &(at, _) in sheet.coded().iter().filter(|(_, other)| *other == code) {
            take(side, book, sheet, at, &column, factor);
        }
        return;
    }
    if let Some(at) = rows::find(sheet, row, row_of(sheet, bound)) {
        take(side, book, sheet, at, &column, factor);
    } else {
        side.doubtful |= matches!(row, Row::Label(_));
        let name = || {
            bound.code.filter(|_| *row == Row::Bound).map_or_else(|| row_name(row), |code| code.to_string())
        };
        note(side, sheet, Lookup::NoRow, factor, (&name, &column));
    }
}

/// Adds the figure of a row.
fn take(side: &mut Side, book: &Book<'_>, sheet: &Sheet<'_>, row: u32, column: &Column, factor: Decimal) {
    let found = look(book, sheet, row, column);
    side.doubtful |= found == Lookup::NoColumn && matches!(column, Column::Header(_));
    let name = || {
        let row = sheet.table().rows().get(row as usize);
        row.map_or_else(String::new, |row| format!("{}{}", row.code_text(), row.label))
    };
    note(side, sheet, found, factor, (&name, column));
}

fn look(book: &Book<'_>, sheet: &Sheet<'_>, row: u32, column: &Column) -> Lookup {
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
    (row, column): (&dyn Fn() -> String, &Column),
) {
    let gap = match found {
        Lookup::Found(figure) => {
            side.terms.push(Term { figure, factor });
            side.defined = true;
            return;
        }
        Lookup::Unreadable => {
            side.broken = true;
            side.gap = Some(Gap::Cell(sheet.id(), row(), column_name(column)));
            return;
        }
        _ if side.gap.is_some() => return,
        Lookup::NoColumn => Gap::Column(sheet.id(), column_name(column)),
        Lookup::NoRow => Gap::Row(sheet.id(), row()),
        Lookup::NoTable => Gap::Table(sheet.id()),
        Lookup::Blank => Gap::Cell(sheet.id(), row(), column_name(column)),
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
