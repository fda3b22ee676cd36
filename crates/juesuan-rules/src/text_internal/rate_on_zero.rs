use juesuan_model::{Fact, FindingKind, Severity};

use crate::shared::changes::Changes;
use crate::shared::completions;
use crate::shared::fact_index::{Facts, shown};
use crate::{Basis, Context, Draft, Family, Log, Rule, RuleInfo, Text};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS407"),
    status: crate::RuleStatus::Stable,
    family: Family::Narrative,
    title: Text::new("基数为0时没有完成率和增长率", "No rate is computed from a base of nothing"),
    message: Text::new(
        "“{name}”印作{printed}，而{base}为0，算不出比率。",
        "“{name}” is printed as {printed}, while {base} is 0: no rate follows from that.",
    ),
    kind: FindingKind::Percent,
    severity: Severity::Warning,
    basis: Basis::ARITHMETIC,
    why: Text::new(
        "以0为基数的比率没有意义，多半是套用了别处的数字；按格式填写0%的除外。",
        "A share of nothing means nothing, and was probably copied; the form's own 0% is allowed.",
    ),
    example: Text::new("预算数为0万元，却称完成预算100%。", "A budget of 0, completed by 100%."),
};

/// JS407: no completion rate but 0% on a budget of nothing or for nothing spent, no growth rate from nothing.
pub(crate) struct RateOnZero;

impl Rule for RateOnZero {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let statements = context.get::<Facts>();
        for completion in
            statements.sentences().flat_map(|facts| completions::of(facts, statements.brackets()))
        {
            let base = match (completion.budget, completion.done) {
                (Some(budget), _) => Some(budget),
                // without a budget: nothing spent is 0 % of whatever it was
                (None, done) => done,
            };
            judge(completion.rate, base, log);
        }
        for compared in context.get::<Changes>() {
            if let (Some(rate), Some(prior)) = (compared.rate, compared.prior) {
                judge(rate, Some(prior), log);
            }
        }
    }
}

fn judge(rate: &Fact, base: Option<&Fact>, log: &mut Log<'_, '_>) {
    let Some(base) = base else {
        log.missing(format!("“{}”的基数", rate.subject));
        return;
    };
    if !base.value.is_zero() || rate.value.is_zero() {
        log.held();
        return;
    }
    let draft = Draft::at(rate.place)
        .with("name", &rate.subject)
        .with("base", &base.subject)
        .printed(format!("{}%", rate.value))
        .evidence(&rate.subject, shown(rate), rate.place)
        .evidence(&base.subject, shown(base), base.place);
    log.found(draft);
}
