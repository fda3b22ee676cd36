use juesuan_model::{Decimal, FindingKind, Place, Report, Section, Severity};

use super::MEASURE;
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS508"),
    status: crate::RuleStatus::Stable,
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
