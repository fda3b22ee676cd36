//! From a rebuilt grid to a table of the model: which cell is a key of its row, which a value, and in what unit.

use std::collections::HashMap;

use juesuan_model::vocabulary::Form;
use juesuan_model::{
    Amount, Cell, Column, Decimal, Entry, Item, Layout, Row, Table, TableError, TableId, TableKind,
    TableParts, Unit, vocabulary,
};
use juesuan_segment::{FragmentLayout, plain};
use juesuan_table as grid;

use super::unit;
use crate::Document;
use crate::account::{Coverage, Reason};

/// What is known of a table before its cells are read.
pub(super) struct Identity {
    pub(super) id: TableId,
    pub(super) kind: TableKind,
    /// The form, also where `id` is that of a second copy: a statutory one, or a kind of tables with known headers.
    pub(super) form: Option<Form>,
    pub(super) title: String,
    /// The fiscal year, for headers that name one.
    pub(super) year: Option<u16>,
}

/// Binds all cells of `table`, and tells `coverage` which places were read and which are no values.
pub(super) fn bind(
    document: &Document<'_>,
    table: &grid::Table,
    identity: Identity,
    coverage: &mut Coverage,
) -> Result<Table, TableError> {
    let mut binder = Binder::new(document, table, &identity);
    for (index, row) in table.rows.iter().enumerate() {
        match row.kind {
            grid::RowKind::ColumnNumbers => coverage.explain(row.span, Reason::ColumnNumber),
            grid::RowKind::Group => coverage.explain(row.span, Reason::TableText),
            grid::RowKind::Data => binder.row(index, coverage),
        }
    }
    let line = |offset| document.segmentation.lines.line(offset);
    Table::new(TableParts {
        id: identity.id,
        kind: identity.kind,
        title: identity.title,
        unit: binder.unit,
        line_start: line(table.span.start),
        line_end: line(table.span.end.max(table.span.start + 1) - 1),
        fragments: u32::try_from(table.fragments.len()).unwrap_or(u32::MAX),
        layout: layout(table),
        columns: binder.columns,
        rows: binder.rows,
        cells: binder.cells,
    })
}

/// How the fragments of a table stood in the text.
fn layout(table: &grid::Table) -> Layout {
    let mut layouts = table.fragments.iter().map(|fragment| fragment.layout);
    let Some(first) = layouts.next() else { return Layout::Tabbed };
    if layouts.any(|other| other != first) {
        return Layout::Mixed;
    }
    match first {
        FragmentLayout::Tabbed => Layout::Tabbed,
        FragmentLayout::Exploded => Layout::Exploded,
        FragmentLayout::Piped => Layout::Piped,
        FragmentLayout::Html => Layout::Html,
        FragmentLayout::Aligned => Layout::Aligned,
    }
}

/// The columns of one panel by what they are for.
struct Panel {
    code: Vec<usize>,
    label: Vec<usize>,
    number: Option<usize>,
    ordinal: Option<usize>,
    /// Grid column and the model column it is bound to.
    values: Vec<(usize, u16)>,
    side: String,
    /// The item that rows without a meaning of their own belong to: the funds below an opening balance.
    above: Option<Item>,
}

struct Binder<'d> {
    document: &'d Document<'d>,
    table: &'d grid::Table,
    form: Option<Form>,
    unit: Option<Unit>,
    panels: Vec<Panel>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
}

impl<'d> Binder<'d> {
    fn new(document: &'d Document<'d>, table: &'d grid::Table, identity: &Identity) -> Self {
        let unit = unit::of_table(document.source(), table);
        let mut binder = Self {
            document,
            table,
            form: identity.form,
            unit,
            panels: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        };
        let mut bound = HashMap::new();
        binder.panels = table
            .panels
            .iter()
            .map(|panel| binder_panel(table, panel, identity, &mut binder.columns, &mut bound))
            .collect();
        binder
    }

    /// Binds one line of the grid: one row of the model for each panel that prints anything.
    fn row(&mut self, index: usize, coverage: &mut Coverage) {
        for at in 0..self.panels.len() {
            let Some(row) = self.head(index, at) else {
                self.cover_head(index, at, false, coverage);
                continue;
            };
            let row_index = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            let before = self.cells.len();
            for (grid_column, column) in self.panels[at].values.clone() {
                self.value(index, grid_column, row_index, column, coverage);
            }
            self.cover_head(index, at, self.cells.len() > before, coverage);
            self.rows.push(row);
        }
    }

    /// The row's keys in one panel; `None` where the panel is blank from end to end.
    fn head(&mut self, index: usize, at: usize) -> Option<Row> {
        let panel = &self.panels[at];
        let source = self.document.source();
        let text = |column: &usize| self.table.cell(index, *column).text(source);
        let filled = |column: &usize| self.table.cell(index, *column).kind() != grid::CellKind::Blank;
        let keys = panel.code.iter().chain(&panel.label);
        if !keys.clone().any(filled) && !panel.values.iter().any(|(column, _)| filled(column)) {
            return None;
        }
        let code: String = panel.code.iter().map(text).collect();
        let label: String = panel.label.iter().map(text).collect();
        // a total prints its name wherever the form leaves room, also in the column of the codes
        let is_code = code.is_empty() || code.chars().any(|c| c.is_ascii_digit());
        let (code, label) = if is_code { (code, label) } else { (String::new(), code + &label) };
        let mut row =
            Row::new(label, self.document.segmentation.lines.line(self.table.rows[index].span.start));
        if !code.is_empty() {
            row = row.with_code(&code);
        }
        row.number = panel.number.and_then(|column| self.table.cell(index, column).text(source).parse().ok());
        row.unit = unit::in_label(&row.label);
        row.item = self.meaning(at, &row);
        Some(row)
    }

