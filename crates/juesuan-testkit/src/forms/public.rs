//! Z09 财政拨款“三公”经费支出决算表.

use super::{Family, Press, Stub, Style};
use crate::accounts::{Accounts, PublicExpenses};
use crate::grid::{Cell, Grid, Row};
use crate::money::Money;

/// Z09: one line of budget and final figures, or a list of what was spent for what.
pub fn public_expenses(accounts: &Accounts, style: Style) -> Grid {
    match style.family {
        Family::Panels => one_line(accounts, style),
        Family::Lists => list(accounts, style),
    }
}

fn one_line(accounts: &Accounts, style: Style) -> Grid {
    let press = Press::new("Z09", style);
    let cars = "公务用车购置及运行维护费";
    let abroad = "因公出国（境）费";
    let half = |name| [name, "+", "+", "+", "+", "+"];
    let first = ["合计", abroad, cars, "+", "+", "公务接待费"];
    let second = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""];
    let ordinals: Vec<String> = (1..=12).map(|ordinal: u8| ordinal.to_string()).collect();
    let header = vec![
        Row::header([half("预算数"), half("决算数")].concat()),
        Row::header(first.repeat(2)),
        Row::header(second.repeat(2)),
        Row::header(ordinals.iter().map(String::as_str)),
    ];
    let mut cells = Vec::new();
    for (half, expenses) in [("预算数", &accounts.public_budget), ("决算数", &accounts.public_final)] {
        let columns: [(&str, Money); 6] = [
            ("合计", expenses.total()),
            (abroad, expenses.abroad),
            ("公务用车购置及运行维护费/小计", expenses.cars()),
            ("公务用车购置及运行维护费/公务用车购置费", expenses.car_purchase),
            ("公务用车购置及运行维护费/公务用车运行维护费", expenses.car_running),
            ("公务接待费", expenses.reception),
        ];
        cells.extend(
            columns.map(|(path, amount)| press.amount(amount, Stub::default(), &format!("{half}/{path}"))),
        );
    }
    Grid { header, rows: vec![Row::of(cells)], breaks: Vec::new() }
}

/// A row of the list: its label and where its amount stands.
type Line = (&'static str, fn(&PublicExpenses) -> Money);

const LINES: [Line; 6] = [
    ("合计", |e| e.total()),
    ("1.因公出国（境）费", |e| e.abroad),
    ("2.公务用车购置及运行维护费", |e| e.cars()),
    ("（1）公务用车购置费", |e| e.car_purchase),
    ("（2）公务用车运行维护费", |e| e.car_running),
    ("3.公务接待费", |e| e.reception),
];

fn list(accounts: &Accounts, style: Style) -> Grid {
    let press = Press::new("Z09", style);
    let mut grid =
        Grid { header: vec![Row::header(["项目", "预算数", "决算数"])], ..Grid::default() };
    for (label, amount) in LINES {
        let stub = Stub { label, ..Stub::default() };
        grid.rows.push(Row::of(vec![
            Cell::text(label),
            press.amount(amount(&accounts.public_budget), stub, "预算数"),
            press.amount(amount(&accounts.public_final), stub, "决算数"),
        ]));
    }
    grid
}
