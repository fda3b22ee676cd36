//! From formulas as written to plans: names become items and measures, and what makes no sense is refused.

use std::cell::RefCell;
use std::collections::HashSet;

use juesuan_model::{Code, Decimal, FindingKind, Item, Measure, RuleId, Severity, StatementId, vocabulary};

use super::doubt::Doubt;
use super::plan::{self, Column, Plan, Relation, Row, RowSet};
use super::syntax::{
    Addend, Atom, Comparison, Condition, File, Formula, Reference, Rows, RuleText, Scope, Where, Word,
};
use super::{FormulaError, FormulaRule};
use crate::sanitize::fits;
use crate::{Basis, BasisKind, Family, RuleInfo, RuleStatus, Text};

/// What is found of each rule where the formula says nothing else.
pub(crate) const MESSAGE: Text = Text::new(
    "{left}印作{printed}，{right}为{expected}，相差{difference}{unit}。",
    "{left} is printed as {printed}; {right} is {expected}, a difference of {difference} {unit}.",
);

/// The rules of a file, and the rows that it names and the vocabulary does not know. `strict` refuses columns that it
/// does not know.
pub(super) fn compile(
    text: &str,
    file: &File<'_>,
    strict: bool,
) -> Result<(Vec<FormulaRule>, Vec<Doubt>), FormulaError> {
    let compiler = Compiler { text, strict, doubts: RefCell::default() };
    let mut rules: Vec<FormulaRule> = Vec::new();
    let mut ids: HashSet<RuleId> = HashSet::new();
    for rule in &file.rules {
        for compiled in compiler.rule(rule, rules.len())? {
            if !ids.insert(compiled.info.id.clone()) {
                let place = rule.head.as_ref().map_or(rule.at.clone(), |(id, _)| id.at.clone());
                return Err(FormulaError::at(text, &place, used_twice(&compiled.info.id)));
            }
            rules.push(compiled);
        }
    }
    Ok((rules, compiler.doubts.into_inner()))
}

fn used_twice(id: &str) -> Text {
    Text::owned(format!("编号{id}用了两次"), format!("the id {id} is used twice"))
}

struct Compiler<'t> {
    text: &'t str,
    strict: bool,
    doubts: RefCell<Vec<Doubt>>,
}

