//! A number of a table together with what says what it is.

use rust_decimal::Decimal;

use super::{Cell, Column, Row};
use crate::amount::convert;
use crate::{Amount, Item, Measure, MoneyUnit, Place, Unit};

/// A figure of a table with everything that says what it is.
#[derive(Copy, Clone, Debug)]
pub struct Figure<'r> {
    /// The value as printed.
    pub value: Decimal,
    /// The unit of the cell, else of its row, its column, its table.
    pub unit: Option<&'r Unit>,
    /// Where it stands.
    pub place: Place,
    /// Its row.
    pub row: &'r Row,
    /// Its column.
    pub column: &'r Column,
    /// Its cell.
    pub cell: &'r Cell,
}

impl Figure<'_> {
    /// The value with its unit; `None` where no unit is known.
    pub fn amount(&self) -> Option<Amount> {
        self.unit.map(|unit| Amount::new(self.value, unit.clone()))
    }

    /// The money in yuan, exactly; `None` where it is not money.
    pub fn yuan(&self) -> Option<Decimal> {
        convert(self.value, self.unit?, MoneyUnit::Yuan).ok()
    }

    /// What the figure is about: its row's item, else its column's.
    pub fn item(&self) -> Option<Item> {
        self.row.item.or(self.column.item)
    }

    /// What the figure measures: what its column says, else its row.
    pub fn measure(&self) -> Option<Measure> {
        self.column.measure.or(self.row.measure)
    }
}
