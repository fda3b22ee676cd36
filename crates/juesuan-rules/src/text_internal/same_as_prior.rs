use juesuan_model::{Fact, FindingKind, RemarkKind, Severity};

use crate::shared::fact_index::{Facts, is_level, related, shown, year_of};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS409"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("称与上年持平的，两年数字相同", "“Same as last year” stands beside equal figures"),
    message: Text::new(
        "写“{printed}”，而本年为{now}，上年为{before}。",
        "The text says “{printed}”, with {now} this year and {before} last year.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new("数字不同而说持平，说明是套用的。", "Where the figures differ, the sentence was copied."),
    example: Text::new("本年2.00万元，上年3.00万元，称与上年持平。", "2.00 after 3.00, called the same."),
};

/// JS409: 与上年持平 beside two different figures of the two years.
pub(crate) struct SameAsPrior;

impl Rule for SameAsPrior {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let remarks = context.report().remarks.iter();
        for remark in remarks.filter(|remark| remark.kind == RemarkKind::SameAsPriorYear) {
            let facts = statements.within(remark.paragraph);
            let end = facts.partition_point(|fact| fact.place.span.start < remark.place.span.end);
            let Some((now, before)) = facts.get(..end).and_then(two_years) else {
                log.missing(format!("第{}行“{}”的本年数和上年数", remark.place.line, remark.text));
                continue;
            };
            let meets = statements
                .bounds(now)
                .zip(statements.bounds(before))
                .is_none_or(|(now, before)| now.meets(before));
            if meets {
                log.held();
                continue;
            }
            let draft = Draft::at(remark.place)
                .printed(&remark.text)
                .with("now", shown(now))
                .with("before", shown(before))
                .evidence(&now.subject, shown(now), now.place)
                .evidence(&before.subject, shown(before), before.place);
            log.found(draft);
        }
    }
}

/// The last level, and the nearest one of the year before that it can be compared with.
fn two_years(facts: &[Fact]) -> Option<(&Fact, &Fact)> {
    let levels = || facts.iter().rev().filter(|fact| is_level(fact));
    let latest = levels().filter_map(year_of).max()?;
    let now = levels().find(|fact| year_of(fact) == Some(latest))?;
    let before = levels().find(|fact| {
        year_of(fact).and_then(|year| year.checked_add(1)) == Some(latest)
            && fact.unit == now.unit
            && related(&fact.subject, &now.subject)
    })?;
    Some((now, before))
}
