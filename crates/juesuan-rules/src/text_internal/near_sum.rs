use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity, Unit};
use juesuan_vocabulary::lists;

use super::parts_add_up::complete;
use crate::shared::bounds::Bounds;
use crate::shared::brackets::Bracket;
use crate::shared::fact_index::{Facts, Statements, is_money_level, shown};
use crate::shared::part_lists::PartLists;
use crate::tuning::TUNING;
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS428"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("列举各项之和与总数没有一位数字之差", "No list misses its whole by one digit"),
    message: Text::new(
        "“{name}”写作{printed}，所列{count}项之和为{expected}，{why}。",
        "“{name}” says {printed}; the {count} parts add up to {expected}, {why}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "只差一位数字，多半是总数或其中一项印错了一个数字。",
        "What is off by one digit is most likely misprinted in one digit.",
    ),
    example: Text::new(
        "待遇支出7486.35万元，其中住院5204.16万元、门诊2277.19万元：两项之和为7481.35万元。",
        "7486.35, of which 5204.16 and 2277.19: that makes 7481.35.",
    ),
};

/// JS428: parts that need not make up their whole by their names (JS412) and yet miss it by one digit alone, and parts
/// that leave nothing over (住院 and 门诊, 第一批 and 第二批). A round difference of ten and more may be a part that is
/// not told, and is worth knowing only.
pub(crate) struct NearSum;

/// A whole with parts of one kind.
struct List<'r> {
    whole: &'r Fact,
    parts: Vec<&'r Fact>,
}

impl Rule for NearSum {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let open = context.get::<PartLists>().iter().filter(|list| complete(statements, list).is_none());
        let open = open.map(|list| List { whole: list.whole, parts: list.parts.clone() });
        let (changes, brackets) = match context.text() {
            Some(text) => (changes(statements, text), brackets(statements, text)),
            None => (Vec::new(), Vec::new()),
        };
        for list in open.chain(changes).chain(brackets).filter(|list| list.parts.len() > 1) {
            match judge(statements, &list) {
                Some(Verdict::Holds) => log.held(),
                Some(Verdict::Off { sum, severity, why }) => {
                    let unit = list.whole.unit.as_ref().map_or_else(String::new, Unit::to_string);
                    let draft = list.parts.iter().fold(Draft::at(list.whole.place), |draft, part| {
                        draft.evidence(&part.subject, shown(part), part.place)
                    });
                    log.found(
                        draft
                            .severity(severity)
                            .printed(shown(list.whole))
                            .expected(format!("{sum}{unit}"))
                            .difference(list.whole.value - sum, list.whole.unit.clone())
                            .with("name", &list.whole.subject)
                            .with("count", list.parts.len())
                            .with_text("why", why),
                    );
                }
                None => {}
            }
        }
    }
}

enum Verdict {
    Holds,
    Off { sum: Decimal, severity: Severity, why: Text },
}

/// What a list says of its whole; `None` where it says nothing.
fn judge(statements: &Statements<'_>, list: &List<'_>) -> Option<Verdict> {
    let whole = statements.bounds(list.whole)?;
    // a part that goes the other way takes away from the change of the whole
    let signed = |part: &&Fact| {
        let bounds = statements.bounds(part)?;
        let against = part.role == FactRole::Change && part.direction != list.whole.direction;
        Some(if against { bounds.negated() } else { bounds })
    };
    let bounds: Option<Vec<Bounds>> = list.parts.iter().map(signed).collect();
    let sum = bounds?.into_iter().try_fold(None, |sum: Option<Bounds>, next| match sum {
        None => Some(Some(next)),
        Some(sum) => sum.plus(next).map(Some),
    })??;
    if whole.meets(sum) {
        return Some(Verdict::Holds);
    }
    let factor = match list.whole.unit.as_ref()? {
        Unit::Money(money) => Decimal::from(money.factor()),
        _ => return None,
    };
    let scale = list.whole.value.scale();
    let off = whole.middle()?.checked_sub(sum.middle()?)?.checked_div(factor)?.abs();
    let envelope = (whole.high - whole.low + sum.high - sum.low).checked_div(Decimal::TWO * factor)?;
    let expected = sum.middle()?.checked_div(factor)?.round_dp(scale);
    let told = |words: [&str; 2]| {
        words.len() == list.parts.len()
            && words.iter().zip(&list.parts).all(|(word, part)| part.subject.contains(word))
    };
    if lists::COMPLEMENTS.iter().any(|&(one, other)| told([one, other])) {
        let why = Text::new("其余没有说明", "and the rest is not told");
        return Some(Verdict::Off { sum: expected, severity: Severity::Warning, why });
    }
    // figures without decimals are round, and so is what they leave over
    if scale == 0 || list.parts.iter().any(|part| part.value.scale() == 0) {
        return None;
    }
    let digit = one_digit(off, envelope, scale)?;
    let severity = if digit >= Decimal::TEN { Severity::Info } else { Severity::Warning };
    let why = Text::new("只差一位数字，疑有一个数印错", "off by one digit: one of them may be misprinted");
    Some(Verdict::Off { sum: expected, severity, why })
}

