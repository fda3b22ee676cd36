use juesuan_model::{FindingKind, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS901"),
    family: Family::Reading,
    title: Text::new("没有被截断的数字", "No number is cut off"),
    message: Text::new(
        "“{printed}”在行尾被截断，原来的数字无法恢复。",
        "“{printed}” is cut off at the end of the line; what it was cannot be told.",
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

/// JS901: no number was left unread because its line is cut off.
pub(crate) struct CutNumber;

impl Rule for CutNumber {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.numbers == 0 {
            return;
        }
        let mut found = false;
        for unread in report.unread.iter().filter(|unread| unread.reason.contains("截断")) {
            found = true;
            log.found(Draft::at(unread.place).printed(unread.text.clone()));
        }
        if !found {
            log.held();
        }
    }
}
