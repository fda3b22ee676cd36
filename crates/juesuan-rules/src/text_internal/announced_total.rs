use juesuan_model::{Fact, FindingKind, RemarkKind, Severity};
use juesuan_vocabulary::{WordList as _, classification, lists};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, is_money_level, shown};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS423"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("“共计”等于前面各项之和", "What is called the sum of a sentence is one"),
    message: Text::new(
        "写“共计{printed}”，前面各项（{parts}）之和为{expected}。",
        "The text says {printed} in all; the amounts before it ({parts}) come to {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new("各项加不出共计数，至少有一个数是错的。", "One of the figures is wrong."),
    example: Text::new(
        "追回41.26万元，违约金50.90万元，追回个人3.15万元，共计76.21万元。",
        "41.26, 50.90 and 2.16 are called 76.21 in all.",
    ),
};

/// JS423: the amount behind 共计 or 合计 is the sum of the amounts before it in the sentence, or of some of them (others
/// may be parts of one another). 四项合计 is that of the four before it.
pub(crate) struct AnnouncedTotal;

impl Rule for AnnouncedTotal {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        counted_totals(statements, log);
        let facts = &context.report().facts;
        for remark in
            context.report().remarks.iter().filter(|remark| remark.kind == RemarkKind::AnnouncedTotal)
        {
            let at = facts.partition_point(|fact| fact.place.span.start < remark.place.span.end);
            let Some(total) = facts.get(at).filter(|fact| is_money_level(fact)) else { continue };
            let parts: Vec<&Fact> = facts
                .get(..at)
                .unwrap_or_default()
                .iter()
                .rev()
                .take_while(|fact| fact.sentence == total.sentence)
                .filter(|fact| is_money_level(fact) && fact.approximation.is_none())
                .collect();
            if parts.len() < 2 || parts.len() > TUNING.announced_total.most || total.approximation.is_some() {
                continue;
            }
            let bounds: Option<Vec<Bounds>> = parts.iter().map(|part| statements.bounds(part)).collect();
            let (Some(bounds), Some(told)) = (bounds, statements.bounds(total)) else { continue };
            if is_sum_of_some(&bounds, told) {
                log.held();
            } else if let Some(draft) = draft(statements, total, &parts, &bounds) {
                log.found(draft);
            }
        }
    }
}

/// 四项合计 and the like: the sum of so many amounts told before it in its section.
fn counted_totals(statements: &Statements<'_>, log: &mut Log<'_, '_>) {
    for facts in statements.sections() {
        for (at, total) in facts.iter().enumerate().filter(|(_, fact)| is_money_level(fact)) {
            let Some(count) = counted(&total.subject) else { continue };
            let amounts = facts.get(..at).unwrap_or_default().iter().rev();
            let told = |fact: &&Fact| is_money_level(fact) && fact.approximation.is_none();
            let parts: Vec<&Fact> = amounts.filter(told).take(count).collect();
            let bounds: Option<Vec<Bounds>> = parts.iter().map(|part| statements.bounds(part)).collect();
            let sum = bounds
                .as_ref()
                .and_then(|bounds| bounds.iter().copied().map(Some).reduce(|sum, next| sum?.plus(next?))?);
            let (Some(bounds), Some(sum), Some(told)) = (bounds, sum, statements.bounds(total)) else {
                continue;
            };
            if parts.len() < count {
                log.missing(format!("“{}”之前的各项金额", total.subject));
            } else if sum.meets(told) {
                log.held();
            } else if let Some(draft) = draft(statements, total, &parts, &bounds) {
                log.found(draft);
            }
        }
    }
}

/// How many amounts a total says that it is of: 四项合计, 3项共计.
fn counted(subject: &str) -> Option<usize> {
    let number = lists::TOTALS.strip_end(subject)?;
    let number = number.trim_start_matches(lists::BEFORE_NUMBER).strip_suffix(classification::ITEM)?;
    let number = if number == lists::TWO { lists::TWO_NUMERAL } else { number };
    let count = lists::NUMERALS.iter().position(|numeral| *numeral == number).map(|at| at + 2);
    count.or_else(|| number.parse().ok()).filter(|count| (2..=TUNING.announced_total.most).contains(count))
}

/// Whether at least two of the amounts add up to the total.
fn is_sum_of_some(parts: &[Bounds], total: Bounds) -> bool {
    (1_u32..1 << parts.len()).filter(|chosen| chosen.count_ones() > 1).any(|chosen| {
        let mut sums = (0..).zip(parts).filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, part)| *part);
        let first = sums.next();
        first.and_then(|first| sums.try_fold(first, Bounds::plus)).is_some_and(|sum| sum.meets(total))
    })
}

fn draft(_: &Statements<'_>, total: &Fact, parts: &[&Fact], bounds: &[Bounds]) -> Option<Draft> {
    let unit = total.unit.as_ref()?;
    let factor = juesuan_model::Decimal::from(unit.money()?.factor());
    let (first, rest) = bounds.split_first()?;
    let sum = rest.iter().copied().try_fold(*first, Bounds::plus)?.middle()?.checked_div(factor)?.round_dp(2);
    let names: Vec<String> = parts.iter().rev().map(|part| shown(part)).collect();
    let draft = Draft::at(total.place)
        .printed(shown(total))
        .expected(format!("{}{unit}", sum.normalize()))
        .with("parts", names.join("、"))
        .evidence(&total.subject, shown(total), total.place);
    Some(parts.iter().rev().fold(draft, |draft, part| draft.evidence(&part.subject, shown(part), part.place)))
}
