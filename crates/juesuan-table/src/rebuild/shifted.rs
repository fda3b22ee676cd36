//! Rows whose blank amount was left out, so that all behind it stands a cell too far left:
//! 二、上级补助收入 | 二、教育支出 | 6.00 |

use juesuan_source::TextMap;

use crate::cell::look::Look;
use crate::grid::{Grid, RawCell};
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::rebuild::TUNING;
use crate::words;

/// What the cells of a column are.
#[derive(Copy, Clone, Debug, Default)]
struct Pile {
    figures: usize,
    items: usize,
}

impl Pile {
    fn is_figures(self) -> bool {
        self.figures > 1 && self.figures * 10 >= (self.figures + self.items) * TUNING.shifted.most
    }

    fn is_items(self) -> bool {
        self.items > 1 && self.items * 10 >= (self.figures + self.items) * TUNING.shifted.most
    }
}

/// Moves the cells of such rows back below their heads.
pub(crate) fn settle(source: &Text<'_>, grid: &mut Grid, repairs: &mut Vec<Repair>) {
    if grid.has_loose() {
        return;
    }
    let width = grid.rows.iter().map(|row| usize::from(row.printed_width)).max().unwrap_or(0);
    let item = |cell: &RawCell| cell.seen.look == Look::Text && words::begins_item(&grid.key(*cell, source));
    let mut piles = vec![Pile::default(); width];
    for row in 0..grid.rows.len() {
        for (pile, cell) in piles.iter_mut().zip(grid.cells(row)) {
            pile.figures += usize::from(cell.is_number());
            pile.items += usize::from(item(cell));
        }
    }
    let mut rewritten = TextMap::default();
    for row in 0..grid.rows.len() {
        let cells = grid.cells(row);
        let misplaced = |at: &usize| {
            let (own, next) = (piles.get(*at).copied().unwrap_or_default(), piles.get(at + 1).copied());
            // what the cell says is looked up last: in most columns it does not matter
            own.is_figures()
                && next.is_some_and(Pile::is_items)
                && cells.get(at + 1).is_some_and(|next| next.is_number())
                && cells.get(*at).is_some_and(item)
        };
        let free = cells.len() < width || cells.last().is_some_and(|last| last.is_blank());
        let Some(at) = (1..cells.len()).find(misplaced).filter(|_| free) else { continue };
        let mut moved = cells.to_vec();
        moved.insert(at, RawCell::default());
        moved.truncate(width);
        repairs.push(Repair {
            kind: RepairKind::MovedCell,
            at: cells[at].span,
            other: None,
            printed: cells[at].span.text(source).to_owned(),
            read_as: String::new(),
            reason: Reason::LeftOut,
        });
        rewritten.insert(row, moved);
    }
    if !rewritten.is_empty() {
        grid.rewrite(rewritten);
    }
}
