//! Findings that have one cause in a table: the unit that it states, a row printed twice or left out, two columns exchanged.
//!
//! Each of them is true, and the clerk has one thing to mend. What rests on a figure that is known to be wrong has a cause of
//! its own, and stays by itself.

use std::collections::BTreeMap;

use juesuan_model::{
    Code, ColumnIndex, Decimal, Fact, Finding, FindingKind, Measure, Place, RowIndex, RuleId, Severity,
    TableId, Unit,
};

use super::merge::gathered;
use crate::quick::{TextMap, TextSet};
use crate::statement_index::{Book, Lookup, code_of};
use crate::tuning::TUNING;

/// Brings together findings with one cause in a table.
pub(crate) fn gather(findings: Vec<Finding>, book: &Book<'_>) -> Vec<Finding> {
    let weighs = |finding: &Finding| finding.severity != Severity::Info;
    if findings.iter().filter(|finding| weighs(finding)).count() < 2 {
        return findings;
    }
    let figures = Figures::at(&findings, book);
    let mut causes = Causes::new(findings.len());
    let weighty = findings.iter().enumerate().filter(|(_, finding)| weighs(finding));
    let mut cited: Vec<Cited<'_>> = weighty.map(|(index, finding)| figures.cited(index, finding)).collect();
    // one figure alone may have a wrong digit; several that stand in another column have not
    by_exchanged_columns(&cited, book, &mut causes);
    cited.retain(|one| !one.finding.culprit);
    by_unit(&cited, &mut causes);
    by_rows(&cited, &mut causes);
    by_double_row(&cited, &mut causes);
    by_missing_row(&cited, book, &mut causes);
    causes.join(findings)
}

/// A cell of a statutory table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct At {
    table: TableId,
    row: RowIndex,
    column: ColumnIndex,
}

/// A row of a statutory table.
type TableRow = (TableId, RowIndex);

/// A finding with the figures that it cites.
struct Cited<'f> {
    index: usize,
    finding: &'f Finding,
    cells: Vec<At>,
    /// The first amount of the text, in yuan.
    told: Option<Decimal>,
}

impl Cited<'_> {
    fn is(&self, kind: FindingKind) -> bool {
        self.finding.kind == kind
    }

    /// Whether it says that a table or an amount is in another unit than it says.
    fn is_of_unit(&self) -> bool {
        self.is(FindingKind::Unit) && self.finding.severity == Severity::Error
    }

    /// The tables of its cells, each once.
    fn tables(&self) -> Vec<TableId> {
        let mut tables: Vec<TableId> = self.cells.iter().map(|cell| cell.table).collect();
        tables.sort_unstable();
        tables.dedup();
        tables
    }

    /// The rows of its cells, each once.
    fn rows(&self) -> Vec<TableRow> {
        let mut rows: Vec<_> = self.cells.iter().map(|cell| (cell.table, cell.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// By how much it is off, in yuan where it is money.
    fn difference(&self) -> Option<Decimal> {
        let money = self.finding.unit.as_ref().and_then(Unit::money);
        let factor = money.map_or(Decimal::ONE, |unit| Decimal::from(unit.factor()));
        let yuan = self.finding.difference?.checked_mul(factor)?.abs();
        (!yuan.is_zero()).then(|| yuan.normalize())
    }
}

/// The figures at the places that findings cite.
struct Figures {
    cells: TextMap<Place, At>,
    told: TextMap<Place, Decimal>,
}

impl Figures {
    fn at(findings: &[Finding], book: &Book<'_>) -> Self {
        let wanted: TextSet<Place> = findings.iter().flat_map(|finding| &finding.places).copied().collect();
        let mut cells = TextMap::default();
        for sheet in book.every_sheet() {
            for cell in sheet.table().cells().iter().filter(|cell| wanted.contains(&cell.place)) {
                cells.insert(cell.place, At { table: sheet.id(), row: cell.row, column: cell.column });
            }
        }
        let yuan = |fact: &Fact| {
            let factor = fact.unit.as_ref()?.money()?.factor();
            Some((fact.place, fact.value.checked_mul(Decimal::from(factor))?.normalize()))
        };
        let facts = book.report().facts.iter().filter(|fact| wanted.contains(&fact.place));
        Self { cells, told: facts.filter_map(yuan).collect() }
    }

    fn cited<'f>(&self, index: usize, finding: &'f Finding) -> Cited<'f> {
        let cells = finding.places.iter().filter_map(|place| self.cells.get(place).copied()).collect();
        let told = finding.places.iter().find_map(|place| self.told.get(place).copied());
        Cited { index, finding, cells, told }
    }
}

/// Which findings have one cause: each points to one before it, or to itself.
struct Causes(Vec<usize>);

impl Causes {
    fn new(findings: usize) -> Self {
        Self((0..findings).collect())
    }

    fn first(&self, mut index: usize) -> usize {
        while let Some(&before) = self.0.get(index).filter(|before| **before != index) {
            index = before;
        }
        index
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(of) = self.0.get_mut(one.max(other)) {
            *of = one.min(other);
        }
    }

    /// One finding for each cause.
    fn join(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut groups: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
        for (index, finding) in findings.into_iter().enumerate() {
            groups.entry(self.first(index)).or_default().push(finding);
        }
        groups.into_values().filter_map(gathered).collect()
    }
}

