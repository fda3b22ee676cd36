//! Figures that stand where they cannot belong.

use juesuan_model::{Cell, Code, Decimal, Table};

use crate::quick::QuickMap;

/// The fewest figures of a row that make the numbers of columns.
const FEWEST: usize = 3;

/// Rows of which the figures count the columns: 1 2 3 4 is no amount of money.
pub(super) fn column_numbers(table: &Table) -> impl Iterator<Item = u32> {
    let rows = u32::try_from(table.rows().len()).unwrap_or(0);
    (0..rows).filter(move |&row| {
        let figures: Vec<Decimal> = table.cells_of(row).iter().filter_map(Cell::number).collect();
        let counts = |pair: &[Decimal]| matches!(pair, [left, right] if *right - *left == Decimal::ONE);
        figures.len() >= FEWEST
            && figures.iter().all(|figure| figure.scale() == 0 && !figure.is_sign_negative())
            && figures.windows(2).all(counts)
    })
}

/// Whether a row has its only figures beside each other's place: a row of the classification has a figure in a column where
/// the row above it in the classification has none, and none where that one has its own. An amount that is there must be in
/// what it is a part of.
pub(super) fn contradict(table: &Table) -> bool {
    let mut columns: QuickMap<Code, Vec<u16>> = QuickMap::default();
    for (row, printed) in (0..).zip(table.rows()) {
        let Some(code) = printed.code else { continue };
        let figures = table.cells_of(row).iter().filter(|cell| cell.number().is_some_and(|n| !n.is_zero()));
        let mut figures: Vec<u16> = figures.map(|cell| cell.column).collect();
        figures.sort_unstable();
        columns.entry(code).or_insert(figures);
    }
    columns.iter().any(|(code, own)| {
        let Some(above) = code.parent().and_then(|parent| columns.get(&parent)) else { return false };
        own.len() == above.len() && own.len() > 1 && own != above && {
            let apart = own.iter().zip(above).filter(|(left, right)| left != right).count();
            apart == 1
        }
    })
}

/// Whether whole numbers stand among amounts with decimals: parts of codes that were read as amounts.
pub(super) fn are_mixed(table: &Table) -> bool {
    let figures = || table.cells().iter().filter_map(Cell::number).filter(|figure| !figure.is_zero());
    let whole = figures().filter(|figure| figure.scale() == 0).count();
    let all = figures().count();
    whole > FEWEST && all - whole > FEWEST && whole * 10 > all
}
