//! Formulas ready to be applied: names are items and measures, where the vocabulary knows them.

use juesuan_model::{CodeLevel, Decimal, Item, Measure, TableId};

use crate::comparison::Operator;

/// One formula of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) scope: Scope,
    /// What must hold for the formula to apply.
    pub(crate) conditions: Vec<Condition>,
    /// Of several one must hold.
    pub(crate) relations: Vec<Relation>,
    /// What is allowed beyond rounding, in the unit of the first figure.
    pub(crate) tolerance: Decimal,
    /// The tables that it names.
    pub(crate) tables: Vec<TableId>,
}

/// For what it must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Once,
    Rows { table: TableId, side: Option<Side> },
    Columns(TableId),
    Codes { level: Option<CodeLevel>, tables: Vec<TableId> },
    Tree(TableId),
}

/// What must be so for a formula to apply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Holds(Relation),
    /// The form has this row and this column.
    Has(Atom),
}

/// A side of a form that prints income and expenditure next to each other.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Income,
    Expenditure,
}

/// Two sums and how they must stand to each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relation {
    pub(crate) left: Vec<Addend>,
    pub(crate) operator: Operator,
    pub(crate) right: Vec<Addend>,
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Addend {
    pub(crate) factor: Decimal,
    /// The first that is printed counts.
    pub(crate) choices: Vec<Atom>,
}

/// What can be added.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Atom {
    Number(Decimal),
    Cell { table: TableId, row: Row, column: Column },
    Set { table: TableId, rows: Vec<RowSet>, except: Vec<RowSet>, column: Column },
    Group(Vec<Addend>),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Row {
    /// By meaning.
    Item(Item),
    /// By its label, as the vocabulary compares labels.
    Label(String),
    /// The row of the quantifier, or that of its code.
    Bound,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// By meaning.
    Measure(Measure),
    /// By its header.
    Header(String),
    /// The column of the quantifier.
    Bound,
}

/// Several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowSet {
    One(Row),
    Level(CodeLevel),
    /// All codes that begin with these digits.
    Prefix(String),
    /// All rows above this one, in the column of its figure.
    Above(Row),
}
