use juesuan_model::{Decimal, Fact, FactRole, FindingKind, MoneyUnit, Programme, Severity, Unit};
use juesuan_vocabulary::{WordList as _, performance};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::performance::{points, summary};
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS526"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文的项目预算、执行合计等于汇总各行之和",
        "Totals of all programmes are the sums of the summary",
    ),
    message: Text::new(
        "正文称{what}{printed}{unit}，汇总各项目合计{expected}{unit}。",
        "The text gives {printed} {unit} ({what}); the rows of the summary add up to {expected} {unit}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "合计由各项目相加得出，不符就有漏列或抄错。",
        "The total is a sum: where it differs, a row is missing or wrong.",
    ),
    example: Text::new(
        "汇总三个项目预算合计98.00万元，正文称89.00万元。",
        "98.00 by the rows, 89.00 in the text.",
    ),
};

/// JS526: budget and execution of all programmes in the text are sums of the summary. Where programmes come again in
/// parts below the whole ones, the sum of the first rows counts.
pub(crate) struct SummaryTotals;

impl Rule for SummaryTotals {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rows = summary::rows(context);
        let mut found: Vec<(&Fact, Draft)> = Vec::new();
        let mut sums: TextMap<(Which, Option<&Unit>), Option<Vec<Sum>>> = TextMap::default();
        for fact in summary::facts(context, FactRole::Amount, |fact| total(fact).is_some()) {
            let Some(which) = total(fact) else { continue };
            let sums = sums.entry((which, fact.unit.as_ref())).or_insert_with(|| {
                let of = |row: &Programme| in_unit(row, which.of(row)?, fact.unit.as_ref()?);
                let all = !rows.is_empty() && rows.iter().all(|row| of(row).is_some());
                all.then(|| summary::sums(&rows, of).collect())
            });
            let Some(sums) = sums else {
                log.missing("汇总中各项目的金额");
                continue;
            };
            let half = points::half_of_last(fact.value.scale());
            let fits = sums
                .iter()
                .any(|(sum, rounding, count)| *count > 1 && (fact.value - *sum).abs() <= half + *rounding);
            match sums.last().map(|(sum, ..)| *sum) {
                _ if fits => log.held(),
                Some(sum) => match found.iter_mut().find(|(other, _)| same(other, fact)) {
                    // the same total again is the same finding
                    Some((_, known)) => *known = std::mem::take(known).and_at(fact.place),
                    None => found.push((fact, draft(fact, sum, which, &rows))),
                },
                None => {}
            }
        }
        for (_, draft) in found {
            log.found(draft);
        }
    }
}

fn same(left: &Fact, right: &Fact) -> bool {
    (left.value, &left.unit, total(left)) == (right.value, &right.unit, total(right))
}

/// The sum of the first rows, how far rounding may move it, and its number of rows.
type Sum = (Decimal, Decimal, usize);

/// Which amount of the programmes a total adds up.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Which {
    Budget,
    Executed,
}

impl Which {
    fn of(self, row: &Programme) -> Option<&juesuan_model::PlacedNumber> {
        match self {
            Self::Budget => row.budget_adjusted.as_ref(),
            Self::Executed => row.executed.as_ref(),
        }
    }
}

/// What a fact adds up, where it is about all programmes and not about a figure of the accounts.
pub(super) fn total(fact: &Fact) -> Option<Which> {
    if fact.subject_ref.is_some() || !fact.subject.contains(performance::PROGRAMME) {
        return None;
    }
    if !performance::ALL_PROGRAMMES.any_in(&fact.subject) {
        None
    } else if performance::EXECUTED.any_ends(&fact.subject) {
        Some(Which::Executed)
    } else if performance::PLANNED.any_ends(&fact.subject) {
        Some(Which::Budget)
    } else {
        None
    }
}

/// An amount of a programme in a unit of money.
fn in_unit(row: &Programme, number: &juesuan_model::PlacedNumber, unit: &Unit) -> Option<Decimal> {
    let unit: MoneyUnit = unit.money()?;
    row.amount(Some(number))?.to(unit).ok().map(|amount| amount.value)
}

fn draft(fact: &Fact, sum: Decimal, which: Which, rows: &[&Programme]) -> Draft {
    let what = match which {
        Which::Budget => Text::new("项目预算合计", "all budgets"),
        Which::Executed => Text::new("项目执行合计", "all execution"),
    };
    let mut draft = Draft::at(fact.place)
        .printed(fact.value.to_string())
        .expected(points::shown(sum))
        .difference(fact.value - sum, fact.unit.clone())
        .with_text("what", what);
    for number in rows.iter().filter_map(|row| which.of(row)) {
        draft = draft.and_at(number.place);
    }
    draft
}
