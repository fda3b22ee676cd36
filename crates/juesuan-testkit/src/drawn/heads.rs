//! Forms by function whose heads are drawn by chance: of one to four rows, with the parts of the code apart, with or
//! without the row that numbers the columns, the total in the head, pages that repeat it, stray lines and page numbers
//! inside. Habits combine as they do in published documents.

use std::fmt::Write as _;

use super::Chance;
use crate::codes::FUNCTIONS;
use crate::money::{Money, MoneyUnit};

/// How the cells of such a form stand in the text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Parted by tabs.
    Tabs,
    /// Each on a line of its own behind a tab.
    Lines,
    /// Each on a line of its own, empty ones left out.
    BareLines,
    /// Aligned by blanks.
    Aligned,
    /// One blank between them, empty ones left out.
    Blanks,
}

/// A figure that a drawn form prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The form.
    pub table: &'static str,
    /// The code of its row; empty for the total.
    pub code: String,
    /// The last head of its column.
    pub column: &'static str,
    /// The figure as printed.
    pub value: String,
}

/// A form: its title, and its columns of figures with the word above them, if one is.
struct Form {
    table: &'static str,
    title: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

const FORMS: [Form; 3] = [
    Form {
        table: "Z02",
        title: "收入决算表",
        columns: &[
            ("", "本年收入合计"),
            ("", "财政拨款收入"),
            ("", "上级补助收入"),
            ("", "事业收入"),
            ("", "经营收入"),
            ("", "附属单位上缴收入"),
            ("", "其他收入"),
        ],
    },
    Form {
        table: "Z03",
        title: "支出决算表",
        columns: &[
            ("", "本年支出合计"),
            ("", "基本支出"),
            ("", "项目支出"),
            ("", "上缴上级支出"),
            ("", "经营支出"),
            ("", "对附属单位补助支出"),
        ],
    },
    Form {
        table: "Z05",
        title: "一般公共预算财政拨款支出决算表",
        columns: &[("本年支出", "小计"), ("本年支出", "基本支出"), ("本年支出", "项目支出")],
    },
];

/// What is drawn once for a document.
#[expect(clippy::struct_excessive_bools, reason = "each habit is drawn by itself")]
#[derive(Copy, Clone, Debug)]
pub struct Habits {
    /// 类, 款 and 项 in columns of their own.
    pub apart: bool,
    /// 栏次 below the head.
    pub numbered: bool,
    /// 决算数 below every head.
    pub repeated: bool,
    /// 项目 above code and name.
    pub grouped: bool,
    /// A cell over all columns above the head.
    pub spanned: bool,
    /// The total's figures in the lowest row of the head.
    pub total_in_head: bool,
    /// A second page: 1 with the head again, 2 without, 3 with a page number between.
    pub pages: usize,
    /// Empty cells of zero, instead of 0.00.
    pub blank: bool,
}

impl Habits {
    /// Draws the habits of a document: two or three of them depart from the usual form.
    pub fn drawn(chance: &mut Chance) -> Self {
        let mut habits = Self {
            apart: false,
            numbered: true,
            repeated: false,
            grouped: true,
            spanned: false,
            total_in_head: false,
            pages: 0,
            blank: true,
        };
        for _ in 0..2 + chance.below(2) {
            match chance.below(8) {
                0 => habits.apart = true,
                1 => habits.numbered = false,
                2 => habits.repeated = true,
                3 => habits.grouped = false,
                4 => habits.spanned = true,
                5 => habits.total_in_head = true,
                6 => habits.pages = 1 + chance.below(3),
                _ => habits.blank = false,
            }
        }
        habits
    }
}

/// The text of an account with such forms, and their figures.
pub fn forms(chance: &mut Chance, habits: Habits, cells: Cells) -> (String, Vec<Drawn>) {
    let mut text = "2022年度青溪县水务局部门决算\n\n第一部分 部门概况\n\n第二部分 部门决算表\n\n".to_owned();
    let mut truth = Vec::new();
    for form in &FORMS {
        let _ = write!(text, "{}\n部门：青溪县水务局\n单位：万元\n", form.title);
        let head = head(form, habits);
        let rows = rows(chance, form, habits, &mut truth);
        let mut grid = head.clone();
        if habits.total_in_head
            && let (Some(last), Some(total)) = (grid.last_mut(), rows.first())
        {
            let stub = last.len() - form.columns.len();
            last[stub..].clone_from_slice(&total[stub..]);
        }
        let rest = &rows[usize::from(habits.total_in_head)..];
        let half = if habits.pages > 0 { rest.len() / 2 } else { rest.len() };
        grid.extend_from_slice(&rest[..half]);
        print(&mut text, &grid, cells);
        if habits.pages > 0 {
            text += match habits.pages {
                3 => "12\n\x0c",
                _ => "\x0c",
            };
            let mut page = if habits.pages == 1 { head } else { Vec::new() };
            // the row of the total is no part of what a page repeats
            page.truncate(page.len() - usize::from(habits.total_in_head && habits.pages == 1));
            page.extend_from_slice(&rest[half..]);
            print(&mut text, &page, cells);
        }
        text += if cells == Cells::Blanks { "\x0c" } else { "\n" };
    }
    (text + "\n第三部分 情况说明\n\n本年收支平衡。\n", truth)
}

/// The rows of a head, of equal width.
fn head(form: &Form, habits: Habits) -> Vec<Vec<String>> {
    let codes = if habits.apart { 3 } else { 1 };
    let width = codes + 1 + form.columns.len();
    let blank = || vec![String::new(); width];
    let mut rows = Vec::new();
    if habits.spanned {
        let mut row = blank();
        form.title.trim_end_matches('表').clone_into(&mut row[0]);
        rows.push(row);
    }
    let grouped = form.columns.iter().any(|(above, _)| !above.is_empty());
    let mut first = blank();
    let mut second = blank();
    let stub = if habits.grouped || grouped { &mut second } else { &mut first };
    "科目编码".clone_into(&mut stub[0]);
    "科目名称".clone_into(&mut stub[codes]);
    if habits.grouped || grouped {
        "项目".clone_into(&mut first[0]);
    }
    for (at, (above, name)) in form.columns.iter().enumerate() {
        let column = codes + 1 + at;
        if above.is_empty() {
            (*name).clone_into(&mut first[column]);
        } else {
            (*name).clone_into(&mut second[column]);
            if at == 0 {
                (*above).clone_into(&mut first[column]);
            }
        }
    }
    rows.push(first);
    rows.extend((habits.grouped || grouped).then_some(second));
    if habits.repeated {
        let mut row = blank();
        row[codes + 1..].fill("决算数".to_owned());
        rows.push(row);
    }
    if habits.apart || habits.total_in_head {
        let mut row = blank();
        for (at, part) in ["类", "款", "项"].into_iter().take(codes).enumerate() {
            part.clone_into(&mut row[at]);
        }
        (if habits.total_in_head { "合计" } else { "栏次" }).clone_into(&mut row[codes]);
        if !habits.total_in_head {
            number(&mut row[codes + 1..]);
        }
        rows.push(row);
    } else if habits.numbered {
        let mut row = blank();
        "栏次".clone_into(&mut row[0]);
        number(&mut row[codes + 1..]);
        rows.push(row);
    }
    rows
}

fn number(cells: &mut [String]) {
    for (at, cell) in cells.iter_mut().enumerate() {
        *cell = (at + 1).to_string();
    }
}

/// The rows of a form, the total first, and their figures.
fn rows(chance: &mut Chance, form: &Form, habits: Habits, truth: &mut Vec<Drawn>) -> Vec<Vec<String>> {
    let chosen: Vec<&(&str, &str)> =
        FUNCTIONS.iter().filter(|(code, _)| code.len() == 7 && chance.happens(35)).collect();
    let parts = form.columns.len() - 1;
    let amounts: Vec<Vec<i64>> = chosen
        .iter()
        .map(|_| {
            let mut of: Vec<i64> = (0..parts).map(|_| chance.between(1, 90_000)).collect();
            for (at, amount) in of.iter_mut().enumerate() {
                let most = if at == 0 { 100 } else { 25 };
                *amount *= i64::from(chance.happens(most));
            }
            of
        })
        .collect();
    let mut listed: Vec<(&str, &str)> = vec![("", "合计")];
    listed.extend(
        FUNCTIONS.iter().copied().filter(|(code, _)| chosen.iter().any(|(of, _)| of.starts_with(code))),
    );
    listed.sort_by_key(|(code, _)| *code);
    let sum = |code: &str, part: usize| -> i64 {
        chosen.iter().zip(&amounts).filter(|((of, _), _)| of.starts_with(code)).map(|(_, of)| of[part]).sum()
    };
    let mut rows = Vec::new();
    for (code, name) in listed {
        let of: Vec<i64> = (0..parts).map(|part| sum(code, part)).collect();
        let mut cells = vec![];
        match (habits.apart, code.len()) {
            (true, 0) => cells.resize(3, String::new()),
            (true, length) => cells.extend(
                [(0, 3), (3, 5), (5, 7)].map(|(from, to)| code[from.min(length)..to.min(length)].to_owned()),
            ),
            (false, _) => cells.push(code.to_owned()),
        }
        cells.push(name.to_owned());
        for (at, amount) in std::iter::once(of.iter().sum()).chain(of).enumerate() {
            let zero = if habits.blank { String::new() } else { "0.00".to_owned() };
            let value = if amount == 0 { zero } else { Money(amount * 10_000).print(MoneyUnit::WanYuan) };
            if !value.is_empty() {
                let column = form.columns[at].1;
                truth.push(Drawn { table: form.table, code: code.to_owned(), column, value: value.clone() });
            }
            cells.push(value);
        }
        rows.push(cells);
    }
    rows
}

/// Prints the rows of a grid.
fn print(text: &mut String, grid: &[Vec<String>], cells: Cells) {
    let wide = |cell: &str| cell.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..width).map(|at| grid.iter().map(|row| wide(&row[at])).max().unwrap_or(0) + 2).collect();
    for row in grid {
        let filled = row.iter().filter(|cell| !cell.is_empty());
        match cells {
            Cells::Tabs => *text += &row.join("\t"),
            Cells::Lines => {
                *text += &row.iter().map(|cell| format!("\t{cell}")).collect::<Vec<_>>().join("\n");
            }
            Cells::BareLines => *text += &filled.cloned().collect::<Vec<_>>().join("\n"),
            Cells::Blanks => *text += &filled.cloned().collect::<Vec<_>>().join(" "),
            Cells::Aligned => {
                let mut line = String::new();
                for (cell, width) in row.iter().zip(&widths) {
                    let pad = " ".repeat(width - wide(cell));
                    let right = cell.contains('.');
                    line += &if right { format!("{}{cell}  ", &pad[2..]) } else { format!("{cell}{pad}") };
                }
                *text += line.trim_end();
            }
        }
        text.push('\n');
    }
}
