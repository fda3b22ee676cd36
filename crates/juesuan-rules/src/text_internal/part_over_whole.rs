use juesuan_model::{FindingKind, Severity};

use crate::shared::fact_index::Facts;
use crate::shared::part_lists::PartLists;
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS411"),
    family: Family::Narrative,
    title: Text::new("“其中”各项不大于总数", "No part is more than its whole"),
    message: Text::new(
        "{left}写作{printed}{unit}，大于它所属的{right}{expected}{unit}。",
        "{left} says {printed} {unit}, more than {right}, {expected} {unit}, of which it is part.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "部分大于整体，金额、单位或归属必有一误。",
        "A part above its whole means a wrong amount, a wrong unit or a wrong place.",
    ),
    example: Text::new("接待费1.50万元，其中国内接待15.00万元。", "1.50 in all, of which 15.00."),
};

/// JS411: every amount behind 其中 is at most the amount that it is part of.
pub(crate) struct PartOverWhole;

impl Rule for PartOverWhole {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for list in context.get::<PartLists>() {
            let whole = log.figure(statements.quantity(context, list.whole));
            for part in &list.parts {
                let part = log.figure(statements.quantity(context, part));
                log.compare_figures(part, Operator::AtMost, whole);
            }
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
            "JS411",
            "2022年公务接待费支出1.50万元，其中：国内公务接待支出15.00万元。\n",
            &expect![[r#"
                finding 1 of 1
                JS411-1 text_vs_text error [1, 1] 正文“国内公务接待支出”写作15.00万元，大于它所属的正文“公务接待费支出”1.50万元。
                  the text on “国内公务接待支出” says 15.00 万元, more than the text on “公务接待费支出”, 1.50 万元, of which it is part.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS411",
            "2022年收到救助资金2253万元，其中：中央资金1951万元，省级资金302万元。\n",
            &expect![[r#"
                pass 0 of 2
            "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_without_parts() {
        said_of(
            "JS411",
            "2022年公务接待费支出1.50万元。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
