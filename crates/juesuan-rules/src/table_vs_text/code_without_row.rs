use std::cell::LazyCell;

use juesuan_model::{Fact, FindingKind, Severity, StatementId, vocabulary};

use super::fact_against_cell::is_level_of_year;
use crate::quick::TextSet;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown};
use crate::shared::forms;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS302"),
    family: Family::TableText,
    title: Text::new(
        "正文说明的科目在决算表中有对应行",
        "Every code that the text explains has a row in its table",
    ),
    message: Text::new(
        "正文说“{name}”为{printed}，{table}中没有这一科目。",
        "The text says {printed} of “{name}”, for which {table} has no row.",
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
        for fact in context.report().facts.iter().filter(|fact| is_level_of_year(context, fact)) {
            if !is_money_level(fact) || is_budget(fact) || fact.value.is_zero() {
                continue;
            }
            let Some((table, known)) = row(context, statements, &labels, fact) else { continue };
            if known {
                log.held();
                continue;
            }
            let table = Text::owned(crate::figure_name::table_zh(table), table.to_string());
            log.found(
                Draft::at(fact.place)
                    .printed(shown(fact))
                    .with("name", &fact.subject)
                    .with_text("table", table)
                    .evidence(&fact.subject, shown(fact), fact.place),
            );
        }
    }
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
    let (before, _) = fact.subject.split_once("（项）").or_else(|| fact.subject.split_once("(项)"))?;
    let name = before.rsplit(['）', ')']).next()?;
    Some((StatementId::Z05, labels.contains(&vocabulary::label_key(name))))
}

/// The labels of all rows with a code.
fn labels(context: &Context<'_>) -> TextSet<String> {
    let rows = context.book().sheets().iter().flat_map(|sheet| {
        sheet.coded().iter().filter_map(|(row, _)| sheet.table().rows().get(*row as usize))
    });
    rows.map(|row| vocabulary::label_key(&row.label)).collect()
}
