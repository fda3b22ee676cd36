use std::cell::LazyCell;

use juesuan_model::{CodeLevel, Fact, FindingKind, Measure, RowIndex, Severity, StatementId, vocabulary};
use juesuan_vocabulary::classification;

use super::fact_against_cell::is_level_of_year;
use crate::quick::TextSet;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, stem};
use crate::shared::forms;
use crate::shared::item_mark::before_item_mark;
use crate::shared::spelling::QUOTES;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS302"),
    status: crate::RuleStatus::Stable,
    family: Family::TableText,
    title: Text::new(
        "正文说明的科目在决算表中有对应行",
        "Every code that the text explains has a row in its table",
    ),
    message: Text::new(
        "正文说“{name}”为{printed}，{table}中没有这一科目。",
        "The text gives {printed} for “{name}”; {table} has no such row.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "部门决算公开报表：功能分类科目列至项级"),
    why: Text::new(
        "表中没有的科目却有支出，科目名称写错或报表漏列。",
        "Money was spent under a code that the table lacks: the name is wrong, or the table leaves a row out.",
    ),
    example: Text::new(
        "正文说教育支出5万元，表5没有205类。",
        "5万元 for education, and no class 205 in the table.",
    ),
};

/// JS302: classes and items of the function classification with an amount in the text stand in the table.
pub(crate) struct CodeWithoutRow;

impl Rule for CodeWithoutRow {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let labels = LazyCell::new(|| labels(context));
        let mut absent: Vec<((&str, StatementId), Vec<&Fact>)> = Vec::new();
        for fact in context.report().facts.iter().filter(|fact| is_level_of_year(context, fact)) {
            if !is_money_level(fact) || is_budget(fact) || fact.value.is_zero() {
                continue;
            }
            // 其他支出 closes a list, and need not be the class of that name
            if classification::OTHER_EXPENDITURE == stem_of_class(&fact.subject) {
                continue;
            }
            let Some((table, known)) = row(context, statements, &labels, fact) else { continue };
            // a row with the very amount is the one that is meant, whatever its name, in a table of a fund, too: the
            // heading that names the fund may not have been read
            let funds = [table, StatementId::Z07, StatementId::Z08];
            if known || funds.into_iter().any(|table| prints(context, statements, table, fact)) {
                log.held();
                continue;
            }
            if let Some(doubt) = context.book().may_have_more(table) {
                let table = crate::figure_name::table_zh(table);
                log.missing(format!("{table}的全部科目（{}）", doubt.text().zh));
                continue;
            }
            let name = stem(&fact.subject);
            if let Some((_, places)) = absent.iter_mut().find(|(known, _)| *known == (name, table)) {
                places.push(fact);
                continue;
            }
            absent.push(((name, table), vec![fact]));
        }
        for ((_, table), facts) in absent {
            let Some((fact, again)) = facts.split_first() else { continue };
            let table = Text::owned(crate::figure_name::table_zh(table), table.to_string());
            let draft = Draft::at(fact.place)
                .printed(shown(fact))
                .with("name", &fact.subject)
                .with_text("table", table)
                .evidence(&fact.subject, shown(fact), fact.place);
            log.found(again.iter().fold(draft, |draft, other| draft.and_at(other.place)));
        }
    }
}

/// A subject, unless it says that it is a class of the classification.
fn stem_of_class(subject: &str) -> &str {
    if subject.contains(classification::CLASS) { "" } else { subject }
}

/// Whether an item of the table has the amount of the text, in whatever unit.
fn prints(context: &Context<'_>, statements: &Statements<'_>, table: StatementId, fact: &Fact) -> bool {
    let book = context.book();
    let Some(sheet) = book.sheet(table).filter(|_| fact.subject.contains(classification::ITEM)) else {
        return false;
    };
    let stated = statements.quantity(context, fact);
    let is_stated = |row: RowIndex, measure: Measure| match sheet.in_row(row, measure) {
        Lookup::Found(id) => book.figure(id).is_some_and(|figure| {
            let (off, within) =
                (figure.value.checked_sub(stated.value), figure.half.checked_add(stated.half));
            off.zip(within).is_some_and(|(off, within)| off.abs() <= within)
        }),
        _ => false,
    };
    let mut items = sheet.coded().iter().filter(|(_, code)| code.level() == CodeLevel::Item);
    items.any(|(row, _)| sheet.measures().iter().any(|measure| is_stated(*row, *measure)))
}

/// The table in which the code of a fact should stand, and whether it does; `None` where the fact names no code or the
/// table is not there.
fn row(
    context: &Context<'_>,
    statements: &Statements<'_>,
    labels: &LazyCell<TextSet<String>, impl FnOnce() -> TextSet<String>>,
    fact: &Fact,
) -> Option<(StatementId, bool)> {
    if let Some((table, item, _)) = forms::meant(statements, fact) {
        let code = item.code()?;
        let sheet = context.book().sheet(table)?;
        return Some((table, sheet.row_of_code(code).is_some()));
    }
    if statements.is_evaluation(fact.place) || context.book().sheet(StatementId::Z05).is_none() {
        return None;
    }
    // 卫生健康支出（类）医疗救助（款）城乡医疗救助（项）: the name before the last mark
    let before = before_item_mark(&fact.subject)?;
    let name = before.rsplit(['）', ')']).next()?.trim_matches(QUOTES);
    Some((StatementId::Z05, labels.contains(&*vocabulary::label_key(name))))
}

/// The labels of all rows with a code.
fn labels(context: &Context<'_>) -> TextSet<String> {
    let rows = context
        .book()
        .sheets()
        .iter()
        .flat_map(|sheet| sheet.coded().iter().filter_map(|(row, _)| sheet.table().row(*row)));
    rows.map(|row| vocabulary::label_key(&row.label).into_owned()).collect()
}
