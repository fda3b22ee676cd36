use juesuan_model::{FindingKind, Indicator, Section, Severity};

use super::evaluation::{Evaluation, called, evaluations};
use super::matching::key;
use super::{MEASURE, points};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS534"),
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
    why: Text::new("文字说完成了，表里却扣了分，两处必有一处不实。", "The text says reached, the table takes points: one is wrong."),
    example: Text::new("列为没有完成的指标，评分表中得满分。", "Listed as missed, all points in the table."),
};

/// JS534: below headings such as 绩效目标完成的指标 and 没有完成绩效目标的指标 stand the indicators with all points and
/// those that lost some.
pub(crate) struct CompletedLists;

impl Rule for CompletedLists {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let lists = lists(&context.report().sections);
        if lists.is_empty() {
            return;
        }
        if context.text().is_none() {
            log.missing("原文");
            return;
        }
        let evaluations = evaluations(context);
        let mut lines = context.lines().peekable();
        for list in lists {
            while lines.next_if(|line| line.number <= list.from).is_some() {}
            let mut under = Vec::new();
            while let Some(line) = lines.next_if(|line| line.number < list.to) {
                under.push(line);
            }
            let Some(evaluation) = of_report(&evaluations, list.from) else { continue };
            for item in items(&under) {
                compare(evaluation, &list, &item, log);
            }
        }
    }
}

/// A heading above a list of indicators.
struct List {
    reached: bool,
    /// Its line, and that of the next heading.
    from: u32,
    to: u32,
}

fn lists(sections: &[Section]) -> Vec<List> {
    let mut lists = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let title = section.title.as_str();
        if !title.contains("完成") || !title.trim_end_matches("情况").ends_with("指标") {
            continue;
        }
        let reached = !["没有", "未", "不"].iter().any(|word| title.contains(word));
        let to = sections.get(at + 1).map_or(u32::MAX, |next| next.place.line);
        lists.push(List { reached, from: section.place.line, to });
    }
    lists
}

/// The report in which a line stands: the last whose table of scores begins below the line, no other report between.
fn of_report<'e, 'r>(evaluations: &'e [Evaluation<'r>], line: u32) -> Option<&'e Evaluation<'r>> {
    let first = |evaluation: &Evaluation<'_>| evaluation.indicators.first().map_or(0, |row| row.place.line);
    evaluations.iter().filter(|evaluation| first(evaluation) > line).min_by_key(|evaluation| first(evaluation))
}

/// An item of a list and its line.
struct Item<'t> {
    text: &'t str,
    line: TextLine<'t>,
    at: usize,
}

/// The items of the lines, which semicolons part.
fn items<'t>(lines: &[TextLine<'t>]) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    for line in lines.iter().filter(|line| line.text.contains(['；', ';'])) {
        let mut at = 0;
        for text in line.text.split_inclusive(['；', ';']) {
            let begin = at;
            at += text.len();
            items.push(Item { text: text.trim_end_matches(['；', ';', '。']), line: *line, at: begin });
        }
    }
    items
}

fn compare(evaluation: &Evaluation<'_>, list: &List, item: &Item<'_>, log: &mut Log<'_, '_>) {
    let wanted = key(item.text);
    let mut named = evaluation.indicators.iter().filter(|row| !wanted.is_empty() && key(&row.level3) == wanted);
    let (Some(row), None) = (named.next(), named.next()) else { return };
    let row: &Indicator = row;
    let Some((weight, score)) = row.weight.as_ref().zip(row.score.as_ref()) else {
        log.missing(format!("指标“{}”的分值或得分", row.level3));
        return;
    };
    if (score.value >= weight.value) == list.reached {
        log.held();
        return;
    }
    let listed = if list.reached { Text::new("已完成", "reached") } else { Text::new("未完成", "missed") };
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::sample::Sample;
    use crate::testing::{said, said_without_text};

    const TEXT: &str = "自评报告\n1.绩效目标完成的指标\n补植面积；成活率；\n2.没有完成绩效目标的指标\n管护 天数；\n";

    fn report(rate: &str) -> juesuan_model::Report {
        Sample::new()
            .programme("补植补造")
            .section(3, "1.", "绩效目标完成的指标")
            .total("90")
            .section(3, "2.", "没有完成绩效目标的指标")
            .indicator("产出指标", "补植面积", "10", "10")
            .indicator("产出指标", "成活率", "10", rate)
            .indicator("产出指标", "管护天数", "10", "9")
            .end()
    }

    #[test]
    fn fires() {
        said("JS534", &report("8"), TEXT, &expect![[r#"
            finding 1 of 3
            JS534-3 text_vs_text warning [3, 6, 6] 项目“补植补造”把“成活率”列为已完成的指标，评分表中得8分（分值10分）。
              “补植补造” lists “成活率” as reached; the table of scores gives it 8 of 10 points.
        "#]]);
    }

    #[test]
    fn passes() {
        said("JS534", &report("10"), TEXT, &expect![[r#"
            pass 0 of 3
        "#]]);
    }

    #[test]
    fn lacks_the_text() {
        said_without_text("JS534", &report("10"), &expect![[r#"
            insufficient_data 0 of 0 missing 原文
        "#]]);
    }
}
