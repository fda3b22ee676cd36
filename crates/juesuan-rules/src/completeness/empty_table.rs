use juesuan_model::{Decimal, Entry, FindingKind, RemarkKind, Severity, StatementId, SubjectRef, Table};
use juesuan_vocabulary::{funds, public_expenses};

use crate::{Basis, BasisKind, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS713"),
    status: crate::RuleStatus::Stable,
    family: Family::Completeness,
    title: Text::new("空表有说明", "An empty table is explained"),
    message: Text::new(
        "{table}没有数据，也没有说明为空的原因。",
        "{table} holds no figures, and nothing says why.",
    ),
    kind: FindingKind::Missing,
    severity: Severity::Warning,
    basis: Basis::new(BasisKind::Regulation, "财预〔2016〕143号：没有数据的表应当列出空表并说明"),
    why: Text::new(
        "不加说明，读者分不清是没有发生还是漏填。",
        "Without a word nobody can tell nothing from not filled in.",
    ),
    example: Text::new(
        "国有资本经营预算表全为0，没有“本表无数据”的说明。",
        "A table of zeros without a note.",
    ),
};

/// Tables that may have nothing to report, with the words by which a claim names their money.
const MAY_BE_EMPTY: [(StatementId, &[&str]); 3] = [
    (StatementId::Z07, &[funds::GOVERNMENT_FUND]),
    (StatementId::Z08, &[funds::STATE_CAPITAL]),
    (StatementId::Z09, public_expenses::TITLES),
];

/// JS713: Z07, Z08 and Z09 with nothing but zeros, dashes and blanks come with a note, a sentence that there is nothing,
/// or a sentence that says 0万元.
pub(crate) struct EmptyTable;

impl Rule for EmptyTable {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for (id, words) in MAY_BE_EMPTY {
            let Some(sheet) = context.book().sheet(id) else {
                // whether it should be there is the business of JS701
                continue;
            };
            if !is_empty(sheet.table()) || is_explained(context, id, words) {
                log.held();
                continue;
            }
            let place = sheet.table().cells().first().map_or_else(Default::default, |cell| cell.place);
            let name = Text::owned(crate::figure_name::table_zh(id), id.to_string());
            log.found(Draft::at(place).with_text("table", name));
        }
    }
}

fn is_empty(table: &Table) -> bool {
    table.cells().iter().all(|cell| match &cell.entry {
        Entry::Number(value) => *value == Decimal::ZERO,
        Entry::Measured(amount) => amount.value == Decimal::ZERO,
        Entry::Dash | Entry::Text(_) => true,
    })
}

fn is_explained(context: &Context<'_>, id: StatementId, words: &[&str]) -> bool {
    let report = context.report();
    let claimed = report
        .remarks
        .iter()
        .any(|remark| remark.kind == RemarkKind::NothingToReport && words.contains(&remark.subject.as_str()));
    let told = || {
        report.facts.iter().any(|fact| {
            let form = match &fact.subject_ref {
                Some(SubjectRef::Figure { table, .. }) => table.statement(),
                Some(SubjectRef::Item { form, .. }) => *form,
                _ => None,
            };
            form == Some(id) && fact.value.is_zero()
        })
    };
    context.book().is_declared_empty(id) || claimed || told()
}
