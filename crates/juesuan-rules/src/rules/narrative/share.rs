use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Severity};

use super::part_lists;
use crate::rules::statements::{
    Statements, is_level, meaning, recompute, related, stem, wrong_rate, year_of,
};
use crate::{Basis, Context, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS402"),
    family: Family::Narrative,
    title: Text::new("占比等于部分除以整体", "A share is the part divided by the whole"),
    message: Text::new(
        "“{name}”印作{printed}，按所列金额计算为{expected}。",
        "“{name}” is printed as {printed}; the amounts give {expected}.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Error,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "占比与金额不符，金额或占比必有一误。",
        "Where a share does not follow from the amounts, one of them is wrong.",
    ),
    example: Text::new(
        "支出合计736.87万元，其中基本支出617.86万元，占83.85%，印作38.85%。",
        "617.86 of 736.87 is 83.85%, and not 38.85%.",
    ),
};

/// JS402: 占比 = 部分 / 整体, with the whole that the list belongs to or that the text names.
pub(crate) struct Share;

impl Rule for Share {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = Statements::of(context.report());
        let lists = part_lists::all(&statements);
        let facts = &context.report().facts;
        for (at, fact) in facts.iter().enumerate() {
            let Some((name, named)) = share(fact) else { continue };
            let before = facts.get(..at).unwrap_or_default();
            let part = part(before, fact, name);
            let whole = match named {
                "" => part.and_then(|part| whole_of_list(&lists, part).or_else(|| total_of(before, part))),
                named => part.and_then(|part| whole_named(before, part, named)),
            };
            let (Some(part), Some(whole)) = (part, whole) else {
                log.missing(format!("“{}”的部分和整体", fact.subject));
                continue;
            };
            let amounts = statements.bounds(part).zip(statements.bounds(whole));
            match amounts.and_then(|(part, whole)| recompute(fact.value, part, whole)) {
                Some(outcome) => match wrong_rate(fact, &outcome, &[part, whole]) {
                    Some(draft) => log.found(draft),
                    None => log.held(),
                },
                // 0 of 0 is printed as 0 %, as the form has it
                None if fact.value.is_zero() || whole.value.is_zero() => log.held(),
                None => log.missing(format!("“{}”的整体", fact.subject)),
            }
        }
    }
}

/// Of a share: whose it is, and the whole that is named, as in 占本年支出合计的.
fn share(fact: &Fact) -> Option<(&str, &str)> {
    let rate = fact.role == FactRole::Percent && fact.direction.is_none() && fact.approximation.is_none();
    let (name, rest) = fact.subject.split_once('占').filter(|_| rate)?;
    let named = rest.trim_end_matches(['的', '比']).trim_start_matches("比");
    let named = named.trim_end_matches("比例").trim_end_matches("比重").trim_end_matches('的');
    (!name.is_empty() && fact.value <= Decimal::ONE_HUNDRED).then_some((name, named))
}

/// The amount whose share it is: the nearest before it in its sentence with this name.
fn part<'r>(before: &'r [Fact], share: &Fact, name: &str) -> Option<&'r Fact> {
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == share.sentence);
    sentence.filter(|fact| is_level(fact)).find(|fact| {
        let (subject, name) = (stem(&fact.subject), stem(name));
        subject == name || subject.ends_with(name) || name.ends_with(subject)
    })
}

fn whole_of_list<'r>(lists: &[part_lists::PartList<'r>], part: &Fact) -> Option<&'r Fact> {
    let holds = |list: &&part_lists::PartList<'r>| list.parts.iter().any(|other| other.place == part.place);
    lists.iter().find(holds).map(|list| list.whole)
}

/// The total of which a part is by its meaning: the three public expenses are told in a section of their own.
fn total_of<'r>(before: &'r [Fact], part: &Fact) -> Option<&'r Fact> {
    let (item, measure) = meaning(part)?;
    let item = item.to_string();
    let (family, _) = item.split_once(':').filter(|(family, _)| *family == "three_public")?;
    let total = format!("{family}:total");
    before.iter().rev().find(|fact| {
        is_level(fact)
            && year_of(fact) == year_of(part)
            && meaning(fact).is_some_and(|(item, of)| of == measure && item.to_string() == total)
    })
}

/// The amount with the name that the share gives its whole.
fn whole_named<'r>(before: &'r [Fact], part: &Fact, named: &str) -> Option<&'r Fact> {
    let comparable = |fact: &&Fact| {
        is_level(fact) && year_of(fact) == year_of(part) && fact.place != part.place && fact.unit == part.unit
    };
    let candidates = || before.iter().rev().filter(comparable);
    candidates()
        .find(|fact| fact.subject == named)
        .or_else(|| candidates().find(|fact| fact.subject.ends_with(named)))
        .or_else(|| candidates().take(4).find(|fact| named.len() >= 12 && related(&fact.subject, named)))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS402",
            "2022年度支出合计736.87万元，其中：基本支出617.86万元，占38.85%；项目支出119.02万元，占16.15%。\n",
            &expect![[r#"
                finding 1 of 2
                JS402-1 percent error [1, 1, 1] “基本支出占比”印作38.85%，按所列金额计算为83.85%。
                  “基本支出占比” is printed as 38.85%; the amounts give 83.85%.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS402",
            "2022年度支出合计736.87万元，其中：基本支出617.86万元，占83.85%；项目支出119.02万元，占16.15%；经营支出0万元，占0%。\n\n2022年度一般公共预算财政拨款支出732.48万元，占支出合计的99.40%。\n",
            &expect![[r#"
                pass 0 of 4
            "#]],
        );
    }

    #[test]
    fn lacks_the_whole() {
        said_of(
            "JS402",
            "2022年度采购服务支出5.00万元，占采购预算的30.00%。\n",
            &expect![[r#"
            insufficient_data 0 of 0 missing “采购服务支出占采购预算”的部分和整体
        "#]],
        );
    }
}
