use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity, Unit};
use juesuan_vocabulary::{WordList as _, comparisons};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, year_of};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS434"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new("平均数等于总额除以数量", "An average is the total divided by the number"),
    message: Text::new(
        "“{name}”写作{printed}，按{total}÷{count}计算为{expected}。",
        "“{name}” says {printed}; {total} divided by {count} is {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "总额、数量、平均数三者中有一个印错，或者口径不同，应当写明。",
        "One of total, number and average is wrong, or their scopes differ and should be told.",
    ),
    example: Text::new(
        "公务用车运行维护费9.60万元，保有量4辆，平均每辆应为2.40万元，印作2.04万元。",
        "9.60 for 4 cars is 2.40 for each, and not 2.04.",
    ),
};

/// JS434: 平均每辆, 人均 × the count of its sentence = an amount told before it. It holds where any amount near it fits.
pub(crate) struct Average;

impl Rule for Average {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            for (at, mean) in facts.iter().enumerate().filter(|(_, fact)| is_mean(fact)) {
                let before = facts.get(..at).unwrap_or_default();
                // 人均1.25万元（按在职80人计算)
                let behind = facts.get(at + 1).filter(|fact| {
                    let inside = statements.brackets().around(fact);
                    inside.is_some_and(|bracket| !bracket.holds(mean))
                });
                judge(statements, before, behind, mean, log);
            }
        }
    }
}

/// Whether a fact tells what one of several things cost on an average.
fn is_mean(fact: &Fact) -> bool {
    let money = fact.unit.as_ref().is_some_and(|unit| unit.money().is_some());
    let named = comparisons::AVERAGES.any_in(&fact.subject) || fact.subject.contains(comparisons::EACH);
    fact.role == FactRole::UnitPrice && money && named && fact.approximation.is_none()
}

fn judge(
    statements: &Statements<'_>,
    before: &[Fact],
    behind: Option<&Fact>,
    mean: &Fact,
    log: &mut Log<'_, '_>,
) {
    // the total may be told in the sentence before
    let earlier = before.iter().rev().map(|fact| fact.sentence).find(|sentence| *sentence != mean.sentence);
    let is_near = |fact: &&Fact| fact.sentence == mean.sentence || Some(fact.sentence) == earlier;
    let near = || before.iter().rev().take(TUNING.average.reach).filter(is_near);
    let counts: Vec<&Fact> = near().chain(behind).filter(|fact| is_count(fact, mean)).collect();
    let totals: Vec<&Fact> = near()
        .filter(|fact| is_money_level(fact) && !is_budget(fact) && year_of(fact) == year_of(mean))
        .filter(|fact| fact.approximation.is_none() && !fact.value.is_zero())
        .collect();
    let (Some(count), Some(total)) = (counts.first(), totals.first()) else {
        return log.missing(format!("“{}”的总额和数量", mean.subject));
    };
    let holds = counts.iter().any(|count| {
        totals.iter().any(|total| fits(statements, mean, count.value, total).is_none_or(|fits| fits))
    });
    if holds {
        return log.held();
    }
    if let Some(expected) = expected(statements, mean, count.value, total) {
        log.found(
            Draft::at(mean.place)
                .printed(shown(mean))
                .expected(expected)
                .with("name", &mean.subject)
                .with("total", shown(total))
                .with("count", shown(count))
                .evidence(&mean.subject, shown(mean), mean.place)
                .evidence(&total.subject, shown(total), total.place)
                .evidence(&count.subject, shown(count), count.place),
        );
    }
}

/// Whether a count of the sentence is that of the things of which the average is told: 辆 of 平均每辆, 人次 of 人均.
fn is_count(fact: &Fact, mean: &Fact) -> bool {
    let Some(Unit::Measure(word)) = &fact.unit else { return false };
    let first = word.base().0.chars().next();
    let of = || mean.subject.chars().rev().take(TUNING.average.word);
    fact.role == FactRole::Count
        && fact.sentence == mean.sentence
        && fact.approximation.is_none()
        && fact.value > Decimal::ZERO
        && first.is_some_and(|first| of().any(|c| c == first))
}

/// Whether an average fits, its last digit rounded or cut off; `None` where a number is too large to tell.
fn fits(statements: &Statements<'_>, mean: &Fact, count: Decimal, total: &Fact) -> Option<bool> {
    let factor = Decimal::from(mean.unit.as_ref()?.money()?.factor());
    let last = Decimal::try_new(1, mean.value.scale()).ok()?.checked_mul(factor)?;
    let value = mean.value.checked_mul(factor)?;
    let told = Bounds { low: value.checked_sub(last)?, high: value.checked_add(last)? };
    Some(told.times(count)?.meets(statements.bounds(total)?))
}

fn expected(statements: &Statements<'_>, mean: &Fact, count: Decimal, total: &Fact) -> Option<String> {
    let unit = mean.unit.as_ref()?;
    let all = statements.bounds(total)?.middle()?.checked_div(Decimal::from(unit.money()?.factor()))?;
    Some(format!("{}{unit}", all.checked_div(count)?.round_dp(mean.value.scale().max(2)).normalize()))
}
