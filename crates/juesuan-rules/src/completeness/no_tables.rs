use juesuan_model::{FindingKind, Place, RemarkKind, Severity, vocabulary};

use crate::shared::accounts_text::{ExplainsAccounts, chapters, has_tables};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS702"),
    family: Family::Completeness,
    title: Text::new("决算说明附有决算报表", "The text of final accounts comes with the tables"),
    message: Text::new(
        "有决算情况说明，文中却没有一张决算报表（收入支出决算总表等九张）。",
        "The accounts are explained, and none of their nine tables is in the document.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：部门决算公开应当包括报表和情况说明"),
    why: Text::new(
        "没有报表，说明中的数字无从核对。",
        "Without the tables the figures of the text cannot be checked.",
    ),
    example: Text::new(
        "附件只有绩效报告，没有公开01至09表。",
        "Performance reports are attached, and no tables.",
    ),
};

/// JS702: a document that explains final accounts has at least one of the nine tables. The finding names the places
/// where annexes are announced and where they stand.
pub(crate) struct NoTables;

impl Rule for NoTables {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        if !context.get::<ExplainsAccounts>().0 {
            return;
        }
        if has_tables(report) {
            return log.held();
        }
        // the heading of a form with something that could not be read as one
        let form = report.sections.iter().find(|section| {
            section.title.ends_with('表') && vocabulary::statement_for_title(&section.title).is_some()
        });
        if let Some(form) = form {
            return log.missing(format!("可以识别的《{}》", form.title));
        }
        let is_annex = |title: &str| {
            let plain: String = title.chars().filter(|c| !c.is_whitespace()).collect();
            ["附件", "附表", "附录"].iter().any(|word| plain.starts_with(word) || plain.ends_with(word))
        };
        let annex =
            report.sections.iter().filter(|section| is_annex(&section.title)).map(|section| section.place);
        let announced = report
            .remarks
            .iter()
            .filter(|remark| remark.kind == RemarkKind::AnnouncedAnnex)
            .map(|remark| remark.place)
            .take(1);
        let mut places: Vec<Place> = annex.chain(announced).collect();
        if places.is_empty() {
            places.extend(chapters(report).take(1).map(|section| section.place));
        }
        let mut places = places.into_iter();
        let draft = Draft::at(places.next().unwrap_or_default());
        log.found(places.fold(draft, Draft::and_at));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    const CHAPTERS: &str = "# 第一部分 情况说明\n\n一、收入支出决算总体情况说明\n\n2022年度收、支总计5.00万元。\n\n二、收入决算情况说明\n\n2022年度收入合计5.00万元。\n\n三、支出决算情况说明\n\n2022年度支出合计5.00万元。自评报告详见附件。\n";

    #[test]
    fn fires() {
        said_of(
            "JS702",
            &format!("{CHAPTERS}\n# 第二部分 附件\n\n自评报告如下。\n"),
            &expect![[r#"
            finding 1 of 1
            JS702-15 missing warning [15, 13] 有决算情况说明，文中却没有一张决算报表（收入支出决算总表等九张）。
              The accounts are explained, and none of their nine tables is in the document.
        "#]],
        );
    }

    #[test]
    fn passes() {
        let tables = "# 第二部分 决算表\n\n支出决算表\n\n单位：万元\n\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t5.00\t3.00\t2.00\n210\t卫生健康支出\t5.00\t3.00\t2.00\n";
        said_of(
            "JS702",
            &format!("{CHAPTERS}\n{tables}"),
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_of_other_documents() {
        said_of(
            "JS702",
            "2022年项目支出5.00万元。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
