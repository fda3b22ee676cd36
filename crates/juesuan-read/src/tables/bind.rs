//! From a rebuilt grid to a table of the model: which cell is a key of its row, which a value, and in what unit.

use juesuan_model::vocabulary::Form;
use juesuan_model::{
    Amount, Cell, Column, ColumnIndex, Decimal, Entry, Item, Layout, Row, RowIndex, StatementId, TableParts,
    Unit, vocabulary,
};
use juesuan_segment::{FragmentLayout, plain};
use juesuan_source::TextSet;
use juesuan_source::chars::is_figure;
use juesuan_table as grid;
use juesuan_vocabulary::lists;

use super::panel::{self, Panel};
use super::recognise::Recognised;
use super::unit;
use crate::Document;
use crate::coverage::{Coverage, Reason};
use crate::table_words::opens_form;
use crate::tuning::TUNING;

/// Binds all cells of `table`, and tells `coverage` which places were read and which are no values.
pub(super) fn bind(
    document: &Document<'_>,
    table: &grid::Grid,
    identity: Recognised,
    coverage: &mut Coverage,
) -> TableParts {
    let mut binder = Binder::new(document, table, &identity);
    for (index, row) in table.row_indices().zip(&table.rows) {
        match row.kind {
            grid::RowKind::ColumnNumbers => coverage.explain(row.span, Reason::ColumnNumber),
            grid::RowKind::Group => coverage.explain(row.span, Reason::TableText),
            grid::RowKind::Data => binder.row(index, coverage),
        }
    }
    binder.settle_heads();
    binder.name_only_row();
    let line = |offset| document.segmentation.lines.line(offset);
    TableParts {
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
    }
}

/// How the fragments of a table stood in the text.
fn layout(table: &grid::Grid) -> Layout {
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
        // columns aligned by blanks, and layouts that are not known here: by positions
        _ => Layout::Aligned,
    }
}

struct Binder<'d> {
    document: &'d Document<'d>,
    table: &'d grid::Grid,
    form: Option<Form>,
    year: Option<u16>,
    unit: Option<Unit>,
    panels: Vec<Panel>,
    /// The unit that the last name of several rows of a form without a head states: 项目资金（元）.
    keyed_unit: Option<Unit>,
    /// Whether the columns say what the figures are about, so that the rows only say what they measure.
    items_across: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
}

impl<'d> Binder<'d> {
    fn new(document: &'d Document<'d>, table: &'d grid::Grid, identity: &Recognised) -> Self {
        let unit = unit::of_table(document, table);
        let mut binder = Self {
            document,
            table,
            form: identity.form,
            year: identity.year,
            unit,
            panels: Vec::new(),
            keyed_unit: None,
            items_across: false,
            columns: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        };
        binder.panels = panel::of_table(document.vocabulary(), table, identity, &mut binder.columns);
        if identity.form == Some(Form::Statement(StatementId::Z09)) {
            panel::settle_total(&mut binder.columns);
        }
        binder.items_across =
            binder.columns.iter().filter(|column| column.item.is_some()).count() >= TUNING.bind.across;
        binder
    }

    /// A name that the form prints twice, once as the head of a part and once with its figures, means the latter:
    /// “三公”经费支出 above 支出合计.
    fn settle_heads(&mut self) {
        let mut has_number = vec![false; self.rows.len()];
        for cell in &self.cells {
            has_number[cell.row.get()] |= cell.number().is_some();
        }
        let filled: TextSet<Item> = self
            .rows
            .iter()
            .zip(&has_number)
            .filter(|(_, has)| **has)
            .filter_map(|(row, _)| row.item)
            .collect();
        for (row, has) in self.rows.iter_mut().zip(has_number) {
            if !has && row.code.is_none() && row.item.is_some_and(|item| filled.contains(&item)) {
                row.item = None;
            }
        }
    }

    /// The only row of a table of a budget may print no name: its figures are those of the whole body.
    fn name_only_row(&mut self) {
        let mut with_figures = vec![false; self.rows.len()];
        for cell in self.cells.iter().filter(|cell| cell.number().is_some()) {
            with_figures[cell.row.get()] = true;
        }
        let mut rows = with_figures.iter().enumerate().filter(|(_, has)| **has).map(|(at, _)| at);
        let only =
            rows.next().filter(|_| rows.next().is_none() && matches!(self.form, Some(Form::Budget(_))));
        let nameless = |row: &Row| row.label.is_empty() && row.code.is_none();
        let Some(at) = only.filter(|&at| self.rows.get(at).is_some_and(nameless)) else { return };
        let mut row = self.rows[at].clone();
        self.rename(0, &mut row, lists::UNNAMED_TOTAL.to_owned());
        self.rows[at] = row;
    }

