use juesuan_model::{Fact, FactRole, FindingKind, Item, Severity};
use juesuan_vocabulary::{WordList as _, public_expenses};

use crate::shared::fact_index::{Facts, is_budget, is_money_level, meaning, shown, year_of};
use crate::tuning::TUNING;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS416"),
    status: crate::RuleStatus::Stable,
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
        &[public_expenses::OVERSEAS_GROUPS],
        false,
    ),
    (
        "three_public:vehicle_purchase",
        &["count:vehicles_purchased"],
        &[public_expenses::VEHICLE_PURCHASE],
        false,
    ),
    // vehicles may be hired, and may stand still
    (
        "three_public:reception_domestic",
        &["count:reception_batches", "count:reception_persons"],
        &[public_expenses::DOMESTIC_RECEPTIONS],
        false,
    ),
    (
        "three_public:reception_foreign",
        &["count:reception_foreign_batches"],
        public_expenses::FOREIGN_RECEPTIONS,
        false,
    ),
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
        contradictions(&facts, log);
    }
}

/// 接待0批次、72人次: where there were no groups nobody came.
fn contradictions(facts: &[&Fact], log: &mut Log<'_, '_>) {
    let counted = |fact: &Fact, units: &[&str]| {
        fact.role == FactRole::Count && fact.unit.as_ref().is_some_and(|unit| units.contains(&&*unit.name()))
    };
    for pair in facts.windows(2) {
        let [groups, people] = *pair else { continue };
        let apart = people.place.span.start.saturating_sub(groups.place.span.end);
        let together = groups.sentence == people.sentence
            && apart as usize <= TUNING.counts_and_money.beside.bytes()
            && counted(groups, public_expenses::GROUPS_COUNTED)
            && counted(people, public_expenses::PEOPLE_COUNTED)
            && is_of_trips_or_guests(groups);
        if !together {
            continue;
        }
        if groups.value.is_zero() == people.value.is_zero() {
            log.held();
            continue;
        }
        let draft = Draft::at(groups.place)
            .with("name", &groups.subject)
            .with("other", &people.subject)
            .printed(shown(groups))
            .expected(shown(people))
            .evidence(&groups.subject, shown(groups), groups.place)
            .evidence(&people.subject, shown(people), people.place);
        log.found(draft);
    }
}

/// Whether a count is one of trips abroad or of receptions.
fn is_of_trips_or_guests(fact: &Fact) -> bool {
    public_expenses::DELEGATIONS.any_in(&fact.subject) || public_expenses::GUESTS.any_in(&fact.subject)
}
