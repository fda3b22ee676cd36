use std::collections::BTreeMap;

use juesuan_model::{Decimal, FindingKind, Programme, Severity};
use juesuan_vocabulary::{WordList as _, performance, units};

use super::MEASURE;
use crate::shared::performance::evaluation::{Evaluation, Evaluations, called};
use crate::shared::source_text;
use crate::shared::text_index::TextIndex;
use crate::shared::text_index::scan::Found;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS541"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new("资金未到位的项目执行率不是100%", "Where money was not paid out, execution is not full"),
    message: Text::new(
        "项目{name}执行率写作{rate}%，同一报告又写“{printed}”，两处矛盾。",
        "{name} claims an execution rate of {rate}%, and its report says “{printed}” as well.",
    ),
    kind: FindingKind::TextVsText,
    severity: Severity::Warning,
    basis: MEASURE,
    why: Text::new("没有拨付或支付的资金不能算作已执行。", "What was not paid was not executed."),
    example: Text::new(
        "第二批资金“尚未拨付”，预算执行率写作100%。",
        "A second part “not yet paid”, and a rate of 100%.",
    ),
};

/// JS541: a report that claims full execution does not say of a sum of money that it was not paid out.
pub(crate) struct UnpaidExecution;

impl Rule for UnpaidExecution {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let full = spans(context);
        if full.is_empty() {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        let mut found: Vec<bool> = vec![false; full.len()];
        let mut sweep = Sweep::over(&full);
        for said in &context.get::<TextIndex>().sought.unpaid {
            let Some(line) = context.line(said.line) else { continue };
            let Some((span, found)) =
                sweep.first_at(line.number).and_then(|at| full.get(at).zip(found.get_mut(at)))
            else {
                continue;
            };
            if !*found && let Some((from, to)) = unpaid(line.text, said) {
                *found = true;
                log.found(draft(span.programme, &line, (from, to)));
            }
        }
        found.into_iter().filter(|found| !found).for_each(|_| log.held());
    }
}

/// Where a line says that a sum of money was not paid, if these words of it do.
fn unpaid(line: &str, said: &Found) -> Option<(usize, usize)> {
    let (at, word) = (said.at as usize, said.word);
    let behind = line.get(at + word.len()..).unwrap_or("");
    if behind.starts_with(performance::ABOUT_PAYMENT) {
        return None; // 尚未拨付的没有: the words name a thing and state nothing
    }
    // it is money that was not paid where the sentence names an amount
    let before = line.get(..at).unwrap_or("").rsplit(['。', '；', '！']).next().unwrap_or("");
    if !units::LARGE_AMOUNTS.any_in(before) {
        return None;
    }
    Some((at - before.rsplit(['，', ',']).next().map_or(0, str::len), at + word.len()))
}

fn draft(programme: &Programme, line: &TextLine<'_>, (from, to): (usize, usize)) -> Draft {
    let draft = Draft::at(line.place(from, to)).printed(line.text.get(from..to).unwrap_or(""));
    let draft = match &programme.rate {
        Some(rate) => {
            draft.evidence("执行率", format!("{}%", rate.value), rate.place).with("rate", rate.value)
        }
        None => draft,
    };
    draft.with("name", called(programme))
}

/// A report that claims full execution, and its lines.
struct Span<'r> {
    programme: &'r Programme,
    from: u32,
    to: u32,
}

/// The reports with a rate of 100 %, from the section in which they begin to the last line of their scores.
fn spans<'c>(context: &Context<'c>) -> Vec<Span<'c>> {
    let sections = context.report().sections.iter().filter(|section| section.level == 1);
    let titles: Vec<u32> = sections.map(|section| section.place.line).collect();
    let span = |evaluation: &Evaluation<'c>| {
        let programme = evaluation.programme;
        let rate = programme.rate.as_ref().filter(|rate| rate.value == Decimal::ONE_HUNDRED)?;
        let to = evaluation.indicators.iter().map(|row| row.place.line).max()?;
        let first = rate.place.line.min(programme.place.line);
        let above = titles.partition_point(|line| *line <= first).checked_sub(1);
        let from = above.and_then(|at| titles.get(at)).copied().unwrap_or(first);
        Some(Span { programme, from, to })
    };
    context.get::<Evaluations>().iter().filter_map(span).collect()
}

/// Goes down the lines of a document and knows which spans each of them lies in.
struct Sweep {
    /// First line, line behind the last, and index of the spans that are still below, the next one last.
    below: Vec<(u32, u32, usize)>,
    /// Index and line behind the last of those that were met.
    met: BTreeMap<usize, u32>,
}

impl Sweep {
    fn over(spans: &[Span<'_>]) -> Self {
        let mut below: Vec<_> = spans.iter().zip(0..).map(|(span, at)| (span.from, span.to, at)).collect();
        below.sort_unstable_by(|a, b| b.cmp(a));
        Self { below, met: BTreeMap::new() }
    }

    /// The first of the spans in which a line lies; lines are asked for in order.
    fn first_at(&mut self, line: u32) -> Option<usize> {
        while let Some((_, to, at)) = self.below.pop_if(|(from, ..)| *from <= line) {
            self.met.insert(at, to);
        }
        while self.met.first_key_value().is_some_and(|(_, to)| *to <= line) {
            self.met.pop_first();
        }
        self.met.first_key_value().map(|(at, _)| *at)
    }
}
