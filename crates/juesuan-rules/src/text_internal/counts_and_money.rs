use juesuan_model::{Fact, FactRole, FindingKind, Item, Severity};

use crate::shared::fact_index::{Facts, is_budget, is_money_level, meaning, shown, year_of};
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS416"),
    family: Family::Narrative,
    title: Text::new(
        "“三公”经费的金额与批次、人次、辆数相符",
        "The counts behind the three public expenses agree with the money",
    ),
    message: Text::new(
        "“{name}”为{printed}，而“{other}”为{expected}：有钱无数，或有数无钱。",
        "“{name}” is {printed}, while “{other}” is {expected}: money without a count, or a count without money.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：“三公”经费应说明团组、人次、辆数、批次"),
    why: Text::new(
        "花了钱就有批次和人数；二者不符，金额或数量有误，需要说明。",
        "Where money was spent there were occasions and guests; one of the two is wrong or needs a reason.",
    ),
    example: Text::new(
        "公务接待费1.50万元，接待0批次。",
        "1.50 spent on receptions, of which there were none.",
    ),
};

/// Money and the words and items of its counts; whether a count may stand without money.
const PAIRS: [(&str, &[&str], &[&str], bool); 4] = [
    (
        "three_public:overseas",
        &["count:overseas_groups", "count:overseas_persons"],
        &["出国（境）团组"],
        false,
    ),
    ("three_public:vehicle_purchase", &["count:vehicles_purchased"], &["购置公务用车"], false),
    // vehicles may be hired, and may stand still
    (
        "three_public:reception_domestic",
        &["count:reception_batches", "count:reception_persons"],
        &["国内公务接待"],
        false,
    ),
    ("three_public:reception_foreign", &["count:reception_foreign_batches"], &["外事接待", "外宾"], false),
];

/// JS416: nothing spent and something counted, or something spent and nothing counted.
pub(crate) struct CountsAndMoney;

impl Rule for CountsAndMoney {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        let facts: Vec<&Fact> = context
            .report()
            .facts
            .iter()
            .filter(|fact| year_of(fact) == context.report().year && !statements.is_evaluation(fact.place))
            .collect();
        let named = |key: &str| Item::named(key).ok();
        for (money, items, words, alone) in PAIRS {
            let is_item =
                |fact: &Fact, key: Option<Item>| key.is_some() && meaning(fact).map(|(item, _)| item) == key;
            let item = named(money);
            let spent =
                facts.iter().find(|fact| is_money_level(fact) && is_item(fact, item) && !is_budget(fact));
            let Some(spent) = spent else { continue };
            let items: Vec<Option<Item>> = items.iter().map(|key| named(key)).collect();
            let counted: Vec<&&Fact> = facts
                .iter()
                .filter(|fact| fact.role == FactRole::Count)
                .filter(|fact| {
                    items.iter().any(|key| is_item(fact, *key))
                        || words.iter().any(|word| fact.subject.ends_with(word))
                })
                .collect();
            if counted.is_empty() {
                log.missing(format!("“{}”的批次、人次或辆数", spent.subject));
            }
            for count in counted {
                let odd = spent.value.is_zero() != count.value.is_zero() && !(alone && spent.value.is_zero());
                if !odd {
                    log.held();
                    continue;
                }
                let draft = Draft::at(count.place)
                    .with("name", &count.subject)
                    .with("other", &spent.subject)
                    .printed(shown(count))
                    .expected(shown(spent))
                    .evidence(&count.subject, shown(count), count.place)
                    .evidence(&spent.subject, shown(spent), spent.place);
                log.found(draft);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::said_of;

    #[test]
    fn fires() {
        said_of(
            "JS416",
            "2022年国内公务接待支出1.50万元。国内公务接待0批次，0人次。\n\n公务用车购置支出0万元，购置车辆2辆。\n",
            &expect![[r#"
                finding 3 of 3
                JS416-1 text_vs_text warning [1, 1] “国内公务接待”为0批次，而“国内公务接待支出”为1.50万元：有钱无数，或有数无钱。
                  “国内公务接待” is 0批次, while “国内公务接待支出” is 1.50万元: money without a count, or a count without money.
                JS416-1-2 text_vs_text warning [1, 1] “国内公务接待”为0人次，而“国内公务接待支出”为1.50万元：有钱无数，或有数无钱。
                  “国内公务接待” is 0人次, while “国内公务接待支出” is 1.50万元: money without a count, or a count without money.
                JS416-3 text_vs_text warning [3, 3] “购置车辆”为2辆，而“公务用车购置支出”为0万元：有钱无数，或有数无钱。
                  “购置车辆” is 2辆, while “公务用车购置支出” is 0万元: money without a count, or a count without money.
            "#]],
        );
    }

    #[test]
    fn passes() {
        said_of(
            "JS416",
            "2022年国内公务接待支出1.50万元。国内公务接待45批次，360人次。\n",
            &expect![[r#"
            pass 0 of 2
        "#]],
        );
    }

    #[test]
    fn lacks_the_counts() {
        said_of(
            "JS416",
            "2022年国内公务接待支出1.50万元。\n",
            &expect![[r#"
            insufficient_data 0 of 0 missing “国内公务接待支出”的批次、人次或辆数
        "#]],
        );
    }
}
