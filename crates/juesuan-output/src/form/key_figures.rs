//! The figures that a reader looks for first.

use juesuan_model::{Figure, Item, Measure, Report, StatementId};

use super::Word;

/// The table, row and column of each, in the order in which they are shown, and what they are called.
pub(crate) const KEY_FIGURES: &[(StatementId, &str, &str, Word)] = &[
    (StatementId::Z01, "income:year_total", "final", ("本年收入合计", "Income of the year")),
    (StatementId::Z01, "expenditure:year_total", "final", ("本年支出合计", "Expenditure of the year")),
    (StatementId::Z01, "income:total", "final", ("收入总计", "Total income")),
    (StatementId::Z01, "expenditure:total", "final", ("支出总计", "Total expenditure")),
    (
        StatementId::Z02,
        "total",
        "income_fiscal_appropriation",
        ("其中：财政拨款收入", "of income: fiscal appropriation"),
    ),
    (StatementId::Z03, "total", "basic", ("基本支出", "Basic expenditure")),
    (StatementId::Z03, "total", "project", ("项目支出", "Project expenditure")),
    (
        StatementId::Z05,
        "total",
        "expenditure",
        ("一般公共预算财政拨款支出", "Expenditure, general public budget"),
    ),
    (StatementId::Z06, "basic:personnel", "final", ("人员经费", "Personnel")),
    (StatementId::Z06, "basic:public", "final", ("公用经费", "Running costs")),
    (
        StatementId::Z07,
        "total",
        "expenditure",
        ("政府性基金预算财政拨款支出", "Expenditure, government funds"),
    ),
    (
        StatementId::Z08,
        "total",
        "expenditure",
        ("国有资本经营预算财政拨款支出", "Expenditure, state capital budget"),
    ),
    (StatementId::Z09, "three_public:total", "budget", ("“三公”经费预算数", "Three public expenses, budget")),
    (StatementId::Z09, "three_public:total", "final", ("“三公”经费决算数", "Three public expenses, final")),
];

/// A key figure: what it is called, the table it stands in, and itself.
pub(crate) type KeyFigure<'r> = (Word, StatementId, Figure<'r>);

/// The key figures that the statutory tables print.
pub(crate) fn key_figures(report: &Report) -> impl Iterator<Item = KeyFigure<'_>> {
    KEY_FIGURES.iter().filter_map(|(statement, item, measure, name)| {
        let (item, measure) = (Item::named(item).ok()?, Measure::named(measure).ok()?);
        let figure = report.statement().get(*statement).figure(item, measure)?;
        Some((*name, *statement, figure))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_knows_every_key() {
        for (_, item, measure, name) in KEY_FIGURES {
            assert!(Item::named(item).is_ok() && Measure::named(measure).is_ok(), "{name:?}");
        }
    }
}
