use juesuan_model::{Decimal, Fact, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, comparisons, lists};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, is_count, shown, shown_as};
use crate::shared::percentages::{Recomputed, recompute};
use crate::shared::told_shares::share;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS436"),
    status: crate::RuleStatus::Preview,
    family: Family::Narrative,
    title: Text::new(
        "个数的占比等于个数除以总数（试行）",
        "A share of a count is the count divided by all (preview)",
    ),
    message: Text::new(
        "“{name}”{count}，占比印作{printed}；同一句其余占比以{whole}为总数，按此计算为{expected}。",
        "“{name}”: {count} is printed as {printed}; the other shares of the sentence are of {whole}, which gives \
         {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "个数与占比不符，必有一个印错。",
        "Where a share does not follow from the counts, one of them is wrong.",
    ),
    example: Text::new(
        "优的项目5个，占81.43%；良的项目2个，占28.57%：5个应占71.43%。",
        "5 are 81.43% and 2 are 28.57%: of 7, 5 are 71.43%.",
    ),
};

/// JS436: where a sentence tells several counts, each with its share, they are shares of one number: that of all, which is
/// told before them, or what they add up to. One that is not, while another is, is wrong.
pub(crate) struct CountShares;

impl Rule for CountShares {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for facts in context.get::<Facts>().sections() {
            let mut before: &[Fact] = &[];
            for sentence in facts.chunk_by(|a, b| a.sentence == b.sentence) {
                judge(before, sentence, log);
                before = sentence;
            }
        }
    }
}

/// A count and the share behind it.
#[derive(Copy, Clone)]
struct Counted<'r> {
    count: &'r Fact,
    share: &'r Fact,
}

fn judge(before: &[Fact], sentence: &[Fact], log: &mut Log<'_, '_>) {
    let told: Vec<Counted<'_>> = sentence.windows(2).filter_map(Counted::of).collect();
    let Some(first) = told.first() else { return };
    if told.len() < 2 || told.iter().any(|one| one.count.unit != first.count.unit) {
        return;
    }
    let near = before.iter().filter(|fact| fact.place.line == first.count.place.line).chain(sentence);
    let counts =
        near.filter(|fact| is_whole_count(fact) && fact.unit == first.count.unit).map(|fact| fact.value);
    let sum = told.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one.count.value));
    let wholes: Vec<Decimal> = sum.into_iter().chain(counts).filter(|whole| !whole.is_zero()).collect();
    let wrong = |whole: &Decimal| told.iter().filter(|one| one.follows(*whole) == Some(false)).count();
    let Some(whole) = wholes.iter().min_by_key(|whole| wrong(whole)) else { return };
    match wrong(whole) {
        0 => log.held(),
        failing if failing < told.len() && failing == 1 => {
            let of_none = |one: &&Counted<'_>| wholes.iter().all(|whole| one.follows(*whole) == Some(false));
            for one in told.iter().filter(of_none) {
                log.found(one.draft(*whole));
            }
        }
        _ => {}
    }
}

fn is_whole_count(fact: &Fact) -> bool {
    is_count(fact) && fact.value.scale() == 0
}

impl<'r> Counted<'r> {
    /// Two facts side by side of which the second is the share of the first in a number that it does not name, or calls the
    /// number of all.
    fn of(pair: &'r [Fact]) -> Option<Self> {
        let [count, of] = pair else { return None };
        let (_, named) = share(of).filter(|_| is_whole_count(count))?;
        let all = named.is_empty() || lists::ALL_COUNTED.any_ends(named);
        (all && of.subject.contains(comparisons::SHARE)).then_some(Self { count, share: of })
    }

    fn follows(self, whole: Decimal) -> Option<bool> {
        let exactly = |value| Bounds { low: value, high: value };
        let outcome = recompute(self.share.value, exactly(self.count.value), exactly(whole))?;
        Some(self.count.value <= whole && !matches!(outcome, Recomputed::Wrong { .. }))
    }

    fn draft(self, whole: Decimal) -> Draft {
        let hundred = self.count.value.checked_mul(Decimal::ONE_HUNDRED);
        let expected = hundred.and_then(|part| part.checked_div(whole)).unwrap_or_default().round_dp(2);
        Draft::at(self.share.place)
            .printed(format!("{}%", self.share.value))
            .expected(format!("{expected}%"))
            .with("name", &self.count.subject)
            .with("count", shown(self.count))
            .with("whole", shown_as(whole.normalize(), self.count))
            .evidence(&self.count.subject, shown(self.count), self.count.place)
            .evidence(&self.share.subject, format!("{}%", self.share.value), self.share.place)
    }
}
