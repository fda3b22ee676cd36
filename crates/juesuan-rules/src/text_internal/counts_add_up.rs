use std::sync::LazyLock;

use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Item, Severity};
use juesuan_vocabulary::{WordList as _, bodies, lists, performance, public_expenses, units};

use crate::quick::TextSet;
use crate::shared::brackets::{Bracket, Brackets};
use crate::shared::fact_index::{Facts, family, meaning, shown};
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS415"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "人数、车辆和等级的分项之和等于总数",
        "Staff, vehicles and grades add up to their total",
    ),
    message: Text::new(
        "“{name}”写作{printed}，分项之和为{expected}。",
        "“{name}” says {printed}; its parts add up to {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "分项加不出总数，总数或某一分项是错的。",
        "Where the parts do not add up, the total or one of them is wrong.",
    ),
    example: Text::new("在岗27人，其中行政5人、参公12人、工勤2人、事业9人。", "27 staff: 5, 12, 2 and 9."),
};

/// JS415: 人员 by post, vehicles by use, evaluated projects by grade.
pub(crate) struct CountsAddUp;

impl Rule for CountsAddUp {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let text = context.text().unwrap_or("");
        let mut before: Vec<&Fact> = Vec::new();
        for facts in statements.sentences() {
            let counts: Vec<&Fact> = facts.iter().filter(|fact| fact.role == FactRole::Count).collect();
            // what is missing may be a post that is not told
            let found = [
                (staff(&counts, statements.brackets()), Severity::Warning),
                (vehicles(&counts), Severity::Error),
                (grades(text, &counts).or_else(|| grades(text, &with(&before, &counts))), Severity::Error),
            ];
            for (total, less) in found {
                if let Some((total, parts)) = total {
                    judge(total, &parts, less, log);
                }
            }
            // 对5个项目开展了自评。其中，评为优的4个: the grades may be told in the next sentence of the line
            before = counts
                .into_iter()
                .find(|fact| fact.subject.ends_with(performance::PROGRAMME))
                .into_iter()
                .collect();
        }
    }
}

/// The counts of a sentence behind those of the one before it, where both stand on one line.
fn with<'r>(before: &[&'r Fact], counts: &[&'r Fact]) -> Vec<&'r Fact> {
    let line = counts.first().map(|fact| fact.place.line);
    let same = before.iter().filter(|fact| Some(fact.place.line) == line);
    same.chain(counts).copied().collect()
}

fn judge(total: &Fact, parts: &[&Fact], less: Severity, log: &mut Log<'_, '_>) {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
    let Some(sum) = sum.filter(|sum| *sum != total.value) else { return log.held() };
    let severity = if sum > total.value { Severity::Error } else { less };
    let mut draft = Draft::at(total.place)
        .with("name", &total.subject)
        .printed(shown(total))
        .expected(sum.to_string())
        .difference(total.value.checked_sub(sum).unwrap_or_default(), total.unit.clone())
        .evidence(&total.subject, shown(total), total.place);
    for part in parts {
        draft = draft.evidence(&part.subject, shown(part), part.place);
    }
    log.found(draft.severity(severity));
}

type Total<'r> = Option<(&'r Fact, Vec<&'r Fact>)>;

/// A number of staff, and the posts behind it. 事业8人（其中…2人）: what names no post is part of a part.
fn staff<'r>(counts: &[&'r Fact], brackets: &Brackets) -> Total<'r> {
    let post = |fact: &Fact| bodies::POSTS.iter().position(|word| fact.subject.contains(word));
    let people = |fact: &Fact| fact.unit.as_ref().is_some_and(|unit| units::PEOPLE.contains(&&*unit.name()));
    let at = counts
        .iter()
        .position(|fact| bodies::STAFF.any_in(&fact.subject) && post(fact).is_none() && people(fact))?;
    let total = counts.get(at)?;
    // those who have left are in no post
    let posted = bodies::IN_POST.any_in(&total.subject);
    let left = |fact: &&&Fact| posted && bodies::RETIRED.any_in(&fact.subject);
    let mut parts: Vec<&Fact> = Vec::new();
    let counted = counts.iter().skip(at + 1).filter(|fact| fact.unit == total.unit);
    for fact in counted.filter(|fact| !left(fact)) {
        // 事业编制8人（参公3人、全额5人）: parts of a part
        let bracket = brackets.around(fact).filter(|_| brackets.around(fact) != brackets.around(total));
        let divides_part = |bracket: Bracket| {
            let outside = |part: &&Fact| brackets.around(part) == brackets.around(total);
            parts.iter().any(|part| outside(part) && part.place.span.start < bracket.opens)
        };
        if bracket.is_some_and(divides_part) {
            continue;
        }
        // 行政编制 and 行政附属编制 are two
        let apart = |part: &Fact| {
            let ends =
                part.subject.ends_with(bodies::POSTS_FILLED) && fact.subject.ends_with(bodies::POSTS_FILLED);
            ends && part.subject != fact.subject
        };
        let seen = |part: &&Fact| post(part) == post(fact) && !apart(part);
        if post(fact).is_some() && !parts.iter().any(seen) {
            parts.push(fact);
        }
    }
    // 临聘5人 are of no post that is known, and close the list
    let others = || counts.iter().skip(at + 1).filter(|fact| fact.unit == total.unit && post(fact).is_none());
    let sum = parts.iter().copied().chain(others().copied()).map(|fact| fact.value).sum::<Decimal>();
    if parts.len() > 1 && sum == total.value {
        parts.extend(others().copied());
    }
    (parts.len() > 1).then_some((*total, parts))
}

