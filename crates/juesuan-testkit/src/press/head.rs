//! Heads as programs print them: a cell over all the columns that it is the head of, its text in the middle.

use super::{CELL, LEADING_OF_CELLS, MARGIN, PADDING, Press, Rules, broken};

/// A cell of a head with the rows and columns that it takes.
#[derive(Debug, PartialEq)]
struct Merged<'t> {
    text: &'t str,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
}

/// How many of the first rows are a head: those above the first one with an amount or with the numbers of the columns.
pub(super) fn rows_of_head(rows: &[Vec<&str>]) -> usize {
    let is_value = |cell: &&str| {
        cell.starts_with(|char: char| char.is_ascii_digit() || char == '-')
            && !cell.ends_with(|char: char| !char.is_ascii_digit())
    };
    let body = rows.iter().position(|row| row.iter().any(is_value));
    body.filter(|&body| rows.iter().take(body).all(|row| row.iter().all(|cell| !cell.contains('：'))))
        .unwrap_or(0)
}

/// The cells of a head: one with nothing at its right goes on over what has a head of its own below, and one with nothing below goes
/// down to the end.
fn merged<'t>(head: &[Vec<&'t str>], columns: usize) -> Vec<Merged<'t>> {
    let text =
        |row: usize, column: usize| head.get(row).and_then(|row| row.get(column)).copied().unwrap_or("");
    let mut found: Vec<Merged<'t>> = Vec::new();
    for row in 0..head.len() {
        for column in 0..columns {
            if text(row, column).is_empty() {
                continue;
            }
            let is_taken = |at: usize| {
                let holds = |cell: &Merged<'_>| cell.rows.contains(&row) && cell.columns.contains(&at);
                found.iter().any(holds)
            };
            // what is above ends at the same side: a head of several columns goes no farther than the one over it
            let end = found
                .iter()
                .filter(|cell| cell.rows.end <= row && cell.columns.contains(&column))
                .map(|cell| cell.columns.end)
                .min()
                .unwrap_or(columns);
            let goes_on = |at: &usize| {
                text(row, *at).is_empty()
                    && !is_taken(*at)
                    && (row + 1..head.len()).any(|below| !text(below, *at).is_empty())
            };
            let to = (column + 1..end).take_while(goes_on).last().map_or(column + 1, |last| last + 1);
            let down = if to > column + 1 {
                row + 1
            } else {
                (row + 1..head.len())
                    .take_while(|&at| text(at, column).is_empty())
                    .last()
                    .map_or(row + 1, |last| last + 1)
            };
            found.push(Merged { text: text(row, column), rows: row..down, columns: column..to });
        }
    }
    found
}

impl Press {
    /// Prints a head, each text in the middle of its columns and rows.
    pub(super) fn head(&mut self, head: &[Vec<&str>], widths: &[f64]) {
        let cells = merged(head, widths.len());
        let x = |column: usize| MARGIN + widths.iter().take(column).sum::<f64>();
        let room =
            |cell: &Merged<'_>| (x(cell.columns.end) - x(cell.columns.start) - 2.0 * PADDING) / CELL + 0.01;
        let mut counts = vec![1_usize; head.len()];
        for cell in &cells {
            let lines = broken(cell.text, room(cell), 0.0).len();
            let has: usize = counts.get(cell.rows.clone()).map_or(0, |counts| counts.iter().sum());
            if let Some(last) = counts.get_mut(cell.rows.end - 1) {
                *last += lines.saturating_sub(has);
            }
        }
        let heights: Vec<f64> =
            counts.iter().map(|&count| count as f64 * LEADING_OF_CELLS + PADDING).collect();
        self.make_room(heights.iter().sum());
        let top = self.y;
        let y = |row: usize| top + heights.iter().take(row).sum::<f64>();
        for cell in &cells {
            let (left, right) = (x(cell.columns.start), x(cell.columns.end));
            let (above, below) = (y(cell.rows.start), y(cell.rows.end));
            let lines = broken(cell.text, room(cell), 0.0);
            let first = f64::midpoint(above, below) - lines.len() as f64 * LEADING_OF_CELLS / 2.0;
            for (at, line) in lines.iter().enumerate() {
                let start = f64::midpoint(left, right) - super::width(line) * CELL / 2.0;
                self.show(line, start, first + LEADING_OF_CELLS * at as f64 + CELL, CELL);
            }
            if matches!(self.style.rules, Rules::All | Rules::Columns) {
                self.rule(left, above, left, below);
                self.rule(right, above, right, below);
            }
            if matches!(self.style.rules, Rules::All | Rules::Rows) {
                self.rule(left, below, right, below);
            }
        }
        if self.style.rules != Rules::None {
            self.rule(MARGIN, top, x(widths.len()), top);
        }
        self.y = y(head.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_head_go_on_over_their_columns() {
        let head = vec![vec!["项目", "", "合计", "支出", ""], vec!["编码", "名称", "", "基本", "项目"]];
        let cells = merged(&head, 5);
        let place = |text: &str| {
            let cell = cells.iter().find(|cell| cell.text == text);
            cell.map(|cell| (cell.rows.clone(), cell.columns.clone()))
        };
        assert_eq!(place("编码"), Some((1..2, 0..1)));
        assert_eq!(place("合计"), Some((0..2, 2..3)));
        assert_eq!(place("支出"), Some((0..1, 3..5)));
        let head = vec![vec!["预算", "", ""], vec!["购置", "", "接待"], vec!["小计", "费用", ""]];
        let cells = merged(&head, 3);
        assert_eq!(cells.first().map(|cell| cell.columns.clone()), Some(0..3));
        assert_eq!(cells.get(1).map(|cell| cell.columns.clone()), Some(0..2));
    }
}
