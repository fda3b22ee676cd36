use std::sync::LazyLock;

use juesuan_model::{Fact, FactRole, FindingKind, Item, ReportKind, Severity};

use crate::quick::TextSet;
use crate::shared::accounts_text::is_excerpt;
use crate::shared::fact_index::{Facts, family, is_money_level, meaning};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS710"),
    family: Family::Completeness,
    title: Text::new(
        "“三公”经费说明团组、人次、辆数和批次",
        "The counts behind the three public expenses are disclosed",
    ),
    message: Text::new(
        "说明了“三公”经费金额，没有说明{items}。",
        "The three public expenses are told without {items}.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(
        BasisKind::Regulation,
        "财预〔2016〕143号：说明因公出国（境）团组数及人数，公务用车购置数及保有量，国内公务接待批次、人数",
    ),
    why: Text::new(
        "只有金额没有数量，读者无法判断支出是否合理。",
        "Without the counts nobody can judge whether the money was well spent.",
    ),
    example: Text::new("公务接待费1.50万元，没有批次和人数。", "1.50 for receptions, without their number."),
};

/// What is counted: its name, and words of the subjects and units of its facts.
static COUNTED: [(Text, &[&str], &[&str]); 3] = [
    (
        Text::new("因公出国（境）团组数和人次", "the number of delegations abroad"),
        &["出国", "出境", "团组"],
        &["个", "次", "人", "人次", "批", "批次", "组", "团", "团组"],
    ),
    (Text::new("公务用车购置数和保有量", "the number of official vehicles"), &["车"], &["辆", "台"]),
    (
        Text::new("国内公务接待批次和人次", "the number of receptions"),
        &["接待", "来访", "来宾"],
        &["批次", "批", "次", "人次", "人", "个"],
    ),
];

/// The three public expenses and their parts.
static THREE_PUBLIC: LazyLock<TextSet<Item>> = LazyLock::new(|| family(&["three_public:"]));

/// JS710: where the three public expenses are told in the text, the counts are told, too.
pub(crate) struct PublicCounts;

impl Rule for PublicCounts {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        // the counts of a budget are those of nothing that has happened yet
        if context.report().kind == Some(ReportKind::Budget) {
            return;
        }
        let statements = context.get::<Facts>();
        let of_accounts = |fact: &&Fact| !statements.is_evaluation(fact.place);
        let facts: Vec<&Fact> = context.report().facts.iter().filter(of_accounts).collect();
        let money = facts.iter().find(|fact| {
            is_money_level(fact) && meaning(fact).is_some_and(|(item, _)| THREE_PUBLIC.contains(&item))
        });
        let Some(money) = money else { return };
        if is_excerpt(context.report()) {
            return log.missing("全文（本文是节选）");
        }
        let told = |words: &[&str], units: &[&str]| {
            facts.iter().any(|fact| {
                fact.role == FactRole::Count
                    && words.iter().any(|word| fact.subject.contains(word))
                    && fact.unit.as_ref().is_some_and(|unit| units.contains(&&*unit.name()))
            })
        };
        let mut lacking: Vec<&Text> = Vec::new();
        for (name, words, units) in &COUNTED {
            if told(words, units) { log.held() } else { lacking.push(name) }
        }
        if lacking.is_empty() {
            return;
        }
        let join = |of: fn(&Text) -> &str, by: &str| {
            lacking.iter().map(|name| of(name)).collect::<Vec<_>>().join(by)
        };
        let items = Text::owned(join(|name| &name.zh, "、"), join(|name| &name.en, ", "));
        log.found(Draft::at(money.place).with_text("items", items));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS710",
            "一、“三公”经费情况说明\n\n2022年公务接待费支出1.50万元。\n",
            &expect![[r#"
                finding 1 of 1
                JS710-3 missing warning [3] 说明了“三公”经费金额，没有说明因公出国（境）团组数和人次、公务用车购置数和保有量、国内公务接待批次和人次。
                  The three public expenses are told without the number of delegations abroad, the number of official vehicles, the number of receptions.
            "#]],
        );
    }

    #[test]
    fn a_budget_owes_no_counts() {
        said_of(
            "JS710",
            "# 清河县水利局2024年部门预算\n\n一、“三公”经费预算说明\n\n2024年公务接待费预算1.50万元。\n",
            &expect![[r#"
                not_applicable 0 of 0
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS710",
            "一、“三公”经费情况说明\n\n2022年公务接待费支出1.50万元，国内公务接待45批次。因公出国（境）团组0个。公务用车保有量为0辆。\n",
            &expect![[r#"
                pass 0 of 3
            "#]],
        );
    }

    #[test]
    fn lacks_what_was_left_out_of_an_excerpt() {
        said_of(
            "JS710",
            "（二）公务接待费\n\n2022年公务接待费支出1.50万元。\n",
            &expect![[r#"
                insufficient_data 0 of 0 missing 全文（本文是节选）
            "#]],
        );
    }

    #[test]
    fn has_nothing_to_say_without_them() {
        said_of(
            "JS710",
            "2022年项目支出1.50万元。\n",
            &expect![[r#"
            not_applicable 0 of 0
        "#]],
        );
    }
}
