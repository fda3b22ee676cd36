//! What the names of a formula mean: tables, sides, rows and columns; what has no meaning is refused with its place.

use std::cell::RefCell;

use juesuan_model::{Code, Decimal, Item, Measure, RuleId, StatementId, TableId, vocabulary};

use super::FormulaError;
use super::doubt::Doubt;
use super::plan::{self, Column, Relation, Row, RowSet};
use super::syntax::{Addend, Atom, Comparison, Condition, Formula, Reference, Rows, Where, Word};
use crate::Text;
use crate::sanitize::fits;

const NO_TABLE: (&str, &str) = (
    "没有这张表：表号为 Z01–Z09，预算为 B01–B14",
    "there is no such table: they are Z01 to Z09, and B01 to B14 of a budget",
);

/// A file of rules as written, and the rows that it names and the vocabulary does not know.
pub(super) struct Written<'t> {
    pub(super) text: &'t str,
    /// Whether columns that the vocabulary does not know are refused.
    pub(super) strict: bool,
    pub(super) doubts: RefCell<Vec<Doubt>>,
}

impl Written<'_> {
    pub(super) fn error(&self, at: &Where, (zh, en): (&str, &str)) -> FormulaError {
        FormulaError::at(self.text, at, Text::owned(zh, en))
    }

    pub(super) fn too_long(&self, at: &Where) -> FormulaError {
        let en = "a number here has more digits than accounts have: below a hundred trillion, with 8 decimals at most";
        self.error(at, ("这里的数字位数超出公共账目的可能：整数部分不超过 14 位，小数不超过 8 位", en))
    }

    pub(super) fn side(&self, word: &Word<'_>) -> Result<plan::Side, FormulaError> {
        match word.text {
            "收入" | "income" => Ok(plan::Side::Income),
            "支出" | "expenditure" => Ok(plan::Side::Expenditure),
            _ => Err(self.error(
                &word.at,
                ("一张表只有收入、支出两边", "a form has two sides, income and expenditure"),
            )),
        }
    }

    pub(super) fn table(&self, word: &Word<'_>) -> Result<TableId, FormulaError> {
        let form = word.text.parse().ok().filter(|id: &TableId| id.form_title().is_some());
        form.ok_or_else(|| self.error(&word.at, NO_TABLE))
    }
}

/// Finds out what the names of one formula mean.
pub(super) struct Names<'c, 't> {
    text: &'c Written<'t>,
    /// The rule that the formula belongs to.
    rule: &'c RuleId,
    scope: &'c plan::Scope,
    /// The tables that the formula names.
    pub(super) tables: Vec<TableId>,
}

impl<'c, 't> Names<'c, 't> {
    pub(super) fn new(text: &'c Written<'t>, rule: &'c RuleId, scope: &'c plan::Scope) -> Self {
        let tables = match scope {
            plan::Scope::Once => Vec::new(),
            plan::Scope::Rows { table, .. } | plan::Scope::Columns(table) | plan::Scope::Tree(table) => {
                vec![*table]
            }
            plan::Scope::Codes { tables, .. } => tables.clone(),
        };
        Self { text, rule, scope, tables }
    }

    /// A tree says one thing only.
    pub(super) fn tree(&self, formula: &Formula<'_>) -> Result<(), FormulaError> {
        let says = |comparison: &Comparison<'_>| {
            let single = |side: &[Addend<'_>], atom: &Atom<'_>| matches!(side, [Addend { choices, factor }] if *factor == Decimal::ONE && choices.as_slice() == [atom.clone()]);
            single(&comparison.left, &Atom::Parent) && single(&comparison.right, &Atom::Children)
        };
        match formula.comparisons.as_slice() {
            [only] if says(only) && only.operator == crate::comparison::Operator::Equal => Ok(()),
            _ => Err(self.text.error(
                &formula.at,
                (
                    "树形公式写作 tree Z05 by code: parent == sum(children)",
                    "a tree is written tree Z05 by code: parent == sum(children)",
                ),
            )),
        }
    }

