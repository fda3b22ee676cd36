use juesuan_model::{Decimal, FindingKind, Severity};
use juesuan_vocabulary::performance;

use crate::shared::performance::evaluation::{Evaluation, Evaluations, Group, called};
use crate::shared::performance::points;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS552"),
    status: crate::RuleStatus::Preview,
    family: Family::Performance,
    title: Text::new("一级指标权重与通行比例一致（试行）", "Weights are the usual ones (preview)"),
    message: Text::new(
        "{name}等{count}份自评表的权重为{printed}，通行比例为{expected}。",
        "{count} self-evaluations, {name} among them, weigh {printed}; the usual weights are {expected}.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Info,
    basis: Basis::new(
        BasisKind::Regulation,
        "绩效自评一般原则：预算执行率10、产出50、效益30、满意度10，可以结合实际调整",
    ),
    why: Text::new(
        "权重可以调整，但要有理由；与通行比例不同，值得看一眼。",
        "Weights may be set otherwise, with a reason: worth a look.",
    ),
    example: Text::new("产出40分、效益40分、满意度10分。", "40 for outputs and 40 for effects."),
};

/// JS552: 预算执行率 10, 产出 50, 效益 30, 满意度 10. All reports that weigh otherwise are one finding.
pub(crate) struct UsualWeights;

/// The groups of indicators by the words of their names, and their usual weights.
const USUAL: [(&str, u32); 3] =
    [(performance::OUTPUT, 50), (performance::BENEFIT, 30), (performance::SATISFIED, 10)];

impl Rule for UsualWeights {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut others: Vec<(&Evaluation<'_>, String)> = Vec::new();
        for evaluation in context.get::<Evaluations>() {
            match weights(evaluation) {
                None => log.missing(format!("项目{}各组指标的分值", called(evaluation.programme))),
                Some(weights) if is_usual(&weights) => log.held(),
                Some(weights) => others.push((evaluation, said(&weights))),
            }
        }
        let Some(((first, printed), rest)) = others.split_first() else { return };
        let draft = rest
            .iter()
            .fold(Draft::at(first.programme.place), |draft, (other, _)| draft.and_at(other.programme.place));
        let usual: Vec<_> = USUAL.iter().map(|(word, weight)| (*word, Decimal::from(*weight))).collect();
        log.found(
            draft
                .printed(printed)
                .expected(said(&usual))
                .with("count", others.len())
                .with("name", called(first.programme)),
        );
    }
}

/// The weights of the groups, where all of them are printed.
fn weights(evaluation: &Evaluation<'_>) -> Option<Vec<(&'static str, Decimal)>> {
    let weight = |word: &'static str| {
        let mut groups = evaluation.groups().iter().filter(|group| group.name.contains(word)).peekable();
        groups.peek()?;
        let sum = groups.map(Group::weight).reduce(|sum, next| sum?.checked_add(next?))??;
        Some((word, sum))
    };
    USUAL.iter().map(|(word, _)| weight(word)).collect()
}

fn is_usual(weights: &[(&str, Decimal)]) -> bool {
    weights.iter().zip(USUAL).all(|((_, weight), (_, usual))| *weight == Decimal::from(usual))
}

fn said(weights: &[(&str, Decimal)]) -> String {
    let one = |(word, weight): &(&str, Decimal)| format!("{word}{}", points::shown(*weight));
    weights.iter().map(one).collect::<Vec<_>>().join("、")
}
