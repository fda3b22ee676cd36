//! The tree of a header whose cells stand apart: which cells are groups of columns, and which are the parts of one word.

use std::ops::Range;

use crate::grid::{Grid, RawCell};
use juesuan_source::TextMap;

/// A column that the header names.
pub(super) struct Leaf {
    pub(super) column: usize,
    /// The parts of its name, top to bottom.
    pub(super) cells: Vec<RawCell>,
    /// The groups over it, from the outermost in.
    groups: Vec<usize>,
}

/// A cell above several columns.
struct Group {
    cell: RawCell,
    /// The first and the last of its leaves.
    leaves: Range<usize>,
}

/// The columns of a header and the groups above them.
pub(super) struct Tree {
    pub(super) leaves: Vec<Leaf>,
    groups: Vec<Group>,
}

/// A printed cell of the header.
#[derive(Copy, Clone)]
struct Printed {
    row: usize,
    column: usize,
    cell: RawCell,
}

/// Where the words of a column stand.
struct Stack {
    column: usize,
    cells: Vec<Printed>,
}

impl Stack {
    fn top(&self) -> usize {
        self.cells.first().map_or(0, |cell| cell.row)
    }

    /// Where the cell begins of which these words stand in the middle, if it ends at the end of the header; twice the row.
    fn begin(&self, last: usize, above: usize) -> usize {
        let own = || self.cells.iter().map(|cell| cell.row).filter(|&row| row > above);
        let (Some(first), Some(end)) = (own().min(), own().max()) else { return 0 };
        (first + end).saturating_sub(last)
    }
}

impl Tree {
    pub(super) fn of(grid: &Grid, head: Range<usize>) -> Self {
        let mut stacks: Vec<Stack> = Vec::new();
        let mut printed: Vec<Printed> = Vec::new();
        for (row, at) in head.clone().enumerate() {
            for (column, cell) in grid.cells(at).iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                let cell = Printed { row, column, cell: *cell };
                printed.push(cell);
                match stacks.iter_mut().find(|stack| stack.column == column) {
                    Some(stack) => stack.cells.push(cell),
                    None => stacks.push(Stack { column, cells: vec![cell] }),
                }
            }
        }
        stacks.sort_by_key(|stack| stack.column);
        let last = head.len().saturating_sub(1);
        // the words of the first column stand in the middle of its height: so do all others
        let centred = stacks.first().is_some_and(|first| first.top() > 0) && last > 0;
        let covers: Vec<(Printed, usize)> = printed
            .iter()
            .filter_map(|&cell| Some((cell, covered(cell, &printed, &stacks, centred.then_some(last))?)))
            .collect();
        Self::with(&stacks, &covers)
    }

    fn with(stacks: &[Stack], covers: &[(Printed, usize)]) -> Self {
        let is_group = |cell: &Printed| {
            covers.iter().any(|(group, _)| group.row == cell.row && group.column == cell.column)
        };
        let mut leaves: Vec<Leaf> = Vec::new();
        for stack in stacks {
            let own: Vec<RawCell> =
                stack.cells.iter().filter(|cell| !is_group(cell)).map(|cell| cell.cell).collect();
            if !own.is_empty() {
                leaves.push(Leaf { column: stack.column, cells: own, groups: Vec::new() });
            }
        }
        let mut groups = Vec::new();
        let mut sorted: Vec<&(Printed, usize)> = covers.iter().collect();
        sorted.sort_by_key(|(cell, _)| (cell.row, cell.column));
        for (cell, to) in sorted {
            let first = leaves.partition_point(|leaf| leaf.column < cell.column);
            let end = leaves.partition_point(|leaf| leaf.column <= *to);
            for leaf in leaves.get_mut(first..end).unwrap_or(&mut []) {
                leaf.groups.push(groups.len());
            }
            groups.push(Group { cell: cell.cell, leaves: first..end });
        }
        Self { leaves, groups }
    }

    /// The rows of the header with its leaves in their columns; rows that are left over get no cells.
    pub(super) fn rows(
        &self,
        grid: &mut Grid,
        head: Range<usize>,
        column: impl Fn(usize) -> usize,
        width: usize,
    ) -> TextMap<usize, Vec<RawCell>> {
        let depth = self.leaves.iter().map(|leaf| leaf.groups.len() + 1).max().unwrap_or(1);
        let mut rows: Vec<Vec<RawCell>> = vec![vec![RawCell::default(); width]; depth.min(head.len())];
        for (at, leaf) in self.leaves.iter().enumerate() {
            for (level, &group) in leaf.groups.iter().enumerate() {
                let Some(group) = self.groups.get(group).filter(|group| group.leaves.start == at) else {
                    continue;
                };
                if let Some(cell) = rows.get_mut(level).and_then(|row| row.get_mut(column(at))) {
                    *cell = group.cell;
                }
            }
            let whole = grid.together(&leaf.cells);
            if let Some(cell) = rows.get_mut(leaf.groups.len()).and_then(|row| row.get_mut(column(at))) {
                *cell = whole;
            }
        }
        rows.resize(head.len(), Vec::new());
        head.zip(rows).collect()
    }
}

/// The last column that a cell stands above; `None` where it is above its own alone.
fn covered(cell: Printed, printed: &[Printed], stacks: &[Stack], centred: Option<usize>) -> Option<usize> {
    let next = printed
        .iter()
        .filter(|other| other.row == cell.row && other.column > cell.column)
        .map(|other| other.column)
        .min();
    let below = |stack: &&Stack| {
        let lower = stack.top() > cell.row;
        let inside = centred.is_none_or(|last| stack.begin(last, cell.row) > cell.row);
        lower && inside && next.is_none_or(|next| stack.column < next)
    };
    let right = stacks.iter().filter(|stack| stack.column > cell.column);
    right.take_while(below).last().map(|stack| stack.column)
}