/// A table in another unit than it says: what the text says of it, and all comparisons with other tables.
fn by_unit(cited: &[Cited<'_>], causes: &mut Causes) {
    let mut wrong: BTreeMap<TableId, usize> = BTreeMap::new();
    for unit in cited.iter().filter(|one| one.is_of_unit()) {
        if let &[table] = unit.tables().as_slice() {
            wrong.entry(table).or_insert(unit.index);
        }
    }
    for other in cited {
        let tables = other.tables();
        if other.is_of_unit() || tables.len() > 1 {
            for unit in tables.iter().filter_map(|table| wrong.get(table)) {
                causes.unite(*unit, other.index);
            }
        }
    }
}

/// One rule fails in several columns of the same rows.
fn by_rows(cited: &[Cited<'_>], causes: &mut Causes) {
    let mut known: TextMap<(&RuleId, Vec<TableRow>), usize> = TextMap::default();
    let is_comparison = |one: &&Cited<'_>| one.is(FindingKind::Sum) || one.is(FindingKind::CrossTable);
    for one in cited.iter().filter(is_comparison).filter(|one| !one.cells.is_empty()) {
        let first = *known.entry((&one.finding.rule, one.rows())).or_insert(one.index);
        causes.unite(first, one.index);
    }
}

/// Sums that count rows twice which are printed twice.
fn by_double_row(cited: &[Cited<'_>], causes: &mut Causes) {
    let mut doubles: TextMap<TableRow, &Cited<'_>> = TextMap::default();
    for double in cited.iter().filter(|one| one.is(FindingKind::Duplicate)) {
        if let [first, _, ..] = double.rows().as_slice() {
            doubles.insert(*first, double);
        }
    }
    for sum in cited.iter().filter(|one| one.is(FindingKind::Sum) && !doubles.is_empty()) {
        let summed = sum.rows();
        for double in summed.iter().filter_map(|row| doubles.get(row)) {
            if double.rows().iter().all(|row| summed.binary_search(row).is_ok()) {
                causes.unite(double.index, sum.index);
            }
        }
    }
}

/// A row left out: the sum above it, the row in other tables, and the text that tells of it miss the same amount.
fn by_missing_row(cited: &[Cited<'_>], book: &Book<'_>, causes: &mut Causes) {
    let mut missed: TextMap<Decimal, Vec<&Cited<'_>>> = TextMap::default();
    for other in
        cited.iter().filter(|one| one.is(FindingKind::CrossTable) || one.is(FindingKind::TableVsText))
    {
        let amount = if other.cells.is_empty() { other.told } else { other.difference() };
        let of_amount = amount.map(|amount| missed.entry(amount).or_default());
        if let Some(of_amount) = of_amount.filter(|of| of.len() < TUNING.table_causes.of_one_amount) {
            of_amount.push(other);
        }
    }
    for sum in cited.iter().filter(|one| one.is(FindingKind::Sum)) {
        let Some((whole, missing)) = sum.cells.first().zip(sum.difference()) else { continue };
        let Some((sheet, above)) = book.sheet(whole.table).zip(code_at(book, *whole)) else { continue };
        let is_left_out = |code: Code| {
            let mut ancestors = std::iter::successors(code.parent(), |code| code.parent());
            sheet.row_of_code(code).is_none() && ancestors.any(|of| of == above)
        };
        let is_elsewhere =
            |cell: &At| cell.table != whole.table && code_at(book, *cell).is_some_and(is_left_out);
        for other in missed.get(&missing).into_iter().flatten() {
            if other.cells.iter().all(is_elsewhere) {
                causes.unite(sum.index, other.index);
            }
        }
    }
}

fn code_at(book: &Book<'_>, cell: At) -> Option<Code> {
    code_of(book.sheet(cell.table)?.table().row(cell.row)?)
}

/// Two columns, or the two halves of a form of one row, exchanged: what the text tells of an item stands under the other
/// measure, for one item after the other.
fn by_exchanged_columns(cited: &[Cited<'_>], book: &Book<'_>, causes: &mut Causes) {
    let mut exchanged: TextMap<(TableId, Measure, Measure), Vec<usize>> = TextMap::default();
    for one in cited.iter().filter(|one| one.is(FindingKind::TableVsText)) {
        let ([at], Some(told)) = (one.cells.as_slice(), one.told) else { continue };
        let Some(sheet) = book.sheet(at.table) else { continue };
        let cell = sheet.table().cell(at.row, at.column);
        let Some(own) = cell.and_then(|cell| sheet.table().figure_of(cell)) else { continue };
        let Some((item, here)) = own.item().zip(own.measure()) else { continue };
        let is_told = |measure: &Measure| match sheet.find(item, *measure) {
            Lookup::Found(id) => book.figure(id).is_some_and(|figure| figure.value == told),
            _ => false,
        };
        let others = || sheet.measures().iter().copied().filter(|measure| *measure != here);
        if let Some(there) = others().find(is_told) {
            exchanged.entry((at.table, here, there)).or_default().push(one.index);
        }
    }
    for of_pair in exchanged.into_values().filter(|of| of.len() >= TUNING.table_causes.exchanged) {
        for pair in of_pair.windows(2) {
            if let [one, other] = *pair {
                causes.unite(one, other);
            }
        }
    }
}
