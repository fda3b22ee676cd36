//! The header of a form: cells that span what stands below them.

use juesuan_model::{BudgetId, StatementId, Table, TableId};

use super::{Form, Panel};

/// What stands below a header cell.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeadKind {
    /// Columns of several kinds: a side of the form, or code and name.
    Group,
    /// Codes.
    Codes,
    /// Names of rows.
    Labels,
    /// Printed row numbers.
    Numbers,
    /// Figures, or headers over figures.
    Figures,
}

/// A header cell: where it stands in the header, and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadCell<'t> {
    /// Row, counted from 0.
    pub(crate) row: usize,
    /// Column of the sheet, counted from 0.
    pub(crate) column: usize,
    /// Number of rows.
    pub(crate) rows: usize,
    /// Number of columns.
    pub(crate) columns: usize,
    /// What it says.
    pub(crate) text: &'t str,
    /// What stands below.
    pub(crate) kind: HeadKind,
}

impl Panel<'_> {
    /// How many columns stand before its figures.
    pub(crate) fn stubs(&self) -> usize {
        usize::from(self.codes) + usize::from(self.labels) + usize::from(self.numbers)
    }
}

/// What forms call the column of codes.
const fn codes_of(table: &Table) -> &'static str {
    match table.id() {
        TableId::Statement(StatementId::Z06)
        | TableId::Budget(BudgetId::B06 | BudgetId::B08 | BudgetId::B12) => "经济分类科目编码",
        TableId::Statement(_) | TableId::Budget(_) => "功能分类科目编码",
        TableId::Other { .. } => "科目编码",
    }
}

/// The header cells of a form, and how many rows they take.
pub(crate) fn heads<'t>(form: &Form<'t>) -> (usize, Vec<HeadCell<'t>>) {
    let code = codes_of(form.table);
    let levels = form.table.columns().iter().map(|column| column.path.len()).max().unwrap_or(0).max(1);
    // code and name stand under one header: a form of one level has two
    let paired = form.panels.iter().any(|panel| panel.codes && panel.labels && panel.side.is_none());
    let depth = levels.max(1 + usize::from(paired));
    let mut cells = Vec::new();
    let mut column = 0;
    for panel in &form.panels {
        push_stub(&mut cells, panel, column, depth, code);
        push_columns(&mut cells, form, panel, column + panel.stubs(), depth);
        if let Some(side) = panel.side {
            let columns = panel.stubs() + panel.columns.len();
            cells.push(HeadCell { row: 0, column, rows: 1, columns, text: side, kind: HeadKind::Group });
        }
        column += panel.stubs() + panel.columns.len();
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    (depth, cells)
}

/// The headers over code, label and row number.
fn push_stub<'t>(cells: &mut Vec<HeadCell<'t>>, panel: &Panel<'_>, at: usize, depth: usize, code: &'t str) {
    let paired = panel.codes && panel.labels && panel.side.is_none();
    if paired {
        let kind = HeadKind::Group;
        cells.push(HeadCell { row: 0, column: at, rows: 1, columns: 2, text: "项目", kind });
    }
    let below = usize::from(paired || panel.side.is_some());
    let name = if panel.codes { "科目名称" } else { "项目" };
    let stubs = [
        (panel.codes, code, below, HeadKind::Codes),
        (panel.labels, name, below, HeadKind::Labels),
        (panel.numbers, "行次", usize::from(panel.side.is_some()), HeadKind::Numbers),
    ];
    let stubs = stubs.into_iter().filter(|(there, ..)| *there);
    cells.extend(stubs.enumerate().map(|(nth, (_, text, row, kind))| HeadCell {
        row,
        column: at + nth,
        rows: depth.saturating_sub(row).max(1),
        columns: 1,
        text,
        kind,
    }));
}

/// The headers over the figures: neighbours under the same headers share them, and the last of a path reaches down.
fn push_columns<'t>(
    cells: &mut Vec<HeadCell<'t>>,
    form: &Form<'t>,
    panel: &Panel<'_>,
    at: usize,
    depth: usize,
) {
    for level in usize::from(panel.side.is_some())..depth {
        let mut above: Option<&[String]> = None;
        for (nth, column) in panel.columns.iter().enumerate() {
            let path = form.table.column(*column).map_or(&[][..], |column| &column.path);
            let ends_here = path.len() == level + 1;
            let blank = path.is_empty() && level == 0;
            let Some(text) = path.get(level).map(String::as_str).or(blank.then_some("")) else {
                above = None;
                continue;
            };
            let prefix = path.get(..=level).unwrap_or_default();
            if above == Some(prefix)
                && !ends_here
                && let Some(shared) = cells.last_mut()
            {
                shared.columns += 1;
                continue;
            }
            let rows = if ends_here || blank { depth - level } else { 1 };
            let kind = HeadKind::Figures;
            cells.push(HeadCell { row: level, column: at + nth, rows, columns: 1, text, kind });
            above = (!ends_here && !blank).then_some(prefix);
        }
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::{Column, Layout, TableKind, TableParts};

    use super::*;

    /// The header rows over these columns: text, columns × rows.
    fn shape(paths: &[&str]) -> Vec<String> {
        let column = |path: &&str| Column::new(path.split('/').map(str::to_owned).collect());
        let table = Table::new(TableParts {
            id: TableId::Other { line: 1 },
            kind: TableKind::Other,
            title: String::new(),
            unit: None,
            line_start: 1,
            line_end: 1,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: paths.iter().map(column).collect(),
            rows: Vec::new(),
            cells: Vec::new(),
        })
        .unwrap();
        let form = Form::of(&table);
        let (depth, cells) = heads(&form);
        let cell = |cell: &HeadCell<'_>| format!("{}:{}×{}", cell.text, cell.columns, cell.rows);
        let row =
            |row| cells.iter().filter(move |cell| cell.row == row).map(cell).collect::<Vec<_>>().join(" ");
        (0..depth).map(row).collect()
    }

    #[test]
    fn headers_span_their_columns_and_reach_down() {
        assert_eq!(shape(&["甲", "乙"]), ["甲:1×1 乙:1×1"]);
        assert_eq!(
            shape(&["预算/合计", "预算/公车/小计", "预算/公车/购置", "决算/合计", "备注"]),
            ["预算:3×1 决算:1×1 备注:1×3", "合计:1×2 公车:2×1 合计:1×2", "小计:1×1 购置:1×1"]
        );
        // two columns of one name stay two
        assert_eq!(shape(&["年/值", "年/值"]), ["年:2×1", "值:1×1 值:1×1"]);
    }
}