/// Vehicles for one use.
static USES: LazyLock<TextSet<Item>> = LazyLock::new(|| family(&["assets:vehicles_"]));

/// All vehicles, and those for each use, where several uses are told.
fn vehicles<'r>(counts: &[&'r Fact]) -> Total<'r> {
    let item = |fact: &Fact| meaning(fact).map(|(item, _)| item);
    let all = Item::named("assets:vehicles").ok();
    let total = counts.iter().find(|fact| all.is_some() && item(fact) == all)?;
    // 一般公务用车 and other names of earlier years have no item of their own
    let of_use = |fact: &&&Fact| {
        let named = || fact.subject.ends_with(public_expenses::VEHICLES_IN_USE) && fact.unit == total.unit;
        item(fact).is_some_and(|item| USES.contains(&item)) || named()
    };
    let parts: Vec<&Fact> = counts.iter().filter(of_use).copied().collect();
    // 其他用车 closes the list
    let rest = Item::named("assets:vehicles_other").ok();
    let closed = parts.iter().any(|part| item(part) == rest);
    (parts.len() > 1 && closed).then_some((*total, parts))
}

/// Whether the grade stands behind the count: 3个项目自评结果为“优”.
fn has_grade_behind(text: &str, fact: &Fact) -> bool {
    // of so many characters is the clause that gives a grade
    if !fact.subject.starts_with(performance::PROGRAMME) || !performance::GRADED.any_in(&fact.subject) {
        return false;
    }
    let behind = text.get(fact.place.span.end as usize..).unwrap_or("");
    let clause = behind
        .chars()
        .take(TUNING.counts_add_up.longest)
        .take_while(|c| !matches!(c, '，' | '。' | '；' | '、'));
    let clause: String = clause.filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    clause.contains(&*fact.subject) && performance::GRADED_ENDS.any_ends(&clause)
}

/// The evaluated projects, and how many of them have each grade.
fn grades<'r>(text: &str, counts: &[&'r Fact]) -> Total<'r> {
    let graded = |fact: &Fact| {
        if has_grade_behind(text, fact) {
            return true;
        }
        let subject: String = fact.subject.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
        // 评级为“优”的项目
        let subject =
            subject.strip_suffix(performance::PROGRAMME).unwrap_or(&subject).trim_end_matches(lists::OF);
        performance::GRADED_ENDS.any_ends(subject) || performance::TOLD_GRADES.contains(&subject)
    };
    let first = counts.iter().position(|fact| graded(fact))?;
    let parts: Vec<&Fact> = counts.iter().skip(first).take_while(|fact| graded(fact)).copied().collect();
    let total =
        counts.get(..first)?.iter().rev().find(|fact| fact.subject.contains(performance::PROGRAMME))?;
    // two grades may be all that are worth telling, but are no more than all
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
    let told = parts.len() > 2 || (parts.len() == 2 && sum >= total.value);
    (told && total.unit == parts.first()?.unit).then_some((*total, parts))
}
