//! The same tables with their cells set apart in another way.

use super::sheet::{self, Sheet, is_code, is_figure};
use juesuan_source::chars::columns as width;

/// Every cell on a line of its own behind a tab, rows parted by an empty line.
pub fn explode(text: &str) -> String {
    sheet::each(text, |sheet, _| exploded(sheet, &[""]))
}

/// Every cell on a line of its own behind a tab, nothing between the rows where these are equally long.
pub fn explode_unparted(text: &str) -> String {
    sheet::each(text, |sheet, _| {
        let even = sheet.rows.iter().all(|row| row.len() == sheet.width());
        exploded(sheet, if even { &[] } else { &[""] })
    })
}

fn exploded(sheet: &Sheet, between: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &sheet.rows {
        lines.extend(row.iter().map(|cell| format!("\t{cell}")));
        lines.extend(between.iter().map(|&line| line.to_owned()));
    }
    lines
}

/// A row a line, cells parted by tabs: for tables that have a cell a line.
pub fn tabs(text: &str) -> String {
    sheet::each(text, |sheet, _| sheet::tabbed(&sheet.rows))
}

/// Cells parted by `separator` in place of a tab.
pub fn part_by(text: &str, separator: &str) -> String {
    sheet::each(text, |sheet, _| sheet.rows.iter().map(|row| row.join(separator)).collect())
}

/// Markdown pipes, with or without a rule below the first row.
pub fn pipes(text: &str, rule: bool) -> String {
    sheet::each(text, |sheet, _| {
        let mut lines = Vec::new();
        for (index, row) in sheet.rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if index == 0 && rule {
                lines.push(format!("|{}", " --- |".repeat(row.len())));
            }
        }
        lines
    })
}

/// Blanks inside the numbers of cells that have decimals: `684.73` → `6 84.73`.
pub fn break_digits(text: &str) -> String {
    let broken = |cell: &String| {
        let cut = cell.find('.').filter(|&at| at > 1 && is_figure(cell)).map(|at| at - 1);
        cut.map_or_else(|| cell.clone(), |at| format!("{} {}", &cell[..at], &cell[at..]))
    };
    sheet::each(text, |sheet, _| {
        sheet.rows.iter().map(|row| row.iter().map(broken).collect::<Vec<_>>().join("\t")).collect()
    })
}

/// What becomes of the lines of a table whose columns are aligned by blanks.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Habit {
    /// A row a line.
    Rows,
    /// The figures of a row on the line above its code and name.
    FiguresAbove,
    /// The figures of a row on the line below its code and name.
    FiguresBelow,
    /// A long name wrapped: half of it above its row, half below.
    WrappedNames,
    /// The same, where the second half comes after the first half of the next row's name.
    InterleavedNames,
    /// A row a line, figures flush left as texts are.
    FlushLeft,
    /// A row a line, everything in the middle of its column.
    Centred,
    /// Header words in the middle of the columns they span, figures flush right.
    CentredHead,
}

/// Names of more characters than this are wrapped.
const LONGEST_NAME: usize = 10;

/// Columns aligned by blanks, figures to the right, two blanks apart at least.
pub fn align(text: &str, habit: Habit) -> String {
    // tags would push the cells of their row out of the columns
    let text = ["<b>", "</b>", "<p>", "</p>"].iter().fold(text.to_owned(), |text, tag| text.replace(tag, ""));
    sheet::each(&text, |sheet, _| {
        // where header cells say nothing of the columns they cover, nobody can tell where they stood
        let even = sheet.rows.iter().all(|row| row.len() == sheet.width());
        if even { aligned(sheet, habit) } else { sheet::tabbed(&sheet.rows) }
    })
}

pub(super) fn aligned(sheet: &Sheet, habit: Habit) -> Vec<String> {
    let wraps = matches!(habit, Habit::WrappedNames | Habit::InterleavedNames);
    let columns = column_widths(sheet, wraps);
    let mut lines: Vec<String> = match habit {
        Habit::Centred | Habit::CentredHead => centred_head(sheet, &columns),
        _ => sheet.head().iter().map(|row| line(row, &columns, habit)).collect(),
    };
    let numbers = row_numbers(sheet);
    // second halves of names that are still to be printed
    let mut late: Vec<String> = Vec::new();
    for row in sheet.body() {
        match habit {
            Habit::Rows | Habit::FlushLeft | Habit::Centred | Habit::CentredHead => {
                lines.push(line(row, &columns, habit));
            }
            Habit::FiguresAbove | Habit::FiguresBelow => {
                let [names, figures] =
                    [false, true].map(|wanted| line(&only(row, &numbers, wanted), &columns, habit));
                let both = if habit == Habit::FiguresAbove { [figures, names] } else { [names, figures] };
                lines.extend(both.into_iter().filter(|line| !line.is_empty()));
            }
            Habit::WrappedNames | Habit::InterleavedNames => {
                let Some([above, middle, below]) = wrapped(row) else {
                    lines.append(&mut late);
                    lines.push(line(row, &columns, habit));
                    continue;
                };
                // a row of nothing but long names has no line between their halves
                let middle = Some(line(&middle, &columns, habit)).filter(|line| !line.is_empty());
                let [above, below] = [above, below].map(|row| line(&row, &columns, habit));
                lines.push(above);
                if habit == Habit::InterleavedNames {
                    lines.append(&mut late);
                }
                lines.extend(middle);
                if habit == Habit::InterleavedNames {
                    late.push(below);
                } else {
                    lines.push(below);
                }
            }
        }
    }
    lines.append(&mut late);
    lines
}

