//! Which row of the summary is about which report. Names are not unique, and they are not always spelt alike.

use juesuan_model::{Programme, ProgrammeKind, ProgrammeSource, Report, vocabulary};
use transient::Transient;

use crate::quick::{TextMap, is_letter};
use crate::shared::distance;
use crate::{Analysis, Context};

/// A report and the row of the summary about it, as indexes of the programmes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) report: u32,
    pub(crate) row: u32,
    /// Whether both bear one name.
    pub(crate) same_name: bool,
}

/// Reports and rows of summaries brought together.
#[derive(Clone, Debug, Default, Transient)]
pub(crate) struct Matching {
    pub(crate) pairs: Vec<Pair>,
    /// Rows without a report.
    pub(crate) rows: Vec<u32>,
    /// Reports without a row.
    pub(crate) reports: Vec<u32>,
}

impl<'c> Analysis<'c> for Matching {
    type Output = Self;

    fn run(context: &Context<'c>) -> Self {
        matching(context.report())
    }
}

/// A programme with the form of its name that is compared.
struct Named<'r> {
    index: u32,
    programme: &'r Programme,
    key: String,
}

/// How much two programmes have in common.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Likeness {
    /// One name and one score.
    NameAndScore,
    /// One name.
    Name,
    /// Nearly one name, one score and the same money.
    Figures,
}

/// Brings the rows of the summary and the reports together: first by name and score, then by name alone, then by
/// nearly the same name where all figures agree. Each is used once.
pub(crate) fn matching(report: &Report) -> Matching {
    let named = |source: ProgrammeSource| -> Vec<Named<'_>> {
        let all = (0..).zip(&report.programmes).filter(|(_, programme)| programme.source == source);
        all.map(|(index, programme)| Named { index, programme, key: key(&programme.name) }).collect()
    };
    let (reports, mut rows) = (named(ProgrammeSource::Report), named(ProgrammeSource::Summary));
    let mut open: Vec<Named<'_>> = reports;
    let mut pairs = Vec::new();
    for likeness in [Likeness::NameAndScore, Likeness::Name, Likeness::Figures] {
        open = pair_up(open, &mut rows, likeness, &mut pairs);
    }
    pairs.sort_by_key(|pair| pair.report);
    let indexes = |named: &[Named<'_>]| named.iter().map(|named| named.index).collect();
    Matching { pairs, rows: indexes(&rows), reports: indexes(&open) }
}

/// Takes the rows that are about one of these reports; what is left of the reports.
fn pair_up<'r>(
    reports: Vec<Named<'r>>,
    rows: &mut Vec<Named<'r>>,
    likeness: Likeness,
    pairs: &mut Vec<Pair>,
) -> Vec<Named<'r>> {
    let mut by_key: TextMap<String, Vec<usize>> = TextMap::default();
    for (at, row) in rows.iter().enumerate() {
        by_key.entry(row.bucket(likeness)).or_default().push(at);
    }
    let mut taken = vec![false; rows.len()];
    let mut left = Vec::new();
    for report in reports {
        let candidates = by_key.get(&report.bucket(likeness)).map_or(&[][..], Vec::as_slice);
        let fits = |at: &&usize| {
            !taken.get(**at).copied().unwrap_or(true)
                && rows.get(**at).is_some_and(|row| report.is_like(row, likeness))
        };
        if let Some(&at) = candidates.iter().find(fits)
            && let (Some(row), Some(slot)) = (rows.get(at), taken.get_mut(at))
        {
            *slot = true;
            pairs.push(Pair { report: report.index, row: row.index, same_name: report.key == row.key });
        } else {
            left.push(report);
        }
    }
    let mut taken = taken.into_iter();
    rows.retain(|_| !taken.next().unwrap_or(false));
    left
}

impl Named<'_> {
    /// What two that are alike have in common for sure.
    fn bucket(&self, likeness: Likeness) -> String {
        let score = || {
            self.programme
                .total_score
                .as_ref()
                .map_or_else(String::new, |score| score.value.normalize().to_string())
        };
        match likeness {
            Likeness::NameAndScore => format!("{} {}", self.key, score()),
            Likeness::Name => self.key.clone(),
            Likeness::Figures => score(),
        }
    }

    fn is_like(&self, row: &Self, likeness: Likeness) -> bool {
        let kinds = (self.programme.kind == ProgrammeKind::Department)
            == (row.programme.kind == ProgrammeKind::Department);
        let figures = || {
            let (own, other) = (self.programme, row.programme);
            let same = |left: &Option<juesuan_model::PlacedNumber>,
                        right: &Option<juesuan_model::PlacedNumber>| {
                left.as_ref().zip(right.as_ref()).is_none_or(|(left, right)| left.value == right.value)
            };
            own.total_score.is_some()
                && same(&own.budget_adjusted, &other.budget_adjusted)
                && same(&own.executed, &other.executed)
        };
        kinds
            && match likeness {
                Likeness::NameAndScore => self.programme.total_score.is_some(),
                Likeness::Name => true,
                Likeness::Figures => figures() && distance::is_near(&self.key, &row.key),
            }
    }
}

/// Comparison key of a name: without blanks, punctuation and the year in front.
pub(crate) fn key(name: &str) -> String {
    let mut key = vocabulary::label_key(name).into_owned();
    if !key.chars().all(is_letter) {
        key.retain(is_letter);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{Pair, matching};
    use crate::testing::sample::Sample;

    #[test]
    fn by_name_and_score_then_name_then_figures() {
        let report = Sample::new()
            .programme("校舍维修")
            .money("5", "5", "100")
            .total("98") // 0
            .programme("校舍维修")
            .money("5", "4", "80")
            .total("91") // 1
            .programme("提前下达特岗教师补助的资金")
            .money("3", "3", "100")
            .total("97") // 2
            .programme("营养改善")
            .money("8", "8", "100")
            .total("90") // 3
            .summary("校舍维修")
            .money("5", "4", "80")
            .total("91") // 4
            .summary("校舍维修")
            .money("5", "5", "100")
            .total("98.5") // 5
            .summary("提前下达特岗教师补助资金")
            .money("3", "3", "100")
            .total("97") // 6
            .summary("教师培训")
            .money("1", "1", "100")
            .total("95") // 7
            .end();
        let found = matching(&report);
        let pair = |report, row, same_name| Pair { report, row, same_name };
        assert_eq!(found.pairs, [pair(0, 5, true), pair(1, 4, true), pair(2, 6, false)]);
        assert_eq!((found.reports, found.rows), (vec![3], vec![7]));
    }
}
