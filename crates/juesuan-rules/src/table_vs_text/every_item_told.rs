use juesuan_model::{Code, CodeLevel, Fact, FindingKind, Measure, Severity, StatementId};
use juesuan_vocabulary::{WordList as _, classification};

use crate::quick::TextSet;
use crate::shared::fact_index::{Facts, is_budget, is_money_level};
use crate::shared::forms;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Quantity, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS303"),
    status: crate::RuleStatus::Stable,
    family: Family::TableText,
    title: Text::new(
        "一般公共预算支出的每个项级科目都有说明",
        "Every item of the general public budget is explained",
    ),
    message: Text::new(
        "{table}有支出而正文没有说明的项级科目：{items}。",
        "Items of {table} with expenditure that the text does not explain: {items}.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(
        BasisKind::Regulation,
        "财预〔2016〕143号：一般公共预算支出按功能分类公开到项级科目并说明",
    ),
    why: Text::new(
        "逐项说明漏了一项，读者不知道这笔钱的预算和差异原因。",
        "Where one item is left out, nobody learns its budget and why it differs.",
    ),
    example: Text::new("表5有10个项级科目，正文只说明了9个。", "Ten items in the table, nine in the text."),
};

/// JS303: where the text explains items of the classification one by one, it explains all of them.
pub(crate) struct EveryItemTold;

/// Whether a figure could be that of an item, as far as its sentence tells.
fn is_open(fact: &Fact) -> bool {
    !fact.certainty.may_accuse() && is_money_level(fact)
}

fn names_an_item(subject: &str) -> bool {
    [classification::ITEM_MARK, classification::ITEM_MARK_NARROW].any_in(subject)
}

/// Whether an amount of the text is that of a cell, in whatever unit.
fn is_same(told: &Quantity, printed: &Quantity) -> bool {
    let off = told.value.checked_sub(printed.value).map(|off| off.abs());
    off.zip(told.half.checked_add(printed.half)).is_some_and(|(off, envelope)| off <= envelope)
}

/// The running text without its blanks and without what stands in tables: it may explain items though no figure was read
/// as theirs.
struct RunningText(String);

impl RunningText {
    fn of(context: &Context<'_>) -> Self {
        let tables = &context.report().tables;
        let in_table =
            |line: u32| tables.iter().any(|table| (table.line_start()..=table.line_end()).contains(&line));
        let mut text = String::new();
        for line in context.lines().filter(|line| !in_table(line.number)) {
            text.extend(line.text.chars().filter(|c| !c.is_whitespace()));
        }
        Self(text)
    }

    /// Whether it prints a code in brackets, as it does behind the name of the item that it explains, or a name with the mark
    /// of its level, over which lines may break.
    fn explains(&self, code: Code, label: &str) -> bool {
        let (code, label) =
            (code.to_string(), label.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        let in_bracket = |(at, _)| self.0.get(..at).is_some_and(|front| front.ends_with(['（', '(']));
        let marks = [classification::ITEM_MARK, classification::ITEM_MARK_NARROW];
        let marked = |(at, _)| self.0.get(at + label.len()..).is_some_and(|behind| marks.any_begins(behind));
        self.0.match_indices(&*code).any(in_bracket)
            || !label.is_empty() && self.0.match_indices(&*label).any(marked)
    }
}

impl Rule for EveryItemTold {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(sheet) = context.book().sheet(StatementId::Z05) else { return };
        let statements = context.get::<Facts>();
        let facts = context.report().facts.iter().filter(|fact| is_money_level(fact) && !is_budget(fact));
        let mut told: TextSet<Code> = TextSet::default();
        // items whose name is not that of the table, by their amount
        let mut unnamed: Vec<&Fact> = Vec::new();
        for fact in facts {
            match forms::meant(statements, fact).and_then(|(_, item, _)| item.code()) {
                Some(code) => {
                    told.insert(code);
                }
                None if names_an_item(&fact.subject) => unnamed.push(fact),
                None => {}
            }
        }
        if told.iter().filter(|code| code.level() == CodeLevel::Item).count() < 2 {
            log.missing("正文对项级科目的逐项说明");
            return;
        }
        let (mut untold, mut unread) = (Vec::new(), 0_usize);
        let mut text: Option<RunningText> = None;
        for &(row, code) in sheet.coded().iter().filter(|(_, code)| code.level() == CodeLevel::Item) {
            let Lookup::Found(cell) = sheet.in_row(row, Measure::EXPENDITURE) else { continue };
            let Some(figure) = context.book().figure(cell).filter(|figure| !figure.printed().is_zero())
            else {
                continue;
            };
            let by_amount = unnamed.iter().any(|fact| is_same(&statements.quantity(context, fact), figure));
            let Some(row) = sheet.table().row(row) else { continue };
            if told.contains(&code) || by_amount {
                log.held();
            } else if text.get_or_insert_with(|| RunningText::of(context)).explains(code, &row.label) {
                log.missing(format!("正文所述“{}”的数额（读不出）", row.label));
                unread += 1;
            } else {
                untold.push((format!("{}{}", row.code_text(), row.label), figure));
            }
        }
        let Some((_, first)) = untold.first() else { return };
        // a text of which little was understood proves nothing by what it lacks
        let items = told.iter().filter(|code| code.level() == CodeLevel::Item).count();
        if untold.len() + unread > items || context.report().facts.iter().any(is_open) {
            return log.missing("正文对项级科目的全部说明（有的句子读不出所指）");
        }
        let items = untold.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、");
        let table = Text::owned(crate::figure_name::table_zh(StatementId::Z05), StatementId::Z05.to_string());
        let mut draft = Draft::at(first.place()).with_text("table", table).with("items", items);
        for (name, figure) in &untold {
            draft = draft.evidence(name, figure.printed().to_string(), figure.place());
        }
        log.found(draft);
    }
}
