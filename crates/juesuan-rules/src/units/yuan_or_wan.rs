use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Place, Severity, Unit};

use crate::quick::{TextMap, TextSet};
use crate::shared::bounds::Bounds;
use crate::shared::completions::{self, Completion};
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, meaning, shown, year_of};
use crate::shared::forms;
use crate::shared::part_lists::{PartList, PartLists};
use crate::shared::percentages::{Recomputed, recompute_any, ten_thousand_times};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Quantity, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS604"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("同一金额没有元与万元之混", "One amount is not 元 here and 万元 there"),
    message: Text::new(
        "“{name}”写作{printed}，与{other}{expected}正好相差一万倍，元与万元写混了。",
        "“{name}” says {printed}, and {other} {expected}: a factor of ten thousand, 元 taken for 万元.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "单位写错，金额就差一万倍。",
        "A wrong unit makes the amount wrong by ten thousand times.",
    ),
    example: Text::new(
        "表中为653.92万元，正文写作653.92元。",
        "653.92 万元 in the table, 653.92 元 in the text.",
    ),
};

/// JS604: an amount of the text that is ten thousand times, or a ten-thousandth of, the cell that it quotes or of the
/// same amount told elsewhere.
pub(crate) struct YuanOrWan;

impl Rule for YuanOrWan {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let facts: Vec<&Fact> = context
            .report()
            .facts
            .iter()
            .filter(|fact| is_money_level(fact) && fact.approximation.is_none() && !fact.value.is_zero())
            .collect();
        // what the text says in one unit and the tables in the other has one cause
        let mut wrong: Vec<(Units, Draft)> = Vec::new();
        let mut said: TextSet<Place> = TextSet::default();
        let mut told: TextMap<(String, Option<u16>, bool), &Fact> = TextMap::default();
        for fact in facts {
            // 培训费0.53万元（其中：一般公共预算支出0.53万元）: the name is that of what is told before the bracket
            if fact.role == FactRole::Part && statements.brackets().around(fact).is_some() {
                continue;
            }
            let stated = statements.quantity(context, fact);
            if let Some(cell) = cell(context, statements, fact) {
                if ten_thousand_times(&stated, cell) {
                    let unit = cell.unit().map_or_else(String::new, |unit| unit.to_string());
                    let other = (Text::new("表中的", "the table"), format!("{}{unit}", cell.printed()));
                    said.insert(fact.place);
                    wrong.push(((fact.unit.clone(), cell.unit()), draft(fact, other, cell.place())));
                } else {
                    log.held();
                }
                continue;
            }
            let Some(name) = name(fact) else { continue };
            let known = *told.entry((name, year_of(fact), is_budget(fact))).or_insert(fact);
            if known.place == fact.place {
                continue;
            }
            if ten_thousand_times(&stated, &statements.quantity(context, known)) {
                let other = (Text::new("另一处的", "elsewhere"), shown(known));
                log.found(draft(fact, other, known.place));
            } else {
                log.held();
            }
        }
        for list in context.get::<PartLists>() {
            // the table says so already
            if let Some(part) = odd_part(statements, list).filter(|part| !said.contains(&part.place)) {
                log.found(draft_of_part(list, part));
            }
        }
        by_cause(wrong, log);
        for completion in
            statements.sentences().flat_map(|facts| completions::of(facts, statements.brackets()))
        {
            let known = completion.budget.is_some_and(|budget| said.contains(&budget.place));
            if let Some(draft) = odd_budget(statements, &completion).filter(|_| !known) {
                log.found(draft);
            }
        }
    }
}

/// Many amounts with the same two units have one cause, and are one finding.
fn by_cause(mut wrong: Vec<(Units, Draft)>, log: &mut Log<'_, '_>) {
    while let Some((units, first)) = (!wrong.is_empty()).then(|| wrong.remove(0)) {
        let same = wrong.iter().filter(|(other, _)| *other == units).count();
        if same + 1 < TUNING.yuan_or_wan.one_cause {
            log.found(first);
            continue;
        }
        let (same, others): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|(other, _)| *other == units);
        wrong = others;
        log.found(same.into_iter().map(|(_, draft)| draft).fold(first, Draft::and_all_of));
    }
}

