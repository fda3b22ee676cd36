//! What leaves it open how a row is to be read, so that only the sums of the table tell: cells left out, figures torn,
//! figures out of their column.
//!
//! Which rows are spoilt is chosen by dice that fall alike in each run. Only tables with codes are touched: what stands
//! in the others need not add up.

use super::layouts::{self, Habit};
use super::sheet::{self, Sheet, is_code, is_figure, tabbed};

/// What becomes of some rows of a table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// Their empty cells are left out: what follows moves to the left.
    DropEmptyCells,
    /// From the middle of the table on, without a header, the columns that are empty there are left out.
    DropEmptyColumns,
    /// A blank inside one of their figures.
    TearFigure,
    /// A tab inside one of their figures.
    TearOverCells,
    /// The last digits of their figures stand alone in a row below a page break.
    TearOverPages,
    /// One of their figures stands in a row of its own, above or below.
    StrayFigure,
}

/// One row in this many is spoilt.
const ONE_IN: u64 = 3;

/// Spoils some rows of the tables with codes.
pub fn spoil(text: &str, spoil: Spoil) -> String {
    let mut dice = Dice(2022);
    sheet::each(text, |sheet, _| {
        let rows: Vec<Vec<String>> =
            if has_codes(sheet) { spoilt(sheet, spoil, &mut dice) } else { sheet.rows.clone() };
        tabbed(&rows)
    })
}

/// One blank between the cells of a row and nothing for its empty cells: what a program leaves that reads a PDF line by
/// line.
pub fn one_blank(text: &str) -> String {
    sheet::each(text, |sheet, _| {
        let rows = sheet.rows.iter().map(|row| {
            let cells = row.iter().map(|cell| cell.split_whitespace().collect::<String>());
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
        });
        rows.collect()
    })
}

/// Columns aligned by blanks, where everything behind the name of some rows stands off its column to either side.
pub fn shift(text: &str) -> String {
    let mut dice = Dice(2022);
    let aligned = layouts::align(text, Habit::Rows);
    let shifted = |line: &str| {
        let figures = line.split("  ").filter(|cell| is_figure(cell.trim())).count();
        let code = line.split(' ').next().is_some_and(is_code);
        let gap = line.find("  ").filter(|_| code && figures > 2 && dice.falls(ONE_IN));
        let Some(name) = gap.map(|gap| gap + line[gap..].len() - line[gap..].trim_start().len()) else {
            return line.to_owned();
        };
        let Some(gap) = line[name..].find("  ").map(|gap| name + gap) else { return line.to_owned() };
        let room = line[gap..].len() - line[gap..].trim_start().len();
        let by = 2 + usize::try_from(dice.next() % 5).unwrap_or(0);
        if dice.falls(2) {
            format!("{}{}{}", &line[..gap], " ".repeat(by), &line[gap..])
        } else {
            format!("{}{}", &line[..gap], &line[gap + by.min(room - 2)..])
        }
    };
    let lines: Vec<String> = aligned.lines().map(shifted).collect();
    lines.join("\n") + "\n"
}

/// Columns aligned by blanks, with a blank inside one figure of some rows.
pub fn tear_aligned(text: &str) -> String {
    let mut dice = Dice(2022);
    let aligned = layouts::align(text, Habit::Rows);
    let spoilt = |line: &str| {
        let code = line.split(' ').next().is_some_and(is_code);
        // a torn figure takes one cell more: three blanks before it leave two
        let figures: Vec<(usize, &str)> = line
            .match_indices("   ")
            .map(|(at, blanks)| at + blanks.len())
            .filter(|&at| !line[at..].starts_with(' '))
            .map(|at| (at, line[at..].split(' ').next().unwrap_or("")))
            .filter(|(_, figure)| is_figure(figure) && figure.contains('.'))
            .collect();
        if !code || figures.is_empty() || !dice.falls(ONE_IN) {
            return line.to_owned();
        }
        let (at, figure) = figures[dice.below(figures.len())];
        format!("{}{}{}", &line[..at - 1], torn(figure, &mut dice).join(" "), &line[at + figure.len()..])
    };
    let lines: Vec<String> = aligned.lines().map(spoilt).collect();
    lines.join("\n") + "\n"
}

/// Columns aligned by blanks; from the middle of the table on, on a page of its own without a header, the columns that
/// are empty there are left out and the others stand closer.
pub fn narrow_pages(text: &str) -> String {
    sheet::each(text, |sheet, _| {
        if !has_codes(sheet) {
            let even = sheet.rows.iter().all(|row| row.len() == sheet.width());
            return if even { layouts::aligned(sheet, Habit::Rows) } else { tabbed(&sheet.rows) };
        }
        let rows = without_columns(sheet);
        let pages = rows.split(Vec::is_empty).map(<[Vec<String>]>::to_vec).zip([sheet.header, 0]);
        let page = |(rows, header)| layouts::aligned(&Sheet { rows, header }, Habit::Rows);
        let pages: Vec<Vec<String>> = pages.map(page).collect();
        pages.join(&String::new())
    })
}

/// Dice that fall alike in each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn falls(&mut self, one_in: u64) -> bool {
        self.next().is_multiple_of(one_in)
    }

    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap_or(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }
}

fn has_codes(sheet: &Sheet) -> bool {
    let coded = |row: &&Vec<String>| row.first().is_some_and(|cell| is_code(cell));
    let even = sheet.rows.iter().all(|row| row.len() == sheet.width());
    even && sheet.body().iter().filter(coded).count() > 2
}

