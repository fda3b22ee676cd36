use juesuan_model::{Fact, FactRole, FindingKind, Period, Severity};

use crate::{Basis, BasisKind, Context, Family, Log, Operator, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: std::borrow::Cow::Borrowed("JS301"),
    family: Family::TableText,
    title: Text::new("正文引用的金额与决算表一致", "Amounts quoted in the text equal their cells"),
    message: Text::new(
        "{left}写作{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} says {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: Basis::new(BasisKind::Regulation, "部门决算公开：情况说明应与决算报表一致"),
    why: Text::new(
        "读者多半只看文字说明；文字与报表不一致，至少有一处是错的。",
        "Most readers see the text alone; where it differs from the tables, one of the two is wrong.",
    ),
    example: Text::new(
        "正文称支出合计736.78万元，支出决算表合计为736.87万元。",
        "The text says 736.78, the expenditure table 736.87.",
    ),
};

/// JS301: a level that the text states of this year equals the cell to which it was resolved.
pub(crate) struct FactAgainstCell;

impl Rule for FactAgainstCell {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        for fact in &context.report().facts {
            if let (true, Some(cell)) = (is_level_of_year(context, fact), context.cell_of(fact)) {
                let stated = log.figure(context.quantity_of(fact));
                log.compare_figures(stated, Operator::Equal, cell);
            }
        }
    }
}

fn is_level_of_year(context: &Context<'_>, fact: &Fact) -> bool {
    let level = matches!(fact.role, FactRole::Amount | FactRole::Part | FactRole::Count);
    let this_year = match (&fact.period, context.report().year) {
        (Some(Period::Year(year)), Some(of_report)) => *year == of_report,
        (Some(Period::Year(_)) | None, _) => true,
        (Some(_), _) => false,
    };
    level && this_year
}
