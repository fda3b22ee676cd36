use juesuan_model::{Fact, FindingKind, Severity};
use juesuan_vocabulary::comparisons;

use crate::shared::fact_index::{Facts, is_money_level, year_of};
use crate::{Basis, BasisKind, Context, Family, Log, Operator, Rule, RuleInfo, Term, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS438"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "净资产、净值等于总额减去负债、折旧（试行）",
        "Net assets and net values are what is left of the whole (preview)",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，按同一段所列各数应为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; by the figures beside it it is {expected} {unit}, off by {difference} {unit}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "政府会计准则：净资产=资产-负债；固定资产净值=原值-累计折旧"),
    why: Text::new("三个数中有一个写错。", "One of the three figures is wrong."),
    example: Text::new(
        "资产总额900.00万元，负债总额100.00万元，净资产850.00万元。",
        "Assets of 900.00, debts of 100.00, net assets of 850.00.",
    ),
};

/// JS438: what is net, as a paragraph tells it beside the whole and what is taken from it. Where it tells one of them twice,
/// nothing is said.
pub(crate) struct NetValues;

impl Rule for NetValues {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            for line in facts.chunk_by(|a, b| a.place.line == b.place.line) {
                for &(net, gross, less) in comparisons::NET_VALUES {
                    let [Some(net), Some(gross), Some(less)] =
                        [net, gross, less].map(|word| only(line, word))
                    else {
                        continue;
                    };
                    if [gross, less].iter().any(|fact| year_of(fact) != year_of(net)) {
                        continue;
                    }
                    let [net, gross, less] =
                        [net, gross, less].map(|fact| log.figure(statements.quantity(context, fact)));
                    log.compare(&[Term::plus(net)], Operator::Equal, &[Term::plus(gross), Term::minus(less)]);
                }
            }
        }
    }
}

/// The only amount of a line whose name ends with a word.
fn only<'r>(line: &'r [Fact], word: &str) -> Option<&'r Fact> {
    let mut found = line
        .iter()
        .filter(|fact| is_money_level(fact) && fact.approximation.is_none() && fact.subject.ends_with(word));
    found.next().filter(|_| found.next().is_none())
}
