use juesuan_model::{FindingKind, RemarkKind, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS401"),
    family: Family::Narrative,
    title: Text::new("没有遗留的模板文字", "No left-overs of the template"),
    message: Text::new(
        "“{printed}”是没有填写或删改的模板文字。",
        "“{printed}” is text of the template, never filled in.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：情况说明应据实填写"),
    why: Text::new(
        "模板文字说明这一段没有按实际情况填写。",
        "Where the template still stands, the facts were not filled in.",
    ),
    example: Text::new(
        "“增下降47.37%”：增长与下降没有删去一个。",
        "“增下降47.37%”: one of the two words should have gone.",
    ),
};

/// JS401: text of the template that was not filled in.
pub(crate) struct TemplateLeftover;

impl Rule for TemplateLeftover {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if report.facts.is_empty() && report.remarks.is_empty() {
            log.missing("正文");
            return;
        }
        let leftovers = report.remarks.iter().filter(|remark| remark.kind == RemarkKind::TemplateLeftover);
        let mut found = false;
        for leftover in leftovers {
            found = true;
            log.found(Draft::at(leftover.place).printed(&leftover.text));
        }
        if !found {
            log.held();
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS401",
            "2022年接待费比上年增下降5.00%。\n\n开支内容包括：…（团组名称、出访地点）等。\n",
            &expect![[r#"
                finding 2 of 2
                JS401-1 missing warning [1] “增下降”是没有填写或删改的模板文字。
                  “增下降” is text of the template, never filled in.
                JS401-3 missing warning [3] “…（团组名称、出访地点）”是没有填写或删改的模板文字。
                  “…（团组名称、出访地点）” is text of the template, never filled in.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS401",
            "2022年接待费比上年下降5.00%。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        said_of(
            "JS401",
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 正文
        "#]],
        );
    }
}
