//! The cells of statutory tables as figures: their units and how exactly they are printed.

use juesuan_model::{Cell, Decimal, Entry, MoneyUnit, Report, Table, TableId, Unit};

use crate::Quantity;
use crate::quantity::Source;

/// The unit of those tables that state none: the one that all others state. None where they differ.
pub(crate) fn assumed_unit(report: &Report, tables: &[TableId]) -> Option<Unit> {
    let units = report.tables.iter().filter(|table| tables.contains(&table.id())).filter_map(Table::unit);
    let mut money: Vec<MoneyUnit> = units.filter_map(Unit::money).collect();
    money.sort_unstable();
    money.dedup();
    match money.as_slice() {
        [unit] => Some(Unit::Money(*unit)),
        _ => None,
    }
}

/// How many decimals the figures of a table have, where trailing zeros are not printed: the most frequent number of
/// decimals among those that print any; of two as frequent the larger.
pub(crate) fn usual_decimals(table: &Table) -> u32 {
    let mut counts = [0_u32; 29];
    for cell in table.cells() {
        if let Entry::Number(value) = &cell.entry
            && value.scale() > 0
            && let Some(count) = counts.get_mut(value.scale() as usize)
        {
            *count += 1;
        }
    }
    let most = (0..).zip(counts).max_by_key(|&(decimals, count)| (count, decimals));
    most.filter(|&(_, count)| count > 0).map_or(0, |(decimals, _)| decimals)
}

/// A cell as a figure.
///
/// In a table of figures with two decimals, 571 is 571.00 with its zeros left off, and 0 says that there is nothing:
/// it is exact, as a dash is. 0.00 is an amount that may have been rounded.
pub(crate) fn quantity(cell: &Cell, unit: Option<&Unit>, usual: u32, source: Source) -> Quantity {
    let value = cell.number().unwrap_or_default();
    let decimals = if value.is_zero() { value.scale() } else { value.scale().max(usual) };
    let mut figure = Quantity::rounded(value, decimals, unit, cell.place, source);
    if value.is_zero() && value.scale() == 0 {
        figure.half = Decimal::ZERO;
    }
    figure.readable &= !matches!(cell.entry, Entry::Text(_));
    figure
}