/// The part of a list that bears another unit than all others and their whole, where the list adds up if it had theirs.
fn odd_part<'r>(statements: &Statements<'_>, list: &PartList<'r>) -> Option<&'r Fact> {
    let unit = list.whole.unit.as_ref();
    let mut odd = list.parts.iter().filter(|part| part.unit.as_ref() != unit && !part.value.is_zero());
    let (part, None) = (odd.next()?, odd.next()) else { return None };
    let factor = |unit: Option<&Unit>| Some(Decimal::from(unit?.money()?.factor()));
    let by = factor(unit)?.checked_div(factor(part.unit.as_ref())?)?;
    let of = |fact: &Fact| {
        let bounds = statements.bounds(fact)?;
        if fact.place == part.place { bounds.times(by) } else { Some(bounds) }
    };
    let mut sum = Some(Bounds { low: Decimal::ZERO, high: Decimal::ZERO });
    for fact in &list.parts {
        sum = sum?.plus(of(fact)?);
    }
    statements.bounds(list.whole)?.meets(sum?).then_some(*part)
}

/// A part that bears another unit than its list.
fn draft_of_part(list: &PartList<'_>, part: &Fact) -> Draft {
    let same = list.whole.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let other = (Text::new("同列各项单位下的", "in the unit of the list"), format!("{}{same}", part.value));
    draft(part, other, list.whole.place)
}

/// A budget in another unit than what was spent of it, where the rate between them is that of one unit: 年初预算为200.00元，
/// 支出决算为100.00万元，完成年初预算的50.00%.
fn odd_budget(statements: &Statements<'_>, completion: &Completion<'_>) -> Option<Draft> {
    let (done, planned) = (completion.done?, completion.budget?);
    let factor = |fact: &Fact| Some(Decimal::from(fact.unit.as_ref()?.money()?.factor()));
    let by = factor(done)?.checked_div(factor(planned)?)?;
    let (spent, budget) = (statements.bounds(done)?, statements.bounds(planned)?);
    let holds =
        |budget| matches!(recompute_any(completion.rate.value, [(spent, budget)]), Some(Recomputed::Holds));
    if by <= Decimal::ONE || planned.value.is_zero() || holds(budget) || !holds(budget.times(by)?) {
        return None;
    }
    let unit = done.unit.as_ref()?;
    let other = (
        Text::new("按同句决算数和完成率应有的", "by the amount and the rate of the sentence"),
        format!("{}{unit}", planned.value),
    );
    Some(draft(planned, other, completion.rate.place))
}

/// The unit of the text and that of the table.
type Units = (Option<Unit>, Option<Unit>);

fn cell<'c>(context: &Context<'c>, statements: &Statements<'_>, fact: &Fact) -> Option<&'c Quantity> {
    let this_year = year_of(fact) == context.report().year;
    let cell = forms::cell(context, statements, fact).filter(|_| this_year)?;
    context.book().figure(cell)
}

/// What makes two amounts one: what they mean, else a subject long enough to name one thing.
fn name(fact: &Fact) -> Option<String> {
    if let Some((item, measure)) = meaning(fact) {
        return Some(format!("{item} {measure}"));
    }
    (fact.subject.chars().count() >= TUNING.yuan_or_wan.names_one_thing && fact.value > Decimal::ONE)
        .then(|| fact.subject.clone())
}

fn draft(fact: &Fact, (other, value): (Text, String), place: Place) -> Draft {
    Draft::at(fact.place)
        .printed(shown(fact))
        .expected(&value)
        .with("name", &fact.subject)
        .evidence(&fact.subject, shown(fact), fact.place)
        .evidence(other.zh.to_string(), value, place)
        .with_text("other", other)
}
