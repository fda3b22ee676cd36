//! Signs that a table was not read as it is printed. What was read past must not be found wrong or missing.

use juesuan_model::{Decimal, Indicator, PlacedNumber, Report, TableKind, Unread};
use juesuan_vocabulary::reading;
use transient::Transient;

use super::evaluation::{Evaluation, Lines, called, of_kind};

use crate::quick::{TextMap, holds};
use crate::tuning::TUNING;
use crate::{Analysis, Context, Log};

/// Whether figures and names of a table of scores stand in different rows: points without a name beside an indicator
/// without points. A table of groups alone, or of targets alone, is as it should be.
pub(crate) fn is_torn(rows: &[&Indicator]) -> bool {
    let points = |row: &Indicator| row.weight.is_some() || row.score.is_some();
    let nameless = rows.iter().any(|row| row.level3.is_empty() && points(row));
    let pointless = rows.iter().any(|row| !row.level3.is_empty() && !points(row));
    nameless && pointless
}

/// Whether the points of an evaluation stand in other rows than its indicators, so that a rule on both lacks data.
pub(crate) fn lacks_points(evaluation: &Evaluation<'_>, log: &mut Log<'_, '_>) -> bool {
    let torn = is_torn(&evaluation.indicators);
    if torn {
        log.missing(format!("{}评分表中与指标同行的分值和得分", called(evaluation.programme)));
    }
    torn
}

/// The weight and the score of an indicator; a rule that needs both lacks data where one is not printed.
pub(crate) fn weighed<'r>(
    row: &'r Indicator,
    log: &mut Log<'_, '_>,
) -> Option<(&'r PlacedNumber, &'r PlacedNumber)> {
    let both = row.weight.as_ref().zip(row.score.as_ref());
    if both.is_none() {
        log.missing(format!("指标“{}”的分值或得分", row.level3));
    }
    both
}

/// The numbers that are in no row: the lines, ascending, on which each stands.
#[derive(Debug, Transient)]
pub(crate) struct UnreadNumbers(TextMap<Decimal, Vec<u32>>);

impl<'c> Analysis<'c> for UnreadNumbers {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        Self::of(context.report())
    }
}

impl UnreadNumbers {
    pub(crate) fn of(report: &Report) -> Self {
        let mut lines: TextMap<Decimal, Vec<u32>> = TextMap::default();
        for unread in &report.unread {
            let text = unread.text.as_str();
            let value = if text.contains(char::is_whitespace) {
                text.split_whitespace().collect::<String>().parse()
            } else {
                text.parse()
            };
            if let Ok(value) = value {
                lines.entry(value).or_default().push(unread.place.line);
            }
        }
        for lines in lines.values_mut() {
            lines.sort_unstable();
        }
        Self(lines)
    }

    /// Whether a number that stands in the table of these rows, or shortly behind it, makes up for what is missing in a
    /// sum.
    pub(crate) fn make_up_for(&self, missing: Decimal, rows: &[&Indicator]) -> bool {
        let lines = || rows.iter().map(|row| row.place.line);
        let (Some(first), Some(last)) = (lines().min(), lines().max()) else { return false };
        let known = self.0.get(&missing).filter(|_| missing > Decimal::ZERO).map_or(&[][..], Vec::as_slice);
        let next = known.get(known.partition_point(|line| *line < first));
        next.is_some_and(|line| *line <= last.saturating_add(TUNING.performance_doubt.behind))
    }
}

/// Whether a row of a summary was read in part.
#[derive(Copy, Clone, Debug, Transient)]
pub(crate) struct SummaryCut(pub(crate) bool);

impl<'c> Analysis<'c> for SummaryCut {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        Self(is_summary_cut(context.report()))
    }
}

/// Whether a row of a summary of all programmes has its number and nothing else: its figures stand elsewhere.
pub(crate) fn is_summary_cut(report: &Report) -> bool {
    let numbered = |unread: &&Unread| holds(&unread.reason, reading::LIST_NUMBER);
    let summaries = Lines::of(of_kind(report, TableKind::Summary));
    report.unread.iter().filter(numbered).any(|unread| summaries.hold(unread.place))
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Decimal, Report, Unread};

    use super::{UnreadNumbers, is_torn};
    use crate::testing::place;
    use crate::testing::sample::Sample;

    fn rows(report: &Report) -> Vec<&juesuan_model::Indicator> {
        report.indicators.iter().collect()
    }

    #[test]
    fn names_and_points_in_different_rows_are_torn() {
        let torn = Sample::new()
            .programme("清淤")
            .indicator("产出指标", "", "10", "9")
            .indicator("产出指标", "清淤长度", "", "")
            .end();
        assert!(is_torn(&rows(&torn)));
    }

    #[test]
    fn groups_beside_indicators_are_not_torn() {
        let whole = Sample::new()
            .programme("部门整体")
            .indicator("预算执行率", "", "10", "9")
            .indicator("产出指标", "清淤长度", "50", "50")
            .end();
        assert!(!is_torn(&rows(&whole)));
    }

    #[test]
    fn a_number_that_fell_out_of_the_table_is_not_missing() {
        let mut report = Sample::new().programme("清淤").indicator("产出指标", "清淤长度", "10", "9").end();
        let line = report.indicators[0].place.line + 4;
        report
            .unread
            .push(Unread { place: place(line, 1), text: "2".into(), reason: "正文中的数字".into() });
        let unread = UnreadNumbers::of(&report);
        assert!(unread.make_up_for(Decimal::TWO, &rows(&report)));
        assert!(!unread.make_up_for(Decimal::TEN, &rows(&report)));
        assert!(!unread.make_up_for(-Decimal::TWO, &rows(&report)));
    }
}
