use std::sync::LazyLock;

use juesuan_model::{
    Fact, FactRole, FindingKind, Item, Measure, Place, ReportKind, Severity, StatementId, Table, Unread,
};
use juesuan_vocabulary::{WordList as _, public_expenses};

use crate::quick::TextSet;
use crate::shared::accounts_text::{is_budget_document, is_excerpt};
use crate::shared::fact_index::{Facts, family, is_budget, is_money_level, meaning};
use crate::shared::text_index::lines_with_any;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS710"),
    status: crate::RuleStatus::Stable,
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

/// What is counted: its name, words of the subjects and units of its facts, words of subjects that count only a part,
/// and the expense without which there is nothing to count.
struct Counted {
    name: Text,
    words: &'static [&'static str],
    units: &'static [&'static str],
    parts: &'static [&'static str],
    expense: &'static str,
}

static COUNTED: [Counted; 3] = [
    Counted {
        name: Text::new("因公出国（境）团组数和人次", "the number of delegations abroad"),
        words: public_expenses::DELEGATIONS,
        units: public_expenses::DELEGATION_UNITS,
        parts: &[],
        expense: "three_public:overseas",
    },
    Counted {
        name: Text::new("公务用车购置数和保有量", "the number of official vehicles"),
        words: &[public_expenses::VEHICLE],
        units: public_expenses::VEHICLE_UNITS,
        parts: &[],
        expense: "three_public:vehicles",
    },
    Counted {
        name: Text::new("国内公务接待批次和人次", "the number of receptions"),
        words: public_expenses::GUESTS,
        units: public_expenses::GUEST_UNITS,
        // the law asks for domestic receptions
        parts: public_expenses::FOREIGN_GUESTS,
        expense: "three_public:reception",
    },
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
        // a budget tells of no receptions yet
        if is_budget_document(context) {
            return;
        }
        let money = facts.iter().find(|fact| {
            // lines of basic expenditure are no account of the three
            is_money_level(fact)
                && !statements.is_of_basic(fact.place)
                && meaning(fact).is_some_and(|(item, _)| THREE_PUBLIC.contains(&item))
        });
        let Some(money) = money else { return };
        if is_excerpt(context.report()) {
            return log.missing("全文（本文是节选）");
        }
        let mut lacking: Vec<&Text> = Vec::new();
        for counted in &COUNTED {
            let is_told = is_told(context, counted, &facts) || is_tabled(context, counted);
            if is_told || is_unspent(context, counted, &facts) {
                log.held();
            } else if has_open_number(context, counted, &facts) {
                log.missing(counted.name.zh.to_string());
            } else {
                lacking.push(&counted.name);
            }
        }
        if lacking.is_empty() {
            return;
        }
        let join = |of: fn(&Text) -> &str, by: &str| {
            lacking.iter().map(|name| of(name)).collect::<Vec<_>>().join(by)
        };
        let items = Text::owned(join(|name| &name.zh, "、"), join(|name| &name.en, ", "));
        let place = lacking_place(&facts, &lacking).unwrap_or(money.place);
        log.found(Draft::at(place).with_text("items", items));
    }
}

/// Whether a count of it is told, one that is not a part of it alone.
fn is_told(context: &Context<'_>, counted: &Counted, facts: &[&Fact]) -> bool {
    facts.iter().enumerate().any(|(at, fact)| {
        fact.role == FactRole::Count
            && counted.words.any_in(&fact.subject)
            && !counted.parts.any_in(&fact.subject)
            && fact.unit.as_ref().is_some_and(|unit| counted.units.contains(&&*unit.name()))
            && !is_of_part(context, counted, facts.get(..at).unwrap_or_default(), fact)
    })
}

