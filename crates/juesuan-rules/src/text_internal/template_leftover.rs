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
        "“增下降45.45%”：增长与下降没有删去一个。",
        "“增下降45.45%”: one of the two words should have gone.",
    ),
};

/// So many different left-overs show that the form was not filled in at all: one cause.
const UNFILLED: usize = 5;

/// Whether a left-over is a blank: the same mark over and over.
fn is_blank(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    !first.is_some_and(char::is_alphabetic) || text.chars().all(|c| "XxＸ".contains(c))
}

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
        let mut drafts: Vec<(&str, Draft)> = Vec::new();
        let leftovers = report.remarks.iter().filter(|remark| remark.kind == RemarkKind::TemplateLeftover);
        // blanks that were never filled in have one cause, and so has a word that was left in several sentences
        for leftover in leftovers {
            let blank = is_blank(&leftover.text);
            let key = if blank { "" } else { leftover.text.as_str() };
            match drafts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, draft)) => *draft = std::mem::take(draft).and_at(leftover.place),
                None => drafts.push((key, Draft::at(leftover.place).printed(&leftover.text))),
            }
        }
        if drafts.len() > UNFILLED {
            let mut all = drafts.into_iter().map(|(_, draft)| draft);
            let first = all.next().unwrap_or_default();
            log.found(all.fold(first, Draft::and_all_of));
            return;
        }
        if drafts.is_empty() {
            log.held();
        }
        for (_, draft) in drafts {
            log.found(draft);
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

    #[test]
    fn a_form_that_nobody_filled_in_is_one_finding() {
        said_of(
            "JS401",
            "一、概况\n\n本年收入XX万元，比上年增加（减少）XX万元。\n\n本年支出XXX万元，占XX%。\n",
            &expect![[r#"
                finding 2 of 2
                JS401-3 missing warning [3, 3, 5, 5] “XX”是没有填写或删改的模板文字。
                  “XX” is text of the template, never filled in.
                JS401-3-2 missing warning [3] “增加（减少）”是没有填写或删改的模板文字。
                  “增加（减少）” is text of the template, never filled in.
            "#]],
        );
    }

    #[test]
    fn halves_of_two_words_are_left_overs() {
        said_of(
            "JS401",
            "本年支出比上年减增加2.00万元，决算数大小于预算数。压减增加的开支。\n",
            &expect![[r#"
                finding 2 of 2
                JS401-1 missing warning [1] “减增加”是没有填写或删改的模板文字。
                  “减增加” is text of the template, never filled in.
                JS401-1-2 missing warning [1] “大小于”是没有填写或删改的模板文字。
                  “大小于” is text of the template, never filled in.
            "#]],
        );
    }
}
