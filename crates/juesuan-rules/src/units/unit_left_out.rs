use juesuan_model::{Fact, FindingKind, Severity, Unit};
use juesuan_vocabulary::{WordList as _, budget, comparisons, units};

use crate::shared::fact_index::Facts;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS603"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("正文中的金额都写明单位", "Every amount of the text has its unit"),
    message: Text::new(
        "“{name}”写作{printed}，漏写单位，应为{expected}。",
        "“{name}” says {printed} without a unit; it should be {expected}.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：金额应注明计量单位"),
    why: Text::new(
        "漏写单位，读者只能猜是元还是万元。",
        "Without a unit the reader has to guess between 元 and 万元.",
    ),
    example: Text::new("支出决算为21.45，完成预算100%。", "21.45 was spent, of what the text does not say."),
};

/// JS603: numbers of money without a unit. Those of one sentence are one finding.
pub(crate) struct UnitLeftOut;

impl Rule for UnitLeftOut {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sentences() {
            let rates = facts.iter().filter(|fact| is_rate(fact) && !statements.is_evaluation(fact.place));
            for rate in rates.filter(|rate| !goes_on_with_sign(context, rate)) {
                log.found(without_percent(rate));
            }
            let left_out: Vec<&Fact> = facts
                .iter()
                .filter(|fact| fact.unit_supplied && is_money(fact) && !fact.value.is_zero())
                .filter(|fact| !goes_on_with_unit(context, fact) && !goes_on_with_sign(context, fact))
                .collect();
            let Some(first) = left_out.first() else {
                facts.iter().filter(|fact| fact.unit.is_some()).for_each(|_| log.held());
                continue;
            };
            let unit = first.unit.as_ref().map_or_else(String::new, ToString::to_string);
            let list = |of: &dyn Fn(&Fact) -> String| {
                left_out.iter().map(|fact| of(fact)).collect::<Vec<_>>().join("、")
            };
            let printed = list(&|fact| fact.value.to_string());
            let expected = list(&|fact| format!("{}{unit}", fact.value));
            let mut draft = Draft::at(first.place)
                .printed(printed)
                .expected(expected)
                .with("name", list(&|fact| fact.subject.clone()));
            for fact in &left_out {
                draft = draft.evidence(&fact.subject, fact.value.to_string(), fact.place);
            }
            log.found(draft);
        }
    }
}

/// Whether a share or a rate of change lacks its sign. Evaluations are told without often enough to be no fault.
fn is_rate(fact: &Fact) -> bool {
    let told = fact.direction.is_some()
        || fact.subject.contains(comparisons::SHARE)
        || fact.subject.contains(budget::COMPLETED) && fact.subject.contains(budget::BUDGET);
    fact.unit_supplied && fact.unit == Some(Unit::Percent) && told
}

fn without_percent(rate: &Fact) -> Draft {
    Draft::at(rate.place)
        .printed(rate.value.to_string())
        .expected(format!("{}%", rate.value))
        .with("name", &rate.subject)
        .evidence(&rate.subject, rate.value.to_string(), rate.place)
}

/// Whether the unit stands at the beginning of the next line: the paragraph was cut there.
fn goes_on_with_unit(context: &Context<'_>, fact: &Fact) -> bool {
    let behind = behind(context, fact);
    units::LINE_STARTS.any_begins(behind)
}

/// Whether the sign of a rate stands at the beginning of the next line.
fn goes_on_with_sign(context: &Context<'_>, fact: &Fact) -> bool {
    behind(context, fact).starts_with(['%', '％', '‰'])
}

/// What follows a figure, whatever blanks and line ends part them.
fn behind<'c>(context: &Context<'c>, fact: &Fact) -> &'c str {
    let behind = context.text().and_then(|text| text.get(fact.place.span.end as usize..));
    behind.unwrap_or("").trim_start()
}

fn is_money(fact: &Fact) -> bool {
    fact.unit.as_ref().is_some_and(|unit| unit.money().is_some())
}
