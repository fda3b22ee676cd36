//! The heads of indicators: how many levels, and what stands in the columns behind them.

use super::cells::{Cell, is_group};
use super::{BLANK, Row};
use crate::table::Role;
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;

/// What a column behind the names of indicators holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A target, or what was reached.
    Value,
    /// The sign in front of a target, or that it is no number.
    Sign,
    /// The unit behind a target.
    Unit,
    Points,
    /// A rate of what was reached, or of the points.
    Rate,
    /// 是 or 否.
    Choice,
}

impl Slot {
    /// What a head says of its column.
    fn of(source: &Text<'_>, cell: &Cell) -> Option<Self> {
        let lists = [
            (List::Signs, Self::Sign),
            (List::PartsOfTargets, Self::Unit),
            (List::Choices, Self::Choice),
            (List::Rates, Self::Rate),
            (List::Targets, Self::Value),
            (List::Reached, Self::Value),
            (List::Points, Self::Points),
        ];
        let is = |list| source.words.occurs(list, &cell.key);
        let named = lists.into_iter().find(|(list, _)| is(*list)).map(|(_, slot)| slot);
        let figure = || source.header(&cell.key) == Some(Role::Figure) && !is_group(source, cell);
        named
            .filter(|slot| *slot != Self::Points || !is_group(source, cell))
            .or_else(|| figure().then_some(Self::Points))
    }
}

/// The cells of a form with the heads of its indicators put together that are broken over lines: 年度 above 指标值.
pub(super) fn with_whole_heads(source: &Text<'_>, cells: Vec<Cell>) -> Vec<Cell> {
    let is = |cell: &Cell, list| source.words.occurs(list, &cell.key) && !cell.is_value();
    let names = |list| cells.iter().position(|cell| is(cell, list));
    let Some(start) = names(List::FirstLevels).or_else(|| names(List::ThirdLevels)) else { return cells };
    let levels = [List::FirstLevels, List::SecondLevels, List::ThirdLevels];
    let known = |cell: &Cell| levels.iter().any(|list| is(cell, *list)) || Slot::of(source, cell).is_some();
    let mut whole: Vec<Cell> = cells[..start].to_vec();
    let mut at = start;
    while let Some(cell) = cells.get(at) {
        at += 1;
        let next = cells.get(at).filter(|next| next.opens_line != Some(false));
        let joined = next.and_then(|next| cell.joined(source, next));
        if known(cell) {
            whole.push(cell.clone());
        } else if is(cell, List::Comments) {
            let mut last = cell.clone();
            while let Some(next) = cells.get(at).filter(|next| {
                next.opens_line != Some(false) && is(next, List::Comments) && !is_group(source, next)
            }) {
                let Some(joined) = last.joined(source, next) else { break };
                (last, at) = (joined, at + 1);
            }
            whole.push(last);
            break;
        } else if let Some(joined) = joined.filter(|joined| known(joined) || is(joined, List::Comments)) {
            whole.push(joined);
            at += 1;
        } else {
            whole.push(cell.clone());
            break;
        }
    }
    whole.extend(cells.get(at..).unwrap_or(&[]).iter().cloned());
    whole
}

/// The heads of indicators: how many levels, what stands behind them, and whether remarks follow.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The word in the margin, where one stands in front of the levels.
    pub(super) margin: Option<usize>,
    /// Where the heads of the levels begin, and where the last head ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) levels: usize,
    pub(super) slots: Vec<Slot>,
    pub(super) points: usize,
    pub(super) remarks: bool,
}

impl Head {
    /// The heads among the cells of a form.
    pub(super) fn find(source: &Text<'_>, cells: &[Cell]) -> Option<Self> {
        let is = |cell: &Cell, list| source.words.occurs(list, &cell.key);
        let names = |list| cells.iter().position(|cell| is(cell, list) && !cell.is_value());
        let start = names(List::FirstLevels).or_else(|| names(List::ThirdLevels))?;
        let in_margin = |at: &usize| source.words.begins(List::MarginGroups, &cells[*at].key);
        let margin = start.checked_sub(1).filter(in_margin);
        let mut head =
            Self { margin, start, end: start, levels: 0, slots: Vec::new(), points: 0, remarks: false };
        for cell in cells.get(start..)? {
            let level = [List::FirstLevels, List::SecondLevels, List::ThirdLevels];
            let names_level = head.slots.is_empty() && level.into_iter().any(|list| is(cell, list));
            if names_level {
                head.levels += 1;
            } else if let Some(slot) = Slot::of(source, cell) {
                head.slots.push(slot);
            } else {
                head.remarks = is(cell, List::Comments);
                head.end += usize::from(head.remarks);
                break;
            }
            head.end += 1;
        }
        head.points = head.count(Slot::Points);
        let values = head.count(Slot::Value);
        let told = head.levels > 1 || head.slots.len() >= TUNING.evaluation_indicators.told;
        (head.levels > 0 && values > 0 && told).then_some(head)
    }

    fn count(&self, slot: Slot) -> usize {
        self.slots.iter().filter(|own| **own == slot).count()
    }

    /// The first of its cells.
    pub(super) fn first(&self) -> usize {
        self.margin.unwrap_or(self.start)
    }

    /// How many cells of a row may hold what is no points, as heads of targets and results do.
    pub(super) fn values(&self) -> usize {
        self.slots.len() - self.points
    }

    /// The column of units, where the target has a sign of its own: what is no number has none.
    pub(super) fn unit(&self) -> Option<usize> {
        self.slots
            .contains(&Slot::Sign)
            .then(|| self.slots.iter().position(|slot| *slot == Slot::Unit))
            .flatten()
    }

    /// Points in their columns, and blank cells in those between them.
    pub(super) fn sums(&self, points: &[Cell]) -> Row {
        let mut points = points.iter();
        let mut place = |slot: &Slot| (*slot == Slot::Points).then(|| points.next()).flatten();
        self.slots.iter().map(|slot| place(slot).map_or(BLANK, |cell| cell.at.clone())).collect()
    }
}