/// The number with one digit alone that a difference is, within rounding.
fn one_digit(off: Decimal, envelope: Decimal, scale: u32) -> Option<Decimal> {
    let mut place = Decimal::try_new(1, scale).ok()?;
    while place <= off.checked_mul(Decimal::TWO)? {
        if place > envelope.checked_mul(Decimal::TWO)? {
            let times = off.checked_div(place)?.round();
            let near = times.checked_mul(place)?;
            if times >= Decimal::ONE && times < Decimal::TEN && (off - near).abs() <= envelope {
                return Some(near);
            }
        }
        place = place.checked_mul(Decimal::TEN)?;
    }
    None
}

/// 项目支出减少5.00万元，其中：甲减少3.00万元、乙减少2.00万元.
fn changes<'r>(statements: &Statements<'r>, text: &str) -> Vec<List<'r>> {
    let mut lists = Vec::new();
    for sentence in statements.sentences() {
        let money = |fact: &&Fact| {
            fact.role == FactRole::Change && fact.unit.as_ref().is_some_and(|unit| unit.money().is_some())
        };
        let changes: Vec<&Fact> = sentence.iter().filter(money).collect();
        for (at, pair) in changes.windows(2).enumerate() {
            let [whole, first] = pair else { continue };
            if !between(text, whole, first).is_some_and(|between| between.contains(lists::OF_WHICH)) {
                continue;
            }
            let rest = changes.get(at + 1..).unwrap_or_default().iter().copied();
            let alike = |fact: &&Fact| fact.period == whole.period;
            let parts: Vec<&Fact> = rest.take_while(alike).collect();
            // 其中减少6万元，新增26万元，相抵后净增20万元: the whole is told again, and what makes it up is no list
            let again = |part: &&Fact| part.value == whole.value && part.direction == whole.direction;
            if !parts.iter().any(again) {
                lists.push(List { whole, parts });
            }
        }
    }
    lists
}

/// 发放救助金7.73万元（住院救助7.63万元，门诊救助0.10万元）. Where 其中 opens the bracket, the lists of parts have it already.
fn brackets<'r>(statements: &Statements<'r>, text: &str) -> Vec<List<'r>> {
    let mut lists = Vec::new();
    for sentence in statements.sentences() {
        let mut open: Vec<(Bracket, List<'r>)> = Vec::new();
        let mut previous: Option<&Fact> = None;
        for fact in sentence.iter().filter(|fact| is_money_level(fact)) {
            while let Some((_, list)) = open.pop_if(|(bracket, _)| !bracket.holds(fact)) {
                lists.push(list);
            }
            let near = previous.and_then(|previous| between(text, previous, fact));
            let near = near.filter(|between| between.len() <= TUNING.near_sum.far.bytes());
            let inside = statements.brackets().around(fact).filter(|_| near.is_some());
            match (inside, open.last_mut()) {
                (Some(bracket), Some((known, list))) if bracket == *known => list.parts.push(fact),
                (Some(bracket), _) => {
                    let whole =
                        previous.filter(|whole| fact.role != FactRole::Part && begins(text, whole, bracket));
                    open.extend(whole.map(|whole| (bracket, List { whole, parts: vec![fact] })));
                }
                (None, _) => {}
            }
            previous = Some(fact);
        }
        lists.extend(open.into_iter().map(|(_, list)| list));
    }
    lists
}

/// Whether a bracket opens right behind the unit of an amount.
fn begins(text: &str, whole: &Fact, bracket: Bracket) -> bool {
    let unit = whole.unit.as_ref().map_or_else(String::new, Unit::to_string);
    let between = text.get(whole.place.span.end as usize..bracket.opens as usize).map(str::trim);
    between.is_some_and(|between| between.is_empty() || between == unit)
}

/// The text between two facts.
fn between<'t>(text: &'t str, left: &Fact, right: &Fact) -> Option<&'t str> {
    text.get(left.place.span.end as usize..right.place.span.start as usize)
}
