use juesuan_model::{Fact, FindingKind, Remark, RemarkKind, Severity};

use crate::shared::fact_index::{Facts, Statements, is_money_level, year_of};
use crate::tuning::TUNING;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS418"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "“含”后列出的金额之和等于总数",
        "The amounts that a total is said to contain add up to it",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "逐项列出金额而加不出总数，总数或其中一项是错的。",
        "Where a list with all its amounts does not add up, the total or one of the amounts is wrong.",
    ),
    example: Text::new(
        "公用经费4.00万元；公用经费含邮电费3.00万元、水费0.50万元。",
        "Running costs of 4.00, containing 3.00 and 0.50.",
    ),
};

/// JS418: 公用经费含A…元、B…元、C…元 adds up to the 公用经费 told before it in the section.
pub(crate) struct ListedAmounts;

impl Rule for ListedAmounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.report().remarks.iter().filter(|remark| remark.kind == RemarkKind::Composition) {
            let parts: Vec<&Fact> =
                statements.within(list.place).iter().filter(|fact| is_money_level(fact)).collect();
            // names alone are the business of JS305; a name may hold a 、
            let told = list.items.iter().filter(|item| item.contains(|c: char| c.is_ascii_digit())).count();
            if list.open || parts.len() < TUNING.listed_amounts.whole || parts.len() != told {
                continue;
            }
            let Some(whole) = whole(statements, list, &parts) else {
                log.missing(format!("第{}行“{}”的总数", list.place.line, list.subject));
                continue;
            };
            let whole = log.figure(statements.quantity(context, whole));
            let parts: Vec<Term> =
                parts.iter().map(|part| Term::plus(log.figure(statements.quantity(context, part)))).collect();
            log.compare(&[Term::plus(whole)], Operator::Equal, &parts);
        }
    }
}

/// The nearest amount before the list that has its name.
fn whole<'r>(statements: &Statements<'r>, list: &Remark, parts: &[&Fact]) -> Option<&'r Fact> {
    let first = parts.first()?;
    let facts: &'r [Fact] = &statements.report().facts;
    let end = facts.partition_point(|fact| fact.place.span.start < list.place.span.start);
    facts.get(..end)?.iter().rev().find(|fact| {
        is_money_level(fact)
            && fact.section == first.section
            && year_of(fact) == year_of(first)
            && fact.subject.ends_with(&list.subject)
    })
}
