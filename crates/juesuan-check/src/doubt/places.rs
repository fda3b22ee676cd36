//! Figures that stand where they cannot belong.

use juesuan_model::{Cell, Code, Decimal, Item, Table};

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

/// Whether a row of the classification has a figure in a column where the row above it in the classification has none, and
/// none where that one has its own: an amount must be in what it is a part of, so that one of them was set beside its column.
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
        let apart = own.iter().zip(above).filter(|(left, right)| left != right).count();
        own.len() == above.len() && own.len() > 1 && apart == 1
    })
}

/// Rows with two figures in one column: one of them belongs to the column beside it.
pub(super) fn crowded(table: &Table) -> impl Iterator<Item = u32> {
    let rows = u32::try_from(table.rows().len()).unwrap_or(0);
    (0..rows).filter(move |&row| {
        let mut columns: Vec<u16> = table.cells_of(row).iter().map(|cell| cell.column).collect();
        columns.sort_unstable();
        columns.windows(2).any(|pair| pair[0] == pair[1])
    })
}

/// Rows of which the figures go on in the next row, which has no name: their last digits stand there.
pub(super) fn torn(table: &Table) -> impl Iterator<Item = u32> {
    let figures =
        |row: u32| table.cells_of(row).iter().filter_map(|cell| Some((cell.column, cell.number()?)));
    let whole = move |row: u32, column: u16| {
        figures(row).any(|(other, figure)| other == column && figure.scale() == 0 && !figure.is_zero())
    };
    (1_u32..)
        .zip(table.rows().iter().skip(1))
        .filter(move |&(row, printed)| {
            let nameless = printed.code.is_none() && printed.label.trim().is_empty();
            let mut rest = figures(row).peekable();
            nameless
                && rest.peek().is_some()
                && rest.all(|(column, figure)| figure.scale() > 0 && whole(row - 1, column))
        })
        .flat_map(|(row, _)| [row - 1, row])
}

/// Whether what a row of the classification lacks in one column stands in another: the parts of its sum were set beside each
/// other's place.
pub(super) fn are_displaced(table: &Table) -> bool {
    let mut own: QuickMap<Option<Code>, QuickMap<u16, Decimal>> = QuickMap::default();
    let mut parts: QuickMap<Option<Code>, QuickMap<u16, Decimal>> = QuickMap::default();
    for (row, printed) in (0..).zip(table.rows()) {
        let is_total = printed.code.is_none() && printed.item.is_some_and(Item::is_total);
        if printed.code.is_none() && !is_total {
            continue;
        }
        for cell in table.cells_of(row) {
            let Some(figure) = cell.number() else { continue };
            *own.entry(printed.code).or_default().entry(cell.column).or_default() += figure;
            if let Some(code) = printed.code {
                *parts.entry(code.parent()).or_default().entry(cell.column).or_default() += figure;
            }
        }
    }
    own.iter().any(|(code, own)| {
        let Some(parts) = parts.get(code) else { return false };
        let columns = own.keys().chain(parts.keys().filter(|column| !own.contains_key(*column)));
        let of =
            |figures: &QuickMap<u16, Decimal>, column: &u16| figures.get(column).copied().unwrap_or_default();
        let gaps: Vec<Decimal> = columns.map(|column| of(own, column) - of(parts, column)).collect();
        cancel_out(gaps)
    })
}

/// Whether what one column lacks, more than 1, is what another has too much.
fn cancel_out(gaps: Vec<Decimal>) -> bool {
    let (mut surplus, mut lack): (Vec<Decimal>, Vec<Decimal>) =
        gaps.into_iter().filter(|gap| gap.abs() > Decimal::ONE).partition(Decimal::is_sign_positive);
    surplus.sort_unstable();
    lack.sort_unstable_by_key(|gap| -*gap);
    let mut lack = lack.iter().map(Decimal::abs).peekable();
    surplus.into_iter().any(|surplus| {
        while lack.next_if(|lack| *lack + NEAR <= surplus).is_some() {}
        lack.peek().is_some_and(|lack| *lack < surplus + NEAR)
    })
}

/// So far two gaps may be apart that one figure has left, for rounding.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Whether whole numbers stand among amounts with decimals: parts of codes that were read as amounts.
pub(super) fn are_mixed(table: &Table) -> bool {
    let figures = || table.cells().iter().filter_map(Cell::number).filter(|figure| !figure.is_zero());
    let whole = figures().filter(|figure| figure.scale() == 0).count();
    let all = figures().count();
    whole > FEWEST && all - whole > FEWEST && whole * 10 > all
}
