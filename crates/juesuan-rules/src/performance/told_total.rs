use juesuan_model::{
    Decimal, Fact, FactRole, FindingKind, Programme, ProgrammeKind, ProgrammeSource, Severity,
};
use juesuan_vocabulary::{WordList as _, comparisons, performance};

use super::MEASURE;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::grade_scale::{self, Scale, Scales};
use crate::shared::performance::points;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS554"),
    status: crate::RuleStatus::Preview,
    family: Family::Performance,
    title: Text::new(
        "正文所述唯一项目的自评得分和等级与自评表一致",
        "Score and grade that the text tells of the only programme are those of its self-evaluation",
    ),
    message: Text::new(
        "正文写“{printed}”，{name}自评表的总分为{score}，应为“{expected}”。",
        "The text says “{printed}”; the self-evaluation of {name} comes to {score}, that is “{expected}”.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "正文的得分和等级取自自评表，不一致就有一处是错的。",
        "Score and grade of the text are taken from the self-evaluation: where they differ one is wrong.",
    ),
    example: Text::new(
        "正文“对1个项目开展自评，自评得分97.60分”，自评表总分96.70分。",
        "97.60 for the only programme in the text, 96.70 in its self-evaluation.",
    ),
};

/// JS554: where the text says that one programme was evaluated, and one self-evaluation is printed, the score that its
/// sentence tells is the total of that table, and the grade that of the score.
pub(crate) struct ToldTotal;

impl Rule for ToldTotal {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(programme) = only_programme(&context.report().programmes) else { return };
        let Some(total) = &programme.total_score else { return };
        for facts in context.report().facts.chunk_by(|a, b| a.sentence == b.sentence) {
            let Some(score) = score_of_one(facts) else { continue };
            let shown = |value| points::shown(value);
            let draft = |printed: &str, expected: &str, place| {
                Draft::at(place)
                    .printed(printed)
                    .expected(expected)
                    .with("name", called(programme))
                    .with("score", shown(total.value))
                    .evidence("总分", shown(total.value), total.place)
            };
            if score.value == total.value {
                log.held();
            } else {
                log.found(draft(&shown(score.value), &shown(total.value), score.place));
                continue;
            }
            match told_grade(context, score) {
                Some((printed, earned)) if grade_scale::rank(printed) != Some(earned) => {
                    log.found(draft(printed, grade_scale::word(earned), score.place));
                }
                Some(_) => log.held(),
                None => {}
            }
        }
    }
}

/// The programme of the document, where it has one alone and its own report is printed.
fn only_programme(programmes: &[Programme]) -> Option<&Programme> {
    let mut reports = programmes.iter().filter(|one| one.source == ProgrammeSource::Report);
    let (Some(only), None) = (reports.next(), reports.next()) else { return None };
    (only.kind == ProgrammeKind::Programme).then_some(only)
}

/// The total score that a sentence tells of one programme: 对1个项目开展自评，自评得分90分.
fn score_of_one(facts: &[Fact]) -> Option<&Fact> {
    let mut counts = facts
        .iter()
        .filter(|fact| fact.role == FactRole::Count && fact.subject.ends_with(performance::PROGRAMME));
    let one = matches!((counts.next(), counts.next()), (Some(only), None) if only.value == Decimal::ONE);
    let mut scores = facts.iter().filter(|fact| fact.role == FactRole::Score);
    let (Some(score), None) = (scores.next(), scores.next()) else { return None };
    let whole =
        performance::TOTAL_SCORES.any_in(&score.subject) && !score.subject.contains(comparisons::AVERAGE);
    (one && whole && score.approximation.is_none()).then_some(score)
}

/// The grade that the clause behind a score tells, and the rank that the score earns.
fn told_grade<'c>(context: &Context<'c>, score: &Fact) -> Option<(&'c str, usize)> {
    let behind = context.text()?.get(score.place.span.end as usize..)?;
    let clause = behind.split(['。', '；', '\n']).next()?;
    let (at, cue) = performance::GRADE_CUES.iter().find_map(|cue| Some((clause.find(cue)?, cue)))?;
    let told = clause
        .get(at + cue.len()..)?
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_start_matches(performance::IS)
        .trim_start_matches(|c: char| !c.is_alphabetic());
    let grade = *performance::PRINTED_GRADES.iter().find(|grade| told.starts_with(**grade))?;
    let usual = Scale::usual();
    let scales = context.get::<Scales>();
    let scale = match scales.as_slice() {
        [] => &usual,
        [only] => only,
        _ => return None,
    };
    Some((grade, scale.rank_of(score.value)?))
}