impl Compiler<'_> {
    fn error(&self, at: &Where, (zh, en): (&str, &str)) -> FormulaError {
        FormulaError::at(self.text, at, Text::owned(zh, en))
    }

    fn too_long(&self, at: &Where) -> FormulaError {
        let en = "a number here has more digits than accounts have: below a hundred trillion, with 8 decimals at most";
        self.error(at, ("这里的数字位数超出公共账目的可能：整数部分不超过 14 位，小数不超过 8 位", en))
    }

    /// One rule; formulas without a head are rules of their own, numbered in order.
    fn rule(&self, rule: &RuleText<'_>, before: usize) -> Result<Vec<FormulaRule>, FormulaError> {
        if let (None, Some(attribute)) = (&rule.head, rule.attributes.first()) {
            return Err(self.error(
                &attribute.name.at,
                ("前面没有 rule（规则）这一行", "there is no line with `rule` before this"),
            ));
        }
        let plans: Vec<Plan> = rule
            .formulas
            .iter()
            .map(|formula| self.formula(formula, &rule.conditions))
            .collect::<Result<_, _>>()?;
        if plans.is_empty() {
            return Err(self.error(&rule.at, ("规则里没有公式", "the rule has no formula")));
        }
        let source = |at: &Where| self.text.get(at.clone()).unwrap_or("").trim().to_owned();
        let Some((id, title)) = &rule.head else {
            let numbered = (before + 1..).zip(rule.formulas.iter().zip(plans));
            return Ok(numbered
                .map(|(number, (formula, plan))| {
                    let written = source(&formula.at);
                    let info = plain_info(format!("U{number}"), written.clone(), &plan);
                    FormulaRule { info, plans: vec![plan], source: written }
                })
                .collect());
        };
        let first = plans.first().map_or_else(Vec::new, |plan| plan.tables.clone());
        let mut info = info(id.text.to_owned(), title.text.to_owned(), first.len() > 1);
        let mut plans = plans;
        for attribute in &rule.attributes {
            self.attribute(attribute, &mut info, &mut plans)?;
        }
        if info.title.en.is_empty() {
            info.title.en.clone_from(&info.title.zh);
        }
        let formulas = rule.formulas.iter().map(|formula| source(&formula.at)).collect::<Vec<_>>();
        let conditions = rule.conditions.iter().map(|condition| format!("when {}", source(condition.at())));
        let written = conditions.chain(formulas).collect::<Vec<_>>().join("\n");
        Ok(vec![FormulaRule { info, plans, source: written }])
    }

    fn attribute(
        &self,
        attribute: &super::syntax::Attribute<'_>,
        info: &mut RuleInfo,
        plans: &mut [Plan],
    ) -> Result<(), FormulaError> {
        let value = |at: usize| attribute.values.get(at).map_or("", |word| word.text);
        let pair = || Text::owned(value(0), value(1));
        let place = attribute.values.first().map_or(&attribute.name.at, |word| &word.at);
        match attribute.name.text {
            "en" => info.title.en = value(0).to_owned().into(),
            "kind" => {
                let kind = FindingKind::ALL.iter().find(|kind| kind.as_str() == value(0));
                info.kind = *kind.ok_or_else(|| {
                    self.error(place, ("没有这种问题类型（kind）", "there is no such kind of finding"))
                })?;
            }
            "severity" => {
                let severity = Severity::ALL.iter().find(|severity| severity.as_str() == value(0));
                info.severity = *severity.ok_or_else(|| {
                    self.error(
                        place,
                        ("严重程度只有 error、warning、info", "a severity is error, warning or info"),
                    )
                })?;
            }
            "basis" => {
                let kind = BasisKind::ALL.into_iter().find(|kind| kind.as_str() == value(0));
                let kind = kind.ok_or_else(|| {
                    self.error(
                        place,
                        (
                            "依据只有 arithmetic、form、regulation",
                            "a basis is arithmetic, form or regulation",
                        ),
                    )
                })?;
                info.basis = Basis { kind, source: value(1).to_owned().into() };
            }
            "why" => info.why = pair(),
            "example" => info.example = pair(),
            "message" => info.message = pair(),
            _ => {
                let tolerance = value(0).parse::<Decimal>();
                let tolerance = tolerance
                    .ok()
                    .filter(|tolerance| fits(*tolerance))
                    .ok_or_else(|| self.error(place, ("允许的误差应为数字", "a tolerance is a number")))?;
                for plan in plans {
                    plan.tolerance = tolerance;
                }
            }
        }
        Ok(())
    }

    fn formula(&self, formula: &Formula<'_>, conditions: &[Condition<'_>]) -> Result<Plan, FormulaError> {
        let scope = match &formula.scope {
            Scope::Once => plan::Scope::Once,
            Scope::Rows { table, side } => plan::Scope::Rows {
                table: self.table(table)?,
                side: side.as_ref().map(|side| self.side(side)).transpose()?,
            },
            Scope::Columns(table) => plan::Scope::Columns(self.table(table)?),
            Scope::Tree(table) => plan::Scope::Tree(self.table(table)?),
            Scope::Codes { level, tables } => plan::Scope::Codes {
                level: *level,
                tables: tables.iter().map(|table| self.table(table)).collect::<Result<_, _>>()?,
            },
        };
        let mut names = Names { compiler: self, scope: &scope, tables: Vec::new() };
        names.of_scope();
        if let plan::Scope::Tree(_) = scope {
            names.tree(formula)?;
            let tables = names.tables;
            let nothing = (Vec::new(), Vec::new());
            return Ok(Plan {
                scope,
                conditions: nothing.0,
                relations: nothing.1,
                tolerance: Decimal::ZERO,
                tables,
            });
        }
        let relations =
            formula.comparisons.iter().map(|relation| names.relation(relation)).collect::<Result<_, _>>()?;
        let once = plan::Scope::Once;
        let mut outside = Names { compiler: self, scope: &once, tables: Vec::new() };
        let conditions =
            conditions.iter().map(|condition| outside.condition(condition)).collect::<Result<_, _>>()?;
        let tables = names.tables;
        Ok(Plan { scope, conditions, relations, tolerance: Decimal::ZERO, tables })
    }

    fn side(&self, word: &Word<'_>) -> Result<plan::Side, FormulaError> {
        match word.text {
            "收入" | "income" => Ok(plan::Side::Income),
            "支出" | "expenditure" => Ok(plan::Side::Expenditure),
            _ => Err(self.error(
                &word.at,
                ("一张表只有收入、支出两边", "a form has two sides, income and expenditure"),
            )),
        }
    }

    fn table(&self, word: &Word<'_>) -> Result<StatementId, FormulaError> {
        word.text.parse().map_err(|_| {
            self.error(
                &word.at,
                ("没有这张表：表号为 Z01–Z09", "there is no such table: they are Z01 to Z09"),
            )
        })
    }
}

