//! Z01 收入支出决算总表 and Z04 财政拨款收入支出决算总表: two panels side by side.

use super::{Family, Press, Stub, Style};
use crate::accounts::{Accounts, Fund, Item};
use crate::codes::FUNCTION_LINES;
use crate::grid::{Cell, Grid, Row};
use crate::money::Money;

const NUMERALS: [&str; 26] = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
];

const FUNDS: [Fund; 3] = [Fund::General, Fund::Government, Fund::StateCapital];

/// One side of a row: its label, and its amounts unless the side is empty there.
#[derive(Clone, Default)]
struct Side {
    label: String,
    total: bool,
    amounts: Option<Vec<Money>>,
}

impl Side {
    fn line(label: impl Into<String>, amounts: Vec<Money>) -> Self {
        Self { label: label.into(), total: false, amounts: Some(amounts) }
    }

    fn total(label: &str, amounts: Vec<Money>) -> Self {
        Self { label: label.to_owned(), total: true, amounts: Some(amounts) }
    }
}

/// Z01 收入支出决算总表.
pub fn final_summary(accounts: &Accounts, style: Style) -> Grid {
    let own = accounts.received_of(Fund::Own);
    let income = [
        ("一般公共预算财政拨款收入", accounts.received_of(Fund::General)),
        ("政府性基金预算财政拨款收入", accounts.received_of(Fund::Government)),
        ("国有资本经营预算财政拨款收入", accounts.received_of(Fund::StateCapital)),
        ("上级补助收入", Money::ZERO),
        ("事业收入", accounts.business_income),
        ("经营收入", Money::ZERO),
        ("附属单位上缴收入", Money::ZERO),
        ("其他收入", own - accounts.business_income),
    ];
    let left = numbered(income.map(|(name, amount)| (name, vec![amount])));
    let lists = style.family == Family::Lists;
    let surplus = if lists {
        "使用非财政拨款结余（含专用结余）"
    } else {
        "使用非财政拨款结余"
    };
    let (left_total, right_total) =
        if lists { ("总计", "总计") } else { ("收入总计", "支出总计") };
    let left_tail = vec![
        Side::total("本年收入合计", vec![accounts.received()]),
        Side::line(surplus, vec![accounts.used_surplus]),
        Side::line("年初结转和结余", vec![accounts.opening_total()]),
        Side::default(),
        Side::total(left_total, vec![accounts.grand_total()]),
    ];
    let right = function_lines(accounts, lists, |code| {
        vec![accounts.sum(Item::spent, |item| item.code.starts_with(code))]
    });
    let right_tail = vec![
        Side::total("本年支出合计", vec![accounts.spent()]),
        Side::line("结余分配", vec![Money::ZERO]),
        Side::line("年末结转和结余", vec![accounts.closing_total()]),
        Side::default(),
        Side::total(right_total, vec![accounts.grand_total()]),
    ];
    two_panels(&Press::new("Z01", style), ("决算数", &["决算数"]), (left, left_tail), (right, right_tail))
}

/// Z04 财政拨款收入支出决算总表.
pub fn appropriation_summary(accounts: &Accounts, style: Style) -> Grid {
    let names = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"];
    let received: Vec<Money> = FUNDS.iter().map(|&fund| accounts.received_of(fund)).collect();
    let opening: Vec<Money> = FUNDS.iter().map(|&fund| accounts.opening_of(fund)).collect();
    let sum = |amounts: &[Money]| amounts.iter().copied().sum::<Money>();
    let left = numbered([0, 1, 2].map(|i| (names[i], vec![received[i]])));
    let with_total = |amounts: Vec<Money>| [vec![sum(&amounts)], amounts].concat();
    let total = vec![sum(&received) + sum(&opening)];
    let mut left_tail = vec![
        Side::total("本年收入合计", vec![sum(&received)]),
        Side::line("年初财政拨款结转和结余", vec![sum(&opening)]),
    ];
    left_tail.extend([0, 1, 2].map(|i| Side::line(names[i], vec![opening[i]])));
    left_tail.push(Side::total("总计", total));
    let lists = style.family == Family::Lists;
    let right = function_lines(accounts, lists, |code| {
        with_total(
            FUNDS
                .map(|fund| {
                    accounts.sum(Item::spent, |item| item.fund == fund && item.code.starts_with(code))
                })
                .to_vec(),
        )
    });
    let all = |of: &dyn Fn(Fund) -> Money| with_total(FUNDS.map(of).to_vec());
    let right_tail = vec![
        Side::total("本年支出合计", all(&|fund| accounts.spent_of(fund))),
        Side::line("年末财政拨款结转和结余", all(&|fund| accounts.closing_of(fund))),
        Side::default(),
        Side::default(),
        Side::default(),
        Side::total("总计", all(&|fund| accounts.opening_of(fund) + accounts.received_of(fund))),
    ];
    let columns = ["合计", names[0], names[1], names[2]];
    two_panels(&Press::new("Z04", style), ("金额", &columns), (left, left_tail), (right, right_tail))
}

