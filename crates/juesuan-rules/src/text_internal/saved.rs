use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, budget};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, is_budget, is_money_level, shown, shown_as, year_of};
use crate::shared::percentages::{Recomputed, recompute};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS437"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "节约额、节约率与预算和支出相符（试行）",
        "What was saved, and its rate, follow from budget and expenditure (preview)",
    ),
    message: Text::new(
        "“{name}”印作{printed}，按预算{budget}和支出{spent}计算为{expected}。",
        "“{name}” is printed as {printed}; {budget} of budget and {spent} of expenditure give {expected}.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "节约额是预算减支出，节约率是节约额占预算的比例。",
        "What was saved is the budget less what was spent, and its rate is the share of it in the budget.",
    ),
    example: Text::new(
        "预算80.00万元，支出76.00万元，节约6.00万元，节约率5.00%：应节约4.00万元。",
        "80.00 less 76.00 is 4.00, which is 5.00%; 6.00 are said to be saved.",
    ),
};

/// JS437: a sentence with a budget, what was spent of it, what was saved and the rate of that. Where the amount fits and
/// the rate does not, or the rate fits and the amount does not, one of the two is wrong; where neither fits, something else
/// is meant.
pub(crate) struct Saved;

impl Rule for Saved {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sentences() {
            for (at, saved) in facts.iter().enumerate().filter(|(_, fact)| is_saved(fact)) {
                let Some(rate) = facts.get(at + 1).filter(|next| is_rate(next)) else { continue };
                let before = facts.get(..at).unwrap_or_default();
                match Told::of(statements, before, saved, rate) {
                    Some(told) => told.judge(log),
                    None => log.missing(format!("“{}”的预算和支出", saved.subject)),
                }
            }
        }
    }
}

fn is_saved(fact: &Fact) -> bool {
    let money = fact.unit.as_ref().is_some_and(|unit| unit.money().is_some());
    money
        && matches!(fact.role, FactRole::Amount | FactRole::Change | FactRole::Part)
        && fact.approximation.is_none()
        && budget::SAVED_ENDS.any_ends(&fact.subject)
}

fn is_rate(fact: &Fact) -> bool {
    fact.role == FactRole::Percent
        && fact.subject.ends_with(budget::SAVED_RATE)
        && fact.approximation.is_none()
}

/// The four figures of a sentence, the amounts as they can be meant.
struct Told<'r> {
    saved: &'r Fact,
    rate: &'r Fact,
    planned: &'r Fact,
    spent: &'r Fact,
    bounds: [Bounds; 3],
}

impl<'r> Told<'r> {
    /// With the nearest budget and expenditure before, of which there are no others.
    fn of(statements: &Statements<'_>, before: &'r [Fact], saved: &'r Fact, rate: &'r Fact) -> Option<Self> {
        let same = |fact: &&Fact| {
            is_money_level(fact)
                && fact.unit == saved.unit
                && year_of(fact) == year_of(saved)
                && !is_saved(fact)
        };
        let amounts = || before.iter().filter(same);
        let only = |planned: bool| {
            let mut found = amounts().filter(move |fact| is_budget(fact) == planned);
            found.next().filter(|_| found.next().is_none())
        };
        let (planned, spent) = (only(true)?, only(false)?);
        let bounds = [statements.bounds(planned)?, statements.bounds(spent)?, statements.bounds(saved)?];
        Some(Self { saved, rate, planned, spent, bounds })
    }

    fn judge(&self, log: &mut Log<'_, '_>) {
        let [planned, spent, saved] = self.bounds;
        let Some(left) = planned.minus(spent) else { return };
        let follows =
            |part: Bounds| matches!(recompute(self.rate.value, part, planned), Some(Recomputed::Holds));
        match (left.meets(saved), follows(left)) {
            (true, true) => log.held(),
            (true, false) => {
                if let Some(Recomputed::Wrong { expected }) = recompute(self.rate.value, saved, planned) {
                    let printed = format!("{}%", self.rate.value);
                    log.found(self.draft(self.rate, printed, format!("{expected}%")));
                }
            }
            (false, true) => {
                let expected = self.planned.value.checked_sub(self.spent.value).unwrap_or(Decimal::ZERO);
                log.found(self.draft(self.saved, shown(self.saved), shown_as(expected, self.saved)));
            }
            (false, false) => {}
        }
    }

    fn draft(&self, at: &Fact, printed: String, expected: String) -> Draft {
        Draft::at(at.place)
            .printed(printed)
            .expected(expected)
            .with("name", &at.subject)
            .with("budget", shown(self.planned))
            .with("spent", shown(self.spent))
            .evidence(&self.planned.subject, shown(self.planned), self.planned.place)
            .evidence(&self.spent.subject, shown(self.spent), self.spent.place)
            .evidence(&self.saved.subject, shown(self.saved), self.saved.place)
            .evidence(&self.rate.subject, format!("{}%", self.rate.value), self.rate.place)
    }
}
