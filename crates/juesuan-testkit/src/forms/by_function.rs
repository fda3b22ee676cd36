//! The forms by function code: Z02, Z03, Z05, Z07, Z08.

use super::{Family, Press, Stub, Style};
use crate::accounts::{Accounts, Fund, Item};
use crate::codes::function_name;
use crate::grid::{Cell, Grid, Row};
use crate::money::Money;

/// The amount that a column prints for the items that a filter takes.
type Amount<'a> = Box<dyn Fn(&dyn Fn(&Item) -> bool) -> Money + 'a>;

/// A column below the header: its path and its amount.
type Column<'a> = (&'a str, Amount<'a>);

/// Z02 收入决算表.
pub fn income_by_function(accounts: &Accounts, style: Style) -> Grid {
    let received = |own: Option<bool>| -> Amount {
        Box::new(move |chosen| {
            let by_source = |item: &Item| own.is_none_or(|own| (item.fund == Fund::Own) == own);
            accounts.sum(Item::received, |item| chosen(item) && by_source(item))
        })
    };
    // own money is 事业收入 where the whole of it is, else 其他收入
    let business = accounts.business_income > Money::ZERO;
    let zero = || -> Amount { Box::new(|_| Money::ZERO) };
    let (first, of_which): (&str, &[&str]) = match style.family {
        Family::Panels => ("本年收入合计", &["事业收入"]),
        Family::Lists => ("本年收入合计", &["事业收入/小计", "事业收入/其中：教育收费"]),
    };
    let mut columns: Vec<Column> =
        vec![(first, received(None)), ("财政拨款收入", received(Some(false))), ("上级补助收入", zero())];
    for (index, path) in of_which.iter().enumerate() {
        columns.push((path, if business && index == 0 { received(Some(true)) } else { zero() }));
    }
    columns.extend([
        ("经营收入", zero()),
        ("附属单位上缴收入", zero()),
        ("其他收入", if business { zero() } else { received(Some(true)) }),
    ] as [Column; 3]);
    let press = Press::new("Z02", style);
    by_code(&press, accounts, &columns, &|_| true)
}

/// Z03 支出决算表.
pub fn spending_by_function(accounts: &Accounts, style: Style) -> Grid {
    let mut columns = spending(accounts, ["本年支出合计", "基本支出", "项目支出"]);
    for path in ["上缴上级支出", "经营支出", "对附属单位补助支出"] {
        columns.push((path, Box::new(|_| Money::ZERO)));
    }
    by_code(&Press::new("Z03", style), accounts, &columns, &|_| true)
}

/// Z05 一般公共预算财政拨款支出决算表, or Z08 国有资本经营预算财政拨款支出决算表.
pub fn final_by_function(accounts: &Accounts, style: Style, table: &str) -> Grid {
    let fund = if table == "Z08" { Fund::StateCapital } else { Fund::General };
    let paths = match style.family {
        Family::Panels => ["本年支出/小计", "本年支出/基本支出", "本年支出/项目支出"],
        Family::Lists => ["本年支出合计", "基本支出", "项目支出"],
    };
    let columns = spending(accounts, paths);
    by_code(&Press::new(table, style), accounts, &columns, &|item| item.fund == fund)
}

/// Z07 政府性基金预算财政拨款收入支出决算表.
pub fn fund_balances(accounts: &Accounts, style: Style) -> Grid {
    let government = |item: &Item| item.fund == Fund::Government;
    let whole = accounts.spent_of(Fund::Government);
    // the opening balance belongs to the first code, which is enough for invented accounts
    let first = accounts.items.iter().find(|item| government(item)).map_or("", |item| item.code);
    let opening = move |chosen: &dyn Fn(&Item) -> bool| {
        let holds_first = accounts.items.iter().any(|item| item.code == first && chosen(item));
        if holds_first || whole == Money::ZERO { accounts.opening.government } else { Money::ZERO }
    };
    let mut columns: Vec<Column> = vec![
        ("年初结转和结余", Box::new(opening)),
        ("本年收入", Box::new(|chosen| accounts.sum(Item::received, chosen))),
    ];
    columns.extend(spending(accounts, ["本年支出/小计", "本年支出/基本支出", "本年支出/项目支出"]));
    columns.push((
        "年末结转和结余",
        Box::new(move |chosen| opening(chosen) + accounts.sum(|item| item.surplus, chosen)),
    ));
    by_code(&Press::new("Z07", style), accounts, &columns, &government)
}

fn spending<'a>(accounts: &'a Accounts, paths: [&'a str; 3]) -> Vec<Column<'a>> {
    let [total, basic, project] = paths;
    vec![
        (total, Box::new(|chosen| accounts.sum(Item::spent, chosen))),
        (basic, Box::new(|chosen| accounts.sum(|item| item.basic, chosen))),
        (project, Box::new(|chosen| accounts.sum(|item| item.project, chosen))),
    ]
}

/// The form: header, total row, a row for each code of every level.
fn by_code(press: &Press, accounts: &Accounts, columns: &[Column], of_form: &dyn Fn(&Item) -> bool) -> Grid {
    let paths: Vec<&str> = columns.iter().map(|&(path, _)| path).collect();
    let mut grid = Grid { header: header(press, &paths), ..Grid::default() };
    let total = press.total("合计");
    let mut total_cells = vec![Cell::blank(), Cell::text(total.clone())];
    let stub = Stub { label: "合计", ..Stub::default() };
    for (path, amount) in columns {
        total_cells.push(press.amount(amount(&|item| of_form(item)), stub, path));
    }
    grid.rows.push(Row::of(total_cells));
    for code in accounts.codes(of_form) {
        let label = function_name(code);
        let stub = Stub { code, label, ..Stub::default() };
        let mut cells = vec![Cell::text(code), Cell::text(label)];
        for (path, amount) in columns {
            cells.push(press.amount(
                amount(&|item| of_form(item) && item.code.starts_with(code)),
                stub,
                path,
            ));
        }
        grid.rows.push(Row::of(cells));
    }
    grid
}

/// Two header rows where a path has two levels or the family groups code and name under 项目, and the row of 栏次.
fn header(press: &Press, paths: &[&str]) -> Vec<Row> {
    let panels = press.style.family == Family::Panels;
    let (group, code, name) = match press.style.family {
        Family::Panels => ("项目", "功能分类科目编码", "科目名称"),
        Family::Lists => ("科目编码", "科目编码", "科目名称"),
    };
    let mut upper = if panels { vec![group, "+"] } else { vec![code, name] };
    let mut lower = if panels { vec![code, name] } else { vec!["", ""] };
    let mut last = "";
    for path in paths {
        let (head, leaf) = path.split_once('/').unwrap_or((path, ""));
        upper.push(if head == last { "+" } else { head });
        lower.push(leaf);
        last = head;
    }
    let ordinals: Vec<String> = (1..=paths.len()).map(|ordinal| ordinal.to_string()).collect();
    let mut third = if panels { vec!["", "栏次"] } else { vec!["栏次", "+"] };
    third.extend(ordinals.iter().map(String::as_str));
    let two_levels = panels || paths.iter().any(|path| path.contains('/'));
    let mut rows = vec![Row::header(upper)];
    if two_levels {
        rows.push(Row::header(lower));
    }
    rows.push(Row::header(third));
    rows
}
