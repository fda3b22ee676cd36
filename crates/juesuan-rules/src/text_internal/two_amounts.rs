use std::sync::LazyLock;

use juesuan_model::{Fact, FactRole, FindingKind, Item, Measure, Severity, StatementId, SubjectRef};
use juesuan_vocabulary::budget::OF_YEAR;

use crate::figure_name::Common;
use crate::quick::{TextMap, TextSet, holds};
use crate::shared::fact_index::{Facts, Statements, family, is_level, meaning, year_of};
use crate::shared::forms;
use crate::shared::percentages::{is_misquoted, misquoted};
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS410"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("同一项目同一年度前后数字一致", "One thing in one year has one amount"),
    message: Text::new(
        "{left}写作{printed}{unit}，另一处{right}写作{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; elsewhere {right} says {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "同一个数前后两处不同，至少有一处是错的。",
        "Where one figure is told twice and differs, one of the two is wrong.",
    ),
    example: Text::new(
        "总体说明称公务接待费1.50万元，具体说明称1.05万元。",
        "1.50 in the overview, 1.05 in the detail.",
    ),
};

/// Families of items with one amount each, whatever the section.
static SINGLE: LazyLock<TextSet<Item>> =
    LazyLock::new(|| family(&["three_public:", "count:", "procurement:", "assets:", "operating_costs"]));

/// Form, item, measure and year; whether things are counted; whether a total is called that of the year (本年收入), which
/// 总收入 with its balances may not be.
type Key = (Option<StatementId>, Item, Measure, Option<u16>, bool, bool);

/// JS410: the same item, measure and year told twice in the accounts. What a table prints is compared with it by JS301;
/// evaluations may be of another scope.
pub(crate) struct TwoAmounts;

impl Rule for TwoAmounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let mut first: TextMap<Key, &Fact> = TextMap::default();
        for fact in &context.report().facts {
            let Some(key) = key(statements, fact) else { continue };
            let printed = year_of(fact) == context.report().year && context.cell_of(fact).is_some();
            if printed || fact.approximation.is_some() || statements.is_evaluation(fact.place) {
                continue;
            }
            let known = *first.entry(key).or_insert(fact);
            // 总收入5万元，其中本年收入4万元: what one sentence tells apart is not one thing told twice
            if known.sentence != fact.sentence {
                let [told, known] = [fact, known].map(|fact| statements.quantity(context, fact));
                if is_misquoted(fact, &told, &known) {
                    let name = crate::figure_name::of(context.book(), &known, Common::default());
                    log.found(misquoted(fact, &told, &known, name));
                    continue;
                }
                let [told, known] = [told, known].map(|figure| log.figure(figure));
                log.compare_figures(told, Operator::Equal, known);
            }
        }
    }
}

/// What makes two facts speak of one thing; `None` where the text alone cannot tell.
fn key(statements: &Statements<'_>, fact: &Fact) -> Option<Key> {
    let (item, measure) = meaning(fact)?;
    if !is_level(fact) {
        return None;
    }
    let (year, counted) = (year_of(fact), fact.role == FactRole::Count);
    if SINGLE.contains(&item) {
        // what receptions cost of basic expenditure is not all that they cost
        if statements.is_of_basic(fact.place) {
            return None;
        }
        let form = match fact.subject_ref.as_ref()? {
            SubjectRef::Figure { table, .. } => table.statement(),
            SubjectRef::Item { form, .. } => *form,
            SubjectRef::Programme { .. } => return None,
        };
        return Some((form, item, measure, year, counted, false));
    }
    // 基本支出 is of all money in one section and of one fund in another; so are totals, and the section tells which
    let total = item.is_total() && matches!(measure, Measure::FINAL | Measure::EXPENDITURE | Measure::INCOME);
    let (form, item, measure) = forms::meant(statements, fact).filter(|_| total)?;
    let of_year = OF_YEAR.iter().any(|word| holds(fact.subject.as_str(), word));
    (form != StatementId::Z06).then_some((Some(form), item, measure, year, counted, of_year))
}
