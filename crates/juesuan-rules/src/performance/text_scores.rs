use juesuan_model::{Decimal, Fact, FactRole, FindingKind, PlacedNumber, Severity, vocabulary};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS509"),
    family: Family::Performance,
    title: Text::new(
        "正文写明的各项得分与评分表一致",
        "Scores given in the text are those of the table of scores",
    ),
    message: Text::new(
        "正文写“{item}”得{printed}分，{name}的评分表中为{expected}分。",
        "The text gives “{item}” {printed} points; the table of scores of {name} gives {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "文字和表各说各的得分，至少有一处是错的。",
        "Where text and table give different scores, one of the two is wrong.",
    ),
    example: Text::new(
        "正文“项目产出得分48分”，表中产出各行合计46分。",
        "48 points in the text, 46 in the table.",
    ),
};

/// JS509: a score that the text gives an indicator or a group by name equals that of the table. What the table does
/// not name so is left alone.
pub(crate) struct TextScores;

impl Rule for TextScores {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let scored = |fact: &&Fact| fact.role == FactRole::Score && fact.subject.ends_with("得分");
        if !context.report().facts.iter().any(|fact| scored(&fact)) {
            return;
        }
        let evaluations = context.get::<Evaluations>();
        let mut known: TextMap<String, Vec<Scored<'_, '_>>> = TextMap::default();
        for evaluation in evaluations {
            for scored in scores(evaluation) {
                known.entry(vocabulary::label_key(scored.name)).or_default().push(scored);
            }
        }
        for fact in context.report().facts.iter().filter(scored) {
            let Some(item) = fact.subject.strip_suffix("得分") else { continue };
            // a name in several tables does not say which is meant
            let Some([scored]) = known.get(&vocabulary::label_key(item)).map(Vec::as_slice) else { continue };
            match scored.points {
                None => log.missing(format!("评分表中“{item}”的得分")),
                Some(points) if points == fact.value => log.held(),
                Some(points) => log.found(draft(fact, item, scored, points)),
            }
        }
    }
}

/// An indicator or a group with its score in the table.
struct Scored<'e, 'r> {
    name: &'r str,
    points: Option<Decimal>,
    rows: Vec<Option<&'r PlacedNumber>>,
    evaluation: &'e Evaluation<'r>,
}

fn scores<'e, 'r>(evaluation: &'e Evaluation<'r>) -> impl Iterator<Item = Scored<'e, 'r>> {
    let rows = evaluation.indicators.iter().map(move |row| Scored {
        name: &row.level3,
        points: row.score.as_ref().map(|score| score.value),
        rows: vec![row.score.as_ref()],
        evaluation,
    });
    let groups = evaluation.groups().iter().map(move |group| Scored {
        name: group.name,
        points: group.score(),
        rows: group.rows.iter().map(|row| row.score.as_ref()).collect(),
        evaluation,
    });
    rows.chain(groups).filter(|scored| !scored.name.is_empty())
}

fn draft(fact: &Fact, item: &str, scored: &Scored<'_, '_>, points: Decimal) -> Draft {
    let mut draft = Draft::at(fact.place)
        .printed(points::shown(fact.value))
        .expected(points::shown(points))
        .difference(fact.value - points, None)
        .with("item", item)
        .with("name", called(scored.evaluation.programme));
    for score in scored.rows.iter().copied().flatten() {
        draft = draft.evidence("评分表中的得分", points::shown(score.value), score.place);
    }
    draft
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::FactRole;

    use crate::testing::said;
    use crate::testing::sample::Sample;

    fn report(output: &str, score: &str) -> juesuan_model::Report {
        Sample::new()
            .programme("技能培训")
            .indicator("项目产出（50分）", "培训人数", "30", "28")
            .indicator("项目产出（50分）", "结业率", "20", score)
            .fact(FactRole::Score, "项目产出得分", output, "分")
            .fact(FactRole::Score, "培训人数得分", "28", "分")
            .end()
    }

    #[test]
    fn fires() {
        said(
            "JS509",
            &report("46", "20"),
            "",
            &expect![[r#"
            finding 1 of 2
            JS509-4 text_vs_text error [4, 2, 3] 正文写“项目产出”得46分，“技能培训”的评分表中为48分。
              The text gives “项目产出” 46 points; the table of scores of “技能培训” gives 48.
        "#]],
        );
    }

    #[test]
    fn passes() {
        said(
            "JS509",
            &report("48", "20"),
            "",
            &expect![[r#"
            pass 0 of 2
        "#]],
        );
    }

    #[test]
    fn lacks_a_score_of_the_group() {
        let mut report = report("48", "");
        report.facts.truncate(1);
        said(
            "JS509",
            &report,
            "",
            &expect![[r#"
            insufficient_data 0 of 0 missing 评分表中“项目产出”的得分
        "#]],
        );
    }
}
