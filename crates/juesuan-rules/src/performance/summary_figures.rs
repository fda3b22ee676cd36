use juesuan_model::{FindingKind, PlacedNumber, Programme, ProgrammeSource, Report, Severity, Unit};
use juesuan_vocabulary::units;

use super::MEASURE;
use crate::Later;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::matching::Matching;
use crate::{Context, Family, Log, Operator, Quantity, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS521"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "汇总的预算、执行、得分与各项目报告一致",
        "Budget, execution and score of the summary are those of the reports",
    ),
    message: Text::new(
        "{left}为{printed}{unit}，{right}为{expected}{unit}，相差{difference}{unit}。",
        "{left} is {printed} {unit}; {right} is {expected} {unit}, a difference of {difference} {unit}.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "汇总表由各报告汇成，不一致时至少有一处抄错。",
        "The summary is made from the reports; where they differ, one was copied wrong.",
    ),
    example: Text::new("报告得分97.42分，汇总表印作79.42分。", "97.42 in the report, 79.42 in the summary."),
};

/// JS521: every figure that a row of the summary and its report both print is the same.
///
/// Names are not unique: a row belongs to the report of its name with its score, else to the one of its name, else to
/// one of nearly its name where all figures agree.
pub(crate) struct SummaryFigures;

impl Rule for SummaryFigures {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let programmes = &context.report().programmes;
        for pair in &context.get::<Matching>().pairs {
            let (Some(report), Some(row)) =
                (programmes.get(pair.report as usize), programmes.get(pair.row as usize))
            else {
                continue;
            };
            let mut compared = false;
            for (at, field) in (0..).zip(&FIELDS) {
                let Some((printed, expected)) = field.of(row).zip(field.of(report)) else { continue };
                compared = true;
                let of_row = field.quantity(row, printed, expected, Later { at: (pair.row, at), name });
                let of_report =
                    field.quantity(report, expected, printed, Later { at: (pair.report, at), name });
                let (row, report) = (log.figure(of_row), log.figure(of_report));
                log.compare_figures(row, Operator::Equal, report);
            }
            if !compared {
                log.missing(format!("{}在汇总与报告中共有的数字", called(report)));
            }
        }
    }
}

/// A figure that both print.
struct Field {
    name: Text,
    of: fn(&Programme) -> Option<&PlacedNumber>,
    /// Its unit, where it is not money in the programme's unit.
    unit: Option<&'static str>,
}

static FIELDS: [Field; 4] = [
    Field {
        name: Text::new("全年预算数", "the budget"), of: |p| p.budget_adjusted.as_ref(), unit: None
    },
    Field { name: Text::new("全年执行数", "the execution"), of: |p| p.executed.as_ref(), unit: None },
    Field { name: Text::new("执行率", "the execution rate"), of: |p| p.rate.as_ref(), unit: Some("%") },
    Field {
        name: Text::new("总得分", "the total"),
        of: |p| p.total_score.as_ref(),
        unit: Some(units::POINTS),
    },
];

static SUMMARY: Text = Text::new("汇总中", "in the summary");
static REPORT: Text = Text::new("报告中", "in its report");

/// What a field of a programme is called.
fn name(report: &Report, (programme, field): (u32, u32)) -> Text {
    let found = report.programmes.get(programme as usize).zip(FIELDS.get(field as usize));
    let Some((programme, field)) = found else { return Text::default() };
    let source = if programme.source == ProgrammeSource::Summary { &SUMMARY } else { &REPORT };
    Text::owned(
        format!("{}{}的{}", source.zh, called(programme), field.name.zh),
        format!("{} of {} {}", field.name.en, called(programme), source.en),
    )
}

impl Field {
    fn of<'p>(&self, programme: &'p Programme) -> Option<&'p PlacedNumber> {
        (self.of)(programme)
    }

    /// The figure. Points printed with as many decimals on both sides are compared digit by digit.
    fn quantity(
        &self,
        programme: &Programme,
        number: &PlacedNumber,
        other: &PlacedNumber,
        name: Later,
    ) -> Quantity {
        let unit = match self.unit {
            Some(unit) => unit.parse::<Unit>().ok(),
            None => programme.unit.clone(),
        };
        let quantity = Quantity::later(number.value, unit.as_ref(), number.place, name);
        if number.value.scale() == other.value.scale() { quantity.exactly() } else { quantity }
    }
}
