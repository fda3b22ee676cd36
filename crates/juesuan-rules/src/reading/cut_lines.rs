use juesuan_model::{FindingKind, Place, Repair, Severity};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS902"),
    family: Family::Reading,
    title: Text::new("各行文字完整，没有在同一宽度处被截断", "No lines are cut off at a width"),
    message: Text::new(
        "本文件有{count}行在同一宽度处被截断，行尾的文字缺失（第{lines}行），缺失部分没有检查。",
        "{count} lines are cut off at one width (lines {lines}); what is lost was not checked.",
    ),
    kind: FindingKind::Truncated,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "公开的文字不完整，读者看不到被截断的内容。",
        "What was published is incomplete: readers cannot see the rest.",
    ),
    example: Text::new(
        "每行都在第50个字符处断开，句子没有写完。",
        "Every line ends at the 50th character, in mid-sentence.",
    ),
};

/// JS902: the lines of the document are whole. All that are cut off are one finding.
pub(crate) struct CutLines;

/// How many lines are named in the message.
const NAMED: usize = 40;

impl Rule for CutLines {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let cut: Vec<Place> =
            report.repairs.iter().filter(|repair| repair.kind == "cut_line").map(place).collect();
        let Some((first, others)) = cut.split_first() else {
            match (report.source.lines, report.repairs.is_empty()) {
                (0, true) if context.text().is_none() && !report.sections.is_empty() => {
                    log.missing("原文的各行");
                }
                (0, true) => {}
                _ => log.held(),
            }
            return;
        };
        let mut lines: Vec<String> = cut.iter().take(NAMED).map(|place| place.line.to_string()).collect();
        if cut.len() > NAMED {
            lines.push("…".into());
        }
        let draft = others.iter().fold(Draft::at(*first), |draft, place| draft.and_at(*place));
        log.found(
            draft.printed(cut.len().to_string()).with("count", cut.len()).with("lines", lines.join("、")),
        );
    }
}

fn place(repair: &Repair) -> Place {
    repair.places.first().copied().unwrap_or(Place { line: repair.line, ..Place::default() })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{Repair, Report, Section};

    use crate::testing::{place, said, said_without_text};

    fn report(lines: &[u32]) -> Report {
        let mut report = Report::default();
        report.source.lines = 9;
        for line in lines {
            report.repairs.push(Repair {
                kind: "cut_line".into(),
                line: *line,
                printed: "…开展了".into(),
                read_as: String::new(),
                reason: "".into(),
                places: vec![place(*line, 0)],
            });
        }
        report
    }

    #[test]
    fn fires() {
        said(
            "JS902",
            &report(&[2, 5, 7]),
            "",
            &expect![[r#"
            finding 1 of 1
            JS902-2 truncated error [2, 5, 7] 本文件有3行在同一宽度处被截断，行尾的文字缺失（第2、5、7行），缺失部分没有检查。
              3 lines are cut off at one width (lines 2、5、7); what is lost was not checked.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS902",
            &report(&[]),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_the_lines() {
        let mut report = Report::default();
        let section = Section {
            place: place(1, 0),
            level: 1,
            number: String::new(),
            title: "收支".into(),
            parent_line: None,
        };
        report.sections.push(section);
        said_without_text(
            "JS902",
            &report,
            &expect![[r#"
            insufficient_data 0 of 0 missing 原文的各行
        "#]],
        );
    }
}