/// Columns of 行次: whole numbers, each one more than the one above.
fn row_numbers(sheet: &Sheet) -> Vec<usize> {
    let number = |row: &Vec<String>, column: usize| row.get(column).and_then(|cell| cell.parse::<u32>().ok());
    let counts = |column: &usize| {
        let numbers: Option<Vec<u32>> = sheet.body().iter().map(|row| number(row, *column)).collect();
        numbers.is_some_and(|n| n.len() > 1 && n.windows(2).all(|pair| pair[1] == pair[0] + 1))
    };
    (0..sheet.width()).filter(counts).collect()
}

/// The row with its figures only, or with everything else only.
fn only(row: &[String], row_numbers: &[usize], figures: bool) -> Vec<String> {
    let is_number = |(column, cell): (usize, &String)| {
        (is_figure(cell) || cell == "-")
            && !(is_code(cell) && column % 3 == 0)
            && !row_numbers.contains(&column)
    };
    let keep =
        |(column, cell)| if is_number((column, cell)) == figures { cell.clone() } else { String::new() };
    row.iter().enumerate().map(keep).collect()
}

/// The row with the halves of its long names above and below; `None` where no name is long.
fn wrapped(row: &[String]) -> Option<[Vec<String>; 3]> {
    let blank = vec![String::new(); row.len()];
    let [mut above, mut middle, mut below] = [blank.clone(), row.to_vec(), blank];
    let mut any = false;
    for (index, cell) in row.iter().enumerate() {
        if let Some([first, second]) = halves(cell) {
            first.clone_into(&mut above[index]);
            middle[index].clear();
            second.clone_into(&mut below[index]);
            any = true;
        }
    }
    any.then_some([above, middle, below])
}

/// The halves of a long name; `None` where the cell is short, or no name.
fn halves(cell: &str) -> Option<[&str; 2]> {
    let count = cell.chars().count();
    let name = !cell.contains('<') && !is_figure(cell) && !cell.bytes().all(|byte| byte == b'-');
    let half = cell.char_indices().nth(count.div_ceil(2)).map_or(cell.len(), |(at, _)| at);
    (count > LONGEST_NAME && name).then(|| cell.split_at(half).into())
}

fn column_widths(sheet: &Sheet, wraps: bool) -> Vec<usize> {
    let mut widths = vec![0; sheet.width()];
    for (index, row) in sheet.rows.iter().enumerate() {
        for (cell, widest) in row.iter().zip(&mut widths) {
            let halves = halves(cell).filter(|_| wraps && index >= sheet.header);
            let shown = halves.map_or_else(|| width(cell), |halves| width(halves[0]).max(width(halves[1])));
            *widest = (*widest).max(shown);
        }
    }
    widths
}

fn line(row: &[String], columns: &[usize], habit: Habit) -> String {
    let mut line = String::new();
    for (cell, &column) in row.iter().zip(columns) {
        let room = column.saturating_sub(width(cell));
        let to_the_right = (is_figure(cell) && !is_code(cell)) || matches!(cell.as_str(), "-" | "--");
        let before = match habit {
            Habit::FlushLeft => 0,
            Habit::Centred => room / 2,
            _ if to_the_right => room,
            _ => 0,
        };
        line.extend([&" ".repeat(before), cell, &" ".repeat(room - before), "  "]);
    }
    line.trim_end().to_owned()
}

/// The header with each word in the middle of the columns that it spans.
fn centred_head(sheet: &Sheet, columns: &[usize]) -> Vec<String> {
    let start = |column: usize| columns.iter().take(column).map(|width| width + 2).sum::<usize>();
    let centred = |(row, sizes): (&Vec<String>, Vec<(usize, usize)>)| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let spanned = sizes.get(column).map_or(1, |size| size.1.max(1));
            let room = start(column + spanned) - 2 - start(column);
            let from = start(column) + room.saturating_sub(width(cell)) / 2;
            line.push_str(&" ".repeat(from.saturating_sub(width(&line))));
            line.push_str(cell);
        }
        line
    };
    sheet.head().iter().zip(sheet.sizes()).map(centred).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "科目编码\t科目名称\t合计\n\t合计\t7.00\n208\t社会保障和就业支出\t7.00\n\
        2080505\t机关事业单位基本养老保险缴费支出\t6.50\n2089999\t其他社会保障和就业支出\t0.50\n";

    #[test]
    fn habits() {
        let all = [Habit::Rows, Habit::FiguresAbove, Habit::WrappedNames, Habit::InterleavedNames];
        let shown: Vec<String> =
            all.iter().map(|&habit| format!("{habit:?}\n{}", align(TABLE, habit))).collect();
        expect_test::expect![[r#"
            Rows
            科目编码  科目名称                          合计
                      合计                              7.00
            208       社会保障和就业支出                7.00
            2080505   机关事业单位基本养老保险缴费支出  6.50
            2089999   其他社会保障和就业支出            0.50
            FiguresAbove
            科目编码  科目名称                          合计
                                                        7.00
                      合计
                                                        7.00
            208       社会保障和就业支出
                                                        6.50
            2080505   机关事业单位基本养老保险缴费支出
                                                        0.50
            2089999   其他社会保障和就业支出
            WrappedNames
            科目编码  科目名称            合计
                      合计                7.00
            208       社会保障和就业支出  7.00
                      机关事业单位基本
            2080505                       6.50
                      养老保险缴费支出
                      其他社会保障
            2089999                       0.50
                      和就业支出
            InterleavedNames
            科目编码  科目名称            合计
                      合计                7.00
            208       社会保障和就业支出  7.00
                      机关事业单位基本
            2080505                       6.50
                      其他社会保障
                      养老保险缴费支出
            2089999                       0.50
                      和就业支出
        "#]]
        .assert_eq(&shown.concat());
    }
}
