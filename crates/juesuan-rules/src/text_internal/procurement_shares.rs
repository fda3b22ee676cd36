use juesuan_model::{Decimal, Fact, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget, procurement};

use crate::shared::fact_index::{Facts, is_money_level, shown, shown_as};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS430"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "授予中小企业的采购不大于采购总额",
        "Contracts with small enterprises are within all procurement",
    ),
    message: Text::new(
        "“{name}”合计{printed}，大于{whole}{expected}。",
        "“{name}” comes to {printed}, more than the {expected} of “{whole}”.",
    ),
    kind: FindingKind::Range,
    severity: Severity::Error,
    basis: Basis::new(
        BasisKind::Regulation,
        "财预〔2016〕143号、财库〔2020〕46号：公开政府采购支出及授予中小企业合同金额",
    ),
    why: Text::new(
        "部分不能大于整体，必有一个金额写错。",
        "A part cannot exceed its whole: one of the amounts is wrong.",
    ),
    example: Text::new(
        "采购支出50.00万元，授予中小企业60.00万元。",
        "60.00 of 50.00 went to small enterprises.",
    ),
};

/// JS430: in a section on procurement, what went to small and medium enterprises is within the total (reserved and other
/// purchases together), and what went to small and micro ones within that.
pub(crate) struct ProcurementShares;

impl Rule for ProcurementShares {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for facts in context.get::<Facts>().sections() {
            let money: Vec<&Fact> = facts.iter().filter(|fact| is_money_level(fact)).collect();
            let says = |fact: &&&Fact, word: &str| fact.subject.contains(word);
            let Some(total) = money.iter().find(|fact| {
                says(fact, procurement::PROCUREMENT)
                    && !says(fact, procurement::ENTERPRISES)
                    && !says(fact, budget::BUDGET)
                    && !says(fact, procurement::RESERVED)
            }) else {
                continue;
            };
            let medium: Vec<&Fact> =
                money.iter().filter(|fact| says(fact, procurement::SMALL_AND_MEDIUM)).copied().collect();
            let micro: Vec<&Fact> =
                money.iter().filter(|fact| says(fact, procurement::SMALL_AND_MICRO)).copied().collect();
            let reserved = context.text().is_some_and(|text| is_parted(text, total, medium.as_slice()));
            if reserved {
                judge(&medium, total, log);
            } else {
                for part in &medium {
                    judge(&[part], total, log);
                }
            }
            for part in &micro {
                // what is within the narrower one is within all
                match medium.as_slice() {
                    [whole] => judge(&[part], whole, log),
                    _ => judge(&[part], total, log),
                }
            }
        }
    }
}

/// Whether the text tells two amounts apart, one of purchases that were reserved and one of those that were not.
fn is_parted(text: &str, total: &Fact, parts: &[&Fact]) -> bool {
    let [first, second] = *parts else { return false };
    let between = |from: &Fact, to: &Fact| {
        text.get(from.place.span.end as usize..to.place.span.start as usize).unwrap_or("")
    };
    let (before, after) = (between(total, first), between(first, second));
    procurement::SET_ASIDE.any_in(before) && procurement::NOT_SET_ASIDE.any_in(after)
}

fn judge(parts: &[&Fact], whole: &Fact, log: &mut Log<'_, '_>) {
    let Some(first) = parts.first().filter(|first| first.unit == whole.unit) else { return };
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
    let Some(sum) = sum.filter(|sum| *sum > whole.value) else { return log.held() };
    let mut draft = Draft::at(first.place)
        .printed(shown_as(sum, whole))
        .expected(shown(whole))
        .with("name", &first.subject)
        .with("whole", &whole.subject)
        .difference(sum.checked_sub(whole.value).unwrap_or_default(), whole.unit.clone());
    for part in parts {
        draft = draft.evidence(&part.subject, shown(part), part.place);
    }
    log.found(draft.evidence(&whole.subject, shown(whole), whole.place));
}
