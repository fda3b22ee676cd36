use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, lists, performance};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::grade_scale::{self, Scale, Scales};
use crate::shared::performance::{points, summary};
use crate::shared::spelling::QUOTES;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS525"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("各等级的项目个数与汇总得分相符", "As many programmes have each grade as the text says"),
    message: Text::new(
        "正文称自评为“{grade}”的项目{printed}个，按汇总得分应为{expected}个。",
        "The text counts {printed} programmes graded “{grade}”; by the scores of the summary there are {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new("等级个数是公开的主要结论。", "How many were good is the main result that is published."),
    example: Text::new(
        "正文称13个为优，得分90分以上的只有12个。",
        "13 in the text, 12 with 90 points or more.",
    ),
};

/// JS525: the number of programmes of a grade is that of the scores of the summary in its range.
pub(crate) struct GradeCounts;

impl Rule for GradeCounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let mut counted = summary::facts(context, FactRole::Count, |fact| rank(fact).is_some()).peekable();
        if counted.peek().is_none() {
            return;
        }
        let rows = summary::rows(context);
        let Some(scores) = summary::scores(&rows).filter(|scores| !scores.is_empty()) else {
            log.missing("汇总中各项目的得分");
            return;
        };
        let scales = context.get::<Scales>();
        let scale = scales.first().cloned().unwrap_or_else(Scale::usual);
        let mut earned: TextMap<usize, usize> = TextMap::default();
        for rank in scores.iter().filter_map(|score| scale.rank_of(*score)) {
            *earned.entry(rank).or_default() += 1;
        }
        for fact in counted {
            let Some(rank) = rank(fact) else { continue };
            if is_bare(fact) && !counts_all(context, fact, rows.len()) {
                continue;
            }
            let expected = earned.get(&rank).copied().unwrap_or_default();
            if fact.value == Decimal::from(expected) {
                log.held();
                continue;
            }
            let mut draft = Draft::at(fact.place)
                .printed(points::shown(fact.value))
                .expected(expected.to_string())
                .difference(fact.value - Decimal::from(expected), fact.unit.clone())
                .with("grade", grade_scale::word(rank));
            let with_score = rows.iter().filter_map(|row| Some((row, row.total_score.as_ref()?)));
            let earned = with_score.filter(|(_, score)| scale.rank_of(score.value) == Some(rank));
            for (row, score) in earned.take(TUNING.grade_counts.listed) {
                let name = format!("“{}”得分", row.name);
                draft = draft.evidence(name, points::shown(score.value), score.place);
            }
            log.found(draft);
        }
    }
}

/// Whether the counts of a sentence that are about grades alone (优2个，良1个) are of all rows of the summary.
fn counts_all(context: &Context<'_>, fact: &Fact, rows: usize) -> bool {
    let facts = &context.report().facts;
    let start = facts.partition_point(|other| other.sentence < fact.sentence);
    let sentence = facts.get(start..).unwrap_or_default().iter();
    let counts = sentence.take_while(|other| other.sentence == fact.sentence).filter(|other| is_bare(other));
    counts.map(|count| count.value).sum::<Decimal>() == Decimal::from(rows)
}

/// Whether a subject is a grade and nothing more.
fn is_bare(fact: &Fact) -> bool {
    fact.role == FactRole::Count && performance::TOLD_GRADES.contains(&without_quotes(&fact.subject))
}

fn without_quotes(grade: &str) -> &str {
    grade.trim_matches(QUOTES)
}

/// The grade that a count of programmes is about: 自评结果为优.
fn rank(fact: &Fact) -> Option<usize> {
    if is_bare(fact) {
        return grade_scale::rank(without_quotes(&fact.subject));
    }
    let (before, grade) = fact.subject.rsplit_once(performance::IS)?;
    let about = performance::GRADED.any_in(before);
    if about {
        grade_scale::rank(
            grade.trim_end_matches(performance::DESCRIBED_PROGRAMMES).trim_end_matches(lists::OF),
        )
    } else {
        None
    }
}
