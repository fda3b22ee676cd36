//! A table as its form prints it: rows that were printed on one line stand side by side again.

use juesuan_model::{Code, ColumnIndex, Layout, Row, RowIndex, Table};

/// A form prints at most so many parts side by side.
const MOST_PANELS: usize = 4;

/// A table with its lines as printed.
#[derive(Debug)]
pub(crate) struct Form<'t> {
    /// The table.
    pub(crate) table: &'t Table,
    /// Its parts, left to right; most tables have one.
    pub(crate) panels: Vec<Panel<'t>>,
    /// Its lines, top to bottom: for each panel the index of the row that it prints there.
    pub(crate) lines: Vec<Vec<Option<RowIndex>>>,
}

/// A part of a table that stands beside others: what names its rows, and the columns it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Panel<'t> {
    /// 收入, 支出: the header above the whole part; `None` where it has none of its own.
    pub(crate) side: Option<&'t str>,
    /// Indexes of its columns in the table.
    pub(crate) columns: Vec<ColumnIndex>,
    /// Whether its rows have codes.
    pub(crate) codes: bool,
    /// Whether its rows have labels.
    pub(crate) labels: bool,
    /// Whether its rows have printed numbers (行次).
    pub(crate) numbers: bool,
}

impl<'t> Form<'t> {
    /// Lays a table out.
    pub(crate) fn of(table: &'t Table) -> Self {
        sided(table).or_else(|| repeated(table)).unwrap_or_else(|| plain(table))
    }

    fn new(table: &'t Table, mut panels: Vec<Panel<'t>>, lines: Vec<Vec<Option<RowIndex>>>) -> Self {
        for (at, panel) in panels.iter_mut().enumerate() {
            let rows = lines.iter().filter_map(|line| line.get(at).copied().flatten());
            for row in rows.filter_map(|row| table.row(row)) {
                panel.codes |= !row.code_text().is_empty();
                panel.labels |= !row.label.is_empty();
                panel.numbers |= row.number.is_some();
            }
        }
        Self { table, panels, lines }
    }
}

/// A row a line.
fn plain(table: &Table) -> Form<'_> {
    let lines = table.indexed_rows().map(|(row, _)| vec![Some(row)]).collect();
    Form::new(table, vec![Panel { columns: all_columns(table).collect(), ..Panel::default() }], lines)
}

fn all_columns(table: &Table) -> impl Iterator<Item = ColumnIndex> {
    table.indexed_columns().map(|(at, _)| at)
}

/// Sides that the headers name: each row has figures under one top header alone, and rows of several sides share lines.
fn sided(table: &Table) -> Option<Form<'_>> {
    let top = |column: ColumnIndex| table.column(column)?.path.first().map(String::as_str);
    let mut panels: Vec<Panel<'_>> = Vec::new();
    for column in all_columns(table) {
        let side = top(column)?;
        let known = panels.iter().position(|panel| panel.side == Some(side));
        match (known, panels.last_mut()) {
            (Some(_), Some(panel)) if panel.side == Some(side) => panel.columns.push(column),
            // its columns do not stand together
            (Some(_), _) => return None,
            (None, _) => panels.push(Panel { side: Some(side), columns: vec![column], ..Panel::default() }),
        }
    }
    let headed = table.columns().iter().all(|column| column.path.len() > 1);
    if !(2..=MOST_PANELS).contains(&panels.len()) || !headed {
        return None;
    }
    let sides = sides_of_rows(table, &panels)?;
    let lines = side_by_side(table, &sides, panels.len());
    (lines.len() < sides.len()).then(|| Form::new(table, panels, lines))
}

