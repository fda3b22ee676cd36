use juesuan_model::{
    EconomicCode, FindingKind, Item, Measure, Remark, RemarkKind, Severity, StatementId, vocabulary,
};
use juesuan_vocabulary::{budget, classification};

use crate::Sheet;
use crate::{Basis, BasisKind, Context, Draft, Family, Log, Lookup, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS305"),
    status: crate::RuleStatus::Stable,
    family: Family::TableText,
    title: Text::new(
        "正文列举的经济科目与基本支出表一致",
        "The economic codes that the text names are those with money in the table",
    ),
    message: Text::new(
        "{subject}“主要包括”中列举的{items}，在{table}中没有支出。",
        "The text names {items} as parts of {subject}; {table} shows no expenditure for them.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：基本支出应据实说明到经济分类款级科目"),
    why: Text::new(
        "列举了没有发生的科目，说明这段文字照抄模板。",
        "Codes without money in the list show that the sentence was copied from the template.",
    ),
    example: Text::new("列举离休费，而表中30301为0。", "离休费 is named, and 30301 is 0 in the table."),
};

/// Classes of the economic classification that are 人员经费; all others are 公用经费.
const PERSONNEL: [&str; 2] = ["301", "303"];

/// JS305: what 人员经费 and 公用经费 are said to consist of, against Z06.
pub(crate) struct Composition;

impl Rule for Composition {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let lists = context.report().remarks.iter().filter(|remark| remark.kind == RemarkKind::Composition);
        for list in lists.filter(|list| list.subject.ends_with(budget::EXPENSES)) {
            let Some(sheet) = context.book().sheet(StatementId::Z06) else {
                log.missing(crate::figure_name::table_zh(StatementId::Z06));
                continue;
            };
            if let Some(doubt) = context.book().doubts().of_rows(StatementId::Z06) {
                let table = crate::figure_name::table_zh(StatementId::Z06);
                log.missing(format!("{table}的全部科目（{}）", doubt.text().zh));
                continue;
            }
            judge(context, sheet, list, log);
        }
    }
}

fn judge(context: &Context<'_>, sheet: &Sheet<'_>, list: &Remark, log: &mut Log<'_, '_>) {
    let personnel = list.subject.contains(budget::PERSONNEL);
    let rows = rows(context, sheet, personnel);
    // a group in which nothing was spent, and which has a total, was not read
    if !rows.is_empty() && rows.iter().all(|row| !row.spends) {
        return log.missing(format!("{}各款的金额", crate::figure_name::table_zh(StatementId::Z06)));
    }
    let mut idle = Vec::new();
    for name in &list.items {
        let key = vocabulary::label_key(name);
        match rows.iter().find(|row| is_same(&row.label, &key)) {
            Some(row) if row.spends => log.held(),
            Some(_) => idle.push(name.as_str()),
            None => {}
        }
    }
    if idle.is_empty() {
        return;
    }
    let items = idle.join("、");
    let table = Text::owned(crate::figure_name::table_zh(StatementId::Z06), StatementId::Z06.to_string());
    log.found(
        Draft::at(list.place)
            .printed(&items)
            .with("items", &items)
            .with("subject", &list.subject)
            .with_text("table", table)
            .evidence(format!("{}主要包括", list.subject), &items, list.place),
    );
}

struct Line {
    label: String,
    spends: bool,
}

/// The sections (款) of the table that belong to 人员经费 or to 公用经费.
fn rows(context: &Context<'_>, sheet: &Sheet<'_>, personnel: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in sheet.table().rows() {
        let Some(code) = row.code.map(Item::from).and_then(economic) else { continue };
        let class = code.to_string();
        if class.len() < 5 || PERSONNEL.iter().any(|of| class.starts_with(of)) != personnel {
            continue;
        }
        let found = context.book().find(StatementId::Z06, Item::Economic(code), Measure::FINAL);
        let spends = match found {
            Lookup::Found(cell) => {
                context.book().figure(cell).is_none_or(|figure| !figure.printed().is_zero())
            }
            Lookup::Blank => context.book().doubts().within(StatementId::Z06).is_some(),
            // what was not found is no data
            _ => true,
        };
        lines.push(Line { label: vocabulary::label_key(&row.label).into_owned(), spends });
    }
    lines
}

const fn economic(item: Item) -> Option<EconomicCode> {
    match item {
        Item::Economic(code) => Some(code),
        _ => None,
    }
}

/// 其他交通费 is 其他交通费用: the text may leave out how a name ends.
fn is_same(label: &str, name: &str) -> bool {
    let is_end = |end: &str| end.is_empty() || classification::OBJECT_ENDS.contains(&end);
    let with = |longer: &str, shorter: &str| longer.strip_prefix(shorter).is_some_and(is_end);
    with(label, name) || with(name, label)
}
