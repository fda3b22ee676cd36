//! The nine statutory forms, printed from the accounts of an invented body.

mod by_function;
mod economic;
mod public;
mod summary;

pub use by_function::{final_by_function, fund_balances, income_by_function, spending_by_function};
pub use economic::basic_by_economy;
pub use public::public_expenses;
pub use summary::{appropriation_summary, final_summary};

use crate::accounts::Accounts;
use crate::grid::{Cell, Grid};
use crate::money::{Money, MoneyUnit, group_thousands};
use crate::truth::{Observation, bare};

/// The forms in the order of their numbers, with their usual titles.
pub const TITLES: [(&str, &str); 9] = [
    ("Z01", "收入支出决算总表"),
    ("Z02", "收入决算表"),
    ("Z03", "支出决算表"),
    ("Z04", "财政拨款收入支出决算总表"),
    ("Z05", "一般公共预算财政拨款支出决算表"),
    ("Z06", "一般公共预算财政拨款基本支出决算表"),
    ("Z07", "政府性基金预算财政拨款收入支出决算表"),
    ("Z08", "国有资本经营预算财政拨款支出决算表"),
    ("Z09", "财政拨款“三公”经费支出决算表"),
];

/// How zero is printed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Zero {
    /// `0`
    Integer,
    /// `0.00`
    #[default]
    Point,
    /// Nothing.
    Blank,
    /// `-`
    Dash,
    /// One after the other of all these, as in forms that several hands filled.
    Mixed,
}

/// Which of the two families of forms is printed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// With 行次, three panels for economic codes, 三公 on one line.
    #[default]
    Panels,
    /// Without 行次, economic codes as one list with 人员经费 and 公用经费 as columns, 三公 as a list.
    Lists,
}

/// How a form is printed.
#[derive(Copy, Clone, Debug)]
pub struct Style {
    /// The family of forms.
    pub family: Family,
    /// The unit of its amounts.
    pub unit: MoneyUnit,
    /// How zero is printed.
    pub zero: Zero,
    /// Whether thousands are parted by commas.
    pub grouped: bool,
    /// Whether the labels of totals stand in `<b>`.
    pub bold: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            family: Family::Panels,
            unit: MoneyUnit::WanYuan,
            zero: Zero::Point,
            grouped: false,
            bold: false,
        }
    }
}

/// Prints the cells of one form.
struct Press<'a> {
    table: &'a str,
    style: Style,
    /// Zeros printed so far, for [`Zero::Mixed`].
    zeros: std::cell::Cell<usize>,
}

/// The stub of a row: what a figure in it is about.
#[derive(Copy, Clone, Default)]
struct Stub<'a> {
    row_no: &'a str,
    code: &'a str,
    label: &'a str,
}

impl<'a> Press<'a> {
    fn new(table: &'a str, style: Style) -> Self {
        Self { table, style, zeros: std::cell::Cell::default() }
    }

    /// An amount under `column`.
    fn amount(&self, amount: Money, stub: Stub, column: &str) -> Cell {
        let printed = self.printed(amount);
        if !printed.contains(|c: char| c.is_ascii_digit()) {
            return Cell::text(printed);
        }
        let observation = Observation {
            table: self.table.to_owned(),
            row_no: stub.row_no.to_owned(),
            code: stub.code.to_owned(),
            label: bare(stub.label),
            column: column.to_owned(),
            value: printed.replace(',', ""),
            unit: self.style.unit.name().to_owned(),
            line: 0,
        };
        Cell::figure(printed, observation)
    }

    fn printed(&self, amount: Money) -> String {
        let number = amount.print(self.style.unit);
        if amount == Money::ZERO {
            return self.zero().to_owned();
        }
        if self.style.grouped { group_thousands(&number) } else { number }
    }

    fn zero(&self) -> &'static str {
        let nth = self.zeros.get();
        self.zeros.set(nth + 1);
        match self.style.zero {
            Zero::Integer => "0",
            Zero::Point => "0.00",
            Zero::Blank => "",
            Zero::Dash => "-",
            Zero::Mixed => ["0", "0.00", "", "-", "0", "0.00", "0.00"][nth % 7],
        }
    }

    /// The label of a total.
    fn total(&self, label: &str) -> String {
        if self.style.bold && !label.is_empty() { format!("<b>{label}</b>") } else { label.to_owned() }
    }
}

/// Prints one of the forms; `Z01` … `Z09` as in the data package. An unknown name gives an empty table.
pub fn form(table: &str, accounts: &Accounts, style: Style) -> Grid {
    match table {
        "Z01" => final_summary(accounts, style),
        "Z02" => income_by_function(accounts, style),
        "Z03" => spending_by_function(accounts, style),
        "Z04" => appropriation_summary(accounts, style),
        "Z05" => final_by_function(accounts, style, "Z05"),
        "Z06" => basic_by_economy(accounts, style),
        "Z07" => fund_balances(accounts, style),
        "Z08" => final_by_function(accounts, style, "Z08"),
        "Z09" => public_expenses(accounts, style),
        _ => Grid::default(),
    }
}
