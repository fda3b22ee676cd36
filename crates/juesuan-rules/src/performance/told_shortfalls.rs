use juesuan_model::{Fact, FactRole, FindingKind, Indicator, Severity};
use juesuan_vocabulary::budget;

use super::MEASURE;
use crate::quick::TextMap;
use crate::shared::fact_index::{shown, year_of};
use crate::shared::performance::goal::Goal;
use crate::shared::performance::matching::key;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS550"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "正文所述的结果达到指标表的目标值，或者说明原因",
        "Results told in the text reach the targets of the list, or the reason is given",
    ),
    message: Text::new(
        "正文所述有{count}项没有达到目标值：{list}；没有列出得分，应说明扣分和原因。",
        "{count} results of the text miss their targets ({list}); without scores the deduction and its reason should be told.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Info,
    basis: MEASURE,
    why: Text::new(
        "指标表只有目标值时，没有达到的要从正文里一项项找。",
        "Where the list has targets alone, shortfalls must be looked for in the text.",
    ),
    example: Text::new(
        "目标“政府采购执行率≥80%”，正文称政府采购执行率为26.71%。",
        "A target of 80% for procurement, of which 26.71% was spent by the text.",
    ),
};

/// JS550: a rate that the text tells of an indicator that has a target and neither result nor score meets the target.
/// All of one document are one finding.
pub(crate) struct ToldShortfalls;

impl Rule for ToldShortfalls {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let report = context.report();
        let open = |row: &&Indicator| row.actual.is_none() && row.score.is_none() && row.target.is_some();
        let targets: TextMap<String, &Indicator> =
            report.indicators.iter().filter(open).map(|row| (key(&row.level3), row)).collect();
        if targets.is_empty() {
            return;
        }
        let is_rate = |fact: &&Fact| {
            let this_year = report.year.is_none() || year_of(fact) == report.year;
            fact.role == FactRole::Percent && fact.direction.is_none() && this_year
        };
        let mut missed: Vec<(&Fact, &Indicator)> = Vec::new();
        for fact in report.facts.iter().filter(is_rate) {
            let name = key(&fact.subject);
            // 部门预算执行率 is 预算执行率
            let row =
                targets.get(&name).or_else(|| targets.get(name.strip_prefix(budget::DEPARTMENT_PREFIX)?));
            let Some((row, target)) = row.and_then(|row| Some((*row, row.target.as_ref()?))) else {
                continue;
            };
            let goal = Goal::of(&target.value);
            let result = shown(fact);
            let met = goal.zip(Goal::of(&result)).and_then(|(goal, result)| goal.met_by(&result));
            match met {
                Some(true) => log.held(),
                Some(false) if missed.iter().any(|(_, known)| known.place == row.place) => {}
                Some(false) => missed.push((fact, row)),
                None => log.missing(format!("指标“{}”可以比较的目标值", row.level3)),
            }
        }
        let Some((first, _)) = missed.first() else { return };
        let told = |(fact, row): &(&Fact, &Indicator)| {
            let target = row.target.as_ref().map_or("", |target| &target.value);
            format!("{}{}（目标{target}）", row.level3, shown(fact))
        };
        let list: Vec<String> = missed.iter().map(told).collect();
        let draft = missed.iter().fold(Draft::at(first.place), |draft, (fact, row)| {
            let draft = if fact.place == first.place { draft } else { draft.and_at(fact.place) };
            draft.and_at(row.place)
        });
        log.found(draft.with("count", missed.len()).with("list", list.join("、")));
    }
}