/// The side of each row: that of its figures, else of rows that mean the like, else that of the row before.
/// `None` where a row has figures on several sides.
fn sides_of_rows(table: &Table, panels: &[Panel<'_>]) -> Option<Vec<usize>> {
    let side_of = |column: ColumnIndex| panels.iter().position(|panel| panel.columns.contains(&column));
    let mut stated: Vec<Option<usize>> = Vec::with_capacity(table.rows().len());
    for (row, _) in table.indexed_rows() {
        let mut sides = table.cells_of(row).iter().map(|cell| side_of(cell.column));
        let side = sides.next().flatten();
        if sides.any(|other| other != side) {
            return None;
        }
        stated.push(side);
    }
    let mut known: Vec<(String, usize)> = Vec::new();
    for (row, side) in table.rows().iter().zip(&stated) {
        if let (Some(family), Some(side)) = (family(row), side)
            && !known.iter().any(|(name, _)| *name == family)
        {
            known.push((family, *side));
        }
    }
    let mut before = 0;
    let settle = |(row, side): (&Row, Option<usize>)| {
        let alike = || {
            let family = family(row)?;
            known.iter().find(|(name, _)| *name == family).map(|(_, side)| *side)
        };
        before = side.or_else(alike).unwrap_or(before);
        before
    };
    Some(table.rows().iter().zip(stated).map(settle).collect())
}

/// `income` of `income:total`: rows of one family stand on one side, and all codes are one family.
fn family(row: &Row) -> Option<String> {
    let item = row.item?;
    let key = item.to_string();
    match item.code() {
        Some(_) => Some("code".to_owned()),
        None => key.split_once(':').map(|(family, _)| family.to_owned()),
    }
}

/// Puts rows on one line where they were printed on one, each in the place of its side.
fn side_by_side(table: &Table, sides: &[usize], panels: usize) -> Vec<Vec<Option<RowIndex>>> {
    // one cell a line: the rows of one printed line stand on different ones
    let scattered = matches!(table.layout(), Layout::Exploded | Layout::Mixed);
    let mut lines: Vec<Vec<Option<RowIndex>>> = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    for ((index, row), side) in table.indexed_rows().zip(sides) {
        let joins = last.is_some_and(|(before, line)| before < *side && (scattered || line == row.line));
        if !joins {
            lines.push(vec![None; panels]);
        }
        if let Some(place) = lines.last_mut().and_then(|line| line.get_mut(*side)) {
            *place = Some(index);
        }
        last = Some((*side, row.line));
    }
    lines
}

/// Parts that repeat the same columns, as the lists of economic codes do: several rows on most lines.
fn repeated(table: &Table) -> Option<Form<'_>> {
    let rows: Vec<(RowIndex, &Row)> = table.indexed_rows().collect();
    let groups: Vec<&[(RowIndex, &Row)]> =
        rows.chunk_by(|(_, row), (_, next)| row.line == next.line).collect();
    let widest = groups.iter().map(|group| group.len()).max()?;
    let shared = groups.iter().filter(|group| group.len() > 1).count();
    if !(2..=MOST_PANELS).contains(&widest) || shared * 2 < groups.len() {
        return None;
    }
    let mut classes: Vec<Option<u32>> = vec![None; widest];
    let mut panels = vec![Panel::default(); widest];
    let mut lines = Vec::with_capacity(groups.len());
    for group in groups {
        let mut line = vec![None; widest];
        for ((index, row), at) in group.iter().zip(places(group, &classes)) {
            if let (Some(place), Some(class), Some(panel)) =
                (line.get_mut(at), classes.get_mut(at), panels.get_mut(at))
            {
                *place = Some(*index);
                *class = row.code.map(class_of).or(*class);
                panel.show(table, *index);
            }
        }
        lines.push(line);
    }
    for panel in &mut panels {
        panel.columns.sort_unstable();
    }
    Some(Form::new(table, panels, lines))
}

impl Panel<'_> {
    fn show(&mut self, table: &Table, row: RowIndex) {
        for cell in table.cells_of(row) {
            if !self.columns.contains(&cell.column) {
                self.columns.push(cell.column);
            }
        }
    }
}

/// Which parts the rows of one line stand in: in their order, where each goes on with the class above it.
fn places(group: &[(RowIndex, &Row)], classes: &[Option<u32>]) -> Vec<usize> {
    let mut best: Option<(u32, Vec<usize>)> = None;
    for choice in 0..1_u32 << classes.len() {
        if choice.count_ones() as usize != group.len() {
            continue;
        }
        let taken: Vec<usize> = (0..classes.len()).filter(|at| choice & (1 << at) != 0).collect();
        let fits = group.iter().zip(&taken).filter_map(|((_, row), at)| Some((row, classes.get(*at)?)));
        let score = fits.map(|(row, class)| affinity(row, *class)).sum();
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, taken));
        }
    }
    best.map_or_else(Vec::new, |(_, taken)| taken)
}

/// How well a row goes on with the class above it: its own best, then one shortly before it.
fn affinity(row: &Row, above: Option<u32>) -> u32 {
    match (row.code.map(class_of), above) {
        (Some(class), Some(above)) if class == above => 1000,
        (Some(class), Some(above)) => class.checked_sub(above).map_or(0, |step| 900_u32.saturating_sub(step)),
        _ => 0,
    }
}

