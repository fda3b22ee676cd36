use juesuan_model::{FindingKind, Severity, Unread};
use juesuan_vocabulary::reading;

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS901"),
    status: crate::RuleStatus::Stable,
    family: Family::Reading,
    title: Text::new("没有被截断的数字", "No number is cut off"),
    message: Text::new(
        "“{printed}”位于被截断的行尾，{what}，没有当作数字使用。",
        "“{printed}” stands where its line is cut off: {what}. It was not used as a number.",
    ),
    kind: FindingKind::Truncated,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "截断的数字看起来仍是一个数字，照读就错了。",
        "A number that is cut off still looks like one, and reads wrong.",
    ),
    example: Text::new("“救助金额1842.”之后没有了。", "“1842.” and nothing behind it."),
};

/// JS901: no number was left unread because its line is cut off. A number that ends in its decimal point lost digits
/// for sure: an error. Others may have lost digits or only their unit: a warning.
pub(crate) struct CutNumber;

impl Rule for CutNumber {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.numbers == 0 {
            if !report.repairs.is_empty() {
                log.missing("原文中的数字");
            }
            return;
        }
        let mut found = false;
        for unread in report.unread.iter().filter(|unread| unread.reason.contains(reading::CUT)) {
            found = true;
            let at_point = ends_in_point(context, unread);
            let printed = if at_point { format!("{}.", unread.text) } else { unread.text.clone() };
            let draft = Draft::at(unread.place).printed(printed);
            log.found(if at_point {
                draft.with_text("what", Text::new("小数点后的数字缺失，无法恢复", "its decimals are lost"))
            } else {
                let what = Text::new("之后的数字或单位可能缺失", "digits or its unit may be lost");
                draft.with_text("what", what).severity(Severity::Warning)
            });
        }
        if !found {
            log.held();
        }
    }
}

/// Whether a decimal point is the last that is left of a number.
fn ends_in_point(context: &Context<'_>, unread: &Unread) -> bool {
    let behind = context.text().and_then(|text| text.get(unread.place.span.end as usize..));
    unread.text.ends_with(['.', '．']) || behind.is_some_and(|behind| behind.starts_with(['.', '．']))
}