    pub(super) fn condition(&mut self, condition: &Condition<'_>) -> Result<plan::Condition, FormulaError> {
        match condition {
            Condition::Holds(comparison) => Ok(plan::Condition::Holds(self.relation(comparison)?)),
            Condition::Has(reference) => {
                let atom = Atom::Cell(reference.clone());
                Ok(plan::Condition::Has(self.atom(&atom, &reference.at)?))
            }
        }
    }

    pub(super) fn relation(&mut self, comparison: &Comparison<'_>) -> Result<Relation, FormulaError> {
        Ok(Relation {
            left: self.sum(&comparison.left, &comparison.at)?,
            operator: comparison.operator,
            right: self.sum(&comparison.right, &comparison.at)?,
        })
    }

    fn sum(&mut self, sum: &[Addend<'_>], at: &Where) -> Result<Vec<plan::Addend>, FormulaError> {
        sum.iter()
            .map(|addend| {
                if !fits(addend.factor) {
                    return Err(self.text.too_long(at));
                }
                let choices =
                    addend.choices.iter().map(|atom| self.atom(atom, at)).collect::<Result<_, _>>()?;
                Ok(plan::Addend { factor: addend.factor, choices })
            })
            .collect()
    }

    fn atom(&mut self, atom: &Atom<'_>, at: &Where) -> Result<plan::Atom, FormulaError> {
        match atom {
            Atom::Number(number) if !fits(*number) => Err(self.text.too_long(at)),
            Atom::Number(number) => Ok(plan::Atom::Number(*number)),
            Atom::Parent | Atom::Children => Err(self
                .text
                .error(at, ("parent 和 children 只用于 tree", "parent and children belong to a tree"))),
            // one level only, as the grammar has it
            Atom::Group(sum) => Ok(plan::Atom::Group(self.sum(sum, at)?)),
            Atom::Column(word) => match self.scope {
                plan::Scope::Rows { table, .. } => {
                    let column = self.column(*table, Some(word), &word.at)?;
                    Ok(plan::Atom::Cell { table: *table, row: Row::Bound, column })
                }
                _ => Err(self.text.error(
                    &word.at,
                    (
                        "这里要写明表号和行，如 Z01[\"总计\"].决算数",
                        "name the table and the row, as in Z01[\"总计\"].决算数",
                    ),
                )),
            },
            Atom::Cell(reference) => match reference.rows.as_slice() {
                [row @ (Rows::Named(_) | Rows::Bound)] if reference.except.is_empty() => {
                    let table = self.table(reference)?;
                    let row = self.row(table, reference, row)?;
                    let column = self.column(table, reference.column.as_ref(), &reference.at)?;
                    Ok(plan::Atom::Cell { table, row, column })
                }
                _ => Err(self.text.error(
                    &reference.at,
                    ("这里指的是许多行，要写成 sum(…)", "these are several rows: write sum(…)"),
                )),
            },
            Atom::Sum(reference) => {
                let table = self.table(reference)?;
                let column = self.column(table, reference.column.as_ref(), &reference.at)?;
                let mut sets = |rows: &[Rows<'_>]| {
                    rows.iter().map(|rows| self.rows(table, reference, rows)).collect::<Result<_, _>>()
                };
                let (rows, except) = (sets(&reference.rows)?, sets(&reference.except)?);
                Ok(plan::Atom::Set { table, rows, except, column })
            }
        }
    }

    fn table(&mut self, reference: &Reference<'_>) -> Result<TableId, FormulaError> {
        let table = match (&reference.table, self.scope) {
            (Some(word), _) => self.text.table(word)?,
            (None, plan::Scope::Rows { table, .. } | plan::Scope::Columns(table)) => *table,
            (None, _) => {
                return Err(self.text.error(&reference.at, ("这里要写明表号", "name the table")));
            }
        };
        if let Some(side) = &reference.side {
            self.text.side(side)?;
        }
        if !self.tables.contains(&table) {
            self.tables.push(table);
        }
        Ok(table)
    }

    fn rows(
        &mut self,
        table: TableId,
        reference: &Reference<'_>,
        rows: &Rows<'_>,
    ) -> Result<RowSet, FormulaError> {
        Ok(match rows {
            Rows::Level(level) => RowSet::Level(*level),
            Rows::Prefix(word) => RowSet::Prefix(word.text.to_owned()),
            Rows::Above(word) => RowSet::Above(self.named(table, reference, word)),
            Rows::Named(_) | Rows::Bound => RowSet::One(self.row(table, reference, rows)?),
        })
    }

    fn row(&self, table: TableId, reference: &Reference<'_>, row: &Rows<'_>) -> Result<Row, FormulaError> {
        match (row, self.scope) {
            (Rows::Named(word), _) => Ok(self.named(table, reference, word)),
            (Rows::Bound, plan::Scope::Codes { .. }) => Ok(Row::Bound),
            _ => Err(self
                .text
                .error(&reference.at, ("[code] 只用于 each code of …", "[code] belongs to each code of …"))),
        }
    }

    /// A row by its name; one that the vocabulary does not know may be misspelt.
    fn named(&self, table: TableId, reference: &Reference<'_>, word: &Word<'_>) -> Row {
        let row = row_named(table, reference, word.text);
        if let Row::Label(key) = &row {
            let zh = format!("{table}里没有“{}”这一行", word.text);
            let en = format!("no {table} has a row “{}”", word.text);
            let error = self.text.error(&word.at, (&zh, &en));
            let rule = self.rule.clone();
            self.text.doubts.borrow_mut().push(Doubt { rule, table, key: key.clone(), error });
        }
        row
    }

    fn column(&self, table: TableId, word: Option<&Word<'_>>, at: &Where) -> Result<Column, FormulaError> {
        match (word, self.scope) {
            (Some(word), _) => match column_named(table, word.text) {
                Column::Header(name) if self.text.strict => {
                    let zh = format!("{table}没有“{name}”这一栏");
                    let en = format!("{table} has no column “{name}”");
                    Err(self.text.error(&word.at, (&zh, &en)))
                }
                column => Ok(column),
            },
            (None, plan::Scope::Columns(_)) => Ok(Column::Bound),
            (None, _) => {
                Err(self.text.error(at, ("少了列名，如 .决算数", "the column is missing, as in .决算数")))
            }
        }
    }
}

/// A row by code, key or label. A label that the vocabulary does not know is looked for as printed.
fn row_named(table: TableId, reference: &Reference<'_>, name: &str) -> Row {
    let side = reference.side.as_ref().map_or("", |side| side.text);
    let by_code = || Code::new(name).ok().map(Item::from);
    let by_key = || Item::named(name).ok();
    let by_label = || vocabulary::item(table, side, name, None, None);
    let key = vocabulary::label_key(name);
    let by_name = || {
        let of_form = |item: &Item| prefixes(table).iter().any(|prefix| item.to_string().starts_with(prefix));
        let mut items = vocabulary::items().filter(|(item, _)| of_form(item));
        items.find(|(_, names)| vocabulary::label_key(names.zh) == key).map(|(item, _)| item)
    };
    by_code()
        .or_else(by_key)
        .or_else(by_label)
        .or_else(by_name)
        .map_or_else(|| Row::Label(key.clone().into_owned()), Row::Item)
}

/// How the keys of the items of a form begin.
const fn prefixes(table: TableId) -> &'static [&'static str] {
    match table.accounts() {
        Some(StatementId::Z01 | StatementId::Z04) => &["income:", "expenditure:"],
        Some(StatementId::Z06) => &["basic:"],
        Some(StatementId::Z09) => &["three_public:", "count:", "operating_costs"],
        _ => &["total"],
    }
}

/// A column by key or header. A header that the vocabulary does not know is looked for as printed.
fn column_named(table: TableId, name: &str) -> Column {
    let by_name = || vocabulary::measures().find(|(_, names)| names.zh == name).map(|(measure, _)| measure);
    let measure = Measure::named(name).ok();
    let measure = measure.or_else(|| vocabulary::measure(table, &[name], None)).or_else(by_name);
    measure.map_or_else(|| Column::Header(name.to_owned()), Column::Measure)
}
