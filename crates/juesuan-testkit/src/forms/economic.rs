//! Z06 一般公共预算财政拨款基本支出决算(明细)表.

use super::{Family, Press, Stub, Style};
use crate::accounts::Accounts;
use crate::codes::ECONOMY;
use crate::grid::{Cell, Grid, Row};
use crate::money::Money;

/// Z06: three panels side by side, or one list.
pub fn basic_by_economy(accounts: &Accounts, style: Style) -> Grid {
    match style.family {
        Family::Panels => three_panels(accounts, style),
        Family::Lists => one_list(accounts, style),
    }
}

fn three_panels(accounts: &Accounts, style: Style) -> Grid {
    let press = Press::new("Z06", style);
    let head = ["经济分类科目编码", "科目名称", "决算数"];
    let mut grid =
        Grid { header: vec![Row::header(head.iter().copied().cycle().take(9))], ..Grid::default() };
    let longest = ECONOMY.iter().map(|panel| panel.len()).max().unwrap_or(0);
    for index in 0..longest {
        let mut cells = Vec::new();
        for panel in ECONOMY {
            match panel.get(index) {
                Some(&(code, label)) => {
                    let stub = Stub { code, label, ..Stub::default() };
                    cells.extend([Cell::text(code), Cell::text(label)]);
                    cells.push(press.amount(accounts.economic(code), stub, "决算数"));
                }
                None => cells.extend([Cell::blank(), Cell::blank(), Cell::blank()]),
            }
        }
        grid.rows.push(Row::of(cells));
    }
    let total = |label: &str, amount: Money| {
        let stub = Stub { label, ..Stub::default() };
        [Cell::blank(), Cell::text(press.total(label)), press.amount(amount, stub, "决算数")]
    };
    let mut cells: Vec<Cell> = total("人员经费合计", accounts.personnel()).into();
    cells.extend([Cell::blank(), Cell::blank(), Cell::blank()]);
    cells.extend(total("公用经费合计", accounts.running()));
    grid.rows.push(Row::of(cells));
    grid
}

fn one_list(accounts: &Accounts, style: Style) -> Grid {
    let press = Press::new("Z06", style);
    let header = vec![
        Row::header(["支出经济分类科目编码", "科目名称", "本年基本支出", "+", "+"]),
        Row::header(["", "", "合计", "人员经费", "公用经费"]),
        Row::header(["栏次", "+", "1", "2", "3"]),
    ];
    let mut grid = Grid { header, ..Grid::default() };
    let mut row = |code: &str, label: &str, personnel: Money, running: Money| {
        let stub = Stub { code, label, ..Stub::default() };
        let mut cells = vec![Cell::text(code), Cell::text(label)];
        for (path, amount) in [("合计", personnel + running), ("人员经费", personnel), ("公用经费", running)]
        {
            cells.push(press.amount(amount, stub, &format!("本年基本支出/{path}")));
        }
        grid.rows.push(Row::of(cells));
    };
    row("", "合计", accounts.personnel(), accounts.running());
    for &(code, label) in ECONOMY.iter().flat_map(|panel| panel.iter()) {
        let amount = accounts.economic(code);
        let personnel = code.starts_with("301") || code.starts_with("303");
        if amount != Money::ZERO {
            let (p, r) = if personnel { (amount, Money::ZERO) } else { (Money::ZERO, amount) };
            row(code, label, p, r);
        }
    }
    grid
}
