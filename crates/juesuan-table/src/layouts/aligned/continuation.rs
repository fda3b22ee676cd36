//! Matches the columns of a headerless continuation page to the previous page, by content and
//! position.

use std::ops::Range;

use juesuan_segment::Span;
use juesuan_source::chars::{is_code, is_digit};

use crate::cell::look::Look;
use crate::grid::RawCell;
use crate::layouts::aligned::Line;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::{List, Words};

/// What a cell holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    /// The name of a group of indicators of the first level: 产出指标.
    Group,
    /// The name of a group inside such a one: 时效指标.
    Subgroup,
    /// A limit: ≥90%, =100%.
    Bound,
    /// A number and its unit: 30元/人.
    Quantity,
    Percent,
    Figure,
    Code,
}

const SORTS: usize = 8;

impl Sort {
    fn of(source: &Text<'_>, cell: RawCell) -> Option<Self> {
        let text = cell.span.text(source);
        match cell.seen.look {
            Look::Blank => None,
            Look::Number if is_code(text) => Some(Self::Code),
            Look::Number | Look::Dash => Some(Self::Figure),
            Look::Percent => Some(Self::Percent),
            Look::Text | Look::Broken => Some(Self::of_text(source.words, text)),
        }
    }

    /// The sort of a cell that stands at `span`; `None` where that is blank.
    pub(crate) fn of_cell(source: &Text<'_>, span: Span) -> Option<Self> {
        let printed = span.text(source);
        let start = span.start as usize + printed.len() - printed.trim_start().len();
        Self::of(source, RawCell::of(source, Span::of(start..start + printed.trim().len())))
    }

    fn of_text(words: &Words, text: &str) -> Self {
        let mut last = text.chars().rev().filter(|c| !c.is_whitespace());
        let is_group = |name: &str| text.chars().filter(|c| !c.is_whitespace()).eq(name.chars());
        match text.trim_start().chars().next() {
            Some('≥' | '≤' | '≧' | '≦' | '>' | '<' | '=' | '＞' | '＜' | '＝') => Self::Bound,
            Some(c) if is_digit(c) => Self::Quantity,
            _ if last.next() == Some('标') && last.next() == Some('指') => {
                if words.list(List::IndicatorGroups).iter().any(|name| is_group(name)) {
                    Self::Group
                } else {
                    Self::Subgroup
                }
            }
            _ => Self::Text,
        }
    }

    /// What a target, what was reached, and a rate print alike; names of any level.
    const fn family(self) -> usize {
        match self {
            Self::Text | Self::Group | Self::Subgroup => 0,
            Self::Bound | Self::Quantity | Self::Percent => 1,
            Self::Figure => 2,
            Self::Code => 3,
        }
    }
}

const ALL: [Sort; SORTS] = [
    Sort::Text,
    Sort::Group,
    Sort::Subgroup,
    Sort::Bound,
    Sort::Quantity,
    Sort::Percent,
    Sort::Figure,
    Sort::Code,
];

/// A column: where it stands and how many cells of each sort it holds.
#[derive(Clone)]
pub(crate) struct Column {
    place: Range<usize>,
    counts: [usize; SORTS],
}

impl Column {
    /// What most of its cells are; `None` where it has none.
    fn sort(&self) -> Option<Sort> {
        let most = ALL.into_iter().rev().max_by_key(|&sort| self.counts[sort as usize])?;
        (self.counts[most as usize] > 0).then_some(most)
    }

    /// Whether it holds figures.
    pub(crate) fn has_figures(&self) -> bool {
        matches!(self.sort(), Some(Sort::Figure | Sort::Percent))
    }

    /// The share of each sort among its cells, in thousandths.
    fn shares(&self) -> [usize; SORTS] {
        let all = self.counts.iter().sum::<usize>().max(1);
        self.counts.map(|count| count * 1000 / all)
    }

    /// How much alike what two columns hold is: 3000 where it is the same.
    fn likeness(&self, other: &Self) -> usize {
        let (mine, theirs) = (self.shares(), other.shares());
        let same: usize = mine.iter().zip(theirs).map(|(&mine, theirs)| mine.min(theirs)).sum();
        let family = |shares: [usize; SORTS]| {
            let mut families = [0; 4];
            ALL.iter().zip(shares).for_each(|(sort, share)| families[sort.family()] += share);
            families
        };
        let alike: usize =
            family(mine).iter().zip(family(theirs)).map(|(&mine, other)| mine.min(other)).sum();
        2 * same + alike
    }
}

/// What the columns of a page hold.
pub(crate) fn columns(source: &Text<'_>, page: &[Line], places: &[Range<usize>]) -> Vec<Column> {
    let mut columns: Vec<Column> =
        places.iter().map(|place| Column { place: place.clone(), counts: [0; SORTS] }).collect();
    for line in page.iter().filter(|line| !line.heads) {
        for (&cell, column) in line.cells.iter().zip(&mut columns) {
            if let Some(sort) = Sort::of(source, cell) {
                column.counts[sort as usize] += 1;
            }
        }
    }
    columns
}

/// Whether two columns print the same edge.
fn flush(column: &Column, above: &Column) -> bool {
    above.place.start == column.place.start || above.place.end == column.place.end
}

/// For each column of a page without a header, the column of the page above that it goes on with: of the same kind
/// and below it as far as possible, in the same order.
pub(crate) fn fitted(columns: &[Column], above: &[Column]) -> Vec<usize> {
    let (height, width) = (columns.len(), above.len());
    let at_places = |column: &&Column| above.iter().any(|above| flush(column, above));
    let met = columns.iter().filter(at_places).count();
    let same_kinds = columns.iter().zip(above).all(|(column, above)| column.sort() == above.sort());
    if height.max(width) > TUNING.aligned_continuation.most_fitted || same_kinds && met < height {
        return (0..height).collect();
    }
    // pages of one table may be set apart; then places say little
    let weight = if met * 2 > height { 1000 } else { 200 };
    let score = |column: &Column, above: &Column| {
        let shared =
            column.place.end.min(above.place.end).saturating_sub(column.place.start.max(above.place.start));
        let longest = column.place.len().max(above.place.len()).max(1);
        column.likeness(above) + weight * shared / longest
    };
    // best[row][column]: the best score of the first columns here against the first ones above
    let mut best = vec![vec![0usize; width + 1]; height + 1];
    for row in 0..height {
        for column in row..width {
            let here = best[row][column] + score(&columns[row], &above[column]);
            best[row + 1][column + 1] = here.max(if column > row { best[row + 1][column] } else { 0 });
        }
    }
    let mut places = vec![0; height];
    let mut column = width;
    for row in (0..height).rev() {
        while column > row + 1 && best[row + 1][column - 1] == best[row + 1][column] {
            column -= 1;
        }
        column = column.saturating_sub(1);
        places[row] = column;
    }
    places
}

/// The cells in the columns of the page above.
pub(crate) fn moved(cells: &[RawCell], places: &[usize], width: usize) -> Vec<RawCell> {
    let mut moved = vec![RawCell::default(); width];
    for (&cell, &place) in cells.iter().zip(places) {
        if let Some(moved) = moved.get_mut(place) {
            *moved = cell;
        }
    }
    moved
}
