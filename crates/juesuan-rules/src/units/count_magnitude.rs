use juesuan_model::{Decimal, Fact, FindingKind, Severity};

use crate::quick::TextMap;
use crate::shared::fact_index::{Facts, related, shown, year_of};
use crate::shared::heads;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS606"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("同一人数前后没有十倍以上之差", "One number of people is of one magnitude"),
    message: Text::new(
        "“{name}”写作{printed}，另一处写作{expected}，数字相同而数量级不同。",
        "“{name}” says {printed} here and {expected} there: the same digits, another magnitude.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "小数点或“万”字写错，人数就差百倍。",
        "A lost decimal point makes the number wrong a hundred times.",
    ),
    example: Text::new("在册2864万人与在册28.64万人。", "28.64 million on the books, and 286,400."),
};

/// JS606: numbers of people with the same digits, told of the same thing in one year, differ by no power of ten. What
/// rates and totals prove wrong is found by JS605.
pub(crate) struct CountMagnitude;

impl Rule for CountMagnitude {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let priced: Vec<u32> = statements
            .sections()
            .filter(|facts| !heads::pairs(statements, facts).is_empty())
            .flat_map(|facts| heads::people(facts).map(|fact| fact.place.span.start))
            .collect();
        // by their digits, so that few are compared
        let mut told: TextMap<Decimal, Vec<&Fact>> = TextMap::default();
        for fact in heads::people(&context.report().facts) {
            let Some(bounds) = statements.bounds(fact).filter(|bounds| bounds.low > Decimal::ZERO) else {
                continue;
            };
            let digits = Decimal::from(fact.value.normalize().mantissa().unsigned_abs());
            let known = told.entry(digits).or_default();
            let other = known.iter().find(|other| {
                year_of(other) == year_of(fact)
                    && related(&other.subject, &fact.subject)
                    && statements.bounds(other).is_some_and(|other| !other.meets(bounds))
            });
            let proved = priced.contains(&fact.place.span.start)
                || other.is_some_and(|other| priced.contains(&other.place.span.start));
            match other {
                Some(other) if !proved && !fact.value.is_zero() && digits > Decimal::from(99) => {
                    log.found(draft(fact, other));
                }
                _ => log.held(),
            }
            known.push(fact);
        }
    }
}

fn draft(fact: &Fact, other: &Fact) -> Draft {
    Draft::at(fact.place)
        .printed(shown(fact))
        .expected(shown(other))
        .with("name", &fact.subject)
        .evidence(&fact.subject, shown(fact), fact.place)
        .evidence(&other.subject, shown(other), other.place)
}
