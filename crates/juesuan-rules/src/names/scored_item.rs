use juesuan_model::{FindingKind, Indicator, Section, Severity};

use crate::shared::distance;
use crate::shared::performance::evaluation::{Evaluations, Group, called};
use crate::shared::performance::matching::key;
use crate::shared::performance::points;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS814"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new(
        "逐项说明的指标名称与评分表一致",
        "Indicators explained one by one are called as in the table of scores",
    ),
    message: Text::new(
        "项目{name}“{group}”第{number}项在正文写作“{printed}”，评分表写作“{expected}”。",
        "{name}: item {number} of “{group}” is “{printed}” in the text and “{expected}” in the table of scores.",
    ),
    kind: FindingKind::Name,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "名称不同，文字说明的就不一定是表里评的那一项。",
        "With another name the text may explain something else than was scored.",
    ),
    example: Text::new("正文“定点机构检查覆盖率”，表中“飞行检查覆盖率”。", "Two names for the tenth item."),
};

/// JS814: where a heading has as many scored items below it as its group has rows in the table, in the same order, the
/// names agree. A word or a mark more or less is worth knowing only.
pub(crate) struct ScoredItem;

impl Rule for ScoredItem {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let headings = headings(&context.report().sections);
        for evaluation in context.get::<Evaluations>() {
            for group in evaluation.groups() {
                let Some(items) = items_of(&headings, group) else { continue };
                if items.len() != group.rows.len() {
                    log.missing(format!("与“{}”各指标逐项对应的正文", group.name));
                    continue;
                }
                for (number, ((section, name), row)) in (1..).zip(items.iter().zip(&group.rows)) {
                    if key(name) == key(&row.level3) {
                        log.held();
                    } else {
                        let draft =
                            draft(section, name, row).with("number", number).with("group", group.name);
                        log.found(draft.with("name", called(evaluation.programme)));
                    }
                }
            }
        }
    }
}

/// A heading that states points, with its name and the key of that.
struct Scored<'s> {
    section: &'s Section,
    name: &'s str,
    key: String,
}

fn headings(sections: &[Section]) -> Vec<Scored<'_>> {
    let titles = sections.iter().filter_map(|section| Some((section, points::of_title(&section.title)?.0)));
    titles.map(|(section, name)| Scored { section, name, key: key(name) }).collect()
}

/// The scored headings below the heading of a group.
fn items_of<'s>(headings: &[Scored<'s>], group: &Group<'_>) -> Option<Vec<(&'s Section, &'s str)>> {
    let wanted = key(group.name);
    let mut of_group = headings.iter().filter(|heading| heading.key == wanted);
    let (Some(heading), None) = (of_group.next(), of_group.next()) else { return None };
    let line = heading.section.place.line;
    let below = headings.iter().filter(|heading| heading.section.parent_line == Some(line));
    let items: Vec<_> = below.map(|heading| (heading.section, heading.name)).collect();
    (!items.is_empty()).then_some(items)
}

fn draft(section: &Section, name: &str, row: &Indicator) -> Draft {
    let small = distance::is_near(&key(name), &key(&row.level3));
    let draft = Draft::at(section.place).and_at(row.place).printed(name).expected(&row.level3);
    if small { draft.severity(Severity::Info) } else { draft }
}