fn numbered<'a>(lines: impl IntoIterator<Item = (&'a str, Vec<Money>)>) -> Vec<Side> {
    lines
        .into_iter()
        .zip(NUMERALS)
        .map(|((name, amounts), numeral)| Side::line(format!("{numeral}、{name}"), amounts))
        .collect()
}

/// The function lines; in the family of lists those alone that have money, renumbered.
fn function_lines(accounts: &Accounts, used_only: bool, amounts: impl Fn(&str) -> Vec<Money>) -> Vec<Side> {
    let used = |code: &str| accounts.items.iter().any(|item| item.code.starts_with(code));
    numbered(
        FUNCTION_LINES
            .iter()
            .filter(|(code, _)| !used_only || used(code))
            .map(|&(code, name)| (name, amounts(code))),
    )
}

/// Lines and closing lines of one panel.
type Panel = (Vec<Side>, Vec<Side>);

fn two_panels(
    press: &Press,
    (left_column, right_columns): (&str, &[&str]),
    left: Panel,
    right: Panel,
) -> Grid {
    let numbers = press.style.family == Family::Panels;
    let lines = left.0.len().max(right.0.len());
    let padded = |(mut head, tail): Panel| {
        head.resize(lines, Side::default());
        [head, tail].concat()
    };
    let (left, right) = (padded(left), padded(right));
    let rows = left.len();
    let mut grid = Grid { header: header(numbers, left_column, right_columns), ..Grid::default() };
    for (index, (l, r)) in left.iter().zip(&right).enumerate() {
        let mut cells = side(press, l, index + 1, "收入", &[left_column]);
        cells.extend(side(press, r, rows + index + 1, "支出", right_columns));
        grid.rows.push(Row::of(cells));
    }
    grid
}

fn header(numbers: bool, left: &str, right: &[&str]) -> Vec<Row> {
    let mut panels = vec!["收入", "+"];
    let mut names = vec!["项目"];
    let mut ordinals = vec![Cell::text("栏次")];
    if numbers {
        panels.push("+");
        names.push("行次");
        ordinals.push(Cell::blank());
    }
    names.push(left);
    ordinals.push(Cell::text("1"));
    panels.push("支出");
    names.push("项目");
    ordinals.push(Cell::text("栏次"));
    if numbers {
        names.push("行次");
        ordinals.push(Cell::blank());
    }
    for (index, column) in right.iter().enumerate() {
        names.push(column);
        ordinals.push(Cell::text((index + 2).to_string()));
    }
    panels.resize(names.len(), "+");
    vec![Row::header(panels), Row::header(names), Row::of(ordinals)]
}

fn side(press: &Press, side: &Side, number: usize, panel: &str, columns: &[&str]) -> Vec<Cell> {
    let numbers = press.style.family == Family::Panels;
    let row_no = if numbers { number.to_string() } else { String::new() };
    let label = if side.total { press.total(&side.label) } else { side.label.clone() };
    let stub = Stub { row_no: &row_no, code: "", label: &label };
    let mut cells = vec![Cell::text(label.clone())];
    if numbers {
        cells.push(Cell::text(row_no.clone()));
    }
    for (index, column) in columns.iter().enumerate() {
        cells.push(match &side.amounts {
            Some(amounts) => {
                let amount = amounts.get(index).copied().unwrap_or_default();
                press.amount(amount, stub, &format!("{panel}/{column}"))
            }
            None => Cell::blank(),
        });
    }
    cells
}
