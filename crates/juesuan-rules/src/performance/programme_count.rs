use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, performance, units};

use super::MEASURE;
use crate::shared::performance::{points, summary};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS523"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文所说的自评项目个数与汇总一致",
        "As many programmes as the text says are in the summary",
    ),
    message: Text::new(
        "正文称{what}的项目有{printed}个，汇总列出{expected}个。",
        "The text speaks of {printed} programmes ({what}); the summary lists {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "个数不符，说明有项目漏评或漏列。",
        "Where the counts differ, a programme was left out somewhere.",
    ),
    example: Text::new("正文称对20个项目开展自评，汇总表列出19个。", "20 in the text, 19 in the summary."),
};

/// JS523: the number of programmes that were evaluated, as the text gives it, is that of the rows of the summary. The
/// number of those under performance management may have another scope: there a difference is a warning.
pub(crate) struct ProgrammeCount;

impl Rule for ProgrammeCount {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rows = summary::rows(context);
        let (mut firm, mut loose) = (Vec::new(), Vec::new());
        for fact in summary::facts(context, FactRole::Count, of_programmes) {
            match evaluated(fact) {
                Some(true) => firm.push(fact),
                Some(false) => loose.push(fact),
                None => {}
            }
        }
        let firm = of_all(firm);
        if rows.is_empty() {
            if !firm.is_empty() {
                log.missing("项目自评汇总");
            }
            return;
        }
        let count = Decimal::from(rows.len());
        let first = rows.first().map_or_else(Default::default, |row| row.place);
        for (fact, what, severity) in firm
            .into_iter()
            .map(|fact| (fact, Text::new("开展自评", "evaluated"), Severity::Error))
            .chain(loose.into_iter().map(|fact| {
                (fact, Text::new("开展绩效管理", "under performance management"), Severity::Warning)
            }))
        {
            if fact.value == count {
                log.held();
                continue;
            }
            let draft = Draft::at(fact.place)
                .printed(points::shown(fact.value))
                .expected(rows.len().to_string())
                .difference(fact.value - count, fact.unit.clone())
                .and_at(first)
                .with_text("what", what);
            log.found(draft.severity(severity));
        }
    }
}

/// The counts without those of some of the programmes that their sentence tells before: 对9个项目开展自评，其中8个项目为优.
fn of_all(firm: Vec<&Fact>) -> Vec<&Fact> {
    let mut kept: Vec<&Fact> = Vec::with_capacity(firm.len());
    for fact in firm {
        if !kept.iter().any(|all| all.sentence == fact.sentence && all.value >= fact.value) {
            kept.push(fact);
        }
    }
    kept
}

/// Whether a count is one of all programmes, and not of some of them.
fn of_programmes(fact: &Fact) -> bool {
    let unit = fact.unit.as_ref().is_some_and(|unit| units::THINGS.contains(&&*unit.name()));
    unit && fact.subject.contains(performance::PROGRAMME)
        && !performance::SOME_PROGRAMMES.any_in(&fact.subject)
}

/// Whether the count is of programmes that were evaluated; `Some(false)` of those under performance management.
fn evaluated(fact: &Fact) -> Option<bool> {
    let about = |word: &str| fact.subject.contains(word) || fact.section.contains(word);
    match (about(performance::SELF_EVALUATION), about(performance::PERFORMANCE_MANAGEMENT)) {
        (true, _) => Some(true),
        (false, true) if fact.subject.ends_with(performance::OF_PROGRAMMES) => Some(false),
        _ => None,
    }
}
