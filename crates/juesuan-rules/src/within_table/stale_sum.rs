use juesuan_model::{Decimal, FindingKind, Severity, SheetFormula};

use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS190"),
    status: crate::RuleStatus::Preview,
    family: Family::WithinTable,
    title: Text::new(
        "工作簿中合计的数与其公式算出的数一致（试行）",
        "A sum in a workbook is what its formula gives (preview)",
    ),
    message: Text::new(
        "单元格显示{printed}，按它的公式{formula}应为{expected}。",
        "The cell shows {printed}; its formula {formula} gives {expected}.",
    ),
    kind: FindingKind::Sum,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "改了明细而没有重新计算，或合计是另外填入的，表中显示的合计就与明细不符；再次打开文件时它会变成另一个数。",
        "Where parts were changed and nothing was computed anew, the sum shown is not theirs, and it becomes another number as \
         soon as the file is opened again.",
    ),
    example: Text::new(
        "单元格显示18.60，公式=SUM(B5:B7)按三个单元格算出18.90。",
        "The cell shows 18.60; =SUM(B5:B7) gives 18.90 by its three cells.",
    ),
};

/// JS190: what a workbook stores for a formula of sums and products is what the formula gives by the cells that it names.
pub(crate) struct StaleSum;

impl Rule for StaleSum {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for formula in &context.report().formulas {
            let Some(gives) = &formula.gives else {
                log.missing(&formula.formula);
                continue;
            };
            if number(gives) == number(&formula.printed) {
                log.held();
            } else {
                log.found(draft(formula, gives));
            }
        }
    }
}

fn draft(formula: &SheetFormula, gives: &str) -> Draft {
    let printed = formula.printed.trim();
    let draft = Draft::at(formula.place)
        .printed(printed)
        .expected(gives.trim())
        .with("formula", &formula.formula)
        .evidence(&formula.formula, printed, formula.place);
    let difference = number(printed).ok().zip(number(gives).ok());
    match difference.and_then(|(printed, gives)| printed.checked_sub(gives)) {
        Some(difference) => draft.difference(difference, None),
        None => draft,
    }
}

/// A number as a sheet shows it; what shows none, such as a dash for zero, is compared as a text.
fn number(shown: &str) -> Result<Decimal, &str> {
    let shown = shown.trim();
    shown.trim_end_matches('%').replace(',', "").parse::<Decimal>().map_err(|_| shown)
}