    /// What the row means; a row whose label alone says it becomes the one that the rows below may belong to.
    fn meaning(&mut self, at: usize, row: &Row) -> Option<Item> {
        let form = self.form?;
        let panel = &mut self.panels[at];
        let item = |above| vocabulary::item(form, &panel.side, &row.label, row.code, above);
        let own = item(None);
        let below = panel.above.and_then(|above| item(Some(above)));
        if below.is_none() || below == own {
            panel.above = own;
        }
        below.or(own)
    }

    fn value(&mut self, index: usize, grid_column: usize, row: u32, column: u16, coverage: &mut Coverage) {
        let source = self.document.source();
        let cell = self.table.cell(index, grid_column);
        let spans =
            || if cell.joined_spans().is_empty() { vec![cell.span()] } else { cell.joined_spans().to_vec() };
        let entry = match cell.kind() {
            grid::CellKind::Blank => return,
            grid::CellKind::Dash => Entry::Dash,
            grid::CellKind::Amount | grid::CellKind::Count | grid::CellKind::Percent => {
                match cell.number(source) {
                    Some(value) => Self::number(value, cell.kind()),
                    None => Entry::Text(cell.text(source).into()),
                }
            }
            grid::CellKind::Text => Entry::Text(cell.text(source).into()),
        };
        for span in spans() {
            match entry {
                Entry::Number(_) | Entry::Measured(_) => coverage.read(span),
                Entry::Dash | Entry::Text(_) => coverage.explain(span, Reason::TableText),
            }
        }
        let printed = cell.is_repaired().then(|| cell.printed(source).into());
        self.cells.push(Cell { row, column, entry, printed, place: self.document.place(cell.span()) });
    }

    fn number(value: Decimal, kind: grid::CellKind) -> Entry {
        match kind {
            grid::CellKind::Percent => Entry::Measured(Box::new(Amount::new(value, Unit::Percent))),
            _ => Entry::Number(value),
        }
    }

    /// The keys of a row with figures are part of what was read; those of an empty one are explained.
    fn cover_head(&self, index: usize, at: usize, has_values: bool, coverage: &mut Coverage) {
        let panel = &self.panels[at];
        let keys = panel.code.iter().chain(&panel.label).chain(&panel.number).chain(&panel.ordinal);
        for &column in keys {
            let cell = self.table.cell(index, column);
            let spans = if cell.joined_spans().is_empty() { &[cell.span()][..] } else { cell.joined_spans() };
            for &span in spans {
                let is_number = panel.number == Some(column) || panel.ordinal == Some(column);
                match (has_values, is_number) {
                    (true, _) => coverage.read(span),
                    (false, true) => coverage.explain(span, Reason::RowNumber),
                    (false, false) => coverage.explain(span, Reason::EmptyRow),
                }
            }
        }
    }
}

/// Sorts the columns of a panel and binds its value columns, equal headers of several panels to one model column.
fn binder_panel(
    table: &grid::Table,
    panel: &grid::Panel,
    identity: &Identity,
    columns: &mut Vec<Column>,
    bound: &mut HashMap<Vec<String>, u16>,
) -> Panel {
    let range = usize::from(panel.columns.start)..usize::from(panel.columns.end).min(table.columns.len());
    let with =
        |role: grid::Role| range.clone().filter(|&c| table.columns[c].role == role).collect::<Vec<_>>();
    let mut result = Panel {
        code: with(grid::Role::Code),
        label: with(grid::Role::Label),
        number: with(grid::Role::RowNumber).first().copied(),
        ordinal: with(grid::Role::Ordinal).first().copied(),
        values: Vec::new(),
        side: panel.side.clone().unwrap_or_default(),
        above: None,
    };
    let mut texts = with(grid::Role::Text);
    if result.label.is_empty() && result.code.is_empty() && !texts.is_empty() {
        let names_row =
            |&column: &usize| table.columns[column].path.last().is_some_and(|name| name == "三级指标");
        let at = texts.iter().position(names_row).unwrap_or(0);
        result.label.push(texts.remove(at));
    }
    let mut values: Vec<usize> = with(grid::Role::Figure).into_iter().chain(texts).collect();
    values.sort_unstable();
    for column in values {
        let path = table.columns[column].path.clone();
        // within one panel two columns of one name stay two
        let taken = result.values.iter().any(|(_, model)| bound.get(&path) == Some(model));
        let model = match bound.get(&path) {
            Some(&model) if !taken => model,
            _ => {
                let model = u16::try_from(columns.len()).unwrap_or(u16::MAX);
                columns.push(model_column(path.clone(), identity));
                bound.insert(path, model);
                model
            }
        };
        result.values.push((column, model));
    }
    result
}

fn model_column(path: Vec<String>, identity: &Identity) -> Column {
    let mut column = Column::new(path);
    column.unit = column.path.iter().rev().find_map(|name| unit::in_header(name));
    if let Some(form) = identity.form {
        let meaning = vocabulary::column(form, &column.path, identity.year);
        (column.item, column.measure) = (meaning.item, meaning.measure);
    }
    column
}

/// The table's title: printed above it, else its caption.
pub(super) fn title(document: &Document<'_>, table: &grid::Table) -> String {
    let span = table.context.title.or(table.context.caption);
    span.map(|span| plain(span.text(document.source())).into_owned()).unwrap_or_default()
}
