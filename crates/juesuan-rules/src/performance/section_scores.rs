use juesuan_model::{Decimal, FindingKind, Place, Report, Section, Severity};

use super::MEASURE;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS508"),
    family: Family::Performance,
    title: Text::new(
        "小标题写明的得分等于其下各项得分之和",
        "The score in a heading is the sum of those in the headings below it",
    ),
    message: Text::new(
        "标题“{name}”写作得分{printed}分，其下{count}项得分合计{expected}分。",
        "The heading “{name}” gives {printed} points; the {count} items below it add up to {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "分项得分与小计不符，总得分就没有依据。",
        "Where items and subtotal differ, the total rests on nothing.",
    ),
    example: Text::new(
        "“（一）决策得分18分”之下七项得分合计16分。",
        "A heading of 18 points over seven items that add up to 16.",
    ),
};

/// JS508: a heading that states a score and has headings below it that all do states their sum.
pub(crate) struct SectionScores;

impl Rule for SectionScores {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for (heading, children) in scored_headings(context.report()) {
            if children.is_empty() {
                continue;
            }
            let mut scored = children.iter().map(|child| (child, points::of_title(&child.title)));
            if let Some((child, _)) = scored.clone().find(|(_, points)| points.is_none()) {
                log.missing(format!("标题“{}”的得分", child.title));
                continue;
            }
            let sum: Decimal = scored.by_ref().filter_map(|(_, points)| Some(points?.1)).sum();
            if sum == heading.points {
                log.held();
                continue;
            }
            let mut draft = Draft::at(heading.place)
                .printed(points::shown(heading.points))
                .expected(points::shown(sum))
                .difference(heading.points - sum, None)
                .with("name", heading.name)
                .with("count", children.len());
            for child in children {
                if let Some((name, points)) = points::of_title(&child.title) {
                    draft = draft.evidence(format!("“{name}”得分"), points::shown(points), child.place);
                }
            }
            log.found(draft);
        }
    }
}

/// A heading that states a score.
struct Scored<'r> {
    name: &'r str,
    points: Decimal,
    place: Place,
}

/// The headings that state a score, each with the headings right below it.
fn scored_headings(report: &Report) -> Vec<(Scored<'_>, Vec<&Section>)> {
    let mut found: Vec<(Scored<'_>, Vec<&Section>)> = Vec::new();
    for section in &report.sections {
        // a heading stands under the last one before it that has its parent's line
        let parent = section.parent_line;
        let above = found.iter_mut().rev().take(1 << 6).find(|(above, _)| Some(above.place.line) == parent);
        if let Some((_, children)) = above {
            children.push(section);
        }
        if let Some((name, points)) = points::of_title(&section.title) {
            found.push((Scored { name, points, place: section.place }, Vec::new()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said;
    use crate::testing::sample::Sample;

    fn report(second: &str) -> juesuan_model::Report {
        Sample::new()
            .section(2, "（一）", "过程得分7分")
            .section(3, "1.", "制度健全得分3分")
            .section(3, "2.", second)
            .section(2, "（二）", "下一步打算")
            .end()
    }

    #[test]
    fn fires() {
        said(
            "JS508",
            &report("监管有效得分为2分"),
            "",
            &expect![[r#"
            finding 1 of 1
            JS508-1 total_score error [1, 2, 3] 标题“过程”写作得分7分，其下2项得分合计5分。
              The heading “过程” gives 7 points; the 2 items below it add up to 5.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS508",
            &report("监管有效得分为4分"),
            "",
            &expect![[r#"
            pass 0 of 1
        "#]],
        );
    }

    #[test]
    fn lacks_a_score() {
        said(
            "JS508",
            &report("监管有效"),
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 标题“监管有效”的得分
        "#]],
        );
    }
}
