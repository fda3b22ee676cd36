use std::borrow::Cow;

use juesuan_model::{Decimal, Fact, FactRole, FindingKind, PlacedNumber, Severity, vocabulary};
use juesuan_vocabulary::performance::SCORE;

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS509"),
    status: crate::RuleStatus::Stable,
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
        let scored = |fact: &&Fact| fact.role == FactRole::Score && fact.subject.ends_with(SCORE);
        if !context.report().facts.iter().any(|fact| scored(&fact)) {
            return;
        }
        let evaluations = context.get::<Evaluations>();
        let mut known: TextMap<Cow<'_, str>, Vec<Scored<'_, '_>>> = TextMap::default();
        for evaluation in evaluations {
            for scored in scores(evaluation) {
                known.entry(vocabulary::label_key(scored.name)).or_default().push(scored);
            }
        }
        for fact in context.report().facts.iter().filter(scored) {
            let Some(item) = fact.subject.strip_suffix(SCORE) else { continue };
            // a name in several tables does not say which is meant
            let Some([scored]) = known.get(&*vocabulary::label_key(item)).map(Vec::as_slice) else {
                continue;
            };
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
