use juesuan_model::{Fact, FactRole, FindingKind, Item, Measure, Severity};
use juesuan_vocabulary::budget;

use crate::figure_name::Common;
use crate::shared::fact_index::{Facts, meaning, year_of};
use crate::shared::forms;
use crate::shared::part_lists::{PartList, PartLists};
use crate::shared::percentages::{is_misquoted, misquoted, ten_thousand_times};
use crate::{Basis, BasisKind, Context, Family, Log, Lookup, Operator, Quantity, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS301"),
    status: crate::RuleStatus::Stable,
    family: Family::TableText,
    title: Text::new("正文引用的金额与决算表一致", "Amounts quoted in the text equal their cells"),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：情况说明应与决算报表一致"),
    why: Text::new(
        "读者多半只看文字说明；文字与报表不一致，至少有一处是错的。",
        "Most readers see the text alone; where it differs from the tables, one of the two is wrong.",
    ),
    example: Text::new(
        "正文称支出合计684.37万元，支出决算表合计为684.73万元。",
        "The text says 684.37, the expenditure table 684.73.",
    ),
};

/// JS301: a level that the text states of this year equals the cell that it quotes. Which table that is follows from
/// the subject and from the fund of the section; evaluations may be of another scope and are not compared.
pub(crate) struct FactAgainstCell;

impl Rule for FactAgainstCell {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for fact in context.report().facts.iter().filter(|fact| is_level_of_year(context, fact)) {
            let Some(meant) = forms::meant(statements, fact) else { continue };
            let (form, item, measure) = meant;
            let Some(cell) = forms::cell(context, statements, fact) else {
                if context.book().find(form, item, measure) == Lookup::NoRow && !fact.value.is_zero() {
                    let item = item.name_zh().map_or_else(|| item.to_string(), str::to_owned);
                    let measure = measure.name_zh().unwrap_or_default();
                    log.missing(format!("{}“{item}”{measure}", crate::figure_name::table_zh(form)));
                }
                continue;
            };
            let Some(printed) = context.book().printed(cell) else { continue };
            if is_part_of_another(context, fact, printed) {
                continue;
            }
            let stated = statements.quantity(context, fact);
            let other = forms::other_cell(context, meant).and_then(|other| context.book().printed(other));
            if other.is_some_and(|other| other.value == stated.value) {
                log.held();
                continue;
            }
            // 元 for 万元 is the business of JS604
            if ten_thousand_times(&stated, printed) {
                continue;
            }
            if is_misquoted(fact, &stated, printed) {
                if is_printed_elsewhere(context, (item, measure), &stated) {
                    log.held();
                    continue;
                }
                let name = crate::figure_name::of(context.book(), printed, Common::default());
                log.found(misquoted(fact, &stated, printed, name));
                continue;
            }
            let stated = log.figure(stated);
            log.compare_figures(stated, Operator::Equal, cell);
        }
    }
}

/// Whether a fact is told as a part of an amount that is less than the cell, or that is of one purpose alone: then it is
/// that part of that amount, and not the cell (机关运行经费支出26.40万元，其中：一般公共预算支出26.40万元).
pub(super) fn is_part_of_another(context: &Context<'_>, fact: &Fact, cell: &Quantity) -> bool {
    if fact.role != FactRole::Part {
        return false;
    }
    let statements = context.get::<Facts>();
    let holds = |list: &&PartList<'_>| {
        list.whole.sentence == fact.sentence && list.parts.iter().any(|part| part.place == fact.place)
    };
    let Some(list) = context.get::<PartLists>().iter().find(holds) else { return false };
    let whole = statements.quantity(context, list.whole);
    let is_less = whole.value.checked_add(whole.half).is_some_and(|most| most < cell.value);
    let is_of_all = meaning(fact).is_some_and(|(item, _)| item.line_key() == Some(LINES[0]));
    is_less || is_of_all && (is_of_one_purpose(list.whole) || is_of_both_sides(list.whole))
}

/// How the keys of lines of the accounts begin: the total of a table, and the lines of the summaries.
const LINES: [&str; 4] = ["total", "income:", "expenditure:", "basic:"];

/// Whether an amount is the total of income and of expenditure, which holds balances: so do its parts.
fn is_of_both_sides(fact: &Fact) -> bool {
    budget::SIDES.iter().all(|side| fact.subject.contains(side))
        || budget::BOTH_SIDES.iter().any(|sides| fact.subject.contains(sides))
}

/// Whether an amount is neither a total of the accounts nor one of their lines.
fn is_of_one_purpose(fact: &Fact) -> bool {
    let key = meaning(fact).and_then(|(item, _)| item.line_key());
    key.is_some_and(|key| !LINES.iter().any(|line| key.starts_with(line)))
}

/// Whether another table prints the figure of the text for the same item: one of the two tables was rounded on the way.
fn is_printed_elsewhere(context: &Context<'_>, (item, measure): (Item, Measure), stated: &Quantity) -> bool {
    let levels = [measure, Measure::FINAL, Measure::EXPENDITURE, Measure::INCOME];
    context.book().sheets().iter().any(|sheet| {
        levels.iter().any(|&measure| match sheet.find(item, measure) {
            Lookup::Found(cell) => {
                context.book().printed(cell).is_some_and(|cell| cell.value == stated.value)
            }
            _ => false,
        })
    })
}

pub(super) fn is_level_of_year(context: &Context<'_>, fact: &Fact) -> bool {
    let level = matches!(fact.role, FactRole::Amount | FactRole::Part | FactRole::Count);
    let year = context.report().year;
    level && (year.is_none() || fact.period.is_none() || year_of(fact) == year)
}
