use juesuan_model::{BudgetId, Cell, Fact, FactRole, FindingKind, Item, Measure, Severity, SubjectRef};

use super::fact_against_cell::{is_level_of_year, is_part_of_another};
use crate::shared::fact_index::{Facts, meaning};
use crate::shared::forms;
use crate::shared::percentages::ten_thousand_times;
use crate::{
    Basis, BasisKind, Context, Family, FigureId, Log, Lookup, Operator, Quantity, Rule, RuleInfo, Text,
};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS309"),
    status: crate::RuleStatus::Preview,
    family: Family::TableText,
    title: Text::new(
        "预算说明中的金额与预算表一致（试行）",
        "Amounts quoted in the text of a budget stand in its tables (preview)",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}，其他预算表也没有这个数。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}, and no other table has it.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门预算公开：预算说明应与预算表一致"),
    why: Text::new(
        "读者多半只看文字说明；文字与报表不一致，至少有一处是错的。",
        "Most readers see the text alone; where it differs from the tables, one of the two is wrong.",
    ),
    example: Text::new(
        "正文称一般公共预算支出84.37万元，一般公共预算支出预算表合计为84.73万元。",
        "The text says 84.37, the table of the general public budget 84.73.",
    ),
};

/// JS309: a level that the text of a budget states of its year stands in one of the tables about the same item. Which
/// of them is meant follows from nothing that all texts tell, so that any speaks for the text.
pub(crate) struct BudgetTold;

impl Rule for BudgetTold {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let book = context.book();
        if book.budgets().is_empty() || !book.sheets().is_empty() {
            return;
        }
        let statements = context.get::<Facts>();
        let is_told = |fact: &&Fact| fact.role != FactRole::Count && is_level_of_year(context, fact);
        for fact in context.report().facts.iter().filter(is_told) {
            if statements.is_evaluation(fact.place) {
                continue;
            }
            let Some(cell) = own_cell(context, fact) else { continue };
            let Some(printed) = book.printed(cell) else { continue };
            if is_part_of_another(context, fact, printed) {
                continue;
            }
            let stated = statements.quantity(context, fact);
            // 元 for 万元 is the business of JS604
            if ten_thousand_times(&stated, printed) {
                continue;
            }
            if meaning(fact).is_some_and(|(item, _)| is_printed(context, item, &stated)) {
                log.held();
                continue;
            }
            let stated = log.figure(stated);
            log.compare_figures(stated, Operator::Equal, cell);
        }
    }
}

/// The cell that a fact quotes most likely.
fn own_cell(context: &Context<'_>, fact: &Fact) -> Option<FigureId> {
    let (form, item, measure) = match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { table, item, measure } => (table.accounts(), *item, (*measure)?),
        SubjectRef::Item { form, item, measure } => (*form, *item, (*measure)?),
        SubjectRef::Programme { .. } => return None,
    };
    let find = |table: BudgetId, item: Item, measure: Measure| match context.book().find(table, item, measure)
    {
        Lookup::Found(figure) => Some(figure),
        _ => None,
    };
    if matches!(item, Item::Economic(_)) {
        // an economic item of all money stands in no table
        return None;
    }
    if item.code().is_some() {
        let tables = [BudgetId::B03, BudgetId::B01, BudgetId::B07, BudgetId::B05, BudgetId::B04];
        return tables.into_iter().find_map(|table| find(table, item, Measure::BUDGET));
    }
    let measure = planned(measure)?;
    // 基本支出 under 一般公共预算支出 is that of the fund
    let of_chapter = forms::meant(context.get::<Facts>(), fact).map(|(form, ..)| form);
    [of_chapter, form].into_iter().flatten().map(BudgetId::of_accounts).find_map(|table| {
        find(table, item, measure).or_else(|| {
            let across = ACROSS.iter().find(|(line, _)| item.line_key() == Some(line))?.1;
            find(table, Item::named(TOTAL_OF_BASIC).ok()?, Measure::named(across).ok()?)
        })
    })
}

/// What forms of a budget print in a column of the total.
const ACROSS: [(&str, &str); 2] =
    [("basic:personnel", "budget_basic_personnel"), ("basic:public", "budget_basic_public")];
const TOTAL_OF_BASIC: &str = "basic:total";

/// The measure of a budget that a text means which speaks as of accounts.
fn planned(measure: Measure) -> Option<Measure> {
    match measure.as_str() {
        "final" | "expenditure" | "income" | "budget" | "budget_initial" => Some(Measure::BUDGET),
        part => Measure::named(&format!("budget_{part}")).ok(),
    }
}

/// Whether any table prints the figure of the text for its item, or, of what is no item of the classification, in a
/// row of totals. A cell in doubt speaks for a figure, too.
fn is_printed(context: &Context<'_>, item: Item, stated: &Quantity) -> bool {
    context.book().budgets().iter().any(|sheet| {
        let table = sheet.table();
        let is_about = |cell: &Cell| {
            let row = table.row(cell.row).and_then(|row| row.item);
            let column = table.column(cell.column).and_then(|column| column.item);
            let total = row.is_some_and(Item::is_total) && item.code().is_none();
            total || row == Some(item) || column == Some(item)
        };
        (0..).zip(table.cells()).filter(|(_, cell)| is_about(cell)).any(|(at, _)| {
            let Lookup::Found(figure) = sheet.entry(at) else { return false };
            context.book().printed(figure).is_some_and(|figure| is_alike(figure, stated))
        })
    })
}

/// Whether two figures are one, as exactly as both are printed.
fn is_alike(left: &Quantity, right: &Quantity) -> bool {
    let apart = left.value.checked_sub(right.value).map(|apart| apart.abs());
    let allowed = left.half.checked_add(right.half);
    apart.zip(allowed).is_some_and(|(apart, allowed)| apart <= allowed)
}
