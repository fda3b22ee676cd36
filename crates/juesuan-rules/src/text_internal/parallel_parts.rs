use juesuan_model::{Fact, FindingKind, Severity};

use super::parts_add_up::complete;
use crate::shared::fact_index::Facts;
use crate::shared::part_lists::{PartList, PartLists};
use crate::tuning::TUNING;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS424"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("并列的各项之和不大于总数", "Parts side by side are together at most the whole"),
    message: Text::new(
        "{left}为{printed}{unit}，大于它们所属的{right}的{expected}{unit}。",
        "{left} is {printed} {unit}, more than the {expected} {unit} of {right}, of which they are parts.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "并列的部分合起来不能多于整体。",
        "Parts that do not overlap cannot come to more than the whole.",
    ),
    example: Text::new(
        "共69万元，其中第一批资金39万元、第二批资金40万元。",
        "69 in all, a first instalment of 39 and a second one of 40.",
    ),
};

/// JS424: parts with names of one pattern (第一批…资金, 第二批…资金) do not contain each other, so that their sum is at most
/// the whole. Lists that must add up exactly are the business of JS412.
pub(crate) struct ParallelParts;

impl Rule for ParallelParts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.get::<PartLists>() {
            if !are_parallel(list) || complete(statements, list).is_some() {
                continue;
            }
            let whole = log.figure(statements.quantity(context, list.whole));
            let parts: Vec<Term> = list
                .parts
                .iter()
                .map(|part| Term::plus(log.figure(statements.quantity(context, part))))
                .collect();
            log.compare(&parts, Operator::AtMost, &[Term::plus(whole)]);
        }
    }
}

fn are_parallel(list: &PartList<'_>) -> bool {
    let end = |fact: &Fact| {
        let at = fact.subject.char_indices().rev().nth(TUNING.parallel_parts.shared - 1).map(|(at, _)| at)?;
        (at > 0).then(|| fact.subject.get(at..).map(str::to_owned))?
    };
    let first = list.parts.first().and_then(|part| end(part));
    let distinct =
        |part: &&&Fact| list.parts.iter().filter(|other| other.subject == part.subject).count() == 1;
    let sentence = list.parts.first().map(|part| part.sentence);
    list.parts.len() > 1
        && first.is_some()
        && list.parts.iter().all(|part| end(part) == first && Some(part.sentence) == sentence)
        && list.parts.iter().all(|part| distinct(&part))
}
