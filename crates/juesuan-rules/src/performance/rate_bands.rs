use juesuan_model::{Decimal, FindingKind, Severity};
use juesuan_vocabulary::{WordList as _, comparisons, lists, performance, units};

use super::MEASURE;
use crate::quick::find;
use crate::shared::performance::summary;
use crate::shared::source_text;
use crate::shared::text_index::lines_with;
use crate::{Context, Draft, Family, Log, Rule, RuleInfo, Text, TextLine};

static INFO: RuleInfo = RuleInfo {
    id: crate::RuleId::new("JS527"),
    status: crate::RuleStatus::Stable,
    family: Family::Performance,
    title: Text::new(
        "各执行率区间的项目个数与汇总相符",
        "As many programmes are in each band of execution as the text says",
    ),
    message: Text::new(
        "正文称“{band}”，汇总中有{expected}个。",
        "The text says “{band}”; the summary has {expected}.",
    ),
    kind: FindingKind::TableVsText,
    severity: Severity::Error,
    basis: MEASURE,
    why: Text::new(
        "区间个数说明执行得好不好，应能从汇总数出来。",
        "The counts can be taken from the summary and must agree with it.",
    ),
    example: Text::new(
        "正文称执行率100%的项目3个，汇总中只有2个。",
        "3 at 100% in the text, 2 in the summary.",
    ),
};

/// JS527: sentences that count programmes by bands of the execution rate agree with the rates of the summary. Where
/// the counts together are fewer than the rows, they are about the first ones.
pub(crate) struct RateBands;

impl Rule for RateBands {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, context: &Context<'_>, log: &mut Log<'_, '_>) {
        let rows = summary::rows(context);
        if rows.is_empty() {
            return;
        }
        if !source_text::is_there(context, log) {
            return;
        }
        for line in lines_with(context, performance::EXECUTION_RATE) {
            let bands = bands(&line);
            let counted: usize = bands.iter().map(|band| band.count).sum();
            if bands.len() < 2 || counted == 0 || counted > rows.len() {
                continue;
            }
            let rates: Option<Vec<Decimal>> =
                rows.iter().take(counted).map(|row| row.rate.as_ref().map(|rate| rate.value)).collect();
            let Some(rates) = rates else {
                log.missing("汇总中各项目的执行率");
                continue;
            };
            for band in bands {
                let expected = rates.iter().filter(|rate| band.holds(**rate)).count();
                if expected == band.count {
                    log.held();
                    continue;
                }
                let draft = Draft::at(line.place(band.at, band.at + band.text.len()))
                    .printed(band.count.to_string())
                    .expected(expected.to_string())
                    .with("band", band.text.split_whitespace().collect::<String>());
                log.found(rows.iter().take(counted).filter_map(|row| row.rate.as_ref()).fold(
                    draft,
                    |draft, rate| {
                        if band.holds(rate.value) { draft.and_at(rate.place) } else { draft }
                    },
                ));
            }
        }
    }
}

/// A band of rates and how many programmes are in it.
struct Band<'t> {
    text: &'t str,
    /// Byte offset in the line.
    at: usize,
    from: Option<(Decimal, bool)>,
    to: Option<(Decimal, bool)>,
    count: usize,
}

impl Band<'_> {
    fn holds(&self, rate: Decimal) -> bool {
        self.from.is_none_or(|(from, including)| rate > from || (including && rate == from))
            && self.to.is_none_or(|(to, including)| rate < to || (including && rate == to))
    }
}

/// The bands of a line: 执行率高于90%（含）低于100%项目3个.
fn bands<'t>(line: &TextLine<'t>) -> Vec<Band<'t>> {
    let mut at = 0;
    let mut bands = Vec::new();
    for clause in line.text.split_inclusive(['，', '；', '。', '、', ';']) {
        let begin = at;
        at += clause.len();
        let Some(start) = find(clause, performance::EXECUTION_RATE) else { continue };
        let text = clause.get(start..).unwrap_or("").trim_end_matches(['，', '；', '。', '、', ';']);
        bands.extend(band(text, begin + start));
    }
    bands
}

fn band(text: &str, at: usize) -> Option<Band<'_>> {
    let counted = text.trim_end().strip_suffix(units::PIECE)?.trim_end();
    let digits = counted.len() - counted.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, count) = counted.split_at_checked(counted.len() - digits)?;
    let count: usize = count.parse().ok()?;
    let before = before
        .trim_end()
        .trim_end_matches(lists::THERE_ARE)
        .trim_end()
        .strip_suffix(performance::PROGRAMME)?
        .trim_end_matches(lists::OF);
    let mut band = Band { text, at, from: None, to: None, count };
    let mut rest = before.strip_prefix(performance::EXECUTION_RATE)?;
    while let Some(end) = rest.find('%') {
        let (part, behind) = (rest.get(..end)?, rest.get(end + 1..)?);
        let digits = part.trim_start_matches(|c: char| !c.is_ascii_digit());
        let word = part.get(..part.len() - digits.len())?;
        let value: Decimal = digits.trim().parse().ok()?;
        let including = comparisons::INCLUDED.any_begins(behind.trim_start());
        let has = |words: &[&str]| words.any_in(word);
        let behind_has =
            |known: &str| behind.trim_start_matches(comparisons::INCLUDING).trim_start().starts_with(known);
        match () {
            () if has(comparisons::NOT_BELOW) || behind_has(comparisons::OR_MORE) => {
                band.from = Some((value, true));
            }
            () if has(comparisons::ABOVE) => band.from = Some((value, including)),
            () if has(comparisons::NOT_ABOVE) => band.to = Some((value, true)),
            () if has(comparisons::BELOW) || behind_has(comparisons::OR_LESS) => {
                band.to = Some((value, including));
            }
            () => (band.from, band.to) = (Some((value, true)), Some((value, true))),
        }
        rest = behind;
    }
    (band.from.is_some() || band.to.is_some()).then_some(band)
}
