use std::borrow::Cow;

use juesuan_model::vocabulary::label_key;
use juesuan_model::{Fact, FactRole, FindingKind, PlacedNumber, Programme, Severity, TableKind};
use juesuan_vocabulary::{WordList as _, performance};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::evaluation::{Lines, called, of_kind};
use crate::shared::performance::points;
use crate::shared::spelling::QUOTES;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS556"),
    status: crate::RuleStatus::Preview,
    family: Family::Performance,
    title: Text::new(
        "正文所述项目的自评得分与汇总表一致（试行）",
        "Scores of programmes in the text are those of the summary (preview)",
    ),
    message: Text::new(
        "正文称项目{name}自评得分{printed}分，自评汇总表中为{expected}分。",
        "The text gives {name} {printed} points, the summary of evaluations {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "同一个项目的自评得分前后不一，至少有一处印错。",
        "One programme has one score: where two are given, one is misprinted.",
    ),
    example: Text::new("正文称得分89分，汇总表印作98分。", "89 in the text, 98 in the summary."),
};

/// JS556: the score of its self-evaluation that a sentence gives a programme by name is that of its row in the summary.
/// Programmes of one name say nothing.
pub(crate) struct ToldProgramme;

impl Rule for ToldProgramme {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let scored = |fact: &&Fact| fact.role == FactRole::Score && fact.approximation.is_none();
        let mut told = context.report().facts.iter().filter(scored).peekable();
        let summaries = Lines::of(of_kind(context.report(), TableKind::Summary));
        if summaries.is_empty() || told.peek().is_none() {
            return;
        }
        let mut rows: TextMap<Cow<'_, str>, Option<(&Programme, &PlacedNumber)>> = TextMap::default();
        for (_, row) in context.programme_summary().filter(|(_, row)| summaries.hold(row.place)) {
            let known = row.total_score.as_ref().map(|score| (row, score));
            rows.entry(label_key(&row.name)).and_modify(|other| *other = None).or_insert(known);
        }
        for fact in told {
            let Some((row, score)) = row_of(&rows, &fact.subject) else { continue };
            let off = (fact.value - score.value).abs();
            let coarse = fact.value.scale().min(score.value.scale());
            if fact.value == score.value || coarse > 0 && off <= points::half_of_last(coarse) {
                log.held();
                continue;
            }
            log.found(
                Draft::at(fact.place)
                    .printed(points::shown(fact.value))
                    .expected(points::shown(score.value))
                    .difference(fact.value - score.value, fact.unit.clone())
                    .evidence("自评汇总表中的得分", points::shown(score.value), score.place)
                    .with("name", called(row)),
            );
        }
    }
}

/// The row of the programme whose self-evaluation a subject is about: 图书采购项目自评得分.
fn row_of<'r>(
    rows: &TextMap<Cow<'r, str>, Option<(&'r Programme, &'r PlacedNumber)>>,
    subject: &str,
) -> Option<(&'r Programme, &'r PlacedNumber)> {
    let mut name = performance::SCORE_SUBJECT_ENDS.strip_end(subject)?;
    loop {
        let bare = name.trim_matches(QUOTES);
        if let Some(found) = rows.get(&*label_key(bare)) {
            return *found;
        }
        name = performance::EVALUATED_ENDS.strip_end(bare)?;
    }
}
