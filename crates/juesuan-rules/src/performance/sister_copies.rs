use std::collections::BTreeMap;

use juesuan_model::{Decimal, FindingKind, PlacedNumber, Programme, Severity};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS530"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("不同项目的报告不是互相照抄", "Reports on different programmes are not copies"),
    message: Text::new(
        "项目{names}的预算数、执行数和得分完全相同，请核对是否同一笔资金重复填报。",
        "{names} have the same budget, execution and score: is the same money reported twice?",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new("同一笔钱报两次，合计就虚增。", "The same money reported twice inflates the totals."),
    example: Text::new(
        "两份报告都是预算74.00、执行18.90、得分92.55。",
        "Two reports with 74.00, 18.90 and 92.55.",
    ),
};

/// JS530: two reports with the same budget, execution and score, where something was spent.
pub(crate) struct SisterCopies;

impl Rule for SisterCopies {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut alike: BTreeMap<[Decimal; 3], Vec<&Programme>> = BTreeMap::new();
        for (_, programme) in context.programme_reports() {
            let value =
                |number: &Option<PlacedNumber>| number.as_ref().map(|number| number.value.normalize());
            let figures = value(&programme.budget_adjusted)
                .zip(value(&programme.executed))
                .zip(value(&programme.total_score));
            match figures {
                // where nothing was spent, nothing can have been copied
                Some(((_, executed), _)) if executed.is_zero() => log.held(),
                Some(((budget, executed), score)) => {
                    alike.entry([budget, executed, score]).or_default().push(programme);
                }
                None => log.missing(format!("项目{}的预算数、执行数或得分", called(programme))),
            }
        }
        for programmes in alike.into_values() {
            let [first, others @ ..] = programmes.as_slice() else { continue };
            if others.is_empty() {
                log.held();
                continue;
            }
            let names: Vec<String> = programmes.iter().map(|programme| called(programme)).collect();
            let mut draft = Draft::at(first.executed.as_ref().map_or(first.place, |number| number.place));
            for programme in others {
                draft =
                    draft.and_at(programme.executed.as_ref().map_or(programme.place, |number| number.place));
            }
            let printed =
                first.total_score.as_ref().map_or_else(String::new, |score| points::shown(score.value));
            log.found(draft.printed(printed).with("names", names.join("、")));
        }
    }
}
