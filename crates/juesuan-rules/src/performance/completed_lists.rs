use juesuan_model::{FindingKind, Indicator, Severity};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::doubt;
use crate::shared::performance::evaluation::{Evaluation, called};
use crate::shared::performance::listed::{IndicatorLists, Item};
use crate::shared::performance::points;
use crate::shared::source_text;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS534"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文列为完成的指标没有扣分，列为未完成的有扣分",
        "Indicators listed as reached have all points, those listed as missed lost some",
    ),
    message: Text::new(
        "项目{name}把“{indicator}”列为{listed}的指标，评分表中得{printed}分（分值{expected}分）。",
        "{name} lists “{indicator}” as {listed}; the table of scores gives it {printed} of {expected} points.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "文字说完成了，表里却扣了分，两处必有一处不实。",
        "The text says reached, the table takes points: one is wrong.",
    ),
    example: Text::new("列为没有完成的指标，评分表中得满分。", "Listed as missed, all points in the table."),
};

/// JS534: below headings such as 目标已经完成的指标 and 目标没有完成的指标 stand the indicators with all points and
/// those that lost some.
pub(crate) struct CompletedLists;

impl Rule for CompletedLists {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let lists = context.get::<IndicatorLists>();
        if lists.is_empty() {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        for list in lists {
            let Some(evaluation) = list.evaluation(context) else { continue };
            let rows = rows_by_name(evaluation);
            for item in list.items.iter().filter(|item| !item.key.is_empty()) {
                if let Some(Some(row)) = rows.get(item.key.as_str()) {
                    compare(evaluation, row, list.reached, item, log);
                }
            }
        }
    }
}

/// The indicators by their names; none where several bear one name.
fn rows_by_name<'e, 'r>(evaluation: &'e Evaluation<'r>) -> TextMap<&'e str, Option<&'r Indicator>> {
    let mut rows: TextMap<&str, Option<&Indicator>> = TextMap::default();
    for (row, key) in evaluation.indicators.iter().zip(evaluation.keys()) {
        rows.entry(key).and_modify(|known| *known = None).or_insert(Some(row));
    }
    rows
}

fn compare(
    evaluation: &Evaluation<'_>,
    row: &Indicator,
    reached: bool,
    item: &Item<'_>,
    log: &mut Log<'_, '_>,
) {
    let Some((weight, score)) = doubt::weighed(row, log) else { return };
    if (score.value >= weight.value) == reached {
        log.held();
        return;
    }
    let listed = if reached { Text::new("已完成", "reached") } else { Text::new("未完成", "missed") };
    let place = item.line.place(item.at, item.at + item.text.len());
    log.found(
        Draft::at(place)
            .printed(points::shown(score.value))
            .expected(points::shown(weight.value))
            .evidence("得分", points::shown(score.value), score.place)
            .evidence("分值", points::shown(weight.value), weight.place)
            .with("name", called(evaluation.programme))
            .with("indicator", &row.level3)
            .with_text("listed", listed),
    );
}
