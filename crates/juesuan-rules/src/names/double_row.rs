use juesuan_model::{Decimal, FindingKind, PlacedNumber, Programme, Severity};

use crate::shared::groups::Groups;
use crate::shared::performance::matching::key;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS816"),
    status: crate::RuleStatus::Stable,
    family: Family::Names,
    title: Text::new("汇总中没有重复的项目", "No programme comes twice in the summary"),
    message: Text::new(
        "汇总中“{printed}”出现{count}次，各项数字完全相同。",
        "The summary lists “{printed}” {count} times with the same figures.",
    ),
    kind: FindingKind::Duplicate,
    severity: Severity::Info,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "重复的行会重复计入个数和平均分。",
        "A row that comes twice counts twice in numbers and averages.",
    ),
    example: Text::new(
        "“城乡环境整治”两行，预算、执行、得分都一样。",
        "Two rows with one name and one set of figures.",
    ),
};

/// JS816: rows of the summary differ in name or in a figure. Rows of one name with other figures may be its parts.
pub(crate) struct DoubleRow;

impl Rule for DoubleRow {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        type Figures = [Option<Decimal>; 3];
        let mut alike: Groups<(String, Figures), &Programme> = Groups::default();
        for (_, programme) in context.programme_summary() {
            let value =
                |number: &Option<PlacedNumber>| number.as_ref().map(|number| number.value.normalize());
            let figures =
                [&programme.budget_adjusted, &programme.executed, &programme.total_score].map(value);
            if figures.iter().all(Option::is_none) {
                log.missing(format!("汇总中“{}”的数字", programme.name));
                continue;
            }
            alike.push((key(&programme.name), figures), programme);
        }
        for rows in alike.iter() {
            let [first, others @ ..] = rows else { continue };
            if others.is_empty() {
                log.held();
                continue;
            }
            let draft = others.iter().fold(Draft::at(first.place), |draft, row| draft.and_at(row.place));
            log.found(draft.printed(&first.name).with("count", rows.len()));
        }
    }
}