fn plain_info(id: String, written: String, plan: &Plan) -> RuleInfo {
    let mut info = info(id, written.clone(), plan.tables.len() > 1);
    info.title.en = written.into();
    info
}

/// What is taken for granted of a rule of which only this is said.
fn info(id: String, title: String, several_tables: bool) -> RuleInfo {
    RuleInfo {
        family: Family::of_id(&id),
        id: id.into(),
        status: RuleStatus::Stable,
        title: Text::owned(title, ""),
        message: MESSAGE,
        kind: if several_tables { FindingKind::CrossTable } else { FindingKind::Sum },
        severity: Severity::Error,
        basis: Basis::ARITHMETIC,
        why: Text::default(),
        example: Text::default(),
    }
}

/// Finds out what the names of one formula mean.
struct Names<'c, 't> {
    compiler: &'c Compiler<'t>,
    scope: &'c plan::Scope,
    tables: Vec<StatementId>,
}

impl Names<'_, '_> {
    fn of_scope(&mut self) {
        match self.scope {
            plan::Scope::Once => {}
            plan::Scope::Rows { table, .. } | plan::Scope::Columns(table) | plan::Scope::Tree(table) => {
                self.tables.push(*table);
            }
            plan::Scope::Codes { tables, .. } => self.tables.extend(tables),
        }
    }

    /// A tree says one thing only.
    fn tree(&self, formula: &Formula<'_>) -> Result<(), FormulaError> {
        let says = |comparison: &Comparison<'_>| {
            let single = |side: &[Addend<'_>], atom: &Atom<'_>| matches!(side, [Addend { choices, factor }] if *factor == Decimal::ONE && choices.as_slice() == [atom.clone()]);
            single(&comparison.left, &Atom::Parent) && single(&comparison.right, &Atom::Children)
        };
        match formula.comparisons.as_slice() {
            [only] if says(only) && only.operator == crate::comparison::Operator::Equal => Ok(()),
            _ => Err(self.compiler.error(
                &formula.at,
                (
                    "树形公式写作 tree Z05 by code: parent == sum(children)",
                    "a tree is written tree Z05 by code: parent == sum(children)",
                ),
            )),
        }
    }

    fn condition(&mut self, condition: &Condition<'_>) -> Result<plan::Condition, FormulaError> {
        match condition {
            Condition::Holds(comparison) => Ok(plan::Condition::Holds(self.relation(comparison)?)),
            Condition::Has(reference) => {
                let atom = Atom::Cell(reference.clone());
                Ok(plan::Condition::Has(self.atom(&atom, &reference.at)?))
            }
        }
    }

