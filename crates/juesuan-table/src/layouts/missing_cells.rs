//! Rows of exploded tables whose empty cells were left out: what the cells are and what the header names tell where
//! they stand.

use juesuan_segment::Span;

use crate::cell::clean;
use crate::layouts::aligned::continuation::Sort;
use crate::layouts::exploded_row::Row;
use crate::reason::Reason;
use crate::repair::{Repair, RepairKind};
use crate::text::Text;
use crate::tuning::layouts::TUNING;
use crate::words::List;

/// What cells below a word of a header are, and how well each sort fits.
const BELOW: [(List, &[(Sort, u32)]); 7] = [
    (List::FirstLevels, &[(Sort::Group, 3)]),
    (List::SecondLevels, &[(Sort::Subgroup, 3)]),
    (List::ThirdLevels, &[(Sort::Text, 3)]),
    (List::Targets, TARGET),
    (List::Reached, REACHED),
    (List::Points, &[(Sort::Figure, 3)]),
    (List::Comments, &[(Sort::Text, 2)]),
];

const TARGET: &[(Sort, u32)] = &[(Sort::Bound, 3), (Sort::Quantity, 2), (Sort::Percent, 2), (Sort::Text, 1)];

const REACHED: &[(Sort, u32)] = &[(Sort::Percent, 3), (Sort::Quantity, 3), (Sort::Text, 1)];

/// Puts the cells of rows that are shorter than their header where they can stand alone; rows that fit in several ways
/// stay as they are.
pub(crate) fn place(source: &Text<'_>, rows: &mut [Row], repairs: &mut Vec<Repair>) {
    let mut header: Option<Vec<&[(Sort, u32)]>> = None;
    for row in rows {
        if let Some(found) = columns(source, row) {
            header = Some(found);
            continue;
        }
        let Some(columns) = header.as_deref().filter(|columns| row.cells.len() < columns.len()) else {
            continue;
        };
        let Some(places) = places(source, row, columns) else {
            set_aside(source, row, columns, repairs);
            continue;
        };
        let end = row.cells.last().map_or(0, |cell| cell.end as usize);
        let whole = row.cells.iter().copied().reduce(Span::join).unwrap_or_default();
        let mut cells = vec![Span::of(end..end); columns.len()];
        // a blank cell stands where the next filled one begins, so that cells stay in the order of the source
        for (&place, &cell) in places.iter().zip(&row.cells).rev() {
            let start = cell.start as usize;
            cells[..place].fill(Span::of(start..start));
            cells[place] = cell;
        }
        row.cells = cells;
        repairs.push(Repair {
            kind: RepairKind::MovedCell,
            at: whole,
            other: None,
            printed: format!("{} 个单元格", places.len()),
            read_as: format!("{} 列", columns.len()),
            reason: Reason::LeftOut,
        });
    }
}

/// Makes one cell of a row that cannot stand as it does, below words of other sorts, and may stand in several ways: no
/// figure of it is read.
fn set_aside(source: &Text<'_>, row: &mut Row, columns: &[&[(Sort, u32)]], repairs: &mut Vec<Repair>) {
    let sort = |cell: &Span| Sort::of_cell(source, *cell);
    let misfits = |(cell, sorts): (&Span, &&[(Sort, u32)])| {
        sort(cell).is_some_and(|sort| sort != Sort::Text && !sorts.iter().any(|(known, _)| *known == sort))
    };
    let complete = row.cells.iter().all(|cell| sort(cell).is_some());
    if !complete || row.cells.len() < 2 || !row.cells.iter().zip(columns).any(misfits) {
        return;
    }
    let whole = row.cells.iter().copied().reduce(Span::join).unwrap_or_default();
    repairs.push(Repair {
        kind: RepairKind::Uncertain,
        at: whole,
        other: None,
        printed: whole.text(source).trim().to_owned(),
        read_as: String::new(),
        reason: Reason::LeftOutAnywhere,
    });
    row.cells = vec![whole];
}

/// What stands below each word of a header all of whose words are known.
fn columns(source: &Text<'_>, row: &Row) -> Option<Vec<&'static [(Sort, u32)]>> {
    if !(TUNING.missing_cells.fewest..=TUNING.missing_cells.most).contains(&row.cells.len()) {
        return None;
    }
    row.cells
        .iter()
        .map(|cell| {
            let key = clean::key(cell.text(source));
            source.header(&key)?;
            BELOW.iter().find(|(list, _)| source.words.occurs(*list, &key)).map(|(_, sorts)| *sorts)
        })
        .collect()
}

/// The column of each cell, in the order of the row, if there is one best way.
fn places(source: &Text<'_>, row: &Row, columns: &[&[(Sort, u32)]]) -> Option<Vec<usize>> {
    let sorts: Vec<Sort> =
        row.cells.iter().map(|&cell| Sort::of_cell(source, cell)).collect::<Option<_>>()?;
    let fit = |sort: Sort, column: usize| {
        columns[column].iter().find(|(known, _)| *known == sort).map(|(_, points)| *points)
    };
    let (height, width) = (sorts.len(), columns.len());
    // best[cells][columns]: the best score of the first cells in the first columns, and in how many ways it is reached
    let mut best: Vec<Vec<Option<(u32, u32)>>> = vec![vec![None; width + 1]; height + 1];
    best[0].fill(Some((0, 1)));
    for (cell, &sort) in sorts.iter().enumerate() {
        for column in cell..width {
            let here =
                best[cell][column].zip(fit(sort, column)).map(|((sum, ways), more)| (sum + more, ways));
            let there = best[cell + 1][column];
            best[cell + 1][column + 1] = match (here, there) {
                (Some(one), Some(other)) if one.0 == other.0 => Some((one.0, one.1 + other.1)),
                (one, other) => one.max(other),
            };
        }
    }
    let (_, ways) = best[height][width]?;
    if ways != 1 {
        return None;
    }
    let mut places = vec![0; height];
    let mut column = width;
    for cell in (0..height).rev() {
        while column > cell + 1 && best[cell + 1][column - 1] == best[cell + 1][column] {
            column -= 1;
        }
        column -= 1;
        places[cell] = column;
    }
    Some(places)
}
