use juesuan_model::{Decimal, Fact, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, public_expenses};

use crate::shared::fact_index::{Facts, is_count, is_money_level, shown, shown_as};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS440"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "国内公务接待批次、人次等于外事接待与其他接待之和（试行）",
        "Domestic receptions are those of guests from abroad and all others (preview)",
    ),
    message: Text::new(
        "“{name}”写作{printed}，外事接待与其他国内公务接待合计{expected}。",
        "“{name}” says {printed}; guests from abroad and all others come to {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "国内公务接待分为外事接待和其他国内公务接待"),
    why: Text::new(
        "两项之外没有别的接待，三个数中有一个写错。",
        "There are no others: one of the three numbers is wrong.",
    ),
    example: Text::new(
        "国内公务接待98人次，其中外事接待0人次，其他国内公务接待89人次。",
        "98 in all, 0 from abroad and 89 others.",
    ),
};

/// JS440: where a paragraph tells of domestic receptions and of both their kinds how many there were, or how many guests,
/// both kinds are all of them.
pub(crate) struct Receptions;

impl Rule for Receptions {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for facts in context.get::<Facts>().sections() {
            for line in facts.chunk_by(|a, b| a.place.line == b.place.line) {
                let Some([all, from_abroad, others]) = kinds(line) else { continue };
                for total in all.iter().filter(|fact| is_count(fact)) {
                    let of = |kind: &[Fact]| only(kind, total).map(|count| count.value);
                    if only(all, total).is_none() {
                        continue;
                    }
                    let Some((abroad, others)) = of(from_abroad).zip(of(others)) else { continue };
                    judge(total, abroad + others, log);
                }
            }
        }
    }
}

/// What a line tells of domestic receptions, of guests from abroad, and of all others, one behind the other.
fn kinds(line: &[Fact]) -> Option<[&[Fact]; 3]> {
    let opens = |words: &'static [&'static str]| {
        move |fact: &Fact| is_money_level(fact) && words.any_in(&fact.subject)
    };
    let abroad = line.iter().position(opens(public_expenses::FOREIGN_RECEPTIONS))?;
    let others =
        line.iter().position(opens(public_expenses::OTHER_GUESTS)).filter(|others| *others > abroad)?;
    let end =
        line.iter().skip(others + 1).position(is_money_level).map_or(line.len(), |end| others + 1 + end);
    let told = |fact: &Fact| is_count(fact) && fact.subject.contains(public_expenses::DOMESTIC_RECEPTIONS);
    let start = line.get(..abroad)?.iter().position(told)?;
    Some([line.get(start..abroad)?, line.get(abroad..others)?, line.get(others..end)?])
}

/// The only count of a kind in the unit of the total.
fn only<'r>(kind: &'r [Fact], total: &Fact) -> Option<&'r Fact> {
    let mut counts = kind.iter().filter(|fact| is_count(fact) && fact.unit == total.unit);
    counts.next().filter(|_| counts.next().is_none())
}

fn judge(total: &Fact, sum: Decimal, log: &mut Log<'_, '_>) {
    if total.value == sum {
        return log.held();
    }
    let draft = Draft::at(total.place)
        .with("name", &total.subject)
        .printed(shown(total))
        .expected(shown_as(sum, total))
        .difference(total.value.checked_sub(sum).unwrap_or_default(), total.unit.clone());
    log.found(draft.evidence(&total.subject, shown(total), total.place));
}
