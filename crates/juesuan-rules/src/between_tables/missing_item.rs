use juesuan_model::{Code, CodeLevel, FindingKind, Measure, Severity, StatementId};

use crate::figure_name::table_zh;
use crate::quick::TextSet;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Sheet, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS232"),
    status: crate::RuleStatus::Preview,
    family: Family::BetweenTables,
    title: Text::new(
        "财政拨款支出的项级科目在支出决算表中都有（试行）",
        "Items on which appropriations were spent stand in the table of all expenditure (preview)",
    ),
    message: Text::new(
        "{table}列有{code}{label}支出{printed}，《支出决算表》没有这一项级科目。",
        "{table} has {printed} for {code}{label}; the table of all expenditure has no such item.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Form, "支出决算表列示全部支出，按功能分类编列到项级科目"),
    why: Text::new(
        "支出决算表包含财政拨款支出：少了一行，或者两张表的科目编码不一。",
        "All expenditure contains that of appropriations: a row is missing, or one code is misprinted.",
    ),
    example: Text::new(
        "一般公共预算财政拨款支出表列2210201住房公积金12.00万元，支出决算表只到22102。",
        "Z05 has 12.00 for 2210201, where Z03 ends at 22102.",
    ),
};

/// The tables of what was spent of appropriations.
const OF_APPROPRIATIONS: [StatementId; 3] = [StatementId::Z05, StatementId::Z07, StatementId::Z08];

/// JS232: an item of a table of appropriations is one of the table of all expenditure, where that goes down to the items in
/// every other section.
pub(crate) struct MissingItem;

impl Rule for MissingItem {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let book = context.book();
        let Some(all) = book.sheet(StatementId::Z03) else { return };
        for sheet in OF_APPROPRIATIONS.into_iter().filter_map(|id| book.sheet(id)) {
            let doubt = book.may_have_more(StatementId::Z03).or_else(|| book.doubts().of_rows(sheet.id()));
            if let Some(doubt) = doubt {
                log.missing(format!("{}的全部科目（{}）", table_zh(all.id()), doubt.text().zh));
                continue;
            }
            let missing: Vec<_> = items(context, sheet)
                .filter(|(code, ..)| {
                    let there = all.row_of_code(*code).is_some();
                    if there {
                        log.held();
                    }
                    !there
                })
                .collect();
            let sections: TextSet<Code> = missing.iter().filter_map(|(code, ..)| code.parent()).collect();
            if !sections.is_empty() && !is_itemised(all, &sections) {
                log.missing(format!("{}的项级科目", table_zh(all.id())));
                continue;
            }
            for (code, label, figure) in missing {
                let table = Text::owned(table_zh(sheet.id()), sheet.id().to_string());
                let draft = Draft::at(figure.place()).printed(figure.printed().to_string());
                log.found(draft.with("code", code).with("label", label).with_text("table", table));
            }
        }
    }
}

/// The items of a table on which something was spent.
fn items<'c>(
    context: &'c Context<'_>,
    sheet: &'c Sheet<'_>,
) -> impl Iterator<Item = (Code, &'c str, &'c crate::Quantity)> {
    let items = sheet.coded().iter().filter(|(_, code)| code.level() == CodeLevel::Item);
    items.filter_map(|&(row, code)| {
        let Lookup::Found(id) = sheet.in_row(row, Measure::EXPENDITURE) else { return None };
        let figure = context.book().figure(id).filter(|figure| !figure.printed().is_zero())?;
        Some((code, sheet.table().row(row)?.label.as_str(), figure))
    })
}

/// Whether a table goes down to the items in all its sections but these, and in one at least.
fn is_itemised(sheet: &Sheet<'_>, but: &TextSet<Code>) -> bool {
    let at = |level| sheet.coded().iter().map(|(_, code)| *code).filter(move |code| code.level() == level);
    let with_items: TextSet<Code> = at(CodeLevel::Item).filter_map(Code::parent).collect();
    !with_items.is_empty()
        && at(CodeLevel::Section).filter(|code| !but.contains(code)).all(|code| with_items.contains(&code))
}