    /// Binds one line of the grid: one row of the model for each panel that prints anything.
    fn row(&mut self, index: RowIndex, coverage: &mut Coverage) {
        let mut carried: Option<String> = None;
        for at in 0..self.panels.len() {
            let Some(mut row) = self.head(index, at) else {
                self.cover_head(index, at, false, coverage);
                continue;
            };
            // a total over several panels belongs to the one that prints its figure: 公用经费合计
            let (named, prints) = (!row.label.is_empty() || row.code.is_some(), self.prints(index, at));
            if let Some(label) = carried.take_if(|_| prints && !named) {
                self.rows.pop();
                self.rename(at, &mut row, label);
            }
            carried = (!prints && row.label.ends_with(lists::SUM_END)).then(|| row.label.clone());
            let row_index = RowIndex::new(self.rows.len());
            let before = self.cells.len();
            if self.is_keyed(at) {
                self.keyed_values(index, at, row, coverage);
                self.cover_head(index, at, self.cells.len() > before, coverage);
                continue;
            }
            for (grid_column, column) in self.panels[at].values.clone() {
                let cell = self.table.cell(index, grid_column);
                self.value(&cell, row_index, column, coverage);
            }
            self.cover_head(index, at, self.cells.len() > before, coverage);
            self.rows.push(row);
        }
    }

    fn is_statement(&self) -> bool {
        matches!(self.form, Some(Form::Statement(_)))
    }

    /// Whether the panel is a form without a head, whose figures have their names in front of them.
    fn is_keyed(&self, at: usize) -> bool {
        let columns = self.panels[at].label.iter().filter_map(|&column| self.table.column(column));
        let mut names = columns.flat_map(|column| &column.path).peekable();
        // a list of projects has the same head above their names
        let listed = self.is_statement() || matches!(self.form, Some(Form::Budget(_)));
        !listed && names.peek().is_some() && names.all(|name| opens_form(name))
    }

    /// The values of one line of such a form: each figure that has a name in front of it is a row.
    fn keyed_values(&mut self, index: RowIndex, at: usize, mut row: Row, coverage: &mut Coverage) {
        let source = self.document.source();
        let is_named = |&column: &ColumnIndex| self.table.cell(index, column).kind() != grid::CellKind::Blank;
        if self.panels[at].label.iter().any(is_named) {
            self.keyed_unit = row.unit.clone();
        }
        let mut name: Option<String> = None;
        let mut has_figure = false;
        for (grid_column, column) in self.panels[at].values.clone() {
            let cell = self.table.cell(index, grid_column);
            match cell.kind() {
                grid::CellKind::Blank | grid::CellKind::Dash => {}
                grid::CellKind::Text => name = Some(cell.text(source).into()),
                _ => {
                    if let Some(name) = name.take() {
                        if std::mem::replace(&mut has_figure, true) {
                            self.rows.push(row.clone());
                        }
                        self.rename(at, &mut row, name);
                        row.unit = row.unit.or_else(|| self.keyed_unit.clone());
                    }
                }
            }
            let row_index = RowIndex::new(self.rows.len());
            self.value(&cell, row_index, column, coverage);
        }
        self.rows.push(row);
    }

    /// The row's keys in one panel; `None` where the panel is blank from end to end.
    fn head(&mut self, index: RowIndex, at: usize) -> Option<Row> {
        let panel = &self.panels[at];
        let source = self.document.source();
        let text = |column: &ColumnIndex| self.table.cell(index, *column).text(source);
        let filled = |column: &ColumnIndex| self.table.cell(index, *column).kind() != grid::CellKind::Blank;
        let mut keys = panel.code.iter().chain(&panel.label);
        if !keys.any(filled) && !panel.values.iter().any(|(column, _)| filled(column)) {
            return None;
        }
        let code: String = panel.code.iter().map(text).collect();
        let label = self.label(index, panel);
        // a total prints its name wherever the form leaves room, also in the column of the codes
        let is_code = code.is_empty() || code.chars().any(|c| c.is_ascii_digit());
        let (code, mut label) = if is_code { (code, label) } else { (String::new(), code + &label) };
        if code.is_empty() && label.is_empty() {
            label = self.name_among_numbers(index, at).unwrap_or_default();
        }
        if code.is_empty() && label.is_empty() && !self.is_statement() {
            label = self.first_name(index, at).unwrap_or_default();
        }
        let line = self.table.row(index)?.span.start;
        let mut row = Row::new(label, self.document.segmentation.lines.line(line));
        if !code.is_empty() {
            row = row.with_code(&code);
        }
        row.number = panel.number.and_then(|column| self.table.cell(index, column).text(source).parse().ok());
        let label = std::mem::take(&mut row.label);
        self.rename(at, &mut row, label);
        let own = row.unit.take();
        row.unit = self.panels[at].counted.unit(&row.label, own);
        Some(row)
    }

    /// The name of a row. Columns under one head hold the parts of one name; of columns with heads of their own each holds
    /// another name, and the first that is printed names the row.
    fn label(&self, index: RowIndex, panel: &Panel) -> String {
        let source = self.document.source();
        let head = |column: &ColumnIndex| self.table.column(*column).and_then(|column| column.path.last());
        let parts = panel.label.iter().map(|&column| self.table.cell(index, column));
        let mut heads = panel.label.iter().filter_map(head);
        let first = heads.next();
        if heads.all(|head| Some(head) == first) {
            return parts.map(|part| part.text(source)).collect();
        }
        let named = parts.into_iter().find(|part| part.kind() != grid::CellKind::Blank);
        named.map(|part| part.text(source).into()).unwrap_or_default()
    }

