use juesuan_model::{Code, Decimal, FindingKind, Measure, Place, Programme, Severity, StatementId};
use juesuan_vocabulary::WordList as _;
use juesuan_vocabulary::classification::FUND_TAILS;

use super::MEASURE;
use crate::Lookup;
use crate::shared::performance::evaluation::called;
use crate::shared::performance::points;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Quantity, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS543"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "以某项基金命名的项目与政府性基金表的支出一致",
        "Programmes named after a fund spent what the table of funds says",
    ),
    message: Text::new(
        "政府性基金表“{row}”支出{printed}，名称含“{fund}”的项目执行数合计{expected}，相差{gap}，应说明口径。",
        "The table of funds has {printed} under “{row}”, programmes named after “{fund}” spent {expected}: {gap} apart, \
         which asks for an explanation.",
    ),
    kind: FindingKind::CrossTable,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "同一笔基金在决算和自评里应当是一个数，否则有的支出没有自评，或没有列入决算。",
        "One fund has one figure; else something spent was not evaluated, or is not in the accounts.",
    ),
    example: Text::new(
        "彩票公益金安排的支出5.20万元，彩票公益金项目执行5.00万元。",
        "5.20 in the accounts, 5.00 spent on the programmes.",
    ),
};

/// JS543: what was spent under a 款 of Z07 that names a fund, against the programmes named after that fund. A sum that
/// counts programmes with the same money once, or each time, will do.
pub(crate) struct FundProgrammes;

impl Rule for FundProgrammes {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let Some(sheet) = context.book().sheet(StatementId::Z07) else { return };
        for &(at, code) in sheet.coded() {
            let Some(row) = sheet.table().row(at) else { continue };
            let Some(fund) = fund(&row.label) else { continue };
            let programmes = named_after(context, fund);
            if programmes.is_empty() {
                continue;
            }
            let Lookup::Found(figure) = context.book().checked(sheet.in_row(at, Measure::EXPENDITURE)) else {
                log.missing(format!("政府性基金表“{}”的支出", row.label));
                continue;
            };
            let Some(figure) = context.book().figure(figure) else { continue };
            match spent(&programmes) {
                Ok(spent) => {
                    let all = in_all(context, code);
                    compare(figure, all, (&row.label, fund), &spent, log);
                }
                Err(programme) => log.missing(format!("{}的执行数", called(programme))),
            }
        }
    }
}

/// What the table of all expenditure has under a code.
fn in_all<'c>(context: &Context<'c>, code: Code) -> Option<&'c Quantity> {
    let sheet = context.book().sheet(StatementId::Z03)?;
    match sheet.in_row(sheet.row_of_code(code)?, Measure::EXPENDITURE) {
        Lookup::Found(figure) => context.book().figure(figure),
        _ => None,
    }
}

/// The fund that a 款 is named after.
fn fund(label: &str) -> Option<&str> {
    let fund = FUND_TAILS.strip_end(label)?;
    (fund.chars().count() >= TUNING.fund_programmes.shortest).then_some(fund)
}

/// The programmes with a report, else those of the summary.
fn named_after<'c>(context: &Context<'c>, fund: &str) -> Vec<&'c Programme> {
    let is_named = |programme: &&Programme| programme.name.contains(fund);
    let reports: Vec<_> =
        context.programme_reports().map(|(_, programme)| programme).filter(is_named).collect();
    if reports.is_empty() {
        context.programme_summary().map(|(_, programme)| programme).filter(is_named).collect()
    } else {
        reports
    }
}

/// What programmes spent.
struct Spent {
    /// In yuan, all together.
    all: Decimal,
    /// In yuan, programmes with the same budget and the same execution counted once.
    once: Decimal,
    /// How far rounding may have moved it, in yuan.
    half: Decimal,
    figures: Vec<(String, String, Place)>,
}

/// What the programmes spent, or the first of which it is not known.
fn spent<'p>(programmes: &[&'p Programme]) -> Result<Spent, &'p Programme> {
    let mut sums =
        Spent { all: Decimal::ZERO, once: Decimal::ZERO, half: Decimal::ZERO, figures: Vec::new() };
    let mut seen: Vec<(Option<Decimal>, Decimal)> = Vec::new();
    for &programme in programmes {
        let known = || {
            let executed = programme.executed.as_ref()?;
            let factor = Decimal::from(programme.unit.as_ref()?.money()?.factor());
            Some((executed, executed.value.checked_mul(factor)?, factor))
        };
        let (executed, yuan, factor) = known().ok_or(programme)?;
        let money = (programme.budget_adjusted.as_ref().map(|budget| budget.value), executed.value);
        sums.all += yuan;
        if !seen.contains(&money) {
            sums.once += yuan;
            seen.push(money);
        }
        sums.half += points::half_of_last(executed.value.scale().max(2)) * factor;
        sums.figures.push((programme.name.clone(), executed.value.to_string(), executed.place));
    }
    Ok(sums)
}

fn compare(
    figure: &Quantity,
    all: Option<&Quantity>,
    (row, fund): (&str, &str),
    spent: &Spent,
    log: &mut Log<'_, '_>,
) {
    let Some((unit, money)) = figure.unit().and_then(|unit| unit.money().map(|money| (unit.clone(), money)))
    else {
        log.missing("政府性基金表的单位");
        return;
    };
    let half = figure.half + spent.half;
    if [spent.all, spent.once].iter().any(|sum| (figure.value - sum).abs() <= half) {
        log.held();
        return;
    }
    let printed = |yuan: Decimal| yuan / Decimal::from(money.factor());
    let shown = |value: Decimal| format!("{}{unit}", points::rounded(value, 2));
    let gap = printed(figure.value - spent.once);
    let mut draft = Draft::at(figure.place())
        .printed(format!("{}{unit}", figure.printed()))
        .expected(shown(printed(spent.once)))
        .difference(gap, Some(unit.clone()))
        .with("row", row)
        .with("fund", fund)
        .with("gap", shown(gap.abs()));
    if let Some(all) = all {
        draft = draft.evidence("支出决算表同一科目", all.printed().to_string(), all.place());
    }
    for (name, printed, place) in &spent.figures {
        draft = draft.evidence(format!("“{name}”执行数"), printed, *place);
    }
    log.found(draft);
}
