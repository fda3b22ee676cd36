//! The columns of an aligned page that name its rows, and the lines that have values.

use juesuan_source::chars::is_code;

use crate::cell::look::Look;
use crate::cell::number;
use crate::layouts::aligned::Line;
use crate::text::Text;
use crate::tuning::layouts::TUNING;

/// The columns that name a row: codes and texts.
pub(crate) struct Stubs {
    names: Vec<bool>,
    /// Columns of codes and of numbers of rows.
    numbers: Vec<bool>,
    /// Those of them that stand beside the values: each of their cells is a row of its own.
    marks: Vec<bool>,
}

impl Stubs {
    pub(crate) fn of(source: &Text<'_>, lines: &[Line]) -> Self {
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let (mut names, mut values) = (vec![0usize; width], vec![0usize; width]);
        let mut codes = vec![0usize; width];
        let mut runs = vec![Running::default(); width];
        for line in lines.iter().filter(|line| !line.heads) {
            for (column, cell) in line.cells.iter().enumerate() {
                let text = cell.span.text(source);
                match cell.seen.look {
                    Look::Blank => {}
                    Look::Text | Look::Broken => names[column] += 1,
                    Look::Number if is_code(text) => {
                        names[column] += 1;
                        codes[column] += 1;
                    }
                    Look::Number | Look::Percent | Look::Dash => values[column] += 1,
                }
                if !cell.is_blank() {
                    runs[column].see(text);
                }
            }
        }
        let stub = |column: usize| names[column] > values[column] || runs[column].numbers_rows();
        let number =
            |column: usize| stub(column) && (runs[column].numbers_rows() || codes[column] == names[column]);
        let mut stubs = Self {
            names: (0..width).map(stub).collect(),
            numbers: (0..width).map(number).collect(),
            marks: Vec::new(),
        };
        if stubs.names.iter().all(|&name| name)
            && let Some(column) = answers(source, lines, width)
        {
            stubs.names[column] = false;
        }
        let beside = |column: usize| {
            let lines = || lines.iter().filter(|line| !line.heads && stubs.anchors(line));
            let filled = lines().filter(|line| line.cells.get(column).is_some_and(|cell| !cell.is_blank()));
            // the total has none
            let filled = filled.count();
            filled > 0 && (filled + 1) * 5 >= lines().count() * 4
        };
        stubs.marks = (0..width).map(|column| number(column) && beside(column)).collect();
        stubs
    }

    pub(crate) fn is_stub(&self, column: usize) -> bool {
        self.names.get(column).copied().unwrap_or(false)
    }

    /// Whether the line has a code or the number of a row.
    pub(crate) fn is_numbered(&self, line: &Line) -> bool {
        let filled = line.cells.iter().zip(&self.numbers).filter(|(cell, _)| !cell.is_blank());
        filled.into_iter().any(|(_, &number)| number)
    }

    /// Whether the line has values, or the code or number of a row without.
    pub(crate) fn anchors(&self, line: &Line) -> bool {
        let marks = |column: usize| self.marks.get(column).copied().unwrap_or(false);
        let mut filled = line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        filled.any(|(column, _)| !self.is_stub(column) || marks(column))
    }
}

/// In a table of nothing but texts, the last column if its cells are short words and most lines have one: 完成, ≥90%.
fn answers(source: &Text<'_>, lines: &[Line], width: usize) -> Option<usize> {
    let column = width.checked_sub(1)?;
    let cells = |column: usize| {
        let cells = lines.iter().filter(|line| !line.heads).filter_map(move |line| line.cells.get(column));
        cells.filter(|cell| !cell.is_blank())
    };
    let short =
        cells(column).all(|cell| cell.span.text(source).len() <= TUNING.aligned_stub_column.longest.bytes());
    let rows = lines.iter().filter(|line| !line.heads).count();
    (short && cells(column).count() * 2 > rows).then_some(column)
}

/// Whether the cells of a column number the rows: 1, 2, 3 …
#[derive(Copy, Clone, Default)]
struct Running {
    last: Option<u32>,
    steps: u32,
    others: u32,
}

impl Running {
    fn see(&mut self, text: &str) {
        let number = number::normal(text).parse::<u32>().ok();
        match (number, self.last) {
            (Some(number), Some(last)) if number == last + 1 => self.steps += 1,
            (Some(_), None) => {}
            _ => self.others += 1,
        }
        self.last = number.or(self.last);
    }

    fn numbers_rows(self) -> bool {
        self.steps > 2 && self.others == 0
    }
}
