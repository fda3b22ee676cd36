//! Applies a plan to the tables of a report.

use juesuan_model::{Code, Decimal, Measure, TableId};

use super::plan::{self, Atom, Column, Condition, Plan, Relation, Scope};
use super::side::{Bound, Gap, Reader, Side, cell, sum, take};
use super::{rows, tree};
use crate::Doubt;
use crate::comparison::{Allowance, Operator};
use crate::log::Log;
use crate::statement_index::{Book, Sheet};

/// Applies one formula, and tells the log of every instance.
pub(super) fn apply(plan: &Plan, book: &Book<'_>, log: &mut Log<'_, '_>) {
    if plan.tables.iter().all(|&table| book.sheet(table).is_none()) {
        // a table that is printed and was not read is no reason not to apply
        if let Some(table) = plan.tables.iter().find(|table| book.doubts().is_unread(**table)) {
            log.missing(format!("{}（{}）", Gap::Table(*table).name(book), Doubt::NoFigures.text().zh));
        }
        return;
    }
    let mut run = Run { plan, book, log, left: Side::default(), right: Side::default() };
    for condition in &plan.conditions {
        match run.is_met(condition) {
            Met::Yes => {}
            Met::No => return,
            Met::Unknown(gap) => {
                run.log.missing(gap);
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

/// What the columns of a table measure that adds up: no rates and no shares.
fn amounts<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = Measure> + use<'s> {
    sheet.measures().iter().copied().filter(|measure| !measure.is_ratio())
}

/// Whether a condition is met.
enum Met {
    Yes,
    No,
    /// This is missing to tell.
    Unknown(String),
}

/// Result of an instance.
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
    fn each_row(&mut self, table: TableId, side: Option<plan::Side>) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for (row, printed) in sheet.table().indexed_rows() {
            if side.is_some_and(|side| rows::side(printed).is_some_and(|of_row| of_row != side)) {
                continue;
            }
            if self.instance(Bound { row: Some(row), ..Bound::default() }) == Step::Stop {
                return;
            }
        }
    }

    fn each_column(&mut self, table: TableId) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for measure in amounts(sheet) {
            if self.instance(Bound { measure: Some(measure), ..Bound::default() }) == Step::Stop {
                return;
            }
        }
    }

    fn each_code(&mut self, level: Option<juesuan_model::CodeLevel>, tables: &[TableId]) {
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

    fn tree(&mut self, table: TableId) {
        let Some(sheet) = self.book.sheet(table) else { return };
        for (parent, children) in tree::families(sheet) {
            for measure in amounts(sheet) {
                let column = Column::Measure(measure);
                self.left.clear();
                self.right.clear();
                take(&mut self.left, Reader::of(self.book), sheet, parent, &column);
                self.right.rows = self.book.doubts().of_rows(table);
                for &child in &children {
                    take(&mut self.right, Reader::of(self.book), sheet, child, &column);
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
        let bound = Bound { across: self.plan.tables.len() > 1, ..bound };
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
                gap.map(|gap| gap.name(self.book)).or_else(|| self.open()).map_or(Met::No, Met::Unknown)
            }
            Condition::Has(Atom::Cell { table, row, column }) => {
                let Some(sheet) = self.book.sheet(*table) else { return Met::No };
                let mut side = Side::default();
                cell(&mut side, Reader::of(self.book), sheet, row, column);
                match side.gap {
                    Some(Gap::Row(..) | Gap::Column(..) | Gap::Table(_)) => Met::No,
                    Some(Gap::Cell(..)) | None => Met::Yes,
                }
            }
            Condition::Has(_) => Met::No,
        }
    }

    /// What was not read with certainty of the two sides.
    fn open(&self) -> Option<String> {
        let sides = [&self.left, &self.right];
        let doubt = sides.iter().flat_map(|side| &side.terms).find_map(|term| {
            let place = self.book.printed(term.figure)?.place();
            self.book.doubts().at(place)
        });
        let doubt = doubt.or_else(|| sides.iter().find_map(|side| side.rows))?;
        Some(doubt.text().zh.into_owned())
    }

    fn holds(&mut self, relation: &Relation, bound: Bound) -> bool {
        self.fill(relation, bound);
        let (left, right) = (&self.left, &self.right);
        if left.broken || right.broken || !left.defined || !right.defined {
            return false;
        }
        let Some(constant) = left.constant.checked_sub(right.constant) else { return false };
        if left.terms.is_empty() && right.terms.is_empty() {
            return constant.is_zero();
        }
        self.log.would_hold(&left.terms, relation.operator, &right.terms, constant)
    }

    fn compare(&mut self, operator: Operator) -> Step {
        let (left, right) = (&self.left, &self.right);
        for side in [left, right].into_iter().filter(|side| side.broken) {
            if let Some(gap) = &side.gap {
                self.log.missing(gap.name(self.book));
                return if matches!(gap, Gap::Table(_)) { Step::Stop } else { Step::Next };
            }
        }
        if left.terms.is_empty() && right.terms.is_empty() {
            // neither side is printed, which is worth a word only where something must have been there
            let expected = !left.looked || !right.looked || left.doubtful || right.doubtful;
            let gap =
                [left, right].into_iter().filter(|side| !side.defined).find_map(|side| side.gap.as_ref());
            if let (true, Some(gap)) = (expected, gap) {
                self.log.missing(gap.name(self.book));
            }
            return Step::Next;
        }
        if !left.defined || !right.defined {
            let (lacking, other) = if left.defined { (right, left) } else { (left, right) };
            // nothing against a blank: not worth a word
            if let (Some(gap), false) = (&lacking.gap, self.log.all_zero(&other.terms)) {
                self.log.missing(gap.name(self.book));
            }
            return Step::Next;
        }
        let Some(constant) = left.constant.checked_sub(right.constant) else { return Step::Next };
        let allowance =
            Allowance { constant, tolerance: self.plan.tolerance, doubt: left.rows.or(right.rows) };
        self.log.compare_with(&left.terms, operator, &right.terms, allowance);
        Step::Next
    }
}
