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

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{Report, Unread};

    use crate::testing::{place, said};

    fn report(reason: &'static str) -> Report {
        let mut report = Report::default();
        report.numbers = 2;
        report.unread.push(Unread { place: place(7, 0), text: "1842".into(), reason: reason.into() });
        report
    }

    #[test]
    fn fires() {
        said("JS901", &report("行尾被截断，数字不完整"), "", &expect![[r#"
            finding 1 of 1
            JS901-7 truncated error [7] “1842”在行尾被截断，原来的数字无法恢复。
              “1842” is cut off at the end of the line; what it was cannot be told.
        "#]]);
    }

    #[test]
    fn passes() {
        said("JS901", &report("编号"), "", &expect![[r#"
            pass 0 of 1
        "#]]);
    }

    #[test]
    fn has_nothing_to_say_without_numbers() {
        said("JS901", &Report::default(), "", &expect![[r#"
            not_applicable 0 of 0
        "#]]);
    }
}
