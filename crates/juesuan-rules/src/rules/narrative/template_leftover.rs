use std::sync::LazyLock;

use juesuan_model::{FindingKind, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Phrases, Rule, RuleInfo, Text};

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

/// What only a template has.
static LEFTOVERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "××",
        "XX",
        "＊＊",
        "增下降",
        "增长/下降",
        "增加/减少",
        "增加（减少）",
        "增长（下降）",
        "（填写",
    ])
});

/// JS401: text of the template that was not filled in.
pub(crate) struct TemplateLeftover;

impl Rule for TemplateLeftover {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        if context.text().is_none() {
            log.missing("原文");
            return;
        }
        let mut found = false;
        for (line, at, word) in context.find_phrases(&LEFTOVERS) {
            found = true;
            log.found(Draft::at(line.place(at, at + word.len())).printed(word));
        }
        if !found {
            log.held();
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::Report;

    use crate::testing::{said, said_without_text};

    #[test]
    fn fires() {
        let text = "接待费比上年增下降5.00%。\n";
        said(
            "JS401",
            &Report::default(),
            text,
            &expect![[r#"
            finding 1 of 1
            JS401-1 missing warning [1] “增下降”是没有填写或删改的模板文字。
              “增下降” is text of the template, never filled in.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS401",
            &Report::default(),
            "接待费比上年下降5.00%。\n",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_text() {
        said_without_text(
            "JS401",
            &Report::default(),
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]],
        );
    }
}
