//! How a table is laid out on the page: its panels side by side, and the cells of its header.

use juesuan_model::{Column, Row, Table};

/// A form prints at most so many panels side by side.
const MOST_PANELS: usize = 4;

/// One header cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head<'t> {
    pub(super) text: &'t str,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// The header rows over these columns, top to bottom: neighbours under the same headers share them, and a header without
/// others below reaches down to the cells.
pub(super) fn heads<'t>(columns: &[&'t Column]) -> Vec<Vec<Head<'t>>> {
    let depth = columns.iter().map(|column| column.path.len()).max().unwrap_or(0).max(1);
    (0..depth).map(|level| heads_at(columns, level, depth)).collect()
}

fn heads_at<'t>(columns: &[&'t Column], level: usize, depth: usize) -> Vec<Head<'t>> {
    let mut heads: Vec<(Head<'t>, &'t [String])> = Vec::new();
    let mut beside = false;
    for column in columns {
        let Some(text) = column.path.get(level) else {
            // the header above reaches down; a column without any gets an empty one
            if level == 0 {
                heads.push((Head { text: "", columns: 1, rows: depth }, &[]));
            }
            beside = false;
            continue;
        };
        let above = column.path.get(..=level).unwrap_or_default();
        let ends_here = column.path.len() == level + 1;
        match heads.last_mut() {
            Some((head, path)) if beside && *path == above && !ends_here && head.rows == 1 => {
                head.columns += 1;
            }
            _ => heads
                .push((Head { text, columns: 1, rows: if ends_here { depth - level } else { 1 } }, above)),
        }
        beside = true;
    }
    heads.into_iter().map(|(head, _)| head).collect()
}

/// A part of a table that stands beside others: which columns it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Panel {
    pub(super) columns: Vec<u16>,
}

/// The panels of a table and its lines; a line has one row a panel, `None` where the panel prints nothing.
#[derive(Debug)]
pub(super) struct Grid<'t> {
    pub(super) panels: Vec<Panel>,
    pub(super) lines: Vec<Vec<Option<(u32, &'t Row)>>>,
}

impl<'t> Grid<'t> {
    /// Puts rows that were printed on one line beside one another again.
    pub(super) fn of(table: &'t Table) -> Self {
        let rows: Vec<(u32, &Row)> = (0..).zip(table.rows()).collect();
        let groups: Vec<&[(u32, &Row)]> = rows.chunk_by(|(_, a), (_, b)| a.line == b.line).collect();
        let widest = groups.iter().map(|group| group.len()).max().unwrap_or(1);
        let shared = groups.iter().filter(|group| group.len() > 1).count();
        if !(2..=MOST_PANELS).contains(&widest) || shared * 3 < groups.len() {
            let columns = (0..).zip(table.columns()).map(|(at, _)| at).collect();
            return Self {
                panels: vec![Panel { columns }],
                lines: rows.into_iter().map(|row| vec![Some(row)]).collect(),
            };
        }
        let mut panels = vec![Panel { columns: Vec::new() }; widest];
        for group in groups.iter().filter(|group| group.len() == widest) {
            for (panel, (row, _)) in panels.iter_mut().zip(*group) {
                panel.show(table, *row);
            }
        }
        let mut lines = Vec::with_capacity(groups.len());
        for group in groups {
            let mut line = vec![None; widest];
            let mut from = 0;
            for (nth, row) in group.iter().enumerate() {
                let last = widest - (group.len() - nth);
                let fits = |at: &usize| panels.get(*at).is_some_and(|panel| panel.shows(table, row.0));
                let at = (from..=last).find(fits).unwrap_or(from.min(last));
                if let (Some(place), Some(panel)) = (line.get_mut(at), panels.get_mut(at)) {
                    *place = Some(*row);
                    panel.show(table, row.0);
                }
                from = at + 1;
            }
            lines.push(line);
        }
        for panel in &mut panels {
            panel.columns.sort_unstable();
        }
        Self { panels, lines }
    }
}

impl Panel {
    fn show(&mut self, table: &Table, row: u32) {
        for cell in table.cells_of(row) {
            if !self.columns.contains(&cell.column) {
                self.columns.push(cell.column);
            }
        }
    }

    fn shows(&self, table: &Table, row: u32) -> bool {
        table.cells_of(row).iter().all(|cell| self.columns.contains(&cell.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_model::{Cell, Decimal, Entry, Layout, Place, TableId, TableKind, TableParts};

    fn column(path: &str) -> Column {
        Column::new(path.split('/').map(str::to_owned).collect())
    }

    fn shape(paths: &[&str]) -> Vec<String> {
        let columns: Vec<Column> = paths.iter().map(|path| column(path)).collect();
        let heads = heads(&columns.iter().collect::<Vec<_>>());
        let cell = |head: &Head<'_>| format!("{}:{}×{}", head.text, head.columns, head.rows);
        heads.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
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

    fn table(rows: &[(&str, u32, u16)], columns: usize) -> Table {
        let cells = (0..).zip(rows).map(|(row, (_, line, column))| Cell {
            row,
            column: *column,
            entry: Entry::Number(Decimal::ONE),
            printed: None,
            place: Place { line: *line, ..Place::default() },
        });
        Table::new(TableParts {
            id: TableId::Other { line: 1 },
            kind: TableKind::Other,
            title: String::new(),
            unit: None,
            line_start: 1,
            line_end: 9,
            fragments: 1,
            layout: Layout::Tabbed,
            columns: (0..columns).map(|at| column(&at.to_string())).collect(),
            rows: rows.iter().map(|(label, line, _)| Row::new(*label, *line)).collect(),
            cells: cells.collect(),
        })
        .unwrap()
    }

    fn laid_out(table: &Table) -> Vec<String> {
        let grid = Grid::of(table);
        let label = |row: &Option<(u32, &Row)>| row.map_or("·".to_owned(), |(_, row)| row.label.clone());
        grid.lines.iter().map(|line| line.iter().map(label).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn rows_of_one_line_stand_side_by_side() {
        let sides =
            table(&[("收入", 1, 0), ("支出", 1, 1), ("只有支出", 2, 1), ("收", 3, 0), ("支", 3, 1)], 2);
        assert_eq!(laid_out(&sides), ["收入 支出", "· 只有支出", "收 支"]);
        assert_eq!(Grid::of(&sides).panels, [Panel { columns: vec![0] }, Panel { columns: vec![1] }]);
        // three panels of one column; a short line keeps to the left
        let panels = table(&[("a", 1, 0), ("b", 1, 0), ("c", 1, 0), ("d", 2, 0), ("e", 2, 0)], 1);
        assert_eq!(laid_out(&panels), ["a b c", "d e ·"]);
        let plain = table(&[("a", 1, 0), ("b", 2, 0)], 1);
        assert_eq!(laid_out(&plain), ["a", "b"]);
    }
}
