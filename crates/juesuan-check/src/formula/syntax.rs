//! Formulas as they are written: names are still text, every part knows where it stands.

use std::ops::Range;

use juesuan_model::{CodeLevel, Decimal};

use crate::comparison::Operator;

/// A piece of the text: byte offsets.
pub(crate) type Where = Range<usize>;

/// A word or a quoted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: Where,
}

/// A file of formulas.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct File<'t> {
    pub(crate) rules: Vec<RuleText<'t>>,
}

/// One rule: what is said of it, and its formulas.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RuleText<'t> {
    /// The id and the Chinese title; none for a formula that stands alone.
    pub(crate) head: Option<(Word<'t>, Word<'t>)>,
    pub(crate) attributes: Vec<Attribute<'t>>,
    pub(crate) conditions: Vec<Condition<'t>>,
    pub(crate) formulas: Vec<Formula<'t>>,
    pub(crate) at: Where,
}

/// `kind sum`, `why "…" "…"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    pub(crate) name: Word<'t>,
    pub(crate) values: Vec<Word<'t>>,
}

/// What must be so for a rule to apply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition<'t> {
    /// `when a == b`
    Holds(Comparison<'t>),
    /// `when has Z05["合计"].人员经费`: the form has this row and this column, whatever stands there.
    Has(Reference<'t>),
}

impl Condition<'_> {
    pub(crate) const fn at(&self) -> &Where {
        match self {
            Self::Holds(comparison) => &comparison.at,
            Self::Has(reference) => &reference.at,
        }
    }
}

/// A quantifier and what must hold in each of its instances; of several comparisons one is enough.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Formula<'t> {
    pub(crate) scope: Scope<'t>,
    pub(crate) comparisons: Vec<Comparison<'t>>,
    pub(crate) at: Where,
}

/// For what a formula must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope<'t> {
    /// Once.
    Once,
    /// `each Z03 row`, `each Z04.支出 row`, `each B03, B07 row`
    Rows { tables: Vec<Word<'t>>, side: Option<Word<'t>> },
    /// `each Z03 column`
    Columns(Vec<Word<'t>>),
    /// `each code of Z01, Z03`, `each class of …`
    Codes { level: Option<CodeLevel>, tables: Vec<Word<'t>> },
    /// `tree Z05 by code`
    Tree(Vec<Word<'t>>),
}

/// `left == right`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Comparison<'t> {
    pub(crate) left: Vec<Addend<'t>>,
    pub(crate) operator: Operator,
    pub(crate) right: Vec<Addend<'t>>,
    pub(crate) at: Where,
}

/// A part of a sum with its sign and factor. Of several choices the first that is printed counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Addend<'t> {
    pub(crate) factor: Decimal,
    pub(crate) choices: Vec<Atom<'t>>,
}

/// What can be added.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Atom<'t> {
    /// A number.
    Number(Decimal),
    /// `Z01.收入["总计"].决算数`
    Cell(Reference<'t>),
    /// `sum(Z01["类"].决算数)`
    Sum(Reference<'t>),
    /// The bare name of a column, in `each … row`.
    Column(Word<'t>),
    /// `parent` in a tree.
    Parent,
    /// `sum(children)` in a tree.
    Children,
    /// `(a + b)` behind `or`.
    Group(Vec<Addend<'t>>),
}

/// The address of cells: a table, a side, rows, a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    pub(crate) table: Option<Word<'t>>,
    pub(crate) side: Option<Word<'t>>,
    pub(crate) rows: Vec<Rows<'t>>,
    pub(crate) except: Vec<Rows<'t>>,
    pub(crate) column: Option<Word<'t>>,
    pub(crate) at: Where,
}

/// A choice of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rows<'t> {
    /// A label, a code or the key of an item.
    Named(Word<'t>),
    /// The code of the quantifier.
    Bound,
    /// All rows of a level of the classification.
    Level(CodeLevel),
    /// All codes that begin so: `302*`.
    Prefix(Word<'t>),
    /// All rows above the named one, in the column of its figure.
    Above(Word<'t>),
}