    fn relation(&mut self, comparison: &Comparison<'_>) -> Result<Relation, FormulaError> {
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
                    return Err(self.compiler.too_long(at));
                }
                let choices =
                    addend.choices.iter().map(|atom| self.atom(atom, at)).collect::<Result<_, _>>()?;
                Ok(plan::Addend { factor: addend.factor, choices })
            })
            .collect()
    }

    fn atom(&mut self, atom: &Atom<'_>, at: &Where) -> Result<plan::Atom, FormulaError> {
        match atom {
            Atom::Number(number) if !fits(*number) => Err(self.compiler.too_long(at)),
            Atom::Number(number) => Ok(plan::Atom::Number(*number)),
            Atom::Parent | Atom::Children => Err(self
                .compiler
                .error(at, ("parent 和 children 只用于 tree", "parent and children belong to a tree"))),
            // one level only, as the grammar has it
            Atom::Group(sum) => Ok(plan::Atom::Group(self.sum(sum, at)?)),
            Atom::Column(word) => match self.scope {
                plan::Scope::Rows { table, .. } => {
                    let column = self.column(*table, Some(word), &word.at)?;
                    Ok(plan::Atom::Cell { table: *table, row: Row::Bound, column })
                }
                _ => Err(self.compiler.error(
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
                _ => Err(self.compiler.error(
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

    fn table(&mut self, reference: &Reference<'_>) -> Result<StatementId, FormulaError> {
        let table = match (&reference.table, self.scope) {
            (Some(word), _) => self.compiler.table(word)?,
            (None, plan::Scope::Rows { table, .. } | plan::Scope::Columns(table)) => *table,
            (None, _) => {
                return Err(self.compiler.error(&reference.at, ("这里要写明表号", "name the table")));
            }
        };
        if !self.tables.contains(&table) {
            self.tables.push(table);
        }
        Ok(table)
    }

    fn rows(
        &mut self,
        table: StatementId,
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

    fn row(
        &self,
        table: StatementId,
        reference: &Reference<'_>,
        row: &Rows<'_>,
    ) -> Result<Row, FormulaError> {
        match (row, self.scope) {
            (Rows::Named(word), _) => Ok(self.named(table, reference, word)),
            (Rows::Bound, plan::Scope::Codes { .. }) => Ok(Row::Bound),
            _ => Err(self
                .compiler
                .error(&reference.at, ("[code] 只用于 each code of …", "[code] belongs to each code of …"))),
        }
    }

    /// A row by its name; one that the vocabulary does not know may be misspelt.
    fn named(&self, table: StatementId, reference: &Reference<'_>, word: &Word<'_>) -> Row {
        let row = row_named(table, reference, word.text);
        if let Row::Label(key) = &row {
            let zh = format!("{table}里没有“{}”这一行", word.text);
            let en = format!("no {table} has a row “{}”", word.text);
            let error = self.compiler.error(&word.at, (&zh, &en));
            self.compiler.doubts.borrow_mut().push(Doubt { table, key: key.clone(), error });
        }
        row
    }

    fn column(
        &self,
        table: StatementId,
        word: Option<&Word<'_>>,
        at: &Where,
    ) -> Result<Column, FormulaError> {
        match (word, self.scope) {
            (Some(word), _) => match column_named(table, word.text) {
                Column::Header(name) if self.compiler.strict => {
                    let zh = format!("{table}没有“{name}”这一栏");
                    let en = format!("{table} has no column “{name}”");
                    Err(self.compiler.error(&word.at, (&zh, &en)))
                }
                column => Ok(column),
            },
            (None, plan::Scope::Columns(_)) => Ok(Column::Bound),
            (None, _) => {
                Err(self.compiler.error(at, ("少了列名，如 .决算数", "the column is missing, as in .决算数")))
            }
        }
    }
}

/// A row by code, key or label. A label that the vocabulary does not know is looked for as printed.
fn row_named(table: StatementId, reference: &Reference<'_>, name: &str) -> Row {
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
    by_code().or_else(by_key).or_else(by_label).or_else(by_name).map_or(Row::Label(key.clone()), Row::Item)
}

/// How the keys of the items of a form begin.
const fn prefixes(table: StatementId) -> &'static [&'static str] {
    match table {
        StatementId::Z01 | StatementId::Z04 => &["income:", "expenditure:"],
        StatementId::Z06 => &["basic:"],
        StatementId::Z09 => &["three_public:", "count:", "operating_costs"],
        _ => &["total"],
    }
}

/// A column by key or header. A header that the vocabulary does not know is looked for as printed.
fn column_named(table: StatementId, name: &str) -> Column {
    let by_name = || vocabulary::measures().find(|(_, names)| names.zh == name).map(|(measure, _)| measure);
    let measure = Measure::named(name).ok();
    let measure = measure.or_else(|| vocabulary::measure(table, &[name], None)).or_else(by_name);
    measure.map_or_else(|| Column::Header(name.to_owned()), Column::Measure)
}