fn spoilt(sheet: &Sheet, spoil: Spoil, dice: &mut Dice) -> Vec<Vec<String>> {
    if spoil == Spoil::DropEmptyColumns {
        return without_columns(sheet);
    }
    let mut rows = sheet.head().to_vec();
    for row in sheet.body() {
        let figures: Vec<usize> = (2..row.len()).filter(|&at| row[at].contains('.')).collect();
        if figures.is_empty() || !dice.falls(ONE_IN) {
            rows.push(row.clone());
            continue;
        }
        let mut row = row.clone();
        let at = figures[dice.below(figures.len())];
        match spoil {
            Spoil::DropEmptyColumns => {}
            Spoil::DropEmptyCells => row.retain(|cell| !cell.is_empty()),
            Spoil::TearFigure => row[at] = torn(&row[at], dice).join(" "),
            Spoil::TearOverCells => drop(row.splice(at..=at, torn(&row[at], dice))),
            Spoil::TearOverPages => {
                let mut rest = vec![String::new(); row.len()];
                for &at in &figures {
                    let point = row[at].find('.').unwrap_or(0);
                    rest[at] = row[at].split_off(point - usize::from(point > 1));
                }
                rows.extend([row, Vec::new(), rest]);
                continue;
            }
            Spoil::StrayFigure => {
                let mut stray = vec![String::new(); row.len()];
                stray[at] = std::mem::take(&mut row[at]);
                rows.extend(if dice.falls(2) { [stray, row] } else { [row, stray] });
                continue;
            }
        }
        rows.push(row);
    }
    rows
}

/// The two parts of a figure that is cut before one of its digits.
fn torn(figure: &str, dice: &mut Dice) -> [String; 2] {
    let cut = 1 + dice.below(figure.len() - 1);
    // a point that stands alone would show where the figure goes on
    let cut = if figure[cut..].starts_with('.') { cut + 1 } else { cut };
    [figure[..cut].to_owned(), figure[cut..].to_owned()]
}

/// The second half of the table without its header and its empty columns.
fn without_columns(sheet: &Sheet) -> Vec<Vec<String>> {
    let (first, second) = sheet.body().split_at(sheet.body().len() / 2);
    let filled: Vec<usize> =
        (0..sheet.width()).filter(|&at| second.iter().any(|row| !row[at].is_empty())).collect();
    let second = second.iter().map(|row| filled.iter().map(|&at| row[at].clone()).collect());
    let blank = std::iter::once(Vec::new());
    sheet.head().iter().chain(first).cloned().chain(blank).chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t10.50\t7.00\t3.50\n\
        208\t社会保障和就业支出\t7.00\t7.00\t\n20805\t养老支出\t7.00\t7.00\t\n\
        2080505\t基本养老保险缴费支出\t7.00\t7.00\t\n213\t农林水支出\t3.50\t\t3.50\n21302\t林业支出\t3.50\t\t3.50\n";

    #[test]
    fn rows_that_are_read_in_several_ways() {
        let all = [
            Spoil::DropEmptyCells,
            Spoil::DropEmptyColumns,
            Spoil::TearFigure,
            Spoil::TearOverCells,
            Spoil::TearOverPages,
            Spoil::StrayFigure,
        ];
        let mut shown: Vec<String> =
            all.iter().map(|&how| format!("{how:?}\n{}", spoil(TABLE, how))).collect();
        shown.push(format!("shift\n{}", shift(TABLE)));
        shown.push(format!("one blank\n{}", one_blank(TABLE)));
        expect_test::expect![[r#"
            DropEmptyCells
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            20805	养老支出	7.00	7.00
            2080505	基本养老保险缴费支出	7.00	7.00
            213	农林水支出	3.50	3.50
            21302	林业支出	3.50		3.50
            DropEmptyColumns
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            20805	养老支出	7.00	7.00	

            2080505	基本养老保险缴费支出	7.00	7.00	
            213	农林水支出	3.50		3.50
            21302	林业支出	3.50		3.50
            TearFigure
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            20805	养老支出	7. 00	7.00	
            2080505	基本养老保险缴费支出	7.00	7.0 0	
            213	农林水支出	3.50		3.50
            21302	林业支出	3.50		3.50
            TearOverCells
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            20805	养老支出	7.	00	7.00	
            2080505	基本养老保险缴费支出	7.00	7.0	0	
            213	农林水支出	3.50		3.50
            21302	林业支出	3.50		3.50
            TearOverPages
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            20805	养老支出	7	7	

            		.00	.00	
            2080505	基本养老保险缴费支出	7	7	

            		.00	.00	
            213	农林水支出	3		3

            		.50		.50
            21302	林业支出	3.50		3.50
            StrayFigure
            科目编码	科目名称	合计	基本支出	项目支出
            	合计	10.50	7.00	3.50
            208	社会保障和就业支出	7.00	7.00	
            		7.00		
            20805	养老支出		7.00	
            			7.00	
            2080505	基本养老保险缴费支出	7.00		
            213	农林水支出	3.50		3.50
            21302	林业支出	3.50		3.50
            shift
            科目编码  科目名称              合计   基本支出  项目支出
                      合计                  10.50      7.00      3.50
            208       社会保障和就业支出     7.00      7.00
            20805     养老支出               7.00      7.00
            2080505   基本养老保险缴费支出        7.00      7.00
            213       农林水支出                 3.50                3.50
            21302     林业支出               3.50                3.50
            one blank
            科目编码 科目名称 合计 基本支出 项目支出
            合计 10.50 7.00 3.50
            208 社会保障和就业支出 7.00 7.00
            20805 养老支出 7.00 7.00
            2080505 基本养老保险缴费支出 7.00 7.00
            213 农林水支出 3.50 3.50
            21302 林业支出 3.50 3.50
        "#]]
        .assert_eq(&shown.concat());
    }
}
