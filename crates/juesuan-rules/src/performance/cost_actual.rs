use juesuan_model::{FindingKind, Severity};
use juesuan_vocabulary::performance;

use super::MEASURE;
use crate::shared::performance::cost::{self, CostAmount, Gap};
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS519"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("总成本完成值与全年执行数一致", "The whole cost as reached is what was spent"),
    message: Text::new(
        "项目{name}的成本指标“{indicator}”实际完成值为{printed}，全年执行数为{expected}{what}。",
        "{name}: the cost “{indicator}” was {printed}; {expected} were spent{what}.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "实际成本少写一万倍，成本指标自然“达标”。",
        "A cost that is ten thousand times too small keeps to every ceiling.",
    ),
    example: Text::new("执行数653.92万元，实际完成值印作653.92元。", "653.92万元 spent, 653.92元 reported."),
};

/// JS519: the result of the whole cost against 全年执行数. The same digits with the decimal point moved (元 for 万元)
/// are an error; another amount is a warning where the indicator is called the whole cost.
pub(crate) struct CostActual;

impl Rule for CostActual {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for evaluation in context.get::<Evaluations>() {
            let programme = evaluation.programme;
            if programme.executed.is_none()
                && evaluation.indicators.iter().any(|row| row.level1.contains(performance::COST))
            {
                log.missing(format!("项目{}的全年执行数", called(programme)));
            }
            for amount in cost::amounts(evaluation, |row| row.actual.as_ref(), programme.executed.as_ref()) {
                let gap = cost::gap(amount.stated, amount.of_programme, cost::half(programme, amount.number));
                match gap {
                    Gap::None => log.held(),
                    Gap::Shifted(-4) => {
                        let what = Text::new("，少写了一个“万”字", ": 元 is printed for 万元");
                        log.found(draft(evaluation, &amount).with_text("what", what));
                    }
                    Gap::Shifted(_) => {
                        let what = Text::new(
                            "，数字相同而小数点位置不同",
                            ", the same digits with the point elsewhere",
                        );
                        log.found(draft(evaluation, &amount).with_text("what", what));
                    }
                    Gap::Other if amount.whole => {
                        let draft = draft(evaluation, &amount).with_text("what", Text::default());
                        log.found(draft.severity(Severity::Warning).kind(FindingKind::CrossTable));
                    }
                    Gap::Other => {}
                }
            }
        }
    }
}

fn draft(evaluation: &Evaluation<'_>, amount: &CostAmount<'_>) -> Draft {
    let unit = evaluation.programme.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let executed = format!("{}{unit}", amount.number.value);
    Draft::at(amount.text.place)
        .printed(&amount.text.value)
        .expected(&executed)
        .evidence("全年执行数", executed, amount.number.place)
        .with("name", called(evaluation.programme))
        .with("indicator", &amount.row.level3)
}