    /// The name of a total that stands where the other rows have their number.
    fn name_among_numbers(&self, index: RowIndex, at: usize) -> Option<String> {
        let panel = &self.panels[at];
        let numbers = panel.ordinal.iter().chain(&panel.number);
        let mut cells = numbers.map(|&column| self.table.cell(index, column).text(self.document.source()));
        cells.find(|name| name.ends_with(lists::SUM_END)).map(Into::into)
    }

    /// What stands in front of the figures of a row without a name: tables of purchases have their items in columns, each
    /// below the one that it is part of.
    fn first_name(&self, index: RowIndex, at: usize) -> Option<String> {
        let cells = self.panels[at].values.iter().map(|&(column, _)| self.table.cell(index, column));
        let first = cells.into_iter().find(|cell| cell.kind() != grid::CellKind::Blank)?;
        (first.kind() == grid::CellKind::Text).then(|| first.text(self.document.source()).into())
    }

    /// Gives the row its name and what follows from it.
    fn rename(&mut self, at: usize, row: &mut Row, label: String) {
        row.label = label;
        row.unit = unit::in_label(self.document.vocabulary(), &row.label);
        row.item = self.meaning(at, row);
        if row.item.is_none() && self.items_across {
            row.measure = vocabulary::row_measure(&self.document.vocabulary().head(&row.label), self.year);
        }
    }

    /// Whether a panel prints any value in this line.
    fn prints(&self, index: RowIndex, at: usize) -> bool {
        let filled = |column: ColumnIndex| self.table.cell(index, column).kind() != grid::CellKind::Blank;
        self.panels[at].values.iter().any(|&(column, _)| filled(column))
    }

    /// What the row means; a row whose label alone says it becomes the one that the rows below may belong to.
    fn meaning(&mut self, at: usize, row: &Row) -> Option<Item> {
        let panel = &mut self.panels[at];
        let Some(form) = self.form else { return row.code.filter(|_| panel.classified).map(Item::from) };
        if self.items_across && row.code.is_none() {
            return None;
        }
        let label = self.document.vocabulary().label(&row.label);
        let (own, below) = vocabulary::item_and_below(form, &panel.side, label, row.code, panel.above);
        if below.is_none() || below == own {
            panel.above = own;
        }
        below.or(own)
    }

    fn value(
        &mut self,
        cell: &grid::CellRef<'_>,
        row: RowIndex,
        column: ColumnIndex,
        coverage: &mut Coverage,
    ) {
        let source = self.document.source();
        let whole = [cell.span()];
        let spans = if cell.joined_spans().is_empty() { &whole[..] } else { cell.joined_spans() };
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
        for span in spans {
            match entry {
                Entry::Number(_) | Entry::Measured(_) => coverage.read(*span),
                Entry::Dash | Entry::Text(_) => coverage.explain(*span, Reason::TableText),
            }
        }
        let printed = cell.is_repaired().then(|| cell.printed(source).into());
        let (certainty, place) = (cell.certainty(), self.document.place(cell.span()));
        self.cells.push(Cell { row, column, entry, printed, certainty, place });
    }

    fn number(value: Decimal, kind: grid::CellKind) -> Entry {
        match kind {
            grid::CellKind::Percent => Entry::Measured(Box::new(Amount::new(value, Unit::Percent))),
            _ => Entry::Number(value),
        }
    }

    /// The keys of a row with figures are part of what was read; those of an empty one are explained.
    fn cover_head(&self, index: RowIndex, at: usize, has_values: bool, coverage: &mut Coverage) {
        let panel = &self.panels[at];
        let keys = panel.code.iter().chain(&panel.label).chain(&panel.number).chain(&panel.ordinal);
        for &column in keys {
            let cell = self.table.cell(index, column);
            let spans = if cell.joined_spans().is_empty() { &[cell.span()][..] } else { cell.joined_spans() };
            for &span in spans {
                let is_number = panel.number == Some(column) || panel.ordinal == Some(column);
                // figures that run together name nothing
                let text = span.text(self.document.source());
                if cell.kind() == grid::CellKind::Text && is_figure(text) && text.matches('.').count() > 1 {
                    coverage.explain(span, Reason::UncertainCell);
                    continue;
                }
                match (has_values, is_number) {
                    (true, _) => coverage.read(span),
                    (false, true) => coverage.explain(span, Reason::RowNumber),
                    (false, false) => coverage.explain(span, Reason::EmptyRow),
                }
            }
        }
    }
}

/// The table's title: printed above it, else its caption.
pub(super) fn title(document: &Document<'_>, table: &grid::Grid) -> String {
    let span = table.context.title.or(table.context.caption);
    span.map(|span| plain(span.text(document.source())).into_owned()).unwrap_or_default()
}