/// Whether a row of a table counts it, as those of the table of further information do: 公务用车保有量（辆）.
fn is_tabled(context: &Context<'_>, counted: &Counted) -> bool {
    let is_count = |label: &str| {
        counted.words.any_in(label) && counted.units.any_in(label) && !counted.parts.any_in(label)
    };
    let of_table = |table: &Table| {
        let mut rows = table.indexed_rows().filter(|(_, row)| is_count(&row.label));
        rows.any(|(row, _)| table.cells_of(row).iter().any(|cell| cell.number().is_some()))
    };
    context.report().tables.iter().any(of_table)
}

/// Whether a count belongs to the amount of a part that stands before it: 外宾接待支出5万元，接待3批次.
fn is_of_part(context: &Context<'_>, counted: &Counted, before: &[&Fact], count: &Fact) -> bool {
    let sentence = before.iter().rev().take_while(|fact| fact.sentence == count.sentence);
    let amount = sentence.copied().find(|fact| is_money_level(fact));
    amount.filter(|amount| counted.parts.any_in(&amount.subject)).is_some_and(|amount| {
        let between = amount.place.span.end as usize..count.place.span.start as usize;
        let between = context.text().and_then(|text| text.get(between)).unwrap_or("；");
        let whole = public_expenses::DOMESTIC.iter().any(|word| count.subject.contains(word));
        !between.contains('；') && !whole
    })
}

/// Whether text or table say that nothing was spent on it, so that there is nothing to count.
fn is_unspent(context: &Context<'_>, counted: &Counted, facts: &[&Fact]) -> bool {
    let Ok(item) = Item::named(counted.expense) else { return false };
    if let Some(sheet) = context.book().sheet(StatementId::Z09) {
        let nothing = match sheet.find(item, Measure::FINAL) {
            Lookup::Found(cell) => {
                context.book().printed(cell).is_some_and(|figure| figure.printed().is_zero())
            }
            // a form may leave blank what was not spent
            Lookup::Blank => true,
            _ => false,
        };
        if nothing {
            return true;
        }
    }
    if says_nothing_spent(context, counted, facts) {
        return true;
    }
    let mut told = facts.iter().filter(|fact| {
        is_money_level(fact) && !is_budget(fact) && meaning(fact).is_some_and(|(about, _)| about == item)
    });
    told.next().is_some_and(|first| first.value.is_zero()) && told.all(|fact| fact.value.is_zero())
}

/// Whether a line of the text says in words that nothing was spent on it (没有安排因公出国（境）费), and tells no amount.
fn says_nothing_spent(context: &Context<'_>, counted: &Counted, facts: &[&Fact]) -> bool {
    let amount_on = |line: u32| {
        facts.iter().any(|fact| fact.place.line == line && is_money_level(fact) && !fact.value.is_zero())
    };
    let said = lines_with_any(context, public_expenses::NONE_SPENT);
    said.iter().any(|line| counted.words.any_in(line.text) && !amount_on(line.number))
}

/// Whether a number that was not read stands on a line that tells of the expense: it may be the count.
fn has_open_number(context: &Context<'_>, counted: &Counted, facts: &[&Fact]) -> bool {
    let Ok(item) = Item::named(counted.expense) else { return false };
    let unread = &context.report().unread;
    facts.iter().filter(|fact| meaning(fact).is_some_and(|(about, _)| about == item)).any(|fact| {
        let from = unread.partition_point(|unread| unread.place.line < fact.place.line);
        let rest = unread.get(from..).unwrap_or_default();
        rest.iter().take_while(|unread| unread.place.line == fact.place.line).any(Unread::is_lost)
    })
}

/// Where the expense of the first thing that is lacking is told last: its own paragraph.
fn lacking_place(facts: &[&Fact], lacking: &[&Text]) -> Option<Place> {
    let counted = COUNTED.iter().find(|counted| lacking.iter().any(|name| **name == counted.name))?;
    let item = Item::named(counted.expense).ok()?;
    let own = |fact: &&&Fact| is_money_level(fact) && meaning(fact).is_some_and(|(about, _)| about == item);
    facts.iter().rev().find(own).map(|fact| fact.place)
}
