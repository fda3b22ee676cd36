use juesuan_model::{FactRole, FindingKind, Remark, RemarkKind, Severity};

use crate::shared::fact_index::{Facts, Statements};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS414"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("列举的个数与所说的个数一致", "As many things are listed as the text says"),
    message: Text::new(
        "写{printed}个，而逐一列出的有{expected}个：{items}。",
        "The text says {printed}, and lists {expected}: {items}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "个数与列举不符，个数是沿用的，或列举有多有漏。",
        "Either the number was left from another year, or the list has too much or too little.",
    ),
    example: Text::new("列出9个项目，却称“等3个项目”。", "Nine projects are listed and called three."),
};

/// JS414: A、B、C等3个项目 lists at most 3; 3个科室，包括：A、B、C lists 3.
pub(crate) struct CountedList;

impl Rule for CountedList {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let remarks = context.report().remarks.iter();
        for remark in remarks.filter(|remark| remark.kind == RemarkKind::CountedList) {
            let (Some(stated), Ok(listed)) = (remark.stated, u32::try_from(remark.items.len())) else {
                continue;
            };
            // a name may hold a 、 or join two things by 和: one off is a question, not an error
            let most = listed.saturating_add(remark.joined);
            let (least, few) = if remark.open { (0, 0) } else { (listed, stated.saturating_sub(most)) };
            let over = listed.saturating_sub(stated);
            if stated >= least && over == 0 && few == 0 {
                log.held();
                continue;
            }
            let severity = if over.max(few) > 1 { Severity::Error } else { Severity::Warning };
            log.found(draft(statements, remark, stated, listed).severity(severity));
        }
    }
}

fn draft(statements: &Statements<'_>, remark: &Remark, stated: u32, listed: u32) -> Draft {
    let items = remark.items.join("、");
    let mut draft = Draft::at(remark.place)
        .printed(stated.to_string())
        .expected(listed.to_string())
        .with("items", &items)
        .evidence("列举", &items, remark.place);
    // the same paragraph may give the right number, too
    for fact in statements.within(remark.paragraph) {
        if fact.role == FactRole::Count && fact.value == listed.into() {
            draft = draft.evidence(&fact.subject, fact.value.to_string(), fact.place);
        }
    }
    draft
}
