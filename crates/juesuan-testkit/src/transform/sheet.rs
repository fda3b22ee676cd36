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
        Self::of(
            lines.iter().map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect(),
        )
    }

    fn of(rows: Vec<Vec<String>>) -> Self {
        let named = rows.first().is_some_and(|row| names_columns(row));
        let header = if named { rows.iter().position(|row| is_data(row)).unwrap_or(rows.len()) } else { 0 };
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

    /// Rows and columns that each header cell covers; 0 where another one covers the cell. An empty cell belongs to the
    /// filled one on its left, as long as a lower row names its column, else to the one above it.
    pub(crate) fn sizes(&self) -> Vec<Vec<(usize, usize)>> {
        let head = self.head();
        // cells of the header that stand alone in their row are titles; rows of column numbers cover nothing
        let rows =
            head.iter().take_while(|row| !row.iter().any(|cell| cell == "栏次" || cell == "1")).count();
        let mut sizes: Vec<Vec<(usize, usize)>> = head.iter().map(|row| vec![(1, 1); row.len()]).collect();
        let filled = |row: usize, column: usize| {
            head.get(row).and_then(|row| row.get(column)).is_some_and(|cell| !cell.is_empty())
        };
        for row in 0..rows {
            for column in 0..head[row].len() {
                if !filled(row, column) {
                    continue;
                }
                let below_empty = (row + 1..rows).all(|below| !filled(below, column));
                let names_below = |right: &usize| (row + 1..rows).any(|below| filled(below, *right));
                let right = (column + 1..head[row].len()).take_while(|&right| !filled(row, right));
                let covers = right.take_while(names_below).count();
                if covers > 0 && !below_empty {
                    sizes[row][column].1 = 1 + covers;
                    sizes[row].iter_mut().skip(column + 1).take(covers).for_each(|size| size.1 = 0);
                } else if below_empty {
                    sizes[row][column].0 = rows - row;
                    let below = sizes.iter_mut().take(rows).skip(row + 1);
                    below.filter_map(|sizes| sizes.get_mut(column)).for_each(|size| size.0 = 0);
                }
            }
        }
        sizes
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Words that stand in the first row of a header.
const HEADS: [&str; 18] = [
    "项目",
    "科目",
    "指标",
    "行次",
    "栏次",
    "金额",
    "决算数",
    "预算数",
    "分值",
    "合计",
    "收入",
    "支出",
    "序号",
    "名称",
    "情况",
    "目标",
    "资金",
    "措施",
];

/// Whether the row begins a header: it names two columns, or more than one side.
fn names_columns(row: &[String]) -> bool {
    let short = |cell: &&String| !cell.is_empty() && cell.chars().count() < 20;
    let known = |cell: &&String| HEADS.iter().any(|word| crate::truth::bare(cell).contains(word));
    row.iter().filter(short).filter(known).count() > 1 && !row.iter().any(|cell| is_figure(cell))
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
        if let Some((sheet, end)) = tabbed_at(&lines, at).or_else(|| exploded_at(&lines, at)) {
            out.extend(print(&sheet, &lines[..at]));
            at = end;
        } else {
            // what is no table is passed over as a whole
            let end = at + lines[at..].iter().take_while(|line| line.contains('\t')).count().max(1);
            out.extend(lines[at..end].iter().map(|&line| line.to_owned()));
            at = end;
        }
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// Rows a line: consecutive lines with tabs, and the line after them.
fn tabbed_at(lines: &[&str], at: usize) -> Option<(Sheet, usize)> {
    let block = &lines[at..at + lines[at..].iter().take_while(|line| line.contains('\t')).count()];
    let has_cells = |line: &&&str| line.matches('\t').count() > 1 && !line.trim().is_empty();
    let apart = |line: &&&str| line.trim().contains('\t');
    let leaders = |line: &&&str| ["....", "……"].iter().any(|dots| line.contains(dots));
    // a tab in front of a paragraph is no table, nor is a cell a line; contents are none either
    let is_table = block.iter().filter(has_cells).any(|line| !is_empty_row(line))
        && block.iter().filter(|line| has_cells(line) || apart(line)).count() * 2 > block.len()
        && block.iter().filter(leaders).count() * 2 < block.len();
    is_table.then(|| (Sheet::new(block), at + block.len()))
}

fn is_empty_row(line: &str) -> bool {
    line.split('\t').all(|cell| cell.trim().is_empty())
}

/// A cell a line behind a tab, rows parted by an empty line, cells going on in lines without a tab.
fn exploded_at(lines: &[&str], at: usize) -> Option<(Sheet, usize)> {
    let cell =
        |line: &str| line.trim_start_matches(' ').strip_prefix('\t').map(|cell| cell.trim().to_owned());
    let mut rows: Vec<Vec<String>> = vec![vec![cell(lines[at])?]];
    let (mut next, mut end, mut blanks) = (at + 1, at + 1, 0);
    while next < lines.len() && next - end < 14 {
        let line = lines[next];
        if let Some(cell) = cell(line) {
            for inner in lines[end..next].iter().filter(|line| !line.trim().is_empty()) {
                rows.last_mut()?.last_mut()?.push_str(inner.trim());
            }
            if lines[next - 1].trim().is_empty() && !lines[next - 1].contains('\t') {
                rows.push(Vec::new());
            }
            rows.last_mut()?.push(cell);
            (end, blanks) = (next + 1, 0);
        } else if line.trim().is_empty() {
            blanks += 1;
            if blanks > 1 {
                break;
            }
        } else if blanks > 0 && rows.last()?.len() >= rows.iter().map(Vec::len).max()? {
            break;
        }
        next += 1;
    }
    let rows = without_gaps(rows);
    let filled = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let table = rows.iter().filter(filled).count() > 2 && rows.iter().any(|row| row.len() > 3);
    table.then(|| (Sheet::of(rows), end))
}

/// Joins rows that a blank line inside a cell parted: two short ones that together are as long as the one above.
fn without_gaps(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::with_capacity(rows.len());
    for row in rows {
        let goes_on = row.first().is_some_and(|cell| !cell.is_empty())
            && match joined.as_slice() {
                [.., whole, part] => whole.len() > 3 && part.len() + row.len() == whole.len(),
                _ => false,
            };
        match joined.last_mut().filter(|_| goes_on) {
            Some(part) => part.extend(row),
            None => joined.push(row),
        }
    }
    joined
}

/// Rows as lines of cells parted by tabs.
pub(crate) fn tabbed(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter().map(|row| row.join("\t")).collect()
}
