use std::sync::LazyLock;

use juesuan_model::{Fact, FindingKind, Item, Measure, Severity, StatementId, SubjectRef};

use crate::shared::fact_index::{Facts, is_budget, is_money_level, meaning, named, year_of};
use crate::shared::part_lists::{PartList, PartLists};
use crate::{Basis, Context, Family, Log, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS413"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new(
        "一种资金的金额不大于全部资金的同一金额",
        "What one fund spends is at most what all funds spend on the same",
    ),
    message: Text::new(
        "{left}写作{printed}{unit}，大于包含它的{right}的{expected}{unit}。",
        "{left} says {printed} {unit}, more than the {expected} {unit} of {right}, which contains it.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Error,
    basis: Basis::new(crate::BasisKind::Form, "一般公共预算财政拨款支出是本年支出的一部分"),
    why: Text::new(
        "范围小的金额不可能大于范围大的金额。",
        "The narrower scope cannot come to more than the wider one.",
    ),
    example: Text::new(
        "全部基本支出294.32万元，一般公共预算基本支出2718.32万元。",
        "Basic expenditure 294.32 in all, 2718.32 of it from the general public budget.",
    ),
};

/// What is contained in what, as form (`-` for none), item and measure.
const CONTAINED: [(&str, &str); 8] = [
    ("Z05 total basic", "Z03 total basic"),
    ("Z05 total project", "Z03 total project"),
    ("Z05 total expenditure", "Z03 total expenditure"),
    ("Z07 total expenditure", "Z03 total expenditure"),
    ("Z02 total income_fiscal_appropriation", "Z02 total income"),
    ("Z09 three_public:total final", "Z05 total expenditure"),
    ("- procurement:small_enterprises final", "- procurement:total final"),
    ("- procurement:micro_enterprises final", "- procurement:small_enterprises final"),
];

/// JS413: amounts of one fund against those of all funds, as the running text of the accounts states them.
pub(crate) struct ScopeOverWhole;

impl Rule for ScopeOverWhole {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let year = context.report().year;
        let told: Vec<&Fact> = context
            .report()
            .facts
            .iter()
            .filter(|fact| is_money_level(fact) && !is_budget(fact) && fact.approximation.is_none())
            // what a table prints is compared there
            .filter(|fact| context.cell_of(fact).is_none() && !statements.is_evaluation(fact.place))
            .filter(|fact| year.is_none() || year_of(fact) == year)
            .collect();
        for (part, whole) in MEANINGS.iter() {
            let find = |wanted: &Meaning| told.iter().find(|fact| of(fact).as_ref() == Some(wanted));
            let narrow = find(part);
            // 财政拨款收入9万元，其中：本年收入8万元: here the whole is a part
            let contained = |fact: &&&Fact| {
                let is_part = |list: &&PartList<'_>| list.parts.iter().any(|part| part.place == fact.place);
                let list = context.get::<PartLists>().iter().find(is_part);
                list.zip(narrow).is_some_and(|(list, narrow)| list.whole.place == narrow.place)
            };
            match (narrow, find(whole).filter(|whole| !contained(whole))) {
                (Some(part), Some(whole)) => {
                    let [part, whole] =
                        [part, whole].map(|fact| log.figure(statements.quantity(context, fact)));
                    log.compare_figures(part, Operator::AtMost, whole);
                }
                (Some(part), None) => log.missing(format!("包含“{}”的总额", part.subject)),
                (None, _) => {}
            }
        }
    }
}

/// Form, item and measure.
type Meaning = (Option<StatementId>, Item, Measure);

/// The pairs by what they mean.
static MEANINGS: LazyLock<Vec<(Meaning, Meaning)>> = LazyLock::new(|| {
    let meant = |words: &str| {
        let (form, words) = words.split_once(' ')?;
        let (item, measure) = named(words)?;
        Some((form.parse().ok(), item, measure))
    };
    CONTAINED.iter().filter_map(|(part, whole)| meant(part).zip(meant(whole))).collect()
});

fn of(fact: &Fact) -> Option<Meaning> {
    let form = match fact.subject_ref.as_ref()? {
        SubjectRef::Figure { table, .. } => table.statement(),
        SubjectRef::Item { form, .. } => *form,
        SubjectRef::Programme { .. } => return None,
    };
    let (item, measure) = meaning(fact)?;
    Some((form, item, measure))
}
