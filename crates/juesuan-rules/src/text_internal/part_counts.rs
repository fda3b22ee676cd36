use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Place, Severity};
use juesuan_vocabulary::{lists, units};

use crate::shared::fact_index::{Facts, is_count, shown, shown_as};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS427"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("“其中”各项数量不大于总数", "No count is more than the one it is part of"),
    message: Text::new(
        "{what}{printed}，大于它所属的“{whole}”的{expected}。",
        "{what_en}: {printed}, more than the {expected} of “{whole}”, of which it is part.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "部分多于整体，人数、辆数或归属必有一误。",
        "A part above its whole means a wrong count or a wrong place.",
    ),
    example: Text::new("在职职工16人，其中专任教师72人。", "A staff of 16, of whom 72 teach."),
};

/// JS427: every count behind 其中 is at most the count that it is part of, and vehicles, which have one use each, are no
/// more together.
pub(crate) struct PartCounts;

impl Rule for PartCounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(text) = context.text() else {
            if context.report().facts.iter().any(|fact| fact.role == FactRole::Count) {
                log.missing("原文");
            }
            return;
        };
        let brackets = context.get::<Facts>().brackets();
        for facts in context.get::<Facts>().sentences() {
            let counts: Vec<&Fact> = facts.iter().filter(|fact| is_count(fact)).collect();
            for (at, whole) in counts.iter().enumerate() {
                // 职工9人（编制内8人，编制外1人），其中局机关3人: what stands behind the bracket is no part of what is in it
                let around = |fact: &&&Fact| brackets.around(fact) == brackets.around(whole);
                let behind = counts.get(at + 1..).unwrap_or_default().iter().filter(around);
                let parts = parts(text, whole, &behind.copied().collect::<Vec<_>>());
                judge(whole, &parts, log);
            }
        }
    }
}

/// The counts of the same things behind 其中, as far as the list goes.
fn parts<'r>(text: &str, whole: &Fact, behind: &[&'r Fact]) -> Vec<&'r Fact> {
    let mut parts = Vec::new();
    let mut before = whole.place;
    for (at, fact) in behind.iter().enumerate() {
        let between = between(text, before, fact.place);
        let goes_on = if at == 0 {
            between.contains(lists::OF_WHICH)
        } else {
            !between.contains(['；', ';', '。']) && !between.contains(lists::OF_WHICH_CUT)
        };
        if !goes_on || fact.unit != whole.unit || !counts_the_same(whole, fact) {
            break;
        }
        before = fact.place;
        parts.push(*fact);
    }
    parts
}

/// Whether two counts can be of the same things: 个 counts anything, so that the nouns must agree.
fn counts_the_same(whole: &Fact, part: &Fact) -> bool {
    let unit = whole.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let end = |fact: &Fact| fact.subject.chars().rev().take(2).collect::<String>();
    !units::ANY_THINGS.contains(&&*unit) || end(whole) == end(part)
}

fn between(text: &str, left: Place, right: Place) -> &str {
    text.get(left.span.end as usize..right.span.start as usize).unwrap_or("")
}

fn judge(whole: &Fact, parts: &[&Fact], log: &mut Log<'_, '_>) {
    if parts.is_empty() {
        return;
    }
    let draft = |place: Place| {
        Draft::at(place)
            .expected(shown(whole))
            .evidence(&whole.subject, shown(whole), whole.place)
            .with("whole", &whole.subject)
    };
    let mut above = parts.iter().filter(|part| part.value > whole.value).peekable();
    if above.peek().is_some() {
        for part in above {
            let what = Text::owned(format!("“{}”写作", part.subject), format!("“{}”", part.subject));
            log.found(named(draft(part.place).printed(shown(part)), what));
        }
        return;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
    let unit = whole.unit.as_ref().map_or_else(String::new, ToString::to_string);
    match sum {
        Some(sum) if unit == units::VEHICLES && sum > whole.value => {
            let together = draft(whole.place).printed(shown_as(sum, whole));
            let together = parts
                .iter()
                .fold(together, |draft, part| draft.evidence(&part.subject, shown(part), part.place));
            log.found(named(together, Text::new("其中各项合计", "The parts together")));
        }
        _ => log.held(),
    }
}

fn named(draft: Draft, what: Text) -> Draft {
    let english = Text::owned(what.en.to_string(), what.en.to_string());
    draft.with_text("what", what).with_text("what_en", english)
}
