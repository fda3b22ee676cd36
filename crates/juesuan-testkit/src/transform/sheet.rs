//! The tables of a text in the tabbed layout, as rows of cells.

/// A table of a text: consecutive lines with tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Header rows, then data rows; each a list of cells.
    pub rows: Vec<Vec<String>>,
    /// How many rows are header.
    pub header: usize,
}

impl Sheet {
    fn new(lines: &[&str]) -> Self {
        let rows: Vec<Vec<String>> =
            lines.iter().map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect();
        let header = rows.iter().position(|row| is_data(row)).unwrap_or(rows.len());
        Self { rows, header }
    }

    /// Header rows.
    pub fn head(&self) -> &[Vec<String>] {
        self.rows.get(..self.header).unwrap_or(&self.rows)
    }

    /// Data rows.
    pub fn body(&self) -> &[Vec<String>] {
        self.rows.get(self.header..).unwrap_or(&[])
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Whether the row holds figures or a code, and is not the row of column numbers.
fn is_data(row: &[String]) -> bool {
    let ordinals = row.iter().any(|cell| cell == "栏次") || is_run(row);
    let label = row.iter().any(|cell| matches!(cell.as_str(), "合计" | "<b>合计</b>"));
    !ordinals
        && (row.iter().any(|cell| is_figure(cell))
            || (label && row.iter().filter(|c| !c.is_empty()).count() == 1))
}

/// `1 2 3 …`: the numbers of the columns.
fn is_run(row: &[String]) -> bool {
    row.len() > 2 && row.iter().enumerate().all(|(index, cell)| *cell == (index + 1).to_string())
}

/// Whether a cell is a number, a percentage or a quantity with its unit.
pub(crate) fn is_figure(cell: &str) -> bool {
    let start = cell.trim_start_matches(['≥', '≤', '>', '<', '=', '-']);
    let plain = start.trim_end_matches('%');
    !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))
}

/// Whether a cell is a code of 3, 5 or 7 digits.
pub(crate) fn is_code(cell: &str) -> bool {
    matches!(cell.len(), 3 | 5 | 7)
        && cell.bytes().all(|byte| byte.is_ascii_digit())
        && !cell.starts_with('0')
}

/// Rewrites every table of a text; `print` gets the lines above it too.
pub(crate) fn each(text: &str, mut print: impl FnMut(&Sheet, &[&str]) -> Vec<String>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|line| line.contains('\t')).count();
        let block = &lines[at..end];
        // a tab in front of a paragraph is no table, nor is a cell a line
        if block.iter().any(|line| line.trim_start_matches('\t').contains('\t')) {
            out.extend(print(&Sheet::new(block), &lines[..at]));
            at = end;
        } else {
            out.push(lines[at].to_owned());
            at += 1;
        }
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// Rows as lines of cells parted by tabs.
pub(crate) fn tabbed(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter().map(|row| row.join("\t")).collect()
}