/// The first three digits.
fn class_of(code: Code) -> u32 {
    match code {
        Code::Function(code) => code.class().number(),
        Code::Economic(code) => code.class().number(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use juesuan_model::{Cell, Certainty, Column, Decimal, Entry, Place, StatementId, TableKind, TableParts};

    use super::*;

    /// A table of rows `line label code column` (column 9: no figure).
    fn table(layout: Layout, columns: &[&str], rows: &[(u32, &str, &str, u16)]) -> Table {
        let cell = |(row, (line, _, _, column)): (usize, &(u32, &str, &str, u16))| Cell {
            row: RowIndex::new(row),
            column: ColumnIndex::new(usize::from(*column)),
            entry: Entry::Number(Decimal::ONE),
            printed: None,
            certainty: Certainty::Given,
            place: Place { line: *line, ..Place::default() },
        };
        let row = |(line, label, code, _): &(u32, &str, &str, u16)| {
            let row = Row::new(*label, *line);
            if code.is_empty() { row } else { row.with_code(code) }
        };
        Table::new(TableParts {
            id: StatementId::Z01.into(),
            kind: TableKind::Statement,
            title: String::new(),
            unit: None,
            line_start: 1,
            line_end: 99,
            fragments: 1,
            layout,
            columns: columns
                .iter()
                .map(|path| Column::new(path.split('/').map(str::to_owned).collect()))
                .collect(),
            rows: rows.iter().map(row).collect(),
            cells: (0..).zip(rows).filter(|(_, row)| row.3 < 9).map(cell).collect(),
        })
        .unwrap()
    }

    fn shown(table: &Table) -> String {
        let form = Form::of(table);
        let name = |row: &Option<RowIndex>| {
            let row = row.and_then(|row| table.row(row));
            row.map_or_else(|| "·".to_owned(), |row| format!("{}{}", row.code_text(), row.label))
        };
        let line = |line: &Vec<Option<RowIndex>>| line.iter().map(name).collect::<Vec<_>>().join(" | ");
        form.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    const SIDES: &[&str] = &["收入/决算数", "支出/决算数"];

    #[test]
    fn sides_stand_beside_each_other() {
        let rows = [
            (1, "收一", "", 0),
            (1, "支一", "", 1),
            (2, "支二", "", 1),
            (3, "收三", "", 0),
            (4, "支四", "", 1),
        ];
        expect![[r#"
            收一 | 支一
            · | 支二
            收三 | ·
            · | 支四"#]]
        .assert_eq(&shown(&table(Layout::Tabbed, SIDES, &rows)));
        // one cell a line: a side that comes after the other one belongs to the same line
        let rows = [(1, "收一", "", 0), (5, "支一", "", 1), (9, "支二", "", 1), (12, "收三", "", 0)];
        expect![[r#"
            收一 | 支一
            · | 支二
            收三 | ·"#]]
        .assert_eq(&shown(&table(Layout::Exploded, SIDES, &rows)));
    }

    #[test]
    fn rows_with_figures_on_several_sides_are_no_sides() {
        let rows = [(1, "甲", "", 0), (2, "乙", "", 1)];
        expect![[r#"
            甲
            乙"#]]
        .assert_eq(&shown(&table(Layout::Tabbed, SIDES, &rows)));
    }

    #[test]
    fn lists_of_codes_keep_their_part() {
        let rows = [
            (1, "", "301", 0),
            (1, "", "302", 0),
            (1, "", "310", 0),
            (2, "", "30101", 0),
            (2, "", "30201", 0),
            (2, "", "31001", 0),
            (3, "", "303", 0),
            (3, "", "30202", 0),
            (3, "", "399", 0),
            (4, "", "30203", 0),
            (4, "", "39999", 0),
            (5, "", "30299", 0),
            (6, "人员经费合计", "", 0),
            (6, "公用经费合计", "", 0),
        ];
        expect![[r#"
            301 | 302 | 310
            30101 | 30201 | 31001
            303 | 30202 | 399
            · | 30203 | 39999
            · | 30299 | ·
            人员经费合计 | 公用经费合计 | ·"#]]
        .assert_eq(&shown(&table(Layout::Tabbed, &["决算数"], &rows)));
    }
}
