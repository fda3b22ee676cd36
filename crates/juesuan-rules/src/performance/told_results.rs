use juesuan_model::{Decimal, Fact, FactRole, FindingKind, Indicator, Place, Severity};

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::fact_index::{shown, year_of};
use crate::shared::performance::goal::Goal;
use crate::shared::performance::matching::key;
use crate::tuning::TUNING;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS549"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文所述指标的数字与评分表没有一位之差",
        "Targets and results told in the text are not one digit off those of the tables",
    ),
    message: Text::new(
        "正文“{name}”写作{printed}，评分表中同名指标为{expected}，只差一位数字，疑有一处印错。",
        "The text gives {printed} for “{name}”; an indicator of this name has {expected}, one digit off.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new(
        "正文复述评分表的目标值和完成值，只差一位数字多半是印错。",
        "The text repeats targets and results of the tables; what is one digit off is most likely misprinted.",
    ),
    example: Text::new(
        "评分表“门诊救助人次”完成544人次，正文写作554人次。",
        "544 in the table of scores and 554 in the text.",
    ),
};

/// JS549: a number of three digits and more that the text tells of a thing with the name of an indicator is one of the
/// targets and results of the indicators with this name, or none that is one digit off.
pub(crate) struct ToldResults;

impl Rule for ToldResults {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let this_year =
            |fact: &&Fact| report.year.is_none() || year_of(fact).is_none_or(|of| Some(of) == report.year);
        let counts =
            report.facts.iter().filter(|fact| fact.role == FactRole::Count && fact.approximation.is_none());
        let counts: Vec<&Fact> = counts.filter(this_year).collect();
        if counts.is_empty() {
            return;
        }
        let mut named: TextMap<String, Vec<&Indicator>> = TextMap::default();
        for row in &report.indicators {
            named.entry(key(&row.level3)).or_default().push(row);
        }
        for fact in counts {
            let name = key(&fact.subject);
            let Some(rows) = named.get(&name).filter(|_| !name.is_empty()) else { continue };
            let known: Vec<(Decimal, Place)> = rows.iter().copied().flat_map(numbers).collect();
            if known.is_empty() {
                log.missing(format!("指标“{}”的目标值和实际完成值", fact.subject));
            } else if known.iter().any(|(value, _)| *value == fact.value) {
                log.held();
            } else if let Some((value, place)) =
                known.iter().find(|(value, _)| one_digit_off(*value, fact.value))
            {
                log.found(
                    Draft::at(fact.place)
                        .printed(shown(fact))
                        .expected(value.to_string())
                        .with("name", &fact.subject)
                        .evidence(&fact.subject, value.to_string(), *place),
                );
            }
        }
    }
}

/// The numbers that an indicator prints.
fn numbers(row: &Indicator) -> impl Iterator<Item = (Decimal, Place)> {
    let entries = [&row.target, &row.actual].into_iter().flatten();
    entries.filter_map(|text| Some((Goal::of(&text.value)?.value, text.place)))
}

/// Whether two numbers are printed alike but for one digit.
fn one_digit_off(left: Decimal, right: Decimal) -> bool {
    let (left, right) = (left.to_string(), right.to_string());
    let digits = left.bytes().filter(u8::is_ascii_digit).count();
    let off = left.bytes().zip(right.bytes()).filter(|(a, b)| a != b).count();
    left.len() == right.len() && digits >= TUNING.told_results.digits && off == 1
}
