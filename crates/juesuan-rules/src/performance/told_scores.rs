use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, comparisons, performance};

use super::MEASURE;
use crate::shared::fact_index::Facts;
use crate::shared::performance::points;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS544"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文逐项所列得分之和等于总得分",
        "Scores that the text tells one by one add up to its total",
    ),
    message: Text::new(
        "“{name}”写作{printed}分，{what}{expected}分。",
        "“{name}” says {printed} points; {what} {expected}.",
    ),
    kind: FindingKind::TotalScore,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "分项得分加不出总得分，或超过分值，等级就没有依据。",
        "Where the items do not give the total, or exceed their weights, the grade rests on nothing.",
    ),
    example: Text::new(
        "自评得分96.5分，其中：预算执行10分，得9.9分；产出50分，得48分；效益40分，得36.6分。",
        "96.5 in all; 9.9 of 10, 48 of 50 and 36.6 of 40 are 94.5.",
    ),
};

/// JS544: where one paragraph, or the lines of one section, tell a total and the scores of the items that make it up (their weights are 100), these
/// add up; no item scores more than its weight, and items whose weights are not told no more than the total.
pub(crate) struct ToldScores;

impl Rule for ToldScores {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections().flat_map(|facts| facts.chunk_by(on_one_line)) {
            let scores = scores(facts);
            let items = items(&scores);
            if items.len() < TUNING.told_scores.fewest {
                continue;
            }
            let mut totals = scores.iter().filter(|fact| is_total(&fact.subject));
            match (totals.next(), totals.next()) {
                (Some(total), None) => judge(total, &items, log),
                (None, _) => {
                    log.missing(format!(
                        "“{}”等各项得分的总得分",
                        items.first().map_or("", |item| item.name)
                    ));
                }
                _ => {}
            }
        }
        for facts in statements.sections() {
            if let Some((total, items)) = line_by_line(&scores(facts)) {
                judge(total, &items, log);
            }
        }
    }
}

fn on_one_line(left: &Fact, right: &Fact) -> bool {
    left.place.line == right.place.line
}

fn scores(facts: &[Fact]) -> Vec<&Fact> {
    let told = |fact: &&Fact| fact.role == FactRole::Score && fact.approximation.is_none();
    facts.iter().filter(told).collect()
}

/// A total and its items, where each stands on a line of its own: （一）投入（满分15分，得14分）。 Only weights of 100 in all
/// say that these are all of them.
fn line_by_line<'r>(scores: &[&'r Fact]) -> Option<(&'r Fact, Vec<Item<'r>>)> {
    let mut totals = scores.iter().filter(|fact| is_total(&fact.subject));
    let total = totals.next().filter(|_| totals.next().is_none())?;
    let items = items(scores);
    let apart = items.windows(2).all(|pair| match pair {
        [left, right] => left.earned.place.line < right.earned.place.line,
        _ => true,
    });
    let behind = items.first()?.earned.place.line > total.place.line;
    let complete = weights(&items) == Some(Decimal::ONE_HUNDRED);
    (apart && behind && complete && items.len() >= TUNING.told_scores.fewest).then_some((*total, items))
}

fn weights(items: &[Item<'_>]) -> Option<Decimal> {
    items.iter().try_fold(Decimal::ZERO, |sum, item| sum.checked_add(item.weight?.value))
}

/// What was earned for an item, and of how many points.
struct Item<'r> {
    name: &'r str,
    earned: &'r Fact,
    weight: Option<&'r Fact>,
}

fn is_total(subject: &str) -> bool {
    performance::TOTAL_SCORES.any_in(subject) && !subject.contains(comparisons::AVERAGE)
}

fn items<'r>(scores: &[&'r Fact]) -> Vec<Item<'r>> {
    let mut items = Vec::new();
    for (at, earned) in scores.iter().enumerate() {
        let behind = scores
            .get(at + 1)
            .filter(|fact| performance::WEIGHTS.any_ends(&fact.subject) && fact.sentence == earned.sentence);
        // 产出45分（满分50分）: what stands before the weight is what was earned
        let bare = || {
            let bare = behind.is_some_and(|weight| performance::WEIGHTS.contains(&&*weight.subject));
            (bare && !performance::WEIGHTS.any_ends(&earned.subject)).then_some(&*earned.subject)
        };
        let stem = earned
            .subject
            .strip_suffix(performance::SCORE)
            .or_else(|| earned.subject.strip_suffix(performance::EARNED))
            .or_else(bare);
        let Some(name) = stem.filter(|name| !name.is_empty() && !is_total(&earned.subject)) else { continue };
        let before = at.checked_sub(1).and_then(|at| scores.get(at)).filter(|fact| fact.subject == name);
        items.push(Item { name, earned, weight: before.or(behind).copied() });
    }
    items
}

fn judge(total: &Fact, items: &[Item<'_>], log: &mut Log<'_, '_>) {
    for item in items {
        let Some(weight) = item.weight.filter(|weight| item.earned.value > weight.value) else { continue };
        let draft = Draft::at(item.earned.place)
            .kind(FindingKind::Range)
            .printed(points::shown(item.earned.value))
            .expected(points::shown(weight.value))
            .evidence("分值", points::shown(weight.value), weight.place)
            .with("name", &item.earned.subject);
        log.found(draft.with_text("what", Text::new("超过分值", "its weight is")));
    }
    let zero = Some(Decimal::ZERO);
    let earned = items.iter().fold(zero, |sum, item| sum?.checked_add(item.earned.value));
    let Some(earned) = earned else { return };
    let complete = weights(items) == Some(Decimal::ONE_HUNDRED);
    let gap = total.value - earned;
    if gap.is_zero() || (!complete && gap > Decimal::ZERO) {
        log.held();
        return;
    }
    let mut draft = Draft::at(total.place)
        .printed(points::shown(total.value))
        .expected(points::shown(earned))
        .difference(gap, None)
        .with("name", &total.subject)
        .with_text("what", Text::new("逐项所列得分合计", "the items told add up to"));
    for item in items {
        draft = draft.evidence(
            format!("“{}”得分", item.name),
            points::shown(item.earned.value),
            item.earned.place,
        );
    }
    log.found(draft);
}
