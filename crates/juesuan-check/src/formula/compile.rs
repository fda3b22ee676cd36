//! From formulas as written to plans: what makes no sense is refused.

use std::cell::RefCell;
use std::collections::HashSet;

use juesuan_model::{Decimal, FindingKind, RuleId, Severity, TableId};

use super::doubt::Doubt;
use super::names::{Names, Written};
use super::plan::{self, Plan};
use super::syntax::{Attribute, Condition, File, Formula, RuleText, Scope, Where, Word};
use super::{FormulaError, FormulaRule};
use crate::sanitize::fits;
use crate::{Basis, BasisKind, Family, RuleInfo, RuleStatus, Text};

/// What is found of each rule where the formula says nothing else.
pub(crate) const MESSAGE: Text = Text::new(
    "{left}印作{printed}，{right}为{expected}，相差{difference}{unit}。",
    "{left} is printed as {printed}; {right} is {expected}, a difference of {difference} {unit}.",
);

const NO_KIND: (&str, &str) = ("没有这种问题类型（kind）", "there is no such kind of finding");
const NO_STATUS: (&str, &str) = ("状态（status）只有 stable、preview", "a status is stable or preview");
const NO_SEVERITY: (&str, &str) =
    ("严重程度只有 error、warning、info", "a severity is error, warning or info");
const NO_BASIS: (&str, &str) =
    ("依据只有 arithmetic、form、regulation", "a basis is arithmetic, form or regulation");
const NO_TOLERANCE: (&str, &str) =
    ("允许的误差应为不小于零的数字", "a tolerance is a number that is not below zero");

/// The rules of a file, and the rows that it names and the vocabulary does not know. `strict` refuses columns that it
/// does not know.
pub(super) fn compile(
    text: &str,
    file: &File<'_>,
    strict: bool,
) -> Result<(Vec<FormulaRule>, Vec<Doubt>), FormulaError> {
    let compiler = Compiler { text: Written { text, strict, doubts: RefCell::default() } };
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
    Ok((rules, compiler.text.doubts.into_inner()))
}

fn used_twice(id: &str) -> Text {
    Text::owned(format!("编号{id}用了两次"), format!("the id {id} is used twice"))
}

struct Compiler<'t> {
    text: Written<'t>,
}

