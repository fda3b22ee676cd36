use juesuan_model::{Decimal, Fact, FindingKind, Severity};

use crate::shared::bounds::Bounds;
use crate::shared::fact_index::{Facts, Statements, shown};
use crate::shared::heads::{self, PerHead};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS605"),
    status: crate::RuleStatus::Stable,
    family: Family::Units,
    title: Text::new("人均标准乘以人数等于总额", "The rate for each head times the heads is the total"),
    message: Text::new(
        "“{name}”写作{printed}，按{pairs}推算约为{expected}：数量级或单位写错了。",
        "“{name}” says {printed}; {pairs} make it about {expected}: the magnitude or the unit is wrong.",
    ),
    kind: FindingKind::Unit,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "人数、标准、总额三者相乘不符，其中一个差了整数倍，多半是单位或小数点写错。",
        "Where heads, rate and total do not go together by a power of ten, a unit or a decimal point is wrong.",
    ),
    example: Text::new(
        "每人补助512元，共14663.68万元，应为28.64万人，写作2864万人。",
        "488 for each and 154,830,200 in all make 317,300 people, and not 31,730,000.",
    ),
};

/// JS605: 标准 × 人数 = 总额, where rate and total stand side by side and the heads are told in the same section. Heads
/// that are off by a power of ten are an error; other differences may be another group of people.
pub(crate) struct PerHeadTimesHeads;

impl Rule for PerHeadTimesHeads {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for facts in statements.sections() {
            let pairs = heads::pairs(statements, facts);
            if pairs.is_empty() {
                continue;
            }
            let mut people = heads::people(facts).peekable();
            if people.peek().is_none() {
                log.missing(format!("“{}”的人数", pairs.first().map_or("", |pair| &pair.price.subject)));
                continue;
            }
            for count in people {
                match off(statements, count, &pairs) {
                    Some(true) => log.found(draft(statements, count, &pairs)),
                    Some(false) => log.held(),
                    // another group of people
                    None => {}
                }
            }
        }
    }
}

/// Whether a count is off by a power of ten from what most of the pairs say; `None` where it is another number.
fn off(statements: &Statements<'_>, count: &Fact, pairs: &[PerHead<'_>]) -> Option<bool> {
    let told = statements.bounds(count)?;
    let agree = |factor: Decimal| {
        let moved = told.times(factor);
        let fits = |pair: &&PerHead<'_>| moved.is_some_and(|told| near(told, pair.heads));
        pairs.iter().filter(fits).count() * 2 > pairs.len()
    };
    if agree(Decimal::ONE) {
        return Some(false);
    }
    FACTORS.iter().any(|(digits, scale)| agree(Decimal::new(*digits, *scale))).then_some(true)
}

/// 10, 100, 1000, 10000 and their inverses.
const FACTORS: [(i64, u32); 8] = [(10, 0), (100, 0), (1000, 0), (10_000, 0), (1, 1), (1, 2), (1, 3), (1, 4)];

/// Rates and totals are settled with a few heads more or less: one in two hundred is the same number.
fn near(told: Bounds, heads: Bounds) -> bool {
    let slack = heads.high.checked_div(Decimal::from(200)).unwrap_or_default();
    let wide = heads.low.checked_sub(slack).zip(heads.high.checked_add(slack));
    wide.is_some_and(|(low, high)| told.meets(Bounds { low, high }))
}

fn draft(statements: &Statements<'_>, count: &Fact, pairs: &[PerHead<'_>]) -> Draft {
    let factor = count.unit.as_ref().map_or(Decimal::ONE, |unit| match unit {
        juesuan_model::Unit::Measure(word) => Decimal::from(word.base().1),
        _ => Decimal::ONE,
    });
    let implied = pairs.first().and_then(|pair| pair.heads.middle()?.checked_div(factor));
    let unit = count.unit.as_ref().map_or_else(String::new, ToString::to_string);
    let expected =
        implied.map_or_else(String::new, |heads| format!("{}{unit}", heads.round_dp(2).normalize()));
    let said: Vec<String> =
        pairs.iter().map(|pair| format!("{}÷{}", shown(pair.total), shown(pair.price))).collect();
    let mut draft = Draft::at(count.place)
        .printed(shown(count))
        .expected(expected)
        .with("name", &count.subject)
        .with("pairs", said.join("、"))
        .evidence(&count.subject, shown(count), count.place);
    for pair in pairs {
        draft = draft.evidence(&pair.price.subject, shown(pair.price), pair.price.place).evidence(
            &pair.total.subject,
            shown(pair.total),
            pair.total.place,
        );
    }
    // the number may be told right elsewhere
    let report = statements.report();
    let right = heads::people(&report.facts)
        .find(|other| other.place != count.place && off(statements, other, pairs) == Some(false));
    match right {
        Some(fact) => draft.evidence(&fact.subject, shown(fact), fact.place),
        None => draft,
    }
}
