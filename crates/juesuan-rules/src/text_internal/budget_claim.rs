use std::cmp::Ordering;

use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Remark, RemarkKind, Severity};
use juesuan_vocabulary::dates;

use crate::shared::completions;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, stem};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS408"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "决算数与预算数的说法符合数字",
        "What is said of final amount and budget agrees with the figures",
    ),
    message: Text::new(
        "写“{printed}”，而按所列数字决算数应{expected}。",
        "The text says “{printed}”; by its figures the final amount is {relation} the budget.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::new(BASIS, "部门决算公开：应说明决算数与预算数的差异及原因"),
    why: Text::new(
        "差异原因解释的是并不存在的差异，说明是套用的。",
        "The reason given explains a difference that is not there: the sentence was copied.",
    ),
    example: Text::new(
        "完成预算100%，又说决算数小于预算数。",
        "100% of the budget, and in the same breath less than the budget.",
    ),
};

const BASIS: crate::BasisKind = crate::BasisKind::Regulation;

/// What a claim allows: less, equal, more.
const CLAIMS: [(RemarkKind, [bool; 3]); 4] = [
    (RemarkKind::FinalBelowBudget, [true, false, false]),
    (RemarkKind::FinalEqualsBudget, [false, true, false]),
    (RemarkKind::FinalAboveBudget, [false, false, true]),
    (RemarkKind::FinalDiffersFromBudget, [true, false, true]),
];

/// JS408: 决算数小于预算数, 决算数与预算数持平, 存在差异 beside a completion rate or amounts that say otherwise.
pub(crate) struct BudgetClaim;

impl Rule for BudgetClaim {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for remark in &context.report().remarks {
            let Some((_, allowed)) = CLAIMS.iter().find(|(kind, _)| *kind == remark.kind) else { continue };
            let Some((actual, from)) = actual(context, statements, remark) else {
                log.missing(format!("第{}行“{}”所说的预算数和决算数", remark.place.line, remark.text));
                continue;
            };
            let (slot, zh, en) = match actual {
                Ordering::Less => (0, "小于预算数", "less than"),
                Ordering::Equal => (1, "等于预算数", "equal to"),
                Ordering::Greater => (2, "大于预算数", "more than"),
            };
            if allowed.get(slot) == Some(&true) || is_of_other_budget(statements, remark, &from, *allowed) {
                log.held();
                continue;
            }
            let mut draft = Draft::at(remark.place)
                .printed(&remark.text)
                .expected(zh)
                .with_text("relation", Text::new(zh, en))
                .evidence("说法", &remark.text, remark.place);
            for fact in from {
                draft = draft.evidence(&fact.subject, shown(fact), fact.place);
            }
            log.found(draft);
        }
    }
}

/// Whether the claim holds for another budget that the paragraph tells of the same thing: 预算数 may be the initial one
/// and the adjusted one.
fn is_of_other_budget(
    statements: &Statements<'_>,
    remark: &Remark,
    from: &[&Fact],
    allowed: [bool; 3],
) -> bool {
    let [done, budget] = *from else { return false };
    let facts = statements.within(remark.paragraph);
    let mut others = facts.iter().filter(|fact| {
        is_money_level(fact)
            && is_budget(fact)
            && fact.sentence == budget.sentence
            && fact.place != budget.place
            && fact.role == budget.role
    });
    others.any(|other| {
        let order = done.value.cmp(&other.value);
        done.unit == other.unit && allowed.get((order as i8 + 1).unsigned_abs() as usize) == Some(&true)
    })
}

/// Whether a remark says that both are the same.
fn claims_equality(remark: &Remark) -> bool {
    remark.kind == RemarkKind::FinalEqualsBudget
}

/// Amount and budget of the total that the claim names again behind its parts: “三公”经费预算9万元，支出8万元，其中：…。“三公”经费
/// 决算数小于预算数.
fn named_again<'r>(
    context: &Context<'_>,
    before: &'r [Fact],
    remark: &Remark,
) -> Option<(&'r Fact, &'r Fact)> {
    let (start, end) = (remark.paragraph.span.start as usize, remark.place.span.start as usize);
    let clause = context.text()?.get(start..end)?.rsplit(['，', '。', '；', '：']).next()?;
    // the name may be broken over a line end
    let clause: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    let numbered = |c: char| c.is_ascii_digit() || dates::DATE_CHARACTERS.contains(c);
    let dated = clause.trim_start_matches(numbered);
    let name = stem(dated.strip_prefix(dates::OF_YEAR).unwrap_or(dated));
    let has_parts = before.last().is_some_and(|last| {
        before.iter().rev().any(|fact| fact.role == FactRole::Part && fact.sentence == last.sentence)
    });
    let is_total = |fact: &&Fact| fact.role == FactRole::Amount && stem(&fact.subject).starts_with(name);
    let named = || before.iter().rev().filter(|fact| is_money_level(fact)).filter(is_total);
    let told = has_parts && name.chars().count() > 1;
    told.then(|| named().find(|fact| !is_budget(fact)).zip(named().find(|fact| is_budget(fact)))).flatten()
}

/// How the final amount stands to the budget by the nearest figures before the claim, and these figures.
fn actual<'r>(
    context: &Context<'r>,
    statements: &Statements<'r>,
    remark: &Remark,
) -> Option<(Ordering, Vec<&'r Fact>)> {
    let facts = statements.within(remark.paragraph);
    let end = facts.partition_point(|fact| fact.place.span.start < remark.place.span.start);
    let before = facts.get(..end)?;
    let total = named_again(context, before, remark);
    let completion = completions::of(before, statements.brackets()).pop().filter(|_| total.is_none());
    let amounts = if total.is_some() {
        total
    } else if let Some(completion) = completion {
        completion.done.zip(completion.budget)
    } else {
        let levels = || before.iter().rev().filter(|fact| is_money_level(fact));
        levels().find(|fact| !is_budget(fact)).zip(levels().find(|fact| is_budget(fact)))
    };
    if let Some((done, budget)) = amounts {
        let (left, right) = (statements.bounds(done)?, statements.bounds(budget)?);
        let same = done.value == budget.value && done.unit == budget.unit;
        let order = match (left.middle()?.cmp(&right.middle()?), left.meets(right)) {
            // what rounding may have made equal or unequal refutes neither claim
            _ if same => Ordering::Equal,
            (_, true) if claims_equality(remark) => Ordering::Equal,
            (order, _) => order,
        };
        return Some((order, vec![done, budget]));
    }
    let completion =
        completion.filter(|completion| completion.done.is_none_or(|done| !done.value.is_zero()))?;
    Some((completion.rate.value.cmp(&Decimal::ONE_HUNDRED), vec![completion.rate]))
}