impl Compiler<'_> {
    /// One rule; formulas without a head are rules of their own, numbered in order.
    fn rule(&self, rule: &RuleText<'_>, before: usize) -> Result<Vec<FormulaRule>, FormulaError> {
        if let (None, Some(attribute)) = (&rule.head, rule.attributes.first()) {
            return Err(self.text.error(
                &attribute.name.at,
                ("前面没有 rule（规则）这一行", "there is no line with `rule` before this"),
            ));
        }
        let id_of = |number: usize| match &rule.head {
            Some((id, _)) => id.text.to_owned(),
            None => format!("U{number}"),
        };
        let plans: Vec<Vec<Plan>> = (before + 1..)
            .zip(&rule.formulas)
            .map(|(number, formula)| self.formula(&id_of(number).into(), formula, &rule.conditions))
            .collect::<Result<_, _>>()?;
        if plans.is_empty() {
            return Err(self.text.error(&rule.at, ("规则里没有公式", "the rule has no formula")));
        }
        let source = |at: &Where| self.text.text.get(at.clone()).unwrap_or("").trim().to_owned();
        let Some((id, title)) = &rule.head else {
            let numbered = (before + 1..).zip(rule.formulas.iter().zip(plans));
            return Ok(numbered
                .map(|(number, (formula, plans))| {
                    let written = source(&formula.at);
                    let info = plain_info(id_of(number), written.clone(), &plans);
                    FormulaRule { info, plans, source: written }
                })
                .collect());
        };
        let mut plans: Vec<Plan> = plans.into_iter().flatten().collect();
        let mut info = info(id.text.to_owned(), title.text.to_owned(), are_between(&plans));
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
        attribute: &Attribute<'_>,
        info: &mut RuleInfo,
        plans: &mut [Plan],
    ) -> Result<(), FormulaError> {
        let value = |at: usize| attribute.values.get(at).map_or("", |word| word.text);
        let pair = || Text::owned(value(0), value(1));
        let place = attribute.values.first().map_or(&attribute.name.at, |word| &word.at);
        let refused = |why| self.text.error(place, why);
        match attribute.name.text {
            "en" => info.title.en = value(0).to_owned().into(),
            "kind" => {
                let kind = FindingKind::ALL.iter().find(|kind| kind.as_str() == value(0));
                info.kind = *kind.ok_or_else(|| refused(NO_KIND))?;
            }
            "status" => {
                info.status = match value(0) {
                    "stable" => RuleStatus::Stable,
                    "preview" => RuleStatus::Preview,
                    _ => return Err(refused(NO_STATUS)),
                };
            }
            "severity" => {
                let severity = Severity::ALL.iter().find(|severity| severity.as_str() == value(0));
                info.severity = *severity.ok_or_else(|| refused(NO_SEVERITY))?;
            }
            "basis" => {
                let kind = BasisKind::ALL.into_iter().find(|kind| kind.as_str() == value(0));
                let kind = kind.ok_or_else(|| refused(NO_BASIS))?;
                info.basis = Basis { kind, source: value(1).to_owned().into() };
            }
            "why" => info.why = pair(),
            "example" => info.example = pair(),
            "message" => info.message = pair(),
            _ => {
                let tolerance = value(0)
                    .parse::<Decimal>()
                    .ok()
                    .filter(|tolerance| fits(*tolerance) && !tolerance.is_sign_negative());
                let tolerance = tolerance.ok_or_else(|| refused(NO_TOLERANCE))?;
                for plan in plans {
                    plan.tolerance = tolerance;
                }
            }
        }
        Ok(())
    }

    /// The plans of a formula: one for each table that it is said of.
    fn formula(
        &self,
        rule: &RuleId,
        formula: &Formula<'_>,
        conditions: &[Condition<'_>],
    ) -> Result<Vec<Plan>, FormulaError> {
        let scopes = self.scopes(&formula.scope)?;
        scopes.into_iter().map(|scope| self.plan(rule, formula, scope, conditions)).collect()
    }

    fn scopes(&self, scope: &Scope<'_>) -> Result<Vec<plan::Scope>, FormulaError> {
        let each = |tables: &[Word<'_>], scope: &dyn Fn(TableId) -> plan::Scope| {
            tables.iter().map(|table| Ok(scope(self.text.table(table)?))).collect()
        };
        match scope {
            Scope::Once => Ok(vec![plan::Scope::Once]),
            Scope::Rows { tables, side } => {
                let side = side.as_ref().map(|side| self.text.side(side)).transpose()?;
                each(tables, &|table| plan::Scope::Rows { table, side })
            }
            Scope::Columns(tables) => each(tables, &plan::Scope::Columns),
            Scope::Tree(tables) => each(tables, &plan::Scope::Tree),
            Scope::Codes { level, tables } => {
                let tables = tables.iter().map(|table| self.text.table(table)).collect::<Result<_, _>>()?;
                Ok(vec![plan::Scope::Codes { level: *level, tables }])
            }
        }
    }

    fn plan(
        &self,
        rule: &RuleId,
        formula: &Formula<'_>,
        scope: plan::Scope,
        conditions: &[Condition<'_>],
    ) -> Result<Plan, FormulaError> {
        let mut names = Names::new(&self.text, rule, &scope);
        let relations = if let plan::Scope::Tree(_) = scope {
            names.tree(formula)?;
            Vec::new()
        } else {
            formula.comparisons.iter().map(|relation| names.relation(relation)).collect::<Result<_, _>>()?
        };
        let tables = names.tables;
        // a condition may leave the table out that the formula is said of
        let around = match &scope {
            plan::Scope::Codes { .. } => plan::Scope::Once,
            plan::Scope::Tree(table) => plan::Scope::Rows { table: *table, side: None },
            scope => scope.clone(),
        };
        let mut outside = Names::new(&self.text, rule, &around);
        let conditions =
            conditions.iter().map(|condition| outside.condition(condition)).collect::<Result<_, _>>()?;
        Ok(Plan { scope, conditions, relations, tolerance: Decimal::ZERO, tables })
    }
}

/// Whether the first formula of a rule compares tables with each other.
fn are_between(plans: &[Plan]) -> bool {
    plans.first().is_some_and(|plan| plan.tables.len() > 1)
}

fn plain_info(id: String, written: String, plans: &[Plan]) -> RuleInfo {
    let mut info = info(id, written.clone(), are_between(plans));
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
