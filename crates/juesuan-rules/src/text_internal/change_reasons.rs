use juesuan_model::{Decimal, Direction, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::budget::{BASIC_HALF, PROJECT_HALF};

use crate::shared::changes::Changes;
use crate::shared::fact_index::{Facts, stem};
use crate::tuning::TUNING;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS420"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "基本支出与项目支出的增减之和等于总额的增减",
        "The changes of basic and project expenditure make up that of the total",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "变动原因加不出变动总额，原因没有说全，或有一个数是错的。",
        "Where the reasons do not make up the change, one is left out or a figure is wrong.",
    ),
    example: Text::new(
        "支出减少357.82万元，因为基本支出增加22.84万元、项目支出减少380.66万元。",
        "A decrease of 357.82: basic expenditure up by 22.84, project expenditure down by 380.66.",
    ),
};

/// JS420: where the reasons of a change name 基本支出 and 项目支出 with their changes, these add up to it.
pub(crate) struct ChangeReasons;

impl Rule for ChangeReasons {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let facts = &context.report().facts;
        for compared in context.get::<Changes>() {
            let Some(total) = compared.change.filter(|_| compared.level.is_some()) else { continue };
            let at = facts.partition_point(|fact| fact.place.span.start <= total.place.span.start);
            let reasons = || {
                facts.iter().skip(at).take(TUNING.change_reasons.reach).take_while(|fact| {
                    let told_of_it = matches!(fact.role, FactRole::Change | FactRole::Percent);
                    told_of_it && fact.section == total.section && fact.period == total.period
                })
            };
            let half = |name: &str| {
                let money = |fact: &&Fact| fact.role == FactRole::Change && fact.yuan().is_some();
                reasons().filter(money).find(|fact| stem(&fact.subject) == name)
            };
            let (Some(basic), Some(project)) = (half(BASIC_HALF), half(PROJECT_HALF)) else { continue };
            // seen from the total, so that it stands there without a sign
            let [left, basic, project] = [total, basic, project].map(|fact| Term {
                figure: log.figure(statements.quantity(context, fact)),
                factor: sign(fact) * sign(total),
            });
            log.compare(&[left], Operator::Equal, &[basic, project]);
        }
    }
}

fn sign(fact: &Fact) -> Decimal {
    if fact.direction == Some(Direction::Down) { Decimal::NEGATIVE_ONE } else { Decimal::ONE }
}
