use juesuan_model::{FindingKind, ProgrammeSource, Remark, RemarkKind, Report, Severity};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS712"),
    family: Family::Completeness,
    title: Text::new("所称附件确实附上", "An announced annex is there"),
    message: Text::new(
        "写明“{printed}”，文中没有附件。",
        "The text announces “{printed}”, and there is no annex.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：绩效自评报告等应随决算公开"),
    why: Text::new(
        "读者被指向一个不存在的附件，等于没有公开。",
        "Readers are sent to an annex that does not exist: nothing was disclosed.",
    ),
    example: Text::new(
        "自评报告见附件，而文件到此为止。",
        "The report is said to be annexed, and the document ends.",
    ),
};

/// JS712: behind 详见附件 there is a heading of an annex, a report on a programme, or a table that is no statutory one.
pub(crate) struct AnnouncedAnnex;

impl Rule for AnnouncedAnnex {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let announced = report.remarks.iter().filter(|remark| remark.kind == RemarkKind::AnnouncedAnnex);
        // 附件 is one thing, however often it is announced
        let mut lacking: Option<Draft> = None;
        for remark in announced {
            if is_there(report, remark) {
                log.held();
                continue;
            }
            lacking = Some(match lacking {
                None => Draft::at(remark.place).printed(&remark.text),
                Some(draft) => draft.and_at(remark.place),
            });
        }
        if let Some(draft) = lacking {
            log.found(draft);
        }
    }
}

fn is_there(report: &Report, remark: &Remark) -> bool {
    let behind = remark.place.span.end;
    let annex = report.sections.iter().any(|section| {
        let title: String = section.title.chars().filter(|c| !c.is_whitespace()).collect();
        let words = ["附件", "附表", "附录", "自评报告", "评价报告", "自评表"];
        section.place.span.start >= behind && words.iter().any(|word| title.contains(word))
    });
    let programme = || {
        let reports =
            report.programmes.iter().filter(|programme| programme.source == ProgrammeSource::Report);
        reports.into_iter().any(|programme| programme.place.span.start >= behind)
    };
    let table = || {
        let others = report.tables.iter().filter(|table| table.id().statement().is_none());
        others.into_iter().any(|table| table.line_start() > remark.place.line)
    };
    annex || programme() || table()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS712",
            "# 一、绩效情况\n\n项目自评报告见附件。\n\n# 二、名词解释\n\n（一）基本支出：指日常支出。\n",
            &expect![[r#"
                finding 1 of 1
                JS712-3 missing warning [3] 写明“项目自评报告见附件”，文中没有附件。
                  The text announces “项目自评报告见附件”, and there is no annex.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS712",
            "# 一、绩效情况\n\n项目自评报告见附件。\n\n# 第四部分 附 件\n\n报告如下。\n",
            &expect![[r#"
                pass 0 of 1
            "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_without_an_announcement() {
        said_of(
            "JS712",
            "# 一、绩效情况\n\n已开展自评。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
